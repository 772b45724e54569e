"""The limits of the stages in force on a day."""

from __future__ import annotations

from datetime import date

from center.legal.queries import parameter_book
from center.legal.rules import Parameter, ParameterBook
from center.residents.stage.model import Bound, StageLimits


def stage_limits(on: date, book: ParameterBook | None = None) -> StageLimits:
    """Return the limits in force on ``on``; before 2026-07-01 the law states none.

    The stages are daily regime, so the calendar day decides, not the stay's rule set (LAW.md 1).
    """
    rows = book or parameter_book()
    return StageLimits(
        reception_max_days=_bound(rows, "stage.reception.max_days", on),
        detox_min_days=_bound(rows, "stage.detox.min_days", on),
        education_min_months=_bound(rows, "stage.education.min_months", on),
        labour_from_detox=_labour(rows, on),
        reintegration_days=_bound(rows, "stage.reintegration.days_before_end", on),
    )


def _bound(book: ParameterBook, name: str, on: date) -> Bound | None:
    row = book.find_or_none(name, on)
    return None if row is None else Bound(book.value_int(name, on=on), row.source, row.is_verified)


def _labour(book: ParameterBook, on: date) -> Bound | None:
    row: Parameter | None = book.find_or_none("stage.labour.starts_after", on)
    return Bound(0, row.source, row.is_verified) if row is not None and row.value == "detox" else None
