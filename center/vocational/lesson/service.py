"""Planning and cancelling lessons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import select

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_instant
from center.db import db
from center.errors import RuleViolation
from center.residents.whereabouts.models import Location
from center.ui.batch import BatchRefused, LineFaults
from center.vocational.audit import LessonCancelled, LessonsPlanned
from center.vocational.course.service import check_trainer, hold_plan
from center.vocational.lesson.queries import (
    Membership,
    lessons_between,
    lessons_of_act,
    memberships,
    names_in_course,
)
from center.vocational.models import Attendance, ClassSession, Course
from center.vocational.rules.lessons import Lesson, check_clash, check_times
from center.vocational.rules.register import check_cancel


@dataclass(frozen=True, slots=True)
class LessonFacts:
    """One lesson, or a weekly series: the same times and place on each of ``days``."""

    days: Sequence[date]
    starts: time
    ends: time
    """Both local wall time of the same day."""
    location_id: int
    trainer_id: int
    topic: str = ""


def plan_lessons(
    course: Course, facts: LessonFacts, *, act_id: str, actor: Actor, now: datetime
) -> Sequence[ClassSession]:
    """Plan lessons of a class. The same ``act_id`` again returns the lessons it planned.

    Raises RuleViolation, for a series BatchRefused with the rule by place in ``days``: then none is planned.
    """
    hold_plan()
    there = lessons_of_act(act_id)
    if there:
        return there
    if db.session.get(Location, facts.location_id) is None:
        raise RuleViolation("vocational.no_such_place", field="location_id")
    check_trainer(facts.trainer_id)
    inside = memberships({course.id}).get(course.id, ())
    wanted = [_lesson(course, facts, day, inside) for day in facts.days]
    for lesson in wanted[:1]:  # times and length are the same on every day
        check_times(lesson, first=lesson.day, last=lesson.day)
    others = _others(wanted)
    names = names_in_course(course.id)
    faults = LineFaults()
    for place, lesson in enumerate(wanted):
        with faults.line(place):
            check_times(lesson, first=course.starts_on, last=course.ends_on)
            check_clash(lesson, others, names)
    try:
        faults.settle("vocational.series_refused")
    except BatchRefused as refused:
        if len(wanted) == 1:
            raise refused.lines[0] from None
        raise
    made = [
        ClassSession(
            course=course,
            starts_at=lesson.starts_at,
            ends_at=lesson.ends_at,
            location_id=facts.location_id,
            trainer_id=facts.trainer_id,
            topic=facts.topic,
            act_id=act_id,
        )
        for lesson in wanted
    ]
    db.session.add_all(made)
    db.session.flush()  # whoever planned them goes on with their ids
    record(
        LessonsPlanned(
            course_id=course.id,
            code=course.code,
            count=len(made),
            first=made[0].starts_at,
            last=made[-1].starts_at,
            location_id=facts.location_id,
            trainer_id=facts.trainer_id,
        ),
        actor=actor,
        at=now,
    )
    return made


def hold_lesson(lesson: ClassSession) -> None:
    """Let one act at a time decide over a lesson, and read it anew: a register and a cancelling must not cross."""
    db.session.refresh(lesson, with_for_update={"of": ClassSession})


def cancel_lesson(lesson: ClassSession, reason: str, *, actor: Actor, now: datetime) -> None:
    """Say that a lesson does not take place. Raises RuleViolation once its register was kept."""
    hold_lesson(lesson)
    kept = db.session.scalar(select(Attendance.id).where(Attendance.session_id == lesson.id).limit(1))
    check_cancel(cancelled=lesson.cancelled_at is not None, has_register=kept is not None)
    if not reason:
        raise RuleViolation("vocational.reason_needed", field="reason")
    lesson.cancelled_at = now
    lesson.cancel_reason = reason
    record(
        LessonCancelled(
            session_id=lesson.id, code=lesson.course.code, starts_at=lesson.starts_at, reason=reason
        ),
        actor=actor,
        at=now,
    )


def _lesson(course: Course, facts: LessonFacts, day: date, inside: Sequence[Membership]) -> Lesson:
    return Lesson(
        label=course.name,
        starts_at=local_instant(day, facts.starts),
        ends_at=local_instant(day, facts.ends),
        day=day,
        location_id=facts.location_id,
        trainer_id=facts.trainer_id,
        stay_ids=frozenset(each.stay_id for each in inside if each.holds_on(day)),
    )


def _others(wanted: Sequence[Lesson]) -> list[Lesson]:
    found = lessons_between(
        min(lesson.starts_at for lesson in wanted), max(lesson.ends_at for lesson in wanted)
    )
    inside: Mapping[int, Sequence[Membership]] = memberships({lesson.course_id for lesson in found})
    return [
        Lesson(
            label=lesson.course.name,
            starts_at=lesson.starts_at,
            ends_at=lesson.ends_at,
            day=lesson.day,
            location_id=lesson.location_id,
            trainer_id=lesson.trainer_id,
            stay_ids=frozenset(
                each.stay_id for each in inside.get(lesson.course_id, ()) if each.holds_on(lesson.day)
            ),
        )
        for lesson in found
    ]
