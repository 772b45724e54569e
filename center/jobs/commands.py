"""``center jobs``: the background process, and the same work by hand."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading

import click
from flask import Flask, current_app
from flask.cli import AppGroup

from center.clock import LOCAL_ZONE, clock
from center.jobs import jobs as _own_work  # noqa: F401 - puts the nightly backup on the schedule
from center.jobs import queries, runner
from center.jobs.models import RunOutcome
from center.jobs.registry import schedule, schedules
from center.jobs.slots import due_key
from center.jobs.worker import run_worker
from center.ui.filters import format_datetime

jobs_group = AppGroup("jobs", help="Scheduled and background work.")


@jobs_group.command("run")
def run() -> None:
    """Be the background process until told to stop; a second one stands by."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]
    if not run_worker(app, stop, announce=lambda text: click.echo(text, err=True)):
        # a paper half printed holds its thread; what it did is put back, so nobody waits for it
        logging.shutdown()
        sys.stderr.flush()
        os._exit(0)


@jobs_group.command("once")
@click.argument("name")
def once(name: str) -> None:
    """Run the scheduled work NAME now, whether or not it is due."""
    found = schedule(name)
    if found is None:
        raise click.ClickException(f"no scheduled work {name!r}; there are: {', '.join(_names())}")
    outcome = runner.run_schedule(found, f"{due_key(name, clock().now())}+by-hand")
    last = queries.last_run(name)
    click.echo(f"{name}: {outcome or 'already run this second'}; {last.detail if last else ''}")
    if outcome != RunOutcome.DONE:
        raise SystemExit(1)


@jobs_group.command("drain")
def drain() -> None:
    """Work through the queue until nothing waits."""
    count = 0
    while runner.run_one():
        count += 1
    click.echo(f"{count} done; " + _queue())


@jobs_group.command("list")
def list_jobs() -> None:
    """Print the schedule with the last run of each, and the state of the queue."""
    now = clock().now()
    for item in schedules():
        following = item.trigger().get_next_fire_time(None, now.astimezone(LOCAL_ZONE))
        last = queries.last_run(item.name)
        ended = f"{format_datetime(last.started_at)} {last.outcome.value} {last.detail}" if last else "never"
        click.echo(f"{item.name:<28} next {format_datetime(following)}   last {ended}")
    click.echo(f"queue: {_queue()}")


def _names() -> list[str]:
    return [item.name for item in schedules()]


def _queue() -> str:
    counts = queries.queue_counts()
    return ", ".join(f"{count} {status}" for status, count in sorted(counts.items())) or "empty"
