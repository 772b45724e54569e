"""Free beds, and who lies where."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Exists, and_, case, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from center.db import db
from center.residents.housing.models import Bed, BedAssignment, Room, Zone
from center.residents.person.models import Resident, Sex
from center.residents.stay.models import Stay
from center.residents.whereabouts.models import Location, LocationKind


def free_beds(sex: Sex | None = None) -> Sequence[Bed]:
    """Return the beds nobody lies in, where ``sex`` (None: any) may lie, by zone, room and bed."""
    wanted = (
        select(Bed)
        .join(Bed.room)
        .join(Room.zone)
        .outerjoin(BedAssignment, and_(BedAssignment.bed_id == Bed.id, BedAssignment.until_at.is_(None)))
        .where(BedAssignment.id.is_(None), Bed.out_of_order.is_(False))
        .order_by(Zone.code, Room.name, Bed.name)
    )
    if sex is not None:
        wanted = wanted.where(or_(Zone.sex.is_(None), Zone.sex == sex), ~_other_sex_in_room(Bed.room_id, sex))
    return db.session.scalars(wanted).all()


def other_sex_in_room(room_id: int, sex: Sex) -> bool:
    """Tell whether somebody of the other sex lies in the room."""
    return bool(db.session.scalar(select(_other_sex_in_room(room_id, sex))))


def _other_sex_in_room(room_id: int | InstrumentedAttribute[int], sex: Sex) -> Exists:
    neighbour = aliased(Bed, flat=True)
    return (
        exists()
        .where(
            neighbour.room_id == room_id,
            BedAssignment.bed_id == neighbour.id,
            BedAssignment.until_at.is_(None),
            Stay.id == BedAssignment.stay_id,
            Resident.id == Stay.resident_id,
            Resident.sex != sex,
        )
        .correlate(Bed)  # the assignment of ``free_beds`` is another one
    )


def beds_of(stay_ids: Collection[int]) -> Mapping[int, Bed]:
    """Return the present bed of each stay that has one, in one statement."""
    if not stay_ids:
        return {}
    rows = db.session.scalars(
        select(BedAssignment).where(BedAssignment.stay_id.in_(stay_ids), BedAssignment.until_at.is_(None))
    )
    return {row.stay_id: row.bed for row in rows}


def zones() -> Sequence[Zone]:
    """Return every zone by code."""
    return db.session.scalars(select(Zone).order_by(Zone.code)).all()


@dataclass(frozen=True, slots=True)
class ZoneLoad:
    """How full a zone is."""

    zone: Zone
    beds: int
    """Beds in order."""
    taken: int
    broken: int
    has_area: bool
    """The list of places has its living area; without one nobody can be put there."""

    @property
    def free(self) -> int:
        """Beds nobody lies in."""
        return self.beds - self.taken

    @property
    def is_full(self) -> bool:
        """True when no bed is left."""
        return self.free <= 0


def zone_loads() -> Sequence[ZoneLoad]:
    """Return how full each zone is, by code, in one statement."""
    area = exists().where(Location.zone_id == Zone.id, Location.kind == LocationKind.LIVING)
    in_order = case((Bed.out_of_order.is_(False), Bed.id))
    rows = db.session.execute(
        select(
            Zone,
            func.count(in_order.distinct()),
            func.count(BedAssignment.id.distinct()),
            func.count(Bed.id.distinct()) - func.count(in_order.distinct()),
            area,
        )
        .outerjoin(Room, Room.zone_id == Zone.id)
        .outerjoin(Bed, Bed.room_id == Room.id)
        .outerjoin(BedAssignment, and_(BedAssignment.bed_id == Bed.id, BedAssignment.until_at.is_(None)))
        .group_by(Zone.id)
        .order_by(Zone.code)
    )
    return [
        ZoneLoad(zone, beds, taken, broken, bool(has_area)) for zone, beds, taken, broken, has_area in rows
    ]
