"""The trainer's day, and the panels of the home page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.auth.permissions import Role
from center.clock import clock, local_date, local_instant
from center.errors import NotFound
from center.ui.fields import parse_date
from center.ui.panels import Panel, register_panel
from center.vocational.blueprint import bp
from center.vocational.day.queries import missing_from, without_leave
from center.vocational.labels import WEEKDAYS
from center.vocational.lesson.queries import lessons_on, open_registers
from center.vocational.permissions import VocationalPermission

OPEN_REGISTER_DAYS = 30
"""How far back a register that was not kept is still asked for."""
FOLLOW_UP_DAYS = 7
TRUANTS_SHOWN = 8


@bp.get("")
@requires(VocationalPermission.VIEW)
def day() -> ResponseReturnValue:
    """Show the lessons of a day with their registers: a trainer's own, or everybody's."""
    return render_template("vocational/day.html", **_day(_wanted_day(), mine=_mine()))


def _mine() -> bool:
    trainer = Role.TRAINER.value in current_actor().roles
    return trainer and request.args.get("who") != "all"


def _wanted_day() -> date:
    text = request.args.get("day", "")
    try:
        return parse_date(text) if text else local_date(clock().now())
    except ValueError as error:
        raise NotFound(f"no day {text!r}") from error


def _day(wanted: date, *, mine: bool) -> dict[str, Any]:
    now, actor = clock().now(), current_actor()
    today = local_date(now)
    lines = lessons_on(wanted, trainer_id=actor.id if mine else None)
    due = []
    if mine and wanted == today and actor.id is not None:
        since = local_instant(today - timedelta(days=OPEN_REGISTER_DAYS))
        due = open_registers(before=local_instant(today), since=since, trainer_id=actor.id)
    return {
        "day": wanted,
        "weekday": WEEKDAYS[wanted.weekday()],
        "today": today,
        "as_of": now,
        "mine": mine,
        "is_trainer": Role.TRAINER.value in actor.roles,
        "lines": lines,
        "missing": missing_from(lines, now=now),
        "due": due,
        "before": wanted - timedelta(days=1),
        "after": wanted + timedelta(days=1),
    }


def trainer_panel() -> Mapping[str, Any] | None:
    """Return a trainer's lessons of today; None for anybody else."""
    if Role.TRAINER.value not in current_actor().roles:
        return None
    return _day(local_date(clock().now()), mine=True)


def follow_up_panel() -> Mapping[str, Any] | None:
    """Return who was absent without leave of late, for the counsellor; None for anybody else."""
    if Role.COUNSELLOR.value not in current_actor().roles:
        return None
    now = clock().now()
    since = local_instant(local_date(now) - timedelta(days=FOLLOW_UP_DAYS - 1))
    people, total = without_leave(since, limit=TRUANTS_SHOWN)
    return {"people": people, "total": total, "days": FOLLOW_UP_DAYS}


register_panel(
    Panel(
        "home",
        "vocational-day",
        VocationalPermission.ATTEND.value,
        "vocational/_home_trainer.html",
        trainer_panel,
        20,
    )
)
register_panel(
    Panel(
        "home",
        "vocational-follow-up",
        VocationalPermission.VIEW.value,
        "vocational/_home_counsellor.html",
        follow_up_panel,
        40,
    )
)
