"""The moments scheduled work is due: the last one that has passed, whether or not anybody was awake for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from apscheduler.triggers.cron import CronTrigger

LOOK_BACK = tuple(timedelta(days=days) for days in (1 / 24, 1, 8, 32, 367))
"""How far back to search, in growing steps: most work is due daily or more often."""


def latest_slot(trigger: CronTrigger, now: datetime) -> datetime | None:
    """Return the last instant (UTC) at or before ``now`` at which ``trigger`` was due; None within a year."""
    for reach in LOOK_BACK:
        slot: datetime | None = None
        following = trigger.get_next_fire_time(None, now - reach)
        while following is not None and following <= now:
            slot = following
            following = trigger.get_next_fire_time(slot, now)
        if slot is not None:
            return slot.astimezone(UTC)
    return None


def due_key(name: str, slot: datetime) -> str:
    """Return the key of the run of ``name`` that was due at ``slot``."""
    return f"{name}@{slot.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
