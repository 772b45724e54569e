"""What the norm owes a person, what is left of it, and when it is due again. Pure.

Source: Decree 163/2026 art. 113.2–113.4 (in kind from 2026-07-01); Decree 116/2021 art. 65.2 (money before). The texts
say "per year" and not which year: a thing lasts from the day it was handed out (docs/decisions/0015-kit.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal

from center.errors import RuleViolation
from center.legal.rules import Parameter, ParameterBook
from center.residents.term.calendar import add_months

YEAR, ENTRY, NORTH = "year", "entry", "north"
_PREFIX = "clothing."
_NOT_ITEMS = frozenset({"padded_blanket_max_weight", "period", "period_covers", "issue_from_day"})
HYGIENE = "women_hygiene"
LAST_COLD_MONTH = 3
EXTRAS = ("work_sets", "release_set")
"""Handed out besides the yearly norm: protective clothing (art. 113.4), clothes to leave in (art. 123.3)."""


@dataclass(frozen=True, slots=True)
class NormItem:
    """One thing the norm names."""

    code: str
    quantity: int
    unit: str
    """piece, set, pair, gram, millilitre."""
    months: int | None
    """How long it lasts; None: once in a stay."""
    group: str
    """year, entry or north."""
    parameter: Parameter

    @property
    def is_verified(self) -> bool:
        """Whether the row behind it was compared with the official text."""
        return self.parameter.is_verified


@dataclass(frozen=True, slots=True)
class MoneyNorm:
    """The norm in money, before things were owed in kind."""

    amount: int
    """Đồng a year."""
    factor: Parameter
    base_salary: Parameter


@dataclass(frozen=True, slots=True)
class Given:
    """Something handed out."""

    code: str
    quantity: int
    on: date


@dataclass(frozen=True, slots=True)
class Owed:
    """How one thing of the norm stands for a person."""

    item: NormItem
    given: int
    """Handed out and not worn out yet."""
    left: int
    """Still to hand out."""
    renew_on: date | None
    """When something is owed again; None when it is owed now, or never again."""
    waiting: bool = False
    """Owed, but not before the cold season."""

    @property
    def is_due(self) -> bool:
        """True when it should be handed out now."""
        return self.left > 0 and not self.waiting


def norm_items(book: ParameterBook, on: date) -> tuple[NormItem, ...]:
    """Return what is owed in kind on ``on``, in the order of the decree; nothing before 2026-07-01."""
    north = book.find_or_none("clothing.north_applies", on)
    period = book.find_or_none("clothing.north.period", on)
    covers = book.find_or_none("clothing.north.period_covers", on)
    items = []
    for row in book:
        group, _, code = row.name.removeprefix(_PREFIX).partition(".")
        if not row.name.startswith(_PREFIX) or group not in (YEAR, ENTRY, NORTH) or code in _NOT_ITEMS:
            continue
        if not row.in_force(on) or not isinstance(row.value, int):
            continue
        if group == NORTH and (north is None or north.value is not True):
            continue
        months: int | None = 12
        if group == ENTRY:
            months = None
        elif group == NORTH and covers is not None and period is not None and code in _words(covers):
            months = 12 * int(str(period.value))
        items.append(NormItem(code, row.value, row.unit, months, group, row))
    order = {YEAR: 1, ENTRY: 0, NORTH: 2}
    return tuple(sorted(items, key=lambda item: (order[item.group], item.parameter.row_id or 0)))


def _words(row: Parameter) -> tuple[str, ...]:
    return row.value if isinstance(row.value, tuple) else ()


def money_norm(book: ParameterBook, on: date) -> MoneyNorm | None:
    """Return the norm in money on ``on``; None since things are owed in kind."""
    factor = book.find_or_none("clothing.year_factor", on)
    salary = book.find_or_none("base_salary", on)
    if factor is None or salary is None:
        return None
    amount = (Decimal(str(factor.value)) * Decimal(str(salary.value))).to_integral_value(ROUND_DOWN)
    return MoneyNorm(int(amount), factor, salary)


def season_open(book: ParameterBook, on: date) -> bool:
    """Tell whether things for the cold are handed out on ``on``: from the day set (``"10-01"``) to the end of March."""
    row = book.find_or_none("clothing.north.issue_from_day", on)
    return row is None or f"{on:%m-%d}" >= str(row.value) or on.month <= LAST_COLD_MONTH


def owed(
    items: Sequence[NormItem], given: Iterable[Given], on: date, *, cold_season: bool = True
) -> tuple[Owed, ...]:
    """Return how each thing of the norm stands on ``on``.

    A thing counts from the day it was handed out until it is worn out, ``months`` later; what is missing of the
    quantity is owed. What the norm gives once is owed once in the stay.
    """
    by_code: dict[str, list[Given]] = {}
    for one in given:
        if one.on <= on:
            by_code.setdefault(one.code, []).append(one)
    return tuple(_stands(item, by_code.get(item.code, ()), on, cold_season) for item in items)


def _stands(item: NormItem, given: Sequence[Given], on: date, cold_season: bool) -> Owed:
    lasting = [one for one in given if item.months is None or on < add_months(one.on, item.months)]
    count = sum(one.quantity for one in lasting)
    left = max(0, item.quantity - count)
    renew = None
    if not left and item.months is not None and lasting:
        renew = min(add_months(one.on, item.months) for one in lasting)
    return Owed(item, count, left, renew, waiting=bool(left) and item.group == NORTH and not cold_season)


def check_line(code: str, quantity: int, left: Mapping[str, int], reason: str) -> None:
    """Refuse nothing, a thing nobody knows, and more than is owed without a reason (lost, torn, protective)."""
    if quantity <= 0:
        raise RuleViolation("residents.kit_quantity", field=f"q_{code}")
    if code not in left and code not in EXTRAS:
        raise RuleViolation("residents.kit_unknown", field=f"q_{code}")
    if quantity > left.get(code, 0) and not reason.strip():
        raise RuleViolation("residents.kit_over_norm", field="reason", left=left.get(code, 0))


def check_hygiene(sex: str, amount: int, spent: int, cap: int | None) -> None:
    """Refuse women's hygiene for a man, and more in a month than the law allows; nothing passes this limit.

    ``spent``: đồng in the same calendar month so far. ``cap``: Decree 163/2026 art. 113.3; None before it.
    """
    if sex != "female":
        raise RuleViolation("residents.kit_women_only", field="hygiene")
    if amount <= 0:
        raise RuleViolation("residents.kit_quantity", field="hygiene")
    if cap is not None and spent + amount > cap:
        raise RuleViolation("residents.kit_hygiene_cap", field="hygiene", cap=cap, spent=spent)


def check_day(issued_on: date, *, today: date, admitted_on: date, ended_on: date | None) -> None:
    """Refuse a day to come, before the entry, or after the end of the stay."""
    if issued_on > today:
        raise RuleViolation("residents.kit_future", field="issued_on")
    if issued_on < admitted_on or (ended_on is not None and issued_on > ended_on):
        raise RuleViolation("residents.kit_outside_stay", field="issued_on")
