"""People at the desk, and the forms that take them in."""

from __future__ import annotations

import pytest
from flask import Flask

from center.residents.views import bp


@pytest.fixture(scope="session", autouse=True)
def _with_pages(shared_app: Flask) -> None:
    if bp.name not in shared_app.blueprints:
        shared_app.register_blueprint(bp)
