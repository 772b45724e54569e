"""The cash desk: its days, the box, and the two signatures that close a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db, one_at_a_time
from center.errors import RuleViolation
from center.residents.money.audit import CashClosed, CashCounted, CashMoved
from center.residents.money.box import Box, box_on, closing_of, first_open_day, newest_count
from center.residents.money.models import (
    CashClosing,
    CashCount,
    CashMovement,
    MoneyEntry,
    MovementKind,
)
from center.residents.money.queries import closed_until
from center.residents.money.rules import (
    check_amount,
    check_box,
    check_closing,
    check_count,
    check_day,
    check_second_signature,
    counted,
)
from center.residents.money.service import DESK


def count_box(
    day: date, notes: Mapping[int, int], explanation: str, *, actor: Actor, now: datetime
) -> CashCount:
    """Record the notes in the box at the end of ``day``: the first signature. Flushes.

    Raises RuleViolation for a day out of turn or a difference nobody explains.
    """
    one_at_a_time(DESK)
    check_closing(day, today=local_date(now), closed_until=closed_until(), earlier_open=first_open_day())
    if actor.id is None:
        raise RuleViolation("residents.desk_same_person")
    box, total = box_on(day), counted(notes)
    check_count(total, box.computed, explanation)
    count = CashCount(
        day=day,
        opening=box.opening,
        received=box.received,
        paid=box.paid,
        computed=box.computed,
        counted=total,
        notes={str(note): pieces for note, pieces in notes.items() if pieces},
        explanation=explanation.strip(),
        counted_at=now,
        counted_by_id=actor.id,
        counted_by_name=actor.name,
    )
    db.session.add(count)
    db.session.flush()
    record(CashCounted(count_id=count.id, day=day, counted=total, computed=box.computed), actor=actor, at=now)
    return count


def close_day(count: CashCount, *, actor: Actor, now: datetime) -> CashClosing:
    """Close the day of ``count`` for good: the second signature. Flushes.

    Raises RuleViolation for the one who counted, when the day is closed, when something was booked since the count, or
    when a newer count exists.
    """
    one_at_a_time(DESK)
    check_second_signature(count.counted_by_id, actor.id)
    check_closing(
        count.day, today=local_date(now), closed_until=closed_until(), earlier_open=first_open_day()
    )
    newest = newest_count(count.day)
    box = box_on(count.day)
    if newest is None or newest.id != count.id or box.computed != count.computed:
        raise RuleViolation("residents.desk_changed", computed=box.computed, was=count.computed)
    if actor.id is None:
        raise RuleViolation("residents.desk_same_person")
    closing = CashClosing(
        day=count.day,
        count=count,
        counted_by_id=count.counted_by_id,
        closed_by_id=actor.id,
        closed_by_name=actor.name,
        closed_at=now,
    )
    db.session.add(closing)
    db.session.flush()
    record(
        CashClosed(
            closing_id=closing.id, day=closing.day, counted=count.counted, difference=count.difference
        ),
        actor=actor,
        at=now,
    )
    return closing


@dataclass(frozen=True, slots=True)
class MovementFacts:
    """Notes between the box and the bank or canteen."""

    kind: MovementKind
    amount: int
    """Whole đồng, above zero; the kind tells the direction."""
    booked_on: date
    party: str
    reference: str = ""
    note: str = ""
    client_id: str | None = None


def move_cash(facts: MovementFacts, *, actor: Actor, now: datetime) -> CashMovement:
    """Record notes that leave or enter the box without an account changing. Flushes. Raises RuleViolation."""
    one_at_a_time(DESK)
    if facts.client_id is not None:
        there = db.session.scalars(
            select(CashMovement).where(CashMovement.client_id == facts.client_id)
        ).first()
        if there is not None:
            return there
    check_amount(facts.amount)
    if not facts.party.strip():
        raise RuleViolation("residents.money_party", field="party")
    amount = facts.amount if facts.kind is MovementKind.FROM_BANK else -facts.amount
    if amount < 0:
        check_box(box_on(facts.booked_on).computed, facts.amount)
    return _write(facts, amount, actor=actor, now=now)


def take_back(
    movement: CashMovement, reason: str, *, booked_on: date, actor: Actor, now: datetime
) -> CashMovement:
    """Undo a movement that was wrong by its opposite on an open day. Flushes. Raises RuleViolation."""
    one_at_a_time(DESK)
    if not reason.strip():
        raise RuleViolation("residents.money_reason", field="reason")
    again = select(CashMovement.id).where(CashMovement.amends_id == movement.id)
    if movement.amends_id is not None or db.session.scalar(again) is not None:
        raise RuleViolation("residents.money_corrected_before")
    facts = MovementFacts(movement.kind, abs(movement.amount), booked_on, movement.party)
    return _write(facts, -movement.amount, amends=movement, reason=reason, actor=actor, now=now)


def _write(
    facts: MovementFacts,
    amount: int,
    *,
    amends: CashMovement | None = None,
    reason: str = "",
    actor: Actor,
    now: datetime,
) -> CashMovement:
    check_day(facts.booked_on, today=local_date(now), closed_until=closed_until(), last_on=None)
    year = facts.booked_on.year
    last = db.session.scalar(
        select(func.max(CashMovement.receipt_number)).where(CashMovement.receipt_year == year)
    )
    movement = CashMovement(
        kind=facts.kind,
        booked_on=facts.booked_on,
        amount=amount,
        receipt_year=year,
        receipt_number=(last or 0) + 1,
        party=facts.party.strip(),
        reference=facts.reference.strip(),
        note=facts.note.strip(),
        amends_id=amends.id if amends else None,
        reason=reason.strip(),
        client_id=facts.client_id,
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(movement)
    db.session.flush()
    record(
        CashMoved(
            movement_id=movement.id,
            receipt=movement.receipt,
            kind=movement.kind.value,
            amount=amount,
            booked_on=movement.booked_on,
        ),
        actor=actor,
        at=now,
    )
    return movement


# --- a day as the page shows it ---


@dataclass(frozen=True, slots=True)
class KindSum:
    """What one kind of entry came to on a day; whole đồng, signed."""

    kind: str
    count: int
    amount: int


@dataclass(frozen=True, slots=True)
class DeskDay:
    """One day of the cash desk."""

    day: date
    box: Box
    sums: tuple[KindSum, ...]
    movements: tuple[CashMovement, ...]
    count: CashCount | None
    closing: CashClosing | None
    open_before: date | None
    """An earlier day that must be closed first."""

    @property
    def stale(self) -> bool:
        """Something was booked since the count."""
        return self.closing is None and self.count is not None and self.count.computed != self.box.computed


def desk_day(day: date) -> DeskDay:
    """Return a day of the desk without its single entries, in a fixed number of statements."""
    sums = db.session.execute(
        select(MoneyEntry.kind, func.count(), func.sum(MoneyEntry.amount))
        .where(MoneyEntry.booked_on == day)
        .group_by(MoneyEntry.kind)
        .order_by(MoneyEntry.kind)
    )
    movements = db.session.scalars(
        select(CashMovement).where(CashMovement.booked_on == day).order_by(CashMovement.id)
    ).all()
    first = first_open_day()
    return DeskDay(
        day=day,
        box=box_on(day),
        sums=tuple(KindSum(kind.value, count, int(amount)) for kind, count, amount in sums),
        movements=tuple(movements),
        count=newest_count(day),
        closing=closing_of(day),
        open_before=first if first is not None and first < day else None,
    )


def entries_on(day: date, *, offset: int = 0, limit: int | None = None) -> tuple[list[MoneyEntry], int]:
    """Return the entries of a day with their stays, in the order they were written, and how many there are."""
    total = db.session.scalar(select(func.count()).select_from(MoneyEntry).where(MoneyEntry.booked_on == day))
    wanted = (
        select(MoneyEntry)
        .options(joinedload(MoneyEntry.stay))
        .where(MoneyEntry.booked_on == day)
        .order_by(MoneyEntry.id)
        .offset(offset)
        .limit(limit)
    )
    return list(db.session.scalars(wanted)), total or 0
