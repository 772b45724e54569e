"""What the clock does with the duties: all of them brought up to date, and the holidays of the years proposed."""

from __future__ import annotations

from datetime import datetime, timedelta
from time import sleep

from center.audit.actor import Actor
from center.clock import local_date
from center.db import unit_of_work
from center.i18n import lazy_gettext as _l
from center.jobs.registry import Schedule, register_schedules
from center.residents.duty.calendar.service import propose_year
from center.residents.duty.facts import AFTER_END, MEMORY, stays_to_look_at
from center.residents.duty.service import escalate, sync_center, sync_duties

CHUNK = 100
"""Stays in one unit of work: whoever writes meanwhile waits half a second, not longer."""
PAUSE = 0.15
"""Seconds between two units of work. SQLite makes writers look again every 0.1 s: without it none gets in."""


def sync_present(now: datetime) -> str:
    """Bring up to date what can change within the hour: running stays, those ended lately, and whoever is owed."""
    return _sync(now, AFTER_END)


def sync_everything(now: datetime) -> str:
    """Bring every duty up to date, those of stays that ended years ago too; return what was done in one line.

    Everything follows from the facts and their own times: after days without the server the next run gives what
    every run in between would have given.
    """
    return _sync(now, MEMORY)


def _sync(now: datetime, ended_within: timedelta) -> str:
    changed, seen, after = 0, 0, 0
    while True:
        with unit_of_work():
            ids = stays_to_look_at(after, CHUNK, local_date(now), ended_within=ended_within)
            changed += sync_duties(ids, now=now)
        seen += len(ids)
        if len(ids) < CHUNK:
            break
        after = ids[-1]
        sleep(PAUSE)
    with unit_of_work():
        changed += sync_center(now=now)
    with unit_of_work():
        raised = escalate(now=now)
    return f"{seen} stays looked at, {changed} duties changed, {raised} escalated"


def propose_calendar(now: datetime) -> str:
    """Take the public holidays of this year and the next into the calendar, once each."""
    year, made = local_date(now).year, 0
    for wanted in range(year, year + 2):
        with unit_of_work():
            made += propose_year(wanted, actor=Actor.system("work-calendar"), now=now)
    return f"{made} days proposed for {year} and {year + 1}"


register_schedules(
    Schedule("sync_duties", _l("Cập nhật việc theo luật"), sync_present, {"minute": "*/15"}),
    Schedule(
        "sync_past_duties",
        _l("Cập nhật việc theo luật, cả người đã về"),
        sync_everything,
        {"hour": 0, "minute": 40},
    ),
    Schedule(
        "propose_work_calendar", _l("Đề xuất lịch ngày làm việc"), propose_calendar, {"hour": 0, "minute": 20}
    ),
)
