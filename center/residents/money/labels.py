"""Vietnamese words for the codes of money in custody."""

from __future__ import annotations

from center.i18n import lazy_gettext as _l
from center.residents.money.models import LimitKind, Means, MoneyKind, MovementKind

KIND_LABELS = {
    MoneyKind.RELATIVE: _l("Người nhà gửi trực tiếp"),
    MoneyKind.POST: _l("Gửi qua bưu điện"),
    MoneyKind.FOUND: _l("Tiền mang theo khi tiếp nhận"),
    MoneyKind.OPENING: _l("Số dư chuyển từ sổ cũ"),
    MoneyKind.LABOUR_SHARE: _l("Phần được hưởng từ lao động"),
    MoneyKind.CANTEEN: _l("Mua hàng ở căng tin"),
    MoneyKind.PHONE_POST: _l("Điện thoại, bưu phí"),
    MoneyKind.SENT_HOME: _l("Gửi về gia đình"),
    MoneyKind.RETURNED: _l("Trả khi ra khỏi cơ sở"),
    MoneyKind.CORRECTION: _l("Điều chỉnh"),
}

MEANS_LABELS = {Means.CASH: _l("Tiền mặt"), Means.BOOK: _l("Chuyển khoản, ghi sổ")}

MOVEMENT_LABELS = {
    MovementKind.FROM_BANK: _l("Rút từ ngân hàng, kho bạc về quỹ"),
    MovementKind.TO_BANK: _l("Nộp vào ngân hàng, kho bạc"),
    MovementKind.TO_CANTEEN: _l("Thanh toán tiền hàng cho căng tin"),
}

LIMIT_LABELS = {
    LimitKind.RELATIVE_MONTH: _l("Người nhà gửi trực tiếp trong một tháng"),
    LimitKind.CANTEEN_MONTH: _l("Mua hàng ở căng tin trong một tháng"),
    LimitKind.BALANCE: _l("Số dư tối đa khi người nhà gửi thêm"),
}
