"""What the first page of every role shows of the duties."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from center.auth.access import current_actor
from center.auth.permissions import Role
from center.clock import clock
from center.residents.duty.permissions import DutyPermission
from center.residents.duty.queries import InboxFilter, escalated, figures, inbox
from center.residents.duty.registry import kinds
from center.ui.panels import Panel

SHOWN = 6
"""Lines on the first page; the rest stands behind its figure."""


def own_day() -> Mapping[str, Any] | None:
    """Return what the reader's roles owe now, late first; the director's also what stayed late elsewhere.

    None for roles that never owe anything.
    """
    reader, now = current_actor(), clock().now()
    if not any({kind.owner.value, kind.watch.value} & reader.roles for kind in kinds().values()):
        return None
    found = figures(reader, mine=True, now=now)
    lines, _total = inbox(InboxFilter(), reader, mine=True, now=now, offset=0, limit=SHOWN)
    director = Role.DIRECTOR.value in reader.roles
    raised = escalated(limit=SHOWN, reader=reader, now=now) if director else []
    shown = {line.duty.id for line in raised}
    return {
        "figures": found,
        "lines": [line for line in lines if line.duty.id not in shown],
        "raised": raised,
    }


PANEL = Panel("home", "duties", DutyPermission.VIEW, "duties/home.html", own_day, 3)
