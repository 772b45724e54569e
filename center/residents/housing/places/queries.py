"""How the center is built, without the people in it; and who would be in the way of closing a part of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import ColumnElement, and_, case, func, or_, select

from center.db import Model, db
from center.errors import NotFound
from center.residents.housing.admission.queries import Outages, holds_on, outages_on
from center.residents.housing.models import Bed, BedAssignment, Building, Outage, Room, Site, Zone

Place = TypeVar("Place", bound=Model)


@dataclass(frozen=True, slots=True)
class ZoneLine:
    """A zone with how much there is of it."""

    zone: Zone
    rooms: int
    beds: int
    """In use."""


@dataclass(frozen=True, slots=True)
class SiteLine:
    """A site with its zones and buildings."""

    site: Site | None
    """None: zones that nobody has put on a site yet."""
    zones: Sequence[ZoneLine]
    buildings: Sequence[tuple[Building, int]]
    """With the number of rooms in each."""


def sites(*, closed: bool = False) -> Sequence[Site]:
    """Return the sites in use (``closed``: all), the main ones first."""
    wanted = select(Site).order_by(Site.is_satellite, Site.code)
    return db.session.scalars(wanted if closed else wanted.where(Site.closed_on.is_(None))).all()


def buildings(*, closed: bool = False) -> Sequence[Building]:
    """Return the buildings in use (``closed``: all) by site and code."""
    wanted = select(Building).join(Building.site).order_by(Site.is_satellite, Site.code, Building.code)
    return db.session.scalars(wanted if closed else wanted.where(Building.closed_on.is_(None))).all()


def overview() -> list[SiteLine]:
    """Return everything that was ever built, by site, in four statements."""
    zones: defaultdict[int | None, list[ZoneLine]] = defaultdict(list)
    in_use = and_(Bed.closed_on.is_(None), Room.closed_on.is_(None))
    for zone, rooms, beds in db.session.execute(
        select(Zone, func.count(Room.id.distinct()), func.count(case((in_use, Bed.id)).distinct()))
        .outerjoin(Room, Room.zone_id == Zone.id)
        .outerjoin(Bed, Bed.room_id == Room.id)
        .group_by(Zone.id)
        .order_by(Zone.code)
    ):
        zones[zone.site_id].append(ZoneLine(zone, rooms, beds))
    houses: defaultdict[int, list[tuple[Building, int]]] = defaultdict(list)
    placed: Mapping[int | None, int] = {
        row[0]: row[1]
        for row in db.session.execute(
            select(Room.building_id, func.count())
            .where(Room.building_id.is_not(None))
            .group_by(Room.building_id)
        )
    }
    for building in buildings(closed=True):
        houses[building.site_id].append((building, placed.get(building.id, 0)))
    lines = [SiteLine(site, zones[site.id], houses[site.id]) for site in sites(closed=True)]
    return lines + ([SiteLine(None, zones[None], ())] if zones[None] else [])


@dataclass(frozen=True, slots=True)
class RoomLine:
    """A room with its beds."""

    room: Room
    building: Building | None
    beds: Sequence[Bed]
    people: int
    out_of_order: str
    """Why the whole room is; empty when it is in order."""


def rooms_of(zone_id: int, on: date) -> Sequence[RoomLine]:
    """Return every room of a zone by name, in five statements."""
    rooms = db.session.scalars(select(Room).where(Room.zone_id == zone_id).order_by(Room.name)).all()
    return _lines(rooms, Room.zone_id == zone_id, on)


def room_line(room: Room, on: date) -> RoomLine:
    """Return one room."""
    return _lines([room], Room.id == room.id, on)[0]


def _lines(rooms: Sequence[Room], inside: ColumnElement[bool], on: date) -> list[RoomLine]:
    beds: defaultdict[int, list[Bed]] = defaultdict(list)
    for bed in db.session.scalars(select(Bed).join(Bed.room).where(inside).order_by(Bed.name)):
        beds[bed.room_id].append(bed)
    people: dict[int, int] = {
        row[0]: row[1]
        for row in db.session.execute(
            select(Bed.room_id, func.count())
            .join(BedAssignment, BedAssignment.bed_id == Bed.id)
            .join(Bed.room)
            .where(BedAssignment.until_at.is_(None), inside)
            .group_by(Bed.room_id)
        )
    }
    known = {building.id: building for building in buildings(closed=True)}
    out: Outages = outages_on(on, inside)
    return [
        RoomLine(
            room,
            known.get(room.building_id) if room.building_id else None,
            beds[room.id],
            people.get(room.id, 0),
            out.rooms.get(room.id, ""),
        )
        for room in rooms
    ]


def outages_of(room_id: int) -> Sequence[tuple[Outage, str]]:
    """Return every outage of a room and its beds, the newest first, with the name of the bed (empty: the room)."""
    rows = db.session.execute(
        select(Outage, func.coalesce(Bed.name, ""))
        .outerjoin(Bed, Bed.id == Outage.bed_id)
        .where(or_(Outage.room_id == room_id, Bed.room_id == room_id))
        .order_by(Outage.from_on.desc(), Outage.id.desc())
    )
    return [(outage, name) for outage, name in rows]


def outages_now(on: date) -> Sequence[tuple[Outage, Room, str]]:
    """Return what is out of order on ``on`` or will be, by zone and room."""
    rows = db.session.execute(
        select(Outage, Room, func.coalesce(Bed.name, ""))
        .outerjoin(Bed, Bed.id == Outage.bed_id)
        .join(Room, Room.id == func.coalesce(Outage.room_id, Bed.room_id))
        .join(Zone, Zone.id == Room.zone_id)
        .where(or_(holds_on(on), and_(Outage.from_on > on, Outage.ended_on.is_(None))))
        .order_by(Zone.code, Room.name, Bed.name)
    )
    return [(outage, room, name) for outage, room, name in rows]


def people_in(inside: ColumnElement[bool]) -> int:
    """Return how many people lie in the beds ``inside`` (a condition on bed, room, zone, building)."""
    return (
        db.session.scalar(
            select(func.count())
            .select_from(BedAssignment)
            .join(Bed, Bed.id == BedAssignment.bed_id)
            .join(Room, Room.id == Bed.room_id)
            .join(Zone, Zone.id == Room.zone_id)
            .outerjoin(Building, Building.id == Room.building_id)
            .where(BedAssignment.until_at.is_(None), inside)
        )
        or 0
    )


def place_or_404(kind: type[Place], place_id: int) -> Place:
    """Return the site, building, zone, room, bed or outage. Raises NotFound."""
    found = db.session.get(kind, place_id)
    if found is None:
        raise NotFound(f"no {kind.__name__} {place_id}")
    return found


def rooms_on_floor(building_id: int, floor: int) -> list[Room]:
    """Return the rooms in use on a floor, by zone and name."""
    return list(
        db.session.scalars(
            select(Room)
            .join(Room.zone)
            .where(Room.building_id == building_id, Room.floor == floor, Room.closed_on.is_(None))
            .order_by(Zone.code, Room.name)
        )
    )
