"""Risk flags through services and pages: raised, shown everywhere, reviewed in time, read by whom they concern."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from center.audit.actor import Actor
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.errors import RuleViolation
from center.residents.duty.models import Duty, DutyState
from center.residents.duty.service import sync_duties
from center.residents.risk.models import RiskFlag, RiskReview
from center.residents.risk.queries import RiskFilter, flag_list, flags_in_force
from center.residents.risk.rules import ReviewOutcome, RiskKind, RiskLevel
from center.residents.risk.service import FlagFacts, ReviewFacts, raise_flag, review_flag
from center.residents.stay.models import Stay
from center.residents.timeline.models import TimelineEntry
from center.security.incidents.service import IncidentFacts, report_incident
from center.security.models import IncidentKind, PartyRole, Severity
from tests.conftest import NOW, Visitor
from tests.residents.conftest import TakeIn
from tests.support.statements import statements

ActorOf = Callable[[str], Actor]
AsRole = Callable[[str], Visitor]
Raised = Callable[..., int]
ESCAPE = FlagFacts(
    kind=RiskKind.ESCAPE,
    level=RiskLevel.HIGH,
    instruction="Ra khỏi khu phải có cán bộ đi cùng",
    reason="Bạn cùng phòng nghe nói sẽ trốn dịp Tết",
)
HEALTH = FlagFacts(
    kind=RiskKind.HEALTH,
    level=RiskLevel.URGENT,
    instruction="Gọi y tế ngay khi co giật",
    reason="Động kinh, hai cơn trong tuần",
)


@pytest.fixture
def stay(take_in: TakeIn) -> Stay:
    arrived_at = datetime(2026, 9, 1, 2, tzinfo=UTC)
    return db.session.get_one(Stay, take_in("Trần Văn Ân", arrived_at=arrived_at, zone="B"))


@pytest.fixture
def flagged(stay: Stay, actor: ActorOf, clock: FixedClock) -> Raised:
    def make(facts: FlagFacts = ESCAPE, role: str = "duty_commander", stay_id: int = 0, **more: str) -> int:
        with unit_of_work():
            whose = db.session.get_one(Stay, stay_id or stay.id)
            return raise_flag(whose, facts, actor=actor(role), now=clock.now(), **more).id

    return make


def look(flag_id: int, facts: ReviewFacts, who: Actor, now: datetime) -> None:
    with unit_of_work():
        review_flag(db.session.get_one(RiskFlag, flag_id), facts, actor=who, now=now)


def duties() -> list[tuple[str, date, str]]:
    db.session.rollback()
    rows = db.session.scalars(
        select(Duty).where(Duty.kind.like("risk_review%")).order_by(Duty.due_at, Duty.id)
    )
    return [(row.owner, (row.due_at - timedelta(seconds=1)).date(), row.state.value) for row in rows]


def test_a_flag_is_raised_once_and_looked_at_again_until_it_is_lifted(
    stay: Stay, flagged: Raised, actor: ActorOf, clock: FixedClock
) -> None:
    act = "6f1b6f6e-2f5f-4c0a-9c9e-0d7a3c1b2a10"
    first = flagged(client_id=act)
    assert flagged(client_id=act) == first
    with pytest.raises(RuleViolation, match="flagged_already"):
        flagged()
    assert duties() == [("duty_commander", date(2026, 12, 6), "open")]
    commander = actor("duty_commander")
    day = timedelta(days=10)
    clock.advance(days=10)
    kept = ReviewFacts(
        outcome=ReviewOutcome.CHANGED, level=RiskLevel.WATCH, instruction="Đếm mỗi ca", finding="đỡ"
    )
    look(first, kept, commander, NOW + day)
    (one,) = flags_in_force([stay.id])[stay.id]
    assert (one.level, one.instruction, one.review_on) == (RiskLevel.WATCH, "Đếm mỗi ca", date(2027, 1, 1))
    assert duties() == [
        ("duty_commander", date(2026, 12, 6), "done"),
        ("duty_commander", date(2027, 1, 1), "open"),
    ]
    clock.advance(days=31)
    with unit_of_work():
        sync_duties([stay.id], now=clock.now())
    lines, total = flag_list(RiskFilter(due_by=date(2027, 1, 1)), offset=0, limit=9)
    assert (total, lines[0].now.standing(date(2027, 1, 2)).value) == (1, "overdue")
    look(first, ReviewFacts(outcome=ReviewOutcome.LIFTED, finding="ổn định"), commander, clock.now())
    assert flags_in_force([stay.id]) == {}
    assert [state for _owner, _day, state in duties()] == ["done", "done"]
    with pytest.raises(RuleViolation, match="lifted_before"):
        look(first, kept, commander, clock.now())
    flagged()  # a new one may be raised now
    said = [
        row.text for row in db.session.scalars(select(TimelineEntry).where(TimelineEntry.text.like("%cờ:%")))
    ]
    assert said[1:3] == ["Đổi cờ: Nguy cơ trốn · theo dõi. Đếm mỗi ca", "Gỡ cờ: Nguy cơ trốn · theo dõi"]
    assert not any("Tết" in text for text in said)
    assert (
        db.session.scalar(select(RiskReview.outcome).order_by(RiskReview.id.desc())) is ReviewOutcome.LIFTED
    )


def test_the_duty_is_the_doctors_for_care_and_ends_with_the_stay(
    stay: Stay, flagged: Raised, actor: ActorOf
) -> None:
    with pytest.raises(RuleViolation, match="health_is_medical"):
        flagged(HEALTH)
    found = flagged(HEALTH, "nurse")
    assert duties() == [("doctor", date(2026, 11, 25), "open")]
    with pytest.raises(RuleViolation, match="medical_decides"):
        look(found, ReviewFacts(outcome=ReviewOutcome.KEPT, finding="x"), actor("duty_commander"), NOW)
    assert db.session.scalar(select(Duty.state).where(Duty.kind == "risk_review_care")) is DutyState.OPEN


def test_everybody_reads_what_to_do_and_only_the_responsible_why(
    stay: Stay, flagged: Raised, as_role: AsRole
) -> None:
    flagged()
    flagged(HEALTH, "doctor")
    url = f"/residents/stays/{stay.id}/risks"
    for role, escape_reason, health_reason in (
        ("guard", False, False),
        ("trainer", False, False),
        ("duty_commander", True, False),
        ("director", True, False),
        ("doctor", True, True),
    ):
        page = as_role(role).page(url)
        header = page.select_one("header.resident").get_text(" ", strip=True)
        assert "Chú ý sức khỏe · rất cao Gọi y tế ngay khi co giật" in header
        assert "Nguy cơ trốn · cao Ra khỏi khu phải có cán bộ đi cùng" in header
        assert header.index("sức khỏe") < header.index("trốn"), "the gravest first"
        text = page.get_text()
        assert ("dịp Tết" in text, "Động kinh" in text) == (escape_reason, health_reason), role
        assert "Động kinh" not in as_role(role).page("/residents/risks").get_text()
    assert as_role("administrator").get(url).status_code == 403


def test_a_flag_rests_on_an_incident_of_the_stay(
    stay: Stay, actor: ActorOf, as_role: AsRole, clock: FixedClock
) -> None:
    facts = IncidentFacts(
        kind=IncidentKind.FIGHT,
        severity=Severity.SERIOUS,
        happened_at=NOW - timedelta(hours=2),
        place="Nhà ăn",
        description="Đánh nhau",
        parties=((stay, PartyRole.INVOLVED),),
    )
    with unit_of_work():
        incident = report_incident(facts, actor=actor("guard"), now=NOW)
        number = incident.number
    visitor = as_role("duty_commander")
    url = f"/residents/stays/{stay.id}/risks/new"
    page = visitor.page(url)
    option = page.select_one(f"option[value='incident:{number}']")
    assert option is not None
    assert "Đánh nhau" in option.get_text()
    assert "đề xuất của phần mềm" in page.get_text()
    form = {
        "client_id": "6f1b6f6e-2f5f-4c0a-9c9e-0d7a3c1b2a11",
        "kind": "violence",
        "level": "urgent",
        "instruction": "",
        "reason": "Đánh bạn ở nhà ăn",
        "evidence": f"incident:{number}",
        "review_on": "",
    }
    refused = visitor.submit(url, form, status=422)
    assert "Đánh bạn ở nhà ăn" in refused.text
    assert "3.5.b" in refused.text
    late = {**form, "instruction": "Hai cán bộ", "review_on": "30/11/2026"}
    assert "25/11/2026" in visitor.submit(url, late, status=422).text
    assert visitor.submit(url, {**late, "review_on": "", "evidence": "incident:999"}, status=422)
    visitor.submit(url, {**late, "review_on": ""})
    shown = visitor.page(f"/residents/stays/{stay.id}/risks")
    link = shown.select_one(f"a[href='/security/incidents/{number}']")
    assert link is not None
    assert "Đánh nhau" in link.get_text()
    flag = db.session.scalars(select(RiskFlag)).one()
    review = f"/residents/risks/{flag.id}/review"
    visitor.submit(review, {"client_id": form["client_id"], "outcome": "kept", "level": "urgent"}, status=422)
    visitor.submit(
        review,
        {"client_id": form["client_id"], "outcome": "lifted", "level": "urgent", "finding": "Đã hòa giải"},
    )
    assert "đã gỡ" in visitor.page(f"/residents/stays/{stay.id}/risks").get_text()
    assert as_role("guard").get(review).status_code == 403


def test_lists_of_people_show_the_flag_too(stay: Stay, flagged: Raised, as_role: AsRole) -> None:
    flagged()
    row = as_role("trainer").page("/residents").select_one("tbody tr")
    assert "Nguy cơ trốn · cao" in row.get_text(" ", strip=True)


def test_the_list_is_by_zone_filtered_printed_and_of_fixed_cost(
    take_in: TakeIn, stay: Stay, flagged: Raised, as_role: AsRole
) -> None:
    other = take_in("Lê Văn Bình", zone="B")
    flagged()
    guard = as_role("guard")
    guard.page("/residents/risks")
    with statements() as few:
        guard.page("/residents/risks")
    flagged(stay_id=other)
    flagged(HEALTH, "doctor", stay_id=other)
    with statements() as many:
        page = guard.page("/residents/risks")
    assert len(few) == len(many)
    names = [link.get_text() for link in page.select("td.col-main a")]
    assert names == ["Trần Văn Ân", "Lê Văn Bình", "Lê Văn Bình"], "by given name"
    only = guard.page("/residents/risks?kind=health&level=urgent&due=week")
    assert [link.get_text() for link in only.select("td.col-main a")] == ["Lê Văn Bình"]
    assert "Không có cờ nào như vậy" in guard.page("/residents/risks?due=overdue").get_text()
    sheet = guard.page("/residents/risks/sheet?kind=health").get_text(" ", strip=True)
    assert "Gọi y tế ngay khi co giật" in sheet
    assert "Loại: Chú ý sức khỏe" in sheet
    assert "Trần Văn Ân" not in sheet
