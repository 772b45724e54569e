"""Reading the cash box: what should lie in it, and which days are closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select, union_all

from center.db import db
from center.residents.money.models import CashClosing, CashCount, CashMovement, Means, MoneyEntry
from center.residents.money.queries import closed_until


@dataclass(frozen=True, slots=True)
class Box:
    """The cash box at the end of a day, by the books; whole đồng."""

    opening: int
    """What the last closing before had counted."""
    received: int
    """Cash in since then."""
    paid: int
    """Cash out since then, above zero."""

    @property
    def computed(self) -> int:
        """What should lie in the box."""
        return self.opening + self.received - self.paid


def closing_of(day: date) -> CashClosing | None:
    """Return the closing of ``day``."""
    return db.session.scalars(select(CashClosing).where(CashClosing.day == day)).first()


def last_closing(before: date | None = None) -> CashClosing | None:
    """Return the newest closing, or the newest before the day ``before``."""
    wanted = select(CashClosing).order_by(CashClosing.day.desc()).limit(1)
    return db.session.scalars(wanted if before is None else wanted.where(CashClosing.day < before)).first()


def closings(limit: int) -> Sequence[CashClosing]:
    """Return the newest closings."""
    return db.session.scalars(select(CashClosing).order_by(CashClosing.day.desc()).limit(limit)).all()


def newest_count(day: date) -> CashCount | None:
    """Return the last count of ``day``."""
    return db.session.scalars(
        select(CashCount).where(CashCount.day == day).order_by(CashCount.id.desc()).limit(1)
    ).first()


def box_on(day: date) -> Box:
    """Return the cash box at the end of ``day``, in three statements."""
    before = last_closing(day)
    since = before.day if before else date.min
    received = paid = 0
    for table, more in ((MoneyEntry, (MoneyEntry.means == Means.CASH,)), (CashMovement, ())):
        span = (table.booked_on > since, table.booked_on <= day, *more)
        plus, minus = db.session.execute(
            select(
                func.coalesce(func.sum(table.amount).filter(table.amount > 0), 0),
                func.coalesce(func.sum(table.amount).filter(table.amount < 0), 0),
            ).where(*span)
        ).one()
        received += int(plus)
        paid -= int(minus)
    return Box(before.count.counted if before else 0, received, paid)


def first_open_day() -> date | None:
    """Return the earliest day with something booked that is not closed; None when all is closed."""
    closed = closed_until() or date.min
    days = union_all(
        select(func.min(MoneyEntry.booked_on).label("day")).where(MoneyEntry.booked_on > closed),
        select(func.min(CashMovement.booked_on)).where(CashMovement.booked_on > closed),
    ).subquery()
    found: date | None = db.session.scalar(select(func.min(days.c.day)))
    return found
