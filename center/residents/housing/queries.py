"""Free beds, and who lies where."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, Exists, and_, case, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, aliased

from center.db import db
from center.residents.housing.admission.queries import holds_on
from center.residents.housing.models import Bed, BedAssignment, Outage, Room, Site, Zone
from center.residents.person.models import Resident, Sex
from center.residents.stay.models import Stay
from center.residents.whereabouts.models import Location, LocationKind

TAKEN = and_(BedAssignment.bed_id == Bed.id, BedAssignment.until_at.is_(None))
IN_USE = and_(Bed.closed_on.is_(None), Room.closed_on.is_(None), Zone.closed_on.is_(None))


def out_of_order(on: date) -> ColumnElement[bool]:
    """Return the condition of a bed that is out of order on ``on``, by itself or with its room."""
    return (
        exists()
        .where(or_(Outage.bed_id == Bed.id, Outage.room_id == Bed.room_id), holds_on(on))
        .correlate(Bed)
    )


def _ever_out_of_order() -> ColumnElement[bool]:
    return (
        exists()
        .where(or_(Outage.bed_id == Bed.id, Outage.room_id == Bed.room_id), Outage.ended_on.is_(None))
        .correlate(Bed)
    )


def free_beds(sex: Sex | None = None, on: date | None = None) -> Sequence[Bed]:
    """Return the beds nobody lies in, where ``sex`` (None: any) may lie, by zone, room and bed.

    ``on``: the day of which "out of order" is asked; None leaves out every bed that is or will be.
    For a desk that does not know more about the person yet; ``admission`` says more.
    """
    broken = out_of_order(on) if on is not None else _ever_out_of_order()
    wanted = (
        select(Bed)
        .join(Bed.room)
        .join(Room.zone)
        .outerjoin(BedAssignment, TAKEN)
        .where(BedAssignment.id.is_(None), IN_USE, ~broken)
        .order_by(Zone.code, Room.name, Bed.name)
    )
    if sex is not None:
        wanted = wanted.where(or_(Zone.sex.is_(None), Zone.sex == sex), ~_other_sex_in_room(Bed.room_id, sex))
    return db.session.scalars(wanted).all()


def _other_sex_in_room(room_id: InstrumentedAttribute[int], sex: Sex) -> Exists:
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
    """Return every zone in use by code."""
    return db.session.scalars(select(Zone).where(Zone.closed_on.is_(None)).order_by(Zone.code)).all()


@dataclass(frozen=True, slots=True)
class ZoneLoad:
    """How full a zone is."""

    zone: Zone
    site: str
    """Name of its site."""
    beds: int
    """Beds in order."""
    taken: int
    broken: int
    has_area: bool
    """The list of places has its living area; without one nobody can be put there."""
    area_m2: Decimal | None
    """Of its rooms; None when one of them has none on record."""

    @property
    def free(self) -> int:
        """Beds in order that nobody lies in."""
        return max(0, self.beds - self.taken)

    @property
    def is_full(self) -> bool:
        """True when no bed is left."""
        return self.beds <= self.taken

    @property
    def over(self) -> int:
        """Persons more than the zone was designed for; zero when it is not stated."""
        return max(0, self.taken - self.zone.capacity) if self.zone.capacity is not None else 0

    @property
    def m2_each(self) -> Decimal | None:
        """Square metres each has; None for an empty zone or one not measured."""
        return self.area_m2 / self.taken if self.area_m2 is not None and self.taken else None


def zone_loads(on: date) -> Sequence[ZoneLoad]:
    """Return how full each zone in use is, by code, in two statements."""
    area = exists().where(Location.zone_id == Zone.id, Location.kind == LocationKind.LIVING)
    in_use = and_(Bed.room_id == Room.id, Bed.closed_on.is_(None))
    broken = out_of_order(on)
    rows = db.session.execute(
        select(
            Zone,
            func.count(case((~broken, Bed.id))),
            func.count(BedAssignment.id),
            func.count(case((broken, Bed.id))),
            area,
            Site.name,
        )
        .outerjoin(Site, Site.id == Zone.site_id)
        .outerjoin(Room, and_(Room.zone_id == Zone.id, Room.closed_on.is_(None)))
        .outerjoin(Bed, in_use)
        .outerjoin(BedAssignment, TAKEN)
        .where(Zone.closed_on.is_(None))
        .group_by(Zone.id, Site.name)
        .order_by(Zone.code)
    ).all()
    areas: dict[int, Decimal | None] = {
        zone_id: total if measured == rooms else None
        for zone_id, total, measured, rooms in db.session.execute(
            select(Room.zone_id, func.sum(Room.area_m2), func.count(Room.area_m2), func.count())
            .where(Room.closed_on.is_(None))
            .group_by(Room.zone_id)
        )
    }
    return [
        ZoneLoad(zone, site or "", beds, taken, broken, bool(has_area), areas.get(zone.id))
        for zone, beds, taken, broken, has_area, site in rows
    ]
