"""Duties follow from the facts: made by the acts and by the clock, never twice, right after days without a server."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from center.audit.actor import Actor
from center.auth.permissions import Role
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.errors import Conflict, RuleViolation
from center.jobs.registry import schedule
from center.legal.workdays.models import DayEffect
from center.legal.workdays.queries import work_calendar
from center.residents.duty.calendar.service import change_day, propose_year
from center.residents.duty.cases.service import CaseFacts, open_case
from center.residents.duty.jobs import propose_calendar, sync_everything
from center.residents.duty.models import CaseKind, Duty, DutyEvent, DutyState
from center.residents.duty.queries import events_of
from center.residents.duty.rules import Level
from center.residents.duty.service import (
    close_by_hand,
    duties_later,
    escalate,
    reopen,
    set_aside,
    sync_center,
    sync_duties,
)
from center.residents.duty.times import end_of_day
from center.residents.housing.queries import beds_of
from center.residents.stage.model import Step
from center.residents.stage.service import take_step
from center.residents.stay.models import Stay, StayKind
from center.residents.stay.rules import DecisionFacts
from center.residents.stay.term_absences import order_return, return_from_suspension, suspend
from center.residents.stay.terms import Paper
from center.residents.whereabouts.queries import living_area
from tests.residents.conftest import TakeIn
from tests.support.statements import statements

Who = Callable[[Role], Actor]
NOON = datetime(2026, 11, 16, 5, tzinfo=UTC)
"""Monday 2026-11-16, 12:00 at the center."""


def duty(kind: str, stay_id: int | None = None) -> Duty:
    """Return the one duty of that kind, as stored now."""
    db.session.rollback()
    wanted = select(Duty).where(Duty.kind == kind)
    if stay_id is not None:
        wanted = wanted.where(Duty.stay_id == stay_id)
    return db.session.scalars(wanted.execution_options(populate_existing=True)).one()


def history(kind: str, stay_id: int | None = None) -> list[str]:
    """Return what happened to that duty."""
    return [event.action.value for event in events_of(duty(kind, stay_id).id)]


def counts() -> tuple[int, int]:
    db.session.rollback()
    found = [db.session.scalar(select(func.count()).select_from(table)) or 0 for table in (Duty, DutyEvent)]
    return found[0], found[1]


def test_admission_makes_the_duties_of_reception_once(take_in: TakeIn, clock: FixedClock, app: Flask) -> None:
    clock.set(NOON)
    stay_id = take_in()
    made = counts()
    for kind in ("reception", "information_sheet", "rehab_plan"):
        found = duty(kind, stay_id)
        # the day of arrival is not counted: the second day after it, to its end
        assert found.due_at == end_of_day(date(2026, 11, 18))
        assert "84.6" in found.source
    assert sync_everything(clock.now()).endswith("0 escalated")
    with unit_of_work():
        assert sync_duties([stay_id], now=clock.now()) == 0
    assert counts()[0] >= made[0]
    again = counts()
    sync_everything(clock.now())
    assert counts() == again


def test_the_act_closes_the_duty_and_names_who_did_it(take_in: TakeIn, clock: FixedClock, actor: Who) -> None:
    clock.set(NOON)
    stay_id = take_in()
    clock.advance(days=1)
    with unit_of_work():
        stay = db.session.get_one(Stay, stay_id)
        take_step(stay, Step.START_DETOX, actor=actor(Role.COUNSELLOR), now=clock.now())
    found = duty("reception", stay_id)
    assert (found.state, found.by_facts) == (DutyState.DONE, True)
    assert actor(Role.COUNSELLOR).name in found.proof
    assert history("reception", stay_id) == ["opened", "done"]
    with unit_of_work(), pytest.raises(RuleViolation, match="closed_by_facts"):
        reopen(
            db.session.get_one(Duty, found.id),
            reason="Ghi nhầm",
            actor=actor(Role.COUNSELLOR),
            now=clock.now(),
        )


def test_after_days_without_a_server_everything_is_as_late_as_it_is(
    take_in: TakeIn, clock: FixedClock
) -> None:
    clock.set(NOON)
    with duties_later():
        stay_id = take_in()
    assert counts() == (0, 0)
    clock.advance(days=9)
    sync_everything(clock.now())
    found = duty("reception", stay_id)
    assert found.due_at == end_of_day(date(2026, 11, 18))
    assert found.opened_at == clock.now()
    assert found.level == Level.LONG_LATE
    # only the newest step of the escalation is written
    assert history("reception", stay_id) == ["opened", "escalated"]


def test_what_is_counted_from_the_end_comes_when_it_is_near_and_moves_with_the_term(
    take_in: TakeIn, clock: FixedClock, stay_of: Callable[[int], Stay]
) -> None:
    clock.set(NOON)
    stay_id = take_in()
    last_day = stay_of(stay_id).last_day
    assert last_day == date(2028, 11, 15)
    db.session.rollback()
    clock.set(datetime(2028, 9, 1, tzinfo=UTC))
    sync_everything(clock.now())
    assert not db.session.scalars(select(Duty).where(Duty.kind == "end_notice")).all()
    clock.set(datetime(2028, 9, 2, tzinfo=UTC))
    sync_everything(clock.now())
    # 30 days before 2028-11-15; the last 30 days begin on 2028-10-17
    assert duty("end_notice").due_at == end_of_day(date(2028, 10, 16))
    clock.set(datetime(2028, 10, 10, tzinfo=UTC))
    sync_everything(clock.now())
    assert duty("reintegration_stage").due_at == end_of_day(date(2028, 10, 17))
    assert duty("completion_paper").due_at == end_of_day(last_day)
    with unit_of_work():
        db.session.get_one(Stay, stay_id).last_day = date(2028, 11, 25)
        sync_duties([stay_id], now=clock.now())
    assert duty("end_notice").due_at == end_of_day(date(2028, 10, 26))
    assert history("end_notice")[-1] == "moved"
    moved = events_of(duty("end_notice").id)[-1]
    assert (moved.due_before, moved.due_at) == (
        end_of_day(date(2028, 10, 16)), end_of_day(date(2028, 10, 26))
    )  # fmt: skip


def test_a_notice_proved_by_hand_is_owed_again_when_the_end_moves(
    take_in: TakeIn, clock: FixedClock, actor: Who
) -> None:
    clock.set(NOON)
    stay_id = take_in()
    clock.set(datetime(2028, 9, 20, tzinfo=UTC))
    sync_everything(clock.now())
    with unit_of_work():
        close_by_hand(
            db.session.get_one(Duty, duty("end_notice").id),
            done_at=clock.now(),
            proof="Công văn 15/CSCN gửi bưu điện",
            actor=actor(Role.RECORDS_CLERK),
            now=clock.now(),
        )
    sync_everything(clock.now())
    assert duty("end_notice").state is DutyState.DONE
    with unit_of_work():
        db.session.get_one(Stay, stay_id).last_day = date(2028, 11, 20)
        sync_duties([stay_id], now=clock.now())
    assert duty("end_notice").state is DutyState.OPEN
    assert history("end_notice") == ["opened", "done", "reopened", "moved"]


def test_a_check_proved_by_hand_begins_the_next_interval(
    take_in: TakeIn, clock: FixedClock, actor: Who
) -> None:
    clock.set(NOON)
    stay_id = take_in()
    clock.set(datetime(2027, 11, 1, 3, tzinfo=UTC))
    sync_everything(clock.now())
    first = duty("health_check", stay_id)
    assert first.due_at == end_of_day(date(2027, 11, 16))
    with unit_of_work():
        close_by_hand(
            db.session.get_one(Duty, first.id),
            done_at=clock.now(),
            proof="Sổ khám số 3",
            actor=actor(Role.DOCTOR),
            now=clock.now(),
        )
    clock.set(datetime(2028, 10, 1, 3, tzinfo=UTC))
    sync_everything(clock.now())
    checks = db.session.scalars(select(Duty).where(Duty.kind == "health_check").order_by(Duty.due_at)).all()
    assert [(one.state.value, one.due_at) for one in checks] == [
        ("done", end_of_day(date(2027, 11, 16))),
        ("open", end_of_day(date(2028, 11, 1))),
    ]


def test_a_minor_who_comes_of_age_with_months_left_is_moved(take_in: TakeIn, clock: FixedClock) -> None:
    clock.set(NOON)
    stay_id = take_in(kind=StayKind.MINOR, born=date(2008, 12, 20))
    found = duty("minor_of_age", stay_id)
    assert found.due_at == end_of_day(date(2026, 12, 20))
    assert "36.4" in found.source


def test_escalation_is_recorded_and_never_repeated(take_in: TakeIn, clock: FixedClock) -> None:
    clock.set(NOON)
    stay_id = take_in()
    steps = []
    # admitted at noon of the 16th; two days and a half are counted in hours: reminded six hours before the end
    for hours in (0, 53, 1, 5, 1, 1, 23, 1, 1):
        clock.advance(hours=hours)
        with unit_of_work():
            escalate(now=clock.now())
        steps.append(duty("reception", stay_id).level)
    assert steps == [0, 0, 1, 1, 1, 2, 2, 3, 3]
    levels = [event.level for event in events_of(duty("reception", stay_id).id) if event.level]
    assert levels == [Level.SOON, Level.LATE, Level.LONG_LATE]


def test_not_applicable_holds_until_a_person_opens_it_again(
    take_in: TakeIn, clock: FixedClock, actor: Who
) -> None:
    clock.set(NOON)
    stay_id = take_in()
    intake, nurse = actor(Role.INTAKE), actor(Role.NURSE)
    sheet = duty("information_sheet", stay_id)
    with unit_of_work(), pytest.raises(RuleViolation, match="not_yours"):
        set_aside(db.session.get_one(Duty, sheet.id), reason="không cần", actor=nurse, now=clock.now())
    with unit_of_work():
        set_aside(db.session.get_one(Duty, sheet.id), reason="Đã có phiếu cũ", actor=intake, now=clock.now())
    sync_everything(clock.now())
    assert duty("information_sheet", stay_id).state is DutyState.NOT_APPLICABLE
    with unit_of_work():
        reopen(db.session.get_one(Duty, sheet.id), reason="Phiếu cũ thiếu", actor=intake, now=clock.now())
    assert duty("information_sheet", stay_id).state is DutyState.OPEN
    assert history("information_sheet", stay_id) == ["opened", "not_applicable", "reopened"]


def test_cases_start_their_clocks_in_hours_and_working_days(
    take_in: TakeIn, clock: FixedClock, actor: Who
) -> None:
    clock.set(datetime(2026, 11, 20, 3, tzinfo=UTC))  # Friday
    stay = db.session.get_one(Stay, take_in())
    who, now = actor(Role.DIRECTOR), clock.now()
    same = "0b0b9a4e-6f1e-4d55-8f0f-1f2e3d4c5b6a"
    for _twice in range(2):
        with unit_of_work():
            facts = CaseFacts(CaseKind.DATA_REQUEST, now, "Xin bản sao", "Ông Hỏi", act_days=15)
            open_case(facts, client_id=same, actor=who, now=now)
    with unit_of_work():
        open_case(CaseFacts(CaseKind.BREACH, now, "Mất sổ"), actor=who, now=now)
        open_case(CaseFacts(CaseKind.DRUG_LOSS, now, "Thiếu hai viên"), actor=who, now=now)
        facts = CaseFacts(CaseKind.FUNERAL_REQUEST, now, "Bố mất", "Bà Mẹ", db.session.get_one(Stay, stay.id))
        open_case(facts, actor=who, now=now)
    # Monday 23rd, then Wednesday 25th: Tuesday 24/11 is a holiday
    assert duty("request_reply").due_at == end_of_day(date(2026, 11, 25))
    assert duty("request_act").due_at == end_of_day(date(2026, 12, 5))
    assert duty("breach_notice").due_at == now + timedelta(hours=72)
    assert duty("drug_loss_report").due_at == now + timedelta(hours=48)
    assert duty("funeral_decision", stay.id).due_at == now + timedelta(hours=24)
    # the center says the 23rd is off too: the reply may wait a day longer
    with unit_of_work():
        change_day(
            date(2026, 11, 23), DayEffect.OFF, "Nghỉ hoán đổi", reason="Thông báo 12", actor=who, now=now
        )
        sync_center(now=now)
    assert duty("request_reply").due_at == end_of_day(date(2026, 11, 26))
    assert history("request_reply") == ["opened", "moved"]


def test_the_calendar_of_a_year_is_proposed_once_and_the_center_has_the_last_word(
    app: Flask, clock: FixedClock, actor: Who
) -> None:
    who, now = actor(Role.ADMINISTRATOR), clock.now()
    with unit_of_work():
        change_day(date(2026, 1, 2), DayEffect.OFF, "Nghỉ hoán đổi", reason="TB 1", actor=who, now=now)
        change_day(date(2026, 1, 10), DayEffect.WORKED, "Làm bù", reason="TB 1", actor=who, now=now)
    first = propose_calendar(now)
    assert first.split()[0] != "0"
    assert propose_calendar(now).split()[0] == "0"
    found = work_calendar()
    assert not found.is_working(date(2026, 1, 2))
    assert found.is_working(date(2026, 1, 10))
    with unit_of_work():
        assert propose_year(2026, actor=who, now=now) == 0
        change_day(date(2026, 1, 2), DayEffect.USUAL, "Bỏ hoán đổi", reason="TB 2", actor=who, now=now)
    assert work_calendar().is_working(date(2026, 1, 2))
    for day, effect, code in (
        (date(2026, 9, 2), DayEffect.OFF, "day_same"),
        (date(2026, 1, 10), DayEffect.WORKED, "day_same"),
        (date(2026, 1, 7), DayEffect.WORKED, "worked_weekday"),
        (date(2026, 1, 7), DayEffect.USUAL, "day_same"),
        (date(2001, 1, 7), DayEffect.OFF, "year_unknown"),
    ):
        with unit_of_work(), pytest.raises(RuleViolation, match=code):
            change_day(day, effect, "x", reason="y", actor=who, now=now)


def test_the_center_s_own_duties_come_with_the_calendar(take_in: TakeIn, clock: FixedClock) -> None:
    clock.set(NOON)
    take_in(
        arrived_at=datetime(2026, 6, 1, 3, tzinfo=UTC),
        decision=DecisionFacts("court", "1/QĐ-TA", date(2026, 5, 30), "Tòa án nhân dân khu vực 1", 12),
    )
    sync_everything(clock.now())
    assert duty("year_report").due_at == end_of_day(date(2026, 12, 14))
    # this quarter's, and the last one's: the server may have been down when it ended
    reviews = db.session.scalars(select(Duty.due_at).where(Duty.kind == "reduction_review")).all()
    assert sorted(reviews) == [end_of_day(date(2026, 9, 30)), end_of_day(date(2026, 12, 31))]
    clock.set(datetime(2026, 12, 20, tzinfo=UTC))
    sync_everything(clock.now())
    assert duty("drug_report").due_at == end_of_day(date(2027, 1, 15))
    reports = db.session.scalars(
        select(Duty.level).where(Duty.kind == "year_report").order_by(Duty.due_at)
    ).all()
    assert reports == [Level.LONG_LATE, Level.NONE]


def test_the_cost_is_the_same_for_one_and_for_many(take_in: TakeIn, clock: FixedClock) -> None:
    clock.set(NOON)
    ids = [take_in(f"Người Thứ {name}") for name in ("Nhất", "Hai", "Ba", "Tư")]
    db.session.rollback()

    def cost(stay_ids: list[int]) -> int:
        with unit_of_work(), statements() as seen:
            sync_duties(stay_ids, now=clock.now())
        return len(seen)

    cost(ids)
    assert cost(ids[:1]) == cost(ids) <= 20


def test_two_at_once_make_each_duty_once(app: Flask, take_in: TakeIn, clock: FixedClock) -> None:
    clock.set(NOON)
    with duties_later():
        ids = [take_in(f"Người Thứ {name}") for name in ("Nhất", "Hai", "Ba")]
    db.session.rollback()
    ends: list[str] = []
    barrier = threading.Barrier(3)

    def run() -> None:
        with app.app_context():
            barrier.wait(5)
            try:
                with unit_of_work():
                    sync_duties(ids, now=clock.now())
                ends.append("done")
            except Conflict:
                ends.append("conflict")
            finally:
                db.session.remove()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert "done" in ends
    rows = db.session.execute(
        select(Duty.key, func.count(DutyEvent.id)).join(DutyEvent).group_by(Duty.key)
    ).all()
    assert len(rows) == 12
    assert {events for _key, events in rows} == {1}


def test_the_clock_runs_both_works(app: Flask) -> None:
    for name in ("sync_duties", "sync_past_duties", "propose_work_calendar"):
        found = schedule(name)
        assert found is not None
        found.trigger()


def test_who_is_called_back_from_treatment_is_awaited_on_the_day_of_the_order(
    take_in: TakeIn, clock: FixedClock, actor: Who
) -> None:
    clock.set(NOON)
    stay_id, commander = take_in(), actor(Role.DUTY_COMMANDER)

    def paper(number: str) -> Paper:
        return Paper(number, date(2026, 11, 17), "Tòa án nhân dân khu vực 1")

    clock.advance(days=2)
    with unit_of_work():
        stay = db.session.get_one(Stay, stay_id)
        suspend(stay, paper("17/QĐ-TA"), happened_at=clock.now(), actor=commander, now=clock.now())
    clock.advance(days=3)
    with unit_of_work():
        order_return(
            db.session.get_one(Stay, stay_id),
            paper("3/TB"),
            due_on=date(2026, 11, 25),
            happened_at=clock.now(),
            actor=commander,
            now=clock.now(),
        )
    assert duty("suspension_return", stay_id).due_at == end_of_day(date(2026, 11, 25))
    clock.advance(days=1)
    with unit_of_work():
        stay = db.session.get_one(Stay, stay_id)
        place = living_area(beds_of([stay_id])[stay_id].room.zone_id)
        assert place is not None
        return_from_suspension(stay, place, happened_at=clock.now(), actor=commander, now=clock.now())
    assert duty("suspension_return", stay_id).state is DutyState.DONE
