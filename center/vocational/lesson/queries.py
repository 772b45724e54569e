"""Reading lessons."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from center.clock import local_day
from center.db import db
from center.errors import NotFound
from center.residents.person.models import Resident
from center.residents.stay.models import Stay
from center.residents.whereabouts.models import Location, LocationKind
from center.vocational.models import Attendance, ClassSession, Enrolment
from center.vocational.queries import counting_attendance
from center.vocational.rules.register import OPENS_BEFORE, Tally

TEACHING_PLACES = (LocationKind.CLASSROOM, LocationKind.WORKSHOP, LocationKind.YARD)


@dataclass(frozen=True, slots=True)
class Membership:
    """One stay in one class, from a day to the day before another."""

    stay_id: int
    joined_on: date
    left_on: date | None

    def holds_on(self, day: date) -> bool:
        """Tell whether the stay is in the class on ``day``."""
        return self.joined_on <= day and (self.left_on is None or day < self.left_on)


@dataclass(frozen=True, slots=True)
class LessonLine:
    """One lesson on a list, with its register."""

    lesson: ClassSession
    expected: int
    """Residents in the class that day."""
    tally: Tally
    """What the register says; empty while it is open."""

    @property
    def opens_at(self) -> datetime:
        """When its register may first be kept."""
        return self.lesson.starts_at - OPENS_BEFORE

    @property
    def state(self) -> str:
        """``cancelled``, ``kept`` (the register is complete), ``partly``, or ``open``."""
        if self.lesson.cancelled_at is not None:
            return "cancelled"
        if not self.tally.total:
            return "open"
        return "kept" if self.tally.total >= self.expected else "partly"


def lesson_or_404(session_id: int) -> ClassSession:
    """Return the lesson. Raises NotFound."""
    lesson = db.session.get(ClassSession, session_id)
    if lesson is None:
        raise NotFound(f"no lesson {session_id}")
    return lesson


def teaching_places() -> Sequence[Location]:
    """Return the places where lessons are held, by name."""
    return db.session.scalars(
        select(Location).where(Location.kind.in_(TEACHING_PLACES)).order_by(Location.name)
    ).all()


def lessons_on(day: date, *, trainer_id: int | None = None) -> list[LessonLine]:
    """Return the lessons of a local day in their order; three statements."""
    start, end = local_day(day)
    wanted = select(ClassSession).where(ClassSession.starts_at >= start, ClassSession.starts_at < end)
    if trainer_id is not None:
        wanted = wanted.where(ClassSession.trainer_id == trainer_id)
    return lesson_lines(db.session.scalars(wanted.order_by(ClassSession.starts_at, ClassSession.id)).all())


def lessons_of(course_id: int) -> list[LessonLine]:
    """Return every lesson of a class, the last first; three statements."""
    newest = (
        select(ClassSession)
        .where(ClassSession.course_id == course_id)
        .order_by(ClassSession.starts_at.desc(), ClassSession.id.desc())
    )
    return lesson_lines(db.session.scalars(newest).all())


def open_registers(*, before: datetime, since: datetime, trainer_id: int) -> list[LessonLine]:
    """Return a trainer's lessons that ended between the instants and have no register yet; three statements."""
    kept = select(Attendance.id).where(Attendance.session_id == ClassSession.id).exists()
    wanted = (
        select(ClassSession)
        .where(
            ClassSession.trainer_id == trainer_id,
            ClassSession.cancelled_at.is_(None),
            ClassSession.ends_at <= before,
            ClassSession.ends_at > since,
            ~kept,
        )
        .order_by(ClassSession.starts_at)
    )
    # a class nobody was in that day has no register to keep
    return [line for line in lesson_lines(db.session.scalars(wanted).all()) if line.expected]


def lesson_lines(lessons: Sequence[ClassSession]) -> list[LessonLine]:
    """Return ``lessons`` with the size and the figures of their registers, in two statements."""
    tallies = lesson_tallies([lesson.id for lesson in lessons])
    inside = memberships({lesson.course_id for lesson in lessons})
    return [
        LessonLine(
            lesson,
            sum(each.holds_on(lesson.day) for each in inside.get(lesson.course_id, ())),
            tallies.get(lesson.id, Tally()),
        )
        for lesson in lessons
    ]


def lesson_tallies(session_ids: Collection[int]) -> Mapping[int, Tally]:
    """Return what each register adds up to, in one statement."""
    if not session_ids:
        return {}
    found: dict[int, Tally] = {}
    for row in db.session.scalars(counting_attendance().where(Attendance.session_id.in_(session_ids))):
        found[row.session_id] = found.get(row.session_id, Tally()).plus(row.state, row.reason)
    return found


def memberships(course_ids: Collection[int]) -> Mapping[int, Sequence[Membership]]:
    """Return who is or was in each class, in one statement; a stay that ended leaves the day after."""
    if not course_ids:
        return {}
    rows = db.session.execute(
        select(Enrolment.course_id, Enrolment.stay_id, Enrolment.joined_on, Enrolment.left_on, Stay.ended_on)
        .join(Stay, Stay.id == Enrolment.stay_id)
        .where(Enrolment.course_id.in_(course_ids))
    )
    found: dict[int, list[Membership]] = defaultdict(list)
    for course_id, stay_id, joined_on, left_on, ended_on in rows:
        gone = date.fromordinal(ended_on.toordinal() + 1) if ended_on else None
        last = min((day for day in (left_on, gone) if day is not None), default=None)
        found[course_id].append(Membership(stay_id, joined_on, last))
    return found


def lessons_between(start: datetime, end: datetime) -> Sequence[ClassSession]:
    """Return every lesson not cancelled that touches the time, in its order."""
    return db.session.scalars(
        select(ClassSession)
        .where(
            ClassSession.cancelled_at.is_(None),
            ClassSession.starts_at < end,
            ClassSession.ends_at > start,
        )
        .order_by(ClassSession.starts_at)
    ).all()


def names_in_course(course_id: int) -> Mapping[int, str]:
    """Return the names of everyone who is or was in the class, by stay."""
    rows = db.session.execute(
        select(Enrolment.stay_id, Resident.full_name)
        .join(Stay, Stay.id == Enrolment.stay_id)
        .join(Resident, Resident.id == Stay.resident_id)
        .where(Enrolment.course_id == course_id)
    )
    return {row[0]: row[1] for row in rows}


def lessons_of_act(act_id: str) -> Sequence[ClassSession]:
    """Return the lessons planned in one act."""
    return db.session.scalars(
        select(ClassSession).where(ClassSession.act_id == act_id).order_by(ClassSession.starts_at)
    ).all()
