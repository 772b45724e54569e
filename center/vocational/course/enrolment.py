"""Joining and leaving a class."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import select

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db
from center.errors import RuleViolation
from center.residents.stay.models import Stay
from center.residents.timeline.service import note
from center.ui.batch import LineFaults
from center.vocational.audit import Enrolled, LeftCourse
from center.vocational.course.queries import candidates, last_attended
from center.vocational.course.service import hold_plan
from center.vocational.models import ClassSession, Course, Enrolment
from center.vocational.permissions import VocationalPermission
from center.vocational.queries import stays_by_id
from center.vocational.rules.courses import check_candidate, check_joining_day, check_leaving


def enrol(
    course: Course, stay_ids: Collection[int], joined_on: date, *, actor: Actor, now: datetime
) -> list[Enrolment]:
    """Put the stays into the class from ``joined_on`` on; who is in it already stays as is.

    Raises RuleViolation, or BatchRefused with the rule by stay: then nobody is enrolled. So the same act
    sent twice is one act. Source of the stages: Decree 163/2026 art. 86, 87.
    """
    hold_plan()
    check_joining_day(joined_on, starts_on=course.starts_on, ends_on=course.ends_on)
    stays = stays_by_id(stay_ids)
    inside = set(
        db.session.scalars(
            select(Enrolment.stay_id).where(
                Enrolment.course_id == course.id,
                Enrolment.stay_id.in_(list(stays)),
                Enrolment.left_on.is_(None),
            )
        )
    )
    if not stays:
        raise RuleViolation("vocational.nobody_chosen", field="stay_ids")
    new = {stay_id: stay for stay_id, stay in stays.items() if stay_id not in inside}
    facts = candidates(new, joined_on, at=now)
    clashes = _clashes(course, list(new), joined_on)
    faults = LineFaults()
    for stay_id, stay in new.items():
        with faults.line(stay_id):
            check_candidate(facts[stay_id], joined_on)
            if stay_id in clashes:
                other = clashes[stay_id]
                raise RuleViolation(
                    "vocational.enrolment_clash",
                    field="stay_ids",
                    name=stay.resident.full_name,
                    other=other.course.name,
                    at=other.starts_at,
                )
    faults.settle("vocational.batch_refused")
    made = [_enrolment(course, stay, joined_on, actor=actor, now=now) for stay in new.values()]
    db.session.add_all(made)
    return made


def _enrolment(course: Course, stay: Stay, joined_on: date, *, actor: Actor, now: datetime) -> Enrolment:
    record(
        Enrolled(course_id=course.id, code=course.code, joined_on=joined_on),
        actor=actor,
        at=now,
        stay_id=stay.id,
    )
    note(
        stay.id,
        f"Vào lớp {course.name} ({course.code}) từ {joined_on:%d/%m/%Y}",
        area="vocational",
        permission=VocationalPermission.VIEW,
        happened_at=now,
        actor=actor,
        now=now,
        link=f"/vocational/stays/{stay.id}",
    )
    return Enrolment(
        course_id=course.id, stay_id=stay.id, joined_on=joined_on, enrolled_at=now, enrolled_by_id=actor.id
    )


def leave(enrolment: Enrolment, left_on: date, reason: str, *, actor: Actor, now: datetime) -> None:
    """End an enrolment; ``left_on`` is the first day no longer on the register. Raises RuleViolation."""
    db.session.refresh(enrolment, with_for_update={"of": Enrolment})  # two may press the button at once
    attended = last_attended(enrolment)
    check_leaving(
        left_on,
        joined_on=enrolment.joined_on,
        already_left=enrolment.left_on is not None,
        last_attended=local_date(attended) if attended else None,
        today=local_date(now),
    )
    if not reason:
        raise RuleViolation("vocational.reason_needed", field="reason")
    course = enrolment.course
    enrolment.left_on = left_on
    enrolment.left_reason = reason
    record(
        LeftCourse(course_id=course.id, code=course.code, left_on=left_on, reason=reason),
        actor=actor,
        at=now,
        stay_id=enrolment.stay_id,
    )
    note(
        enrolment.stay_id,
        f"Thôi lớp {course.name} ({course.code}) từ {left_on:%d/%m/%Y}: {reason}"[:300],
        area="vocational",
        permission=VocationalPermission.VIEW,
        happened_at=now,
        actor=actor,
        now=now,
        link=f"/vocational/stays/{enrolment.stay_id}",
    )


def _clashes(course: Course, stay_ids: Sequence[int], joined_on: date) -> Mapping[int, ClassSession]:
    """Return for each stay the first lesson of another of its classes at the time of one of this class."""
    if not stay_ids:
        return {}
    own = db.session.scalars(
        select(ClassSession).where(ClassSession.course_id == course.id, ClassSession.cancelled_at.is_(None))
    ).all()
    own = [lesson for lesson in own if lesson.day >= joined_on]
    elsewhere = db.session.scalars(
        select(Enrolment).where(Enrolment.stay_id.in_(stay_ids), Enrolment.course_id != course.id)
    ).all()
    if not own or not elsewhere:
        return {}
    others = db.session.scalars(
        select(ClassSession)
        .where(
            ClassSession.course_id.in_({row.course_id for row in elsewhere}),
            ClassSession.cancelled_at.is_(None),
            ClassSession.starts_at < max(lesson.ends_at for lesson in own),
            ClassSession.ends_at > min(lesson.starts_at for lesson in own),
        )
        .order_by(ClassSession.starts_at)
    ).all()
    hit = [
        other
        for other in others
        if any(other.starts_at < mine.ends_at and other.ends_at > mine.starts_at for mine in own)
    ]
    found: dict[int, ClassSession] = {}
    for row in elsewhere:
        for other in hit:
            last = row.left_on or other.day + timedelta(days=1)
            if other.course_id == row.course_id and row.joined_on <= other.day < last:
                found.setdefault(row.stay_id, other)
                break
    return found
