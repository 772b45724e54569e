"""The words of every refusal about classes, registers, labour and certificates."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l
from center.vocational.course.messages import MESSAGES as COURSE
from center.vocational.labour.messages import MESSAGES as LABOUR
from center.vocational.lesson.messages import MESSAGES as LESSON

MESSAGES: dict[str, Refusal] = {
    "vocational.batch_refused": Refusal(
        what=_l("Chưa lưu gì: {count} dòng không ghi được."),
        next_step=_l(
            "Xem lý do cạnh từng tên; sửa hoặc bỏ chọn những người đó rồi lưu lại. Mọi thứ đã nhập vẫn còn."
        ),
    ),
    "vocational.nobody_chosen": Refusal(
        what=_l("Chưa chọn ai."),
        next_step=_l("Chọn ít nhất một người trong danh sách (đánh dấu, hoặc ghi số) rồi lưu."),
    ),
    "vocational.reason_needed": Refusal(
        what=_l("Chưa ghi lý do."),
        next_step=_l("Ghi lý do sửa; dòng cũ vẫn được giữ và ai cũng thấy vì sao đã sửa."),
    ),
    "vocational.nothing_changed": Refusal(
        what=_l("Không có gì khác so với đã ghi."),
        next_step=_l("Sửa chỗ cần sửa rồi lưu, hoặc quay lại."),
    ),
    "vocational.amended_before": Refusal(
        what=_l("Dòng này đã được sửa bằng một dòng khác."),
        next_step=_l("Mở lại trang và sửa dòng mới nhất."),
    ),
    **COURSE,
    **LESSON,
    **LABOUR,
}
