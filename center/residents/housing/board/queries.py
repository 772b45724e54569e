"""The beds of a zone as they are now, and who lies where the rules would not put them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import lazyload

from center.db import db
from center.residents.housing.admission.queries import bed_facts, facts_of, mate, outages_on
from center.residents.housing.admission.rules import BedFacts, Obstacle, PersonFacts, obstacles
from center.residents.housing.models import Bed, BedAssignment, Building, Room, Zone
from center.residents.person.models import Resident
from center.residents.restriction.models import Restriction
from center.residents.restriction.queries import restrictions_in_force
from center.residents.stay.models import Stay
from center.residents.stay.queries import whereabouts_of
from center.residents.whereabouts.models import WhereaboutsChange

FREE, TAKEN, BROKEN = "free", "taken", "broken"


@dataclass(frozen=True, slots=True)
class Tile:
    """One bed on the board."""

    bed_id: int
    name: str
    state: str
    """free | taken | broken."""
    why: str = ""
    """Why it is out of order."""
    stay: Stay | None = None
    place: WhereaboutsChange | None = None
    restrictions: Sequence[Restriction] = ()

    @property
    def is_out(self) -> bool:
        """Somebody's bed, and they are out of the center."""
        return self.place is not None and self.place.out_cause is not None


@dataclass(frozen=True, slots=True)
class RoomCard:
    """A room on the board, with the beds the filter leaves."""

    room: Room
    building: Building | None
    tiles: Sequence[Tile]
    counts: Mapping[str, int]
    """Beds of the whole room by state."""

    @property
    def people(self) -> int:
        """Who lives in the room."""
        return self.counts.get(TAKEN, 0)

    @property
    def m2_each(self) -> Decimal | None:
        """Square metres each has; None for an empty room or one not measured."""
        return self.room.area_m2 / self.people if self.room.area_m2 is not None and self.people else None

    @property
    def sexes(self) -> set[str]:
        """Sexes of those who live in it, by their papers."""
        return {tile.stay.resident.sex.value for tile in self.tiles if tile.stay is not None}


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """What the board is narrowed to; empty fields narrow nothing."""

    zone_id: int | None = None
    building_id: int | None = None
    floor: int | None = None
    room_id: int | None = None
    state: str = ""
    """free | taken | broken | out."""


def board(wanted: BoardFilter, *, at: datetime, on: date) -> list[RoomCard]:
    """Return the rooms of a zone or floor with their beds, by zone and name, in seven statements."""
    rooms = _rooms(wanted)
    ids = [room.id for room in rooms]
    beds = db.session.execute(
        select(Bed.id, Bed.room_id, Bed.name)
        .where(Bed.room_id.in_(ids), Bed.closed_on.is_(None))
        .order_by(Bed.name)
    ).all()
    rows = db.session.execute(
        select(BedAssignment.bed_id, Stay)
        .join(Stay, Stay.id == BedAssignment.stay_id)
        .options(lazyload(Stay.home_commune))
        .where(BedAssignment.until_at.is_(None), BedAssignment.bed_id.in_([row.id for row in beds]))
    )
    lying: dict[int, Stay] = {bed_id: stay for bed_id, stay in rows}  # noqa: C416  rows are no pairs to mypy
    stay_ids = [stay.id for stay in lying.values()]
    places, bound = whereabouts_of(stay_ids, at), restrictions_in_force(stay_ids, on)
    out = outages_on(on, Room.id.in_(ids))
    houses = {house.id: house for house in db.session.scalars(select(Building))}
    tiles: defaultdict[int, list[Tile]] = defaultdict(list)
    for row in beds:
        stay, why = lying.get(row.id), out.of(row.id, row.room_id)
        state = TAKEN if stay is not None else BROKEN if why else FREE
        where = places.get(stay.id) if stay else None
        tiles[row.room_id].append(
            Tile(row.id, row.name, state, why, stay, where, bound.get(stay.id, ()) if stay else ())
        )
    cards = [
        RoomCard(
            room,
            houses.get(room.building_id) if room.building_id else None,
            [tile for tile in tiles[room.id] if _shown(tile, wanted.state)],
            Counter(tile.state for tile in tiles[room.id]),
        )
        for room in rooms
    ]
    return [card for card in cards if card.tiles] if wanted.state else cards


def _shown(tile: Tile, state: str) -> bool:
    return not state or (tile.is_out if state == "out" else tile.state == state)


def _rooms(wanted: BoardFilter) -> Sequence[Room]:
    statement = select(Room).join(Room.zone).where(Room.closed_on.is_(None), Zone.closed_on.is_(None))
    if wanted.zone_id is not None:
        statement = statement.where(Room.zone_id == wanted.zone_id)
    if wanted.room_id is not None:
        statement = statement.where(Room.id == wanted.room_id)
    if wanted.building_id is not None:
        statement = statement.where(Room.building_id == wanted.building_id)
    if wanted.floor is not None:
        statement = statement.where(Room.floor == wanted.floor)
    return db.session.scalars(statement.order_by(Zone.code, Room.name)).all()


def without_bed(limit: int) -> tuple[Sequence[Stay], int]:
    """Return who is on the roll and has no bed, the longest first, and how many they are."""
    wanted = (
        select(Stay)
        .outerjoin(BedAssignment, (BedAssignment.stay_id == Stay.id) & BedAssignment.until_at.is_(None))
        .where(Stay.ended_on.is_(None), BedAssignment.id.is_(None))
    )
    total = db.session.scalar(select(func.count()).select_from(wanted.with_only_columns(Stay.id).subquery()))
    return db.session.scalars(wanted.order_by(Stay.admitted_at).limit(limit)).all(), total or 0


@dataclass(frozen=True, slots=True)
class Misfit:
    """Somebody who lies where the rules would not put them now."""

    stay: Stay
    bed: str
    zone_id: int
    obstacles: tuple[Obstacle, ...]


def misfits(on: date) -> list[Misfit]:
    """Return who lies where the rules of ``on`` would not put them, those against the law first, by bed.

    They turned 18, went on to another stage, were bound or kept apart since, or the zone's rules changed.
    """
    rows = db.session.execute(
        select(Stay, BedAssignment.bed_id)
        .join(BedAssignment, BedAssignment.stay_id == Stay.id)
        .join(Resident, Resident.id == Stay.resident_id)
        .options(lazyload(Stay.home_commune))
        .where(BedAssignment.until_at.is_(None))
    ).all()
    people = facts_of([stay for stay, _bed in rows], on)
    beds = {bed.id: bed for bed in bed_facts(on)}
    found = []
    for stay, bed_id in rows:
        bed = beds.get(bed_id)
        against = obstacles(people[stay.id], _own(people[stay.id], bed)) if bed is not None else ()
        if bed is not None and against:
            found.append(Misfit(stay, bed.label, bed.room.zone.id, against))
    return sorted(found, key=lambda line: (not line.obstacles[0].firm, line.bed))


def misfit_of(stay: Stay, on: date) -> tuple[Obstacle, ...]:
    """Return what speaks against the bed a stay has; empty when nothing does, or it has none."""
    current = db.session.scalars(
        select(BedAssignment).where(BedAssignment.stay_id == stay.id, BedAssignment.until_at.is_(None))
    ).first()
    if current is None:
        return ()
    beds = bed_facts(on, room_ids=[current.bed.room_id], leaving=[stay.id])
    bed = next(bed for bed in beds if bed.id == current.bed_id)
    return obstacles(facts_of([stay], on)[stay.id], bed)


def _own(person: PersonFacts, bed: BedFacts) -> BedFacts:
    """Return somebody's own bed as if they did not lie in it."""
    others = list(bed.room.mates)
    own = mate(person)
    if own in others:
        others.remove(own)
    return replace(bed, taken=False, room=replace(bed.room, mates=tuple(others)))


def room_history(room_id: int, *, offset: int, limit: int) -> tuple[Sequence[BedAssignment], int]:
    """Return who lay in a room, the newest first, and how many rows there are in all."""
    wanted = select(BedAssignment).join(Bed, Bed.id == BedAssignment.bed_id).where(Bed.room_id == room_id)
    total = db.session.scalar(
        select(func.count()).select_from(wanted.with_only_columns(BedAssignment.id).subquery())
    )
    rows = db.session.scalars(
        wanted.order_by(BedAssignment.from_at.desc(), BedAssignment.id.desc()).offset(offset).limit(limit)
    ).all()
    return rows, total or 0


def assignments_of(stay_id: int) -> Sequence[BedAssignment]:
    """Return every bed a stay had, the newest first."""
    return db.session.scalars(
        select(BedAssignment)
        .where(BedAssignment.stay_id == stay_id)
        .order_by(BedAssignment.from_at.desc(), BedAssignment.id.desc())
    ).all()
