"""Hours of labour by resident and day of a month, and their sums."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, Select, func, select

from center.db import db
from center.residents.housing.models import Bed, BedAssignment, Room, Zone
from center.residents.housing.queries import beds_of
from center.residents.person.models import Resident
from center.residents.stay.models import Stay
from center.vocational.models import LabourEntry
from center.vocational.queries import counting_labour, narrow
from center.vocational.rules.labour import plain


@dataclass(frozen=True, slots=True)
class MonthFilter:
    """Which hours: a calendar month, narrowed to a zone, a class or a name; empty fields narrow nothing."""

    first: date
    """First day of the month."""
    zone_id: int | None = None
    course_id: int | None = None
    text: str = ""

    @property
    def last(self) -> date:
        """Last day of the month."""
        return self.first.replace(day=monthrange(self.first.year, self.first.month)[1])

    @property
    def days(self) -> list[date]:
        """Every day of the month."""
        return [self.first.replace(day=n) for n in range(1, self.last.day + 1)]


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One resident's month."""

    stay_id: int
    code: str
    name: str
    bed: str
    hours: Mapping[date, Decimal]

    @property
    def total(self) -> Decimal:
        """Hours of the month."""
        return plain(sum(self.hours.values(), Decimal(0)))

    @property
    def days_worked(self) -> int:
        """Days with any hours."""
        return sum(1 for hours in self.hours.values() if hours)


@dataclass(frozen=True, slots=True)
class Share:
    """Hours of one group: a zone or a kind of work."""

    label: str
    people: int
    hours: Decimal


@dataclass(frozen=True, slots=True)
class MonthTotals:
    """The month of everyone the filter lets through."""

    people: int
    by_day: Mapping[date, Decimal]
    zones: tuple[Share, ...]
    """By present zone; those who left the center stand under an empty label."""
    works: tuple[Share, ...]

    @property
    def hours(self) -> Decimal:
        """All hours of the month."""
        return plain(sum(self.by_day.values(), Decimal(0)))


def _stays(wanted: MonthFilter) -> Select[Stay]:
    """Return the statement of the stays with hours in the month."""
    worked = (
        counting_labour()
        .with_only_columns(LabourEntry.stay_id)
        .where(*_in_month(wanted), LabourEntry.hours > 0)
    )
    statement = select(Stay).join(Stay.resident).where(Stay.id.in_(worked))
    return narrow(
        statement, zone_id=wanted.zone_id, course_id=wanted.course_id, text=wanted.text, on=wanted.last
    )


def _in_month(wanted: MonthFilter) -> tuple[ColumnElement[bool], ...]:
    return (LabourEntry.worked_on >= wanted.first, LabourEntry.worked_on <= wanted.last)


def month_lines(wanted: MonthFilter, *, offset: int = 0, limit: int | None = None) -> list[MonthLine]:
    """Return the residents with hours in the month, by Vietnamese name, in three statements."""
    statement = _stays(wanted).order_by(Resident.name_sort, Stay.id).offset(offset)
    stays = db.session.scalars(statement if limit is None else statement.limit(limit)).all()
    ids = [stay.id for stay in stays]
    hours: dict[int, dict[date, Decimal]] = {stay_id: {} for stay_id in ids}
    for entry in db.session.scalars(
        counting_labour().where(*_in_month(wanted), LabourEntry.stay_id.in_(ids))
    ):
        of_stay = hours[entry.stay_id]
        of_stay[entry.worked_on] = plain(of_stay.get(entry.worked_on, Decimal(0)) + entry.hours)
    beds = beds_of(ids)
    return [
        MonthLine(
            stay_id=stay.id,
            code=stay.resident.code,
            name=stay.resident.full_name,
            bed=beds[stay.id].label if stay.id in beds else "",
            hours=hours[stay.id],
        )
        for stay in stays
    ]


def month_totals(wanted: MonthFilter) -> MonthTotals:
    """Return the sums over everyone in the month, in four statements."""
    ids = _stays(wanted).with_only_columns(Stay.id)
    counting = (
        counting_labour()
        .where(*_in_month(wanted), LabourEntry.hours > 0, LabourEntry.stay_id.in_(ids))
        .subquery()
    )
    people = db.session.scalar(select(func.count(func.distinct(counting.c.stay_id)))) or 0
    by_day = db.session.execute(
        select(counting.c.worked_on, func.sum(counting.c.hours)).group_by(counting.c.worked_on)
    )
    figures = (func.count(func.distinct(counting.c.stay_id)), func.sum(counting.c.hours))
    zones = db.session.execute(
        select(func.coalesce(Zone.name, ""), *figures)
        .select_from(counting)
        .outerjoin(
            BedAssignment, (BedAssignment.stay_id == counting.c.stay_id) & BedAssignment.until_at.is_(None)
        )
        .outerjoin(Bed, Bed.id == BedAssignment.bed_id)
        .outerjoin(Room, Room.id == Bed.room_id)
        .outerjoin(Zone, Zone.id == Room.zone_id)
        .group_by(Zone.name)
        .order_by(Zone.name)
    )
    works = db.session.execute(
        select(counting.c.work, *figures)
        .group_by(counting.c.work)
        .order_by(func.sum(counting.c.hours).desc(), counting.c.work)
    )
    return MonthTotals(
        people=people,
        by_day={day: plain(Decimal(hours)) for day, hours in by_day},
        zones=tuple(Share(label, count, plain(Decimal(hours))) for label, count, hours in zones),
        works=tuple(Share(label, count, plain(Decimal(hours))) for label, count, hours in works),
    )
