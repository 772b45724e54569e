"""Who slept where on a past night.

The night of a day is one instant: the hour ``housing.night_hour`` of that evening. Who had a bed then slept in it, or
was out for the cause recorded then; docs/decisions/housing.md says why.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import contains_eager, lazyload

from center.clock import local_date, local_instant
from center.db import db
from center.legal.queries import parameter_book
from center.residents.housing.models import Bed, BedAssignment, Room, Zone
from center.residents.person.models import Resident
from center.residents.stay.models import Stay
from center.residents.stay.queries import whereabouts_of
from center.residents.whereabouts.models import OutCause, WhereaboutsChange
from center.residents.whereabouts.queries import newest_change_id
from center.vietnamese import fold

NIGHT_HOUR = "housing.night_hour"


@dataclass(frozen=True, slots=True)
class Sleeper:
    """One person on the roll that night."""

    stay: Stay
    bed: Bed | None
    """None: no bed was given."""
    place: WhereaboutsChange | None

    @property
    def is_out(self) -> bool:
        """Not in the center that night."""
        return self.place is not None and self.place.out_cause is not None


@dataclass(frozen=True, slots=True)
class NightFilter:
    """Of whom and where; empty fields narrow nothing."""

    zone_id: int | None = None
    room_id: int | None = None
    text: str = ""
    """Part of a name, or a code."""
    where: str = ""
    """in | out | no-bed."""


def night_of(day: date) -> datetime:
    """Return the instant that stands for the night of ``day``."""
    rows = [row for row in parameter_book() if row.name == NIGHT_HOUR]
    row = next(
        (row for row in rows if row.in_force(day)), rows[0]
    )  # nights before the first row: as it begins
    return local_instant(day, time(int(str(row.value))))


def _in_bed(instant: datetime) -> ColumnElement[bool]:
    return and_(
        BedAssignment.stay_id == Stay.id,
        BedAssignment.from_at <= instant,
        or_(BedAssignment.until_at.is_(None), BedAssignment.until_at > instant),
    )


def _on_roll(instant: datetime, wanted: NightFilter) -> Select[Stay, Bed]:
    statement = (
        select(Stay, Bed)
        .join(Resident, Resident.id == Stay.resident_id)
        .join(WhereaboutsChange, WhereaboutsChange.id == newest_change_id(instant).scalar_subquery())
        .outerjoin(BedAssignment, _in_bed(instant))
        .outerjoin(Bed, Bed.id == BedAssignment.bed_id)
        .outerjoin(Room, Room.id == Bed.room_id)
        .outerjoin(Zone, Zone.id == Room.zone_id)
        # the joins above bring room and zone: the inner ones of the model would drop those without a bed
        .options(lazyload(Stay.home_commune), contains_eager(Bed.room).contains_eager(Room.zone))
        .where(Stay.admitted_at <= instant)
        .where(or_(Stay.ended_on.is_(None), Stay.ended_on >= local_date(instant)))
        .where(or_(WhereaboutsChange.out_cause.is_(None), WhereaboutsChange.out_cause != OutCause.RELEASED))
    )
    if wanted.zone_id is not None:
        statement = statement.where(Zone.id == wanted.zone_id)
    if wanted.room_id is not None:
        statement = statement.where(Room.id == wanted.room_id)
    if wanted.text:
        folded = fold(wanted.text)
        statement = statement.where(
            or_(Resident.code == wanted.text.upper(), Resident.name_fold.contains(folded, autoescape=True))
        )
    if wanted.where == "in":
        statement = statement.where(WhereaboutsChange.out_cause.is_(None))
    elif wanted.where == "out":
        statement = statement.where(WhereaboutsChange.out_cause.is_not(None))
    elif wanted.where == "no-bed":
        statement = statement.where(Bed.id.is_(None))
    return statement


def slept(
    instant: datetime, wanted: NightFilter, *, offset: int, limit: int
) -> tuple[Sequence[Sleeper], int]:
    """Return who was on the roll at ``instant``, by bed, and how many they were, in three statements."""
    statement = _on_roll(instant, wanted)
    total = db.session.scalar(
        select(func.count()).select_from(statement.with_only_columns(Stay.id).subquery())
    )
    rows = db.session.execute(
        statement.order_by(Zone.code, Room.name, Bed.name, Resident.name_sort, Stay.id)
        .offset(offset)
        .limit(limit)
    ).all()
    places = whereabouts_of([stay.id for stay, _bed in rows], instant)
    return [Sleeper(stay, bed, places.get(stay.id)) for stay, bed in rows], total or 0


@dataclass(frozen=True, slots=True)
class NightCount:
    """One zone that night."""

    zone: Zone | None
    """None: those without a bed."""
    people: int
    out: int

    @property
    def inside(self) -> int:
        """Who slept in the center."""
        return self.people - self.out


def night_counts(instant: datetime) -> Sequence[NightCount]:
    """Return how many were on the roll of each zone at ``instant``, and how many of them were out; one statement."""
    inner = (
        _on_roll(instant, NightFilter())
        .with_only_columns(Zone.id.label("zone_id"), WhereaboutsChange.out_cause.label("cause"))
        .subquery()
    )
    rows = db.session.execute(
        select(Zone, func.count(), func.count(inner.c.cause))
        .select_from(inner)
        .outerjoin(Zone, Zone.id == inner.c.zone_id)
        .group_by(Zone.id)
        .order_by(Zone.code)
    )
    return [NightCount(zone, people, out) for zone, people, out in rows]
