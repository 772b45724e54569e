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
    Convention.LAST_DAY_HELD: _l("Ngày cuối cùng ở cơ sở được tính; phần còn lại không phải chấp hành."),
}
"""One for each row of docs/decisions/term-conventions.md that can bear on a result."""
