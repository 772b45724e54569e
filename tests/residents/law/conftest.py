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


@pytest.fixture
def escaped_volunteer(take_in: TakeIn, actor: Callable[[str], Actor], clock: FixedClock) -> int:
    """Return the stay of a volunteer who left five days after coming and was away for ten."""
    came = clock.now() - timedelta(days=40)
    stay_id = take_in("Lê Văn Nguyện", kind=StayKind.VOLUNTARY, arrived_at=came, photo=None)
    for kind, days in ((TermEventKind.ESCAPE, 5), (TermEventKind.ESCAPE_RETURN, 15)):
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
