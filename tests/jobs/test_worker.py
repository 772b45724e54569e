"""The background process: one for one database, clean at the stop, replaced when it dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text

from center.db import db
from center.jobs import registry, worker
from center.jobs.guard import FileGuard, guard_for
from center.jobs.models import JobRun, JobStatus
from center.jobs.registry import JobContext, Schedule
from tests.jobs.kinds import ask, job, kind


def wait_for(what: Callable[[], object], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)


@contextmanager
def running(app: Flask) -> Iterator[dict[str, Any]]:
    """Run a worker in a thread; the dictionary holds its answer after the block."""
    stop = threading.Event()
    said: dict[str, Any] = {"words": []}

    def run() -> None:
        said["clean"] = worker.run_worker(app, stop, announce=said["words"].append)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield said
    finally:
        began = time.monotonic()
        stop.set()
        thread.join(10)
        said["seconds"] = time.monotonic() - began


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "QUEUE_SECONDS", 0.02)
    monkeypatch.setattr(worker, "STANDBY_SECONDS", 0.05)
    monkeypatch.setattr(registry, "_schedules", {})


def nothing(payload: Mapping[str, Any], context: JobContext) -> None:
    return None


def test_a_worker_works_through_the_queue_and_stops_when_told(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    with kind(monkeypatch, nothing):
        asked = [ask(n=n) for n in range(3)]
        with running(app) as said:
            wait_for(lambda: all(job(number).status == JobStatus.DONE for number in asked))
    assert said["clean"] is True
    assert said["seconds"] < 5
    assert said["words"] == ["worker started", "worker stopped"]


def test_what_fell_due_at_night_is_caught_up_at_the_start(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[datetime] = []

    def function(now: datetime) -> str:
        calls.append(now)
        return "xong"

    registry.register_schedules(Schedule("nightly", "Hằng đêm", function, {"hour": 2, "minute": 30}))
    with running(app):
        wait_for(lambda: calls)
    with running(app):
        time.sleep(0.2)
    assert len(calls) == 1, "a restart does not do it again"
    db.session.rollback()
    assert db.session.scalars(select(JobRun.due_key)).all() == ["nightly@2026-11-21T19:30:00Z"]


def test_long_work_is_put_back_at_the_stop_and_does_not_hold_it(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    started, release = threading.Event(), threading.Event()

    def long(payload: Mapping[str, Any], context: JobContext) -> None:
        started.set()
        release.wait(20)

    monkeypatch.setattr(worker, "STOP_SECONDS", 0.1)
    with kind(monkeypatch, long):
        number = ask()
        with running(app) as said:
            assert started.wait(5)
        left = job(number)
        assert said["clean"] is False
        assert said["seconds"] < 5, "the work would have held it for twenty"
        assert (left.status, left.tries) == (JobStatus.QUEUED, 0), "a stop is not the work's fault"
        release.set()
        wait_for(lambda: not any(thread.name == "queue" for thread in threading.enumerate()))
        assert job(number).status == JobStatus.QUEUED, "what the old thread still did does not count"


def test_the_lease_is_kept_while_long_work_goes_on(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[int] = []
    from datetime import timedelta

    from center.jobs import service

    real = service.keep_lease

    def counting(job_id: int, token: str, *, now: datetime) -> None:
        real(job_id, token, now=now)
        kept.append(job_id)

    monkeypatch.setattr(service, "keep_lease", counting)
    monkeypatch.setattr(service, "LEASE", timedelta(seconds=0.2))

    def long(payload: Mapping[str, Any], context: JobContext) -> None:
        wait_for(lambda: len(kept) >= 3)

    with kind(monkeypatch, long):
        number = ask()
        with running(app):
            wait_for(lambda: job(number).status == JobStatus.DONE)
    assert set(kept) == {number}


def test_the_queue_outlives_a_database_that_is_away_for_a_moment(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from center.jobs import runner

    real, stumbles = runner.claim, [0]

    def sometimes() -> Any:
        stumbles[0] += 1
        if stumbles[0] <= 2:
            raise OSError("away")
        return real()

    monkeypatch.setattr(runner, "claim", sometimes)
    with kind(monkeypatch, nothing):
        number = ask()
        with running(app):
            wait_for(lambda: job(number).status == JobStatus.DONE)
    assert caplog.text.count("the queue stumbled: OSError") == 2


def test_a_second_worker_stands_by_and_takes_over(app: Flask) -> None:
    first = guard_for(app)
    assert first.acquire()
    assert first.held()
    second = guard_for(app)
    assert not second.acquire()
    with running(app) as said:
        wait_for(lambda: said["words"])
        time.sleep(0.2)
        assert said["words"] == ["another worker runs on this database; standing by"]
        first.release()
        wait_for(lambda: "worker started" in said["words"])
    first.release()
    assert second.acquire()
    second.release()


def test_a_lost_lock_stops_the_work_until_it_is_ours_again(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(worker, "GUARD_SECONDS", 0.1)
    if db.engine.dialect.name != "postgresql":
        answers = iter([False])
        monkeypatch.setattr(FileGuard, "held", lambda self: next(answers, True))
    with running(app) as said:
        wait_for(lambda: "worker started" in said["words"])
        if db.engine.dialect.name == "postgresql":
            locks = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
            mine = " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            db.session.execute(text(locks + mine))
            db.session.rollback()
        wait_for(lambda: said["words"].count("worker started") == 2)
    assert "the lock on the database was lost" in caplog.text


COMMAND = """
from flask.cli import FlaskGroup
from center.app import create_app
from center.jobs.commands import jobs_group
group = FlaskGroup(create_app=create_app, add_default_commands=False)
group.add_command(jobs_group)
group.main(["jobs", "run"])
"""


def start(url: str, folder: Path) -> subprocess.Popen[str]:
    environment = {**os.environ, "CENTER_DATABASE_URL": url, "CENTER_DATA_DIR": str(folder)}
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
    )


def next_words(process: subprocess.Popen[str]) -> str:
    """Return the next line the worker says; warnings of the interpreter aside."""
    assert process.stderr is not None
    for line in process.stderr:
        if "worker" in line:
            return line.strip()
    raise AssertionError("the worker ended without a word")


def test_a_killed_process_is_replaced_and_a_stopped_one_ends_soon(
    app: Flask, database_url: str, tmp_path: Path
) -> None:
    processes = [start(database_url, tmp_path) for _ in range(2)]
    try:
        said = [next_words(process) for process in processes]
        assert sorted(said) == ["another worker runs on this database; standing by", "worker started"]
        works = processes[said.index("worker started")]
        waits = processes[1 - said.index("worker started")]
        works.kill()
        assert next_words(waits) == "worker started"
        began = time.monotonic()
        waits.send_signal(signal.SIGTERM)
        assert waits.wait(20) == 0
        assert time.monotonic() - began < 6, "0.4 s on a quiet machine"
    finally:
        for process in processes:
            process.kill()
            process.wait()
            assert process.stderr is not None
            process.stderr.close()
