"""A running center: a real server on a fresh database, a clock that is moved, and the background work."""

from __future__ import annotations

import logging
import socket
import threading
import traceback
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

from flask import Flask, got_request_exception
from playwright.sync_api import BrowserContext
from werkzeug.routing import RequestRedirect
from werkzeug.serving import BaseWSGIServer, make_server

from center.app import create_app
from center.audit.actor import Actor
from center.auth.permissions import ROLE_LABELS, Role
from center.auth.service import create_account
from center.clock import FixedClock, local_instant
from center.db import db, unit_of_work
from center.jobs.runner import run_one
from tests.support.reference import PASSWORD
from tests.support.stores import config_for

logging.getLogger("werkzeug").setLevel(logging.ERROR)


class House:
    """The server, its clock and its queue of work."""

    def __init__(self, database_url: str, folder: Path, at: datetime, seen: set[str]) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.clock = FixedClock(at)
        self.app: Flask = create_app(
            replace(config_for(database_url, folder), public_url=self.url), clock=self.clock
        )
        self.contexts: list[BrowserContext] = []
        self.seen = seen
        """Kinds of page whose accessibility was checked already, in this run's tests."""
        self.broken: list[str] = []
        """Traces of what the server did not expect."""
        got_request_exception.connect(self._breaks, self.app)
        self._server: BaseWSGIServer | None = None
        self._thread: threading.Thread | None = None

    def open(self) -> None:
        """Start serving, on the same address every time."""
        self._server = make_server("127.0.0.1", self.port, self.app, threaded=True)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Stop serving: whoever asks now gets no answer."""
        if self._server is None or self._thread is None:
            return
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        self._server = None

    def leave(self) -> None:
        """Stop serving and let go of the database."""
        self.close()
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()

    def set_clock(self, day: date, at: str = "08:00") -> None:
        """Move the server and every browser to ``at`` (HH:MM, local) of ``day``."""
        self._set(local_instant(day, time.fromisoformat(at)))

    def passes(self, **delta: float) -> None:
        """Let ``timedelta(**delta)`` pass, in the server and in every browser."""
        self.clock.advance(**delta)
        self._set(self.clock.now())

    def joins(self, context: BrowserContext) -> None:
        """Give ``context`` the house's time, now and later."""
        self.contexts.append(context)
        context.clock.set_fixed_time(self.clock.now())

    def employs(self, username: str, full_name: str, role: Role) -> None:
        """Give somebody an account of their own."""
        with self.app.app_context():
            with unit_of_work():
                create_account(
                    username,
                    full_name,
                    ROLE_LABELS[role],
                    PASSWORD,
                    [role],
                    actor=Actor.system("tests"),
                    now=self.clock.now(),
                )
            db.session.remove()

    def works(self) -> int:
        """Do all background work that waits; return how many pieces it was."""
        done = 0
        with self.app.app_context():
            while run_one():
                done += 1
            db.session.remove()
        return done

    def endpoint_of(self, url: str) -> str:
        """Return the name of the page at ``url``: all pages of that name come from one template."""
        path = "/" + url.split("//", 1)[1].partition("/")[2].partition("?")[0].partition("#")[0]
        try:
            endpoint, _arguments = self.app.url_map.bind("").match(path, "GET")
        except RequestRedirect:
            return path
        return str(endpoint)

    def _breaks(self, _app: Flask, exception: BaseException) -> None:
        self.broken.append("".join(traceback.format_exception(exception)))

    def _set(self, at: datetime) -> None:
        self.clock.set(at)
        for context in self.contexts:
            context.clock.set_fixed_time(at)
