"""People in the center, posts with scanners, and the acts on them."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from center.audit.actor import Actor
from center.auth.permissions import Role
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.residents.badge.service import valid_badge
from center.residents.restriction.models import RestrictionKind
from center.residents.restriction.service import restrict
from center.residents.stay.models import Stay
from center.residents.whereabouts.models import Location, WhereaboutsChange
from center.residents.whereabouts.queries import whereabouts_at
from center.security.escapes.service import EscapeFacts, declare_escape, record_return
from center.security.models import Escape, Post
from center.security.service import Recorded, ensure_post, record_scan
from tests.residents.conftest import TakeIn
from tests.residents.conftest import take_in as take_in  # the fixture

Found = Callable[..., Stay]
Scanned = Callable[..., Recorded]
Stood = Callable[[str], Post]
Who = Callable[[Role], Actor]
Declared = Callable[..., list[int]]


@pytest.fixture
def person(take_in: TakeIn, clock: FixedClock) -> Found:
    """Return a function that takes somebody in, three days ago unless told otherwise, in zone B."""

    def make(full_name: str = "Trần Văn Mẫu", *, days: float = 3, zone: str = "B", **changes: object) -> Stay:
        arrived_at = clock.now() - timedelta(days=days)
        return db.session.get_one(Stay, take_in(full_name, arrived_at=arrived_at, zone=zone, **changes))

    return make


@pytest.fixture
def post(app: Flask) -> Stood:
    """Return a function that gives the post at a place of the test center, by the place's code."""

    def stand(code: str) -> Post:
        with unit_of_work():
            place = db.session.scalars(db.select(Location).filter_by(code=code)).one()
            return ensure_post(f"CHOT-{code}", f"Chốt {place.name}", place)

    return stand


@pytest.fixture
def scan(app: Flask, clock: FixedClock, actor: Who, post: Stood) -> Scanned:
    """Return a function that holds a token, or the badge of a stay, to the post at a place."""

    def hold(
        who: Stay | str, place: str = "LOP1", *, at: datetime | None = None, client_id: str = ""
    ) -> Recorded:
        token = who if isinstance(who, str) else token_of_stay(who)
        standing, guard = post(place), actor(Role.GUARD)
        with unit_of_work():
            return record_scan(
                token,
                db.session.get_one(Post, standing.id),
                client_id=client_id or str(uuid.uuid4()),
                happened_at=at or clock.now(),
                actor=guard,
                now=clock.now(),
            )

    return hold


@pytest.fixture
def bound(app: Flask, clock: FixedClock, actor: Who) -> Callable[..., None]:
    """Return a function that puts a restriction on a stay for today."""

    def put(stay: Stay, kind: RestrictionKind, wording: str) -> None:
        doctor = actor(Role.DOCTOR)
        with unit_of_work():
            restrict(
                db.session.get_one(Stay, stay.id),
                kind,
                public_wording=wording,
                area="medical",
                starts_on=clock.now().date(),
                ends_on=None,
                actor=doctor,
                now=clock.now(),
            )

    return put


@pytest.fixture
def declare(clock: FixedClock, actor: Who) -> Declared:
    """Return a function that declares stays escaped two hours ago, discovered an hour later."""

    def make(*stays: Stay, **changes: Any) -> list[int]:
        facts = EscapeFacts(
            left_at=clock.now() - timedelta(hours=2),
            discovered_at=clock.now() - timedelta(hours=1),
            place="Vườn rau",
            circumstances="Trèo qua hàng rào phía đông.",
        )
        key = changes.pop("client_id", None)
        commander = actor(Role.DUTY_COMMANDER)
        with unit_of_work():
            gone = declare_escape(
                [db.session.get_one(Stay, stay.id) for stay in stays],
                replace(facts, **changes),
                client_id=key,
                actor=commander,
                now=clock.now(),
            )
            return [escape.id for escape in gone]

    return make


@pytest.fixture
def bring_home(clock: FixedClock, actor: Who) -> Callable[..., int]:
    def make(escape_id: int, *, at: datetime | None = None, place: str = "KHU-B") -> int:
        commander = actor(Role.DUTY_COMMANDER)
        with unit_of_work():
            return record_return(
                db.session.get_one(Escape, escape_id),
                db.session.scalars(db.select(Location).filter_by(code=place)).one(),
                happened_at=at or clock.now(),
                brought_by="Công an xã Phú Riềng",
                circumstances="Ra đầu thú.",
                actor=commander,
                now=clock.now(),
            ).id

    return make


def token_of_stay(stay: Stay) -> str:
    """Return the token of the badge in force."""
    badge = valid_badge(stay.id)
    assert badge is not None
    return badge.token


def place_of(stay: Stay, at: datetime) -> str:
    """Return the code of the place, or ``out:<cause>``, where the books have ``stay``."""
    found: WhereaboutsChange | None = whereabouts_at(stay.id, at)
    assert found is not None
    if found.out_cause is not None:
        return f"out:{found.out_cause.value}"
    assert found.location is not None
    return found.location.code
