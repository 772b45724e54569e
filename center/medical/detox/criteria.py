"""When detox may be declared complete. Pure.

No official numeric rule was found; these are the criteria proposed in CLINICAL.md 2.5, to be confirmed by the
head of the medical team. Numbers come from dated parameters.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

ATTESTED = ("medicine", "eating", "suicide", "urine", "chronic")
"""What the record cannot answer yet: the doctor declares each by name."""


@dataclass(frozen=True, slots=True)
class DetoxLimits:
    """Thresholds of the criteria."""

    days_since_last_use: int
    cows_below: int
    cows_readings: int
    cows_gap_hours: int
    news2_max: int
    """Highest NEWS2 of a calm reading."""
    calm_hours: int
    """Hours without anything above it."""
    news2_from_years: int
    """Age from which NEWS2 says anything."""
    medicine_hours: int
    """Hours without a withdrawal medicine."""
    meal_percent: int
    sleep_hours: int
    sleep_nights: int


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of vital signs as the criteria see it."""

    at: datetime
    points: int
    """NEWS2 points of what was measured."""
    red: bool


@dataclass(frozen=True, slots=True)
class DetoxFacts:
    """What the record says about a stay in detox."""

    today: date
    now: datetime
    last_used_on: date | None
    cows: Sequence[tuple[datetime, int]]
    """Complete scores in force, (when, total), any order."""
    vitals: Sequence[Reading]
    """Readings in force, any order."""
    has_exam: bool
    opioid: bool
    """True when an opioid was in use: COWS applies."""
    news2_applies: bool
    """False under the age NEWS2 is made for."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion and whether the record meets it."""

    code: str
    met: bool | None
    """None: the record cannot tell, the doctor judges."""
    found: int | None = None
    """The figure the record gives; None when there is none."""


def detox_criteria(facts: DetoxFacts, limits: DetoxLimits) -> tuple[Criterion, ...]:
    """Return every criterion the record can answer, in the order of the form.

    COWS counts when an opioid was in use, and also when any score showed withdrawal.
    """
    found = [Criterion("exam", facts.has_exam)]
    days = (facts.today - facts.last_used_on).days if facts.last_used_on else None
    found.append(Criterion("last_use", days is not None and days >= limits.days_since_last_use, days))
    if facts.opioid or any(total >= limits.cows_below for _when, total in facts.cows):
        low = _spaced_low_readings(facts.cows, limits)
        found.append(Criterion("cows", low >= limits.cows_readings, low))
    found.append(_calm(facts, limits))
    return tuple(found)


def _calm(facts: DetoxFacts, limits: DetoxLimits) -> Criterion:
    if not facts.news2_applies:
        return Criterion("vitals_minor", None)
    since = facts.now - timedelta(hours=limits.calm_hours)
    recent = [reading for reading in facts.vitals if reading.at >= since]
    calm = all(reading.points <= limits.news2_max and not reading.red for reading in recent)
    highest = max((reading.points for reading in recent), default=None)
    return Criterion("vitals", bool(recent) and calm, highest)


def _spaced_low_readings(cows: Sequence[tuple[datetime, int]], limits: DetoxLimits) -> int:
    """Count low readings backwards from the newest, each at least the gap before the one after it.

    One reading at or above the limit ends the row.
    """
    count = 0
    last: datetime | None = None
    for when, total in sorted(cows, reverse=True):
        if total >= limits.cows_below:
            break
        if last is None or last - when >= timedelta(hours=limits.cows_gap_hours):
            count += 1
            last = when
    return count


def unmet_codes(criteria: Sequence[Criterion], attested: frozenset[str]) -> list[str]:
    """Return the codes not met: computed ones the record denies, and the doctor's own that are not ticked.

    A criterion the record cannot answer is the doctor's to tick under its own code.
    """
    computed = [one.code for one in criteria if one.met is False]
    asked = [one.code for one in criteria if one.met is None] + list(ATTESTED)
    return computed + [code for code in asked if code not in attested]
