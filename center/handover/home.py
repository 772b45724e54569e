"""What the first page shows of this package: the clerk's deadlines, and who waits for the director."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from center.clock import clock, local_date
from center.handover.overview import end_lines
from center.handover.permissions import HandoverPermission
from center.handover.queries import ending_stays
from center.ui.panels import Panel

AHEAD_DAYS = 60
SHOWN = 8


def clerk_day() -> Mapping[str, Any] | None:
    """Return the records clerk's day: notices due, and whose last days have come."""
    today = local_date(clock().now())
    lines = end_lines(ending_stays(today, AHEAD_DAYS), today)
    notices = [line for line in lines if line.notice_state in {"late", "due", "stale"}]
    ending = [line for line in lines if line.stay.last_day and (line.stay.last_day - today).days <= 7]
    return {
        "today": today,
        "notices": notices[:SHOWN],
        "late": sum(line.notice_state in {"late", "stale"} for line in notices),
        "due": sum(line.notice_state == "due" for line in notices),
        "ending": ending[:SHOWN],
        "ending_total": len(ending),
        "unbuilt": sum(not line.packet_built for line in ending),
    }


def director_day() -> Mapping[str, Any] | None:
    """Return who is to be let go today or should have been; nothing when there is nobody."""
    today = local_date(clock().now())
    lines = end_lines(ending_stays(today, 0), today)
    return {"lines": lines[:SHOWN], "total": len(lines)} if lines else None


PANELS = (
    Panel("home", "handover-clerk", HandoverPermission.PREPARE, "handover/home_clerk.html", clerk_day, 20),
    Panel(
        "home",
        "handover-director",
        HandoverPermission.RELEASE,
        "handover/home_director.html",
        director_day,
        5,
    ),
)
