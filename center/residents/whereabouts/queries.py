"""Where people are, now or at any past minute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, or_, select

from center.clock import local_date
from center.db import db
from center.residents.stay.models import Stay
from center.residents.whereabouts.models import Location, LocationKind, OutCause, WhereaboutsChange


def whereabouts_at(stay_id: int, instant: datetime) -> WhereaboutsChange | None:
    """Return where the stay was at ``instant``; None before its first record."""
    return db.session.scalars(_changes(stay_id).where(WhereaboutsChange.happened_at <= instant)).first()


def newest_change(stay_id: int) -> WhereaboutsChange | None:
    """Return the change that tells where the stay is now; None before its first record."""
    return db.session.scalars(_changes(stay_id)).first()


def _changes(stay_id: int) -> Select[WhereaboutsChange]:
    return (
        select(WhereaboutsChange)
        .where(WhereaboutsChange.stay_id == stay_id)
        .order_by(WhereaboutsChange.happened_at.desc(), WhereaboutsChange.id.desc())
        .limit(1)
    )


def newest_change_id(instant: datetime) -> Select[int]:
    """Return the correlated subquery: id of the newest change of ``Stay`` up to ``instant``.

    It walks the index (stay, happened_at, id) backwards: one step a stay, whatever the history.
    """
    return (
        select(WhereaboutsChange.id)
        .where(WhereaboutsChange.stay_id == Stay.id, WhereaboutsChange.happened_at <= instant)
        .order_by(WhereaboutsChange.happened_at.desc(), WhereaboutsChange.id.desc())
        .limit(1)
        .correlate(Stay)
    )


@dataclass(frozen=True, slots=True)
class Count:
    """How many persons are at one place, or out for one cause."""

    label: str
    location_id: int | None
    cause: OutCause | None
    persons: int


@dataclass(frozen=True, slots=True)
class Headcount:
    """Everyone on the roll at one instant: present by place, out by cause."""

    at: datetime
    on_roll: int
    present: tuple[Count, ...]
    out: tuple[Count, ...]

    @property
    def persons_present(self) -> int:
        """Persons inside the center."""
        return sum(count.persons for count in self.present)

    @property
    def persons_out(self) -> int:
        """Persons out for a stated cause."""
        return sum(count.persons for count in self.out)


def headcount(instant: datetime) -> Headcount:
    """Count everyone on the roll at ``instant`` (admitted, and not yet released then), in one statement."""
    newest = newest_change_id(instant).scalar_subquery()
    rows = db.session.execute(
        select(Location.id, Location.name, WhereaboutsChange.out_cause, func.count())
        .select_from(Stay)
        .join(WhereaboutsChange, WhereaboutsChange.id == newest)
        .outerjoin(Location, Location.id == WhereaboutsChange.location_id)
        .where(Stay.admitted_at <= instant)
        # who was released on an earlier day need not be looked up: the count stays as fast over the years
        .where(or_(Stay.ended_on.is_(None), Stay.ended_on >= local_date(instant)))
        .where((WhereaboutsChange.out_cause.is_(None)) | (WhereaboutsChange.out_cause != OutCause.RELEASED))
        .group_by(Location.id, Location.name, WhereaboutsChange.out_cause)
        .order_by(Location.name)
    ).all()
    present = tuple(Count(name, place, None, n) for place, name, cause, n in rows if cause is None)
    out = tuple(Count(cause.value, None, cause, n) for _, _, cause, n in rows if cause is not None)
    return Headcount(instant, sum(row[3] for row in rows), present, out)


def locations(kind: LocationKind | None = None) -> Sequence[Location]:
    """Return the places inside the center by name."""
    wanted = select(Location).order_by(Location.name)
    if kind is not None:
        wanted = wanted.where(Location.kind == kind)
    return db.session.scalars(wanted).all()


def living_area(zone_id: int) -> Location | None:
    """Return the living area of a zone, if the list of places has one."""
    return db.session.scalars(
        select(Location)
        .where(Location.zone_id == zone_id, Location.kind == LocationKind.LIVING)
        .order_by(Location.id)
        .limit(1)
    ).first()
