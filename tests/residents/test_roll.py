"""The list of residents: filters, order, cost, files, paper."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from center.audit.actor import Actor
from center.audit.models import AuditEntry
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.residents.housing.models import Bed, Room, Zone
from center.residents.person.models import Sex
from center.residents.person.service import PersonFacts
from center.residents.roll import views as roll_views
from center.residents.roll.export import as_csv
from center.residents.stay.models import EndReason, Stage, Stay, StayKind
from center.residents.stay.queries import RollFilter, roll
from center.residents.stay.service import end_stay
from center.residents.whereabouts.models import OutCause
from center.residents.whereabouts.service import change_whereabouts
from tests.conftest import NOW, Visitor
from tests.residents.conftest import TakeIn
from tests.support.statements import statements

AsRole = Callable[[str], Visitor]
ActorOf = Callable[[str], Actor]
TODAY = date(2026, 11, 22)


def names(visitor: Visitor, url: str) -> list[str]:
    page = visitor.page(url)
    return [cell.get_text(strip=True) for cell in page.select("td.col-main a")]


def test_the_list_is_in_vietnamese_order(as_role: AsRole, take_in: TakeIn) -> None:
    for name in ("Trần Văn Ước", "Lê Văn Đạt", "Hồ An", "Lê Văn Dũng", "Phạm Văn Ân", "Lê Văn Ánh"):
        take_in(name)
    order = ["Hồ An", "Lê Văn Ánh", "Phạm Văn Ân", "Lê Văn Dũng", "Lê Văn Đạt", "Trần Văn Ước"]
    assert names(as_role("guard"), "/residents") == order


@pytest.fixture
def four(take_in: TakeIn, actor: ActorOf, clock: FixedClock) -> dict[str, int]:
    stays = {
        "old": take_in("Lê Văn Cũ", arrived_at=NOW - timedelta(days=100), zone="B"),
        "young": take_in("Lê Văn Trẻ", born=date(2010, 1, 1), kind=StayKind.MINOR, zone="A"),
        "woman": take_in("Lê Thị Nữ", sex=Sex.FEMALE, zone="C"),
        "gone": take_in("Lê Văn Về", arrived_at=NOW - timedelta(days=50), zone="B"),
    }
    with unit_of_work():
        old, gone = db.session.get_one(Stay, stays["old"]), db.session.get_one(Stay, stays["gone"])
        old.stage, old.last_day = Stage.LABOUR, TODAY + timedelta(days=10)
        end_stay(gone, EndReason.EXEMPTED, happened_at=NOW, actor=actor("director"), now=NOW)
        change_whereabouts(
            db.session.get_one(Stay, stays["woman"]),
            out_cause=OutCause.HOSPITAL,
            happened_at=NOW,
            source="test",
            actor=actor("guard"),
            now=NOW,
        )
    return stays


FILTERS: list[tuple[str, list[str]]] = [
    ("", ["Lê Văn Cũ", "Lê Thị Nữ", "Lê Văn Trẻ"]),
    ("stage=labour", ["Lê Văn Cũ"]),
    ("kind=minor", ["Lê Văn Trẻ"]),
    ("state=ended", ["Lê Văn Về"]),
    ("days=10", ["Lê Văn Cũ"]),
    ("days=9", []),
    ("out=hospital", ["Lê Thị Nữ"]),
    ("since=22/11/2026", ["Lê Thị Nữ", "Lê Văn Trẻ"]),
    ("kind=nonsense&stage=none&out=1", ["Lê Văn Cũ", "Lê Thị Nữ", "Lê Văn Trẻ"]),
]


def test_the_filter_row_narrows_the_list(
    as_role: AsRole, four: dict[str, int], subtests: pytest.Subtests
) -> None:
    guard = as_role("guard")
    for query, expected in FILTERS:
        with subtests.test(query):
            page = guard.page(f"/residents?{query}")
            assert [cell.get_text(strip=True) for cell in page.select("td.col-main a")] == expected
            assert page.select_one("h1 .count, .empty-state") is not None


def test_a_zone_is_a_filter_too(as_role: AsRole, four: dict[str, int]) -> None:
    zone = db.session.scalars(select(Zone.id).where(Zone.code == "C")).one()
    page = as_role("guard").page(f"/residents?zone={zone}")
    assert [cell.get_text(strip=True) for cell in page.select("td.col-main a")] == ["Lê Thị Nữ"]
    assert page.find("option", attrs={"value": str(zone)}).has_attr("selected")
    assert page.find("a", href=f"/residents/export.xlsx?zone={zone}")


def test_a_list_costs_the_same_with_5_and_with_20_people(
    as_role: AsRole, take_in: TakeIn, app: object
) -> None:
    with unit_of_work() as session:
        room = session.scalars(select(Room).join(Zone).where(Zone.code == "B")).first()
        session.add_all(Bed(room_id=room.id, name=f"X{number}") for number in range(20))
    visitor = as_role("guard")
    for number in range(5):
        take_in(f"Trần Văn Số {'ABCDE'[number]}", zone="B", photo=None)
    visitor.page("/residents")
    with statements() as few:
        visitor.page("/residents")
    for number in range(15):
        take_in(
            f"Lê Văn Số {number // 9} {number % 9}".translate(str.maketrans("0123456789", "abcdeghikl")),
            zone="B",
            photo=None,
        )
    with statements() as many:
        assert len(visitor.page("/residents").select("td.col-main a")) == 20
    assert len(many) == len(few)
    with statements() as bare:
        roll(RollFilter(), at=NOW, on=TODAY, offset=0, limit=50)
    assert len([statement for statement in bare if statement != "BEGIN"]) == 6


def test_the_second_page_goes_on_where_the_first_ends(
    as_role: AsRole, take_in: TakeIn, app: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(roll_views, "DEFAULT_SIZE", 5)
    for letter in "abcdegh":
        take_in(f"Trần Văn {letter.upper()}", zone="B", photo=None)
    visitor = as_role("guard")
    assert [name[-1] for name in names(visitor, "/residents?kind=compulsory")] == ["A", "B", "C", "D", "E"]
    assert [name[-1] for name in names(visitor, "/residents?kind=compulsory&page=2")] == ["G", "H"]
    assert visitor.page("/residents?kind=compulsory").find("a", href="/residents?kind=compulsory&page=2")


def test_the_csv_holds_the_filtered_list_and_leaves_a_trace(as_role: AsRole, four: dict[str, int]) -> None:
    answer = as_role("records_clerk").get("/residents/export.csv?stage=labour")
    assert answer.mimetype == "text/csv"
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert [(row["Họ tên"], row["Giai đoạn"], row["Ngày cuối thời hạn"]) for row in rows] == [
        ("Lê Văn Cũ", "Lao động trị liệu, học nghề", "02/12/2026")
    ]
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.name == "residents:roll:export")).one()
    assert entry.data == {
        "file_format": "csv",
        "count": 1,
        "filters": "Giai đoạn: Lao động trị liệu, học nghề",
    }


def test_the_xlsx_opens_as_a_workbook(as_role: AsRole, four: dict[str, int]) -> None:
    answer = as_role("records_clerk").get("/residents/export.xlsx")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as book:
        strings = book.read("xl/sharedStrings.xml").decode()
    assert "Lê Văn Cũ" in strings
    assert "Danh sách người cai nghiện" in strings


def test_a_name_that_looks_like_a_formula_stays_text(take_in: TakeIn) -> None:
    take_in("An", person=PersonFacts("=1+1", Sex.MALE, date(1990, 1, 1)))
    lines, _total = roll(RollFilter(), at=NOW, on=TODAY, offset=0, limit=10)
    assert "'=1+1" in as_csv(lines, TODAY).decode("utf-8-sig")


def test_the_sheet_to_print_holds_everybody_with_boxes(as_role: AsRole, four: dict[str, int]) -> None:
    page = as_role("guard").page("/residents/sheet?kind=compulsory")
    assert len(page.select(".tick-box")) == 2
    assert "Diện: Cai nghiện bắt buộc" in page.get_text()
    assert "22/11/2026 09:00" in page.get_text()


def test_the_administrator_sees_no_people(as_role: AsRole) -> None:
    for url in ("/residents", "/residents/search?q=a", "/residents/sheet", "/residents/export.csv"):
        assert as_role("administrator").get(url).status_code == 403


def test_nobody_is_found_in_an_empty_center(as_role: AsRole) -> None:
    assert "Chưa có ai trong cơ sở" in as_role("guard").page("/residents").get_text()
