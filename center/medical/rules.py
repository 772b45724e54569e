"""Vital signs, late entries, corrections, and when detox may be declared complete. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from center.errors import RuleViolation

LATE_AFTER = timedelta(hours=1)
"""An entry made later than this needs a reason and is labelled as late (CLINICAL.md 8.2, proposal)."""

AMEND_REASON_LENGTH = 10
"""Least length of the reason of a correction (CLINICAL.md 8.3)."""

SIGNS = ("pulse", "respiration", "spo2", "systolic", "diastolic", "temperature", "weight_kg", "height_cm")


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one sign. Outside ``least``..``most`` the value is impossible; ``red`` ends alarm."""

    least: Decimal
    most: Decimal
    red_at_most: Decimal | None = None
    red_at_least: Decimal | None = None
    unit: str = ""


def check_ranges(values: Mapping[str, Decimal | int | None], limits: Mapping[str, Limits]) -> None:
    """Refuse values no living person has, and a diastolic pressure not below the systolic.

    Raises RuleViolation with the sign as the field.
    """
    for sign, value in values.items():
        if value is None or sign not in limits:
            continue
        bounds = limits[sign]
        if not bounds.least <= value <= bounds.most:
            raise RuleViolation(
                "medical.impossible_value",
                field=sign,
                value=Decimal(value),
                least=bounds.least,
                most=bounds.most,
                unit=bounds.unit,
            )
    systolic, diastolic = values.get("systolic"), values.get("diastolic")
    if (systolic is None) != (diastolic is None):
        raise RuleViolation(
            "medical.pressure_incomplete", field="diastolic" if diastolic is None else "systolic"
        )
    if systolic is not None and diastolic is not None and diastolic >= systolic:
        raise RuleViolation(
            "medical.diastolic_above", field="diastolic", systolic=systolic, diastolic=diastolic
        )


def red_signs(values: Mapping[str, Decimal | int | None], limits: Mapping[str, Limits]) -> tuple[str, ...]:
    """Return the signs whose value alone calls for a doctor within the hour (a red value)."""
    found = []
    for sign, value in values.items():
        bounds = limits.get(sign)
        if value is None or bounds is None:
            continue
        low = bounds.red_at_most is not None and value <= bounds.red_at_most
        high = bounds.red_at_least is not None and value >= bounds.red_at_least
        if low or high:
            found.append(sign)
    return tuple(found)


def check_entry_time(happened_at: datetime, now: datetime, admitted_at: datetime, late_reason: str) -> None:
    """Refuse an entry about the future or before the stay, and a late one without its reason."""
    if happened_at > now:
        raise RuleViolation("medical.in_future", field="happened_at")
    if happened_at < admitted_at:
        raise RuleViolation("medical.before_admission", field="happened_at")
    if now - happened_at > LATE_AFTER and not late_reason.strip():
        raise RuleViolation("medical.late_needs_reason", field="late_reason")


def check_amend_reason(reason: str) -> None:
    """Refuse a correction that does not say why."""
    if len(reason.strip()) < AMEND_REASON_LENGTH:
        raise RuleViolation("medical.amend_reason", field="amend_reason", least=AMEND_REASON_LENGTH)


@dataclass(frozen=True, slots=True)
class DetoxLimits:
    """Thresholds of the completion criteria (CLINICAL.md 2.5; a proposal until the center confirms it)."""

    days_since_last_use: int
    cows_below: int
    cows_readings: int
    cows_gap_hours: int
    calm_hours: int
    """Hours without a red vital sign."""


@dataclass(frozen=True, slots=True)
class DetoxFacts:
    """What the record says about a stay in detox."""

    today: date
    now: datetime
    last_used_on: date | None
    cows: Sequence[tuple[datetime, int]]
    """Complete scores, (when, total), any order."""
    vitals: Sequence[tuple[datetime, bool]]
    """Readings, (when, has a red sign), any order."""
    has_exam: bool
    opioid: bool
    """True when an opioid is the main substance: COWS applies."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion with whether the record meets it; ``fact`` is what was found."""

    code: str
    met: bool
    fact: str


def detox_criteria(facts: DetoxFacts, limits: DetoxLimits) -> tuple[Criterion, ...]:
    """Return every completion criterion that the record can answer, in the order of the form."""
    found = [Criterion("exam", facts.has_exam, "")]
    days = (facts.today - facts.last_used_on).days if facts.last_used_on else None
    found.append(
        Criterion(
            "last_use",
            days is not None and days >= limits.days_since_last_use,
            "" if days is None else str(days),
        )
    )
    if facts.opioid:
        spaced = _spaced_low_readings(facts.cows, limits)
        found.append(Criterion("cows", spaced >= limits.cows_readings, f"{spaced}/{limits.cows_readings}"))
    since = facts.now - timedelta(hours=limits.calm_hours)
    recent = [red for when, red in facts.vitals if when >= since]
    found.append(Criterion("vitals", bool(recent) and not any(recent), str(len(recent))))
    return tuple(found)


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
