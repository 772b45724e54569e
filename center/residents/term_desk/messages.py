"""Refusals of the term's desk."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l

MESSAGES: dict[str, Refusal] = {
    "residents.preview_stale": Refusal(
        _l("Ngày cuối vừa thay đổi so với lúc xem trước; chưa ghi gì."),
        _l("Xem lại kết quả mới bên dưới rồi ghi lại nếu vẫn đúng."),
    ),
    "residents.no_such_location": Refusal(
        _l("Nơi đã chọn không còn trong danh mục."), _l("Chọn lại nơi đưa người vào.")
    ),
    "residents.ask_day_range": Refusal(
        _l("Ngày {day} quá xa thời hạn này."), _l("Nhập ngày từ {first} đến {last}.")
    ),
    "residents.nobody_away": Refusal(
        _l("Người này không vắng mặt, nên không có việc trở lại để giả định."), _l("Bỏ ngày trở lại.")
    ),
}
