"""What a trainer and a counsellor must know this morning."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select

from center.db import db
from center.residents.labels import OUT_LABELS
from center.residents.person.models import Resident
from center.residents.stay.models import Stay
from center.vocational.labels import REASON_LABELS
from center.vocational.lesson.queries import LessonLine, memberships
from center.vocational.models import AbsenceReason, Attendance, AttendanceState, ClassSession
from center.vocational.queries import (
    CONFINED,
    counting_attendance,
    out_at,
    restrictions_held_on,
    stays_by_id,
    wording_of,
)
from center.vocational.rules.register import OPENS_BEFORE, REASONS


@dataclass(frozen=True, slots=True)
class Missing:
    """A resident who will not be, or was not, in a lesson, and why as far as known."""

    stay_id: int
    name: str
    reason: str
    """Public words: where the person is, the wording of a restriction, or what the register says."""
    known: bool
    """False for an absence nobody has explained."""


def missing_from(lines: Sequence[LessonLine], *, now: datetime) -> dict[int, list[Missing]]:
    """Return by lesson who is missing and the known reason, in five statements.

    A kept register tells; before it, whereabouts and restrictions of now do. ``lines`` are of one day.
    """
    if not lines:
        return {}
    day = lines[0].lesson.day
    inside = memberships({line.lesson.course_id for line in lines})
    expected = {
        line.lesson.id: [m.stay_id for m in inside.get(line.lesson.course_id, ()) if m.holds_on(day)]
        for line in lines
    }
    kept = {line.lesson.id for line in lines if line.tally.total}
    rows = _absences(kept)
    open_ids = {stay_id for lesson_id, ids in expected.items() if lesson_id not in kept for stay_id in ids}
    out = out_at(open_ids, now)
    held = restrictions_held_on(open_ids, day)
    away = {stay_id: OUT_LABELS[cause] for stay_id, cause in out.items()}
    for stay_id in open_ids - set(away):
        wording = wording_of(held.get(stay_id, ()), *CONFINED)
        if wording:
            away[stay_id] = wording
    stays = stays_by_id({row.stay_id for row in rows} | set(away))
    found: dict[int, list[Missing]] = {line.lesson.id: [] for line in lines}
    for stay_id, stay in stays.items():  # by name
        name = stay.resident.full_name
        for row in rows:
            if row.stay_id == stay_id and row.reason is not None:
                words = REASON_LABELS[row.reason] + (f": {row.note}" if row.note else "")
                found[row.session_id].append(Missing(stay_id, name, words, not REASONS[row.reason].follow_up))
        for lesson_id, ids in expected.items():
            if lesson_id not in kept and stay_id in away and stay_id in ids:
                found[lesson_id].append(Missing(stay_id, name, away[stay_id], known=True))
    return found


def _absences(session_ids: Collection[int]) -> Sequence[Attendance]:
    return db.session.scalars(
        counting_attendance().where(
            Attendance.session_id.in_(session_ids), Attendance.state == AttendanceState.ABSENT
        )
    ).all()


@dataclass(frozen=True, slots=True)
class Truant:
    """A resident with absences somebody should talk about."""

    stay_id: int
    name: str
    code: str
    times: int
    last_at: datetime


def without_leave(since: datetime, *, limit: int) -> tuple[Sequence[Truant], int]:
    """Return who was absent without leave since the instant, most often first, and how many they are."""
    counting = _without_leave(since).subquery()
    grouped = (
        select(Stay.id, Resident.full_name, Resident.code, func.count(), func.max(ClassSession.starts_at))
        .join(counting, counting.c.stay_id == Stay.id)
        .join(ClassSession, ClassSession.id == counting.c.session_id)
        .join(Resident, Resident.id == Stay.resident_id)
        .where(Stay.ended_on.is_(None), ClassSession.starts_at >= since)
        .group_by(Stay.id, Resident.full_name, Resident.code, Resident.name_sort)
    )
    total = db.session.scalar(select(func.count()).select_from(grouped.subquery())) or 0
    rows = db.session.execute(grouped.order_by(func.count().desc(), Resident.name_sort).limit(limit))
    return [Truant(*row) for row in rows], total


def _without_leave(since: datetime) -> Select[Attendance]:
    unexcused = [AbsenceReason(code) for code, rule in REASONS.items() if rule.follow_up]
    # a register opens shortly before its lesson, so older rows need not be looked at
    return counting_attendance().where(
        Attendance.reason.in_(unexcused), Attendance.recorded_at >= since - OPENS_BEFORE
    )
