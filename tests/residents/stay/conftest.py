"""Stays of both laws and the acts on their terms, each in its own unit of work."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from center.audit.actor import Actor
from center.clock import FixedClock, local_instant
from center.db import db, unit_of_work
from center.residents.housing.queries import beds_of
from center.residents.stay.models import Stay, StayKind, TermEvent
from center.residents.stay.rules import OPENING_DECISION, DecisionFacts
from center.residents.stay.terms import Paper
from center.residents.whereabouts.models import Location
from center.residents.whereabouts.queries import living_area, whereabouts_at
from tests.residents.conftest import TakeIn

Act = Callable[..., Any]


def morning(text: str) -> datetime:
    """Return 09:00 at the center on an ISO day."""
    return local_instant(date.fromisoformat(text), time(9))


def paper(issued_on: str, number: str = "12/QĐ-TA") -> Paper:
    return Paper(number, date.fromisoformat(issued_on), "Tòa án nhân dân khu vực 1")


@pytest.fixture
def new_law(take_in: TakeIn) -> Callable[..., int]:
    """Return a function that takes in somebody for 24 months from 2026-08-01: to 2028-07-31."""

    def make(**changes: Any) -> int:
        arrived = datetime(2026, 8, 1, 2, tzinfo=UTC)
        return take_in(**{"arrived_at": arrived, "decided_on": date(2026, 7, 28), **changes})

    return make


@pytest.fixture
def old_law(take_in: TakeIn) -> Callable[..., int]:
    """Return a function that takes in somebody for 18 months from 2026-01-10: to 2027-07-09."""

    def make(*, kind: StayKind = StayKind.COMPULSORY, months: int = 18, **changes: Any) -> int:
        decision = DecisionFacts(
            OPENING_DECISION[kind.value], "7/QĐ-TA", date(2026, 1, 5), "Tòa án nhân dân khu vực 1", months
        )
        arrived = datetime(2026, 1, 10, 2, tzinfo=UTC)
        return take_in(kind=kind, decision=decision, arrived_at=arrived, **changes)

    return make


@pytest.fixture
def do(app: Flask, actor: Callable[[str], Actor], clock: FixedClock) -> Act:
    """Return a function that runs an act on a stay as the records clerk, now; it returns the event's id."""

    def run(act: Act, stay_id: int, *args: Any, **kwargs: Any) -> Any:
        who = actor("records_clerk")
        with unit_of_work():
            stay = db.session.get_one(Stay, stay_id)
            given = [home_of(stay_id) if value is Location else value for value in args]
            event = act(stay, *given, **{"actor": who, "now": clock.now(), **kwargs})
            return event.id

    return run


def home_of(stay_id: int) -> Location:
    found = living_area(beds_of([stay_id])[stay_id].room.zone_id)
    assert found is not None
    return found


def last_day(stay_id: int) -> str:
    db.session.rollback()
    return str(db.session.get_one(Stay, stay_id, populate_existing=True).last_day)


def where(stay_id: int, clock: FixedClock) -> str:
    place = whereabouts_at(stay_id, clock.now())
    assert place is not None
    return place.out_cause.value if place.out_cause else place.location.name  # type: ignore[union-attr]


def event(event_id: int) -> TermEvent:
    return db.session.get_one(TermEvent, event_id, populate_existing=True)


def ends(stay_id: int) -> list[tuple[str, str, str]]:
    """Return kind, last day before and after of every row of the ledger."""
    rows = db.session.scalars(select(TermEvent).where(TermEvent.stay_id == stay_id).order_by(TermEvent.id))
    return [(row.kind.value, str(row.last_day_before), str(row.last_day_after)) for row in rows]
