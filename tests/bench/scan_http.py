"""A badge scan over HTTP, beside a bare view that does one SELECT, one INSERT and a commit."""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from tests.bench import bare, servers, subject
from tests.bench.frame import Row, bench
from tests.bench.load import Load, fire
from tests.support.postgres import throwaway_cluster

CLIENTS = 4
SCANS = 150
"""Of each client, in each round."""
ROUNDS = 3


@bench("scan_http")
def scan_http(folder: Path) -> Iterator[Row]:
    """Measure on both databases, commits reaching the disk on both; both apps share the database."""
    yield from _measure("sqlite", f"sqlite:///{folder / 'scan.sqlite3'}", folder)
    with throwaway_cluster(durable=True) as cluster:
        yield from _measure("postgresql", cluster.create("scan"), folder)


def _measure(engine: str, url: str, folder: Path) -> Iterator[Row]:
    with ExitStack() as stack:
        subject.prepare(url, folder)
        app_port = servers.free_port()
        settings = {"CENTER_DATA_DIR": str(folder), "CENTER_DATABASE_URL": url}
        command = subject.command("up", "--port", str(app_port))
        stack.enter_context(servers.running(command, app_port, settings))
        bare.prepare_scans(url)
        bare_port = servers.free_port()
        command = servers.gunicorn("tests.bench.bare:scan_app()", bare_port)
        stack.enter_context(servers.running(command, bare_port, {bare.DATABASE: url}))
        of_app: list[Load] = []
        of_bare: list[Load] = []
        for number in range(ROUNDS + 1):  # in turn; the first round only warms up
            beside = fire(bare_port, bare.scan_shots(CLIENTS, SCANS))
            of_bare += [beside] if number else []
            load = fire(app_port, subject.scan_shots(app_port, CLIENTS, SCANS))
            of_app += [load] if number else []
    words = "bare Flask view: SELECT, INSERT, commit; same database and server"
    yield Row(f"scan_http.{engine}.rate", _rate(of_app), "scans/s", words, _rate(of_bare))
    yield Row(f"scan_http.{engine}.p99", _p99(of_app), "ms", words, _p99(of_bare))


def _rate(loads: list[Load]) -> float:
    return statistics.median(load.rate for load in loads)


def _p99(loads: list[Load]) -> float:
    return statistics.median(load.p99_ms for load in loads)
