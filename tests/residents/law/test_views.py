"""The law's pages: what the director sees, finds, prints and confirms; and what others may."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from sqlalchemy import select

from center.audit.models import AuditEntry
from center.auth.permissions import Role
from center.db import db
from center.legal.catalogue import shipped_parameters
from center.legal.models import LegalParameter
from center.legal.queries import counting, stored_rows
from tests.conftest import Visitor
from tests.support.statements import statements

AsRole = Callable[[str], Visitor]

READERS = {Role.DIRECTOR, Role.AUDITOR, Role.RECORDS_CLERK, Role.ADMINISTRATOR}


def text_of(visitor: Visitor, url: str) -> str:
    return visitor.page(url).get_text(" ", strip=True)


def row_id(name: str) -> int:
    db.session.rollback()
    return next(row.id for row in counting(stored_rows(db.session)) if row.name == name)


def test_the_overview_says_what_is_to_be_looked_at(as_role: AsRole) -> None:
    page = as_role("director").page("/law")
    text = page.get_text(" ", strip=True)
    assert "01/06/2027" in text, "the uniforms come"
    assert re.search(r"mặc đồng phục\s*:\s*không → có", text)
    assert "Người thuộc luật cũ còn được đề nghị giảm thời hạn" in text
    assert "mặc định của phần mềm" in text
    topics = {cell.get_text(strip=True) for cell in page.select("#topics td.col-main")}
    assert {"Thời hạn", "Thăm gặp, điện thoại", "Ngưỡng lâm sàng"} <= topics


def test_readers_see_no_act_and_others_see_nothing(as_role: AsRole) -> None:
    for role in Role:
        answer = as_role(role).get("/law/parameters")
        assert answer.status_code == (200 if role in READERS else 403), role
    page = as_role("auditor").page("/law/parameters/visit.max_minutes")
    assert page.find("a", string="Xác nhận") is None
    assert "Xác nhận" not in text_of(as_role("auditor"), "/law")


@pytest.mark.parametrize(
    ("query", "found", "missing"),
    [
        ("q=thăm gặp", "Mỗi lần thăm gặp: dài nhất", "Mức lương cơ sở"),
        ("q=tham gap", "Thăm gặp mỗi tuần", "Mức lương cơ sở"),
        ("q=điều 88.7", "những ngày cuối của thời hạn", "Thăm gặp mỗi tuần"),
        ("q=term.first_months", "Thời hạn cai nghiện lần đầu", "từ lần thứ hai"),
        ("topic=labour", "Lao động, người thành niên", "Thăm gặp mỗi tuần"),
        ("certainty=unverified&topic=norm", "Mức lương cơ sở", "Áo mưa"),
        ("when=coming", "mặc đồng phục", "Thăm gặp mỗi tuần"),
        ("rule_set=R2022&topic=term", "thời hạn ngắn nhất", "Thời hạn cai nghiện lần đầu"),
        ("topic=nonsense&when=1", "Tuổi thành niên", "Không có quy định nào"),
        ("q=zzzz", "Không có quy định nào như vậy", "Tuổi thành niên"),
    ],
)
def test_the_filter_narrows_the_list(as_role: AsRole, query: str, found: str, missing: str) -> None:
    text = text_of(as_role("auditor"), f"/law/parameters?{query}")
    assert found in text
    assert missing not in text


def test_the_list_has_pages_a_sheet_and_a_file(as_role: AsRole) -> None:
    visitor = as_role("records_clerk")
    page = visitor.page("/law/parameters?when=all&page=2")
    assert len(page.select("tbody tr")) == 50
    assert f"trong {len(shipped_parameters())}" in page.get_text()
    sheet = visitor.page("/law/parameters/sheet?topic=contact")
    assert len(sheet.select(".tick-box")) == len(sheet.select("tbody tr")) > 5
    answer = visitor.get("/law/parameters/export.xlsx?topic=contact")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as book:
        assert "Mỗi lần thăm gặp: dài nhất" in book.read("xl/sharedStrings.xml").decode()


def test_what_changed_and_what_will_stands_under_its_day(as_role: AsRole) -> None:
    text = text_of(as_role("auditor"), "/law/changes")
    assert text.index("01/06/2027") < text.index("01/07/2026")
    assert "120 phút → 45 phút" in text
    assert "hết hiệu lực, không có quy định thay thế" in text


def test_one_parameter_shows_its_rows_where_it_is_used_and_its_state(as_role: AsRole) -> None:
    text = text_of(as_role("auditor"), "/law/parameters/release.notice_days_before")
    assert "15 ngày, 01/01/2022 – 30/06/2026" in text
    assert "30 ngày, từ 01/07/2026" in text
    assert "đã đọc văn bản gốc" in text
    assert "Hồ sơ bàn giao" in text
    assert as_role("auditor").get("/law/parameters/no.such.name").status_code == 404


def test_rows_are_confirmed_with_name_day_and_place(as_role: AsRole) -> None:
    visitor = as_role("director")
    rows = [row_id("visit.max_relatives"), row_id("visit.per_week")]
    page = visitor.page(f"/law/confirm?rows={rows[0]}")
    assert len(page.select("tbody tr")) == 1
    typed = {
        "rows": rows,
        "confirmed_by": "Lê Văn Luật",
        "confirmed_on": "20/11/2026",
        "where": "Công báo số 655",
    }
    answer = visitor.submit("/law/confirm?topic=contact", typed)
    assert answer.location == "/law/parameters?certainty=confirmed"
    text = text_of(visitor, "/law/parameters/visit.per_week")
    assert "đã đối chiếu Lê Văn Luật, 20/11/2026" in text
    assert "Công báo số 655" in text
    assert "1 nội dung trước" in text
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.name == "law:parameter:confirm")).one()
    assert (entry.data["count"], entry.data["confirmed_by"]) == (2, "Lê Văn Luật")
    assert "Lê Văn Luật đã đối chiếu 2 quy định" in text_of(visitor, "/record?area=law")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"confirmed_on": "23/11/2026"}, "Ngày đối chiếu 23/11/2026 chưa đến"),
        ({"confirmed_on": "20/11/2015"}, "quá sớm"),
        ({"rows": []}, "Chưa chọn quy định nào"),
        ({"rows": ["999999"]}, "vừa được thay bằng dòng khác"),
        ({"where": ""}, "Ghi nơi đã đọc văn bản"),
        ({"confirmed_by": ""}, "Ghi họ tên người đã đối chiếu"),
    ],
)
def test_a_confirmation_without_its_facts_is_refused(
    as_role: AsRole, changes: dict[str, object], sentence: str
) -> None:
    typed = {
        "rows": [row_id("visit.per_week")],
        "confirmed_by": "Lê Văn Luật",
        "confirmed_on": "20/11/2026",
        "where": "Công báo số 655",
    }
    answer = as_role("director").submit("/law/confirm?topic=contact", {**typed, **changes}, status=422)
    assert sentence in answer.text
    assert db.session.scalars(select(LegalParameter).where(LegalParameter.confirmed_by != "")).all() == []


def test_a_term_that_rests_on_an_unverified_rule_says_so(as_role: AsRole, escaped_volunteer: int) -> None:
    url = f"/residents/stays/{escaped_volunteer}"
    page = as_role("director").page(url)
    assert "dựa trên quy định chưa đối chiếu" in page.get_text()
    assert page.find("a", href="/law/parameters/term.voluntary.at_large_counts")
    page = as_role("guard").page(url)
    assert "dựa trên quy định chưa đối chiếu" in page.get_text()
    assert page.find("a", href="/law/parameters/term.voluntary.at_large_counts") is None


def test_the_pages_cost_a_fixed_number_of_statements(as_role: AsRole) -> None:
    visitor = as_role("director")
    cost = {}
    for url in (
        "/law",
        "/law/parameters",
        "/law/parameters?when=all",
        "/law/changes",
        "/law/parameters/base_salary",
    ):
        visitor.page(url)
        with statements() as seen:
            visitor.page(url)
        cost[url] = sum("legal_parameters" in statement for statement in seen)
    assert cost == {
        "/law": 2,
        "/law/parameters": 1,
        "/law/parameters?when=all": 1,
        "/law/changes": 1,
        "/law/parameters/base_salary": 3,
    }
