"""Escapes and outings make the duties of the law, and close them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from sqlalchemy import select

from center.auth.permissions import Role
from center.clock import FixedClock, local_instant
from center.db import db, unit_of_work
from center.residents.duty.jobs import sync_everything
from center.residents.duty.models import Duty, DutyState
from center.residents.duty.queries import events_of
from center.residents.duty.times import end_of_day
from center.residents.stay.models import Stay, StayKind
from center.residents.stay.refresh import refresh_last_days
from center.residents.whereabouts.models import Location, OutCause
from center.security.escapes.service import record_notice
from center.security.models import Escape, NoticeTo, Outing
from center.security.outings.service import OutingFacts, bring_back, send_out
from tests.security.conftest import Declared, Found, Scanned, Who
from tests.support.statements import statements


def duties(stay: Stay) -> dict[str, Duty]:
    db.session.rollback()
    rows = db.session.scalars(
        select(Duty).where(Duty.stay_id == stay.id).execution_options(populate_existing=True)
    )
    return {duty.kind: duty for duty in rows}


def days_before(stay_id: int, days: int) -> date:
    last_day = db.session.get_one(Stay, stay_id, populate_existing=True).last_day
    assert last_day is not None
    return last_day - timedelta(days=days)


def history(duty: Duty) -> list[str]:
    return [event.action.value for event in events_of(duty.id)]


def test_an_escape_asks_for_a_notice_and_a_tracing_decision(
    person: Found, declare: Declared, bring_home: Callable[..., int], clock: FixedClock, actor: Who
) -> None:
    stay = person()
    (escape_id,) = declare(stay)
    found = duties(stay)
    discovered = clock.now() - timedelta(hours=1)
    assert found["escape_notice"].due_at == discovered + timedelta(hours=24)
    assert found["tracing_decision"].due_at == discovered + timedelta(hours=24)
    assert "voluntary_quit" not in found
    # telling the family does not close what is owed to the police
    for told, state in ((NoticeTo.FAMILY, DutyState.OPEN), (NoticeTo.FILE_POLICE, DutyState.DONE)):
        with unit_of_work():
            record_notice(
                [db.session.get_one(Escape, escape_id)],
                told=told,
                recipient="Công an xã Phú Riềng",
                sent_at=clock.now(),
                means="Công văn 5",
                actor=actor(Role.DUTY_COMMANDER),
                now=clock.now(),
            )
        assert duties(stay)["escape_notice"].state is state
    clock.advance(days=2)
    sync_everything(clock.now())
    bring_home(escape_id)
    found = duties(stay)
    assert found["tracing_decision"].state is DutyState.NOT_APPLICABLE
    assert "đã trở lại" in found["tracing_decision"].proof
    assert history(found["tracing_decision"]) == ["opened", "escalated", "not_applicable"]


def test_what_is_counted_from_the_end_waits_while_the_person_is_at_large(
    person: Found, declare: Declared, bring_home: Callable[..., int], clock: FixedClock
) -> None:
    stay = person()
    with unit_of_work():
        db.session.get_one(Stay, stay.id).last_day = date(2026, 12, 28)
    sync_everything(clock.now())
    assert duties(stay)["end_notice"].due_at == end_of_day(date(2026, 11, 28))
    (escape_id,) = declare(stay)
    assert duties(stay)["end_notice"].state is DutyState.NOT_APPLICABLE
    assert "bỏ trốn" in duties(stay)["end_notice"].proof
    before = history(duties(stay)["end_notice"])
    assert before[-1] == "not_applicable"
    # each day at large moves the end by a day: nobody needs to read that of a duty nobody can do
    for _day in range(3):
        clock.advance(days=1)
        refresh_last_days(clock.now())
        sync_everything(clock.now())
    assert history(duties(stay)["end_notice"]) == before
    bring_home(escape_id)
    notice = duties(stay)["end_notice"]
    assert notice.state is DutyState.OPEN
    assert notice.due_at == end_of_day(days_before(stay.id, 30))


def test_a_voluntary_resident_who_walks_out_has_quit_after_two_working_days(
    person: Found, declare: Declared, clock: FixedClock
) -> None:
    stay = person(kind=StayKind.VOLUNTARY)
    declare(stay)
    found = duties(stay)
    assert "tracing_decision" not in found
    # left on Sunday the 22nd: Monday 23rd and, for the 24th is a holiday, Wednesday 25th
    assert found["voluntary_quit"].due_at == end_of_day(date(2026, 11, 25))


def test_outings_ask_for_word_and_for_the_return(person: Found, clock: FixedClock, actor: Who) -> None:
    sick, mourner = person("Lê Văn Ốm"), person("Phạm Văn Tang")
    commander, now = actor(Role.DUTY_COMMANDER), clock.now()
    with unit_of_work():
        sick_now = [db.session.get_one(Stay, sick.id)]
        send_out(sick_now, OutingFacts(OutCause.HOSPITAL, now, "Bệnh viện"), actor=commander, now=now)
        facts = OutingFacts(OutCause.FUNERAL, now, "Nhà", expected_at=local_instant(date(2026, 11, 25)))
        send_out([db.session.get_one(Stay, mourner.id)], facts, actor=commander, now=now)
    assert duties(sick)["hospital_notice"].due_at == now + timedelta(hours=24)
    assert duties(mourner)["funeral_return"].due_at == local_instant(date(2026, 11, 25))
    clock.advance(days=1)
    with unit_of_work():
        outing = db.session.scalars(select(Outing).where(Outing.stay_id == mourner.id)).one()
        place = db.session.scalars(select(Location).filter_by(code="KHU-B")).one()
        bring_back(outing, place, returned_at=clock.now(), actor=commander, now=clock.now())
    assert duties(mourner)["funeral_return"].state is DutyState.DONE


def test_a_scan_asks_nothing_of_the_duties(person: Found, scan: Scanned) -> None:
    stay = person()
    scan(stay)
    with statements() as seen:
        scan(stay, "XUONG")
    assert not [one for one in seen if "duties" in one or "duty_events" in one]
