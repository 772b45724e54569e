"""What is said when an act on a reception is refused."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l

_GATE = _l("Nghị định 163/2026/NĐ-CP, Điều 108 khoản 1.")

MESSAGES = {
    "reception.facts_decide": Refusal(
        _l("Bước này xong khi việc của nó được ghi, không đánh dấu bằng tay."),
        _l("Mở bước và làm việc đó; trang tự thấy là đã xong."),
    ),
    "reception.always_applies": Refusal(
        _l("Bước này lượt tiếp nhận nào cũng phải có."),
        _l("Chưa làm được thì chọn «Để sau» và ghi lý do."),
        _GATE,
    ),
    "reception.reason": Refusal(_l("Chưa ghi lý do."), _l("Ghi một câu để ca sau hiểu vì sao.")),
    "reception.nothing_said": Refusal(
        _l("Bước này chưa có điều gì ghi bằng tay để bỏ."),
        _l("Tải lại trang để xem bước đang ở tình trạng nào."),
    ),
    "reception.not_admitted": Refusal(
        _l("Người này chưa được tiếp nhận vào hồ sơ."),
        _l("Điền nhân thân, quyết định và bấm «Tiếp nhận» trước."),
    ),
    "reception.done_before": Refusal(_l("Bước này đã xong."), _l("Tải lại trang để xem.")),
    "reception.search_alone": Refusal(
        _l("Khám người phải có hai người."), _l("Chọn người thứ hai cùng khám.")
    ),
    "reception.search_same": Refusal(
        _l("Người thứ hai trùng với người đang ghi."), _l("Chọn một người khác cùng khám.")
    ),
    "reception.find_undescribed": Refusal(
        _l("Đã ghi có vật cấm nhưng chưa nói là gì."), _l("Ghi đồ vật và số lượng tìm thấy.")
    ),
    "reception.closed": Refusal(
        _l("Lượt tiếp nhận này đã kết thúc."), _l("Làm việc còn thiếu trong hồ sơ hoặc theo danh sách việc.")
    ),
    "reception.not_yours": Refusal(
        _l("Lượt tiếp nhận này đang do {holder} làm."),
        _l("Bấm «Tiếp tục» ở trang của lượt tiếp nhận để nhận làm tiếp rồi ghi lại."),
    ),
    "reception.yours_already": Refusal(_l("Lượt tiếp nhận này đang do bạn làm."), _l("Làm tiếp các bước.")),
    "reception.draft_changed": Refusal(
        _l("{by} vừa lưu biểu mẫu này lúc {at}."),
        _l("Xem lại các ô bên dưới; bấm lưu lần nữa nếu muốn giữ những gì bạn đã nhập."),
    ),
    "reception.admitted_before": Refusal(
        _l("Người này đã được tiếp nhận."), _l("Mở lượt tiếp nhận để làm các bước còn lại.")
    ),
    "reception.close_unadmitted": Refusal(
        _l("Chưa tiếp nhận được ai thì không kết thúc lượt tiếp nhận được."),
        _l("Làm tiếp bước nhân thân, hoặc chọn «Không tiếp nhận» và ghi lý do."),
    ),
    "reception.close_without_bed": Refusal(
        _l("Người này chưa có giường."), _l("Xếp giường trước rồi kết thúc lượt tiếp nhận.")
    ),
    "reception.abandon_admitted": Refusal(
        _l("Người này đã có hồ sơ trong cơ sở, không bỏ lượt tiếp nhận được."),
        _l("Kết thúc lượt tiếp nhận; việc còn thiếu vào danh sách việc."),
    ),
    "reception.paper_pages": Refusal(
        _l("Giấy tờ không có thì không có số tờ."), _l("Bỏ số tờ, hoặc chọn bản chính hay bản sao.")
    ),
    "reception.papers_nothing": Refusal(
        _l("Chưa chọn cho giấy tờ nào."), _l("Chọn bản chính, bản sao hoặc không có cho ít nhất một giấy tờ.")
    ),
}
