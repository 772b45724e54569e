"""Starting everything under one command: database, web server, scheduler."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import click
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, current_app
from flask_migrate import upgrade
from gunicorn.app.base import BaseApplication

from center.agency.queries import is_set_up
from center.auth.service import ensure_roles
from center.db import db, unit_of_work
from center.demo.accounts import DEMO_PASSWORD, demo_accounts
from center.demo.build import build_demo, is_half_built
from center.legal.service import load_parameters
from center.places.service import load_places

LOOK_SECONDS = 5
"""How often it is looked whether the scheduler still runs."""
WEB_WORKERS = 2
WEB_THREADS = 4  # measured: 2 x 4 serves a hundred times a center's need (docs/decisions)


def launch(*, host: str, port: int, empty: bool, residents: int) -> None:
    """Bring the database up to date, then serve until told to stop."""
    _refuse_taken_port(host, port)
    if not _is_current():
        click.echo("Đang tạo / nâng cấp cơ sở dữ liệu …")
        upgrade()
    prepare()
    if is_half_built():
        _start_over()
    if not empty and not is_set_up():
        click.echo(f"Lần chạy đầu: đang dựng cơ sở mẫu với {residents} học viên …")
        build_demo(residents=residents, years=1, seed=1, report=show_progress)
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    demo = demo_accounts()
    db.session.remove()
    db.engine.dispose()  # a connection must not be shared with the workers forked below
    Server(app, host, port, demo).run()


def _start_over() -> None:
    """Throw away a demo center whose building was interrupted; a real center is never touched."""
    url = db.engine.url
    if url.get_backend_name() != "sqlite" or url.database is None:
        raise click.ClickException("Cơ sở mẫu dựng dở dang. Tạo một cơ sở dữ liệu trống rồi chạy lại.")
    click.echo("Lần dựng cơ sở mẫu trước bị ngắt giữa chừng, dựng lại từ đầu …")
    db.session.remove()
    db.engine.dispose()
    for ending in ("", "-wal", "-shm"):
        Path(url.database + ending).unlink(missing_ok=True)
    upgrade()
    prepare()


def prepare() -> None:
    """Load what every database holds: legal parameters, administrative units, role names. Idempotent."""
    with unit_of_work() as session:
        load_parameters(session)
        load_places(session)
        ensure_roles()


def _is_current() -> bool:
    """Tell whether the database is at the newest revision, without the cost of running Alembic's environment."""
    directory = current_app.extensions["migrate"].directory
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_heads() == tuple(
            ScriptDirectory(directory).get_heads()
        )


def _refuse_taken_port(host: str, port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise click.ClickException(
                f"Cổng {port} đang có chương trình khác dùng. Chạy lại với --port và một số khác, ví dụ {port + 1}."
            ) from error


def show_progress(done: int, total: int, what: str) -> None:
    """Print how far the demo center is."""
    if sys.stdout.isatty():
        click.echo(f"\r  {what}: {done}/{total}   ", nl=done == total)
    elif done == total or done % max(1, total // 5) == 0:
        click.echo(f"  {what}: {done}/{total}")


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn is untyped
    """gunicorn in this process, with the scheduler as a child beside the web workers."""

    def __init__(self, app: Flask, host: str, port: int, demo: list[tuple[str, str]]) -> None:
        self.flask_app = app
        self.address = f"{host}:{port}"
        self.demo = demo
        self.scheduler: subprocess.Popen[bytes] | None = None
        self.stopping = threading.Event()
        super().__init__()

    def load_config(self) -> None:
        """Hand gunicorn its settings."""
        settings: dict[str, Any] = {
            "bind": self.address,
            "workers": WEB_WORKERS,
            "threads": WEB_THREADS,
            "worker_class": "gthread",
            "timeout": 60,
            "graceful_timeout": 5,
            "preload_app": True,
            "loglevel": "warning",
            "control_socket_disable": True,
            "when_ready": self._ready,
            "on_exit": self._stop,
        }
        for name, value in settings.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Flask:
        """Return the app that is loaded already: the workers share its memory."""
        return self.flask_app

    def _ready(self, _arbiter: object) -> None:
        self._start_scheduler()
        threading.Thread(target=self._keep_scheduler, name="scheduler", daemon=True).start()
        click.echo("")
        click.echo(f"  Center chạy tại  http://{self.address.replace('0.0.0.0', socket.gethostname())}")  # noqa: S104
        if self.demo:
            click.echo(f"  Tài khoản thử, mật khẩu chung: {DEMO_PASSWORD}")
            for username, label in self.demo:
                click.echo(f"    {username:<16} {label}")
        click.echo("  Ctrl-C để dừng.")
        sys.stdout.flush()

    def _start_scheduler(self) -> None:
        self.scheduler = subprocess.Popen(
            [sys.executable, "-m", "center", "jobs", "run"],
            start_new_session=True,  # Ctrl-C reaches it through us, once
        )

    def _keep_scheduler(self) -> None:
        """Start the scheduler again when it ended by itself: without it no packet is ever built."""
        while not self.stopping.wait(LOOK_SECONDS):
            if (
                self.scheduler is not None
                and self.scheduler.poll() is not None
                and not self.stopping.is_set()
            ):
                click.echo("Tiến trình chạy nền đã dừng, đang khởi động lại …", err=True)
                self._start_scheduler()

    def _stop(self, _arbiter: object) -> None:
        self.stopping.set()
        scheduler = self.scheduler
        if scheduler is None or scheduler.poll() is not None:
            return
        scheduler.terminate()
        deadline = time.monotonic() + 5
        while scheduler.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        if scheduler.poll() is None:
            os.killpg(scheduler.pid, signal.SIGKILL)
