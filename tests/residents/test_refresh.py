"""The last day of an open escape moves while nobody does anything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from flask import Flask
from sqlalchemy import select

from center.audit.actor import Actor
from center.clock import FixedClock, local_date
from center.db import db, unit_of_work
from center.jobs.registry import schedule
from center.jobs.slots import latest_slot
from center.residents.stay.models import Stay, TermEvent, TermEventKind
from center.residents.stay.refresh import refresh_last_days
from center.residents.stay.terms import record_term_event, term_of
from tests.residents.conftest import TakeIn


def last_day(stay_id: int) -> date:
    db.session.rollback()
    found = db.session.get_one(Stay, stay_id).last_day
    assert found is not None
    return found


def event(stay_id: int, kind: TermEventKind, *, actor: Actor, clock: FixedClock) -> None:
    with unit_of_work():
        stay = db.session.get_one(Stay, stay_id)
        now = clock.now()
        record_term_event(stay, kind, happened_at=now, source="test", actor=actor, now=now)


def test_the_last_day_moves_with_each_day_of_an_open_escape(
    app: Flask, take_in: TakeIn, actor: Callable[[str], Actor], clock: FixedClock
) -> None:
    away, quiet = take_in("Trần Văn Vắng"), take_in("Trần Văn Yên")
    planned, untouched = last_day(away), last_day(quiet)
    clock.advance(days=10)
    event(away, TermEventKind.ESCAPE, actor=actor("duty_commander"), clock=clock)
    clock.advance(days=30)
    assert last_day(away) == planned, "nothing moved it yet"
    assert refresh_last_days(clock.now()) == "1 last days moved"
    stay = db.session.get_one(Stay, away)
    term = term_of(stay, local_date(clock.now()))
    assert term is not None
    assert last_day(away) == term.last_day == planned + timedelta(days=30)
    assert last_day(quiet) == untouched
    assert refresh_last_days(clock.now()) == "0 last days moved"
    assert len(db.session.scalars(select(TermEvent)).all()) == 1, "time alone is no event"


def test_a_minute_before_and_after_local_midnight_are_two_days(
    app: Flask, take_in: TakeIn, actor: Callable[[str], Actor], clock: FixedClock
) -> None:
    away = take_in()
    event(away, TermEventKind.ESCAPE, actor=actor("duty_commander"), clock=clock)
    clock.advance(days=5)
    clock.set(clock.now().replace(hour=16, minute=59))  # 23:59 at the center
    refresh_last_days(clock.now())
    before = last_day(away)
    clock.advance(minutes=2)
    refresh_last_days(clock.now())
    assert last_day(away) == before + timedelta(days=1)


def test_it_runs_each_night_just_after_midnight(app: Flask, clock: FixedClock) -> None:
    found = schedule("refresh_last_days")
    assert found is not None
    assert found.function is refresh_last_days
    slot = latest_slot(found.trigger(), clock.now())
    assert slot is not None
    assert slot.isoformat() == "2026-11-21T17:05:00+00:00"
