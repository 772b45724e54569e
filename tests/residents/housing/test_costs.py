"""A page costs a fixed number of statements, whether a zone has ten beds or five hundred."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from flask import Flask

from center.db import db, unit_of_work
from center.residents.housing.models import Bed, BedAssignment, Outage, Room, Zone
from center.residents.person.models import Resident, Sex
from center.residents.stay.models import Stage, Stay, StayKind
from tests.conftest import NOW, Visitor
from tests.residents.conftest import TakeIn
from tests.support.statements import statements

PAGES = (
    ("guard", "/housing?zone=2"),
    ("guard", "/housing/nights"),
    ("guard", "/housing/crowding"),
    ("guard", "/housing/misfits"),
    ("intake", "/housing/batch?zone=2&everyone=all"),
    ("intake", "/residents/stays/1/bed"),
    ("administrator", "/housing/setup"),
    ("administrator", "/housing/zones/2"),
    ("director", "/"),
)


def fill_zone(like: Stay, beds: int, people: int) -> None:
    """Add ``beds`` beds to zone B and put ``people`` into them, as rows: what a page costs is asked, not the acts."""
    with unit_of_work() as session:
        zone = session.scalars(db.select(Zone).where(Zone.code == "B")).one()
        rooms = [Room(zone_id=zone.id, name=f"X{number}") for number in range(beds // 10)]
        session.add_all(rooms)
        session.flush()
        made = [Bed(room_id=room.id, name=f"G{place}") for room in rooms for place in range(10)]
        session.add_all(made)
        session.flush()
        session.add(Outage(bed_id=made[-1].id, from_on=date(2026, 11, 1), reason="gãy", recorded_at=NOW))
        for number, bed in enumerate(made[:people]):
            person = Resident(
                code=f"HV9{number:05d}",
                full_name="Lê Văn Đông",
                name_fold="le van dong",
                name_sort="dong",
                sex=Sex.MALE,
                birth_date=date(1990, 1, 1),
                created_at=NOW,
            )
            session.add(person)
            session.flush()
            stay = Stay(
                resident_id=person.id,
                number=1,
                kind=StayKind.COMPULSORY,
                rule_set="R2026",
                admitted_at=NOW - timedelta(days=3),
                decided_on=date(2026, 11, 1),
                first_day=date(2026, 11, 19),
                term_months=24,
                address_text="",
                home_commune_id=like.home_commune_id,
                address_mapping="chosen",
                stage=Stage.EDUCATION,
                stage_since=date(2026, 11, 19),
            )
            session.add(stay)
            session.flush()
            session.add(BedAssignment(stay_id=stay.id, bed_id=bed.id, from_at=NOW - timedelta(days=3)))


def test_pages_cost_the_same_with_ten_and_with_five_hundred_beds(
    app: Flask, as_role: Callable[[str], Visitor], take_in: TakeIn
) -> None:
    stay_id = take_in(zone="B")
    take_in("Lê Văn Hai", zone="B")
    visitors = {role: as_role(role) for role, _url in PAGES}
    costs: dict[str, list[int]] = {}
    for beds, people in ((10, 3), (500, 300)):
        fill_zone(db.session.get_one(Stay, stay_id), beds, people) if beds > 10 else None
        for role, url in PAGES:
            visitors[role].page(url)
            with statements() as seen:
                visitors[role].page(url)
            costs.setdefault(url, []).append(len(seen))
    assert {url: few for url, (few, _many) in costs.items()} == {
        url: many for url, (_few, many) in costs.items()
    }
    assert max(many for _few, many in costs.values()) <= 60
