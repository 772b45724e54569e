"""Fixtures every test may use. ``app`` runs each test on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextvars import Context
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Playwright, sync_playwright
from sqlalchemy import Dialect, Engine, create_engine, event
from sqlalchemy.orm import Session, scoped_session
from werkzeug.test import TestResponse

from center.app import create_app
from center.audit.actor import Actor
from center.auth import sessions
from center.auth.grants import permissions_of
from center.auth.models import Account
from center.auth.permissions import Role
from center.clock import FixedClock
from center.db import configure_engine, db, unit_of_work
from tests.support.stores import Stores, config_for

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
"""Sunday 2026-11-22, 09:00 at the center."""


@pytest.fixture(scope="session")
def stores(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Stores]:
    base = tmp_path_factory.getbasetemp()
    root = (base if worker_id == "master" else base.parent) / "stores"
    root.mkdir(exist_ok=True)
    stores = Stores(root)
    yield stores
    stores.close()


@pytest.fixture(scope="session")
def worker_id(request: pytest.FixtureRequest) -> str:
    workerinput: dict[str, str] = getattr(request.config, "workerinput", {"workerid": "master"})
    return workerinput["workerid"]


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, stores: Stores) -> Iterator[str]:
    with stores.database(request.param) as url:
        yield url


@pytest.fixture(scope="session")
def shared_app(stores: Stores, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder = tmp_path_factory.mktemp("data")
    return create_app(config_for(f"sqlite:///{folder / 'unused.sqlite3'}", folder))


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """The driver of every browser in this process: a thread can hold only one."""
    with sync_playwright() as driver:
        yield driver


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


def _without_waiting_for_the_disk(connection: Any, _record: object) -> None:
    """Skip what only a power failure would show: nobody will miss this database."""
    connection.execute("PRAGMA synchronous=OFF")


_dialects: dict[str, Dialect] = {}
_compiled: dict[Any, Any] = {}


def _engine_for(url: str) -> Engine:
    """Return an engine on ``url`` that knows the statements of the engines before it.

    Each test has its own database and engine; compiling every statement anew for each took a third of the time.
    What was compiled is kept by dialect, so all engines of a kind share one.
    """
    engine = create_engine(url, execution_options={"compiled_cache": _compiled})
    configure_engine(engine)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _without_waiting_for_the_disk)
    with engine.connect():  # a dialect learns the server's version at its first connection
        pass
    engine.dialect = _dialects.setdefault(engine.dialect.name, engine.dialect)
    return engine


@pytest.fixture
def app(shared_app: Flask, database_url: str, clock: FixedClock) -> Iterator[Flask]:
    """The app on a fresh database; its context is pushed."""
    engine = _engine_for(database_url)
    # Building an app takes 50 times as long as a test: the engine is exchanged under it instead.
    db._app_engines[shared_app][None] = engine
    shared_app.extensions["center.clock"] = clock
    shared_app.test_client_class = Visitor
    with shared_app.app_context():
        yield shared_app
        db.session.remove()
    engine.dispose()


@pytest.fixture
def session(app: Flask) -> scoped_session[Session]:
    return db.session


class Visitor(FlaskClient):
    """A browser without JavaScript."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request as a server gets it: without the test's own context, ``g`` and session.

        What the test read before is read anew afterwards.
        """
        db.session.rollback()
        db.session.expire_all()  # a rollback without an open transaction expires nothing
        return Context().run(super().open, *args, **kwargs)

    def page(self, url: str, status: int = 200, **kwargs: Any) -> BeautifulSoup:
        """Get ``url`` and return its parsed HTML after the checks every page must pass."""
        return check_page(self.get(url, **kwargs), status)

    def submit(self, url: str, data: dict[str, Any], *, status: int = 303, **kwargs: Any) -> TestResponse:
        """Post a form with its CSRF token."""
        token = token_of(self)
        answer = self.post(url, data={"csrf_token": token, **data}, **kwargs)
        assert answer.status_code == status, BeautifulSoup(answer.text, "html.parser").get_text(
            " ", strip=True
        )[:3000]
        if status == 422:
            check_page(answer, 422)
        return answer


def token_of(client: FlaskClient) -> str:
    """Return a valid CSRF token for the client's session."""
    from flask_wtf.csrf import generate_csrf

    with client.session_transaction() as stored, client.application.test_request_context():
        from flask import g, session

        session.update(stored)
        g.pop("csrf_token", None)
        token: str = generate_csrf()
        stored.update(session)
    return token


def check_page(response: TestResponse, status: int = 200) -> BeautifulSoup:
    """Check what holds for every page and return its parsed HTML."""
    assert response.status_code == status, f"{response.status_code} {response.text[:2000]}"
    page = BeautifulSoup(response.text, "html.parser")
    assert page.html is not None
    assert page.html.get("lang") == "vi"
    assert page.title is not None
    assert page.title.get_text(strip=True)
    assert len(page.find_all("h1")) == 1, "a page has one h1"
    assert not page.find_all(style=True), "no inline styles (the CSP forbids them)"
    for form in page.find_all("form"):
        if form.get("method", "get").lower() == "post":
            assert form.find("input", attrs={"name": "csrf_token"}), f"no CSRF token in {form.get('action')}"
    for image in page.find_all("img"):
        assert image.has_attr("alt")
    return page


@pytest.fixture
def client(app: Flask) -> Visitor:
    """A visitor who is not signed in."""
    found = app.test_client()
    assert isinstance(found, Visitor)
    return found


@pytest.fixture
def as_role(app: Flask, clock: FixedClock) -> Callable[[Role | str], Visitor]:
    """Return a visitor signed in with the account of one role."""

    def sign_in(role: Role | str) -> Visitor:
        visitor = app.test_client()
        assert isinstance(visitor, Visitor)
        with unit_of_work() as session:
            account = session.scalars(db.select(Account).filter_by(username=Role(role).value)).one()
            opened = sessions.start(account, address="127.0.0.1", now=clock.now())
        with visitor.session_transaction() as stored:
            stored["_user_id"] = account.fs_uniquifier
            stored["_fresh"] = True
            stored[sessions.SESSION_KEY] = opened.id
        return visitor

    return sign_in


@pytest.fixture
def actor(app: Flask) -> Callable[[Role | str], Actor]:
    """Return the actor of one role's account, for calls to services."""

    def find(role: Role | str) -> Actor:
        account = db.session.scalars(db.select(Account).filter_by(username=Role(role).value)).one()
        roles = frozenset({Role(role).value})
        return Actor(account.id, account.full_name, roles, permissions_of(roles))

    return find


@pytest.fixture
def project() -> Path:
    """The checkout's root."""
    return Path(__file__).resolve().parent.parent
