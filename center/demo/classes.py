"""Classes, registers and labour of the demo center's last weeks."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from random import Random

from center.audit.actor import Actor
from center.clock import local_date, local_instant
from center.db import db
from center.residents.stay.models import Stage, Stay
from center.residents.whereabouts.models import Location
from center.ui.batch import BatchRefused
from center.vocational.certificate.service import CertificateFacts, issue_certificates
from center.vocational.course.enrolment import enrol
from center.vocational.course.service import CourseFacts, make_course
from center.vocational.labour.service import enter_labour
from center.vocational.lesson.service import LessonFacts, plan_lessons
from center.vocational.models import AbsenceReason, AttendanceState, ClassSession, Course, CourseKind
from center.vocational.register.queries import SheetLine, sheet_of
from center.vocational.register.service import LineFacts, keep_register

CLASS_SIZE = 24


@dataclass(frozen=True, slots=True)
class PlannedCourse:
    """A class, in days from today."""

    code: str
    name: str
    kind: CourseKind
    trade: str
    place: str
    weekdays: tuple[int, ...]
    starts: time
    ends: time
    first: int
    last: int


COURSES = (
    PlannedCourse(
        "MAY-01",
        "May công nghiệp khóa trước",
        CourseKind.VOCATIONAL,
        "May công nghiệp",
        "MAY",
        (0, 2, 4),
        time(8),
        time(10, 30),
        -210,
        -110,
    ),
    PlannedCourse(
        "MAY-02",
        "May công nghiệp",
        CourseKind.VOCATIONAL,
        "May công nghiệp",
        "MAY",
        (0, 2, 4),
        time(8),
        time(10, 30),
        -60,
        40,
    ),
    PlannedCourse(
        "MOC-01",
        "Mộc dân dụng",
        CourseKind.VOCATIONAL,
        "Mộc dân dụng",
        "MOC",
        (1, 3),
        time(8),
        time(10, 30),
        -50,
        50,
    ),
    PlannedCourse(
        "VH-01", "Xóa mù chữ", CourseKind.LITERACY, "", "LOP1", (1, 3, 5), time(14), time(15, 30), -40, 60
    ),
    PlannedCourse(
        "GD-01",
        "Giáo dục chuyên đề phòng, chống tái nghiện",
        CourseKind.EDUCATION,
        "",
        "LOP2",
        (2,),
        time(14),
        time(15, 30),
        -40,
        60,
    ),
)

WORKS = ("May gia công", "Đóng bàn ghế", "Trồng rau, chăn nuôi", "Vệ sinh, bếp ăn")


def make_classes(*, rng: Random, trainer: Actor, now: datetime) -> None:
    """Make the classes with their members and lessons, keep every register of the past, certify the old class."""
    today = local_date(now)
    places = {row.code: row for row in db.session.scalars(db.select(Location))}
    free = _learners()
    rng.shuffle(free)
    for planned in COURSES:
        first, last = today + timedelta(days=planned.first), today + timedelta(days=planned.last)
        at = local_instant(first - timedelta(days=3), time(9))
        course = make_course(
            CourseFacts(
                code=planned.code,
                name=planned.name,
                kind=planned.kind,
                trade=planned.trade,
                hours_planned=120 if planned.trade else 60,
                starts_on=first,
                ends_on=last,
                trainer_id=trainer.id or 0,
            ),
            actor=trainer,
            now=at,
        )
        members = _members(free, first)
        if not members:
            continue  # a small center has no learners left
        _enrol(course, members, first, trainer, at)
        days = [
            first + timedelta(days=offset)
            for offset in range((min(last, today + timedelta(days=14)) - first).days + 1)
        ]
        lessons = plan_lessons(
            course,
            LessonFacts(
                days=[day for day in days if day.weekday() in planned.weekdays],
                starts=planned.starts,
                ends=planned.ends,
                location_id=places[planned.place].id,
                trainer_id=trainer.id or 0,
            ),
            act_id=str(uuid.UUID(int=rng.getrandbits(128), version=4)),
            actor=trainer,
            now=at,
        )
        for lesson in lessons:
            if lesson.ends_at + timedelta(minutes=5) < now:
                _keep(lesson, rng, trainer, lesson.ends_at + timedelta(minutes=5))
        if last < today and members:
            _certify(course, members, trainer, local_instant(last, time(16)))


def _learners() -> list[Stay]:
    """Return the open stays that are past detox."""
    stages = [Stage.EDUCATION, Stage.LABOUR, Stage.REINTEGRATION]
    return list(
        db.session.scalars(
            db.select(Stay).where(Stay.ended_on.is_(None), Stay.stage.in_(stages)).order_by(Stay.id)
        )
    )


def _members(free: list[Stay], first: date) -> list[Stay]:
    """Take from ``free`` those who were past their first month when the class began."""
    taken = [stay for stay in free if local_date(stay.admitted_at) + timedelta(days=40) < first][:CLASS_SIZE]
    for stay in taken:
        free.remove(stay)
    return taken


def _enrol(course: Course, members: list[Stay], first: date, trainer: Actor, at: datetime) -> None:
    """Enrol ``members``; those a rule refuses that day stay away."""
    try:
        with db.session.begin_nested():
            enrol(course, [stay.id for stay in members], first, actor=trainer, now=at)
    except BatchRefused as refused:
        members[:] = [stay for stay in members if stay.id not in refused.lines]
        if members:
            enrol(course, [stay.id for stay in members], first, actor=trainer, now=at)


def _keep(lesson: ClassSession, rng: Random, trainer: Actor, at: datetime) -> None:
    lines = [_line(row, rng) for row in sheet_of(lesson, now=at).lines]
    if lines:
        keep_register(lesson, lines, actor=trainer, now=at)


def _line(row: SheetLine, rng: Random) -> LineFacts:
    stay_id, known = row.stay_id, row.preset
    if known.state == AttendanceState.ABSENT:
        return LineFacts(stay_id, AttendanceState.ABSENT, AbsenceReason(known.reason), known.note)
    chance = rng.random()
    if chance < 0.05:
        reason = rng.choice((AbsenceReason.SICK, AbsenceReason.OTHER_DUTY, AbsenceReason.REFUSED))
        return LineFacts(stay_id, AttendanceState.ABSENT, reason)
    return LineFacts(stay_id, AttendanceState.LATE if chance < 0.08 else AttendanceState.PRESENT)


def _certify(course: Course, members: Sequence[Stay], trainer: Actor, at: datetime) -> None:
    facts = CertificateFacts(
        title=f"Chứng chỉ sơ cấp nghề {course.trade}", issued_on=local_date(at), issuer="Cơ sở (mẫu)"
    )
    numbers = {stay.id: f"{place:03d}/{at.year}" for place, stay in enumerate(members, start=1)}
    issue_certificates(course, facts, numbers, actor=trainer, now=at)


def enter_hours(*, rng: Random, trainer: Actor, days: int, now: datetime) -> None:
    """Enter labour hours of the last ``days`` working days for most of those who may work."""
    today = local_date(now)
    for back in range(days, 0, -1):
        day = today - timedelta(days=back)
        if day.weekday() == 6:
            continue
        hours = {
            stay.id: Decimal(rng.choice((3, 4, 5, 6)))
            for stay in _learners()
            if stay.stage is not Stage.EDUCATION and rng.random() < 0.7
        }
        if hours:  # a very small center may have nobody who works
            _enter(
                hours, day, rng.choice(WORKS), str(uuid.UUID(int=rng.getrandbits(128), version=4)), trainer
            )


def _enter(hours: dict[int, Decimal], day: date, work: str, batch: str, trainer: Actor) -> None:
    """Enter one day; those a rule refuses that day are left out."""
    at = local_instant(day, time(17))
    try:
        with db.session.begin_nested():
            enter_labour(hours, worked_on=day, work=work, batch=batch, actor=trainer, now=at)
    except BatchRefused as refused:
        rest = {stay_id: value for stay_id, value in hours.items() if stay_id not in refused.lines}
        if rest:
            enter_labour(rest, worked_on=day, work=work, batch=batch, actor=trainer, now=at)
