"""The same work by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest
from flask import Flask

from center.jobs import registry
from center.jobs.commands import jobs_group
from center.jobs.models import JobStatus
from center.jobs.registry import JobContext, Schedule
from tests.jobs.kinds import ask, job, kind


@pytest.fixture(autouse=True)
def schedule(monkeypatch: pytest.MonkeyPatch) -> None:
    def function(now: datetime) -> str:
        return "3 rows"

    def fail(now: datetime) -> str:
        raise OSError

    monkeypatch.setattr(registry, "_schedules", {})
    registry.register_schedules(
        Schedule("nightly", "Hằng đêm", function, {"hour": 2, "minute": 30}),
        Schedule("broken", "Hỏng", fail, {"hour": 3}),
    )


def test_once_runs_scheduled_work_whether_or_not_it_is_due(app: Flask) -> None:
    run = app.test_cli_runner()
    assert run.invoke(jobs_group, ["once", "nightly"]).output == "nightly: done; 3 rows\n"
    broken = run.invoke(jobs_group, ["once", "broken"])
    assert (broken.output, broken.exit_code) == ("broken: failed; OSError\n", 1)
    unknown = run.invoke(jobs_group, ["once", "poem"])
    assert unknown.exit_code == 1
    assert "there are: broken, nightly" in unknown.output


def test_drain_works_until_nothing_waits(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def work(payload: Mapping[str, Any], context: JobContext) -> None:
        return None

    with kind(monkeypatch, work):
        asked = [ask(n=n) for n in range(3)]
        answer = app.test_cli_runner().invoke(jobs_group, ["drain"])
    assert answer.output == "3 done; 3 done\n"
    assert all(job(number).status == JobStatus.DONE for number in asked)


def test_list_shows_when_each_work_is_due_and_how_it_went(app: Flask) -> None:
    run = app.test_cli_runner()
    run.invoke(jobs_group, ["once", "nightly"])
    lines = run.invoke(jobs_group, ["list"]).output.splitlines()
    assert " ".join(lines[0].split()) == "broken next 23/11/2026 03:00 last never"
    assert " ".join(lines[1].split()) == "nightly next 23/11/2026 02:30 last 22/11/2026 09:00 done 3 rows"
    assert lines[2] == "queue: empty"
