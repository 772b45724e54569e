"""The limits in force on a day, read from the dated parameters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from center.legal.queries import parameter_book
from center.legal.rules import ParameterBook
from center.medical.rules import DetoxLimits, Limits

# sign → (name in the parameters, unit, whether red limits come from NEWS2 or from the center's own alarms)
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


def vital_limits(on: date) -> Mapping[str, Limits]:
    """Return the limits of every sign in force on ``on``."""
    book = parameter_book()
    return {
        sign: Limits(
            least=_number(book, f"clinical.vitals.{name}.min", on) or Decimal(0),
            most=_number(book, f"clinical.vitals.{name}.max", on) or Decimal(0),
            red_at_most=_number(book, f"clinical.news2.{name}.red_at_most", on)
            or _number(book, f"clinical.vitals.{name}.alarm_at_most", on),
            red_at_least=_number(book, f"clinical.news2.{name}.red_at_least", on)
            or _number(book, f"clinical.vitals.{name}.alarm_at_least", on),
            unit=unit,
        )
        for sign, (name, unit) in _SIGNS.items()
    }


def _number(book: ParameterBook, name: str, on: date) -> Decimal | None:
    found = book.find_or_none(name, on)
    return None if found is None else Decimal(str(found.value))


def detox_limits(on: date) -> DetoxLimits:
    """Return the thresholds of the completion criteria in force on ``on``."""
    book = parameter_book()
    return DetoxLimits(
        days_since_last_use=book.value_int("clinical.detox_complete.days_since_last_use", on=on),
        cows_below=book.value_int("clinical.detox_complete.cows_below", on=on),
        cows_readings=book.value_int("clinical.detox_complete.cows_readings", on=on),
        cows_gap_hours=book.value_int("clinical.detox_complete.cows_gap", on=on),
        calm_hours=book.value_int("clinical.detox_complete.news2_window", on=on),
    )
