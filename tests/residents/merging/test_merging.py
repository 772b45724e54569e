"""Two files of one person: proposed by one, decided by another, undone by a new act; both histories stay."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from center.audit.actor import Actor
from center.audit.models import AuditEntry
from center.db import db, unit_of_work
from center.errors import RuleViolation
from center.residents.merging.models import PersonMergeAct
from center.residents.merging.service import decide_merge, propose_merge, undo_merge
from center.residents.person.models import IdentifierKind, Resident, Sex
from center.residents.person.queries import current_identifier
from center.residents.person.service import IdentityPaper, PersonFacts, identify
from center.residents.search.queries import exact_hit, find
from center.residents.stay.models import EndReason, Stay
from center.residents.stay.queries import stays_of
from center.residents.stay.service import end_stay
from tests.conftest import NOW, Visitor
from tests.residents.conftest import TakeIn
from tests.support.statements import statements

AsRole = Callable[[str], Visitor]
ActorOf = Callable[[str], Actor]
REASON = "Chính người này xác nhận; hồ sơ thứ hai lập khi không có giấy tờ."


@pytest.fixture
def two_files(take_in: TakeIn, actor: ActorOf) -> tuple[int, int]:
    """The stays of one man under two files: one ended, without papers; one that runs."""
    earlier = take_in(
        person=PersonFacts("Lê Văn Thứ", Sex.MALE, date(1995, 3, 9), other_names="Thử Đen"),
        paper=IdentityPaper(IdentifierKind.CCCD, "", old_number="285000111"),
        arrived_at=NOW - timedelta(days=90),
    )
    with unit_of_work() as session:
        stay = session.get_one(Stay, earlier)
        end_stay(
            stay, EndReason.EXEMPTED, happened_at=NOW - timedelta(days=9), actor=actor("director"), now=NOW
        )
    return take_in("Lê Văn Thử", born=date(1995, 3, 9)), earlier


def person(stay_id: int) -> Resident:
    return db.session.get_one(Stay, stay_id, populate_existing=True).resident


def merged(two: tuple[int, int], actor: ActorOf) -> int:
    with unit_of_work():
        act = propose_merge(
            person(two[0]), person(two[1]), reason=REASON, actor=actor("records_clerk"), now=NOW
        )
    with unit_of_work():
        decide_merge(act.id, confirmed=True, reason="Đồng ý", actor=actor("director"), now=NOW)
    return act.id


def test_after_a_merge_both_codes_names_and_numbers_lead_to_one_person(
    two_files: tuple[int, int], actor: ActorOf
) -> None:
    kept, other = (person(stay_id) for stay_id in two_files)
    codes = (kept.code, other.code)
    merged(two_files, actor)
    kept, other = person(two_files[0]), person(two_files[1])
    assert other.merged_into_id == kept.id
    assert [exact_hit(code) for code in codes] == [two_files[0]] * 2
    assert exact_hit("285000111") == two_files[0]
    for text in ("lê văn thử", "lê văn thứ", "thu den", "van thu"):
        assert [found.resident.id for found in find(text)] == [kept.id], text
    # nothing moved: each stay, paper and photo is on the file it was recorded on, and shown with both
    assert db.session.get_one(Stay, two_files[1]).resident_id == other.id
    assert (
        [stay.id for stay in stays_of(kept.id)] == [stay.id for stay in stays_of(other.id)] == list(two_files)
    )
    number = current_identifier(other.id)
    assert number is not None
    assert identify(IdentityPaper(IdentifierKind.CCCD, number.number)) is kept
    names = [row.name for row in db.session.scalars(select(AuditEntry).order_by(AuditEntry.id))][-2:]
    assert names == ["residents:merge:propose", "residents:merge:decide"]


def test_the_next_stay_opens_on_the_kept_file(
    two_files: tuple[int, int], take_in: TakeIn, actor: ActorOf
) -> None:
    merged(two_files, actor)
    with unit_of_work() as session:
        stay = session.get_one(Stay, two_files[0])
        end_stay(stay, EndReason.EXEMPTED, happened_at=NOW, actor=actor("director"), now=NOW)
    again = take_in(resident_id=person(two_files[1]).id, paper=IdentityPaper(IdentifierKind.CCCD, ""))
    stay = db.session.get_one(Stay, again)
    assert (stay.resident_id, stay.number) == (person(two_files[0]).id, 3)


def test_undoing_lets_both_files_speak_for_themselves_again(
    two_files: tuple[int, int], actor: ActorOf
) -> None:
    proposal = merged(two_files, actor)
    with unit_of_work():
        undo_merge(proposal, reason="Vân tay khác nhau", actor=actor("director"), now=NOW)
    kept, other = person(two_files[0]), person(two_files[1])
    assert other.merged_into_id is None
    assert [exact_hit(code) for code in (kept.code, other.code)] == list(two_files)
    assert [found.stay_id for found in find("van thu")] == list(two_files)
    assert [found.stay_id for found in find("thu den")] == [two_files[1]]
    steps = [act.step for act in db.session.scalars(select(PersonMergeAct).order_by(PersonMergeAct.id))]
    assert steps == ["proposed", "confirmed", "undone"]
    with pytest.raises(RuleViolation, match="merge_not_done"), unit_of_work():
        undo_merge(proposal, reason="Lại", actor=actor("director"), now=NOW)
    # a new proposal may follow
    with unit_of_work():
        propose_merge(kept, other, reason=REASON, actor=actor("records_clerk"), now=NOW)


def test_a_chain_of_merges_leads_to_the_last_file(
    two_files: tuple[int, int], take_in: TakeIn, actor: ActorOf
) -> None:
    first = merged((two_files[0], two_files[1]), actor)
    with unit_of_work() as session:
        stay = session.get_one(Stay, two_files[0])
        end_stay(stay, EndReason.EXEMPTED, happened_at=NOW, actor=actor("director"), now=NOW)
    third = take_in("Lê Thử")
    second = merged((third, two_files[0]), actor)
    assert [exact_hit(person(stay_id).code) for stay_id in (third, *two_files)] == [third] * 3
    with unit_of_work():
        undo_merge(first, reason="Nhầm", actor=actor("director"), now=NOW)
    assert [exact_hit(person(stay_id).code) for stay_id in (third, *two_files)] == [
        third,
        third,
        two_files[1],
    ]
    with unit_of_work():
        undo_merge(second, reason="Nhầm", actor=actor("director"), now=NOW)
    assert [exact_hit(person(stay_id).code) for stay_id in (third, *two_files)] == [third, *two_files]


def test_a_merge_takes_two_people_and_a_reason(two_files: tuple[int, int], actor: ActorOf) -> None:
    clerk, director = actor("records_clerk"), actor("director")

    def propose(kept: int, other: int, reason: str = REASON) -> int:
        with unit_of_work():
            return propose_merge(person(kept), person(other), reason=reason, actor=clerk, now=NOW).id

    for code, arguments in (
        ("merge_reason", (*two_files, " ")),
        ("merge_wrong_way", (two_files[1], two_files[0])),
        ("merge_same", (two_files[0], two_files[0])),
    ):
        with pytest.raises(RuleViolation, match=code):
            propose(*arguments)
    proposal = propose(*two_files)
    with pytest.raises(RuleViolation, match="merge_pending"):
        propose(*two_files)
    for code, decider, reason in (("merge_own", clerk, "Đồng ý"), ("merge_reason", director, "")):
        with pytest.raises(RuleViolation, match=code), unit_of_work():
            decide_merge(proposal, confirmed=True, reason=reason, actor=decider, now=NOW)
    with unit_of_work():
        decide_merge(proposal, confirmed=False, reason="Hai anh em", actor=director, now=NOW)
    assert person(two_files[1]).merged_into_id is None
    with pytest.raises(RuleViolation, match="merge_decided"), unit_of_work():
        decide_merge(proposal, confirmed=True, reason="Đồng ý", actor=director, now=NOW)


def test_two_people_who_are_both_inside_are_never_one(take_in: TakeIn, actor: ActorOf) -> None:
    stays = take_in("Lê Văn Thử"), take_in("Lê Văn Thử")
    with pytest.raises(RuleViolation, match="merge_both_inside"), unit_of_work():
        propose_merge(
            person(stays[0]), person(stays[1]), reason=REASON, actor=actor("records_clerk"), now=NOW
        )


def test_from_the_persons_page_to_the_directors_decision(as_role: AsRole, two_files: tuple[int, int]) -> None:
    clerk, director = as_role("records_clerk"), as_role("director")
    page = clerk.page(f"/residents/stays/{two_files[0]}/person")
    link = page.select_one("#alike a")
    assert link is not None
    assert "Cùng ngày sinh" in page.find(id="alike").get_text()  # type: ignore[union-attr]
    form = clerk.page(str(link["href"]))
    assert "Lê Văn Thứ" in form.select_one("table.compare").get_text()  # type: ignore[union-attr]
    url = f"/residents/stays/{two_files[0]}/merge"
    other = {"other": "HV000001 Lê Văn Thứ"}
    clerk.submit(url, {**other, "do": "propose"}, status=422)
    clerk.submit(url, {"other": "HV999999", "reason": REASON, "do": "propose"}, status=422)
    answer = clerk.submit(url, {**other, "reason": REASON, "do": "propose"})
    proposal = str(answer.location)
    assert not clerk.page(proposal).find("button", attrs={"name": "do"})
    assert "HV000001" in director.page("/").find(id="merges-waiting").get_text()  # type: ignore[union-attr]
    director.submit(proposal, {"do": "confirm", "reason": ""}, status=422)
    director.submit(proposal, {"do": "confirm", "reason": "Đồng ý"})
    shown = clerk.page(f"/residents/stays/{two_files[1]}/person")
    assert "Hồ sơ này đã gộp vào hồ sơ HV000002" in shown.get_text(" ", strip=True)
    assert "Đã gộp vào hồ sơ HV000002" in shown.select_one("header.resident").get_text()  # type: ignore[union-attr]
    assert "285000111" in shown.find(id="papers").get_text()  # type: ignore[union-attr]
    assert len(shown.select("#stays > .card-body-box > dl > div")) == 2
    refused = clerk.submit(
        f"/residents/stays/{two_files[1]}/person/amend",
        {"full_name": "X Y", "birth_date": "09/03/1995", "sex": "male", "reason": "Thẻ"},
        status=422,
    )
    assert "HV000002" in refused.text
    assert "Đã gộp" in clerk.page("/residents/merges").get_text()
    director.submit(proposal, {"do": "undo", "reason": "Nhầm"})
    assert "Đã tách lại" in clerk.page(proposal).get_text()
    assert as_role("guard").get("/residents/merges").status_code == 403
    assert clerk.submit(proposal, {"do": "confirm", "reason": "Tôi"}, status=403)


def test_the_persons_page_costs_the_same_with_one_file_and_with_two(
    as_role: AsRole, two_files: tuple[int, int], actor: ActorOf
) -> None:
    visitor = as_role("guard")
    url = f"/residents/stays/{two_files[0]}/person"
    visitor.page(url)
    with statements() as one:
        visitor.page(url)
    merged(two_files, actor)
    with statements() as two:
        visitor.page(url)
    assert len(two) <= len(one) + 2  # the accounts behind the acts of the merge
