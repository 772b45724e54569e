"""What is said when a residence is refused."""

from __future__ import annotations

from center.errors import Refusal
from center.i18n import lazy_gettext as _l

MESSAGES = {
    "residents.residence_unchanged": Refusal(
        _l("Nơi cư trú này giống nơi đang ghi."), _l("Sửa địa chỉ hoặc xã, phường rồi lưu lại.")
    ),
    "residents.residence_reason": Refusal(
        _l("Chưa ghi lý do."),
        _l("Ghi vì sao thay đổi và theo giấy tờ nào, ví dụ: gia đình chuyển nhà, giấy …"),
    ),
    "residents.residence_in_future": Refusal(
        _l("Ngày chuyển đến là ngày chưa tới."), _l("Sửa lại ngày, hoặc để trống nếu không rõ.")
    ),
}
