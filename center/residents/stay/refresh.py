"""Keeps ``Stay.last_day`` true while time alone moves it: each day of an open escape moves the end of the term."""

from __future__ import annotations

from datetime import datetime

from center.audit.actor import Actor
from center.residents.stay.models import Stay
from center.residents.stay.term_changes import recalculate

CAUSE = "theo các quy định đang có hiệu lực"


def refresh_last_days(now: datetime) -> str:
    """Bring the last days of the running stays up to the local day of ``now``; return what was done in one line.

    Two statements read everybody; only those whose last day differs are written, each in its own unit of work.
    """
    moved, faults = recalculate(
        Stay.ended_on.is_(None), cause=CAUSE, actor=Actor.system("refresh_last_days"), now=now
    )
    return f"{moved} last days moved" + (f", {faults} cannot be computed" if faults else "")
