"""Those who treat, and a second doctor."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from center.audit.actor import Actor
from center.auth import sessions
from center.auth.grants import permissions_of
from center.auth.models import Account, AccountRole
from center.auth.permissions import Role
from center.clock import FixedClock
from center.db import db, unit_of_work
from tests.conftest import NOW, Visitor

DOCTOR = frozenset({Role.DOCTOR.value})


@pytest.fixture
def doctor(actor: Callable[[Role], Actor]) -> Actor:
    return actor(Role.DOCTOR)


@pytest.fixture
def nurse(actor: Callable[[Role], Actor]) -> Actor:
    return actor(Role.NURSE)


@pytest.fixture
def second_account(app: Flask) -> Account:
    """A second doctor's account."""
    with unit_of_work() as session:
        role = session.scalars(db.select(AccountRole).filter_by(name=Role.DOCTOR.value)).one()
        account = Account(
            username="doctor2",
            full_name="Trần Thị Hai",
            title="Bác sĩ",
            password="-",
            active=True,
            fs_uniquifier="uniquifier-doctor2",
            must_change_password=False,
            created_at=NOW,
            roles=[role],
        )
        session.add(account)
    return account


@pytest.fixture
def second_doctor(second_account: Account) -> Actor:
    return Actor(second_account.id, second_account.full_name, DOCTOR, permissions_of(DOCTOR))


@pytest.fixture
def as_second_doctor(app: Flask, second_account: Account, clock: FixedClock) -> Callable[[], Visitor]:
    """Return a visitor signed in as the second doctor."""

    def sign_in() -> Visitor:
        visitor = app.test_client()
        assert isinstance(visitor, Visitor)
        with unit_of_work():
            opened = sessions.start(second_account, address="127.0.0.1", now=clock.now())
        with visitor.session_transaction() as stored:
            stored["_user_id"] = second_account.fs_uniquifier
            stored["_fresh"] = True
            stored[sessions.SESSION_KEY] = opened.id
        return visitor

    return sign_in
