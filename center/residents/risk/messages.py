"""Refusals about risk flags in words."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l

_ORDER = _l(
    "Quy trình của cơ sở (tham số «Cờ rủi ro: xem xét lại», phần mềm đề xuất); luật không quy định thời hạn này."
)
_SECRET = _l("Nghị định 163/2026/NĐ-CP, điều 3.5.b: giữ bí mật riêng của người cai nghiện.")

MESSAGES: dict[str, Refusal] = {
    "risk.flagged_already": Refusal(
        _l("Người này đang có cờ loại đó."), _l("Mở cờ đang có và xem xét lại: giữ, đổi mức hoặc gỡ.")
    ),
    "risk.instruction_needed": Refusal(
        _l("Chưa ghi người khác phải làm gì."),
        _l("Ghi một câu ngắn ai cũng đọc được, ví dụ «Luôn có hai cán bộ đi cùng»; không ghi bệnh."),
        _SECRET,
    ),
    "risk.reason_needed": Refusal(_l("Chưa ghi vì sao đặt cờ."), _l("Ghi việc đã thấy, ngày và người báo.")),
    "risk.review_day": Refusal(
        _l("Ngày xem xét lại phải sau hôm nay và không quá {latest} ({days} ngày)."),
        _l("Chọn ngày sớm hơn, hoặc để trống để lấy ngày chậm nhất."),
        _ORDER,
    ),
    "risk.lifted_before": Refusal(
        _l("Cờ này đã được gỡ."), _l("Tải lại trang để xem; cần cảnh báo lại thì đặt cờ mới.")
    ),
    "risk.finding_needed": Refusal(
        _l("Chưa ghi nhận xét."), _l("Ghi đã thấy gì và vì sao giữ, đổi hoặc gỡ cờ.")
    ),
    "risk.nothing_changed": Refusal(
        _l("Chọn «Đổi mức hoặc việc phải làm» nhưng chưa đổi gì."),
        _l("Đổi mức, sửa câu, hoặc chọn «Giữ nguyên»."),
    ),
    "risk.health_is_medical": Refusal(
        _l("Cờ sức khỏe chỉ do tổ y tế đặt."), _l("Báo bác sĩ hoặc điều dưỡng trực."), _SECRET
    ),
    "risk.medical_decides": Refusal(
        _l("Cờ tự gây thương tích và cờ sức khỏe do bác sĩ xem xét."),
        _l("Báo bác sĩ trực điều đã thấy."),
        _SECRET,
    ),
    "risk.commander_decides": Refusal(
        _l("Cờ trốn và cờ bạo lực do trực chỉ huy hoặc lãnh đạo xem xét."),
        _l("Báo trực chỉ huy điều đã thấy."),
    ),
    "risk.evidence_gone": Refusal(
        _l("Không còn tìm thấy căn cứ đã chọn."),
        _l("Chọn lại trong danh sách, hoặc để trống và ghi rõ ở lý do."),
    ),
}
