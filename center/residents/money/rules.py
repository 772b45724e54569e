"""What an account and the cash desk allow. Pure.

Sources: Decree 116/2021 arts 62.4, 69.3; Decree 163/2026 arts 118.2, 120.3, 123.3.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal

from center.errors import RuleViolation

IN_KINDS = ("relative", "post", "found", "opening")
"""Kinds the desk takes in by hand, the usual first."""
OUT_KINDS = ("canteen", "phone_post", "sent_home", "returned")
AFTER_END = frozenset({"returned", "sent_home", "correction"})
"""What may still be written when the stay has ended."""
BOOK_KINDS = frozenset({"canteen", "phone_post", "labour_share"})
"""Kinds that leave the cash box alone unless the desk says otherwise."""
OWN_PARTY = frozenset({"found", "opening", "returned"})
"""Kinds whose other side is the resident unless somebody else is named."""

MOST = 1_000_000_000
"""Đồng in one entry; beyond it a zero too many was typed."""
NOTES = (500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500, 200)
"""Denominations in circulation, in đồng."""


@dataclass(frozen=True, slots=True)
class Account:
    """Where an account stands."""

    seq: int = 0
    """Entries so far."""
    balance: int = 0
    held: int = 0
    """Part of the balance that waits for the release."""
    last_on: date | None = None
    """Day of the last entry."""

    @property
    def free(self) -> int:
        """What may be spent."""
        return self.balance - self.held


@dataclass(frozen=True, slots=True)
class Posting:
    """How an entry changes an account; signed đồng."""

    amount: int
    held_part: int


def is_in(kind: str) -> bool:
    """Tell whether entries of ``kind`` bring money in (a correction may do either)."""
    return kind in IN_KINDS or kind == "labour_share"


def check_amount(amount: int) -> None:
    """Refuse nothing, less than nothing, and what nobody can have meant."""
    if amount <= 0:
        raise RuleViolation("residents.money_amount", field="amount")
    if amount > MOST:
        raise RuleViolation("residents.money_too_much", field="amount", most=MOST)


def posting(kind: str, amount: int, account: Account, *, held: bool = False) -> Posting:
    """Return what an entry of ``amount`` (above zero) does to ``account``.

    ``held``: this labour share waits for the release (Decree 163/2026 art. 118.2). What is held can only be returned.
    Raises RuleViolation when the account does not have it.
    """
    check_amount(amount)
    if is_in(kind):
        if kind == "opening" and account.seq:
            raise RuleViolation("residents.money_opening_late", field="kind")
        return Posting(amount, amount if held else 0)
    if kind == "returned":
        if amount > account.balance:
            raise RuleViolation("residents.money_not_enough", field="amount", have=account.balance, held=0)
        return Posting(-amount, -max(0, amount - account.free))
    if amount > account.free:
        raise RuleViolation(
            "residents.money_not_enough" if not account.held else "residents.money_held",
            field="amount",
            have=account.free,
            held=account.held,
        )
    return Posting(-amount, 0)


def correction(
    wrong: int, right: int, account: Account, *, held_share: bool, held_returned: int = 0
) -> Posting:
    """Return the entry that turns ``wrong`` into ``right`` (both signed as booked; ``right`` may be zero).

    ``held_share``: it is a labour share that waits for the release. ``held_returned``: how much of what was held the
    wrong entry had paid out. Raises RuleViolation when nothing changes, the sign turns, or the account falls short.
    """
    if abs(right) > MOST:
        raise RuleViolation("residents.money_too_much", field="amount", most=MOST)
    if wrong and right and (wrong > 0) != (right > 0):
        raise RuleViolation("residents.money_amount", field="amount")
    change = right - wrong
    if change == 0:
        raise RuleViolation("residents.money_same", field="amount")
    if held_share:
        held = change
    elif held_returned:
        held = min(change, held_returned) if change > 0 else -max(0, -change - account.free)
    else:
        held = 0
    balance, rest = account.balance + change, account.held + held
    if rest < 0 or balance < rest:
        raise RuleViolation(
            "residents.money_correction_short",
            field="amount",
            have=account.free,
            short=max(rest, 0) - balance,
        )
    return Posting(change, held)


def check_day(booked_on: date, *, today: date, closed_until: date | None, last_on: date | None) -> None:
    """Refuse a day that is not here yet, is closed, or lies before the account's last entry.

    The order of the entries is the order of the days, so that the balance of any day can be read off.
    """
    if booked_on > today:
        raise RuleViolation("residents.money_future", field="booked_on")
    if closed_until is not None and booked_on <= closed_until:
        raise RuleViolation("residents.money_day_closed", field="booked_on", day=closed_until)
    if last_on is not None and booked_on < last_on:
        raise RuleViolation("residents.money_before_last", field="booked_on", day=last_on)


def check_return(today: date, last_day: date | None, *, ended: bool, basis: str) -> None:
    """Refuse to pay an account out in the middle of the stay unless a decision behind it is named."""
    if not ended and (last_day is None or today < last_day) and not basis.strip():
        raise RuleViolation("residents.money_return_early", field="reference")


def check_receiver(party: str, relation: str, paper: str, resident: str) -> None:
    """Refuse to pay an account out to anybody but ``resident`` without relation and identity paper."""
    other = party.strip() and party.strip().casefold() != resident.strip().casefold()
    if other and not (relation.strip() and paper.strip()):
        raise RuleViolation("residents.money_receiver", field="party_paper")


def check_limits(
    kind: str,
    amount: int,
    account: Account,
    limits: Mapping[str, int],
    month: Mapping[str, int],
) -> None:
    """Refuse what the house rules cap. ``month``: what the kinds came to in this calendar month, above zero.

    Money that has already come by post or was found is never refused: it must be booked.
    """
    for limit, capped in (("relative_month", "relative"), ("canteen_month", "canteen")):
        most = limits.get(limit)
        if kind == capped and most is not None and month.get(kind, 0) + amount > most:
            raise RuleViolation(
                f"residents.money_{limit}", field="amount", most=most, so_far=month.get(kind, 0)
            )
    most = limits.get("balance")
    if kind == "relative" and most is not None and account.balance + amount > most:
        raise RuleViolation("residents.money_balance", field="amount", most=most, have=account.balance)


def check_box(computed: int, amount: int) -> None:
    """Refuse to hand out notes that cannot lie in the box."""
    if amount > computed:
        raise RuleViolation("residents.desk_not_enough", field="amount", have=max(0, computed))


def check_closing(day: date, *, today: date, closed_until: date | None, earlier_open: date | None) -> None:
    """Refuse to count or close a day out of turn. ``earlier_open``: an earlier day with entries, not closed yet."""
    if day > today:
        raise RuleViolation("residents.desk_future", field="day")
    if closed_until is not None and day <= closed_until:
        raise RuleViolation("residents.desk_closed", field="day", day=closed_until)
    if earlier_open is not None and earlier_open < day:
        raise RuleViolation("residents.desk_earlier_open", field="day", day=earlier_open)


def counted(notes: Mapping[int, int]) -> int:
    """Return the sum of ``notes``, pieces by denomination. Raises ValueError for unknown notes or negative counts."""
    if not set(notes) <= set(NOTES) or any(pieces < 0 for pieces in notes.values()):
        raise ValueError(f"not a count of notes: {notes!r}")
    return sum(note * pieces for note, pieces in notes.items())


def check_count(counted_sum: int, computed: int, explanation: str) -> None:
    """Refuse a difference nobody explains."""
    if counted_sum != computed and not explanation.strip():
        raise RuleViolation(
            "residents.desk_difference", field="explanation", difference=abs(counted_sum - computed)
        )


def check_second_signature(counted_by: int | None, closed_by: int | None) -> None:
    """Refuse one person for both signatures."""
    if counted_by is None or closed_by is None or counted_by == closed_by:
        raise RuleViolation("residents.desk_same_person")


def pool_of(surplus: int, ratio: Decimal) -> int:
    """Return the residents' part of ``surplus`` đồng, cut to whole đồng."""
    return int((surplus * ratio).to_integral_value(ROUND_DOWN))


def check_pool(pool: int | None, credited: int, wanted: Iterable[int]) -> None:
    """Refuse to hand out more than the month's pool; None: the pool is not known."""
    total = credited + sum(wanted)
    if pool is not None and total > pool:
        raise RuleViolation("residents.share_over_pool", pool=pool, total=total)
