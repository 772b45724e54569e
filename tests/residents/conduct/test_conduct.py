"""Rewards and discipline through services and pages: proposal, decision, paper, review, correction."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pypdfium2
import pytest
from sqlalchemy import select

from center.audit.actor import Actor
from center.db import db, unit_of_work
from center.documents.models import DocumentWithdrawal, IssuedDocument
from center.documents.queries import file_content
from center.errors import RuleViolation
from center.residents.assessment.own_facts import count_conduct
from center.residents.conduct.amend import correct, take_back
from center.residents.conduct.models import ConductKind, ConductProposal
from center.residents.conduct.papers import print_decision
from center.residents.conduct.queries import ConductFilter, conduct_list, line_of, merits_of
from center.residents.conduct.rules import Standing, Terms
from center.residents.conduct.service import ProposalFacts, grant, propose, refuse, review
from center.residents.restriction.queries import restrictions_in_force
from center.residents.stay.models import Stay
from tests.conftest import NOW, Visitor
from tests.residents.conftest import TakeIn
from tests.support.statements import statements

ActorOf = Callable[[str], Actor]
AsRole = Callable[[str], Visitor]
TODAY = date(2026, 11, 22)
DIRECTOR = "Mai Thị Quyết, Trưởng cơ sở"
REWARD = Terms(decided_on=TODAY, decided_by=DIRECTOR, form="Giấy khen", merit=True, proof="Biên bản 3/BB")
SEPARATE = Terms(decided_on=TODAY, decided_by=DIRECTOR, starts_on=TODAY, review_on=TODAY + timedelta(days=7))


@pytest.fixture
def stay(take_in: TakeIn) -> Stay:
    stay_id = take_in("Trần Văn Ân", arrived_at=datetime(2026, 9, 1, 2, tzinfo=UTC), zone="B")
    return db.session.get_one(Stay, stay_id)


@pytest.fixture
def proposed(stay: Stay, actor: ActorOf) -> Callable[..., ConductProposal]:
    def make(kind: ConductKind = ConductKind.OCCASIONAL, **changes: object) -> ConductProposal:
        facts = ProposalFacts(kind=kind, happened_on=date(2026, 11, 20), deed="Cứu người đuối nước")
        with unit_of_work():
            return propose(stay, replace(facts, **changes), actor=actor("counsellor"), now=NOW)  # type: ignore[arg-type]

    return make


def text_of(document: IssuedDocument) -> str:
    pdf = pypdfium2.PdfDocument(file_content(document.file_id)[0])
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())


def test_a_recognised_merit_has_number_paper_and_proof(
    stay: Stay, proposed: Callable[..., ConductProposal], actor: ActorOf
) -> None:
    director = actor("director")
    found = proposed(merit=True, proof="Biên bản 3/BB", wanted="Giấy khen")
    with unit_of_work():
        decision = grant(found, REWARD, actor=director, now=NOW)
    with pytest.raises(RuleViolation, match="decided"), unit_of_work():
        grant(found, REWARD, actor=director, now=NOW)
    assert decision.number.startswith("01/QĐ-")
    merit = merits_of([stay.id])[stay.id]
    assert [(one.number, one.proof) for one in merit] == [(decision.number, "Biên bản 3/BB")]
    assert merits_of([stay.id], until=TODAY - timedelta(days=1)) == {}
    paper = print_decision(found, actor=director, now=NOW)
    assert print_decision(found, actor=director, now=NOW).id == paper.id
    text = text_of(paper)
    for words in (
        "QUYẾT ĐỊNH",
        "Về việc khen thưởng người cai nghiện ma túy",
        "TRẦN VĂN ÂN",
        "Cứu người đuối nước",
        "Giấy khen",
        "được công nhận là lập công",
        "Nghị định số 163/2026/NĐ-CP",
        "(Điều 125)",
    ):
        assert words in text, words
    assert text.upper().count("CƠ SỞ CƠ SỞ") == 0


def look_again(
    found: ConductProposal, day: date, next_day: date | None, finding: str, director: Actor
) -> None:
    with unit_of_work():
        review(
            found,
            reviewed_on=day,
            next_review_on=next_day,
            finding=finding,
            actor=director,
            now=NOW + (day - TODAY),
        )


def test_a_separation_is_a_restriction_until_a_review_ends_it(
    stay: Stay, proposed: Callable[..., ConductProposal], actor: ActorOf
) -> None:
    director = actor("director")
    found = proposed(ConductKind.SEPARATION, deed="Đánh người gây thương tích")
    with unit_of_work():
        grant(found, SEPARATE, actor=director, now=NOW)
    wording = [row.public_wording for row in restrictions_in_force([stay.id], TODAY)[stay.id]]
    assert wording == ["Quản lý tại khu dành riêng"]
    assert line_of(found, TODAY).standing is Standing.IN_FORCE
    day = TODAY + timedelta(days=7)
    assert line_of(found, day).standing is Standing.REVIEW_DUE
    assert [
        line.proposal.id for line in conduct_list(ConductFilter(state="due"), day, offset=0, limit=9)[0]
    ] == [found.id]
    look_again(found, day, day + timedelta(days=3), "Chưa ổn định", director)
    assert line_of(found, day).standing is Standing.IN_FORCE
    assert conduct_list(ConductFilter(state="due"), day, offset=0, limit=9)[1] == 0
    assert conduct_list(ConductFilter(state="in_force"), day, offset=0, limit=9)[1] == 1
    last = day + timedelta(days=2)
    look_again(found, last, None, "Đã ổn định", director)
    assert restrictions_in_force([stay.id], last) == {}
    assert line_of(found, last + timedelta(days=1)).standing is Standing.OVER
    assert conduct_list(ConductFilter(state="in_force"), last, offset=0, limit=9)[1] == 0
    with pytest.raises(RuleViolation, match="nothing_to_review"):
        look_again(found, last, None, "Lần nữa", director)


def test_correcting_withdraws_the_paper_and_moves_the_restriction(
    stay: Stay, proposed: Callable[..., ConductProposal], actor: ActorOf
) -> None:
    director = actor("director")
    found = proposed(ConductKind.SEPARATION, deed="Đánh người")
    with unit_of_work():
        first = grant(found, SEPARATE, actor=director, now=NOW)
    paper = print_decision(found, actor=director, now=NOW)
    ends = replace(SEPARATE, ends_on=TODAY + timedelta(days=10))
    with pytest.raises(RuleViolation, match="reason_needed"), unit_of_work():
        correct(found, ends, "", actor=director, now=NOW)
    with unit_of_work():
        second = correct(found, ends, "Ghi thiếu ngày kết thúc", actor=director, now=NOW)
    assert (first.number, second.number) == ("01/QĐ-CSCN", "02/QĐ-CSCN")
    assert db.session.scalar(select(DocumentWithdrawal.document_id)) == paper.id
    assert [row.ends_on for row in restrictions_in_force([stay.id], TODAY)[stay.id]] == [ends.ends_on]
    assert "thay thế Quyết định số 01/QĐ" in text_of(print_decision(found, actor=director, now=NOW))
    assert count_conduct([stay.id], date(2026, 11, 1), date(2026, 11, 30))[stay.id] == {
        "conduct.separations": 1
    }
    with unit_of_work():
        take_back(found, "Nhầm người", decided_on=TODAY, decided_by=DIRECTOR, actor=director, now=NOW)
    assert line_of(found, TODAY).standing is Standing.TAKEN_BACK
    assert restrictions_in_force([stay.id], TODAY) == {}
    assert count_conduct([stay.id], date(2026, 11, 1), date(2026, 11, 30)) == {}
    with pytest.raises(RuleViolation, match="nothing_in_force"), unit_of_work():
        take_back(found, "Lần nữa", decided_on=TODAY, decided_by=DIRECTOR, actor=director, now=NOW)


def test_the_counsellor_proposes_and_the_director_decides_on_the_pages(stay: Stay, as_role: AsRole) -> None:
    counsellor, director = as_role("counsellor"), as_role("director")
    url = f"/residents/stays/{stay.id}/conduct/new"
    form = {
        "client_id": "6f1b6f6e-2f5f-4c0a-9c9e-0d7a3c1b2a10",
        "kind": "warning",
        "happened_on": "20/11/2026",
        "deed": "Giấu điện thoại",
    }
    page = counsellor.page(url + "?kind=warning")
    assert page.find("option", value="warning").has_attr("selected")
    counsellor.submit(url, {**form, "deed": ""}, status=422)
    counsellor.submit(url, {**form, "merit": "y", "proof": "x"}, status=422)
    case = counsellor.submit(url, form).location
    assert counsellor.submit(url, form).location == case  # the same form twice is one proposal
    assert counsellor.get(f"{case}/grant").status_code == 403
    assert "Cảnh cáo" in director.page("/").get_text()
    assert director.page(f"{case}/grant").find("input", id="form") is None
    terms = {"decided_on": "22/11/2026", "decided_by": DIRECTOR, "starts_on": "22/11/2026"}
    refused = director.submit(f"{case}/grant", terms, status=422)
    assert "Chưa ghi ngày hết hiệu lực" in refused.text
    director.submit(f"{case}/grant", {**terms, "ends_on": "22/02/2027"})
    assert "Đang có hiệu lực" in director.page(case).get_text()
    answer = director.submit(f"{case}/print", {"act_id": "6f1b6f6e-2f5f-4c0a-9c9e-0d7a3c1b2a11"})
    assert answer.location.startswith("/documents/files/")
    for page_url in (f"{case}/correct", f"{case}/take-back", f"{case}/refuse", f"{case}/review"):
        director.page(page_url)
    tab = as_role("trainer").page(f"/residents/stays/{stay.id}/assessment").get_text()
    assert "Cảnh cáo" in tab
    assert "Giấu điện thoại" in tab
    assert as_role("nurse").get(case).status_code == 403


def test_a_refused_proposal_says_why(
    proposed: Callable[..., ConductProposal], actor: ActorOf, as_role: AsRole
) -> None:
    found = proposed()
    with unit_of_work():
        refuse(
            found, "Chưa đủ chứng cứ", decided_on=TODAY, decided_by=DIRECTOR, actor=actor("director"), now=NOW
        )
    assert "Chưa đủ chứng cứ" in as_role("counsellor").page(f"/residents/conduct/{found.id}").get_text()
    with pytest.raises(RuleViolation, match="paper_of_nothing"):
        print_decision(found, actor=actor("director"), now=NOW)


def test_the_list_filters_and_costs_the_same_for_one_and_for_many(
    proposed: Callable[..., ConductProposal], actor: ActorOf, as_role: AsRole
) -> None:
    first = proposed()
    visitor = as_role("counsellor")
    visitor.page("/residents/conduct")
    with statements() as few:
        visitor.page("/residents/conduct")
    with unit_of_work():
        grant(first, REWARD, actor=actor("director"), now=NOW)
    for kind in (ConductKind.WARNING, ConductKind.CRITICISM, ConductKind.PERIODIC):
        proposed(kind)
    with statements() as many:
        visitor.page("/residents/conduct")
    assert len(many) == len(few)

    def shown(query: str) -> int:
        return len(visitor.page(f"/residents/conduct?{query}").select("td.col-main a"))

    queries = ("", "state=waiting", "side=reward", "side=discipline", "merit=y", "since=21/11/2026")
    assert [shown(query) for query in queries] == [4, 3, 2, 2, 1, 0]
