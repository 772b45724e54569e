"""What the tests of sign-in share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from werkzeug.test import TestResponse

from center.audit.actor import Actor
from center.audit.models import AuditEntry
from center.auth.models import Account
from center.auth.permissions import Role
from center.auth.service import create_account
from center.clock import FixedClock
from center.db import db, unit_of_work

PASSWORD = "bốn con mèo đen"

MakeAccount = Callable[..., Account]
SignIn = Callable[..., TestResponse]


@pytest.fixture
def make_account(app: Flask, clock: FixedClock) -> MakeAccount:
    """Return a maker of accounts with the password ``PASSWORD``."""

    def make(
        username: str = "lan.anh",
        roles: Iterable[Role] = (Role.NURSE,),
        *,
        must_change: bool = False,
        **texts: str,
    ) -> Account:
        with unit_of_work():
            return create_account(
                username,
                texts.get("full_name", "Trần Thị Lan Anh"),
                texts.get("title", "Điều dưỡng"),
                PASSWORD,
                roles,
                actor=Actor.system("test"),
                now=clock.now(),
                must_change=must_change,
            )

    return make


def sign_in(
    client: Any, username: str = "lan.anh", password: str = PASSWORD, *, status: int = 303, **kwargs: Any
) -> Any:
    """Send the sign-in form."""
    data = {"username": username, "password": password, "next": kwargs.pop("next", "")}
    return client.submit("/sign-in", data, status=status, **kwargs)


def is_signed_in(client: Any) -> bool:
    """Tell whether the person's first page opens."""
    status: int = client.get("/").status_code
    return status == 200


def words(answer: Any) -> str:
    """Return what an answer's page says."""
    return BeautifulSoup(answer.text, "html.parser").get_text(" ", strip=True)


def audit_names() -> list[str]:
    """Return the names of all events on record, oldest first."""
    return list(db.session.scalars(db.select(AuditEntry.name).order_by(AuditEntry.id)))


def last_event(name: str) -> AuditEntry:
    """Return the newest event of that name."""
    return db.session.scalars(
        db.select(AuditEntry).filter_by(name=name).order_by(AuditEntry.id.desc())
    ).first()  # type: ignore[return-value]
