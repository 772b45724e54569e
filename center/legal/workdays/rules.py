"""Counting in working days. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

DAY = timedelta(days=1)
SATURDAY = 5
LONGEST_BREAK = 60
"""Days without a working day between them; more is a calendar somebody broke."""


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The days of a span of years that are not what their weekday says."""

    off: Mapping[date, str] = field(default_factory=dict)
    """Days off with the name of the holiday."""
    worked: Mapping[date, str] = field(default_factory=dict)
    """Days of a weekend that are worked instead of another day (làm bù), with the reason."""

    def is_working(self, day: date) -> bool:
        """Tell whether offices work on ``day``; what is worked by order beats the holiday and the weekend."""
        if day in self.worked:
            return True
        return day not in self.off and day.weekday() < SATURDAY

    def add(self, day: date, count: int) -> date:
        """Return the ``count``-th working day after ``day``; ``day`` itself is never counted.

        ``count`` 0 gives ``day`` when it is worked, else the next working day. Raises ValueError below 0.
        Source: Civil Code 91/2015 art. 147.2 (the first day is not counted), 148.5 (a term does not end on a
        day off).
        """
        if count < 0:
            raise ValueError(f"cannot count {count} working days")
        left = count
        idle = 0
        while left > 0 or not self.is_working(day):
            day += DAY
            if self.is_working(day):
                left, idle = left - 1, 0
                if left <= 0:
                    return day
            else:
                idle += 1
                if idle > LONGEST_BREAK:
                    raise ValueError(f"no working day in the {LONGEST_BREAK} days before {day}")
        return day

    def between(self, first: date, last: date) -> int:
        """Return how many working days lie from ``first`` to ``last``, both included."""
        days = (last - first).days + 1
        return sum(self.is_working(first + timedelta(days=number)) for number in range(max(0, days)))
