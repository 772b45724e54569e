"""Keeping the calendar of working days: the yearly proposal, the center's own changes, the comparison."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import exists, select

from center.audit.actor import Actor
from center.audit.service import record
from center.db import db, one_at_a_time
from center.errors import RuleViolation
from center.legal.workdays.models import DayEffect, DayOrigin, WorkCalendarDay, WorkCalendarReview
from center.legal.workdays.public import public_days_off, swapped_working_days
from center.legal.workdays.queries import FIRST_YEAR, forget_work_calendar, newest_rows, work_calendar
from center.residents.duty.audit import WorkDayChanged, WorkYearProposed, WorkYearReviewed
from center.residents.duty.calendar.rules import check_change

SWAPPED = "Làm bù theo lịch hoán đổi ngày nghỉ"


def propose_year(year: int, *, actor: Actor, now: datetime) -> int:
    """Take the public holidays of ``year`` from the library into the calendar; return how many days.

    Once for a year; days the center has entered before stay as they are.
    """
    one_at_a_time("work-calendar")
    day_of_year = WorkCalendarDay.day.between(date(year, 1, 1), date(year, 12, 31))
    done = db.session.scalar(select(exists().where(day_of_year, WorkCalendarDay.origin == DayOrigin.LIBRARY)))
    if done:
        return 0
    own = {row.day for row in newest_rows(year)}
    days = [(day, DayEffect.OFF, name) for day, name in public_days_off(year)]
    days += [(day, DayEffect.WORKED, SWAPPED) for day in swapped_working_days(year)]
    rows = [
        WorkCalendarDay(
            day=day,
            effect=effect,
            name=name,
            origin=DayOrigin.LIBRARY,
            recorded_at=now,
            recorded_by_id=actor.id,
            recorded_by_name=actor.name,
        )
        for day, effect, name in sorted(days)
        if day not in own
    ]
    db.session.add_all(rows)
    if rows:
        record(WorkYearProposed(year=year, days=len(rows)), actor=actor, at=now)
    db.session.flush()
    forget_work_calendar()
    return len(rows)


def change_day(
    day: date, effect: DayEffect, name: str, *, reason: str, actor: Actor, now: datetime
) -> WorkCalendarDay:
    """Make ``day`` a day off, a working day, or usual again, from now on. Raises RuleViolation."""
    one_at_a_time("work-calendar")
    if day.year < FIRST_YEAR:
        raise RuleViolation("duties.year_unknown", field="day", year=day.year)
    check_change(work_calendar(), day, effect.value)
    row = WorkCalendarDay(
        day=day,
        effect=effect,
        name=name.strip(),
        reason=reason.strip(),
        origin=DayOrigin.CENTER,
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(row)
    record(WorkDayChanged(day=day, effect=effect.value, reason=row.reason), actor=actor, at=now)
    db.session.flush()
    forget_work_calendar()
    return row


def review_year(year: int, notice: str, *, actor: Actor, now: datetime) -> WorkCalendarReview:
    """Record that the calendar of ``year`` was compared with the official notice."""
    row = WorkCalendarReview(
        year=year,
        notice=notice.strip(),
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(row)
    record(WorkYearReviewed(year=year, notice=row.notice), actor=actor, at=now)
    return row
