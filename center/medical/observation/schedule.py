"""When the next observation is due. Pure.

Rhythm as proposed in CLINICAL.md 1.2 and 2.3; the hours are dated parameters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

NORMALS_AFTER_RED = 2
"""After a red value the reading is repeated until this many in a row are not red (CLINICAL.md 2.3)."""

OVERDUE_SHARE = 0.5
"""Past due by more than this share of the interval is an alarm (CLINICAL.md 8.5)."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Intervals in force on a day."""

    first_days: timedelta
    """Days 1-3 of detox; reception too."""
    next_days: timedelta
    """Days 4-7."""
    later_days: timedelta
    """From day 8 to the end of detox."""
    red_repeat: timedelta
    """Longest wait after a red value."""
    cows_moderate: timedelta
    """From ``moderate_from`` points on."""
    cows_mild: timedelta
    cows_none: timedelta
    """Below ``mild_from`` points on ``low_readings`` readings in a row."""
    mild_from: int
    moderate_from: int
    low_readings: int

    def vitals_every(self, day: int) -> timedelta:
        """Return the interval of vital signs on ``day`` of detox, from 1."""
        if day <= 3:
            return self.first_days
        return self.next_days if day <= 7 else self.later_days

    def cows_every(self, totals: Sequence[int]) -> timedelta:
        """Return the interval of COWS after ``totals``, newest first."""
        if not totals or totals[0] >= self.moderate_from:
            return self.cows_moderate
        low = totals[: self.low_readings]
        if len(low) == self.low_readings and all(total < self.mild_from for total in low):
            return self.cows_none
        return self.cows_mild


@dataclass(frozen=True, slots=True)
class Due:
    """When an observation is due, and how long one may wait."""

    at: datetime
    every: timedelta

    def state(self, now: datetime) -> str:
        """Return ``later``, ``due``, or ``overdue`` (by more than half the interval)."""
        if now < self.at:
            return "later"
        return "overdue" if now - self.at > self.every * OVERDUE_SHARE else "due"


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of vital signs as the rhythm sees it."""

    at: datetime
    red: bool
    full: bool
    """False for a reading without blood pressure, such as the pulse counted for COWS: it puts nothing off."""


def vitals_due(readings: Sequence[Reading], *, admitted_at: datetime, day: int, rhythm: Rhythm) -> Due:
    """Return when vital signs are due; ``readings`` newest first.

    A stay without a full reading is due since its admission. After a red value the next one is due
    soon, until enough full readings in a row are calm.
    """
    every = rhythm.vitals_every(day)
    full = [reading for reading in readings if reading.full]
    asked = full[:NORMALS_AFTER_RED]
    since = asked[-1].at if len(asked) == NORMALS_AFTER_RED else admitted_at
    if any(reading.red for reading in readings if reading.at >= since):
        return Due(readings[0].at + rhythm.red_repeat, rhythm.red_repeat)
    return Due(full[0].at + every if full else admitted_at, every)


def cows_due(scores: Sequence[tuple[datetime, int | None]], *, admitted_at: datetime, rhythm: Rhythm) -> Due:
    """Return when COWS is due; ``scores`` holds (when, total or None when incomplete), newest first.

    An incomplete score counts as a visit, not as a result.
    """
    every = rhythm.cows_every([total for _when, total in scores if total is not None])
    if not scores:
        return Due(admitted_at, every)
    return Due(scores[0][0] + every, every)
