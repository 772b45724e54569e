"""A small center's buildings for tests: two zones of men, one of women, their locations."""

from __future__ import annotations

from typing import Any

from center.residents.housing.models import Bed, Room, Zone, ZonePurpose
from center.residents.person.models import Sex
from center.residents.whereabouts.models import Location, LocationKind

ZONES = (
    ("A", "Khu A – Cắt cơn", ZonePurpose.DETOX, None),
    ("B", "Khu B – Nam", ZonePurpose.GENERAL, Sex.MALE),
    ("C", "Khu C – Nữ", ZonePurpose.GENERAL, Sex.FEMALE),
)

PLACES = (
    ("TRAM", "Trạm y tế", LocationKind.CLINIC),
    ("LOP1", "Lớp học 1", LocationKind.CLASSROOM),
    ("LOP2", "Lớp học 2", LocationKind.CLASSROOM),
    ("XUONG", "Xưởng may", LocationKind.WORKSHOP),
    ("SAN", "Sân chung", LocationKind.YARD),
)


def build_zones(session: Any) -> None:
    """Add three zones of two rooms with eight beds, and the places of work and study."""
    for code, name, purpose, sex in ZONES:
        zone = Zone(code=code, name=name, purpose=purpose, sex=sex)
        session.add(zone)
        session.flush()
        session.add(Location(code=f"KHU-{code}", name=name, kind=LocationKind.LIVING, zone_id=zone.id))
        for number in (1, 2):
            room = Room(zone_id=zone.id, name=f"P{number}")
            session.add(room)
            session.flush()
            session.add_all(Bed(room_id=room.id, name=f"G{bed}") for bed in range(1, 9))
    session.add_all(Location(code=code, name=name, kind=kind) for code, name, kind in PLACES)
