"""The handover's pages on the shared app, and its people."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from center.audit.actor import Actor
from center.auth.permissions import Role
from center.handover.messages import MESSAGES
from center.handover.views import bp
from center.ui.messages import register_messages


@pytest.fixture(scope="session", autouse=True)
def _with_pages(shared_app: Flask) -> None:
    if bp.name not in shared_app.blueprints:
        register_messages(MESSAGES)
        shared_app.register_blueprint(bp)


@pytest.fixture
def intake(actor: Callable[[Role], Actor]) -> Actor:
    return actor(Role.INTAKE)


@pytest.fixture
def clerk(actor: Callable[[Role], Actor]) -> Actor:
    return actor(Role.RECORDS_CLERK)


@pytest.fixture
def director(actor: Callable[[Role], Actor]) -> Actor:
    return actor(Role.DIRECTOR)
