"""The app as the measurements see it: the only file here that knows its commands, pages and services."""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import sys
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from unittest.mock import patch
from urllib.parse import urlencode

from sqlalchemy import create_engine, text

from tests.bench.bare import Paper
from tests.bench.frame import BenchFailed
from tests.bench.load import Shot

RESIDENTS = 60
"""Size of the demo centers that are measured; what is measured does not depend on it."""

_tokens: dict[str, list[str]] = {}
_posts: dict[str, list[int]] = {}


@dataclass(frozen=True, slots=True)
class Packet:
    """A handover packet of the demo center."""

    build: Callable[[], object]
    """Builds it as the app does: facts, papers, contents, one PDF."""
    papers: tuple[Paper, ...]
    """The HTML of its papers, for the same rendering without the app."""


def command(*arguments: str) -> list[str]:
    """Return the command line of ``center`` in the environment that runs the measurements."""
    script = Path(sys.executable).parent / "center"
    if not script.is_file():
        raise BenchFailed(f"{script} is missing: start the measurements with ./dev bench, which installs it")
    return [str(script), *arguments]


def prepare(database_url: str, folder: Path) -> None:
    """Bring the database at ``database_url`` to the newest schema and put a demo center in it.

    ``folder`` is the app's data folder; ``center up`` serves both afterwards.
    """
    settings = {**os.environ, "CENTER_DATA_DIR": str(folder), "CENTER_DATABASE_URL": database_url}
    subprocess.run(
        command("demo", "--residents", str(RESIDENTS), "--years", "0"),
        env=settings,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    engine = create_engine(database_url)
    with engine.connect() as connection:
        _tokens["of"] = list(
            connection.scalars(text("SELECT token FROM badges WHERE revoked_at IS NULL ORDER BY id"))
        )
        _posts["of"] = list(connection.scalars(text("SELECT id FROM posts ORDER BY id")))
    engine.dispose()


def scan_shots(port: int, clients: int, each: int) -> list[list[Shot]]:
    """Sign in at the app on ``port`` and return ``each`` badge scans for every one of ``clients``.

    Every scan is a new one of somebody at a post, and most move that person.
    """
    cookie, token = _sign_in(port)
    headers = {"Cookie": cookie, "X-CSRFToken": token, "Content-Type": "application/json"}
    places = cycle(_posts["of"])
    shots = []
    for client in range(clients):
        mine = cycle(_tokens["of"][client::clients])
        shots.append([_scan(badge, next(places), headers) for badge in islice(mine, each)])
    return shots


def _scan(badge: str, post: int, headers: dict[str, str]) -> Shot:
    body = {"client_id": str(uuid.uuid4()), "token": badge, "happened_at": datetime.now(UTC).isoformat()}
    return Shot("POST", f"/security/posts/{post}/scans", json.dumps(body).encode(), headers)


def signed_in(port: int, username: str) -> dict[str, str]:
    """Sign one of the demo center's people in at the app on ``port``; return the headers of what they ask."""
    return {"Cookie": _open_session(port, username)}


def _sign_in(port: int) -> tuple[str, str]:
    """Return cookie and CSRF token of the demo center's guard."""
    cookie = _open_session(port, "baove")
    page, renewed = _get(port, f"/security/posts/{_posts['of'][0]}/scan", cookie)
    return renewed, _csrf(page)


def _open_session(port: int, username: str) -> str:
    from center.demo.accounts import DEMO_PASSWORD

    page, cookie = _get(port, "/sign-in", "")
    form = {"csrf_token": _csrf(page), "username": username, "password": DEMO_PASSWORD, "next": ""}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/sign-in", urlencode(form), headers)
    answer = connection.getresponse()
    if answer.status != 303:
        raise BenchFailed(f"{username} could not sign in: {answer.status}")
    cookie = _cookie(answer) or cookie
    connection.close()
    return cookie


def _get(port: int, path: str, cookie: str) -> tuple[str, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={"Cookie": cookie})
    answer = connection.getresponse()
    page = answer.read().decode()
    connection.close()
    return page, _cookie(answer) or cookie


def _cookie(answer: http.client.HTTPResponse) -> str:
    return (answer.getheader("Set-Cookie") or "").partition(";")[0]


def _csrf(page: str) -> str:
    found = re.search(r'(?:csrf-token" content|name="csrf_token"[^>]*value)="([^"]+)"', page)
    if found is None:
        raise BenchFailed("a page has no CSRF token")
    return found.group(1)


def packet(folder: Path) -> Packet:
    """Return a packet to be built, of a stay whose term has ended, in a demo center in ``folder``."""
    from center.app import create_app
    from center.config import load_config
    from center.db import db, unit_of_work
    from center.documents import papers
    from center.handover.packet import draw_packet, reserve_packet
    from center.residents.stay.models import Stay

    settings = {**os.environ, "CENTER_DATA_DIR": str(folder)}
    settings.pop("CENTER_DATABASE_URL", None)
    subprocess.run(
        command("demo", "--residents", "10", "--years", "1"),
        env=settings,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    app = create_app(load_config(settings))
    app.app_context().push()
    now = datetime.now(UTC) + timedelta(minutes=1)
    with unit_of_work():
        stay = db.session.scalars(db.select(Stay).where(Stay.ended_on.is_not(None)).order_by(Stay.id)).first()
        if stay is None:
            raise BenchFailed("nobody was released in the demo center")
        reserved = reserve_packet(stay, key="bench", now=now)
    drawn: list[Paper] = []
    render = papers.render_pdf

    def remember(html: str, **how: object) -> bytes:
        drawn.append(Paper(html, tuple(how.get("css", ("paper.css",)))))  # type: ignore[arg-type]
        return render(html, **how)  # type: ignore[arg-type]

    with patch.object(papers, "render_pdf", remember):
        draw_packet(stay, reserved, prepared_by="")
    return Packet(lambda: draw_packet(stay, reserved, prepared_by=""), tuple(drawn))
