"""Questions about background work and scheduled runs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import and_, func, or_, select

from center.db import db
from center.jobs.models import BackgroundJob, JobRun, JobStatus, RunOutcome

RECENT = 50
"""Rows of a person's list of work."""


def work_is_waiting(now: datetime) -> bool:
    """Tell whether any work can be claimed or put back; a plain read, so that an idle queue locks nothing."""
    waiting = or_(
        BackgroundJob.status == JobStatus.QUEUED,
        and_(BackgroundJob.status == JobStatus.RUNNING, BackgroundJob.lease_until < now),
    )
    return db.session.scalar(select(BackgroundJob.id).where(waiting).limit(1)) is not None


def own_job(job_id: int, account_id: int | None) -> BackgroundJob | None:
    """Return a person's own work; None when it does not exist or is somebody else's."""
    return db.session.scalar(
        select(BackgroundJob).where(BackgroundJob.id == job_id, BackgroundJob.requested_by_id == account_id)
    )


def own_jobs(account_id: int | None) -> Sequence[BackgroundJob]:
    """Return a person's latest work, newest first, at most RECENT."""
    return db.session.scalars(
        select(BackgroundJob)
        .where(BackgroundJob.requested_by_id == account_id)
        .order_by(BackgroundJob.id.desc())
        .limit(RECENT)
    ).all()


def jobs_ahead(job_id: int) -> int:
    """Return how many pieces of waiting or running work stand before ``job_id``."""
    ahead = select(func.count()).select_from(BackgroundJob)
    return (
        db.session.scalar(
            ahead.where(
                BackgroundJob.id < job_id, BackgroundJob.status.in_([JobStatus.QUEUED, JobStatus.RUNNING])
            )
        )
        or 0
    )


def queue_counts() -> dict[str, int]:
    """Return the number of pieces of work by status."""
    rows = db.session.execute(select(BackgroundJob.status, func.count()).group_by(BackgroundJob.status))
    return {status.value: count for status, count in rows}


def last_run(name: str) -> JobRun | None:
    """Return the latest run of scheduled work ``name``."""
    return db.session.scalars(select(JobRun).where(JobRun.name == name).order_by(JobRun.id.desc())).first()


def was_run(due_key: str) -> bool:
    """Tell whether the slot of ``due_key`` needs no other run: one ended, or one is going on."""
    found = select(JobRun.id).where(JobRun.due_key == due_key, JobRun.outcome != RunOutcome.INTERRUPTED)
    return db.session.scalar(found) is not None
