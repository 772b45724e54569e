"""Corrections of name, birth and papers: what was said before stays, and is found still."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select

from center.audit.actor import Actor
from center.audit.models import AuditEntry
from center.db import db, unit_of_work
from center.errors import RuleViolation
from center.residents.person.history import (
    PaperFacts,
    add_identifier,
    amend_identifier,
    amend_person,
    values_of,
)
from center.residents.person.models import (
    Identifier,
    IdentifierKind,
    PersonAmendment,
    PersonField,
    Resident,
    Sex,
    Standing,
)
from center.residents.person.queries import current_identifier, papers_of
from center.residents.person.service import IdentityPaper, identify
from center.residents.search.queries import exact_hit, find
from center.residents.stay.models import Stay, StayKind
from center.residents.timeline.models import TimelineEntry
from tests.conftest import NOW, Visitor
from tests.residents.conftest import TakeIn

AsRole = Callable[[str], Visitor]
ActorOf = Callable[[str], Actor]
REASON = "Theo giấy khai sinh số 12 ngày 03/02/1996"


def person_of(stay_id: int) -> Resident:
    return db.session.get_one(Stay, stay_id, populate_existing=True).resident


@pytest.fixture
def amended(take_in: TakeIn, actor: ActorOf) -> int:
    """A person whose name and birth were corrected; returns the id of the stay."""
    stay_id = take_in("Lê Văn Thừ", born=date(1995, 3, 8), zone="B")
    with unit_of_work():
        person = person_of(stay_id)
        values = values_of(person) | {
            PersonField.FULL_NAME: "  Phạm Văn  Thử",
            PersonField.BIRTH_DATE: "1995-03-09",
        }
        amend_person(person, values, reason=REASON, actor=actor("records_clerk"), now=NOW)
    return stay_id


def test_a_correction_adds_rows_and_both_names_find_the_person(amended: int, take_in: TakeIn) -> None:
    person = person_of(amended)
    assert (person.full_name, person.birth_date) == ("Phạm Văn Thử", date(1995, 3, 9))
    rows = db.session.scalars(select(PersonAmendment).order_by(PersonAmendment.id)).all()
    assert [(row.field, row.old_value, row.new_value, row.reason) for row in rows] == [
        ("full_name", "Lê Văn Thừ", "Phạm Văn Thử", REASON),
        ("birth_date", "1995-03-08", "1995-03-09", REASON),
    ]
    assert [(found.resident.id, found.detail) for found in find("phạm văn thử")] == [(person.id, "")]
    assert [(found.resident.id, found.detail) for found in find("lê văn thừ")] == [(person.id, "Lê Văn Thừ")]
    assert db.session.get_one(Stay, amended).name_sort == person.name_sort
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.name == "residents:person:amend")).one()
    assert entry.data == {"code": person.code, "fields": ["full_name", "birth_date"]}
    line = db.session.scalars(select(TimelineEntry).order_by(TimelineEntry.id.desc())).first()
    assert line is not None
    assert line.text == "Đính chính nhân thân: họ và tên, ngày sinh"


@pytest.mark.parametrize(
    ("changes", "reason", "code"),
    [
        ({}, REASON, "residents.person_unchanged"),
        ({PersonField.HOME_TOWN: " "}, REASON, "residents.person_unchanged"),
        ({PersonField.HOME_TOWN: "Nghệ An"}, "  ", "residents.person_reason"),
        ({PersonField.BIRTH_DATE: "2026-11-23"}, REASON, "residents.birth_in_future"),
    ],
)
def test_a_correction_that_says_nothing_is_refused(
    take_in: TakeIn, actor: ActorOf, changes: dict[PersonField, str], reason: str, code: str
) -> None:
    stay_id = take_in("Lê Văn Thử")
    values = values_of(person_of(stay_id)) | changes
    with pytest.raises(RuleViolation, match=code), unit_of_work():
        amend_person(person_of(stay_id), values, reason=reason, actor=actor("records_clerk"), now=NOW)


def test_the_form_corrects_and_shows_what_was_said_before(as_role: AsRole, amended: int) -> None:
    visitor = as_role("records_clerk")
    form = visitor.page(f"/residents/stays/{amended}/person/amend")
    assert form.find(id="full_name")["value"] == "Phạm Văn Thử"  # type: ignore[index]
    data = {
        "full_name": "Phạm Văn Thử",
        "birth_date": "09/03/2009",
        "sex": "female",
        "nationality": "Việt Nam",
        "reason": "Theo căn cước",
    }
    visitor.submit(f"/residents/stays/{amended}/person/amend", data)
    page = visitor.page(f"/residents/stays/{amended}/person")
    said = page.find(id="amendments").get_text(" ", strip=True)  # type: ignore[union-attr]
    assert "Nam → Nữ" in said
    assert "09/03/1995 → 09/03/2009" in said
    assert "Lê Văn Thừ → Phạm Văn Thử" in said
    assert REASON in said
    flashes = page.find(id="flashes").get_text(" ", strip=True)  # type: ignore[union-attr]
    assert "chưa đủ 18 tuổi" in flashes
    # the number says otherwise now, and the page says so
    assert "Theo số định danh thì sinh năm 1995, nhưng ngày sinh ghi năm 2009" in page.get_text(
        " ", strip=True
    )
    visitor.submit(f"/residents/stays/{amended}/person/amend", {**data, "full_name": "Lê V3n"}, status=422)


def test_papers_are_added_corrected_and_never_lost(take_in: TakeIn, actor: ActorOf) -> None:
    clerk = actor("records_clerk")
    stay_id, other_id = take_in("Lê Văn Thử"), take_in("Hồ Văn Khác")
    first = current_identifier(person_of(stay_id).id)
    assert first is not None
    typo, right = first.number, "070090000999"
    with unit_of_work():
        row = db.session.get_one(Identifier, first.id)
        facts = PaperFacts(IdentifierKind.CC, right, date(2024, 8, 1), "Bộ Công an")
        amend_identifier(row, facts, reason="Gõ nhầm số", actor=clerk, now=NOW)
        old = PaperFacts(IdentifierKind.CMND, "285000111")
        add_identifier(person_of(stay_id), old, reason="Sổ hộ khẩu cũ", actor=clerk, now=NOW)
    person = person_of(stay_id)
    current = current_identifier(person.id)
    assert current is not None
    assert (current.number, current.amends_id) == (right, first.id)
    assert [(line.row.number, [one.number for one in line.earlier]) for line in papers_of(person.id)] == [
        (right, [typo]),
        ("285000111", []),
    ]
    # both are found; only the right one decides who it is
    assert exact_hit(typo) == exact_hit(right) == stay_id
    assert identify(IdentityPaper(IdentifierKind.CCCD, typo)) is None
    assert identify(IdentityPaper(IdentifierKind.CCCD, right)) is person
    for paper, code in (
        (PaperFacts(IdentifierKind.CCCD, right), "residents.number_of_another"),
        (PaperFacts(IdentifierKind.CMND, "285000111"), ""),  # an old number may be shared
        (PaperFacts(IdentifierKind.CCCD, typo), ""),  # it was never the first person's
    ):
        try:
            with unit_of_work():
                add_identifier(person_of(other_id), paper, reason="Thẻ", actor=clerk, now=NOW)
            raised = ""
        except RuleViolation as refusal:
            raised = refusal.code
        assert raised == code, paper


def test_a_cancelled_number_still_decides_a_mistaken_one_does_not(take_in: TakeIn, actor: ActorOf) -> None:
    stay_id = take_in("Lê Văn Thử")
    first = current_identifier(person_of(stay_id).id)
    assert first is not None
    number, row_id = first.number, first.id

    def put(row_id: int, standing: Standing) -> int:
        with unit_of_work():
            row = db.session.get_one(Identifier, row_id)
            facts = PaperFacts(row.kind, row.number, row.issued_on, row.issued_by, standing=standing)
            return amend_identifier(row, facts, reason="Xác minh", actor=actor("intake"), now=NOW).id

    cancelled = put(row_id, Standing.CANCELLED)
    assert identify(IdentityPaper(IdentifierKind.CCCD, number)) is person_of(stay_id)
    assert current_identifier(person_of(stay_id).id) is None
    put(cancelled, Standing.MISTAKEN)
    assert identify(IdentityPaper(IdentifierKind.CCCD, number)) is None
    assert exact_hit(number) == stay_id
    with pytest.raises(RuleViolation, match="identifier_amended"):
        put(row_id, Standing.VALID)
    with pytest.raises(RuleViolation, match="identifier_unchanged"):
        put(papers_of(person_of(stay_id).id)[0].row.id, Standing.MISTAKEN)


def test_the_paper_forms_check_numbers_and_list_every_paper(as_role: AsRole, take_in: TakeIn) -> None:
    stay_id = take_in("Lê Văn Thử")
    visitor = as_role("intake")
    url = f"/residents/stays/{stay_id}/identifiers/new"
    paper = {"kind": "CMND", "number": "285 000 111", "standing": "valid", "reason": "Sổ hộ khẩu"}
    visitor.submit(url, paper)
    for wrong in (
        {"number": "12"},
        {"kind": "CCCD", "number": "070490000001"},
        {"reason": ""},
        {"kind": "HC"},
    ):
        visitor.submit(url, {**paper, "number": "!", **wrong}, status=422)
    page = visitor.page(f"/residents/stays/{stay_id}/person")
    assert "285000111" in page.find(id="papers").get_text()  # type: ignore[union-attr]
    edit = next(link["href"] for link in page.select("#papers a") if "285000111" in link.get_text())
    assert visitor.page(str(edit)).find(id="number")["value"] == "285000111"  # type: ignore[index]
    visitor.submit(str(edit), {**paper, "number": "285000112", "reason": "Đọc lại sổ"})
    listed = BeautifulSoup(visitor.get(f"/residents/stays/{stay_id}/person").text, "html.parser").find(
        id="papers"
    )
    assert "285000112" in listed.get_text()  # type: ignore[union-attr]
    assert "285000111" in listed.find("s").get_text()  # type: ignore[union-attr]
    assert as_role("guard").get(url).status_code == 403
    other = take_in("Hồ Văn Khác", sex=Sex.FEMALE, kind=StayKind.VOLUNTARY)
    assert visitor.get(f"/residents/stays/{other}/identifiers/1").status_code == 404
