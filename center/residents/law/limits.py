"""The least lengths of two stages as days, so that a new value can say which it moves. Pure.

The other limits of the conveyor have duties of their own and move with them (``deadlines``).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from center.i18n import lazy_gettext as _l
from center.legal.rules import ParameterBook
from center.residents.term.calendar import add_months


@dataclass(frozen=True, slots=True)
class StageLimit:
    """From which day on a stage may be over."""

    name: str
    """The parameter."""
    stage: str
    """The leading stage it is about."""
    label: str
    reached: Callable[[date, int], date]
    """From the day the stage began and the parameter's value to the first day that satisfies it."""

    def first_day(self, since: date, book: ParameterBook) -> date | None:
        """Return the first day from ``since`` on on which the row in force that day is satisfied.

        The stages are daily regime: the row of the day itself decides (LAW.md 1), so a value that changes
        meanwhile counts from its own first day. None where no row ever says anything.
        """
        for row in book:
            if row.name != self.name or not isinstance(row.value, int):
                continue
            day = max(self.reached(since, row.value), row.valid_from, since)
            if row.in_force(day):
                return day
        return None


STAGE_LIMITS = (
    StageLimit(
        "stage.detox.min_days",
        "detox",
        _l("Kết thúc cắt cơn sớm nhất"),
        lambda since, value: since + timedelta(days=value),
    ),
    StageLimit("stage.education.min_months", "education", _l("Xong giai đoạn giáo dục sớm nhất"), add_months),
)
"""Decree 163/2026 arts 85.6, 86.6."""
