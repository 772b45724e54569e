"""Runs one piece of work: of the queue, or of the clock."""

from __future__ import annotations

import logging
import time
from datetime import datetime
from typing import Any, NamedTuple

from flask import Flask, current_app

from center.audit.actor import Actor
from center.auth.grants import permissions_of
from center.auth.models import Account
from center.clock import clock
from center.db import db, unit_of_work
from center.errors import CenterError, Conflict, RuleViolation
from center.i18n import gettext as _
from center.jobs import queries, service
from center.jobs.models import RunOutcome
from center.jobs.registry import JobResult, Schedule, background_kind
from center.jobs.service import LeaseLost
from center.ui.messages import sentence

log = logging.getLogger(__name__)

REPORT_EVERY = 0.5
"""Seconds between two reports to the database; the page asks once a second."""


class Claim(NamedTuple):
    """Work this worker holds, in plain values: no transaction stays open while it is done."""

    job_id: int
    token: str
    kind: str
    payload: dict[str, Any]
    tries: int
    requested_by_id: int | None


class Context:
    """What a handler gets (``registry.JobContext``)."""

    def __init__(self, claimed: Claim, actor: Actor) -> None:
        self.job_id = claimed.job_id
        self.actor = actor
        self.finished = False
        self._token = claimed.token
        self._last_report = 0.0

    @property
    def key(self) -> str:
        """A name of this work that is the same at every try."""
        return f"job-{self.job_id}"

    def progress(self, done: int, total: int, message: str = "") -> None:
        """Show how far the work is. Raises LeaseLost when it was taken away, RuntimeError in a unit of work."""
        if db.session.info.get("in_unit_of_work"):
            # the report goes through a connection of its own, which would wait for this one's lock
            raise RuntimeError("report progress outside the unit of work")
        now = time.monotonic()
        if done < total and now - self._last_report < REPORT_EVERY:
            return
        self._last_report = now
        # a context of its own has a session of its own: the handler keeps what it has read
        with _app().app_context(), unit_of_work():
            service.report(
                self.job_id, self._token, done=done, total=total, message=message, now=clock().now()
            )

    def finish(self, result: JobResult) -> None:
        """Mark the work done in the running unit of work."""
        if not db.session.info.get("in_unit_of_work"):
            raise RuntimeError("finish the work inside the unit of work that commits what it made")
        service.finish(self.job_id, self._token, result, now=clock().now())
        self.finished = True


def claim() -> Claim | None:
    """Take the next piece of waiting work, or return None."""
    now = clock().now()
    if not queries.work_is_waiting(now):
        db.session.rollback()  # an idle worker must not hold an old snapshot
        return None
    with unit_of_work():
        service.put_back_dead(now=now, sentence=_given_up())
        job = service.claim_next(now=now)
        if job is None or job.lease_token is None:
            return None
        return Claim(job.id, job.lease_token, job.kind, dict(job.payload), job.tries, job.requested_by_id)


def run_claim(claimed: Claim) -> None:
    """Run the work of ``claimed`` to its end, its failure, or its return to the queue.

    A broken rule fails it at once, with the rule's sentence. Anything unexpected puts it back, and fails it
    after ``MAX_TRIES``. Never raises for the work's own faults.
    """
    try:
        _work(claimed)
    except LeaseLost:
        db.session.rollback()
        log.warning("job %s was taken away", claimed.job_id)
    except RuleViolation as refused:
        words = sentence(refused)
        _end(claimed, f"{words.what} {words.next_step}".strip())
    except CenterError as error:
        log.error("job %s failed with %s", claimed.job_id, type(error).__name__, exc_info=error)
        _end(claimed, _at_fault(claimed.job_id))
    except Exception as error:
        # no arguments of the error: they may hold what is secret; the trace names the line
        log.error("job %s, try %s: %s", claimed.job_id, claimed.tries, type(error).__name__, exc_info=error)
        _end(claimed, _given_up() if claimed.tries >= service.MAX_TRIES else None)


def run_one() -> bool:
    """Run the next piece of waiting work; False when there is none."""
    claimed = claim()
    if claimed is None:
        return False
    run_claim(claimed)
    return True


def run_schedule(schedule: Schedule, key: str) -> RunOutcome | None:
    """Run scheduled work under ``key`` and record it; None when that run was already made."""
    try:
        with unit_of_work():
            run = service.begin_run(schedule.name, key, now=clock().now())
    except Conflict:  # somebody opened the same run at this moment
        return None
    if run is None:
        return None
    run_id = run.id
    outcome, detail = _call(schedule, clock().now())
    with unit_of_work():
        service.end_run(run_id, outcome, detail, now=clock().now())
    return outcome


def _call(schedule: Schedule, now: datetime) -> tuple[RunOutcome, str]:
    try:
        return RunOutcome.DONE, schedule.function(now)
    except Exception as error:
        db.session.rollback()
        log.error("scheduled %s: %s", schedule.name, type(error).__name__, exc_info=error)
        return RunOutcome.FAILED, type(error).__name__


def _work(claimed: Claim) -> None:
    kind = background_kind(claimed.kind)
    if kind is None:
        raise CenterError(f"no handler for background work of kind {claimed.kind!r}")
    context = Context(claimed, _actor_of(claimed.requested_by_id))
    result = kind.handler(claimed.payload, context)
    if not context.finished:
        with unit_of_work():
            context.finish(result or JobResult())


def _end(claimed: Claim, failure: str | None) -> None:
    """Fail the work with a sentence, or put it back for another try."""
    db.session.rollback()
    try:
        with unit_of_work():
            if failure is None:
                service.put_back(claimed.job_id, claimed.token, counts_as_try=True)
            else:
                service.fail(claimed.job_id, claimed.token, failure, now=clock().now())
    except LeaseLost:
        log.warning("job %s was taken away while it failed", claimed.job_id)


def _actor_of(account_id: int | None) -> Actor:
    """Return the one who asked, with the roles held now; the system for work nobody asked for."""
    account = None if account_id is None else db.session.get(Account, account_id)
    if account is None:
        return Actor.system("jobs")
    roles = frozenset(role.name for role in account.roles)
    actor = Actor(account.id, account.full_name, roles, permissions_of(roles))
    db.session.rollback()  # the work may take minutes; it starts without an open transaction
    return actor


def _app() -> Flask:
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    return app


def _given_up() -> str:
    return _(
        "Việc này đã thử %(count)s lần mà không xong. Hãy thử lại; nếu vẫn vậy, báo quản trị hệ thống kèm số việc.",
        count=service.MAX_TRIES,
    )


def _at_fault(job_id: int) -> str:
    return _("Phần mềm không làm được việc này (số %(job)s). Báo quản trị hệ thống kèm số việc.", job=job_id)
