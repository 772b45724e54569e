"""The demo center's buildings: zones with rooms and beds, and the places of work, study and care."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from center.db import db
from center.residents.housing.models import Bed, Room, Zone, ZonePurpose
from center.residents.person.models import Sex
from center.residents.whereabouts.models import Location, LocationKind

BEDS_IN_ROOM = 12

# code, name, purpose, sex, share of all beds
ZONES = (
    ("TN", "Khu tiếp nhận, cắt cơn", ZonePurpose.DETOX, None, 0.12),
    ("A", "Khu A – Nam", ZonePurpose.GENERAL, Sex.MALE, 0.36),
    ("B", "Khu B – Nam", ZonePurpose.GENERAL, Sex.MALE, 0.36),
    ("C", "Khu C – Nữ", ZonePurpose.GENERAL, Sex.FEMALE, 0.16),
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
    by_sex: dict[Sex, list[Bed]]
    living: dict[int, Location]
    """Zone id → its living area."""

    def take(self, sex: Sex, admitted_at: datetime, *, new: bool) -> Bed:
        """Return a bed for ``sex`` that is free at ``admitted_at``; it is taken until somebody frees it.

        ``new``: somebody who is in reception or detox today lies in the zone for it.
        """
        wanted = sorted(self.by_sex[sex], key=lambda bed: (bed.room.zone.sex is None) is not new)
        for bed in wanted:
            if self.free_from[bed.id] <= admitted_at:
                self.free_from[bed.id] = datetime.max.replace(tzinfo=admitted_at.tzinfo)
                return bed
        raise RuntimeError(f"the demo center has no free bed for {sex.value} on {admitted_at:%Y-%m-%d}")


def make_buildings(residents: int, *, since: datetime) -> Beds:
    """Build zones, rooms and beds for ``residents`` people, and the other places."""
    wanted = max(48, ceil(residents * SPARE))
    by_sex: dict[Sex, list[Bed]] = {Sex.MALE: [], Sex.FEMALE: []}
    living: dict[int, Location] = {}
    for code, name, purpose, sex, share in ZONES:
        zone = Zone(code=code, name=name, purpose=purpose, sex=sex)
        db.session.add(zone)
        db.session.flush()
        living[zone.id] = Location(code=f"KHU-{code}", name=name, kind=LocationKind.LIVING, zone_id=zone.id)
        db.session.add(living[zone.id])
        rooms = max(2, ceil(wanted * share / BEDS_IN_ROOM))
        for number in range(1, rooms + 1):
            room = Room(zone=zone, name=f"P{number:02d}")
            beds = [Bed(room=room, name=f"G{place:02d}") for place in range(1, BEDS_IN_ROOM + 1)]
            db.session.add_all(beds)
            # a zone for both has rooms for each: the last one is the women's
            by_sex[sex or (Sex.FEMALE if number == rooms else Sex.MALE)] += beds
    db.session.add_all(Location(code=code, name=name, kind=kind) for code, name, kind in PLACES)
    db.session.flush()
    free_from = {bed.id: since for beds in by_sex.values() for bed in beds}
    return Beds(free_from, by_sex, living)
