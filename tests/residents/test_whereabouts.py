"""Why somebody is out now: kept with the stay, whatever the order in which it is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import permutations

import pytest
from flask import Flask
from sqlalchemy import select

from center.audit.actor import Actor
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.residents.stay.models import Stay
from center.residents.whereabouts import service as whereabouts
from center.residents.whereabouts.models import Location, OutCause
from center.residents.whereabouts.queries import whereabouts_at
from center.residents.whereabouts.service import change_whereabouts
from tests.residents.conftest import TakeIn
from tests.residents.test_races import meet, together

__all__ = ["meet"]


@pytest.fixture
def goes(actor: Callable[[str], Actor], clock: FixedClock) -> Callable[[int, OutCause | None, int], None]:
    """Return a function that tells: so many minutes ago the person went out for a cause, or came back (None)."""
    guard, now = actor("guard"), clock.now()

    def go(stay_id: int, cause: OutCause | None, minutes_ago: int) -> None:
        place = None if cause else db.session.scalars(select(Location).order_by(Location.id)).first()
        change_whereabouts(
            db.session.get_one(Stay, stay_id),
            location=place,
            out_cause=cause,
            happened_at=now - timedelta(minutes=minutes_ago),
            source="test",
            actor=guard,
            now=now,
        )

    return go


def cause_of(stay_id: int) -> OutCause | None:
    db.session.expire_all()
    return db.session.get_one(Stay, stay_id).out_cause


@pytest.mark.parametrize("told", list(permutations(range(3))))
def test_what_happened_last_counts_in_whatever_order_it_is_told(
    take_in: TakeIn, goes: Callable[..., None], clock: FixedClock, told: tuple[int, ...], app: Flask
) -> None:
    stay_id = take_in(arrived_at=clock.now() - timedelta(days=1))
    happened = [(OutCause.COURT, 50), (None, 40), (OutCause.HOSPITAL, 30)]
    for number in told:
        with unit_of_work():
            goes(stay_id, *happened[number])
        newest = whereabouts_at(stay_id, clock.now())
        assert newest is not None
        assert cause_of(stay_id) == newest.out_cause
    assert cause_of(stay_id) is OutCause.HOSPITAL


def test_a_form_about_the_stay_is_not_disturbed_by_the_gate(
    take_in: TakeIn, goes: Callable[..., None], clock: FixedClock, app: Flask
) -> None:
    stay_id = take_in(arrived_at=clock.now() - timedelta(days=1))
    version = db.session.get_one(Stay, stay_id).version
    with unit_of_work():
        goes(stay_id, OutCause.HOSPITAL, 10)
    assert cause_of(stay_id) is OutCause.HOSPITAL
    assert db.session.get_one(Stay, stay_id).version == version


def test_two_posts_at_the_same_instant_do_not_leave_somebody_out_who_is_in(
    app: Flask, take_in: TakeIn, goes: Callable[..., None], clock: FixedClock, meet: Callable[..., None]
) -> None:
    stay_id = take_in(arrived_at=clock.now() - timedelta(days=1))
    meet(whereabouts, "newest_change")

    ends = together(app, lambda: goes(stay_id, OutCause.HOSPITAL, 20), lambda: goes(stay_id, None, 10))

    assert ends == ["done", "done"]
    assert cause_of(stay_id) is None
