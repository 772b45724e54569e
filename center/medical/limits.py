"""The clinical limits in force on a day, read from the dated parameters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from center.legal.queries import parameter_book
from center.legal.rules import Parameter, ParameterBook
from center.medical.rules import Limits

# Column → (name in the parameters, unit on the screen).
_SIGNS = {
    "pulse": ("pulse", "lần/phút"),
    "respiration": ("respiration", "lần/phút"),
    "spo2": ("spo2", "%"),
    "systolic": ("systolic", "mmHg"),
    "diastolic": ("diastolic", "mmHg"),
    "temperature": ("temperature", "°C"),
    "weight_kg": ("weight", "kg"),
    "height_cm": ("height", "cm"),
}

UNITS: Mapping[str, str] = {sign: unit for sign, (_name, unit) in _SIGNS.items()}


def vital_limits(on: date) -> Mapping[str, Limits]:
    """Return the limits of every sign in force on ``on``. Raises MissingParameter without a hard range."""
    book = parameter_book()
    return {sign: _limits(book, name, unit, on) for sign, (name, unit) in _SIGNS.items()}


def _limits(book: ParameterBook, name: str, unit: str, on: date) -> Limits:
    vitals = f"clinical.vitals.{name}"

    def first(*names: str) -> Decimal | None:
        rows = (book.find_or_none(wanted, on) for wanted in names)
        return next((_decimal(row) for row in rows if row is not None), None)

    return Limits(
        least=_decimal(book.find(f"{vitals}.min", on)),
        most=_decimal(book.find(f"{vitals}.max", on)),
        warn_at_most=first(f"{vitals}.warn_at_most"),
        warn_at_least=first(f"{vitals}.warn_at_least"),
        # the red limits of NEWS2 where it has the sign, the center's own alarms where it has not
        red_at_most=first(f"clinical.news2.{name}.red_at_most", f"{vitals}.alarm_at_most"),
        red_at_least=first(f"clinical.news2.{name}.red_at_least", f"{vitals}.alarm_at_least"),
        unit=unit,
    )


def _decimal(row: Parameter) -> Decimal:
    return Decimal(str(row.value))


@dataclass(frozen=True, slots=True)
class Warnings:
    """What the marks of a reading need beside the limits of the signs."""

    news2_from_years: int
    """NEWS2 is for this age and above."""
    urgent_total: int
    emergency_total: int
    red_consciousness: frozenset[str]
    weight_ratio: Decimal
    weight_days: int
    cows_alarm: int


def warnings(on: date) -> Warnings:
    """Return the warning thresholds in force on ``on``."""
    book = parameter_book()
    return Warnings(
        news2_from_years=book.value_int("clinical.news2.from_years", on=on),
        urgent_total=book.value_int("clinical.news2.urgent_total", on=on),
        emergency_total=book.value_int("clinical.news2.emergency_total", on=on),
        red_consciousness=frozenset(book.value_list("clinical.news2.consciousness.red", on=on)),
        weight_ratio=_decimal(book.find("clinical.vitals.weight.warn_change_ratio", on)),
        weight_days=book.value_int("clinical.vitals.weight.warn_change_days", on=on),
        cows_alarm=book.value_int("clinical.cows.alarm_at_least", on=on),
    )


def unverified(prefix: str, on: date) -> list[Parameter]:
    """Return the rows under ``prefix`` in force on ``on`` that nobody has confirmed for this center."""
    return [
        row
        for row in parameter_book()
        if row.name.startswith(prefix) and row.in_force(on) and not row.is_verified
    ]
