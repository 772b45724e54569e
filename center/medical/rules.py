"""What may be written down: ranges, doubtful values, late entries, corrections, plain text. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum

from center.errors import RuleViolation
from center.residents.secrecy import tells_a_secret

LATE_AFTER = timedelta(hours=1)
"""An entry made later than this needs a reason and is labelled as late (CLINICAL.md 8.2, proposal)."""

AMEND_REASON_LENGTH = 10
"""Least length of the reason of a correction (CLINICAL.md 8.3)."""

SIGNS = ("pulse", "respiration", "spo2", "systolic", "diastolic", "temperature", "weight_kg")
"""What one reading measures, by the column names of ``VitalSigns``."""

Number = Decimal | int


class Mark(StrEnum):
    """How far a value is from what is usual."""

    WARN = "warn"
    """Doubtful: look again, tell the doctor at the round."""
    RED = "danger"
    """This value alone calls for a doctor within the hour."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one sign. Outside ``least``..``most`` the value is impossible; the others only mark it."""

    least: Decimal
    most: Decimal
    warn_at_most: Decimal | None = None
    warn_at_least: Decimal | None = None
    red_at_most: Decimal | None = None
    red_at_least: Decimal | None = None
    unit: str = ""


def check_ranges(values: Mapping[str, Number | None], limits: Mapping[str, Limits]) -> None:
    """Refuse values no living person has, and a diastolic pressure not below the systolic.

    A systolic pressure alone is taken: in shock it is felt at the wrist, and the diastolic cannot be
    measured. Raises RuleViolation with the sign as the field.
    """
    for sign, value in values.items():
        if value is None:
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
    if diastolic is not None and systolic is None:
        raise RuleViolation("medical.pressure_incomplete", field="systolic")
    if systolic is not None and diastolic is not None and diastolic >= systolic:
        raise RuleViolation(
            "medical.diastolic_above", field="diastolic", systolic=systolic, diastolic=diastolic
        )


def marks(values: Mapping[str, Number | None], limits: Mapping[str, Limits]) -> dict[str, Mark]:
    """Return the signs whose value lies beyond a warning or red limit."""
    found = {}
    for sign, value in values.items():
        bounds = limits.get(sign)
        if value is None or bounds is None:
            continue
        if _beyond(value, bounds.red_at_most, bounds.red_at_least):
            found[sign] = Mark.RED
        elif _beyond(value, bounds.warn_at_most, bounds.warn_at_least):
            found[sign] = Mark.WARN
    return found


def _beyond(value: Number, at_most: Decimal | None, at_least: Decimal | None) -> bool:
    return (at_most is not None and value <= at_most) or (at_least is not None and value >= at_least)


def is_late(happened_at: datetime, recorded_at: datetime) -> bool:
    """Tell whether an entry is labelled as typed in late."""
    return recorded_at - happened_at > LATE_AFTER


def check_entry_time(
    happened_at: datetime, now: datetime, admitted_at: datetime, late_reason: str, *, amends: bool = False
) -> None:
    """Refuse an entry about the future or before the stay, and a late one without its reason.

    A correction is late by nature; its own reason says more.
    """
    if happened_at > now:
        raise RuleViolation("medical.in_future", field="happened_at")
    if happened_at < admitted_at:
        raise RuleViolation("medical.before_admission", field="happened_at", admitted_at=admitted_at)
    if is_late(happened_at, now) and not late_reason.strip() and not amends:
        raise RuleViolation("medical.late_needs_reason", field="late_reason")


def check_amend_reason(reason: str) -> None:
    """Refuse a correction that does not say why."""
    if len(reason.strip()) < AMEND_REASON_LENGTH:
        raise RuleViolation("medical.amend_reason", field="amend_reason", least=AMEND_REASON_LENGTH)


def check_plain_text(texts: Mapping[str, str]) -> None:
    """Refuse to write about HIV where everyone who treats may read it; keys are the form's fields.

    Source: Law 64/2006 art. 30 as replaced by Law 71/2020: kept apart, for a closed list of persons.
    """
    for field, text in texts.items():
        if tells_a_secret(text):
            raise RuleViolation("medical.secret_in_plain_text", field=field)


def weight_change(
    weight_kg: Decimal, at: datetime, earlier: Mapping[datetime, Decimal], *, days: int
) -> Decimal | None:
    """Return the change since the oldest weighing of the last ``days`` days, as a ratio (0.05 = 5 %).

    ``earlier`` holds kilograms by instant. None when there was no weighing in that time.
    """
    window = [when for when in earlier if at - timedelta(days=days) <= when < at]
    if not window:
        return None
    before = earlier[min(window)]
    return (weight_kg - before) / before
