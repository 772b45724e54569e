"""What the council decides, how it is posted, and how a grade is corrected."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db, hold
from center.errors import RuleViolation
from center.residents.assessment.audit import GradeAmended, RoundDecided, RoundPosted
from center.residents.assessment.labels import period_words
from center.residents.assessment.models import AssessmentLine, AssessmentRound, Grade
from center.residents.assessment.permissions import AssessmentPermission
from center.residents.assessment.queries import is_amended, round_or_404, scheme_of_round
from center.residents.assessment.rules import check_points
from center.residents.assessment.scheme import Level, Scheme
from center.residents.timeline.service import note
from center.residents.timeline.topics import Topic


@dataclass(frozen=True, slots=True)
class Meeting:
    """The council's meeting."""

    held_on: date
    minutes_number: str
    members: tuple[str, ...]
    """Name and office of each."""


def decide(found: AssessmentRound, meeting: Meeting, *, actor: Actor, now: datetime) -> int:
    """Make the proposed levels the grades of the period; return how many. The same decision again is one act.

    Raises RuleViolation before the last day of the period, for a meeting before it or in the future, without a
    number or a member, or while nobody has stood up for a line.
    """
    hold(found)
    if found.is_decided:
        if (found.meeting_on, found.minutes_number) == (meeting.held_on, meeting.minutes_number):
            return _graded(found)
        raise RuleViolation("assessment.decided", minutes=found.minutes_number)
    _check_meeting(found, meeting, local_date(now))
    lines = db.session.scalars(
        select(AssessmentLine).where(AssessmentLine.round_id == found.id, AssessmentLine.graded.is_(True))
    ).all()
    waiting = sum(1 for line in lines if line.confirmed_at is None)
    if waiting:
        raise RuleViolation("assessment.waiting", count=waiting)
    scheme = scheme_of_round(found)
    for line in lines:
        level = scheme.level(line.level)
        db.session.add(
            Grade(
                stay_id=line.stay_id,
                round_id=found.id,
                period_first=found.period_first,
                period_last=found.period_last,
                points=line.points,
                total=sum(line.points),
                reason=line.reason,
                decided_on=meeting.held_on,
                recorded_at=now,
                recorded_by_id=actor.id,
                recorded_by_name=actor.name,
                **_level_columns(scheme, level),
            )
        )
        _say(
            line.stay_id, f"Xếp loại {period_words(found.period)}: {level.label}", found, actor=actor, now=now
        )
    found.meeting_on, found.minutes_number = meeting.held_on, meeting.minutes_number
    found.members = "\n".join(meeting.members)
    found.decided_at, found.decided_by_id, found.decided_by_name = now, actor.id, actor.name
    record(
        RoundDecided(
            round_id=found.id,
            meeting_on=meeting.held_on,
            minutes=meeting.minutes_number,
            people=len(lines),
            levels=_counted(scheme, lines),
        ),
        actor=actor,
        at=now,
    )
    return len(lines)


def post(
    found: AssessmentRound, *, from_day: date, to_day: date, place: str, actor: Actor, now: datetime
) -> None:
    """Record where and how long the decided list hangs out.

    Raises RuleViolation before the decision, for days out of order or before the meeting, and the second time.
    """
    hold(found)
    if found.meeting_on is None:
        raise RuleViolation("assessment.not_decided")
    if found.posted_from is not None:
        if (found.posted_from, found.posted_to, found.posted_place) == (from_day, to_day, place):
            return
        raise RuleViolation("assessment.posted", since=found.posted_from)
    if from_day < found.meeting_on:
        raise RuleViolation("assessment.posted_early", field="posted_from", meeting=found.meeting_on)
    if to_day < from_day:
        raise RuleViolation("assessment.posting_reversed", field="posted_to")
    found.posted_from, found.posted_to, found.posted_place = from_day, to_day, place
    record(RoundPosted(round_id=found.id, posted_from=from_day, posted_to=to_day), actor=actor, at=now)


def correct_grade(
    grade: Grade,
    *,
    points: tuple[int, ...],
    level: str,
    reason: str,
    decided_on: date,
    actor: Actor,
    now: datetime,
) -> Grade:
    """Correct a decided grade with a new row; the former stays visible.

    Raises RuleViolation without a reason, when nothing would change, or when it was corrected before.
    """
    found = round_or_404(grade.round_id)
    hold(found)
    if is_amended(grade.id):
        raise RuleViolation("assessment.corrected")
    if not reason.strip():
        raise RuleViolation("assessment.reason_needed", field="reason")
    if not grade.period_last <= decided_on <= local_date(now):
        raise RuleViolation("assessment.meeting_day", field="decided_on", last=grade.period_last)
    scheme = scheme_of_round(found)
    check_points(scheme, points)
    chosen = scheme.level(level)
    if (list(points), level) == (grade.points, grade.level):
        raise RuleViolation("assessment.nothing_changed", field="level")
    corrected = Grade(
        stay_id=grade.stay_id,
        round_id=grade.round_id,
        period_first=grade.period_first,
        period_last=grade.period_last,
        points=list(points),
        total=sum(points),
        reason=grade.reason,
        decided_on=decided_on,
        amends_id=grade.id,
        amend_reason=reason.strip(),
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
        **_level_columns(scheme, chosen),
    )
    db.session.add(corrected)
    db.session.flush()  # an answer names it
    record(
        GradeAmended(grade_id=grade.id, before=grade.level_label, after=chosen.label, reason=reason.strip()),
        actor=actor,
        at=now,
        stay_id=grade.stay_id,
    )
    said = f"Sửa xếp loại {period_words(found.period)}: {grade.level_label} → {chosen.label}"
    _say(grade.stay_id, said, found, actor=actor, now=now)
    return corrected


def _check_meeting(found: AssessmentRound, meeting: Meeting, today: date) -> None:
    if not found.period_last <= meeting.held_on <= today:
        raise RuleViolation("assessment.meeting_day", field="held_on", last=found.period_last)
    if not meeting.minutes_number:
        raise RuleViolation("assessment.minutes_needed", field="minutes_number")
    if not meeting.members:
        raise RuleViolation("assessment.members_needed", field="members")


def _counted(scheme: Scheme, lines: Sequence[AssessmentLine]) -> str:
    counts = Counter(line.level for line in lines)
    return ", ".join(f"{level.label}: {counts[level.code]}" for level in scheme.levels)


def _level_columns(scheme: Scheme, level: Level) -> dict[str, object]:
    return {
        "level": level.code,
        "level_label": level.label,
        "level_rank": scheme.rank(level.code),
        "at_least_fair": level.at_least_fair,
    }


def _graded(found: AssessmentRound) -> int:
    wanted = select(func.count(Grade.id)).where(Grade.round_id == found.id, Grade.amends_id.is_(None))
    return db.session.scalar(wanted) or 0


def _say(stay_id: int, text: str, found: AssessmentRound, *, actor: Actor, now: datetime) -> None:
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
