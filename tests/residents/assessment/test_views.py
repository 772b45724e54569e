"""The pages of an assessment: the list by keyboard and form, council, posting, files, scheme."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
from bs4 import BeautifulSoup

from center.audit.actor import Actor
from center.db import unit_of_work
from center.documents.queries import file_content
from center.residents.assessment import default_scheme
from center.residents.assessment.council import decide
from center.residents.assessment.lists import make_list
from center.residents.assessment.models import AssessmentRound
from center.residents.assessment.queries import grades_of, papers_of
from center.residents.assessment.rounds import confirm_rest
from center.residents.assessment.sources import Source, register_source
from tests.conftest import NOW, Visitor, check_page
from tests.residents.assessment.conftest import MEETING, SEPTEMBER_1, OpenRound
from tests.residents.conftest import TakeIn
from tests.support.statements import statements

AsRole = Callable[[str], Visitor]
ActorOf = Callable[[str], Actor]


def fields(page: BeautifulSoup) -> dict[str, str]:
    """Return what the list would send as it stands."""
    form = page.select_one("form[data-grades]")
    assert form is not None
    sent = {
        box["name"]: box.get("value", "") for box in form.select("input[name]") if box["name"] != "csrf_token"
    }
    for select in form.select("select"):
        chosen = select.select_one("option[selected]")
        sent[select["name"]] = chosen["value"] if chosen else ""
    return sent


@pytest.fixture
def opened(three: list[int], as_role: AsRole) -> str:
    """The address of the round of October, opened by the counsellor on the page."""
    counsellor = as_role("counsellor")
    page = counsellor.page("/residents/assessments/new")
    assert page.select_one("#period option[selected]")["value"] == "2026-10-01"
    assert "chưa đối chiếu" in page.get_text()
    form = {"client_id": "6f1b6f6e-2f5f-4c0a-9c9e-0d7a3c1b2a10", "period": "2026-10-01", "zone": ""}
    url = counsellor.submit("/residents/assessments/new", form).location
    assert counsellor.submit("/residents/assessments/new", form).location == url
    return str(url)


def test_the_list_is_filled_in_and_saved_with_what_was_changed(
    opened: str, three: list[int], as_role: AsRole
) -> None:
    counsellor = as_role("counsellor")
    page = counsellor.page(opened)
    sent = fields(page)
    assert [sent[f"lines-0-points-{n}"] for n in range(5)] == ["40", "20", "20", "10", "5"]
    assert "31 ngày được miễn lao động" in " ".join(
        page.select_one(".facts").get_text(" ", strip=True).split()
    )
    assert json.loads(page.select_one("form[data-grades]")["data-levels"])[0] == ["good", "Tốt", 85]
    refused = counsellor.submit(opened, {**sent, "lines-1-points-0": "20"}, status=422)
    shown = BeautifulSoup(refused.text, "html.parser")
    assert fields(shown)["lines-1-points-0"] == "20"
    assert "Khác với số liệu mà chưa có lý do." in shown.get_text()
    assert len(shown.select("tr.is-refused")) == 1
    wrong = counsellor.submit(opened, {**sent, "lines-0-points-0": "bốn mươi"}, status=422)
    assert "Nhập số nguyên" in wrong.text
    counsellor.submit(opened, {**sent, "lines-1-points-0": "20", "lines-1-reason": "Nhắc nhở nhiều lần"})
    page = counsellor.page(opened)
    assert fields(page)["lines-1-reason"] == "Nhắc nhở nhiều lần"
    assert "Chưa ai đề nghị" in page.get_text()
    departing = counsellor.page(f"{opened}?state=departing").select("form[data-grades] [data-line]")
    assert len(departing) == 1
    assert counsellor.page(f"{opened}?state=waiting").select_one(".empty-state")


def test_two_counsellors_at_one_line_see_each_other(opened: str, as_role: AsRole) -> None:
    counsellor = as_role("counsellor")
    mine = fields(counsellor.page(opened))
    counsellor.submit(opened, {**mine, "lines-0-points-0": "30", "lines-0-reason": "Người thứ nhất"})
    late = counsellor.submit(
        opened, {**mine, "lines-0-points-0": "10", "lines-0-reason": "Người thứ hai"}, status=422
    )
    page = check_page(late, 422)
    assert "vừa sửa dòng này" in page.get_text()
    assert "Đang lưu: 30 + 20" in page.get_text()
    counsellor.submit(opened, fields(page))  # having seen it, the second one insists
    assert fields(counsellor.page(opened))["lines-0-points-0"] == "10"


def test_council_posting_and_objections_on_the_pages(opened: str, three: list[int], as_role: AsRole) -> None:
    counsellor, director = as_role("counsellor"), as_role("director")
    assert counsellor.get(f"{opened}/decide").status_code == 403
    meeting = {
        "held_on": "05/11/2026",
        "minutes_number": "12/BB-HĐ",
        "members": "Mai Thị Quyết, Trưởng cơ sở",
    }
    early = director.submit(f"{opened}/decide", meeting, status=422)
    assert "Còn 3 người chưa có ai đề nghị." in early.text
    counsellor.submit(f"{opened}/confirm", {"zone": ""})
    director.submit(f"{opened}/decide", meeting)
    page = director.page(opened)
    assert "biên bản số 12/BB-HĐ" in page.get_text()
    assert page.select_one("form[data-grades]") is None
    counsellor.submit(opened, {"lines-0-stay_id": str(three[0])}, status=422)
    posting = {"posted_from": "06/11/2026", "posted_to": "04/11/2026", "place": "Khu B"}
    counsellor.submit(f"{opened}/post", posting, status=422)
    counsellor.submit(f"{opened}/post", {**posting, "posted_to": "08/11/2026"})
    assert "Niêm yết tại Khu B" in counsellor.page(opened).get_text()
    grade = grades_of(three)[three[0]][0].id
    objection = {
        "client_id": "6f1b6f6e-2f5f-4c0a-9c9e-0d7a3c1b2a12",
        "received_on": "07/11/2026",
        "objection": "Tôi làm đủ ngày",
    }
    counsellor.submit(f"/residents/grades/{grade}/object", objection)
    assert "1 ý kiến về xếp loại chưa trả lời" in director.page("/").get_text()
    link = director.page("/residents/assessments").find("a", string="Trả lời")
    answer = {f"points-{n}": str(v) for n, v in enumerate((30, 20, 20, 10, 5))} | {
        "answered_on": "08/11/2026",
        "answer": "Đã xem lại",
        "level": "fair",
    }
    director.submit(link["href"], answer)
    tab = director.page(f"/residents/stays/{three[0]}/assessment").get_text()
    assert "đã sửa" in tab
    assert "Trả lời ngày 08/11/2026" in tab
    correction = {f"points-{n}": str(v) for n, v in enumerate((40, 20, 20, 10, 5))} | {
        "level": "good",
        "decided_on": "09/11/2026",
        "reason": "Nhập nhầm",
    }
    newest = grades_of(three)[three[0]][0].id
    director.submit(f"/residents/grades/{newest}/correct", correction)
    assert "tháng 10/2026: Tốt" in director.page(f"/residents/stays/{three[0]}").get_text()


def test_the_list_is_a_workbook_and_a_paper(
    three: list[int], take_in: TakeIn, october: OpenRound, actor: ActorOf, as_role: AsRole
) -> None:
    found: AssessmentRound = october()
    director = actor("director")
    answer = as_role("counsellor").get(f"/residents/assessments/{found.id}/list.xlsx")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as book:
        strings = book.read("xl/sharedStrings.xml").decode()
    assert "Lê Văn Bình" in strings
    assert "Chấp hành nội quy (40)" in strings
    draft = make_list(found, None, key="one", actor=director, now=NOW)
    with unit_of_work():
        confirm_rest(found, None, actor=actor("counsellor"), now=NOW)
        decide(found, MEETING, actor=director, now=NOW)
    made = make_list(found, None, key="two", actor=director, now=NOW)
    assert make_list(found, None, key="two", actor=director, now=NOW).id == made.id
    assert made.supersedes_id == draft.id
    assert [paper.document_id for paper in papers_of(found.id)] == [made.id, draft.id]
    pdf = pypdfium2.PdfDocument(file_content(made.file_id)[0])
    width, height = pdf[0].get_size()
    assert width > height
    text = " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())
    for words in (
        "Kết quả đánh giá, xếp loại người cai nghiện ma túy",
        "Kỳ: tháng 10/2026",
        "Theo biên bản số 12/BB",
        "tốt: 3",
        "Lê Văn Bình",
        "chưa đối chiếu với quy định nào",
        "Tạ Minh Lắng, cán bộ tư vấn",
        "NGƯỜI LẬP DANH SÁCH",
    ):
        assert words in text, words
    job = as_role("counsellor").submit(
        f"/residents/assessments/{found.id}/print",
        {"act_id": "6f1b6f6e-2f5f-4c0a-9c9e-0d7a3c1b2a19", "zone": ""},
    )
    assert job.location.startswith("/jobs/")


def test_the_director_sets_the_scheme_on_a_page(as_role: AsRole) -> None:
    director = as_role("director")
    url = "/residents/assessment-scheme/new"
    page = director.page(url)
    form: dict[str, Any] = {}
    for box in page.select("form#scheme input[name], form#scheme select[name]"):
        if box.name == "select":
            chosen = box.select_one("option[selected]")
            form[box["name"]] = chosen["value"] if chosen else ""
        elif box.get("type") != "checkbox" or box.has_attr("checked"):
            form[box["name"]] = box.get("value", "")
    form.pop("csrf_token")
    assert form["valid_from"] == "01/12/2026"
    form |= {"source": "Quyết định 5/QĐ-CSCN", "reason": "Ban hành quy chế"}
    director.submit(url, {**form, "levels-0-from_points": "60"}, status=422)
    director.submit(url, {**form, "levels-4-label": "Kém", "levels-4-from_points": "0"}, status=422)
    director.submit(
        url, {**form, "levels-3-from_points": "20", "levels-4-label": "Kém", "levels-4-from_points": "0"}
    )
    page = director.page("/residents/assessment-scheme")
    assert "Quyết định 5/QĐ-CSCN" in page.get_text()
    assert "Kém" in director.page(url).select_one("form#scheme #levels-4-label")["value"]
    assert as_role("counsellor").get(url).status_code == 403


def test_a_page_of_the_list_costs_the_same_for_three_and_for_thirty(
    opened: str, take_in: TakeIn, as_role: AsRole, actor: ActorOf, october: OpenRound
) -> None:
    counsellor = as_role("counsellor")
    counsellor.page(opened)
    with statements() as few:
        counsellor.page(opened)
    for letter in "abcdeghi":
        take_in(f"Trần Văn {letter}", arrived_at=SEPTEMBER_1, photo=None)
    more = october()
    with statements() as many:
        counsellor.page(f"/residents/assessments/{more.id}")
    assert len(many) == len(few)


def test_a_source_cannot_be_taken_over() -> None:
    with pytest.raises(ValueError, match="two sources"):
        register_source(Source("security", (), lambda *_: {}))
    assert default_scheme.DEFAULT_SCHEME.max_total == 100
