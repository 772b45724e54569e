"""Everything one stay did in class and at work, read once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select

from center.db import db
from center.vocational.certificate.queries import certificates_of
from center.vocational.file.bars import Bars, week_bars
from center.vocational.labour.queries import DayEntry, entries_of
from center.vocational.models import (
    Attendance,
    AttendanceState,
    Certificate,
    ClassSession,
    Course,
    Enrolment,
    LabourEntry,
)
from center.vocational.rules.labour import plain, week_of
from center.vocational.rules.register import Tally

WEEKS_DRAWN = 26
DAYS_LISTED = 28
"""Labour entries listed one by one; older ones are in the weeks."""


@dataclass(frozen=True, slots=True)
class LessonOfStay:
    """One lesson's register as far as it concerns the stay."""

    lesson: ClassSession
    row: Attendance
    """The row that counts."""
    earlier: tuple[Attendance, ...]
    """Amended rows, the newest first."""


@dataclass(frozen=True, slots=True)
class CourseOfStay:
    """One class of the stay; who left and came back has one line."""

    course: Course
    joined_on: date
    left_on: date | None
    """First day no longer in the class; None while in it, or when it ended."""
    left_reason: str
    tally: Tally
    hours: Decimal
    """Hours of the lessons attended."""


@dataclass(frozen=True, slots=True)
class Week:
    """The labour of one week, Monday to Sunday."""

    monday: date
    hours: Decimal
    days: int
    """Days with any hours."""


def lessons_of_stay(stay_id: int) -> list[LessonOfStay]:
    """Return the lessons a register says something of, newest first, in one statement."""
    rows = db.session.execute(
        select(Attendance, ClassSession)
        .join(ClassSession, ClassSession.id == Attendance.session_id)
        .where(Attendance.stay_id == stay_id)
        .order_by(ClassSession.starts_at.desc(), Attendance.id)
    ).all()
    by_id = {row.id: row for row, _ in rows}
    amended = {row.amends_id for row, _ in rows}
    found = []
    for row, lesson in rows:
        if row.id in amended:
            continue
        chain, at = [], row
        while at.amends_id is not None:
            at = by_id[at.amends_id]
            chain.append(at)
        found.append(LessonOfStay(lesson, row, tuple(chain)))
    return found


def courses_of_stay(stay_id: int, lessons: Sequence[LessonOfStay]) -> list[CourseOfStay]:
    """Return the classes of a stay, the first joined first; ``lessons`` are its lessons. One statement."""
    tallies: dict[int, Tally] = {}
    hours: dict[int, Decimal] = {}
    for each in lessons:
        course_id = each.lesson.course_id
        tallies[course_id] = tallies.get(course_id, Tally()).plus(each.row.state, each.row.reason)
        if each.row.state is not AttendanceState.ABSENT:
            hours[course_id] = hours.get(course_id, Decimal(0)) + each.lesson.hours
    found: dict[int, CourseOfStay] = {}
    for enrolment in db.session.scalars(
        select(Enrolment).where(Enrolment.stay_id == stay_id).order_by(Enrolment.joined_on, Enrolment.id)
    ):
        course_id = enrolment.course_id
        first = found[course_id].joined_on if course_id in found else enrolment.joined_on
        found[course_id] = CourseOfStay(
            enrolment.course,
            first,
            enrolment.left_on,
            enrolment.left_reason,
            tallies.get(course_id, Tally()),
            plain(hours.get(course_id, Decimal(0))),
        )
    return list(found.values())


def labour_weeks(entries: Sequence[DayEntry], until: date) -> list[Week]:
    """Return every week from the first labour to the one of ``until``, those without any too."""
    by_day: dict[date, Decimal] = {}
    for each in entries:
        by_day[each.entry.worked_on] = by_day.get(each.entry.worked_on, Decimal(0)) + each.entry.hours
    worked = [day for day, hours in by_day.items() if hours]
    if not worked:
        return []
    monday, last = week_of(min(worked))[0], max(max(worked), until)
    weeks = []
    while monday <= last:
        hours = [by_day.get(day, Decimal(0)) for day in week_of(monday)]
        weeks.append(Week(monday, plain(sum(hours, Decimal(0))), sum(1 for each in hours if each)))
        monday += timedelta(days=7)
    return weeks


@dataclass(frozen=True, slots=True)
class StayPage:
    """The tab of a stay."""

    courses: Sequence[CourseOfStay]
    tally: Tally
    misses: Sequence[LessonOfStay]
    """Lessons missed or come late to, and lines that were corrected; newest first."""
    weeks: Sequence[Week]
    bars: Bars
    """The last WEEKS_DRAWN weeks."""
    entries: Sequence[DayEntry]
    """Labour of the last DAYS_LISTED days."""
    certificates: Sequence[tuple[Certificate, Course]]

    @property
    def hours(self) -> Decimal:
        """All hours of labour of the stay."""
        return plain(sum((week.hours for week in self.weeks), Decimal(0)))


def stay_page(stay_id: int, *, on: date) -> StayPage:
    """Return the tab of a stay on the day ``on``, in four statements."""
    lessons = lessons_of_stay(stay_id)
    entries = entries_of(stay_id=stay_id)
    weeks = labour_weeks(entries, on)
    tally = Tally()
    for each in lessons:
        tally = tally.plus(each.row.state, each.row.reason)
    return StayPage(
        courses=courses_of_stay(stay_id, lessons),
        tally=tally,
        misses=[each for each in lessons if each.row.state is not AttendanceState.PRESENT or each.earlier],
        weeks=weeks,
        bars=week_bars([(week.monday, week.hours) for week in weeks[-WEEKS_DRAWN:]]),
        entries=[each for each in entries if each.entry.worked_on > on - timedelta(days=DAYS_LISTED)],
        certificates=certificates_of(stay_id),
    )


@dataclass(frozen=True, slots=True)
class Month:
    """The labour of one month."""

    first: date
    hours: Decimal
    days: int
    """Days with any hours."""
    works: tuple[str, ...]
    """Kinds of work, the one of most hours first."""


def labour_months(entries: Sequence[DayEntry]) -> list[Month]:
    """Return every month with labour, in order."""
    by_month: dict[date, list[LabourEntry]] = {}
    for each in sorted(entries, key=lambda each: each.entry.worked_on):
        if each.entry.hours:
            by_month.setdefault(each.entry.worked_on.replace(day=1), []).append(each.entry)
    return [_month(first, rows) for first, rows in by_month.items()]


def _month(first: date, rows: Sequence[LabourEntry]) -> Month:
    works: dict[str, Decimal] = {}
    for row in rows:
        works[row.work] = works.get(row.work, Decimal(0)) + row.hours
    return Month(
        first=first,
        hours=plain(sum(works.values(), Decimal(0))),
        days=len({row.worked_on for row in rows}),
        works=tuple(sorted(works, key=lambda work: (-works[work], work))),
    )
