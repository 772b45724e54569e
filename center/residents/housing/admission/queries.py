"""The facts the rules of admission ask for, read in a fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import aliased

from center.clock import local_date
from center.db import db
from center.legal.queries import parameter_book
from center.legal.rules import Parameter, rule_set_for
from center.residents.housing.admission.rules import (
    Admission,
    BedFacts,
    Mate,
    PersonFacts,
    Policy,
    RoomFacts,
    ZoneFacts,
    policy_by_purpose,
)
from center.residents.housing.models import (
    ApartScope,
    Bed,
    BedAssignment,
    BodySex,
    KeepApart,
    Outage,
    Room,
    Zone,
    ZonePolicy,
    bed_label,
)
from center.residents.person.models import Resident, Sex
from center.residents.restriction.models import Restriction, RestrictionKind
from center.residents.risk.queries import flag_kinds
from center.residents.risk.rules import RiskKind
from center.residents.stay.models import Stage, Stay, StayKind
from center.residents.stay.rules import age_on
from center.residents.whereabouts.models import Location, LocationKind

ROOM_NORM, CARE_NORM = "room.m2_per_resident", "room.care_24h_m2_per_resident"
HOUSING_KINDS = (RestrictionKind.ISOLATION, RestrictionKind.SEPARATED, RestrictionKind.WARD_ONLY)
"""Restrictions that decide where somebody may lie."""


@dataclass(frozen=True, slots=True)
class AreaNorm:
    """Square metres one person should have in a room."""

    parameter: Parameter
    in_force: bool
    """False: the last norm that was, for comparison only; the new one has not been found."""

    @property
    def m2(self) -> Decimal:
        """The norm in square metres."""
        return Decimal(str(self.parameter.value))


def area_norm(on: date, *, care_24h: bool = False) -> AreaNorm | None:
    """Return the norm of the day, or the last one before it; None before any is known.

    Decree 116/2021 art. 6.2.b until 2026-06-30; since then the Ministry of Public Security sets it (Decree 163/2026
    art. 66.5).
    """
    name, book = CARE_NORM if care_24h else ROOM_NORM, parameter_book()
    found = book.find_or_none(name, on)
    if found is not None:
        return AreaNorm(found, True)
    earlier = [row for row in book if row.name == name and row.valid_from <= on]
    return AreaNorm(max(earlier, key=lambda row: row.valid_from), False) if earlier else None


def policies_on(on: date, zones: Collection[Zone]) -> Mapping[int, Policy]:
    """Return whom each of ``zones`` admits on ``on``, in one statement."""
    rows = db.session.scalars(
        select(ZonePolicy)
        .where(ZonePolicy.valid_from <= on)
        .order_by(ZonePolicy.valid_from, ZonePolicy.id)  # the last one to be seen counts
    )
    newest = {row.zone_id: policy_of(row) for row in rows}
    return {zone.id: newest.get(zone.id) or policy_by_purpose(zone.purpose, zone.sex) for zone in zones}


def policy_of(row: ZonePolicy) -> Policy:
    """Return a stored policy as the rules see it."""
    return Policy(
        row.sex.value if row.sex else None,
        Admission(row.minors),
        Admission(row.isolation),
        Admission(row.discipline),
        _codes(row.stages),
        _codes(row.kinds),
        _codes(row.rule_sets),
        row.valid_from,
        row.basis,
    )


def _codes(text: str) -> frozenset[str]:
    return frozenset(code for code in text.split(",") if code)


def policy_history(zone_id: int) -> Sequence[ZonePolicy]:
    """Return every policy ever set for a zone, the newest first."""
    return db.session.scalars(
        select(ZonePolicy)
        .where(ZonePolicy.zone_id == zone_id)
        .order_by(ZonePolicy.valid_from.desc(), ZonePolicy.id.desc())
    ).all()


def adult_from(on: date) -> int:
    """Return the age in full years from which somebody is an adult here."""
    return parameter_book().value_int("age.adult_from_years", on=on)


def newcomer(*, sex: Sex, birth_date: date, kind: StayKind, decided_on: date, on: date) -> PersonFacts:
    """Return the facts of somebody who is not yet taken in."""
    return PersonFacts(
        sex=sex.value,
        minor=age_on(birth_date, on) < adult_from(on),
        stage=Stage.RECEPTION.value,
        kind=kind.value,
        rule_set=rule_set_for(decided_on).value,
    )


def facts_of(stays: Sequence[Stay], on: date, *, leaving: Collection[int] = ()) -> Mapping[int, PersonFacts]:
    """Return the facts of each of ``stays`` on ``on``, in five statements.

    ``leaving``: stays that give up their beds in the same act, so that nobody need be kept apart from those beds.
    """
    ids = [stay.id for stay in stays]
    bound, bodies, grown = _bound(ids, on), _body_sexes(ids), adult_from(on)
    rooms, zones = _apart(ids, on, leaving)
    flags = flag_kinds(ids)
    found = {}
    for stay in stays:
        who, kinds = stay.resident, bound[stay.id]
        body = bodies.get(stay.id, who.sex)
        found[stay.id] = PersonFacts(
            sex=body.value,
            minor=age_on(who.birth_date, on) < grown,
            stage=stay.stage.value,
            kind=stay.kind.value,
            rule_set=stay.rule_set,
            alone=body != who.sex,
            isolation=RestrictionKind.ISOLATION in kinds,
            discipline=RestrictionKind.SEPARATED in kinds,
            ward_only=RestrictionKind.WARD_ONLY in kinds,
            self_harm=RiskKind.SELF_HARM in flags[stay.id],
            violent=RiskKind.VIOLENCE in flags[stay.id],
            apart_rooms=rooms[stay.id],
            apart_zones=zones[stay.id],
        )
    return found


def mate(person: PersonFacts) -> Mate:
    """Return a person as the others in the room see them."""
    return Mate(person.sex, person.minor, person.alone, person.isolation, person.discipline, person.violent)


def in_force(on: date) -> ColumnElement[bool]:
    """Return the condition of a restriction that holds on ``on``."""
    return and_(
        Restriction.starts_on <= on,
        or_(Restriction.ends_on.is_(None), Restriction.ends_on >= on),
        Restriction.lifted_at.is_(None),
    )


def _bound(ids: Collection[int] | None, on: date) -> defaultdict[int, set[RestrictionKind]]:
    """Return the kinds in force that bear on housing; ``ids`` None: of everybody."""
    wanted = select(Restriction.stay_id, Restriction.kind).where(
        Restriction.kind.in_(HOUSING_KINDS), in_force(on)
    )
    if ids is not None:
        wanted = wanted.where(Restriction.stay_id.in_(ids))
    found: defaultdict[int, set[RestrictionKind]] = defaultdict(set)
    for stay_id, kind in db.session.execute(wanted):
        found[stay_id].add(kind)
    return found


def _body_sexes(ids: Collection[int] | None) -> Mapping[int, Sex]:
    newest = select(func.max(BodySex.id)).group_by(BodySex.stay_id)
    if ids is not None:
        newest = newest.where(BodySex.stay_id.in_(ids))
    rows = db.session.execute(select(BodySex.stay_id, BodySex.sex).where(BodySex.id.in_(newest)))
    return {row.stay_id: row.sex for row in rows}


def _apart(
    ids: Collection[int], on: date, leaving: Collection[int]
) -> tuple[defaultdict[int, dict[int, str]], defaultdict[int, dict[int, str]]]:
    """Return for each stay the rooms, and the zones, where somebody lies from whom it is kept apart → their code."""
    first, second = aliased(Restriction, flat=True), aliased(Restriction, flat=True)
    rooms: defaultdict[int, dict[int, str]] = defaultdict(dict)
    zones: defaultdict[int, dict[int, str]] = defaultdict(dict)
    for mine, theirs in (
        (KeepApart.stay_id, KeepApart.other_stay_id),
        (KeepApart.other_stay_id, KeepApart.stay_id),
    ):
        rows = db.session.execute(
            select(mine, KeepApart.scope, Bed.room_id, Room.zone_id, Resident.code)
            .join(first, first.id == KeepApart.restriction_id)
            .join(second, second.id == KeepApart.other_restriction_id)
            .join(BedAssignment, and_(BedAssignment.stay_id == theirs, BedAssignment.until_at.is_(None)))
            .join(Bed, Bed.id == BedAssignment.bed_id)
            .join(Room, Room.id == Bed.room_id)
            .join(Stay, Stay.id == theirs)
            .join(Resident, Resident.id == Stay.resident_id)
            .where(mine.in_(ids), theirs.not_in(leaving), *(_holds(row, on) for row in (first, second)))
        )
        for stay_id, scope, room_id, zone_id, code in rows:
            rooms[stay_id][room_id] = code
            if scope is ApartScope.ZONE:
                zones[stay_id][zone_id] = code
    return rooms, zones


def _holds(row: type[Restriction], on: date) -> ColumnElement[bool]:
    return and_(row.starts_on <= on, or_(row.ends_on.is_(None), row.ends_on >= on), row.lifted_at.is_(None))


def bed_facts(
    on: date,
    *,
    room_ids: Collection[int] | None = None,
    zone_ids: Collection[int] | None = None,
    leaving: Collection[int] = (),
) -> list[BedFacts]:
    """Return the beds of the given rooms (or zones; None: all) with those who lie beside them.

    ``leaving``: stays that give up their beds in the same act and count no more. By zone, room and bed; ten
    statements at most, whatever their number. Closed beds are among them only when rooms are named.
    """
    wanted = (
        select(Bed.id, Bed.name, Bed.closed_on, Bed.room_id)
        .join(Room, Room.id == Bed.room_id)
        .join(Zone, Zone.id == Room.zone_id)
        .order_by(Zone.code, Room.name, Bed.name)
    )
    inside: ColumnElement[bool] | None = None
    if room_ids is not None:
        inside = Room.id.in_(room_ids)
    elif zone_ids is not None:
        inside = Room.zone_id.in_(zone_ids)
    if inside is not None:
        wanted = wanted.where(inside)
    if room_ids is None:
        wanted = wanted.where(Bed.closed_on.is_(None), Room.closed_on.is_(None), Zone.closed_on.is_(None))
    mates, taken = _mates(inside, on, leaving)
    rooms = _rooms(inside, on, mates)
    outages = outages_on(on, inside)
    return [
        BedFacts(
            id=bed_id,
            label=bed_label(rooms[room_id].zone.code, rooms[room_id].name, name),
            room=rooms[room_id],
            taken=bed_id in taken,
            out_of_order=outages.of(bed_id, room_id),
            closed=closed_on is not None,
        )
        for bed_id, name, closed_on, room_id in db.session.execute(wanted)
    ]


def _mates(
    inside: ColumnElement[bool] | None, on: date, leaving: Collection[int]
) -> tuple[Mapping[int, tuple[Mate, ...]], set[int]]:
    """Return who lies in each room, and the beds that are taken."""
    wanted = (
        select(
            BedAssignment.stay_id,
            BedAssignment.bed_id,
            BedAssignment.from_at,
            Bed.room_id,
            Resident.sex,
            Resident.birth_date,
        )
        .join(Bed, Bed.id == BedAssignment.bed_id)
        .join(Stay, Stay.id == BedAssignment.stay_id)
        .join(Resident, Resident.id == Stay.resident_id)
        .where(BedAssignment.until_at.is_(None), BedAssignment.stay_id.not_in(leaving))
    )
    if inside is not None:
        wanted = wanted.join(Room, Room.id == Bed.room_id).where(inside)
    rows = db.session.execute(wanted).all()
    if not rows:
        return {}, set()
    # everybody's at once, or those of the few rooms in question
    ids = None if inside is None else [row[0] for row in rows]
    bound, bodies, grown = _bound(ids, on), _body_sexes(ids), adult_from(on)
    flags = flag_kinds(ids)
    found: defaultdict[int, list[Mate]] = defaultdict(list)
    taken = set()
    for stay_id, bed_id, since, room_id, sex, born in rows:
        taken.add(bed_id)
        # of a move that is entered late: who came into the room after it is as old as on the day of coming
        together = max(on, local_date(since))
        body, kinds = bodies.get(stay_id, sex), bound.get(stay_id, set())
        found[room_id].append(
            Mate(
                body.value,
                age_on(born, together) < grown,
                body != sex,
                RestrictionKind.ISOLATION in kinds,
                RestrictionKind.SEPARATED in kinds,
                RiskKind.VIOLENCE in flags[stay_id],
            )
        )
    return {room_id: tuple(people) for room_id, people in found.items()}, taken


def _rooms(
    inside: ColumnElement[bool] | None, on: date, mates: Mapping[int, tuple[Mate, ...]]
) -> Mapping[int, RoomFacts]:
    zones = db.session.scalars(select(Zone)).all()
    policies = policies_on(on, zones)
    areas = set(
        db.session.scalars(
            select(Location.zone_id).where(
                Location.kind == LocationKind.LIVING, Location.zone_id.is_not(None)
            )
        )
    )
    facts = {
        zone.id: ZoneFacts(zone.id, zone.code, zone.name, zone.purpose, policies[zone.id], zone.id in areas)
        for zone in zones
    }
    norms = {care: area_norm(on, care_24h=care) for care in (False, True)}
    wanted = select(Room.id, Room.name, Room.zone_id, Room.area_m2, Room.care_24h)
    if inside is not None:
        wanted = wanted.where(inside)
    found = {}
    for room_id, name, zone_id, area, care in db.session.execute(wanted):
        norm = norms[care]
        found[room_id] = RoomFacts(
            room_id, name, facts[zone_id], area, norm.m2 if norm else None, mates.get(room_id, ())
        )
    return found


@dataclass(frozen=True, slots=True)
class Outages:
    """Why beds and rooms are out of order on a day."""

    beds: Mapping[int, str]
    rooms: Mapping[int, str]

    def of(self, bed_id: int, room_id: int) -> str:
        """Return why a bed is out of order; empty when it is in order."""
        return self.beds.get(bed_id) or self.rooms.get(room_id) or ""


def holds_on(on: date) -> ColumnElement[bool]:
    """Return the condition of an outage that holds on ``on``."""
    return and_(
        Outage.from_on <= on,
        or_(Outage.until_on.is_(None), Outage.until_on >= on),
        or_(Outage.ended_on.is_(None), Outage.ended_on > on),
    )


def outages_on(on: date, inside: ColumnElement[bool] | None = None) -> Outages:
    """Return what is out of order on ``on``, in one statement."""
    wanted = select(Outage.bed_id, Outage.room_id, Outage.reason).where(holds_on(on))
    if inside is not None:
        wanted = (
            wanted.outerjoin(Bed, Bed.id == Outage.bed_id)
            .join(Room, Room.id == func.coalesce(Outage.room_id, Bed.room_id))
            .where(inside)
        )
    beds: dict[int, str] = {}
    rooms: dict[int, str] = {}
    for bed_id, room_id, reason in db.session.execute(wanted):
        if bed_id is not None:
            beds[bed_id] = reason
        elif room_id is not None:
            rooms[room_id] = reason
    return Outages(beds, rooms)
