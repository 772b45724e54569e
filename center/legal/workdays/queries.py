"""Reading the calendar of working days."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from flask import g, has_app_context
from sqlalchemy import func, select

from center.clock import today
from center.db import db
from center.legal.workdays.models import DayEffect, DayOrigin, WorkCalendarDay, WorkCalendarReview
from center.legal.workdays.public import public_days_off, swapped_working_days
from center.legal.workdays.rules import WorkCalendar

_CACHE = "work_calendar"
FIRST_YEAR = 2022
"""The first law whose deadlines are counted here took effect then."""
YEARS_AHEAD = 3
"""Deadlines counted in working days lie no further ahead."""


def work_calendar() -> WorkCalendar:
    """Return the calendar in force; read with one SELECT, once per request or application context.

    A year the yearly job has not proposed yet is taken from the library as it is.
    """
    cached: WorkCalendar | None = g.get(_CACHE)
    if cached is None:
        cached = made_of(newest_rows(), today())
        setattr(g, _CACHE, cached)
    return cached


def forget_work_calendar() -> None:
    """Make the next ``work_calendar()`` of this context read the rows anew; call it after adding one."""
    if has_app_context():
        g.pop(_CACHE, None)


def newest_rows(year: int | None = None) -> Sequence[WorkCalendarDay]:
    """Return the row that counts for each day (of ``year``), in the order of the days."""
    newest = select(func.max(WorkCalendarDay.id)).group_by(WorkCalendarDay.day)
    wanted = select(WorkCalendarDay).where(WorkCalendarDay.id.in_(newest))
    if year is not None:
        wanted = wanted.where(WorkCalendarDay.day.between(date(year, 1, 1), date(year, 12, 31)))
    return db.session.scalars(wanted.order_by(WorkCalendarDay.day)).all()


def history_of(year: int) -> Sequence[WorkCalendarDay]:
    """Return every row the center itself added for days of ``year``, newest first."""
    return db.session.scalars(
        select(WorkCalendarDay)
        .where(
            WorkCalendarDay.day.between(date(year, 1, 1), date(year, 12, 31)),
            WorkCalendarDay.origin == DayOrigin.CENTER,
        )
        .order_by(WorkCalendarDay.id.desc())
    ).all()


def review_of(year: int) -> WorkCalendarReview | None:
    """Return who last compared the calendar of ``year`` with the official notice."""
    return db.session.scalars(
        select(WorkCalendarReview)
        .where(WorkCalendarReview.year == year)
        .order_by(WorkCalendarReview.id.desc())
        .limit(1)
    ).first()


def made_of(rows: Iterable[WorkCalendarDay], on: date) -> WorkCalendar:
    """Return the calendar that ``rows`` (the newest of each day) make, up to some years after ``on``.

    Years of which no row of the library is stored come from the library itself.
    """
    known = {row.day: row for row in rows}
    stored = {row.day.year for row in known.values() if row.origin is DayOrigin.LIBRARY}
    off: dict[date, str] = {}
    worked: dict[date, str] = {}
    for year in range(FIRST_YEAR, on.year + YEARS_AHEAD + 1):
        if year not in stored:
            off |= dict(public_days_off(year))
            worked |= dict.fromkeys(swapped_working_days(year), "")
    for day, row in known.items():
        off.pop(day, None)
        worked.pop(day, None)
        if row.effect is DayEffect.OFF:
            off[day] = row.name
        elif row.effect is DayEffect.WORKED:
            worked[day] = row.name
    return WorkCalendar(off, worked)
