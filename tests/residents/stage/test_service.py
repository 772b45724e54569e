"""Moving a stay along the conveyor: facts, exceptions, corrections, and the same act sent twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from center.audit.actor import Actor
from center.audit.models import AuditEntry
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.errors import RuleViolation
from center.residents.stage.limits import stage_limits
from center.residents.stage.model import Stage, StageAct, StageLimit, Step
from center.residents.stage.models import StageChange
from center.residents.stage.queries import (
    detox_ended_on,
    in_force,
    lanes_of_stay,
    stage_changes_of,
    waived_limits,
)
from center.residents.stage.service import correct_step, take_back_waiver, take_step, waive_limit
from center.residents.stay.models import EndReason, Stay
from center.residents.stay.rules import DecisionFacts
from center.residents.stay.service import end_stay
from center.residents.timeline.models import TimelineEntry
from tests.residents.conftest import TakeIn
from tests.support.stages import in_detox, in_education, through_education, write_stages

ActorOf = Callable[[str], Actor]
NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)
TODAY = date(2026, 11, 22)


@pytest.fixture
def stay(take_in: TakeIn) -> Stay:
    """Somebody who came on 2026-07-25 and stands in reception."""
    return db.session.get_one(Stay, take_in("Lê Văn Bước", arrived_at=NOW - timedelta(days=120)))


def steps(stay: Stay) -> list[tuple[str, str, date]]:
    return [(row.stage.value, row.act.value, row.on_day) for row in in_force(stage_changes_of(stay.id))]


def test_a_stay_walks_from_the_gate_to_its_last_days(stay: Stay, actor: ActorOf, clock: FixedClock) -> None:
    doctor, counsellor = actor("doctor"), actor("counsellor")
    came = stay.admitted_on
    with unit_of_work():
        take_step(stay, Step.START_DETOX, on=came + timedelta(days=1), actor=doctor, now=NOW)
    assert (stay.stage, stay.stage_since) == (Stage.DETOX, came + timedelta(days=1))
    with pytest.raises(RuleViolation, match="detox_not_completed"), unit_of_work():
        take_step(stay, Step.END_DETOX, actor=counsellor, now=NOW)
    with unit_of_work():
        take_step(stay, Step.END_DETOX, doctors_signed=True, source="medical:detox:1", actor=doctor, now=NOW)
    assert stay.stage is Stage.EDUCATION
    assert lanes_of_stay(stay.id)[Stage.LABOUR].begun_on == TODAY  # beside education, by law
    assert detox_ended_on([stay.id]) == {stay.id: TODAY}
    with pytest.raises(RuleViolation, match="education_too_short"), unit_of_work():
        take_step(stay, Step.END_EDUCATION, actor=counsellor, now=NOW)
    later = NOW + timedelta(days=92)  # 2027-02-22
    with unit_of_work():
        take_step(stay, Step.END_EDUCATION, reason="đạt yêu cầu", actor=counsellor, now=later)
    assert (stay.stage, stay.stage_since) == (Stage.LABOUR, TODAY)
    assert stay.last_day is not None
    assert stay.last_day == date(2028, 7, 24)
    last_days = datetime(2028, 6, 25, 2, tzinfo=UTC)  # 30 days, both ends counted
    with unit_of_work():
        take_step(stay, Step.START_REINTEGRATION, actor=counsellor, now=last_days)
    lanes = lanes_of_stay(stay.id)
    assert lanes[Stage.LABOUR].is_open
    assert lanes[Stage.REINTEGRATION].is_open
    assert stay.stage is Stage.REINTEGRATION
    told = db.session.scalars(select(TimelineEntry.text).where(TimelineEntry.stay_id == stay.id)).all()
    assert any("Kết thúc giáo dục" in line for line in told)
    assert any("(từ ngày 26/07/2026)" in line for line in told)  # recorded later than it was


def test_the_same_form_sent_twice_is_one_step(stay: Stay, actor: ActorOf) -> None:
    key = "7b0f4df2-0c4e-4dd3-9d30-111111111111"
    for _again in range(2):
        with unit_of_work():
            made = take_step(stay, Step.START_DETOX, client_id=key, actor=actor("counsellor"), now=NOW)
        assert [row.stage for row in made] == [Stage.RECEPTION, Stage.DETOX]
    assert len(steps(stay)) == 3
    with pytest.raises(RuleViolation, match="stage_order"), unit_of_work():
        take_step(stay, Step.START_DETOX, actor=actor("counsellor"), now=NOW)


def test_before_july_2026_no_law_counted_days(take_in: TakeIn, actor: ActorOf) -> None:
    arrived = datetime(2026, 3, 2, 2, tzinfo=UTC)
    decision = DecisionFacts("court", "9/QĐ-TA", date(2026, 2, 27), "Tòa án nhân dân khu vực 1", 12)
    stay = db.session.get_one(Stay, take_in(arrived_at=arrived, decision=decision))
    day = date(2026, 3, 4)
    assert stage_limits(date(2026, 6, 30)).detox_min_days is None
    with unit_of_work():
        for step in (Step.START_DETOX, Step.END_DETOX, Step.END_EDUCATION, Step.START_REINTEGRATION):
            take_step(stay, step, on=day, doctors_signed=True, actor=actor("counsellor"), now=NOW)
    assert stay.stage is Stage.REINTEGRATION
    assert not any(row.overridden for row in stage_changes_of(stay.id))


def test_the_director_lets_a_limit_pass_and_the_doctors_sign(stay: Stay, actor: ActorOf) -> None:
    director = actor("director")
    with unit_of_work():
        write_stages(stay, in_detox(TODAY - timedelta(days=4)))
    for who, reason, code in (
        ("counsellor", "gấp", "waiver_needs_director"),
        ("director", " ", "waiver_reason"),
    ):
        with pytest.raises(RuleViolation, match=code), unit_of_work():
            waive_limit(stay, StageLimit.DETOX_MIN, reason=reason, actor=actor(who), now=NOW)
    key = "7b0f4df2-0c4e-4dd3-9d30-222222222222"
    for _again in range(2):
        with unit_of_work():
            waiver = waive_limit(
                stay,
                StageLimit.DETOX_MIN,
                reason="Chuyển từ cơ sở khác, đã cắt cơn ở đó",
                paper="12/QĐ-CSCN",
                client_id=key,
                actor=director,
                now=NOW,
            )
    with pytest.raises(RuleViolation, match="waived_already"), unit_of_work():
        waive_limit(stay, StageLimit.DETOX_MIN, reason="lần nữa", actor=director, now=NOW)
    with pytest.raises(RuleViolation, match="detox_not_completed"), unit_of_work():
        take_step(stay, Step.END_DETOX, actor=director, now=NOW)  # the director is not two doctors
    with unit_of_work():
        made = take_step(stay, Step.END_DETOX, doctors_signed=True, actor=actor("doctor"), now=NOW)
    assert {(row.overridden, row.waiver_id) for row in made} == {(True, waiver.id)}
    names = db.session.scalars(select(AuditEntry.name).where(AuditEntry.stay_id == stay.id)).all()
    assert names.count("residents:stage:waive") == 1


def test_an_exception_that_was_not_needed_is_not_held_against_the_step(stay: Stay, actor: ActorOf) -> None:
    with unit_of_work():
        write_stages(stay, in_education(stay.admitted_on))
        waive_limit(stay, StageLimit.EDUCATION_MIN, reason="tính nhầm ngày", actor=actor("director"), now=NOW)
        made = take_step(stay, Step.END_EDUCATION, actor=actor("counsellor"), now=NOW)
    assert [(row.overridden, row.waiver_id) for row in made] == [(False, None)]


def test_an_exception_can_be_taken_back(stay: Stay, actor: ActorOf) -> None:
    director = actor("director")
    with unit_of_work():
        write_stages(stay, in_education(TODAY - timedelta(days=30)))
        row = waive_limit(stay, StageLimit.EDUCATION_MIN, reason="xin về sớm", actor=director, now=NOW)
    with unit_of_work():
        take_back_waiver(stay, row, reason="không còn lý do", actor=director, now=NOW)
    assert waived_limits(stay.id) == {}
    with pytest.raises(RuleViolation, match="education_too_short"), unit_of_work():
        take_step(stay, Step.END_EDUCATION, actor=actor("counsellor"), now=NOW)
    with pytest.raises(RuleViolation, match="waiver_not_in_force"), unit_of_work():
        take_back_waiver(stay, row, reason="lần nữa", actor=director, now=NOW)


def test_a_wrong_day_is_corrected_with_everything_written_with_it(stay: Stay, actor: ActorOf) -> None:
    counsellor, came = actor("counsellor"), stay.admitted_on
    with unit_of_work():
        made = take_step(stay, Step.START_DETOX, actor=counsellor, now=NOW)
    with pytest.raises(RuleViolation, match="stage_correction_reason"), unit_of_work():
        correct_step(stay, made[1], on=came, reason=" ", actor=counsellor, now=NOW)
    with pytest.raises(RuleViolation, match="stage_before_admission"), unit_of_work():
        correct_step(stay, made[1], on=came - timedelta(days=1), reason="gõ nhầm", actor=counsellor, now=NOW)
    with unit_of_work():
        correct_step(stay, made[1], on=came + timedelta(days=1), reason="gõ nhầm", actor=counsellor, now=NOW)
    assert steps(stay) == [
        ("reception", "begin", came),
        ("reception", "finish", came + timedelta(days=1)),
        ("detox", "begin", came + timedelta(days=1)),
    ]
    assert stay.stage_since == came + timedelta(days=1)
    assert len(stage_changes_of(stay.id)) == 5  # the wrong rows stay
    with pytest.raises(RuleViolation, match="stage_fact_amended"), unit_of_work():
        correct_step(stay, made[1], on=came, reason="lần nữa", actor=counsellor, now=NOW)


def test_a_step_that_never_was_is_taken_back(stay: Stay, actor: ActorOf) -> None:
    counsellor = actor("counsellor")
    with unit_of_work():
        write_stages(stay, in_education(stay.admitted_on))
        (done,) = take_step(stay, Step.END_EDUCATION, actor=counsellor, now=NOW)
    assert stay.stage is Stage.LABOUR
    with unit_of_work():
        correct_step(stay, done, on=None, reason="ghi nhầm người", actor=counsellor, now=NOW)
    assert stay.stage is Stage.EDUCATION
    assert lanes_of_stay(stay.id)[Stage.EDUCATION].is_open


def test_a_corrected_day_keeps_the_limit_of_its_stage(stay: Stay, actor: ActorOf) -> None:
    counsellor = actor("counsellor")
    with unit_of_work():
        write_stages(stay, in_education(stay.admitted_on))
        (done,) = take_step(stay, Step.END_EDUCATION, actor=counsellor, now=NOW)
    with pytest.raises(RuleViolation, match="education_too_short"), unit_of_work():
        correct_step(stay, done, on=TODAY - timedelta(days=60), reason="sai ngày", actor=counsellor, now=NOW)


def test_only_a_director_takes_the_doctors_end_of_detox_back(stay: Stay, actor: ActorOf) -> None:
    with unit_of_work():
        write_stages(stay, in_detox(TODAY - timedelta(days=12)))
        made = take_step(stay, Step.END_DETOX, doctors_signed=True, actor=actor("doctor"), now=NOW)
    for who, on, code in (
        ("counsellor", None, "waiver_needs_director"),
        ("director", TODAY - timedelta(days=1), "stage_fact_doctors"),
    ):
        with pytest.raises(RuleViolation, match=code), unit_of_work():
            correct_step(stay, made[1], on=on, reason="ký nhầm người", actor=actor(who), now=NOW)
    with unit_of_work():
        correct_step(stay, made[1], on=None, reason="ký nhầm người", actor=actor("director"), now=NOW)
    assert stay.stage is Stage.DETOX
    assert detox_ended_on([stay.id]) == {}
    assert not lanes_of_stay(stay.id)[Stage.LABOUR].begun_on  # it went with the step


def test_the_day_of_admission_is_not_corrected_here(stay: Stay, actor: ActorOf) -> None:
    first = stage_changes_of(stay.id)[0]
    with pytest.raises(RuleViolation, match="stage_fact_admission"), unit_of_work():
        correct_step(stay, first, on=TODAY, reason="sai", actor=actor("director"), now=NOW)


def test_after_the_end_nothing_moves(stay: Stay, actor: ActorOf) -> None:
    with unit_of_work():
        write_stages(stay, through_education(stay.admitted_on))
        fact = in_force(stage_changes_of(stay.id))[-1]
        end_stay(stay, EndReason.EXEMPTED, happened_at=NOW, actor=actor("director"), now=NOW)
    director = actor("director")
    acts: list[Callable[[], object]] = [
        lambda: take_step(stay, Step.START_REINTEGRATION, actor=director, now=NOW),
        lambda: waive_limit(stay, StageLimit.DETOX_MIN, reason="x", actor=director, now=NOW),
        lambda: correct_step(stay, fact, on=TODAY, reason="x", actor=director, now=NOW),
    ]
    for act in acts:
        with pytest.raises(RuleViolation, match="stay_ended"), unit_of_work():
            act()


def test_a_fact_is_never_changed(stay: Stay) -> None:
    row = stage_changes_of(stay.id)[0]
    assert (row.stage, row.act) == (Stage.RECEPTION, StageAct.BEGIN)
    assert issubclass(StageChange, db.Model)
