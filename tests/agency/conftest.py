"""An app on a database nobody has used yet."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import create_engine

from center.app import create_app
from center.clock import FixedClock
from center.db import configure_engine, db, unit_of_work
from center.legal.service import load_parameters
from tests.conftest import Visitor
from tests.support.stores import Stores, config_for


@pytest.fixture(scope="session")
def unused_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder = tmp_path_factory.mktemp("unused")
    return create_app(config_for(f"sqlite:///{folder / 'unused.sqlite3'}", folder))


def _only_the_law() -> None:
    with unit_of_work() as session:
        load_parameters(session)


@pytest.fixture(scope="session")
def unused_stores(stores: Stores) -> Iterator[Stores]:
    unused = Stores(stores.root, "unused", _only_the_law)
    yield unused
    unused.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, unused_stores: Stores) -> Iterator[str]:
    with unused_stores.database(request.param) as url:
        yield url


@pytest.fixture
def empty_app(unused_app: Flask, empty_url: str, clock: FixedClock) -> Iterator[Flask]:
    """The app on empty tables with the law's parameters, as ``center up --empty`` leaves it; its context is pushed."""
    engine = create_engine(empty_url)
    configure_engine(engine)
    db._app_engines[unused_app][None] = engine
    unused_app.extensions["center.clock"] = clock
    unused_app.test_client_class = Visitor
    with unused_app.app_context():
        yield unused_app
        db.session.remove()
    engine.dispose()


@pytest.fixture
def newcomer(empty_app: Flask) -> Visitor:
    """A browser in front of the unused app."""
    found = empty_app.test_client()
    assert isinstance(found, Visitor)
    return found
