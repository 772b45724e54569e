"""The background process: runs the schedule and works through the queue, one process for one database.

The web server never does either. Papers are printed here, in one thread beside the schedule, so that a long
packet neither blocks the night's work nor a page.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from apscheduler.events import EVENT_JOB_MISSED, JobExecutionEvent
from apscheduler.schedulers.background import BackgroundScheduler
from flask import Flask

from center.clock import LOCAL_ZONE, clock
from center.db import unit_of_work
from center.jobs import queries, runner, service
from center.jobs.guard import Guard, guard_for
from center.jobs.models import RunOutcome
from center.jobs.registry import Schedule, schedules
from center.jobs.slots import due_key, latest_slot

log = logging.getLogger(__name__)

QUEUE_SECONDS = 1.0
"""Pause between two looks at an empty queue."""
STANDBY_SECONDS = 2.0
"""Pause between two tries to become the one worker."""
GUARD_SECONDS = 30.0
"""Pause between two looks whether the lock is still ours."""
STOP_SECONDS = 1.0
"""How long a stop waits for work in hand, before it is put back."""

JOB_DEFAULTS = {
    "coalesce": True,
    "max_instances": 1,
    # APScheduler's own grace is one second: a run that starts later would be dropped
    "misfire_grace_time": 3600,
}


class QueueThread(threading.Thread):
    """Works through the queue, one piece at a time, and keeps the lease of the piece in hand."""

    def __init__(self, app: Flask, stop: threading.Event) -> None:
        super().__init__(name="queue", daemon=True)
        self.app = app
        self.stop = stop
        self.claimed: runner.Claim | None = None

    def run(self) -> None:
        """Work until told to stop."""
        while not self.stop.is_set():
            if not self._one():
                self.stop.wait(QUEUE_SECONDS)

    def _one(self) -> bool:
        try:
            with self.app.app_context():
                self.claimed = claimed = runner.claim()
                if claimed is None:
                    return False
                beat = threading.Event()
                heart = threading.Thread(target=self._beat, args=(claimed, beat), name="lease", daemon=True)
                heart.start()
                try:
                    runner.run_claim(claimed)
                finally:
                    beat.set()
                    heart.join()
                    self.claimed = None
                return True
        except Exception as error:
            # the database may be away for a moment: the thread must outlive that
            log.error("the queue stumbled: %s", type(error).__name__, exc_info=error)
            return False

    def _beat(self, claimed: runner.Claim, over: threading.Event) -> None:
        while not over.wait(service.LEASE.total_seconds() / 4):
            try:
                with self.app.app_context(), unit_of_work():
                    service.keep_lease(claimed.job_id, claimed.token, now=clock().now())
            except Exception as error:
                log.warning("lease of job %s: %s", claimed.job_id, type(error).__name__)

    def let_go(self) -> bool:
        """Wait a moment for the work in hand, then put it back; tell whether the thread has ended.

        What the thread still does afterwards cannot be committed as the work's result: the lease is gone.
        """
        self.join(STOP_SECONDS)
        claimed = self.claimed
        if claimed is not None:
            try:
                with self.app.app_context(), unit_of_work():
                    service.put_back(claimed.job_id, claimed.token, counts_as_try=False)
            except service.LeaseLost:
                log.info("job %s ended just before the stop", claimed.job_id)
        return not self.is_alive()


class Clockwork:
    """Runs the scheduled work: at its time, and once at the start what fell due while no worker ran."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.scheduler = make_scheduler(app, self._run)
        self._stopping = False
        self._busy = 0
        self._lock = threading.Lock()

    def start(self) -> None:
        """Start the clock, and catch up: a center's machine is switched off at night."""
        self.scheduler.start()
        threading.Thread(target=self._catch_up, name="catch-up", daemon=True).start()

    def stop(self) -> bool:
        """Start nothing more; tell whether nothing is running."""
        self._stopping = True
        self.scheduler.shutdown(wait=False)
        return self._busy == 0

    def _catch_up(self) -> None:
        for item in schedules():
            if not self._stopping:
                self._run(item)

    def _run(self, item: Schedule) -> None:
        with self._lock:
            self._busy += 1
        try:
            run_due(self.app, item)
        finally:
            with self._lock:
                self._busy -= 1


def make_scheduler(app: Flask, run: Callable[[Schedule], None]) -> BackgroundScheduler:
    """Return a scheduler that calls ``run`` with each piece of scheduled work at its time, not yet started.

    Nothing of it is stored: the schedule is code, so an upgrade leaves no stale entries behind.
    """
    scheduler = BackgroundScheduler(timezone=LOCAL_ZONE, job_defaults=JOB_DEFAULTS, daemon=True)
    for item in schedules():
        scheduler.add_job(
            run, item.trigger(), args=(item,), id=item.name, name=item.name, replace_existing=True
        )

    def missed(event: JobExecutionEvent) -> None:
        _record_missed(app, event)

    scheduler.add_listener(missed, EVENT_JOB_MISSED)
    return scheduler


def run_worker(
    app: Flask,
    stop: threading.Event,
    *,
    announce: Callable[[str], None] = log.info,
    guard: Guard | None = None,
) -> bool:
    """Be the one worker of ``app``'s database, or stand by, until ``stop`` is set.

    Returns True when nothing was left running; False when work in hand was put back and its thread still
    runs, so that the process should end without waiting for it.
    """
    guard = guard or guard_for(app)
    told = False
    clean = True
    while not stop.is_set():
        if not guard.acquire():
            if not told:
                announce("another worker runs on this database; standing by")
                told = True
            stop.wait(STANDBY_SECONDS)
            continue
        told = False
        try:
            announce("worker started")
            clean = _work(app, stop, guard) and clean
        finally:
            guard.release()
    announce("worker stopped")
    return clean


def run_due(app: Flask, item: Schedule) -> RunOutcome | None:
    """Run ``item`` for the last moment it was due, unless that was done."""
    with app.app_context():
        slot = latest_slot(item.trigger(), clock().now())
        if slot is None or queries.was_run(due_key(item.name, slot)):
            return None
        return runner.run_schedule(item, due_key(item.name, slot))


def _work(app: Flask, stop: threading.Event, guard: Guard) -> bool:
    """Work as the one worker until ``stop`` or until the lock is lost; tell whether all work has ended."""
    with app.app_context(), unit_of_work():
        service.mark_interrupted()
    halt = threading.Event()
    queue = QueueThread(app, halt)
    clockwork = Clockwork(app)
    clockwork.start()
    queue.start()
    while not stop.wait(GUARD_SECONDS):
        if not guard.held():
            log.error("the lock on the database was lost; standing by")
            break
    halt.set()
    clock_idle = clockwork.stop()
    queue_idle = queue.let_go()
    return clock_idle and queue_idle


def _record_missed(app: Flask, event: JobExecutionEvent) -> None:
    with app.app_context(), unit_of_work():
        now = clock().now()
        run = service.begin_run(event.job_id, due_key(event.job_id, event.scheduled_run_time), now=now)
        if run is not None:
            service.end_run(run.id, RunOutcome.MISSED, "", now=now)
