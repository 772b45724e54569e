"""Background work for tests: a registry of its own, and handlers that do what a test asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from center.audit.actor import Actor
from center.clock import clock
from center.db import db, unit_of_work
from center.jobs import registry, service
from center.jobs.models import BackgroundJob
from center.jobs.registry import JobContext, JobFile, JobResult

Work = Callable[[Mapping[str, Any], JobContext], JobResult | None]


@contextmanager
def kind(monkeypatch: pytest.MonkeyPatch, work: Work, name: str = "tests.work") -> Iterator[None]:
    """Let ``name`` be done by ``work`` and by nothing else."""
    monkeypatch.setattr(registry, "_kinds", {})

    def open_file(file_id: int) -> JobFile | None:
        return JobFile(b"noi dung", "text/plain", "kết quả.txt") if file_id == 1 else None

    registry.background(name, title="Việc thử", open_file=open_file)(work)
    yield


def ask(actor: Actor | None = None, client_id: str | None = None, **payload: Any) -> int:
    """Ask for one piece of ``tests.work``; return its id."""
    with unit_of_work():
        job = service.enqueue(
            "tests.work",
            payload,
            actor=actor or Actor.system("tests"),
            now=clock().now(),
            client_id=client_id,
        )
        return job.id


def job(job_id: int) -> BackgroundJob:
    """Return the row as it is now."""
    db.session.rollback()
    return db.session.get_one(BackgroundJob, job_id)


def kill_worker_of(job_id: int) -> None:
    """Let the worker of the work be silent for too long."""
    with unit_of_work():
        past = clock().now() - timedelta(seconds=1)
        db.session.execute(update(BackgroundJob).where(BackgroundJob.id == job_id).values(lease_until=past))
