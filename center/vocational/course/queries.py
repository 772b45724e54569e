"""Reading classes and their members."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import Select, func, or_, select

from center.db import db
from center.errors import NotFound
from center.residents.person.models import Resident
from center.residents.stage.queries import detox_ended_on
from center.residents.stage.rules import PAST_DETOX
from center.residents.stay.models import Stay
from center.residents.stay.queries import RollLine, lines_of, open_stays
from center.residents.whereabouts.models import OutCause
from center.ui.pagination import DEFAULT_SIZE, Page
from center.vietnamese import fold
from center.vocational.models import Attendance, ClassSession, Course, CourseKind, Enrolment
from center.vocational.queries import (
    CONFINED,
    MOST_CANDIDATES,
    counting_attendance,
    narrow,
    out_at,
    restrictions_held_on,
    stays_by_id,
    wording_of,
)
from center.vocational.rules.courses import Candidate
from center.vocational.rules.register import Tally


@dataclass(frozen=True, slots=True)
class CourseFilter:
    """What the list of classes is narrowed to; empty fields narrow nothing."""

    text: str = ""
    kind: CourseKind | None = None
    trainer_id: int | None = None
    state: str = "running"
    """``running`` (and those to come), ``ended`` or ``all``."""


@dataclass(frozen=True, slots=True)
class CourseLine:
    """One class on the list."""

    course: Course
    members: int
    """In the class on the day of the list."""
    planned: int
    """Lessons, without cancelled ones."""
    kept: int
    """Lessons with a register."""
    tally: Tally


@dataclass(frozen=True, slots=True)
class Member:
    """One resident of a class, now or before."""

    enrolment: Enrolment
    line: RollLine
    tally: Tally

    @property
    def is_in_class(self) -> bool:
        """Whether the resident has not left the class, nor the center."""
        return self.enrolment.left_on is None and self.line.stay.is_open


def course_or_404(course_id: int) -> Course:
    """Return the class. Raises NotFound."""
    course = db.session.get(Course, course_id)
    if course is None:
        raise NotFound(f"no class {course_id}")
    return course


def enrolment_or_404(enrolment_id: int) -> Enrolment:
    """Return the enrolment. Raises NotFound."""
    enrolment = db.session.get(Enrolment, enrolment_id)
    if enrolment is None:
        raise NotFound(f"no enrolment {enrolment_id}")
    return enrolment


def courses_page(
    wanted: CourseFilter, *, on: date, number: int, size: int = DEFAULT_SIZE
) -> Page[CourseLine]:
    """Return one page of the filtered classes, those that end last first. Six statements at most."""
    statement = select(Course)
    if wanted.kind is not None:
        statement = statement.where(Course.kind == wanted.kind)
    if wanted.trainer_id is not None:
        statement = statement.where(Course.trainer_id == wanted.trainer_id)
    if wanted.state == "running":
        statement = statement.where(Course.ends_on >= on)
    elif wanted.state == "ended":
        statement = statement.where(Course.ends_on < on)
    if wanted.text:
        # a center has a few hundred classes; accents are folded here and not in the database
        words = fold(wanted.text).split()
        named = db.session.execute(select(Course.id, Course.code, Course.name, Course.trade)).all()
        hits = [key for key, *words_of in named if all(w in fold(" ".join(words_of)) for w in words)]
        statement = statement.where(Course.id.in_(hits))
    total = db.session.scalar(select(func.count()).select_from(statement.subquery())) or 0
    newest = statement.order_by(Course.ends_on.desc(), Course.code).offset((number - 1) * size).limit(size)
    courses = db.session.scalars(newest).all()
    return Page(course_lines(courses, on=on), number, size, total)


def course_lines(courses: Sequence[Course], *, on: date) -> list[CourseLine]:
    """Return the figures of ``courses``, in their order, in three statements."""
    ids = [course.id for course in courses]
    members = _members_count(ids, on)
    lessons = _lesson_counts(ids)
    tallies = course_tallies(ids)
    return [
        CourseLine(
            course,
            members.get(course.id, 0),
            *lessons.get(course.id, (0, 0)),
            tallies.get(course.id, Tally()),
        )
        for course in courses
    ]


def _members_count(course_ids: Collection[int], on: date) -> Mapping[int, int]:
    rows = db.session.execute(
        select(Enrolment.course_id, func.count())
        .join(Stay, Stay.id == Enrolment.stay_id)
        .where(
            Enrolment.course_id.in_(course_ids),
            or_(Enrolment.left_on.is_(None), Enrolment.left_on > on),
            or_(Stay.ended_on.is_(None), Stay.ended_on >= on),
        )
        .group_by(Enrolment.course_id)
    )
    return {row[0]: row[1] for row in rows}


def _lesson_counts(course_ids: Collection[int]) -> Mapping[int, tuple[int, int]]:
    kept = select(Attendance.id).where(Attendance.session_id == ClassSession.id).exists()
    rows = db.session.execute(
        select(ClassSession.course_id, func.count(), func.count().filter(kept))
        .where(ClassSession.course_id.in_(course_ids), ClassSession.cancelled_at.is_(None))
        .group_by(ClassSession.course_id)
    )
    return {course_id: (planned, done) for course_id, planned, done in rows}


def course_tallies(course_ids: Collection[int]) -> Mapping[int, Tally]:
    """Return what the registers of each class add up to, in one statement."""
    counting = counting_attendance().subquery()
    rows = db.session.execute(
        select(ClassSession.course_id, counting.c.state, counting.c.reason, func.count())
        .join(counting, counting.c.session_id == ClassSession.id)
        .where(ClassSession.course_id.in_(course_ids))
        .group_by(ClassSession.course_id, counting.c.state, counting.c.reason)
    )
    found: dict[int, Tally] = {}
    for course_id, state, reason, count in rows:
        found[course_id] = found.get(course_id, Tally()).plus(state, reason, count)
    return found


def member_tallies(course_id: int) -> Mapping[int, Tally]:
    """Return what the registers of a class say of each stay, in one statement."""
    counting = counting_attendance().subquery()
    rows = db.session.execute(
        select(counting.c.stay_id, counting.c.state, counting.c.reason, func.count())
        .join(ClassSession, ClassSession.id == counting.c.session_id)
        .where(ClassSession.course_id == course_id)
        .group_by(counting.c.stay_id, counting.c.state, counting.c.reason)
    )
    found: dict[int, Tally] = {}
    for stay_id, state, reason, count in rows:
        found[stay_id] = found.get(stay_id, Tally()).plus(state, reason, count)
    return found


def members(course: Course, *, at: datetime, on: date) -> list[Member]:
    """Return everyone who is or was in the class, by Vietnamese name, in seven statements."""
    rows = db.session.execute(
        select(Enrolment, Stay)
        .join(Stay, Stay.id == Enrolment.stay_id)
        .join(Stay.resident)
        .where(Enrolment.course_id == course.id)
        .order_by(Resident.name_sort, Enrolment.id)
    ).all()
    stays = {stay.id: stay for _, stay in rows}
    lines = {line.stay.id: line for line in lines_of(list(stays.values()), at=at, on=on)}
    tallies = member_tallies(course.id)
    return [Member(enrolment, lines[stay.id], tallies.get(stay.id, Tally())) for enrolment, stay in rows]


def course_hours(course_id: int) -> tuple[Decimal, Decimal]:
    """Return the hours of the lessons planned, and of those with a register, without cancelled ones."""
    kept = select(Attendance.id).where(Attendance.session_id == ClassSession.id).exists()
    rows = db.session.execute(
        select(ClassSession, kept).where(
            ClassSession.course_id == course_id, ClassSession.cancelled_at.is_(None)
        )
    ).all()
    planned = sum((lesson.hours for lesson, _ in rows), Decimal(0))
    return planned, sum((lesson.hours for lesson, done in rows if done), Decimal(0))


def lesson_days(course_id: int) -> tuple[datetime | None, datetime | None]:
    """Return when the first and the last lesson of a class begin, without cancelled ones."""
    row = db.session.execute(
        select(func.min(ClassSession.starts_at), func.max(ClassSession.starts_at)).where(
            ClassSession.course_id == course_id, ClassSession.cancelled_at.is_(None)
        )
    ).one()
    return row[0], row[1]


def enrolment_of(course_id: int, stay_id: int) -> Enrolment | None:
    """Return the stay's enrolment in force in a class."""
    return db.session.scalars(
        select(Enrolment).where(
            Enrolment.course_id == course_id, Enrolment.stay_id == stay_id, Enrolment.left_on.is_(None)
        )
    ).first()


def last_attended(enrolment: Enrolment) -> datetime | None:
    """Return when the last lesson began that the register says the enrolled resident attended."""
    counting = counting_attendance().subquery()
    return db.session.scalar(
        select(func.max(ClassSession.starts_at))
        .join(counting, counting.c.session_id == ClassSession.id)
        .where(
            ClassSession.course_id == enrolment.course_id,
            counting.c.stay_id == enrolment.stay_id,
            counting.c.state != "absent",
        )
    )


def candidates(stays: Mapping[int, Stay], on: date, *, at: datetime) -> dict[int, Candidate]:
    """Return what decides whether each of ``stays`` may join a class on ``on``, in three statements."""
    ids = list(stays)
    detoxed = detox_ended_on(ids)
    held = restrictions_held_on(ids, on)
    out = out_at(ids, at)
    return {
        stay_id: Candidate(
            name=stay.resident.full_name,
            admitted_on=stay.admitted_on,
            ended_on=stay.ended_on,
            detox_ended_on=detoxed.get(stay_id),
            ward_only=wording_of(held.get(stay_id, ()), *CONFINED),
            escaped=out.get(stay_id) is OutCause.ESCAPE,
        )
        for stay_id, stay in stays.items()
    }


def people_to_enrol(
    course: Course,
    *,
    zone_id: int | None,
    text: str,
    also: Collection[int] = (),
    at: datetime,
    on: date,
) -> list[RollLine]:
    """Return the residents who may join the class today, by Vietnamese name, at most MOST_CANDIDATES.

    They are past detox, not in the class yet, not restricted to the ward and not escaped; and those of
    ``also``, whom a form already holds, whatever became of them. Seven statements at most.
    """
    inside = select(Enrolment.stay_id).where(Enrolment.course_id == course.id, Enrolment.left_on.is_(None))
    wanted: Select[Stay] = open_stays().where(Stay.stage.in_(sorted(PAST_DETOX)), Stay.id.not_in(inside))
    stays = db.session.scalars(narrow(wanted, zone_id=zone_id, text=text, on=on).limit(MOST_CANDIDATES)).all()
    ids = [stay.id for stay in stays]
    held, out = restrictions_held_on(ids, on), out_at(ids, at)
    fit = {
        stay.id
        for stay in stays
        if out.get(stay.id) is not OutCause.ESCAPE and not wording_of(held.get(stay.id, ()), *CONFINED)
    }
    return lines_of(list(stays_by_id(fit | set(also)).values()), at=at, on=on)


def courses_around(on: date) -> Sequence[Course]:
    """Return the classes that run on ``on`` or ended in the month before, by code."""
    recent = Course.ends_on >= on - timedelta(days=31)
    return db.session.scalars(select(Course).where(recent).order_by(Course.code)).all()
