"""The sentences a proof sheet prints under its lines."""

from __future__ import annotations

from center.i18n import lazy_gettext as _l
from center.residents.term.model import Convention

CONVENTION_SENTENCES = {
    Convention.LAST_DAY_INSIDE: _l("Ngày đầu và ngày cuối đều nằm trong thời hạn."),
    Convention.MONTH_END: _l(
        "Tháng cuối không có ngày tương ứng: tính đến ngày liền trước ngày cuối của tháng đó."
    ),
    Convention.DECISION_DAY: _l(
        "Áp dụng quy định có hiệu lực vào ngày ra quyết định, không phải ngày vào cơ sở."
    ),
    Convention.OTHER_LENGTH: _l("Quyết định ghi thời hạn ngắn hơn mức luật định: thi hành theo quyết định."),
    Convention.CREDIT_OFF_THE_END: _l(
        "Số ngày được quản lý trong thời gian lập hồ sơ trừ vào cuối thời hạn, một ngày trừ một ngày."
    ),
    Convention.CREDIT_COVERS_TERM: _l(
        "Số ngày được trừ đã bằng thời hạn: không còn ngày nào phải chấp hành."
    ),
    Convention.BORDER_DAYS: _l(
        "Ngày bỏ trốn và ngày trở lại đều được tính; chỉ những ngày ở giữa không được tính."
    ),
    Convention.OPEN_ABSENCE: _l("Chưa trở lại: ngày cuối là tạm tính, đúng nếu trở lại vào ngày hôm sau."),
    Convention.ESCAPE_FROM_ABSENCE: _l(
        "Bỏ trốn khi đang vắng mặt có phép: lần vắng mặt chưa ghi ngày về coi như kết thúc từ ngày bỏ trốn."
    ),
    Convention.OVERLAP: _l("Hai lần vắng mặt trùng ngày nhau: mỗi ngày chỉ tính một lần."),
    Convention.AFTER_LAST_DAY: _l("Việc xảy ra từ ngày cuối trở đi không làm thay đổi thời hạn."),
    Convention.VOLUNTARY_ESCAPE: _l(
        "Bỏ về khi cai nghiện tự nguyện: tính theo quy định riêng của hình thức này."
    ),
    Convention.LATE_FROM_SUSPENSION: _l(
        "Thời gian điều trị tại gia đình được tính đến hết ngày ghi trong văn bản yêu cầu trở lại; "
        "sau ngày đó, chậm trở lại do lỗi của người cai nghiện thì không được tính."
    ),
    Convention.LATE_FROM_LEAVE: _l(
        "Chậm trở lại sau chịu tang chỉ không được tính khi đã có quyết định truy tìm."
    ),
    Convention.LAST_DAY_HELD: _l(
        "Ngày cuối cùng ở cơ sở được tính; phần còn lại không chấp hành tại đây nữa."
    ),
    Convention.REDUCTION: _l(
        "Số tháng được giảm cộng lại, tính theo thời hạn ghi trong quyết định; "
        "lấy ngày sớm hơn giữa hai cách đếm tháng."
    ),
    Convention.REDUCTION_MERIT: _l("Có lập công vẫn có thể được giảm ít hơn mức dành riêng cho lập công."),
    Convention.PRISON: _l(
        "Chấp hành án phạt tù: áp dụng bộ quy định của chính đợt cai nghiện này, dù luật mới đã có hiệu lực."
    ),
    Convention.TRANSFER: _l("Chuyển cơ sở không làm thay đổi thời hạn; ngày chuyển được tính một lần."),
}
"""One for each row of docs/decisions/term-conventions.md that can bear on a result."""
