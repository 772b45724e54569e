"""Money as the desk enters it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from flask import Flask

from center.audit.actor import Actor
from center.clock import FixedClock, local_date
from center.db import db, unit_of_work
from center.residents.money.models import MoneyEntry, MoneyKind
from center.residents.money.service import EntryFacts, enter
from center.residents.stay.models import Stay

Put = Callable[..., MoneyEntry]


@pytest.fixture
def put(app: Flask, clock: FixedClock, actor: Callable[[str], Actor]) -> Put:
    """Return a function that writes money in or out of a stay's account."""

    def write(
        stay_id: int,
        kind: str,
        amount: int,
        *,
        on: date | None = None,
        role: str = "records_clerk",
        now: datetime | None = None,
        **more: Any,
    ) -> MoneyEntry:
        at = now or clock.now()
        facts = EntryFacts(MoneyKind(kind), amount, on or local_date(at), **{"party": "Trần Thị Mẹ", **more})
        with unit_of_work():
            return enter(db.session.get_one(Stay, stay_id), facts, actor=actor(role), now=at)

    return write
