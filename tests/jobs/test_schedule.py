"""Scheduled work: due once, run once, caught up after a night switched off."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from apscheduler.triggers.cron import CronTrigger
from flask import Flask
from sqlalchemy import select

from center.clock import LOCAL_ZONE, FixedClock
from center.db import db, unit_of_work
from center.jobs import jobs as own_jobs
from center.jobs import registry, runner, service, worker
from center.jobs.models import JobRun, RunOutcome
from center.jobs.registry import Schedule
from center.jobs.slots import due_key, latest_slot


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL_ZONE)


@pytest.mark.parametrize(
    ("cron", "now", "slot"),
    [
        ({"hour": 2, "minute": 30}, "2026-11-22T09:00", "2026-11-22T02:30"),
        ({"hour": 2, "minute": 30}, "2026-11-22T02:29:59", "2026-11-21T02:30"),
        ({"hour": 2, "minute": 30}, "2026-11-22T02:30", "2026-11-22T02:30"),
        ({"minute": "*/15"}, "2026-11-22T00:14:59", "2026-11-22T00:00"),
        ({"day_of_week": "mon", "hour": 7}, "2026-11-22T09:00", "2026-11-16T07:00"),
        ({"day": 1, "hour": 0}, "2026-11-22T09:00", "2026-11-01T00:00"),
        ({"day": 31, "hour": 0}, "2026-11-22T09:00", "2026-10-31T00:00"),
        ({"month": 2, "day": 29}, "2026-11-22T09:00", None),
    ],
)
def test_the_last_moment_work_was_due(cron: dict[str, int | str], now: str, slot: str | None) -> None:
    found = latest_slot(CronTrigger(**cron, timezone=LOCAL_ZONE), local(now))
    assert found == (local(slot) if slot else None)
    assert found is None or found.tzinfo == UTC


def test_a_slot_has_one_key_in_every_zone() -> None:
    assert due_key("x", local("2026-11-22T02:30")) == "x@2026-11-21T19:30:00Z"


def nightly(calls: list[datetime]) -> Schedule:
    def function(now: datetime) -> str:
        calls.append(now)
        return "xong"

    return Schedule("nightly", "Hằng đêm", function, {"hour": 2, "minute": 30})


def runs() -> list[tuple[str, str, str]]:
    db.session.rollback()
    return [(run.due_key, run.outcome.value, run.detail) for run in db.session.scalars(select(JobRun))]


def test_a_slot_is_run_once_however_often_it_is_started(app: Flask, clock: FixedClock) -> None:
    calls: list[datetime] = []
    for _ in range(3):
        worker.run_due(app, nightly(calls))
    assert calls == [clock.now()]
    assert runs() == [("nightly@2026-11-21T19:30:00Z", "done", "xong")]
    clock.advance(days=1)
    worker.run_due(app, nightly(calls))
    assert len(calls) == 2


def test_two_processes_that_open_the_same_slot_run_it_once(app: Flask, clock: FixedClock) -> None:
    with unit_of_work():
        assert service.begin_run("nightly", "key", now=clock.now()) is not None
    assert runner.run_schedule(nightly([]), "key") is None


def test_a_failed_run_is_recorded_and_does_not_run_again_for_its_slot(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    calls: list[int] = []

    def fail(now: datetime) -> str:
        calls.append(1)
        raise OSError("/secret/path")

    item = Schedule("nightly", "Hằng đêm", fail, {"hour": 2})
    assert worker.run_due(app, item) == RunOutcome.FAILED
    assert worker.run_due(app, item) is None
    assert len(calls) == 1
    assert runs() == [("nightly@2026-11-21T19:00:00Z", "failed", "OSError")]


def test_a_run_cut_off_in_the_middle_is_run_again_after_the_next_start(app: Flask, clock: FixedClock) -> None:
    calls: list[datetime] = []
    with unit_of_work():
        service.begin_run("nightly", "nightly@2026-11-21T19:30:00Z", now=clock.now())
    worker.run_due(app, nightly(calls))
    assert calls == [], "another process may be at it"
    with unit_of_work():
        assert service.mark_interrupted() == 1
    worker.run_due(app, nightly(calls))
    assert len(calls) == 1
    assert runs() == [("nightly@2026-11-21T19:30:00Z", "done", "xong")]


def test_the_schedule_is_forgiving_and_local(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    item = nightly([])
    monkeypatch.setattr(registry, "_schedules", {item.name: item})
    scheduler = worker.make_scheduler(app, lambda _item: None)
    scheduler.start(paused=True)
    try:
        (job,) = scheduler.get_jobs()
        assert (job.id, job.coalesce, job.max_instances, job.misfire_grace_time) == ("nightly", True, 1, 3600)
        assert job.next_run_time.utcoffset() == timedelta(hours=7)
        assert (job.next_run_time.hour, job.next_run_time.minute) == (2, 30)
    finally:
        scheduler.shutdown(wait=False)


def test_a_missed_run_leaves_a_line(app: Flask) -> None:
    from apscheduler.events import EVENT_JOB_MISSED, JobExecutionEvent

    event = JobExecutionEvent(EVENT_JOB_MISSED, "nightly", "default", local("2026-11-22T02:30"))
    worker._record_missed(app, event)
    worker._record_missed(app, event)
    assert runs() == [("nightly@2026-11-21T19:30:00Z", "missed", "")]


def test_the_backup_is_on_the_schedule_and_names_are_unique() -> None:
    assert own_jobs.nightly_backup is not None
    found = registry.schedule("nightly_backup")
    assert found is not None
    assert found.cron == {"hour": 2, "minute": 30}
    registry.register_schedules(found)
    with pytest.raises(ValueError, match="two schedules"):
        registry.register_schedules(Schedule("nightly_backup", "x", lambda now: "", {}))
