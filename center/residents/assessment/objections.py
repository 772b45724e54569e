"""A resident's objection to a grade, and the answer."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db, hold
from center.errors import RuleViolation
from center.residents.assessment.audit import ObjectionAnswered, ObjectionReceived
from center.residents.assessment.council import correct_grade
from center.residents.assessment.models import Grade, GradeObjection, ObjectionAnswer
from center.residents.assessment.permissions import AssessmentPermission
from center.residents.assessment.queries import grade_or_404, is_amended, round_or_404
from center.residents.timeline.service import note
from center.residents.timeline.topics import Topic


def receive_objection(
    grade: Grade,
    objection: str,
    *,
    received_on: date,
    client_id: str | None = None,
    actor: Actor,
    now: datetime,
) -> GradeObjection:
    """Record that a resident does not agree with a grade; it may come at any time and is never refused as late.

    The same ``client_id`` again returns what it recorded. Raises RuleViolation without words, for a day before the
    decision or in the future, or when the grade was corrected meanwhile.
    """
    if client_id is not None:
        there = db.session.scalars(
            select(GradeObjection).where(GradeObjection.client_id == client_id)
        ).first()
        if there is not None:
            return there
    hold(round_or_404(grade.round_id))
    if is_amended(grade.id):
        raise RuleViolation("assessment.corrected")
    if not objection.strip():
        raise RuleViolation("assessment.objection_empty", field="objection")
    if not grade.decided_on <= received_on <= local_date(now):
        raise RuleViolation("assessment.objection_day", field="received_on", decided=grade.decided_on)
    found = GradeObjection(
        client_id=client_id,
        grade_id=grade.id,
        stay_id=grade.stay_id,
        received_on=received_on,
        objection=objection.strip(),
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(found)
    db.session.flush()  # the record names it
    record(
        ObjectionReceived(objection_id=found.id, grade_id=grade.id),
        actor=actor,
        at=now,
        stay_id=grade.stay_id,
    )
    _say(grade.stay_id, "Có ý kiến về kết quả xếp loại", actor=actor, now=now)
    return found


def answer_objection(
    objection: GradeObjection,
    answer: str,
    *,
    answered_on: date,
    level: str = "",
    points: tuple[int, ...] = (),
    actor: Actor,
    now: datetime,
) -> ObjectionAnswer:
    """Answer an objection: with ``level`` and ``points`` the grade is corrected in the same act, without it stands.

    Raises RuleViolation without words, for a day before it was received or in the future, and the second time.
    """
    grade = grade_or_404(objection.grade_id)
    hold(round_or_404(grade.round_id))
    if db.session.scalar(select(ObjectionAnswer.id).where(ObjectionAnswer.objection_id == objection.id)):
        raise RuleViolation("assessment.answered")
    if not answer.strip():
        raise RuleViolation("assessment.answer_empty", field="answer")
    if not objection.received_on <= answered_on <= local_date(now):
        raise RuleViolation("assessment.answer_day", field="answered_on", received=objection.received_on)
    corrected = None
    if level:
        corrected = correct_grade(
            grade,
            points=points,
            level=level,
            reason=f"Theo ý kiến của học viên: {answer.strip()}"[:300],
            decided_on=answered_on,
            actor=actor,
            now=now,
        )
    found = ObjectionAnswer(
        objection_id=objection.id,
        answered_on=answered_on,
        answer=answer.strip(),
        new_grade_id=corrected.id if corrected else None,
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(found)
    record(
        ObjectionAnswered(objection_id=objection.id, changed=corrected is not None),
        actor=actor,
        at=now,
        stay_id=objection.stay_id,
    )
    outcome = "đổi xếp loại" if corrected else "giữ nguyên xếp loại"
    _say(objection.stay_id, f"Trả lời ý kiến về xếp loại: {outcome}", actor=actor, now=now)
    return found


def _say(stay_id: int, text: str, *, actor: Actor, now: datetime) -> None:
    note(
        stay_id,
        text,
        area="residents",
        topic=Topic.ASSESSMENT,
        permission=AssessmentPermission.VIEW,
        happened_at=now,
        actor=actor,
        now=now,
        link=f"/residents/stays/{stay_id}/assessment",
    )
