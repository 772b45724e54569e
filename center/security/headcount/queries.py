"""Everyone on the roll at one instant: by zone, and by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Select, and_, false, func, or_, select
from sqlalchemy.orm import lazyload

from center.db import db
from center.residents.housing.models import Bed, BedAssignment, Room, Zone
from center.residents.person.models import Resident
from center.residents.risk.queries import FlagNow, flags_in_force
from center.residents.stay.models import Stay
from center.residents.whereabouts.models import Location, LocationKind, OutCause, WhereaboutsChange
from center.residents.whereabouts.queries import newest_change_id


@dataclass(frozen=True, slots=True)
class ZoneCount:
    """Those who have a bed in one zone."""

    zone_id: int | None
    """None: those without a bed."""
    name: str
    on_roll: int
    at_home: int
    """In the zone's own living area."""
    elsewhere: int
    """Inside the center, at another place."""
    out: int


class Presence(StrEnum):
    """Where a list looks for its people."""

    INSIDE = "in"
    HOME = "home"
    """In the living area of the own zone."""
    AWAY = "away"
    """Inside the center, elsewhere."""
    OUT = "out"


NO_BED = 0
"""Instead of a zone: those without a bed."""


@dataclass(frozen=True, slots=True)
class Where:
    """Which of those on the roll a list shows; empty fields narrow nothing."""

    location_id: int | None = None
    cause: OutCause | None = None
    zone_id: int | None = None
    presence: Presence | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """One person with where they were."""

    stay: Stay
    place: WhereaboutsChange
    bed: Bed | None
    flags: Sequence[FlagNow] = ()
    """Risks that stand now, also on the list of a past minute."""


def _on_roll(instant: datetime) -> Select[Stay]:
    """Return everyone admitted and not yet released at ``instant``, joined with place and bed of then."""
    in_bed = and_(
        BedAssignment.stay_id == Stay.id,
        BedAssignment.from_at <= instant,
        or_(BedAssignment.until_at.is_(None), BedAssignment.until_at > instant),
    )
    return (
        select(Stay)
        .join(WhereaboutsChange, WhereaboutsChange.id == newest_change_id(instant).scalar_subquery())
        .outerjoin(BedAssignment, in_bed)
        .outerjoin(Bed, Bed.id == BedAssignment.bed_id)
        .outerjoin(Room, Room.id == Bed.room_id)
        .where(
            Stay.admitted_at <= instant,
            or_(WhereaboutsChange.out_cause.is_(None), WhereaboutsChange.out_cause != OutCause.RELEASED),
        )
    )


def _presence(wanted: Presence) -> ColumnElement[bool]:
    inside = WhereaboutsChange.out_cause.is_(None)
    # outside the tables of the join there is no zone: NULL must not swallow the row
    home = func.coalesce(
        and_(Location.kind == LocationKind.LIVING, Location.zone_id == Room.zone_id), false()
    )
    return {
        Presence.INSIDE: inside,
        Presence.HOME: and_(inside, home),
        Presence.AWAY: and_(inside, ~home),
        Presence.OUT: ~inside,
    }[wanted]


def zone_counts(instant: datetime) -> Sequence[ZoneCount]:
    """Count the zones' people by where they are, in one statement; those without a bed come last."""
    home = and_(Location.kind == LocationKind.LIVING, Location.zone_id == Room.zone_id)
    is_inside = WhereaboutsChange.out_cause.is_(None)
    rows = db.session.execute(
        _on_roll(instant)
        .outerjoin(Zone, Zone.id == Room.zone_id)
        .outerjoin(Location, Location.id == WhereaboutsChange.location_id)
        .with_only_columns(
            Zone.id,
            Zone.name,
            func.count(),
            func.count().filter(is_inside, home),
            func.count().filter(is_inside),
        )
        .group_by(Zone.id, Zone.code, Zone.name)
        .order_by(Zone.id.is_(None), Zone.code)
    )
    return [
        ZoneCount(zone_id, name or "", on_roll, at_home, inside - at_home, on_roll - inside)
        for zone_id, name, on_roll, at_home, inside in rows
    ]


def placed(
    where: Where, instant: datetime, *, offset: int = 0, limit: int | None = None
) -> tuple[Sequence[Placed], int]:
    """Return those on the roll at ``instant`` that ``where`` asks for, by Vietnamese name, and their number.

    Three statements, whatever the number of names.
    """
    wanted = _on_roll(instant)
    if where.location_id is not None:
        wanted = wanted.where(WhereaboutsChange.location_id == where.location_id)
    if where.cause is not None:
        wanted = wanted.where(WhereaboutsChange.out_cause == where.cause)
    if where.zone_id == NO_BED:
        wanted = wanted.where(BedAssignment.id.is_(None))
    elif where.zone_id is not None:
        wanted = wanted.where(Room.zone_id == where.zone_id)
    if where.presence is not None:
        wanted = wanted.outerjoin(Location, Location.id == WhereaboutsChange.location_id)
        wanted = wanted.where(_presence(where.presence))
    total = db.session.scalar(select(func.count()).select_from(wanted.with_only_columns(Stay.id).subquery()))
    rows = db.session.execute(
        wanted.add_columns(WhereaboutsChange, Bed)
        .join(Stay.resident)
        .options(lazyload(Stay.home_commune))
        .order_by(Resident.name_sort, Stay.id)
        .offset(offset)
        .limit(limit)
    ).all()
    flags = flags_in_force([row[0].id for row in rows])
    return [Placed(stay, place, bed, flags.get(stay.id, ())) for stay, place, bed in rows], total or 0
