"""Making and changing classes."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from center.audit.actor import Actor
from center.audit.service import record
from center.auth.permissions import Role
from center.auth.queries import staff_with_role
from center.clock import local_date
from center.db import db
from center.errors import RuleViolation
from center.vocational.audit import CourseAmended, CourseMade
from center.vocational.course.queries import lesson_days
from center.vocational.models import Course, CourseKind
from center.vocational.rules.courses import check_course, check_lessons_inside


@dataclass(frozen=True, slots=True)
class CourseFacts:
    """A class as the trainer describes it."""

    code: str
    name: str
    kind: CourseKind
    trade: str
    hours_planned: int
    starts_on: date
    ends_on: date
    trainer_id: int


def make_course(facts: CourseFacts, *, client_id: str | None = None, actor: Actor, now: datetime) -> Course:
    """Make a class. The same ``client_id`` again returns the class it made. Raises RuleViolation."""
    there = (
        db.session.scalars(select(Course).where(Course.client_id == client_id)).first() if client_id else None
    )
    if there is not None:
        return there
    _check(facts, before=None)
    course = Course(**asdict(facts), created_at=now, client_id=client_id)
    db.session.add(course)
    _flush(facts)
    record(
        CourseMade(
            course_id=course.id,
            code=course.code,
            kind=course.kind.value,
            starts_on=course.starts_on,
            ends_on=course.ends_on,
            trainer_id=course.trainer_id,
        ),
        actor=actor,
        at=now,
    )
    return course


def amend_course(course: Course, facts: CourseFacts, *, actor: Actor, now: datetime) -> None:
    """Change what is planned of a class; its lessons stay as they are. Raises RuleViolation.

    New dates must hold every lesson that was not cancelled.
    """
    _check(facts, before=course)
    first, last = lesson_days(course.id)
    check_lessons_inside(
        starts_on=facts.starts_on,
        ends_on=facts.ends_on,
        first_lesson=local_date(first) if first else None,
        last_lesson=local_date(last) if last else None,
    )
    changed = {name: value for name, value in asdict(facts).items() if getattr(course, name) != value}
    if not changed:
        return
    before = tuple(f"{name}={getattr(course, name)}" for name in changed)
    code = course.code
    for name, value in changed.items():
        setattr(course, name, value)
    _flush(facts)
    db.session.refresh(course)  # the trainer's name is read with the row
    after = tuple(f"{name}={value}" for name, value in changed.items())
    record(CourseAmended(course_id=course.id, code=code, before=before, after=after), actor=actor, at=now)


def hold_plan() -> None:
    """Let one planning act run at a time: two that clash must not both pass the check.

    PostgreSQL locks the classes' rows until the act ends; on SQLite the act holds the only write lock anyway.
    """
    db.session.execute(select(Course.id).order_by(Course.id).with_for_update()).all()


def check_trainer(trainer_id: int, *, field: str = "trainer_id", kept: int | None = None) -> None:
    """Refuse an account that is no active trainer; ``kept`` is one that may stay although it no longer is."""
    if trainer_id != kept and all(account.id != trainer_id for account in staff_with_role(Role.TRAINER)):
        raise RuleViolation("vocational.no_such_trainer", field=field)


def _check(facts: CourseFacts, before: Course | None) -> None:
    check_course(kind=facts.kind.value, trade=facts.trade, starts_on=facts.starts_on, ends_on=facts.ends_on)
    check_trainer(facts.trainer_id, kept=before.trainer_id if before else None)
    other = db.session.scalars(select(Course).where(Course.code == facts.code)).first()
    if other is not None and other is not before:
        raise RuleViolation("vocational.course_code_taken", field="code", taken=facts.code, name=other.name)


def _flush(facts: CourseFacts) -> None:
    try:
        db.session.flush()  # the code is unique: two desks may pick the same at this instant
    except IntegrityError as error:
        raise RuleViolation(
            "vocational.course_code_taken", field="code", taken=facts.code, name=facts.name
        ) from error
