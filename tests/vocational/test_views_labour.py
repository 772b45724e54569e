from __future__ import annotations

import csv
import io
import uuid
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import func, select

from center.audit.models import AuditEntry
from center.auth.permissions import Role
from center.db import db
from center.residents.restriction.models import RestrictionKind
from center.residents.stay.models import Stay
from center.vocational.models import LabourEntry
from tests.conftest import Visitor
from tests.vocational.conftest import MakeCourse, Person

NEW = "/vocational/labour/new"
SUNDAY = date(2026, 11, 22)


@pytest.fixture
def desk(as_role: Callable[[Role], Visitor]) -> Visitor:
    """The trainer's browser."""
    return as_role(Role.TRAINER)


def words(page: Any) -> str:
    soup = page if isinstance(page, BeautifulSoup) else BeautifulSoup(page.text, "html.parser")
    return soup.get_text(" ", strip=True)


def rows() -> int:
    return db.session.scalar(select(func.count(LabourEntry.id))) or 0


def lines_of(page: BeautifulSoup) -> dict[int, str]:
    """The prefix of each resident's line."""
    return {
        int(str(box["value"])): str(box["name"]).removesuffix("stay_id")
        for box in page.select("input[name^='lines-'][name$='-stay_id']")
    }


def group_form(page: BeautifulSoup, *chosen: Stay, **changes: str) -> dict[str, str]:
    lines = lines_of(page)
    form = {f"{at}stay_id": str(stay_id) for stay_id, at in lines.items()}
    form |= {f"{lines[stay.id]}chosen": "y" for stay in chosen}
    act = page.select_one("input[name='act_id']")
    day = page.select_one("input[name='worked_on']")
    assert act is not None
    assert day is not None
    common = {
        "act_id": str(act["value"]),
        "worked_on": str(day["value"]),
        "work": "May gia công",
        "hours": "7,5",
    }
    return common | form | changes


def test_a_group_is_entered_in_one_act(desk: Visitor, person: Person) -> None:
    one, two, noise = person("Trần Văn Một"), person("Lê Văn Hai"), person("Vũ Văn Ba")
    page = desk.page(NEW)
    lines = lines_of(page)
    assert list(lines) == [noise.id, two.id, one.id] or len(lines) == 3
    form = group_form(page, one, two) | {f"{lines[two.id]}hours": "4"}
    answer = desk.submit(NEW, form)
    assert answer.location == "/vocational/labour/day?day=22/11/2026"
    shown = desk.page(answer.location)
    assert "2 người, 11,5 giờ" in words(shown)
    desk.submit(NEW, form)
    saved = {row.stay_id: str(row.hours) for row in db.session.scalars(select(LabourEntry))}
    assert saved == {one.id: "7.50", two.id: "4.00"}


def test_a_broken_cap_is_told_beside_the_name_and_keeps_everything(desk: Visitor, person: Person) -> None:
    adult, minor = person("Trần Văn Một"), person("Lê Văn Hai", born=date(2010, 1, 1))
    page = desk.page(NEW)
    form = group_form(page, adult, minor)
    form[f"{lines_of(page)[adult.id]}hours"] = "8"
    answer = desk.submit(NEW, form, status=422)
    page = BeautifulSoup(answer.text, "html.parser")
    text = words(page)
    assert "Chưa lưu gì: 1 dòng không ghi được." in text
    assert "Lê Văn Hai (16 tuổi): đã ghi 0 giờ trong ngày, thêm 7,5 giờ là quá 6 giờ." in text
    assert (
        "Tối đa 6 giờ một ngày: Nghị định 116/2021/NĐ-CP, điều 74; Nghị định 163/2026/NĐ-CP, điều 128."
        in text
    )
    lines = lines_of(page)
    typed = {str(box["name"]): box.get("value", "") for box in page.select("form.form input[name]")}
    assert (typed["work"], typed["hours"], typed[f"{lines[adult.id]}hours"]) == ("May gia công", "7,5", "8")
    assert typed["act_id"] == form["act_id"]
    checked = {str(box["name"]) for box in page.select("input[type=checkbox][checked]")}
    assert checked == {f"{lines[adult.id]}chosen", f"{lines[minor.id]}chosen"}
    assert rows() == 0


WRONG: list[tuple[dict[str, str], str]] = [
    ({"work": ""}, "Ghi việc đã làm."),
    ({"hours": ""}, "chưa có số giờ"),
    ({"hours": "tám"}, "Không đọc được số này"),
    ({"hours": "7,1"}, "không phải số giờ trong ngày"),
    ({"hours": "25"}, "không phải số giờ trong ngày"),
    ({"worked_on": "23/11/2026"}, "Ngày 23/11/2026 chưa đến."),
    ({"worked_on": "31/02/2026"}, "Không có ngày 31/02/2026 trong lịch"),
    ({"worked_on": "01/01/2020"}, "không có quy định về giờ lao động"),
    ({"act_id": "x"}, "Biểu mẫu không còn nguyên vẹn"),
]


def test_wrong_entries_change_nothing(desk: Visitor, person: Person, subtests: pytest.Subtests) -> None:
    stay = person()
    for changes, sentence in WRONG:
        with subtests.test(sentence):
            answer = desk.submit(NEW, group_form(desk.page(NEW), stay, **changes), status=422)
            assert sentence in words(answer)
            assert rows() == 0


def test_nobody_chosen_is_told(desk: Visitor, person: Person) -> None:
    person()
    answer = desk.submit(NEW, group_form(desk.page(NEW)), status=422)
    assert "Chưa chọn ai." in words(answer)


def test_who_may_not_work_is_listed_with_the_reason(
    desk: Visitor, person: Person, bound: Callable[..., None]
) -> None:
    fit, ill = person("Trần Văn Một"), person("Lê Văn Hai")
    person("Vũ Văn Ba", past_detox=None)
    bound(ill, RestrictionKind.NO_LABOUR, "Không lao động đến 12/12/2026")
    page = desk.page(NEW)
    assert list(lines_of(page)) == [fit.id]
    barred = page.select_one("#barred")
    assert barred is not None
    said = {row.a.text: row.find_all("td")[-1].get_text(strip=True) for row in barred.select("tbody tr")}
    assert said == {
        "Lê Văn Hai": "Không lao động đến 12/12/2026.",
        "Vũ Văn Ba": "Ngày 22/11/2026 chưa qua giai đoạn cắt cơn, giải độc.",
    }
    assert "điều không ai ngoài y tế được đọc" not in words(page)
    form = group_form(page, fit) | {"lines-7-stay_id": str(ill.id), "lines-7-chosen": "y"}
    answer = desk.submit(NEW, form, status=422)
    assert "hỏi bộ phận y tế nếu thấy hạn chế đã hết lý do" in words(answer)
    assert ill.id in lines_of(BeautifulSoup(answer.text, "html.parser"))


def test_the_filter_chooses_day_and_group(desk: Visitor, person: Person, course: MakeCourse) -> None:
    one, two = person("Trần Văn Một", zone="A"), person("Lê Văn Hai", zone="B")
    made = course(two)
    assert set(lines_of(desk.page(f"{NEW}?course={made.id}"))) == {two.id}
    page = desk.page(f"{NEW}?day=20/11/2026&q=tran")
    assert set(lines_of(page)) == {one.id}
    assert "thứ sáu, 20/11/2026" in words(page)
    zone = page.find("option", string=lambda text: text is not None and text.startswith("A –"))
    assert zone is not None
    assert set(lines_of(desk.page(f"{NEW}?zone={zone['value']}"))) == {one.id}
    ahead = desk.page(f"{NEW}?day=23/11/2026")
    assert "Ngày 23/11/2026 chưa đến." in words(ahead)
    for odd in ("day=x", "zone=x", "course=999999999999", "day=01/01/1990"):
        desk.page(f"{NEW}?{odd}")


def test_one_entry_is_corrected(desk: Visitor, person: Person, worked: Callable[..., int]) -> None:
    stay = person()
    worked(stay, hours="8")
    entry = db.session.scalars(select(LabourEntry)).one()
    url = f"/vocational/labour/entries/{entry.id}/amend"
    desk.page(url)
    form = {"act_id": str(uuid.uuid4()), "hours": "9", "work": "May gia công", "reason": "ghi nhầm"}
    answer = desk.submit(url, form, status=422)
    assert "quá 8 giờ" in words(answer)
    assert 'value="9"' in answer.text
    desk.submit(url, form | {"hours": "6,25"})
    page = desk.page("/vocational/labour/day")
    assert "1 người, 6,25 giờ" in words(page)
    assert [tag.get_text(" ", strip=True) for tag in page.find_all("s")] == ["8 giờ, May gia công"]
    desk.submit(url, form | {"hours": "6,25"})
    assert rows() == 2
    late = desk.submit(url, form | {"hours": "5", "act_id": str(uuid.uuid4())}, status=422)
    assert "Dòng này đã được sửa bằng một dòng khác." in words(late)


@pytest.fixture
def month(person: Person, worked: Callable[..., int]) -> dict[str, Stay]:
    """Hours of November for two, of October for one."""
    one, two = person("Trần Văn Một", zone="A"), person("Lê Văn Hai", zone="B")
    worked(one, two, hours="7.5", day=date(2026, 11, 20))
    worked(one, hours="0.5", day=date(2026, 11, 20), work="Trồng rau")
    worked(one, hours="2", day=date(2026, 11, 22))
    worked(two, hours="8", day=date(2026, 10, 30))
    return {"one": one, "two": two}


def test_the_month_adds_up(desk: Visitor, month: dict[str, Stay]) -> None:
    page = desk.page("/vocational/labour")
    grid = page.select_one(".month-grid")
    assert grid is not None
    lines = {
        row.a.text: [cell.get_text(strip=True) for cell in row.find_all("td")]
        for row in grid.select("tbody tr")
    }
    assert list(lines) == ["Lê Văn Hai", "Trần Văn Một"]
    assert lines["Trần Văn Một"][20] == "8"
    assert lines["Trần Văn Một"][-2:] == ["2", "10"]
    foot = [cell.get_text(strip=True) for cell in grid.select("tfoot td")]
    assert (foot[19], foot[21], foot[-1]) == ("15,5", "2", "17,5")
    shares = words(page)
    assert "Trồng rau 1 0,5" in shares
    assert "May gia công 2 17" in shares
    october = desk.page("/vocational/labour?month=10/2026")
    assert [a.text for a in october.select(".month-grid .col-main a")] == ["Lê Văn Hai"]
    assert "Tháng này chưa ghi giờ nào" in words(desk.page("/vocational/labour?month=1/2026"))
    assert [a.text for a in desk.page("/vocational/labour?q=tran").select(".month-grid .col-main a")] == [
        "Trần Văn Một"
    ]
    desk.page("/vocational/labour?month=99/9&zone=x&page=z")


def test_the_month_as_csv(desk: Visitor, month: dict[str, Stay], session: Any) -> None:
    answer = desk.get("/vocational/labour/month.csv?month=11/2026")
    assert answer.data.startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert table[0][:4] == ["Mã", "Họ tên", "Giường", "01"]
    assert table[0][-2:] == ["Số ngày", "Tổng giờ"]
    by_name = {row[1]: row for row in table[1:]}
    assert by_name["Trần Văn Một"][3 + 19] == "8"
    assert by_name["Trần Văn Một"][-2:] == ["2", "10"]
    assert by_name["Lê Văn Hai"][-1] == "7.5"
    event = session.scalars(select(AuditEntry).where(AuditEntry.name == "vocational:labour:export")).one()
    assert (event.data["month"], event.data["form"], event.data["people"]) == ("11/2026", "csv", 2)


def test_the_month_as_a_workbook(desk: Visitor, month: dict[str, Stay]) -> None:
    answer = desk.get("/vocational/labour/month.xlsx?month=11/2026&q=tran")
    assert "gio-lao-dong-2026-11.xlsx" in answer.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.data)) as book:
        texts = book.read("xl/sharedStrings.xml").decode()
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "Bảng giờ lao động trị liệu tháng 11/2026" in texts
    assert "Trần Văn Một" in texts
    assert "Lê Văn Hai" not in texts
    assert "<v>10</v>" in sheet
    assert 'orientation="landscape"' in sheet


def test_formulas_in_names_stay_text(desk: Visitor, month: dict[str, Stay], session: Any) -> None:
    session.get_one(Stay, month["one"].id).resident.full_name = "=1+1"
    session.commit()
    table = list(csv.reader(io.StringIO(desk.get("/vocational/labour/month.csv").data.decode("utf-8-sig"))))
    assert [row[1] for row in table[1:]] == ["Lê Văn Hai", "'=1+1"]


def test_the_tab_of_a_stay(desk: Visitor, month: dict[str, Stay], as_role: Callable[[Role], Visitor]) -> None:
    page = desk.page(f"/vocational/stays/{month['two'].id}")
    assert page.select_one(".tab-bar a[aria-current]") is not None
    chart = page.select_one("figure.chart")
    assert chart is not None
    figures = [
        [cell.get_text(strip=True) for cell in row.find_all(["th", "td"])] for row in chart.select("tbody tr")
    ]
    assert figures == [
        ["16/11/2026", "7,5", "1"],
        ["09/11/2026", "0", "0"],
        ["02/11/2026", "0", "0"],
        ["26/10/2026", "8", "1"],
    ]
    assert "15,5" in words(page.select_one(".stats"))
    guard = as_role(Role.GUARD)
    guard.page(f"/vocational/stays/{month['two'].id}", 403)
