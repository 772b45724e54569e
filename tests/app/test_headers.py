"""What every answer tells the browser, and whom the app believes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask, request

from center.app import create_app
from center.config import BadConfiguration, load_config
from center.db import db
from tests.conftest import Visitor
from tests.support.stores import config_for


def test_every_page_carries_the_headers_that_guard_it(client: Visitor) -> None:
    headers = client.get("/sign-in").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe-inline" not in policy
    assert "'unsafe-eval'" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"
    assert "Strict-Transport-Security" not in headers, "a center without TLS must stay reachable"


def an_app(folder: Path, **changes: object) -> Flask:
    app = create_app(replace(config_for(f"sqlite:///{folder / 'none.sqlite3'}", folder), **changes))  # type: ignore[arg-type]
    app.before_request_funcs[None] = [lambda: f"{request.remote_addr} {request.scheme} {request.host}"]
    return app


@pytest.mark.parametrize(
    ("proxies", "seen"),
    [
        (0, "127.0.0.1 http localhost"),
        (1, "10.0.0.9 https center.example"),
        (2, "10.0.0.5 https center.example"),
    ],
)
def test_forwarded_headers_are_believed_only_from_as_many_proxies_as_stand_there(
    proxies: int, seen: str, tmp_path: Path
) -> None:
    app = an_app(tmp_path, trusted_proxies=proxies)
    forwarded = {
        "X-Forwarded-For": "10.0.0.5, 10.0.0.9",
        "X-Forwarded-Proto": "https,https",
        "X-Forwarded-Host": "center.example,center.example",
    }
    assert app.test_client().get("/sign-in", headers=forwarded).text == seen
    with app.app_context():
        db.engine.dispose()


def test_behind_tls_the_browser_is_told_to_stay_there(tmp_path: Path) -> None:
    app = an_app(tmp_path, secure_cookies=True)
    assert (
        "Strict-Transport-Security" in app.test_client().get("/", base_url="https://center.example").headers
    )
    assert "Strict-Transport-Security" not in app.test_client().get("/").headers
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize(
    ("text", "number"), [("", None), ("0", 0), ("1", 1), ("-1", None), ("10", None), ("x", None)]
)
def test_the_number_of_proxies_is_a_small_number(text: str, number: int | None, tmp_path: Path) -> None:
    environ = {"CENTER_DATA_DIR": str(tmp_path), "CENTER_TRUSTED_PROXIES": text}
    if number is None:
        with pytest.raises(BadConfiguration):
            load_config(environ)
    else:
        assert load_config(environ).trusted_proxies == number


def test_the_secret_key_is_made_once_and_is_its_owners(tmp_path: Path) -> None:
    environ = {"CENTER_DATA_DIR": str(tmp_path / "data")}
    assert load_config(environ).secret_key == load_config(environ).secret_key
    assert (tmp_path / "data" / "secret-key").stat().st_mode & 0o077 == 0
    assert (tmp_path / "data").stat().st_mode & 0o077 == 0
