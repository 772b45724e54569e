"""What the first page shows to the roles of this package, and that every figure opens the list behind it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from sqlalchemy import delete

from center.audit.actor import Actor
from center.db import db, unit_of_work
from center.residents.housing.models import BedAssignment, Outage
from center.residents.housing.queries import zone_loads
from center.residents.intake.queries import incomplete_files
from center.residents.stay.models import Stay
from center.residents.whereabouts.models import Location, OutCause
from center.residents.whereabouts.service import change_whereabouts
from tests.conftest import NOW, Visitor
from tests.residents.conftest import TakeIn
from tests.support.stages import in_education, through_education, write_stages

AsRole = Callable[[str], Visitor]
TODAY = date(2026, 11, 22)


def test_intake_sees_who_came_and_what_is_missing(as_role: AsRole, take_in: TakeIn) -> None:
    take_in("Lê Văn Nay")
    take_in("Lê Văn Cũ", arrived_at=NOW - timedelta(days=40), photo=None, contacts=())
    page = as_role("intake").page("/")
    stats = {stat.select_one(".stat-label").get_text(): stat for stat in page.select(".stat")}
    assert stats["Tiếp nhận hôm nay"].select_one(".stat-value").get_text() == "1"
    assert stats["Tiếp nhận hôm nay"]["href"] == "/residents?since=22/11/2026"
    assert "Lê Văn Nay" in as_role("intake").page("/residents?since=22/11/2026").get_text()
    missing = page.find(id="incomplete").get_text(" ", strip=True)
    assert "ảnh, người thân, biên bản giao, nhận" in missing


def test_a_file_lacks_what_it_lacks(take_in: TakeIn) -> None:
    stay_id = take_in()
    gaps, total = incomplete_files(10)
    assert (total, gaps[0].missing) == (1, ("record",))
    with unit_of_work() as session:
        session.execute(delete(BedAssignment).where(BedAssignment.stay_id == stay_id))
    assert incomplete_files(10)[0][0].missing == ("bed", "record")


def test_the_director_sees_zones_absences_and_who_leaves_soon(
    as_role: AsRole, take_in: TakeIn, actor: Callable[[str], Actor]
) -> None:
    here, away = take_in("Lê Văn Sắp Về", zone="B"), take_in("Lê Văn Viện", zone="B")
    with unit_of_work() as session:
        session.get_one(Stay, here).last_day = TODAY + timedelta(days=29)
        change_whereabouts(
            session.get_one(Stay, away),
            out_cause=OutCause.HOSPITAL,
            happened_at=NOW,
            source="test",
            actor=actor("guard"),
            now=NOW,
        )
    page = as_role("director").page("/")
    zones = page.find(id="zones").get_text(" ", strip=True)
    assert "Khu B – Nam 2 16 14" in zones
    assert page.find("a", href="/residents?out=hospital").get_text(strip=True) == "Đi bệnh viện"
    assert "Lê Văn Sắp Về" in page.find(id="leaving").get_text()
    assert "Lê Văn Viện" not in page.find(id="leaving").get_text()
    assert as_role("counsellor").page("/").find(id="zones") is None


def test_the_counsellor_sees_whose_stage_is_due(as_role: AsRole, take_in: TakeIn) -> None:
    take_in("Lê Văn Chậm", arrived_at=NOW - timedelta(days=3))
    soon = take_in("Lê Văn Sắp Về", arrived_at=NOW - timedelta(days=140))
    fresh = take_in("Lê Văn Đang Học", arrived_at=NOW - timedelta(days=30))
    with unit_of_work() as session:
        stay = session.get_one(Stay, soon)
        write_stages(stay, through_education(stay.admitted_on))
        stay.last_day = TODAY + timedelta(days=29)
        stay = session.get_one(Stay, fresh)
        write_stages(stay, in_education(stay.admitted_on))
    text = as_role("counsellor").page("/").find(id="due").get_text(" ", strip=True)
    assert "Lê Văn Chậm" in text
    assert "theo luật: ngày 21/11/2026" in text
    assert "Bắt đầu chuẩn bị tái hòa nhập" in text
    assert "Lê Văn Đang Học" not in text
    assert text.index("Lê Văn Chậm") < text.index("Lê Văn Sắp Về")  # late before due


def test_the_administrator_is_told_of_zones_where_nobody_can_live(as_role: AsRole) -> None:
    assert "Chỗ ở chưa khai báo đủ" not in as_role("administrator").page("/").get_text()
    with unit_of_work() as session:
        session.execute(delete(Location).where(Location.code == "KHU-B"))
    text = as_role("administrator").page("/").get_text(" ", strip=True)
    assert "Khu B – Nam: chưa có nơi ở" in text


def test_a_zone_counts_beds_people_and_broken_beds(take_in: TakeIn) -> None:
    stay_id = take_in(zone="B")
    with unit_of_work() as session:
        taken = session.scalars(db.select(BedAssignment.bed_id).where(BedAssignment.stay_id == stay_id)).one()
        session.add(Outage(bed_id=taken + 1, from_on=TODAY, reason="gãy chân giường", recorded_at=NOW))
        session.add(
            Outage(bed_id=taken + 2, from_on=TODAY + timedelta(days=1), reason="sơn lại", recorded_at=NOW)
        )
    load = next(load for load in zone_loads(TODAY) if load.zone.code == "B")
    assert (load.beds, load.taken, load.broken, load.free, load.has_area) == (15, 1, 1, 14, True)
