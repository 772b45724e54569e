"""Changing the calendar of working days. Pure."""

from __future__ import annotations

from datetime import date

from center.errors import RuleViolation
from center.legal.workdays.rules import WorkCalendar


def check_change(calendar: WorkCalendar, day: date, effect: str) -> None:
    """Refuse a change that changes nothing: a day off that is one, working a day that is worked.

    ``usual`` takes an entry back; without one there is nothing to take back.
    """
    listed_off, listed_worked = day in calendar.off, day in calendar.worked
    if effect == "off" and listed_off:
        raise RuleViolation("duties.day_same", field="day", day=day)
    if effect == "worked":
        if listed_worked:
            raise RuleViolation("duties.day_same", field="day", day=day)
        if calendar.is_working(day):
            raise RuleViolation("duties.worked_weekday", field="day", day=day)
    if effect == "usual" and not (listed_off or listed_worked):
        raise RuleViolation("duties.day_same", field="day", day=day)
