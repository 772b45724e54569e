"""What is said when a preliminary check is refused."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l

MESSAGES = {
    "medical.preliminary_over": Refusal(
        _l("Lượt tiếp nhận này đã dừng, không khám sơ bộ nữa."),
        _l("Hỏi bàn tiếp nhận nếu người đó còn ở đây."),
    ),
    "medical.preliminary_there": Refusal(
        _l("Người này đã được khám sơ bộ."), _l("Mở phiếu đã ghi; nếu sai thì sửa và ghi lý do.")
    ),
    "medical.preliminary_signs": Refusal(
        _l("Chưa ghi tình trạng của người cần theo dõi hoặc cần đi bệnh viện."),
        _l("Ghi dấu hiệu thấy được, không ghi chẩn đoán; câu này in trong biên bản giao, nhận."),
        _l("Nghị định 163/2026/NĐ-CP, Điều 108 khoản 1."),
    ),
}
