"""Building the center by its pages: nothing with a history goes, and nobody is put where nobody may lie."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from center.audit.actor import Actor
from center.audit.models import AuditEntry
from center.db import db, unit_of_work
from center.errors import RuleViolation
from center.residents.housing.models import Bed, Building, Outage, Room, Site, Zone
from center.residents.housing.queries import zone_loads
from center.residents.housing.service import assign_bed
from center.residents.person.models import Sex
from center.residents.stay.models import Stay
from center.residents.whereabouts.queries import living_area
from tests.conftest import NOW, Visitor
from tests.residents.conftest import TakeIn

AsRole = Callable[[str], Visitor]
ActorOf = Callable[[str], Actor]
TODAY = date(2026, 11, 22)


def test_a_satellite_site_is_built_from_the_ground_up_and_somebody_moves_in(
    as_role: AsRole, take_in: TakeIn, actor: ActorOf
) -> None:
    admin = as_role("administrator")
    admin.submit(
        "/housing/sites/new",
        {
            "code": "v2",
            "name": "Phân khu Bù Đăng",
            "is_satellite": "y",
            "terrain": "rural",
            "land_m2": "12.000",
        },
    )
    site = db.session.scalars(db.select(Site).where(Site.is_satellite)).one()
    assert (site.code, site.land_m2) == ("V2", 12000)
    admin.submit(
        "/housing/buildings/new", {"site_id": str(site.id), "code": "N1", "name": "Nhà 1", "floors": "2"}
    )
    house = db.session.scalars(db.select(Building)).one()
    zone_form = {"site_id": str(site.id), "code": "E", "name": "Khu E", "purpose": "general", "sex": "male"}
    admin.submit("/housing/zones/new", {**zone_form, "capacity": "40"})
    assert "Đã có khu" in admin.submit("/housing/zones/new", zone_form, status=422).text
    zone = db.session.scalars(db.select(Zone).where(Zone.code == "E")).one()
    assert living_area(zone.id) is not None
    room_form = {"name": "E1", "building_id": str(house.id), "floor": "3", "area_m2": "32,5", "beds": "6"}
    url = f"/housing/zones/{zone.id}/rooms/new"
    assert "không có tầng 3" in admin.submit(url, room_form, status=422).text
    admin.submit(url, {**room_form, "floor": "2"})
    room = db.session.scalars(db.select(Room).where(Room.name == "E1")).one()
    assert room.area_m2 == Decimal("32.5")
    assert list(db.session.scalars(db.select(Bed.name).where(Bed.room_id == room.id).order_by(Bed.name))) == [
        f"G{number:02d}" for number in range(1, 7)
    ]
    admin.submit(f"/housing/rooms/{room.id}/beds", {"beds": "2"})
    assert (
        "nhiều nhất 60 giường"
        in admin.submit(f"/housing/rooms/{room.id}/beds", {"beds": "60"}, status=422).text
    )
    load = next(load for load in zone_loads(TODAY) if load.zone.id == zone.id)
    assert (load.beds, load.site, load.area_m2) == (8, "Phân khu Bù Đăng", Decimal("32.5"))
    stay_id = take_in(zone="E")
    page = as_role("director").page("/housing/crowding").get_text(" ", strip=True)
    assert "Khu E 1 40 8 7 0 32,5" in page
    assert "Phân khu Bù Đăng vệ tinh 1 12.000 12.000 100 m²" in page
    refused = admin.submit(f"/housing/zones/{zone.id}/close", {}, status=422).text
    assert "còn 1 người đang ở" in refused
    assert stay_id


def test_a_new_name_keeps_the_row_and_stands_in_the_record(as_role: AsRole) -> None:
    admin = as_role("administrator")
    zone = db.session.scalars(db.select(Zone).where(Zone.code == "B")).one()
    form = {"site_id": str(zone.site_id), "code": "B", "name": "Khu B – Nam (mới)", "capacity": ""}
    admin.submit(f"/housing/zones/{zone.id}/change", form)
    assert db.session.get_one(Zone, zone.id, populate_existing=True).name == "Khu B – Nam (mới)"
    area = living_area(zone.id)
    assert area is not None
    assert area.name == "Khu B – Nam (mới)"
    entry = db.session.scalars(db.select(AuditEntry).where(AuditEntry.name == "housing:place:change")).one()
    assert entry.data["changed"] == "name: Khu B – Nam → Khu B – Nam (mới)"


def test_an_empty_room_is_closed_and_used_again(as_role: AsRole, bed_named: Callable[[str], Bed]) -> None:
    room_id, admin = bed_named("B · P1 · G1").room_id, as_role("administrator")
    admin.submit(f"/housing/rooms/{room_id}/close", {})
    assert next(load.beds for load in zone_loads(TODAY) if load.zone.code == "B") == 8
    assert "ngừng dùng" in admin.page("/housing/zones/2").get_text()
    admin.submit(f"/housing/rooms/{room_id}/close", {})
    assert next(load.beds for load in zone_loads(TODAY) if load.zone.code == "B") == 16


def test_an_outage_has_days_and_a_reason_and_the_bed_is_not_given_meanwhile(
    as_role: AsRole, take_in: TakeIn, actor: ActorOf, bed_named: Callable[[str], Bed]
) -> None:
    stay_id, bed = take_in(zone="A"), bed_named("B · P1 · G1")
    chief, url = as_role("duty_commander"), f"/housing/beds/{bed.id}/outage"
    form = {"from_on": "22/11/2026", "until_on": "24/11/2026", "reason": "gãy chân giường"}
    assert "Ngày bắt đầu đã qua" in chief.submit(url, {**form, "from_on": "21/11/2026"}, status=422).text
    assert "Ngày cuối sớm hơn" in chief.submit(url, {**form, "until_on": "20/11/2026"}, status=422).text
    chief.submit(url, form)
    assert (
        "đã được ghi không dùng được" in chief.submit(url, {**form, "from_on": "23/11/2026"}, status=422).text
    )
    own = db.session.scalars(db.select(Bed).where(Bed.id == bed_named("A · P1 · G1").id)).one()
    assert "đang có 1 người nằm" in chief.submit(f"/housing/beds/{own.id}/outage", form, status=422).text

    def give(days: int) -> None:
        at = NOW + timedelta(days=days)
        with unit_of_work():
            assign_bed(
                db.session.get_one(Stay, stay_id),
                db.session.get_one(Bed, bed.id),
                actor=actor("intake"),
                now=at,
            )

    with pytest.raises(RuleViolation, match="bed_out_of_order"):
        give(2)
    outage = db.session.scalars(db.select(Outage)).one()
    chief.submit(f"/housing/outages/{outage.id}/end", {})
    assert "đã kết thúc" in chief.submit(f"/housing/outages/{outage.id}/end", {}, status=422).text
    give(1)


def test_whom_a_zone_admits_is_dated_and_keeps_its_history(
    as_role: AsRole, take_in: TakeIn, bed_named: Callable[[str], Bed]
) -> None:
    admin = as_role("administrator")
    take_in(zone="A")
    zone = db.session.scalars(db.select(Zone).where(Zone.code == "A")).one()
    url = f"/housing/zones/{zone.id}/policy"
    first = admin.page(url)
    assert "Nghị định 163/2026, Điều 66" in first.get_text()
    form = {
        "valid_from": "01/12/2026",
        "basis": "Quyết định 12/QĐ-CSCN",
        "sex": "",
        "minors": "none",
        "isolation": "apart",
        "discipline": "none",
        "stages": ["reception", "detox"],
    }
    assert "từ hôm nay trở đi" in admin.submit(url, {**form, "valid_from": "01/11/2026"}, status=422).text
    refused = admin.submit(url, {**form, "sex": "female"}, status=422).text
    assert "còn 1 người không thuộc giới tính này" in refused
    admin.submit(url, form)
    page = admin.page(f"/housing/zones/{zone.id}")
    assert "Theo mục đích của khu" in page.find(id="policy").get_text()
    history = page.find(id="history").get_text(" ", strip=True)
    assert "01/12/2026 sắp tới" in history
    assert "Giai đoạn: chỉ Tiếp nhận, phân loại, Cắt cơn, giải độc" in history


def test_the_set_up_pages_hold_no_names(
    as_role: AsRole, take_in: TakeIn, bed_named: Callable[[str], Bed]
) -> None:
    take_in("Lê Thị Kín", sex=Sex.FEMALE, zone="C")
    admin, bed = as_role("administrator"), bed_named("C · P1 · G1")
    for url in (
        "/housing/setup",
        f"/housing/zones/{bed.room.zone_id}",
        f"/housing/rooms/{bed.room_id}/setup",
    ):
        assert "Kín" not in admin.page(url).get_text()
