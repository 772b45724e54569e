"""Treatment at home, lateness and prison: the ledger, the last day, the place and the timeline agree."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import func, select

from center.audit.actor import Actor
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.errors import RuleViolation
from center.residents.stay.models import EndReason, Stay, StayEnding, StayKind, TermEvent, TermEventKind
from center.residents.stay.term_absences import (
    begin_prison,
    end_prison,
    late_from_leave,
    late_from_suspension,
    order_return,
    return_from_suspension,
    suspend,
)
from center.residents.stay.terms import events_in_force, record_term_event, term_of
from center.residents.whereabouts.models import Location, OutCause
from center.security.outings.queries import open_outings
from center.security.outings.service import OutingFacts, send_out
from center.ui.messages import sentence
from tests.residents.conftest import TakeIn
from tests.residents.stay.conftest import Act, ends, event, home_of, last_day, morning, paper, where
from tests.support.timeline import told_to

TakeInUnder = Callable[..., int]
HOME = Location
"""Stands for the living area of the person's own bed."""


def test_treatment_at_home_counts_up_to_the_day_of_the_order_and_lateness_does_not(
    new_law: TakeInUnder, do: Act, clock: FixedClock, actor: Callable[[str], Actor]
) -> None:
    stay = new_law()
    do(suspend, stay, paper("2026-09-01"), happened_at=morning("2026-09-02"), reason="lao phổi nặng")
    assert where(stay, clock) == "suspension"
    order = do(
        order_return,
        stay,
        paper("2026-10-20", "30/CV"),
        due_on=date(2026, 10, 31),
        happened_at=morning("2026-10-21"),
    )
    assert event(order).due_on == date(2026, 10, 31)
    assert last_day(stay) == "2028-07-31"
    do(late_from_suspension, stay, due_on=date(2026, 10, 31), reason="bỏ đi khỏi nơi cư trú")
    # November 1 … 22 do not count: 22 days
    assert last_day(stay) == "2028-08-22"
    do(return_from_suspension, stay, HOME, happened_at=morning("2026-11-20"))
    # November 1 … 19
    assert last_day(stay) == "2028-08-19"
    assert ends(stay)[-2:] == [
        ("late_from_suspension", "2028-07-31", "2028-08-22"),
        ("suspension_return", "2028-08-22", "2028-08-19"),
    ]
    assert where(stay, clock) == home_of(stay).name
    lines = [entry.text for entry in told_to(actor("records_clerk"), stay)]
    assert "Tạm đình chỉ (số 12/QĐ-TA)" in lines
    assert "Yêu cầu trở lại sau tạm đình chỉ (số 30/CV); phải có mặt ngày 31/10/2026" in lines
    assert "Trở lại sau tạm đình chỉ; ngày cuối thời hạn 19/08/2028" in lines


def test_lateness_needs_an_order_a_ground_and_a_day_that_is_over(
    new_law: TakeInUnder, do: Act, clock: FixedClock
) -> None:
    stay = new_law()
    do(suspend, stay, paper("2026-09-01"), happened_at=morning("2026-09-02"))
    late = {"due_on": date(2026, 11, 1), "reason": "cố tình"}
    codes = []
    for changes in ({}, {"reason": ""}, {"due_on": date(2026, 11, 22)}):
        with pytest.raises(RuleViolation) as refusal:
            do(late_from_suspension, stay, **{**late, **changes})
        codes.append(refusal.value.code)
    assert codes == ["term.late_without_order", "residents.late_without_ground", "residents.not_late_yet"]


def test_with_a_small_rest_nobody_is_called_back(old_law: TakeInUnder, do: Act) -> None:
    # to 2027-01-09; three months from 2026-10-11 end on 2027-01-10, a day too many
    stay = old_law(months=12)
    do(suspend, stay, paper("2026-09-01"), happened_at=morning("2026-09-02"))
    order = {"due_on": date(2026, 10, 20), "happened_at": morning("2026-10-10")}
    with pytest.raises(RuleViolation) as refusal:
        do(order_return, stay, paper("2026-10-09"), **order)
    assert refusal.value.code == "residents.rest_too_small_to_return"
    assert "09/01/2027" in sentence(refusal.value).what
    # three months from 2026-10-10 end on 2027-01-09: just enough
    do(order_return, stay, paper("2026-10-09"), **{**order, "happened_at": morning("2026-10-09")})


def test_a_suspension_out_of_hospital_closes_the_outing(
    new_law: TakeInUnder, do: Act, clock: FixedClock, actor: Callable[[str], Actor]
) -> None:
    stay = new_law()
    commander = actor("duty_commander")
    with unit_of_work():
        facts = OutingFacts(OutCause.HOSPITAL, morning("2026-11-02"), "Bệnh viện tỉnh")
        send_out([db.session.get_one(Stay, stay)], facts, actor=commander, now=clock.now())
    do(suspend, stay, paper("2026-11-10"), happened_at=morning("2026-11-12"))
    assert [row.kind.value for row in events_in_force(stay)] == ["hospital", "hospital_return", "suspension"]
    assert open_outings(clock.now()) == []
    assert where(stay, clock) == "suspension"


def test_late_from_leave_stops_the_term_once_traced(
    new_law: TakeInUnder, do: Act, clock: FixedClock, actor: Callable[[str], Actor]
) -> None:
    stay = new_law()
    source = "security:outing:1"
    do(record_term_event, stay, TermEventKind.FUNERAL_LEAVE, happened_at=morning("2026-11-05"), source=source)
    do(late_from_leave, stay, paper("2026-11-11", "3/QĐ-TT"), due_on=date(2026, 11, 10))
    # November 11 … 22: twelve days
    assert last_day(stay) == "2028-08-12"
    do(
        record_term_event,
        stay,
        TermEventKind.FUNERAL_RETURN,
        happened_at=morning("2026-11-15"),
        source=source,
    )
    # 11 … 14
    assert last_day(stay) == "2028-08-04"
    term = term_of(db.session.get_one(Stay, stay), date(2026, 11, 22))
    assert term is not None
    assert "late-from-leave" in term.conventions


def test_prison_stops_the_new_term_and_waives_the_rest_of_an_old_one(
    new_law: TakeInUnder, old_law: TakeInUnder, do: Act, clock: FixedClock
) -> None:
    stops, waives = new_law(), old_law()
    for stay in (stops, waives):
        do(begin_prison, stay, paper("2026-10-01", "5/QĐ-THA"), happened_at=morning("2026-10-05"))
    assert where(stops, clock) == "prison"
    # October 6 … November 22 = 26 + 22 = 48 days after 2028-07-31
    assert last_day(stops) == "2028-09-17"
    do(end_prison, stops, HOME, paper("2026-11-19", "9/GCN"), happened_at=morning("2026-11-20"))
    # October 6 … November 19 = 26 + 19 = 45
    assert last_day(stops) == "2028-09-14"
    assert where(stops, clock) == home_of(stops).name

    ended = db.session.get_one(Stay, waives, populate_existing=True)
    ending = db.session.scalars(select(StayEnding).where(StayEnding.stay_id == waives)).one()
    assert (ended.ended_on, ending.reason) == (date(2026, 10, 5), EndReason.IMPRISONED)
    assert "5/QĐ-THA" in ending.note
    term = term_of(ended, date(2026, 11, 22))
    assert term is not None
    assert {"prison", "last-day-held"} <= set(term.conventions)
    # 2026-10-06 … 2027-07-09: 26 + 30 + 31 + 31 + 28 + 31 + 30 + 31 + 30 + 9
    assert (term.days_lapsed, str(term.last_day)) == (277, "2027-07-09")


def test_somebody_at_large_is_held_again_before_the_sentence_begins(new_law: TakeInUnder, do: Act) -> None:
    stay = new_law()
    do(
        record_term_event,
        stay,
        TermEventKind.ESCAPE,
        happened_at=morning("2026-10-05"),
        source="security:escape:1",
    )
    with pytest.raises(RuleViolation) as refusal:
        do(begin_prison, stay, paper("2026-10-20"), happened_at=morning("2026-10-25"))
    assert refusal.value.code == "residents.prison_while_at_large"


def test_the_same_form_twice_is_one_event(new_law: TakeInUnder, do: Act) -> None:
    stay = new_law()
    form = {"happened_at": morning("2026-09-02"), "client_id": "6f1b6f6e-2f5f-4c0a-9c9e-0d7a3c1b2a10"}
    assert do(suspend, stay, paper("2026-09-01"), **form) == do(suspend, stay, paper("2026-09-01"), **form)
    assert db.session.scalar(select(func.count()).select_from(TermEvent)) == 1


def test_a_paper_and_its_act_have_possible_days(new_law: TakeInUnder, do: Act) -> None:
    stay = new_law()
    for issued_on, happened_on, code in (
        ("2026-07-27", "2026-09-02", "term.paper_before_decision"),
        ("2026-11-23", "2026-11-22", "residents.decision_in_future"),
        ("2026-09-03", "2026-09-02", "residents.before_paper"),
        ("2026-07-30", "2026-07-31", "residents.before_admission"),
        ("2026-11-20", "2026-11-23", "residents.happened_in_future"),
    ):
        with pytest.raises(RuleViolation) as refusal:
            do(suspend, stay, paper(issued_on), happened_at=morning(happened_on))
        assert refusal.value.code == code
    with pytest.raises(RuleViolation) as nameless:
        do(suspend, stay, paper("2026-09-01", " "), happened_at=morning("2026-09-02"))
    assert nameless.value.code == "residents.paper_missing"


def test_in_custody_there_is_no_term_to_suspend(take_in: TakeIn, do: Act, clock: FixedClock) -> None:
    stay = take_in(kind=StayKind.CUSTODY)
    with pytest.raises(RuleViolation) as refusal:
        do(suspend, stay, paper("2026-11-22"), happened_at=clock.now())
    assert refusal.value.code == "residents.no_term"
