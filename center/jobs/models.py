"""Work done in the background, and the record of the scheduled work."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from center.db import Model, UTCDateTime, pk, text_enum


class JobStatus(StrEnum):
    """Where a piece of background work is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class BackgroundJob(Model):
    """Work a person asked for that takes too long for a page: a packet, a batch of badges."""

    __tablename__ = "background_jobs"
    __table_args__ = (
        Index(None, "status", "id"),
        Index(None, "requested_by_id", "id"),
        CheckConstraint("tries >= 0", "tries_counted"),
    )

    id: Mapped[int] = pk()
    kind: Mapped[str] = mapped_column(String(60))
    """``"<feature>.<what>"``, as ``registry.background`` knows it."""
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    """Plain values for the handler: ids, never names or diagnoses."""
    client_id: Mapped[str | None] = mapped_column(String(64), unique=True)
    """Made by the page: the same request sent twice is one job."""
    status: Mapped[JobStatus] = mapped_column(text_enum(JobStatus), default=JobStatus.QUEUED)
    progress_done: Mapped[int] = mapped_column(default=0)
    progress_total: Mapped[int] = mapped_column(default=0)
    """Zero while it is not known."""
    message: Mapped[str] = mapped_column(Text, default="")
    """What is being done now, or how it ended, for the one who asked."""
    problems: Mapped[list[str]] = mapped_column(JSON, default=list)
    """What could not be done and why, one sentence each; the rest was done."""
    error: Mapped[str] = mapped_column(Text, default="")
    """Why it failed, for the one who asked; empty unless failed."""
    result_document_id: Mapped[int | None]
    """Issued document it made. No foreign key: documents and jobs do not know each other."""
    result_file_id: Mapped[int | None]
    """Stored file it made; its kind's ``open_file`` reads it."""
    tries: Mapped[int] = mapped_column(default=0)
    """Times it was started."""
    lease_token: Mapped[str | None] = mapped_column(String(32))
    """Held by the worker that runs it; nobody else may report or finish."""
    lease_until: Mapped[datetime | None] = mapped_column(UTCDateTime)
    """After this instant the worker counts as dead."""
    requested_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    requested_by_name: Mapped[str] = mapped_column(String(120))
    requested_at: Mapped[datetime] = mapped_column(UTCDateTime)
    started_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    """Of the last try."""
    finished_at: Mapped[datetime | None] = mapped_column(UTCDateTime)

    @property
    def is_over(self) -> bool:
        """Tell whether nothing more will happen to it."""
        return self.status in {JobStatus.DONE, JobStatus.FAILED}


class RunOutcome(StrEnum):
    """How one run of scheduled work ended."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    INTERRUPTED = "interrupted"
    """The process ended in the middle; the same slot is run again at the next start."""
    MISSED = "missed"


class JobRun(Model):
    """One run of scheduled work for one moment it was due; the key makes a second run impossible."""

    __tablename__ = "job_runs"
    __table_args__ = (Index(None, "name", "id"),)

    id: Mapped[int] = pk()
    name: Mapped[str] = mapped_column(String(60))
    due_key: Mapped[str] = mapped_column(String(120), unique=True)
    """``name@<instant it was due>``; runs by hand have a key of their own."""
    started_at: Mapped[datetime] = mapped_column(UTCDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    outcome: Mapped[RunOutcome] = mapped_column(text_enum(RunOutcome))
    detail: Mapped[str] = mapped_column(Text, default="")
    """What was done, in one line; or the name of the error."""
