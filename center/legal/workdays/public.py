"""Vietnam's public holidays as the library ``holidays`` knows them: the start of the center's own calendar."""

from __future__ import annotations

from datetime import date
from functools import cache

import holidays

FIRST_YEAR, LAST_YEAR = 2007, 2099
"""Years the library counts for today's Labour Code; beyond them nothing is known."""


@cache
def public_days_off(year: int) -> tuple[tuple[date, str], ...]:
    """Return the days off of ``year`` with their names, in order; days given for a holiday on a weekend too.

    Source: Labour Code 45/2019 arts 111.3, 112, and the yearly notices, as the library has them.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return ()
    found = holidays.country_holidays("VN", years=year, language="vi")
    return tuple(sorted((day, name) for day, name in found.items() if day.year == year))


@cache
def swapped_working_days(year: int) -> tuple[date, ...]:
    """Return the days of a weekend in ``year`` that are worked instead of another day, as far as known."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return ()
    found = holidays.country_holidays("VN", years=year, language="vi")
    return tuple(sorted(day for day in found.weekend_workdays if day.year == year))
