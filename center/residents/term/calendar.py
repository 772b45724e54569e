"""Civil calendar arithmetic: months that end where the calendar ends them, days with both ends counted."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

DAY = timedelta(days=1)
SHORTEST_MONTH = 28
"""Days that every month has."""


def add_months(day: date, months: int) -> date:
    """Return the same day of the month ``months`` later, or that month's last day when it has no such day.

    Source: Civil Code 91/2015 art. 148.3 (end of a term counted in months).
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if day.day <= SHORTEST_MONTH:
        return date(year, month + 1, day.day)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def last_day_of(first_day: date, months: int) -> date:
    """Return the last day inside a term of ``months`` whose first day is ``first_day``, itself counted.

    Conventions ``last-day-inside`` and ``month-end`` of docs/decisions/term-conventions.md.
    """
    return add_months(first_day, months) - DAY


def days_between(first: date, last: date) -> int:
    """Return the number of days from ``first`` to ``last``, both counted; 0 when ``last`` is the eve."""
    return (last - first).days + 1
