"""Free beds, and who lies where."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import Exists, and_, exists, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from center.db import db
from center.residents.housing.models import Bed, BedAssignment, Room, Zone
from center.residents.person.models import Resident, Sex
from center.residents.stay.models import Stay


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
