"""Coming back: the term resumes, and the days between do not count."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from center.audit.models import AuditEntry
from center.auth.permissions import Role
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.errors import RuleViolation
from center.residents.stay.models import Stay, TermEvent
from center.residents.whereabouts.models import OutCause
from center.security.escapes.queries import EscapeLine, escape_or_404, term_effect
from center.security.models import (
    Escape,
    EscapeNotice,
    EscapeReturn,
    Incident,
    OutingReturn,
)
from center.security.outings.service import OutingFacts, send_out
from tests.conftest import Visitor
from tests.security.conftest import Declared, Found, Who, place_of

SignIn = Callable[[Role], Visitor]


def line(escape_id: int) -> EscapeLine:
    db.session.rollback()
    return escape_or_404(escape_id)


def counts() -> tuple[int, ...]:
    db.session.rollback()
    tables = (Incident, Escape, EscapeReturn, EscapeNotice, TermEvent, AuditEntry)
    return tuple(db.session.scalar(select(func.count()).select_from(table)) or 0 for table in tables)


def test_a_return_resumes_the_term_and_the_days_between_do_not_count(
    person: Found, declare: Declared, bring_home: Callable[..., int], clock: FixedClock
) -> None:
    stay = person()
    before = db.session.get_one(Stay, stay.id).last_day
    assert before is not None
    (escape_id,) = declare(stay)
    clock.advance(days=10)
    on = date(2026, 12, 2)
    effect = term_effect(line(escape_id), on)
    assert effect is not None
    assert (effect.before, effect.days, effect.after) == (before, 10, before + timedelta(days=10))
    assert effect.is_provisional
    bring_home(escape_id)
    gone = line(escape_id)
    effect = term_effect(gone, on)
    assert effect is not None
    assert not gone.is_open
    assert (effect.before, effect.days, effect.after) == (before, 9, before + timedelta(days=9))
    assert not effect.is_provisional
    assert [(part.from_day, part.to_day) for part in effect.lines] == [
        (date(2026, 11, 23), date(2026, 12, 1))
    ]
    assert db.session.get_one(Stay, stay.id).last_day == effect.after
    assert place_of(stay, clock.now()) == "KHU-B"


def test_each_of_two_escapes_tells_its_own_days(
    person: Found, declare: Declared, bring_home: Callable[..., int], clock: FixedClock
) -> None:
    stay = person()
    before = db.session.get_one(Stay, stay.id).last_day
    assert before is not None
    (first,) = declare(stay)
    clock.advance(days=5)
    bring_home(first)
    clock.advance(days=20)
    (second,) = declare(stay)
    clock.advance(days=3)
    bring_home(second)
    effects = [term_effect(line(escape_id), clock.now().date()) for escape_id in (first, second)]
    assert [(one.before, one.days, one.after) for one in effects if one] == [
        (before, 4, before + timedelta(days=4)),
        (before + timedelta(days=4), 2, before + timedelta(days=6)),
    ]


def test_a_return_on_the_day_of_the_escape_costs_nothing(
    person: Found, declare: Declared, bring_home: Callable[..., int], clock: FixedClock
) -> None:
    stay = person()
    before = db.session.get_one(Stay, stay.id).last_day
    (escape_id,) = declare(stay)
    bring_home(escape_id)
    assert db.session.get_one(Stay, stay.id).last_day == before


def test_returns_that_cannot_be_are_refused(
    person: Found, declare: Declared, bring_home: Callable[..., int], clock: FixedClock
) -> None:
    stay = person()
    (escape_id,) = declare(stay)
    with pytest.raises(RuleViolation, match="return_before_leaving"):
        bring_home(escape_id, at=clock.now() - timedelta(hours=3))
    with pytest.raises(RuleViolation, match="happened_in_future"):
        bring_home(escape_id, at=clock.now() + timedelta(hours=3))
    assert counts()[2] == 0
    bring_home(escape_id)
    with pytest.raises(RuleViolation, match="no_open_escape"):
        bring_home(escape_id)
    assert counts()[2] == 1


def test_an_escape_from_the_hospital_ends_the_outing_with_the_return(
    person: Found, declare: Declared, bring_home: Callable[..., int], clock: FixedClock, actor: Who
) -> None:
    stay = person()
    commander = actor(Role.DUTY_COMMANDER)

    def to_hospital() -> None:
        with unit_of_work():
            facts = OutingFacts(OutCause.HOSPITAL, clock.now(), "Bệnh viện tỉnh")
            send_out([db.session.get_one(Stay, stay.id)], facts, actor=commander, now=clock.now())

    to_hospital()
    clock.advance(hours=5)
    (escape_id,) = declare(stay)
    assert place_of(stay, clock.now()) == "out:escape"
    clock.advance(days=3)
    bring_home(escape_id, place="TRAM")
    assert place_of(stay, clock.now()) == "TRAM"
    assert db.session.scalar(select(func.count()).select_from(OutingReturn)) == 1
    clock.advance(days=1)
    to_hospital()
    assert place_of(stay, clock.now()) == "out:hospital"
