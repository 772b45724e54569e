"""What the record says about money in custody: sums and numbers, never names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from center.audit.service import Event
from center.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class MoneyEntered(Event):
    """An account got an entry."""

    name = "residents:money:enter"
    sentence = _l("Lưu ký, phiếu {receipt}: {amount} đồng, còn {balance} đồng")

    entry_id: int
    receipt: str
    kind: str
    amount: int
    balance: int
    booked_on: date


@dataclass(frozen=True)
class MoneyCorrected(Event):
    """An entry was put right by another."""

    name = "residents:money:correct"
    sentence = _l("Điều chỉnh phiếu {amended} bằng phiếu {receipt}: {amount} đồng ({reason})")

    entry_id: int
    amended: str
    receipt: str
    amount: int
    balance: int
    reason: str


@dataclass(frozen=True)
class SharesCredited(Event):
    """The residents' part of a month's labour was credited."""

    name = "residents:money:shares"
    sentence = _l("Ghi phần hưởng lao động tháng {month}: {count} người, {total} đồng")

    month: str
    count: int
    total: int


@dataclass(frozen=True)
class PoolSet(Event):
    """The surplus of a month's labour was entered."""

    name = "residents:money:pool"
    sentence = _l("Chênh lệch thu chi lao động tháng {month}: {surplus} đồng, học viên hưởng {pool} đồng")

    month: str
    surplus: int
    pool: int


@dataclass(frozen=True)
class CashMoved(Event):
    """Notes moved between the cash box and the bank or canteen."""

    name = "residents:cash:move"
    sentence = _l("Quỹ lưu ký, phiếu {receipt}: {amount} đồng")

    movement_id: int
    receipt: str
    kind: str
    amount: int
    booked_on: date


@dataclass(frozen=True)
class CashCounted(Event):
    """The cash box was counted."""

    name = "residents:cash:count"
    sentence = _l("Kiểm quỹ ngày {day}: đếm {counted}, sổ {computed} đồng")

    count_id: int
    day: date
    counted: int
    computed: int


@dataclass(frozen=True)
class CashClosed(Event):
    """A day of the cash desk was closed."""

    name = "residents:cash:close"
    sentence = _l("Khóa sổ quỹ lưu ký ngày {day}, chênh lệch {difference} đồng")

    closing_id: int
    day: date
    counted: int
    difference: int


@dataclass(frozen=True)
class MoneyLimitSet(Event):
    """A cap of the house rules was set or lifted."""

    name = "residents:money:limit"
    sentence = _l("Mức trần {kind}: {amount} đồng từ {valid_from}")

    kind: str
    amount: int | None
    valid_from: date
    basis: str
