"""A round from opening to the decision, with its corrections and objections, through the services."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from center.audit.actor import Actor
from center.audit.models import AuditEntry
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.errors import RuleViolation
from center.residents.assessment.council import correct_grade, decide, post
from center.residents.assessment.default_scheme import DEFAULT_SCHEME
from center.residents.assessment.models import AssessmentLine, AssessmentRound, Grade, GradeObjection
from center.residents.assessment.objections import answer_objection, receive_objection
from center.residents.assessment.people import people_of
from center.residents.assessment.queries import (
    LineFilter,
    grades_of,
    lines_of,
    objections,
    scheme_on,
    summaries,
)
from center.residents.assessment.rounds import Proposal, confirm_rest, count_again, propose
from center.residents.assessment.rules import period_of
from center.residents.assessment.schemes import set_scheme
from center.residents.housing.models import Zone
from center.residents.restriction.models import RestrictionKind
from center.residents.restriction.service import restrict
from center.residents.stay.models import Stay, StayKind
from center.residents.timeline.models import TimelineEntry
from center.security.incidents.service import IncidentFacts, report_incident
from center.security.models import IncidentKind, PartyRole, Severity
from center.ui.batch import BatchRefused
from tests.conftest import NOW
from tests.residents.assessment.conftest import MEETING, OCTOBER, SEPTEMBER_1, OpenRound
from tests.residents.conftest import TakeIn
from tests.support.stages import in_education, write_stages
from tests.support.statements import statements

ActorOf = Callable[[str], Actor]


def lines(found: AssessmentRound) -> list[AssessmentLine]:
    return list(lines_of(found.id, LineFilter())[0])


def as_is(line: AssessmentLine, **changes: object) -> Proposal:
    return replace(Proposal(line.stay_id, line.version, tuple(line.points)), **changes)


@pytest.fixture
def decided(three: list[int], october: OpenRound, actor: ActorOf) -> AssessmentRound:
    found = october()
    with unit_of_work():
        confirm_rest(found, None, actor=actor("counsellor"), now=NOW)
        decide(found, MEETING, actor=actor("director"), now=NOW)
    return found


def test_everybody_here_on_the_last_day_gets_a_line_filled_in_from_the_facts(
    three: list[int], take_in: TakeIn, october: OpenRound, actor: ActorOf
) -> None:
    short = take_in("Võ Văn Dũng", arrived_at=datetime(2026, 10, 18, 2, tzinfo=UTC))
    take_in("Hồ Văn Giữ", arrived_at=SEPTEMBER_1, kind=StayKind.CUSTODY)
    take_in("Đỗ Văn Hậu", arrived_at=datetime(2026, 11, 2, 2, tzinfo=UTC))
    with unit_of_work() as session:
        fighter, ill = session.get_one(Stay, three[0]), session.get_one(Stay, three[1])
        write_stages(ill, in_education(date(2026, 9, 1)))
        restrict(
            ill,
            RestrictionKind.NO_LABOUR,
            public_wording="Không lao động",
            area="medical",
            starts_on=date(2026, 10, 22),
            ends_on=date(2026, 11, 30),
            actor=actor("doctor"),
            now=NOW,
        )
        report_incident(
            IncidentFacts(
                kind=IncidentKind.FIGHT,
                severity=Severity.SERIOUS,
                happened_at=datetime(2026, 10, 31, 16, 30, tzinfo=UTC),  # 23:30 on the last day
                place="Khu B",
                description="Đánh nhau",
                parties=((fighter, PartyRole.INVOLVED), (ill, PartyRole.VICTIM)),
            ),
            actor=actor("guard"),
            now=NOW,
        )
    found = october()
    by_stay = {line.stay_id: line for line in lines(found)}
    assert set(by_stay) == {*three, short}
    assert by_stay[three[0]].facts == {
        "residents.labour_exempt_days": 31,
        "security.incidents": 1,
        "security.serious_incidents": 1,
    }
    assert by_stay[three[0]].points == [20, 20, 20, 10, 5]
    assert by_stay[three[0]].level == "fair"
    # in the stage of labour all October, forbidden to work on its last ten days; a victim is not to blame
    assert by_stay[three[1]].facts == {"residents.labour_exempt_days": 10}
    assert (by_stay[short].days, by_stay[short].graded) == (14, False)
    assert summaries([found])[0].people == 3


def test_nobody_is_assessed_twice_for_one_period(
    three: list[int], take_in: TakeIn, october: OpenRound
) -> None:
    take_in("Lê Thị Nữ", arrived_at=SEPTEMBER_1, sex=db.session.get_one(Stay, three[0]).resident.sex)
    zone = db.session.scalars(select(Zone).where(Zone.code == "B")).one()
    same = october(zone, client_id="a" * 36)
    assert october(zone, client_id="a" * 36).id == same.id
    assert {line.stay_id for line in lines(same)} == set(three)
    rest = october()
    assert len(lines(rest)) == 1
    with pytest.raises(RuleViolation, match="nobody"):
        october()
    with pytest.raises(RuleViolation, match="no_period"):
        october(first=date(2026, 9, 2))
    with pytest.raises(RuleViolation, match="period_ahead"):
        october(first=date(2026, 12, 1))


def test_a_proposal_that_departs_needs_a_reason_and_nothing_is_kept_otherwise(
    three: list[int], october: OpenRound, actor: ActorOf, clock: FixedClock
) -> None:
    found, counsellor = october(), actor("counsellor")
    first, second, third = lines(found)
    with pytest.raises(BatchRefused) as refusal, unit_of_work():
        propose(
            found,
            [as_is(first), as_is(second, points=(30, 20, 20, 10, 5)), as_is(third, points=(41, 0, 0, 0, 0))],
            actor=counsellor,
            now=NOW,
        )
    assert {key: fault.code for key, fault in refusal.value.lines.items()} == {
        second.stay_id: "assessment.reason_needed",
        third.stay_id: "assessment.points_range",
    }
    assert summaries([found])[0].confirmed == 0
    wanted = [
        as_is(first),
        as_is(second, points=(30, 20, 20, 10, 5), reason="Nhắc nhở nhiều lần"),
        as_is(third, level="fair", reason="Chưa tự giác"),
    ]
    with unit_of_work():
        assert propose(found, wanted, actor=counsellor, now=NOW) == (3, 2)
    with unit_of_work():
        assert propose(found, wanted, actor=counsellor, now=NOW) == (0, 0)  # sent twice: one act
    assert [line.level for line in lines(found)] == ["good", "good", "fair"]
    # somebody else saw the list before that and says something else
    with pytest.raises(BatchRefused) as stale, unit_of_work():
        propose(found, [replace(wanted[1], points=(10, 20, 20, 10, 5))], actor=actor("counsellor"), now=NOW)
    assert stale.value.lines[second.stay_id].code == "assessment.line_changed"


def test_new_facts_reach_only_lines_nobody_stood_up_for(
    three: list[int], october: OpenRound, actor: ActorOf
) -> None:
    found = october()
    first, second, _third = lines(found)
    with unit_of_work() as session:
        propose(found, [as_is(first)], actor=actor("counsellor"), now=NOW)
        report_incident(
            IncidentFacts(
                kind=IncidentKind.CONTRABAND,
                severity=Severity.MINOR,
                happened_at=datetime(2026, 10, 5, 3, tzinfo=UTC),
                place="Khu B",
                description="Giấu thuốc lá",
                parties=tuple(
                    (session.get_one(Stay, stay_id), PartyRole.INVOLVED)
                    for stay_id in (first.stay_id, second.stay_id)
                ),
            ),
            actor=actor("guard"),
            now=NOW,
        )
    with unit_of_work():
        assert count_again(found, actor=actor("counsellor"), now=NOW + timedelta(minutes=1)) == 1
    by_stay = {line.stay_id: line for line in lines(found)}
    assert by_stay[first.stay_id].points[0] == 40
    assert by_stay[second.stay_id].points[0] == 30


def test_the_council_decides_once_and_each_grade_is_on_the_file(
    three: list[int], october: OpenRound, actor: ActorOf
) -> None:
    found, director = october(), actor("director")
    with pytest.raises(RuleViolation, match="waiting") as refusal, unit_of_work():
        decide(found, MEETING, actor=director, now=NOW)
    assert refusal.value.facts == {"count": 3}
    with unit_of_work():
        assert confirm_rest(found, None, actor=actor("counsellor"), now=NOW) == 3
    for meeting, code in (
        (replace(MEETING, held_on=date(2026, 10, 30)), "meeting_day"),
        (replace(MEETING, held_on=date(2026, 11, 23)), "meeting_day"),
        (replace(MEETING, minutes_number=""), "minutes_needed"),
        (replace(MEETING, members=()), "members_needed"),
    ):
        with pytest.raises(RuleViolation, match=code), unit_of_work():
            decide(found, meeting, actor=director, now=NOW)
    with unit_of_work():
        assert decide(found, MEETING, actor=director, now=NOW) == 3
    with unit_of_work():
        assert decide(found, MEETING, actor=director, now=NOW) == 3  # the same again
    with pytest.raises(RuleViolation, match="decided"), unit_of_work():
        decide(found, replace(MEETING, minutes_number="13/BB-HĐ"), actor=director, now=NOW)
    with pytest.raises(RuleViolation, match="decided"), unit_of_work():
        propose(found, [as_is(lines(found)[0])], actor=actor("counsellor"), now=NOW)
    grades = grades_of(three)
    assert {len(rows) for rows in grades.values()} == {1}
    grade = grades[three[0]][0]
    assert (grade.level_label, grade.total, grade.at_least_fair, grade.period_first) == (
        "Tốt",
        95,
        True,
        OCTOBER,
    )
    said = db.session.scalars(
        select(TimelineEntry.text).where(TimelineEntry.stay_id == three[0]).order_by(TimelineEntry.id.desc())
    ).first()
    assert said == "Xếp loại tháng 10/2026: Tốt"
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.name == "assessment:round:decide")).one()
    assert entry.data["levels"] == "Tốt: 3, Khá: 0, Trung bình: 0, Yếu: 0"


def test_posting_follows_the_decision(decided: AssessmentRound, actor: ActorOf) -> None:
    who = actor("counsellor")
    day = date(2026, 11, 6)

    def hang(first: date, last: date) -> None:
        with unit_of_work():
            post(decided, from_day=first, to_day=last, place="Bảng tin khu B", actor=who, now=NOW)

    with pytest.raises(RuleViolation, match="posted_early"):
        hang(date(2026, 11, 4), day)
    with pytest.raises(RuleViolation, match="posting_reversed"):
        hang(day, day - timedelta(days=1))
    hang(day, day + timedelta(days=2))
    hang(day, day + timedelta(days=2))
    with pytest.raises(RuleViolation, match="posted"):
        hang(day, day + timedelta(days=3))


def test_a_correction_is_a_new_row(three: list[int], decided: AssessmentRound, actor: ActorOf) -> None:
    grade = grades_of(three)[three[0]][0]

    def correct(**changes: object) -> Grade:
        facts = {
            "points": (20, 20, 20, 10, 5),
            "level": "fair",
            "reason": "Nhầm người",
            "decided_on": NOW.date(),
        }
        with unit_of_work():
            return correct_grade(grade, **{**facts, **changes}, actor=actor("director"), now=NOW)  # type: ignore[arg-type]

    for changes, code in (
        ({"reason": " "}, "reason_needed"),
        ({"points": tuple(grade.points), "level": "good"}, "nothing_changed"),
        ({"points": (50, 0, 0, 0, 0)}, "points_range"),
        ({"decided_on": date(2026, 11, 23)}, "meeting_day"),
    ):
        with pytest.raises(RuleViolation, match=code):
            correct(**changes)
    new = correct()
    assert new.amends_id == grade.id
    assert [row.id for row in grades_of(three)[three[0]]] == [new.id]
    with pytest.raises(RuleViolation, match="corrected"):
        correct()


def test_an_objection_is_answered_once_and_may_change_the_grade(
    three: list[int], decided: AssessmentRound, actor: ActorOf
) -> None:
    by_stay = grades_of(three)
    who, director = actor("counsellor"), actor("director")

    def receive() -> GradeObjection:
        return receive_objection(
            by_stay[three[0]][0],
            "Tôi không vi phạm",
            received_on=date(2026, 11, 7),
            client_id="c" * 36,
            actor=who,
            now=NOW,
        )

    with unit_of_work():
        kept = receive()
        assert receive().id == kept.id
        changed = receive_objection(
            by_stay[three[1]][0], "Tôi có đi học đủ", received_on=date(2026, 11, 8), actor=who, now=NOW
        )
    for text, day, code in (
        ("", date(2026, 11, 8), "objection_empty"),
        ("x", date(2026, 11, 4), "objection_day"),
    ):
        with pytest.raises(RuleViolation, match=code), unit_of_work():
            receive_objection(by_stay[three[2]][0], text, received_on=day, actor=who, now=NOW)
    assert len(objections(unanswered=True)) == 2
    with unit_of_work():
        answer_objection(
            kept, "Giữ nguyên, có biên bản", answered_on=date(2026, 11, 9), actor=director, now=NOW
        )
        answer_objection(
            changed,
            "Đúng, đã đối chiếu sổ điểm danh",
            answered_on=date(2026, 11, 9),
            level="fair",
            points=(30, 20, 20, 10, 5),
            actor=director,
            now=NOW,
        )
    with pytest.raises(RuleViolation, match="answered"), unit_of_work():
        answer_objection(kept, "Lần nữa", answered_on=date(2026, 11, 9), actor=director, now=NOW)
    assert objections(unanswered=True) == []
    assert grades_of(three)[three[1]][0].level == "fair"
    assert objections(stay_id=three[1])[0].answer is not None


def test_a_new_scheme_grades_only_periods_to_come(
    three: list[int], october: OpenRound, actor: ActorOf
) -> None:
    october()
    director = actor("director")

    def put(**changes: object) -> None:
        scheme = replace(DEFAULT_SCHEME, **changes)  # type: ignore[arg-type]
        with unit_of_work():
            set_scheme(scheme, source="Quyết định 5/QĐ", reason="Theo quy chế mới", actor=director, now=NOW)

    with pytest.raises(RuleViolation, match="scheme_used"):
        put(valid_from=OCTOBER)
    put(valid_from=date(2026, 11, 1), min_days=10)
    put(valid_from=date(2026, 11, 1), min_days=7)
    assert scheme_on(OCTOBER).row is None
    assert scheme_on(date(2026, 11, 1)).scheme.min_days == 7
    november = october(first=date(2026, 11, 1))
    assert november.scheme_id is not None


def test_counting_costs_the_same_for_one_and_for_many(
    three: list[int], take_in: TakeIn, october: OpenRound
) -> None:
    zone = db.session.scalars(select(Zone).where(Zone.code == "C")).one()
    take_in("Một Người", arrived_at=SEPTEMBER_1, zone="A", born=date(2010, 5, 5), kind=StayKind.MINOR)
    one = db.session.scalars(select(Zone).where(Zone.code == "A")).one()
    assert people_of(period_of(OCTOBER, 1), zone) == []
    with statements() as few:
        october(one)
    with statements() as many:
        october()
    assert len(many) == len(few)
