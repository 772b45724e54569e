"""The last weeks in the demo center's rooms: what broke, who was moved, exchanged, isolated, kept apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from random import Random

from center.clock import local_date, local_instant
from center.db import db
from center.demo.staff import Staff
from center.residents.housing.admission.queries import bed_facts, facts_of, in_force
from center.residents.housing.admission.rules import ZonePurpose, propose
from center.residents.housing.apart.service import keep_apart
from center.residents.housing.models import ApartScope, AssignmentCause, Bed, BedAssignment, Room, Zone
from center.residents.housing.places.service import begin_outage
from center.residents.housing.queries import free_beds
from center.residents.housing.service import Why, assign_bed, swap_beds
from center.residents.person.models import Sex
from center.residents.restriction.models import Restriction, RestrictionKind
from center.residents.restriction.service import restrict
from center.residents.stay.models import Stay

BROKEN = ("Gãy chân giường", "Mọt thang giường, chờ thợ", "Mái dột phía trên giường")


def move_people(*, rng: Random, staff: Staff, now: datetime) -> None:
    """Break some beds, and do with a few men what happens in every week of a center."""
    _break_beds(rng=rng, staff=staff, now=now)
    rooms = _full_rooms()
    if len(rooms) < 3:
        return  # too small a center for stories
    first, second, third = rooms[0], rooms[1], rooms[2]
    day = local_date(now)
    morning = local_instant(day - timedelta(days=1), time(9))
    chief = staff["truc"]

    why = Why(AssignmentCause.SWAP, "Cho gần tổ lao động")
    swap_beds(first[0], second[0], actor=chief, now=morning, why=why)
    # who fought was parted the same day; the second pair still waits for a bed elsewhere
    for one, other, reason in (
        (second[1], second[2], "Xô xát trong giờ nghỉ, đã lập biên bản"),
        (third[1], third[2], "Cùng nhóm sử dụng trước khi vào cơ sở"),
    ):
        keep_apart(
            one,
            other,
            ApartScope.ROOM,
            private_reason=reason,
            area="security",
            starts_on=day - timedelta(days=1),
            ends_on=None,
            today=day - timedelta(days=1),
            actor=chief,
            now=morning + timedelta(hours=1),
        )
    _rehouse(second[2], "Tách hai người xô xát", staff=staff, at=morning + timedelta(hours=2))
    ill, wording = first[3], "Ở phòng riêng theo chỉ định y tế"
    restrict(
        ill,
        RestrictionKind.ISOLATION,
        public_wording=wording,
        area="medical",
        starts_on=day - timedelta(days=1),
        ends_on=day + timedelta(days=14),
        actor=staff["bacsi"],
        now=morning + timedelta(hours=3),
    )
    _rehouse(ill, wording, staff=staff, at=morning + timedelta(hours=4))


def house_separated(*, staff: Staff, now: datetime) -> None:
    """Move whom a decision puts into the separate area there."""
    decided = db.session.scalars(
        db.select(Stay)
        .join(Restriction, Restriction.stay_id == Stay.id)
        .where(
            Stay.ended_on.is_(None),
            Restriction.kind == RestrictionKind.SEPARATED,
            in_force(local_date(now)),
        )
        .order_by(Stay.id)
    )
    for stay in decided.unique().all():
        _rehouse(stay, "Theo quyết định kỷ luật", staff=staff, at=now)


def _break_beds(*, rng: Random, staff: Staff, now: datetime) -> None:
    day = local_date(now) - timedelta(days=3)
    spare = [bed for bed in free_beds(Sex.MALE) if bed.room.zone.purpose is ZonePurpose.GENERAL]
    for bed, reason in zip(rng.sample(spare, min(len(BROKEN), len(spare))), BROKEN, strict=False):
        begin_outage(
            bed,
            from_on=day,
            until_on=None,
            reason=reason,
            today=day,
            actor=staff["truc"],
            now=local_instant(day, time(10)),
        )
    room = db.session.scalars(
        db.select(Room)
        .join(Room.zone)
        .where(Zone.purpose == ZonePurpose.DISCIPLINE)
        .order_by(Room.name.desc())
    ).first()
    if room is not None:
        begin_outage(
            room,
            from_on=local_date(now) + timedelta(days=7),
            until_on=local_date(now) + timedelta(days=9),
            reason="Quét vôi, thay cửa",
            today=local_date(now),
            actor=staff["truc"],
            now=now,
        )


def _full_rooms() -> Sequence[Sequence[Stay]]:
    """Return who lives together in the men's rooms of four and more, the fullest rooms first."""
    found: defaultdict[int, list[Stay]] = defaultdict(list)
    rows = db.session.execute(
        db.select(Bed.room_id, Stay)
        .join(BedAssignment, BedAssignment.bed_id == Bed.id)
        .join(Stay, Stay.id == BedAssignment.stay_id)
        .join(Room, Room.id == Bed.room_id)
        .join(Zone, Zone.id == Room.zone_id)
        .where(
            BedAssignment.until_at.is_(None),
            Zone.purpose == ZonePurpose.GENERAL,
            Zone.sex == Sex.MALE,
        )
        .order_by(Room.id, Bed.name)
    )
    for room_id, stay in rows:
        found[room_id].append(stay)
    full = [people for people in found.values() if len(people) >= 4]
    return sorted(full, key=lambda people: (-len(people), people[0].id))


def _rehouse(stay: Stay, reason: str, *, staff: Staff, at: datetime) -> None:
    """Move somebody to the bed the program proposes first, if it has one."""
    on = local_date(at)
    offers = propose(facts_of([stay], on)[stay.id], bed_facts(on)).offers
    if offers:
        bed = db.session.get_one(Bed, offers[0].bed.id)
        assign_bed(stay, bed, actor=staff["truc"], now=at, why=Why(reason=reason))
