"""The demo center's buildings: two sites, houses with floors, zones with their rules, and the other places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from math import ceil

from center.audit.actor import Actor
from center.clock import local_date
from center.db import db
from center.residents.housing.admission.rules import ARRIVAL_STAGES, ARRIVAL_ZONES, Admission, Policy
from center.residents.housing.admission.service import set_policy
from center.residents.housing.models import Bed, Building, Room, Site, Terrain, Zone, ZonePurpose
from center.residents.housing.places.service import add_beds, ensure_area, make_place
from center.residents.housing.plan.rules import draw_rest
from center.residents.person.models import Sex
from center.residents.whereabouts.models import Location, LocationKind

MALE, FEMALE = Sex.MALE, Sex.FEMALE
ROOMS_ON_FLOOR = 12


@dataclass(frozen=True, slots=True)
class DemoZone:
    """One zone as it is to be built."""

    code: str
    name: str
    purpose: ZonePurpose
    sex: Sex | None
    share: float
    """Of all beds; at least ``least`` rooms."""
    beds_in_room: int
    least: int
    house: str
    women_rooms: int = 0
    """The last rooms, for women; the others are for men."""


ZONES = (
    DemoZone("TN", "Khu tiếp nhận, cắt cơn", ZonePurpose.DETOX, None, 0.14, 12, 3, "N1", women_rooms=1),
    DemoZone("CL", "Khu cách ly y tế", ZonePurpose.ISOLATION, None, 0.0, 4, 2, "N1", women_rooms=1),
    DemoZone("KL", "Khu dành riêng", ZonePurpose.DISCIPLINE, MALE, 0.0, 2, 3, "N1"),
    DemoZone("A", "Khu A – Nam", ZonePurpose.GENERAL, MALE, 0.32, 12, 2, "N2"),
    DemoZone("B", "Khu B – Nam", ZonePurpose.GENERAL, MALE, 0.28, 12, 2, "N3"),
    DemoZone("C", "Khu C – Nữ", ZonePurpose.GENERAL, FEMALE, 0.16, 12, 2, "N4"),
    DemoZone("M", "Khu M – Dưới 18 tuổi", ZonePurpose.MINORS, None, 0.08, 8, 3, "N4", women_rooms=1),
    DemoZone("D", "Khu D – Nam, Bù Đăng", ZonePurpose.GENERAL, MALE, 0.12, 10, 2, "S1"),
)

SITES = (
    ("CS1", "Cơ sở chính, Xuân Phú (mẫu)", False, Terrain.RURAL, 42_000),
    ("V2", "Phân khu Bù Đăng (mẫu)", True, Terrain.MOUNTAIN, 6_500),
)
HOUSES = (
    ("CS1", "N1", "Nhà N1"),
    ("CS1", "N2", "Nhà N2"),
    ("CS1", "N3", "Nhà N3"),
    ("CS1", "N4", "Nhà N4"),
    ("V2", "S1", "Nhà S1"),
)

PLACES = (
    ("CONG", "Cổng chính", LocationKind.GATE),
    ("YTE", "Trạm y tế", LocationKind.CLINIC),
    ("LOP1", "Phòng học 1", LocationKind.CLASSROOM),
    ("LOP2", "Phòng học 2", LocationKind.CLASSROOM),
    ("MAY", "Xưởng may", LocationKind.WORKSHOP),
    ("MOC", "Xưởng mộc", LocationKind.WORKSHOP),
    ("VUON", "Vườn rau", LocationKind.WORKSHOP),
    ("SAN", "Sân chung", LocationKind.YARD),
    ("THAM", "Nhà thăm gặp", LocationKind.VISITING),
)

SPARE = 1.35
"""Beds for each resident on the roll: a released person's bed is not free on the very day."""


@dataclass(slots=True)
class Beds:
    """Every bed with the instant from which it is free, so that past stays never share one."""

    free_from: dict[int, datetime]
    by_group: dict[tuple[Sex, bool], list[Bed]]
    """Sex, and whether under 18."""
    living: dict[int, Location]
    """Zone id → its living area."""
    filling: dict[int, float]
    """Bed → how full its zone is when it comes to it, so that zones fill evenly."""

    def take(self, sex: Sex, at: datetime, *, minor: bool, arriving: bool) -> Bed:
        """Return a bed that is free at ``at``; it is taken until somebody frees it.

        ``arriving``: of the zone for reception and detox, if one is left there; else of any other zone.
        """
        wanted = sorted(
            self.by_group[sex, minor],
            key=lambda bed: (
                (bed.room.zone.purpose in ARRIVAL_ZONES) is not arriving,
                self.filling[bed.id],
            ),
        )
        for bed in wanted:
            if self.free_from[bed.id] <= at:
                self.free_from[bed.id] = datetime.max.replace(tzinfo=at.tzinfo)
                return bed
        raise RuntimeError(f"the demo center has no free bed for {sex.value} on {at:%Y-%m-%d}")


def make_buildings(residents: int, *, builder: Actor, since: datetime) -> Beds:
    """Build sites, houses, zones, rooms and beds for ``residents`` people, and the other places."""
    wanted = max(48, ceil(residents * SPARE))
    rooms_of = {zone.code: max(zone.least, ceil(wanted * zone.share / zone.beds_in_room)) for zone in ZONES}
    sites: dict[str, Site] = {}
    for code, name, satellite, terrain, land in SITES:
        sites[code] = Site(code=code, name=name, is_satellite=satellite, terrain=terrain, land_m2=land)
        make_place(sites[code], actor=builder, now=since)
    houses: dict[str, Building] = {}
    for site, code, name in HOUSES:
        rooms = sum(rooms_of[zone.code] for zone in ZONES if zone.house == code)
        houses[code] = Building(
            site_id=sites[site].id, code=code, name=name, floors=min(9, ceil(rooms / ROOMS_ON_FLOOR))
        )
        make_place(houses[code], actor=builder, now=since)
    by_group: defaultdict[tuple[Sex, bool], list[Bed]] = defaultdict(list)
    living: dict[int, Location] = {}
    inside: defaultdict[str, list[Room]] = defaultdict(list)
    for plan in ZONES:
        zone = _zone(plan, houses[plan.house].site_id, rooms_of[plan.code], builder=builder, since=since)
        living[zone.id] = ensure_area(zone)
        for number in range(1, rooms_of[plan.code] + 1):
            room, beds = _room(plan, zone, number, houses[plan.house], inside, builder=builder, since=since)
            inside[plan.house].append(room)
            of_women = plan.sex is FEMALE or number > rooms_of[plan.code] - plan.women_rooms
            if plan.purpose not in (ZonePurpose.ISOLATION, ZonePurpose.DISCIPLINE):
                by_group[FEMALE if of_women else MALE, plan.purpose is ZonePurpose.MINORS] += beds
    _draw(inside)
    db.session.add_all(Location(code=code, name=name, kind=kind) for code, name, kind in PLACES)
    db.session.flush()
    free_from = {bed.id: since for beds in by_group.values() for bed in beds}
    return Beds(free_from, by_group, living, _filling(by_group.values()))


def _filling(groups: Iterable[Sequence[Bed]]) -> dict[int, float]:
    found: dict[int, float] = {}
    for beds in groups:
        for zone_id in {bed.room.zone_id for bed in beds}:
            inside = [bed for bed in beds if bed.room.zone_id == zone_id]
            found |= {bed.id: place / len(inside) for place, bed in enumerate(inside)}
    return found


def _zone(plan: DemoZone, site_id: int, rooms: int, *, builder: Actor, since: datetime) -> Zone:
    zone = Zone(
        site_id=site_id,
        code=plan.code,
        name=plan.name,
        purpose=plan.purpose,
        sex=plan.sex,
        capacity=rooms * (plan.beds_in_room - 1),
    )
    make_place(zone, actor=builder, now=since)
    if plan.purpose is ZonePurpose.DETOX:
        rules = Policy(
            sex=None,
            minors=Admission.APART,
            isolation=Admission.APART,
            discipline=Admission.NONE,
            stages=ARRIVAL_STAGES,
            valid_from=local_date(since),
            basis="Nội quy cơ sở (mẫu)",
        )
        set_policy(zone, rules, today=local_date(since), actor=builder, now=since)
    return zone


def _room(
    plan: DemoZone,
    zone: Zone,
    number: int,
    house: Building,
    inside: dict[str, list[Room]],
    *,
    builder: Actor,
    since: datetime,
) -> tuple[Room, Sequence[Bed]]:
    floor = min(house.floors, 1 + len(inside[plan.house]) // ROOMS_ON_FLOOR)
    room = Room(
        zone=zone,
        building_id=house.id,
        floor=floor,
        name=f"P{number:02d}",
        area_m2=Decimal(plan.beds_in_room) * Decimal("5.5") + Decimal(number % 4) * Decimal("4.5"),
        care_24h=plan.purpose is ZonePurpose.ISOLATION,
    )
    make_place(room, actor=builder, now=since)
    return room, add_beds(room, plan.beds_in_room, actor=builder, now=since)


def _draw(inside: dict[str, list[Room]]) -> None:
    """Place the rooms of each floor along both sides of its corridor."""
    for rooms in inside.values():
        for floor in sorted({room.floor for room in rooms}):
            here = [room for room in rooms if room.floor == floor]
            boxes = {box.room_id: box for box in draw_rest([], [(room.id, room.name) for room in here])}
            for room in here:
                if room.id in boxes:
                    box = boxes[room.id]
                    corridor = 1 if box.y >= box.h else 0
                    room.grid_x, room.grid_y, room.grid_w, room.grid_h = box.x, box.y + corridor, box.w, box.h
