"""Building the center. What has a history is closed, never deleted; every change stands in the record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import ColumnElement, or_, select

from center.audit.actor import Actor
from center.audit.service import record
from center.db import db, hold, one_at_a_time
from center.errors import RuleViolation
from center.residents.housing.audit import OutageBegun, OutageEnded, PlaceChanged, PlaceClosed, PlaceMade
from center.residents.housing.models import Bed, Building, Outage, Room, Site, Zone
from center.residents.housing.places.queries import people_in
from center.residents.housing.service import LOCK
from center.residents.whereabouts.models import Location, LocationKind
from center.residents.whereabouts.queries import living_area

AnyPlace = Site | Building | Zone | Room | Bed
WORDS: Mapping[type[AnyPlace], str] = {
    Site: "cơ sở",
    Building: "tòa nhà",
    Zone: "khu",
    Room: "phòng",
    Bed: "giường",
}
MOST_BEDS = 60
"""Beds a room can have; more is a slip of the finger."""


def label_of(place: AnyPlace) -> str:
    """Return what a place is called where it stands alone."""
    match place:
        case Bed():
            return place.label
        case Room():
            return f"{place.zone.code} · {place.name}"
        case _:
            return place.name


def make_place(place: AnyPlace, *, actor: Actor, now: datetime) -> None:
    """Add a site, building, zone (with its living area in the list of places), room or bed.

    Raises RuleViolation when its name or code is taken beside it.
    """
    one_at_a_time("housing.places")
    with db.session.no_autoflush:
        _check_name(place)
    if isinstance(place, Room):
        _check_floor(place)
    db.session.add(place)
    db.session.flush()  # the living area needs the zone's id
    if isinstance(place, Zone):
        ensure_area(place)
    record(PlaceMade(what=WORDS[type(place)], label=label_of(place)), actor=actor, at=now)


def change_place(place: AnyPlace, values: Mapping[str, object], *, actor: Actor, now: datetime) -> None:
    """Give a place other properties; what changed, from what to what, stands in the record."""
    hold(place)
    before = {name: getattr(place, name) for name in values}
    changed = {name: value for name, value in values.items() if before[name] != value}
    label = label_of(place)
    with db.session.no_autoflush:
        for name, value in changed.items():
            setattr(place, name, value)
        _check_name(place)
    if isinstance(place, Room):
        _check_floor(place)
    if isinstance(place, Zone):
        ensure_area(place)
    if changed:
        words = "; ".join(f"{name}: {before[name]} → {value}" for name, value in sorted(changed.items()))
        record(
            PlaceChanged(what=WORDS[type(place)], label=label, changed=words),
            actor=actor,
            at=now,
        )


def add_beds(room: Room, count: int, *, actor: Actor, now: datetime) -> list[Bed]:
    """Add ``count`` beds with the next free names (G01, G02 …). Raises RuleViolation beyond ``MOST_BEDS``."""
    hold(room)
    known = set(db.session.scalars(select(Bed.name).where(Bed.room_id == room.id)))
    if len(known) + count > MOST_BEDS:
        raise RuleViolation("housing.too_many_beds", field="beds", most=MOST_BEDS)
    names = [name for number in range(1, MOST_BEDS + count + 1) if (name := f"G{number:02d}") not in known][
        :count
    ]
    beds = [Bed(room=room, name=name) for name in names]
    db.session.add_all(beds)
    if beds:
        record(
            PlaceMade(what="giường", label=f"{label_of(room)} · {names[0]}–{names[-1]}"), actor=actor, at=now
        )
    return beds


def ensure_area(zone: Zone) -> Location:
    """Return the zone's living area in the list of places, made now when it lacks one; it bears the zone's name."""
    area = living_area(zone.id)
    if area is None:
        area = Location(
            code=f"KHU-{zone.code}"[:20], name=zone.name, kind=LocationKind.LIVING, zone_id=zone.id
        )
        db.session.add(area)
    area.name = zone.name
    return area


def close(place: AnyPlace, *, on: date, actor: Actor, now: datetime) -> None:
    """Use ``place`` no more from ``on``; its history stays. Raises RuleViolation while somebody lives there."""
    one_at_a_time(LOCK)  # nobody is put there meanwhile
    hold(place)
    people = people_in(_inside(place))
    if people:
        raise RuleViolation(
            "housing.close_occupied",
            what=WORDS[type(place)].capitalize(),
            label=label_of(place),
            people=people,
        )
    place.closed_on = on
    record(PlaceClosed(what=WORDS[type(place)], label=label_of(place), closed_on=on), actor=actor, at=now)


def reopen(place: AnyPlace, *, actor: Actor, now: datetime) -> None:
    """Use ``place`` again."""
    hold(place)
    place.closed_on = None
    record(PlaceClosed(what=WORDS[type(place)], label=label_of(place), closed_on=None), actor=actor, at=now)


def begin_outage(
    place: Bed | Room,
    *,
    from_on: date,
    until_on: date | None,
    reason: str,
    today: date,
    actor: Actor,
    now: datetime,
) -> Outage:
    """Say that a bed, or a whole room, is out of order from ``from_on`` to ``until_on`` (None: until repaired).

    Raises RuleViolation for days in the past, days another outage holds already, and when it begins today while
    somebody lies there.
    """
    one_at_a_time(LOCK)
    hold(place)
    label = label_of(place)
    if from_on < today:
        raise RuleViolation("housing.outage_past", field="from_on")
    if until_on is not None and until_on < from_on:
        raise RuleViolation("housing.outage_reversed", field="until_on")
    people = people_in(_inside(place))
    if from_on == today and people:
        raise RuleViolation("housing.outage_occupied", field="from_on", label=label, people=people)
    if _out_already(place, from_on, until_on):
        raise RuleViolation("housing.outage_twice", field="from_on", label=label)
    outage = Outage(
        bed_id=place.id if isinstance(place, Bed) else None,
        room_id=place.id if isinstance(place, Room) else None,
        from_on=from_on,
        until_on=until_on,
        reason=reason.strip(),
        recorded_at=now,
        recorded_by_id=actor.id,
    )
    db.session.add(outage)
    event = OutageBegun(place=label, from_on=from_on, until_on=until_on, reason=outage.reason)
    record(event, actor=actor, at=now)
    return outage


def end_outage(outage: Outage, *, today: date, actor: Actor, now: datetime) -> None:
    """Say that it is in order again from today. Raises RuleViolation when that was said before."""
    hold(outage)
    if outage.ended_on is not None or (outage.until_on is not None and outage.until_on < today):
        raise RuleViolation("housing.outage_over")
    outage.ended_on, outage.ended_by_id = today, actor.id
    place = (
        db.session.get_one(Bed, outage.bed_id) if outage.bed_id else db.session.get_one(Room, outage.room_id)
    )
    record(OutageEnded(place=label_of(place), ended_on=today), actor=actor, at=now)


def _out_already(place: Bed | Room, from_on: date, until_on: date | None) -> bool:
    own = Outage.bed_id == place.id if isinstance(place, Bed) else Outage.room_id == place.id
    begins_before = [Outage.from_on <= until_on] if until_on is not None else []
    found = select(Outage.id).where(
        own,
        Outage.ended_on.is_(None),
        or_(Outage.until_on.is_(None), Outage.until_on >= from_on),
        *begins_before,
    )
    return db.session.scalar(found.limit(1)) is not None


def _inside(place: AnyPlace) -> ColumnElement[bool]:
    match place:
        case Bed():
            return Bed.id == place.id
        case Room():
            return Room.id == place.id
        case Zone():
            return Zone.id == place.id
        case Building():
            return Building.id == place.id
        case Site():
            return or_(Zone.site_id == place.id, Building.site_id == place.id)


def _check_name(place: AnyPlace) -> None:
    """Refuse a name or code that another one has beside it."""
    match place:
        case Site():
            taken = select(Site.id).where(Site.code == place.code, Site.id != place.id)
        case Building():
            taken = select(Building.id).where(
                Building.site_id == place.site_id, Building.code == place.code, Building.id != place.id
            )
        case Zone():
            taken = select(Zone.id).where(Zone.code == place.code, Zone.id != place.id)
        case Room():
            taken = select(Room.id).where(
                Room.zone_id == place.zone_id, Room.name == place.name, Room.id != place.id
            )
        case Bed():
            taken = select(Bed.id).where(
                Bed.room_id == place.room_id, Bed.name == place.name, Bed.id != place.id
            )
    if db.session.scalar(taken.limit(1)) is not None:
        named = place.name if isinstance(place, Room | Bed) else place.code
        field = "name" if isinstance(place, Room | Bed) else "code"
        raise RuleViolation("housing.name_taken", field=field, what=WORDS[type(place)], label=named)


def _check_floor(room: Room) -> None:
    building = db.session.get(Building, room.building_id) if room.building_id else None
    if building is not None and not 1 <= room.floor <= building.floors:
        raise RuleViolation(
            "housing.floor_of_building", field="floor", floors=building.floors, floor=room.floor
        )
