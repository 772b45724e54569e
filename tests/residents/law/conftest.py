"""People whose term a parameter decides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from center.audit.actor import Actor
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.residents.stay.models import Stay, StayKind, TermEventKind
from center.residents.stay.terms import record_term_event
from tests.residents.conftest import TakeIn

Runaway = Callable[..., int]


@pytest.fixture
def runaway(take_in: TakeIn, actor: Callable[[str], Actor], clock: FixedClock) -> Runaway:
    """Return a function that takes a volunteer in who left and came back, and returns the stay."""

    def make(name: str, *, came_days_ago: int, left_after: int, back_after: int) -> int:
        came = clock.now() - timedelta(days=came_days_ago)
        stay_id = take_in(name, kind=StayKind.VOLUNTARY, arrived_at=came, photo=None)
        for kind, days in ((TermEventKind.ESCAPE, left_after), (TermEventKind.ESCAPE_RETURN, back_after)):
            with unit_of_work():
                record_term_event(
                    db.session.get_one(Stay, stay_id),
                    kind,
                    happened_at=came + timedelta(days=days),
                    source="test",
                    actor=actor("duty_commander"),
                    now=clock.now(),
                )
        return stay_id

    return make


@pytest.fixture
def escaped_volunteer(runaway: Runaway) -> int:
    """Return the stay of a volunteer who left five days after coming and was away for ten."""
    return runaway("Lê Văn Nguyện", came_days_ago=40, left_after=5, back_after=15)
