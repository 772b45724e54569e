"""A review from the radar to the new last day: services, papers, pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pypdfium2
import pytest
from sqlalchemy import select

from center.audit.actor import Actor
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.documents.models import IssuedDocument
from center.documents.queries import file_content
from center.errors import RuleViolation
from center.legal.changes import Draft, add
from center.legal.queries import parameter_book
from center.legal.rules import Confidence, RuleSet
from center.legal.service import write_change
from center.residents.assessment.council import Meeting, decide
from center.residents.assessment.rounds import confirm_rest, open_round
from center.residents.conduct.models import ConductKind
from center.residents.conduct.rules import Terms
from center.residents.conduct.service import ProposalFacts, grant, propose
from center.residents.reduction.models import Outcome, ReductionReview
from center.residents.reduction.papers import LIST, PROPOSAL, make_papers
from center.residents.reduction.queries import candidates_of
from center.residents.reduction.radar import RadarFilter, narrowed, radar
from center.residents.reduction.results import CourtAnswer, correct_result, record_result
from center.residents.reduction.rules import Missing
from center.residents.reduction.service import (
    CandidateFacts,
    add_exception,
    answer_objection,
    hold_council,
    open_review,
    post_list,
    receive_objection,
    save_candidates,
    send,
)
from center.residents.stay.models import DecisionKind, Stay, StayKind, TermEvent, TermEventKind
from center.residents.stay.rules import DecisionFacts
from center.ui.batch import BatchRefused
from tests.conftest import Visitor
from tests.residents.conftest import TakeIn
from tests.residents.conftest import take_in as take_in  # the fixture
from tests.support.statements import statements

ActorOf = Callable[[str], Actor]
AsRole = Callable[[str], Visitor]
ON = date(2026, 6, 10)
COURT = "Tòa án nhân dân khu vực 1"


def at(day: date, hour: int = 2) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


@pytest.fixture
def old_law(take_in: TakeIn, actor: ActorOf, clock: FixedClock) -> dict[str, int]:
    """Men under R2022 with grades of March to May 2026; the clock stands at 10 June."""

    def came(name: str, arrived: date, months: int, **changes: object) -> int:
        decision = DecisionFacts(
            DecisionKind.COURT.value, f"{months}/QĐ-TA", arrived - timedelta(days=3), COURT, months
        )
        return take_in(name, arrived_at=at(arrived), zone="B", decision=decision, photo=None, **changes)

    stays = {
        "ready": came("Trần Văn Đủ", date(2025, 9, 1), 12),
        "merit": came("Lê Văn Công", date(2025, 9, 1), 12),
        "early": came("Phạm Văn Sớm", date(2026, 2, 1), 24),
    }
    clock.set(at(ON))
    director, counsellor = actor("director"), actor("counsellor")
    for month in (3, 4, 5):
        meeting = Meeting(date(2026, month + 1, 3), f"{month}/BB", ("Hội đồng",))
        with unit_of_work():
            now = at(meeting.held_on)
            found = open_round(date(2026, month, 1), None, actor=counsellor, now=now)
            confirm_rest(found, None, actor=counsellor, now=now)
            decide(found, meeting, actor=director, now=now)
    with unit_of_work() as session:
        deed = ProposalFacts(
            kind=ConductKind.OCCASIONAL,
            happened_on=date(2026, 4, 2),
            deed="Cứu người",
            merit=True,
            proof="BB 7",
        )
        proposal = propose(session.get_one(Stay, stays["merit"]), deed, actor=counsellor, now=at(ON))
        terms = Terms(decided_on=ON, decided_by="Trưởng", form="Giấy khen", merit=True, proof="BB 7")
        grant(proposal, terms, actor=director, now=at(ON))
    return stays


def opened(actor: ActorOf, day: date = ON, reason: str = "") -> ReductionReview:
    with unit_of_work():
        return open_review(day, open_point_reason=reason, actor=actor("director"), now=at(day))


def text_of(document: IssuedDocument) -> str:
    pdf = pypdfium2.PdfDocument(file_content(document.file_id)[0])
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split())


def test_the_radar_says_who_is_ready_and_what_the_others_lack(
    old_law: dict[str, int], take_in: TakeIn, as_role: AsRole
) -> None:
    take_in(
        "Người Luật Mới", arrived_at=at(date(2026, 6, 9)), decided_on=date(2026, 6, 9), kind=StayKind.CUSTODY
    )
    lines = {line.stay.id: line for line in radar(ON)}
    assert set(lines) == set(old_law.values())
    ready, merit, early = (lines[old_law[name]].verdict for name in ("ready", "merit", "early"))
    assert (ready.eligible, ready.low, ready.high) == (True, 1, 3)
    assert (merit.eligible, merit.low, merit.high) == (True, 1, 6)
    # 24 months from 2026-02-01 are 730 days, 130 are served: 235 to go
    assert early.missing == (Missing.HALF,)
    assert early.earliest == ON + timedelta(days=365 - 130) == date(2027, 1, 31)
    assert [line.stay.id for line in narrowed(list(lines.values()), RadarFilter("merit"), ON)] == [
        old_law["merit"]
    ]
    with statements() as few:
        radar(ON, [old_law["ready"]])
    with statements() as many:
        radar(ON)
    assert len(few) == len(many) <= 8
    page = as_role("counsellor").page("/residents/reduction").get_text(" ")
    assert "Trần Văn Đủ" in page
    assert "chưa chấp hành đủ một nửa" in page
    assert "31/01/2027" in page
    assert "Phạm Văn Sớm" not in as_role("auditor").page("/residents/reduction?state=eligible").get_text()
    assert "Lê Văn Công" in as_role("director").page("/residents/reduction/sheet").get_text()
    assert as_role("guard").get("/residents/reduction").status_code == 403


def test_a_review_runs_from_the_list_to_the_new_last_day(
    old_law: dict[str, int], actor: ActorOf, clock: FixedClock
) -> None:
    clerk, director = actor("records_clerk"), actor("director")
    review = opened(actor)
    by_stay = {line.candidate.stay_id: line.candidate for line in candidates_of(review.id)}
    ready, merit = by_stay[old_law["ready"]], by_stay[old_law["merit"]]
    assert (ready.months, merit.months) == (1, 3)
    assert "xếp loại tháng 3/2026: tốt" in ready.grounds
    assert "01/QĐ" in merit.evidence
    early = db.session.get_one(Stay, old_law["early"])
    with pytest.raises(RuleViolation, match="exception_reason"), unit_of_work():
        add_exception(review, early, "", actor=director, now=at(ON))
    with unit_of_work():
        extra = add_exception(review, early, "Bệnh nặng, tờ trình 4", actor=director, now=at(ON))
    with pytest.raises(RuleViolation, match="already_listed"), unit_of_work():
        add_exception(review, early, "Lần nữa", actor=director, now=at(ON))

    def line(one: object, months: int | None) -> CandidateFacts:
        return CandidateFacts(one.id, one.version, months, one.grounds, one.evidence)  # type: ignore[attr-defined]

    with pytest.raises(BatchRefused) as refusal, unit_of_work():
        save_candidates(review, [line(ready, 4), line(merit, 6)], actor=clerk, now=at(ON))
    assert refusal.value.lines[ready.stay_id].facts == {"low": 1, "high": 3, "months": 4}
    with unit_of_work():
        wanted = [line(ready, 2), line(merit, 5)]
        assert save_candidates(review, wanted, actor=clerk, now=at(ON)) == 2
        assert save_candidates(review, wanted, actor=clerk, now=at(ON)) == 0
    with unit_of_work():
        hold_council(review, Meeting(ON, "9/BB", ("Mai Thị Quyết",)), actor=director, now=at(ON))
    with pytest.raises(RuleViolation, match="locked"), unit_of_work():
        save_candidates(review, [line(ready, 1)], actor=clerk, now=at(ON))

    def hang(last: date) -> None:
        with unit_of_work():
            post_list(review, posted_from=ON, posted_to=last, place="Bảng tin", actor=clerk, now=at(ON))

    with pytest.raises(RuleViolation, match="posting_short"):
        hang(date(2026, 6, 16))
    hang(date(2026, 6, 17))
    clock.set(at(date(2026, 6, 15)))
    with unit_of_work():
        said = receive_objection(
            review,
            said_by="Nguyễn Văn Nêu",
            objection="Chưa đủ nửa thời hạn",
            received_on=date(2026, 6, 15),
            candidate=extra,
            actor=clerk,
            now=clock.now(),
        )
    with pytest.raises(RuleViolation, match="court_needed"):
        make_papers(review, "", key="x", actor=clerk, now=clock.now())
    clock.set(at(date(2026, 6, 18)))

    def go() -> None:
        with unit_of_work():
            send(review, sent_on=date(2026, 6, 18), court=COURT, actor=clerk, now=clock.now())

    with pytest.raises(RuleViolation, match="unanswered"):
        go()
    with unit_of_work():
        answer_objection(
            said, answer="Đúng", answered_on=date(2026, 6, 18), removes=True, actor=director, now=clock.now()
        )
    with pytest.raises(RuleViolation, match="not_printed"):
        go()
    letter, listed = make_papers(review, COURT, key="one", actor=clerk, now=clock.now())
    again = make_papers(review, COURT, key="one", actor=clerk, now=clock.now())
    assert [one.id for one in again] == [letter.id, listed.id]
    assert (letter.kind, listed.kind) == (PROPOSAL, LIST)
    assert (letter.form_code, listed.form_code) == ("116/2021/NĐ-CP:43", "116/2021/NĐ-CP:44")
    words = text_of(letter)
    for part in ("ĐN-CSCN", "Kính gửi", COURT, "2 người", "(Danh sách, tài liệu chứng minh kèm theo)"):
        assert part in words, part
    words = text_of(listed)
    for part in ("1 2 3 4 5 6 7 8 9 10 11", "Trần Văn Đủ", "2 tháng", "5 tháng", "Phụ lục 1", "có lập công"):
        assert part in words, part
    assert "Phạm Văn Sớm" not in words
    with pytest.raises(RuleViolation, match="not_sent"), unit_of_work():
        record_result(ready, answer_of(2), actor=clerk, now=clock.now())
    go()
    _results(old_law, review, actor, clock)


def answer_of(months: int | None, outcome: Outcome = Outcome.GRANTED, number: str = "5/QĐ-TA") -> CourtAnswer:
    day = date(2026, 6, 25)
    return CourtAnswer(
        outcome=outcome, months=months, number=number, decided_on=day, court=COURT, arrived_at=at(day)
    )


def _results(old_law: dict[str, int], review: ReductionReview, actor: ActorOf, clock: FixedClock) -> None:
    clerk = actor("records_clerk")
    clock.set(at(date(2026, 6, 26)))
    now = clock.now()
    by_stay = {line.candidate.stay_id: line.candidate for line in candidates_of(review.id)}
    ready, merit = by_stay[old_law["ready"]], by_stay[old_law["merit"]]
    with pytest.raises(RuleViolation, match="range"), unit_of_work():
        record_result(ready, answer_of(4), actor=clerk, now=now)
    with pytest.raises(RuleViolation, match="not_on_list"), unit_of_work():
        record_result(by_stay[old_law["early"]], answer_of(1), actor=clerk, now=now)
    assert ready.stay.last_day == date(2026, 8, 31)
    with unit_of_work():
        first = record_result(ready, answer_of(1), actor=clerk, now=now)
    with unit_of_work():
        assert record_result(ready, answer_of(1), actor=clerk, now=now).id == first.id  # sent twice
    with pytest.raises(RuleViolation, match="result_known"), unit_of_work():
        record_result(ready, answer_of(2), actor=clerk, now=now)
    last_day = select(Stay.last_day).where(Stay.id == ready.stay_id)
    assert db.session.scalar(last_day) == date(2026, 7, 31)
    event = db.session.get_one(TermEvent, first.term_event_id)
    assert (event.kind, event.months, event.paper_number) == (TermEventKind.REDUCTION, 1, "5/QĐ-TA")
    with unit_of_work():
        correct_result(ready, answer_of(2), "Đọc nhầm", actor=clerk, now=now)
    assert db.session.scalar(last_day) == date(2026, 6, 30)
    with unit_of_work():
        correct_result(
            ready, answer_of(None, Outcome.REFUSED), "Quyết định của người khác", actor=clerk, now=now
        )
    assert db.session.scalar(last_day) == date(2026, 8, 31)
    with unit_of_work():
        record_result(merit, answer_of(None, Outcome.REFUSED, "6/QĐ-TA"), actor=clerk, now=now)
        correct_result(merit, answer_of(1, number="6/QĐ-TA"), "Ghi nhầm", actor=clerk, now=now)
    assert db.session.get_one(Stay, merit.stay_id, populate_existing=True).last_day == date(2026, 7, 31)


def test_after_june_reductions_are_off_until_the_director_says_why(
    old_law: dict[str, int], actor: ActorOf, clock: FixedClock, as_role: AsRole
) -> None:
    day = date(2026, 7, 8)
    clock.set(at(day))
    director = as_role("director")
    page = director.page("/residents/reduction").get_text(" ")
    assert "vấn đề chưa có hướng dẫn" in page
    assert "đang tắt" in page
    form = {"client_id": "6f1b6f6e-2f5f-4c0a-9c9e-0d7a3c1b2a10", "reviewed_on": "08/07/2026"}
    refused = director.submit("/residents/reduction/reviews/new", form, status=422)
    assert "việc xét giảm thời hạn đang tắt" in refused.text
    draft = Draft(
        name="reduction.enabled",
        rule_set=RuleSet.R2022,
        value=True,
        unit="",
        valid_from=date(2026, 7, 2),
        valid_to=None,
        source="Công văn 12/C04",
        confidence=Confidence.SECONDARY,
    )
    with unit_of_work() as session:
        write_change(
            session,
            add(parameter_book(), draft),
            reason="Theo hướng dẫn",
            recorded_by="Mai Thị Quyết",
            at=at(day),
        )
    refused = director.submit("/residents/reduction/reviews/new", form, status=422)
    assert "Chưa ghi vì sao" in refused.text
    url = director.submit(
        "/residents/reduction/reviews/new", {**form, "open_point_reason": "Công văn 12/C04"}
    ).location
    assert "Công văn 12/C04" in director.page(url).get_text()
    review = db.session.scalars(select(ReductionReview)).one()
    assert candidates_of(review.id) == []  # June is not graded yet
    early = {"code": "HV000003", "reason": "Tờ trình 8"}
    director.submit(f"{url}/add", {**early, "reason": ""}, status=422)
    director.submit(f"{url}/add", early)
    clerk = as_role("records_clerk")
    assert "chưa đủ điều kiện" in clerk.page(url).get_text()
    sent = {
        box["name"]: box.get("value", "") or box.get_text()
        for box in clerk.page(url).select(".grade-form input[name], .grade-form textarea[name]")
        if box["name"] != "csrf_token"
    }
    clerk.submit(url, {**sent, "lines-0-months": "9"}, status=422)
    clerk.submit(url, {**sent, "lines-0-months": "2"})
    council = {"held_on": "08/07/2026", "minutes_number": "2/BB", "members": "Mai Thị Quyết"}
    director.submit(f"{url}/council", council)
    posting = {"posted_from": "08/07/2026", "posted_to": "14/07/2026", "place": "Bảng tin"}
    clerk.submit(f"{url}/post", posting, status=422)
    clerk.submit(f"{url}/post", {**posting, "posted_to": "15/07/2026"})
    clerk.page(f"{url}/object")
    assert "đang niêm yết" in clerk.page("/").get_text()
    letter, listed = make_papers(
        db.session.get_one(ReductionReview, review.id, populate_existing=True),
        COURT,
        key="one",
        actor=actor("records_clerk"),
        now=at(date(2026, 7, 16)),
    )
    assert letter.form_code == listed.form_code == ""
    for paper in (letter, listed):
        assert "chưa có hướng dẫn" in text_of(paper)
        assert "Công văn 12/C04" in text_of(paper)
    assert "mẫu chưa đối chiếu" in clerk.page(url).get_text()
    clock.set(at(date(2026, 7, 16)))
    clerk = as_role("records_clerk")  # the session of last week is over
    clerk.submit(f"{url}/send", {"sent_on": "16/07/2026", "court": COURT})
    result = clerk.page(url).find("a", string="Ghi kết quả")["href"]
    answer = {
        "outcome": "granted",
        "months": "1",
        "number": "7/QĐ-TA",
        "decided_on": "16/07/2026",
        "court": COURT,
        "arrived_at": "16/07/2026 08:00",
    }
    clerk.submit(result, answer)
    assert "được giảm 1 tháng" in clerk.page(url).get_text()
    assert "Sửa" in clerk.page(url).get_text()
