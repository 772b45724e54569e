"""A small center's buildings for tests: two zones of men, one of women, their locations."""

from __future__ import annotations

from typing import Any

from center.db import unit_of_work
from center.residents.housing.models import Bed, Room, Site, Zone, ZonePurpose
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
    site = Site(code="CS1", name="Cơ sở chính")
    session.add(site)
    session.flush()
    for code, name, purpose, sex in ZONES:
        build_zone(session, Zone(site_id=site.id, code=code, name=name, purpose=purpose, sex=sex))
    session.add_all(Location(code=code, name=name, kind=kind) for code, name, kind in PLACES)


def build_zone(session: Any, zone: Zone) -> Zone:
    """Add a zone of two rooms with eight beds and its living area."""
    session.add(zone)
    session.flush()
    session.add(Location(code=f"KHU-{zone.code}", name=zone.name, kind=LocationKind.LIVING, zone_id=zone.id))
    for number in (1, 2):
        room = Room(zone_id=zone.id, name=f"P{number}")
        session.add(room)
        session.flush()
        session.add_all(Bed(room_id=room.id, name=f"G{bed}") for bed in range(1, 9))
    return zone


def build_minors_zone() -> None:
    """Add the zone for those under 18."""
    with unit_of_work() as session:
        build_zone(session, Zone(code="M", name="Khu M – Dưới 18 tuổi", purpose=ZonePurpose.MINORS))
