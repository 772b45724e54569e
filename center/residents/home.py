"""What the first page shows of this package to the roles it serves."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from center.agency.permissions import AgencyPermission
from center.auth.access import current_actor
from center.auth.permissions import Role
from center.clock import clock, local_date, local_instant, today
from center.residents.housing.queries import zone_loads
from center.residents.intake.queries import admitted_since, incomplete_files
from center.residents.labels import GAP_LABELS, OUT_LABELS, STAGE_LABELS
from center.residents.permissions import ResidentPermission
from center.residents.stage.board import BoardFilter, board, persons_by_stage
from center.residents.stage.labels import PACE_LABELS, PACE_STATES, STEP_LABELS
from center.residents.stage.messages import blocker_words
from center.residents.stage.model import Pace
from center.residents.stay.queries import RollFilter, roll
from center.residents.whereabouts.queries import headcount
from center.ui.panels import Panel

SHOWN = 8
"""Lines of a list on the first page; the rest stands behind its figure."""
AHEAD_DAYS = 30


def intake_day() -> Mapping[str, Any] | None:
    """Return the intake desk's day: who came, which files are incomplete, who leaves soon."""
    on = today()
    monday = on - timedelta(days=on.weekday())
    gaps, incomplete = incomplete_files(SHOWN)
    return {
        "today": on,
        "monday": monday,
        "came_today": admitted_since(local_instant(on)),
        "came_this_week": admitted_since(local_instant(monday)),
        "gaps": gaps,
        "gap_labels": GAP_LABELS,
        "incomplete": incomplete,
        **_leaving(),
    }


def director_day() -> Mapping[str, Any] | None:
    """Return the director's day: how full the zones are, who is out and why, who leaves soon."""
    if Role.DIRECTOR.value not in current_actor().roles:
        return None
    out = headcount(clock().now()).out
    return {
        "out": [(OUT_LABELS[line.cause], line.cause, line.persons) for line in out if line.cause],
        "loads": zone_loads(today()),
        **_leaving(),
    }


def counsellor_day() -> Mapping[str, Any] | None:
    """Return the counsellors' day: people by stage, and whose next step is late, blocked or due."""
    if Role.COUNSELLOR.value not in current_actor().roles:
        return None
    now = clock().now()
    wanted = BoardFilter(paces=(Pace.LATE, Pace.BLOCKED, Pace.DUE))
    due, total = board(wanted, at=now, on=local_date(now), offset=0, limit=SHOWN)
    stages = [(STAGE_LABELS[stage], stage, persons) for stage, persons in persons_by_stage().items()]
    return {
        "stages": stages,
        "due": due,
        "total": total,
        "pace_labels": PACE_LABELS,
        "pace_states": PACE_STATES,
        "step_labels": STEP_LABELS,
        "blocker_words": blocker_words,
    }


def housing_gaps() -> Mapping[str, Any] | None:
    """Return what the administrator must set up so that people can be housed; nothing when all is there."""
    loads = zone_loads(today())
    if loads and all(load.has_area and load.beds for load in loads):
        return None
    return {"loads": loads}


def _leaving() -> dict[str, Any]:
    now = clock().now()
    on = local_date(now)
    wanted = RollFilter(ends_by=on + timedelta(days=AHEAD_DAYS))
    lines, total = roll(wanted, at=now, on=on, offset=0, limit=SHOWN)
    return {"leaving": lines, "leaving_total": total, "ahead": AHEAD_DAYS}


PANELS = (
    Panel("home", "residents-intake", ResidentPermission.ADMIT, "residents/home/intake.html", intake_day, 10),
    Panel(
        "home",
        "residents-director",
        ResidentPermission.VIEW,
        "residents/home/director.html",
        director_day,
        10,
    ),
    Panel(
        "home",
        "residents-counsellor",
        ResidentPermission.STAGE,
        "residents/home/counsellor.html",
        counsellor_day,
        10,
    ),
    Panel(
        "home",
        "residents-housing",
        AgencyPermission.CONFIGURE,
        "residents/home/housing.html",
        housing_gaps,
        10,
    ),
)
