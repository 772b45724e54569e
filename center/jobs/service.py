"""The queue: asking for work, claiming it, reporting on it, ending it. And the record of scheduled runs."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, select, update

from center.audit.actor import Actor
from center.db import db
from center.errors import CenterError, Conflict
from center.jobs.models import BackgroundJob, JobRun, JobStatus, RunOutcome
from center.jobs.registry import JobResult, background_kind

MAX_TRIES = 3
"""Starts of one piece of work before it counts as failed: a crash may be chance, three are not."""

LEASE = timedelta(seconds=60)
"""A worker silent for so long is dead. It reports every ``LEASE / 4``, so a slow disk does not look like death."""


class LeaseLost(CenterError):
    """The work was taken away from this worker; what it has not committed must not count."""


def enqueue(
    kind: str,
    payload: Mapping[str, Any],
    *,
    actor: Actor,
    now: datetime,
    client_id: str | None = None,
) -> BackgroundJob:
    """Ask for background work and return its row. Flushes.

    ``payload`` holds plain JSON values. The same ``client_id`` again returns the row that is there.
    Raises ValueError for an unknown kind, Conflict when the ``client_id`` stands for other work.
    """
    if background_kind(kind) is None:
        raise ValueError(f"unknown kind of background work {kind!r}")
    if client_id is not None:
        there = db.session.scalar(select(BackgroundJob).where(BackgroundJob.client_id == client_id))
        if there is not None:
            if (there.kind, there.requested_by_id) != (kind, actor.id):
                raise Conflict(f"request {client_id!r} already stands for other work")
            return there
    job = BackgroundJob(
        kind=kind,
        payload=dict(payload),
        client_id=client_id,
        requested_by_id=actor.id,
        requested_by_name=actor.name,
        requested_at=now,
    )
    db.session.add(job)
    db.session.flush()
    return job


def claim_next(*, now: datetime) -> BackgroundJob | None:
    """Take the oldest waiting work for this worker, or return None. Flushes.

    Two workers never get the same row: PostgreSQL skips rows another one holds, SQLite lets one writer in.
    """
    waiting = (
        select(BackgroundJob)
        .where(BackgroundJob.status == JobStatus.QUEUED)
        .order_by(BackgroundJob.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    job = db.session.scalar(waiting)
    if job is None:
        return None
    job.status = JobStatus.RUNNING
    job.tries += 1
    job.started_at = now
    job.lease_token = secrets.token_hex(16)
    job.lease_until = now + LEASE
    job.message = ""
    job.progress_done = job.progress_total = 0
    db.session.flush()
    return job


def put_back_dead(*, now: datetime, sentence: str) -> int:
    """Put work whose worker died back into the queue; after MAX_TRIES it fails with ``sentence``.

    Returns how many rows were touched.
    """
    dead = (BackgroundJob.status == JobStatus.RUNNING, BackgroundJob.lease_until < now)
    again = _change(
        *dead, BackgroundJob.tries < MAX_TRIES, status=JobStatus.QUEUED, lease_token=None, lease_until=None
    )
    given_up = _change(
        *dead,
        BackgroundJob.tries >= MAX_TRIES,
        status=JobStatus.FAILED,
        error=sentence,
        finished_at=now,
        lease_token=None,
        lease_until=None,
    )
    return again + given_up


def keep_lease(job_id: int, token: str, *, now: datetime) -> None:
    """Say that the worker is alive. Raises LeaseLost."""
    _held(job_id, token, lease_until=now + LEASE)


def report(job_id: int, token: str, *, done: int, total: int, message: str, now: datetime) -> None:
    """Record how far the work is. Raises LeaseLost."""
    _held(job_id, token, progress_done=done, progress_total=total, message=message, lease_until=now + LEASE)


def finish(job_id: int, token: str, result: JobResult, *, now: datetime) -> None:
    """Mark the work done, with what it made. Raises LeaseLost."""
    _held(
        job_id,
        token,
        status=JobStatus.DONE,
        message=result.message,
        problems=list(result.problems),
        result_document_id=result.document_id,
        result_file_id=result.file_id,
        finished_at=now,
        lease_token=None,
        lease_until=None,
    )


def fail(job_id: int, token: str, sentence: str, *, now: datetime) -> None:
    """Mark the work failed for good, with the sentence for the one who asked. Raises LeaseLost."""
    _held(
        job_id,
        token,
        status=JobStatus.FAILED,
        error=sentence,
        finished_at=now,
        lease_token=None,
        lease_until=None,
    )


def put_back(job_id: int, token: str, *, counts_as_try: bool) -> None:
    """Give the work back to the queue. Raises LeaseLost.

    ``counts_as_try`` is False when the process is asked to stop: that is not the work's fault.
    """
    tries = BackgroundJob.tries if counts_as_try else BackgroundJob.tries - 1
    _held(job_id, token, status=JobStatus.QUEUED, tries=tries, lease_token=None, lease_until=None)


def begin_run(name: str, key: str, *, now: datetime) -> JobRun | None:
    """Open the run of scheduled work ``name`` under ``key``; None when it was run or is running. Flushes."""
    run = db.session.scalar(select(JobRun).where(JobRun.due_key == key).with_for_update())
    if run is None:
        run = JobRun(name=name, due_key=key, started_at=now, outcome=RunOutcome.RUNNING)
        db.session.add(run)
    elif run.outcome == RunOutcome.INTERRUPTED:
        run.started_at, run.finished_at, run.outcome = now, None, RunOutcome.RUNNING
    else:
        return None
    db.session.flush()
    return run


def end_run(run_id: int, outcome: RunOutcome, detail: str, *, now: datetime) -> None:
    """Close a run with its outcome and one line about it."""
    db.session.execute(
        update(JobRun).where(JobRun.id == run_id).values(outcome=outcome, detail=detail, finished_at=now)
    )


def mark_interrupted() -> int:
    """Mark the runs that no process runs any more, and return their number.

    Only the one worker may call it, before it starts work of its own.
    """
    changed = db.session.execute(
        update(JobRun).where(JobRun.outcome == RunOutcome.RUNNING).values(outcome=RunOutcome.INTERRUPTED)
    )
    return int(changed.rowcount)  # type: ignore[attr-defined]  # an UPDATE's result has it


def _held(job_id: int, token: str, **values: object) -> None:
    held = (
        BackgroundJob.id == job_id,
        BackgroundJob.lease_token == token,
        BackgroundJob.status == JobStatus.RUNNING,
    )
    if _change(*held, **values) == 0:
        raise LeaseLost(f"job {job_id} is no longer ours")


def _change(*where: ColumnElement[bool], **values: object) -> int:
    """Change the rows that still meet ``where``; return their number."""
    changed = db.session.execute(
        update(BackgroundJob).where(*where).values(**values).execution_options(synchronize_session=False)
    )
    return int(changed.rowcount)  # type: ignore[attr-defined]  # an UPDATE's result has it
