"""Keeping the register of a lesson, and correcting it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from center.audit.actor import Actor
from center.audit.service import record
from center.db import db
from center.errors import RuleViolation
from center.residents.timeline.service import note
from center.ui.batch import LineFaults
from center.ui.filters import format_datetime
from center.vocational.audit import AttendanceAmended, RegisterKept
from center.vocational.labels import REASON_LABELS, STATE_LABELS
from center.vocational.lesson.service import hold_lesson
from center.vocational.models import AbsenceReason, Attendance, AttendanceState, ClassSession
from center.vocational.permissions import VocationalPermission
from center.vocational.register.queries import Sheet, SheetLine, sheet_of
from center.vocational.rules.register import REASONS, Tally, check_line, check_register_open


@dataclass(frozen=True, slots=True)
class LineFacts:
    """What the trainer says of one resident."""

    stay_id: int
    state: AttendanceState
    reason: AbsenceReason | None = None
    note: str = ""

    def says(self, row: Attendance) -> bool:
        """Tell whether ``row`` says the same."""
        return (self.state, self.reason, self.note) == (row.state, row.reason, row.note)


def keep_register(lesson: ClassSession, lines: Sequence[LineFacts], *, actor: Actor, now: datetime) -> Sheet:
    """Record the register of a lesson, everyone on it at once, and return it.

    The same register again changes nothing. Raises RuleViolation when it cannot be kept (cancelled, too
    early, other people on it, kept differently before), BatchRefused with the rule by stay.
    """
    sheet = _sheet(lesson, now)
    _check_lines(sheet, lines)
    known = {line.stay_id: line.row for line in sheet.lines if line.row is not None}
    if known:
        if {each.stay_id for each in lines} == set(known) and all(
            each.says(known[each.stay_id]) for each in lines
        ):
            return sheet
        raise RuleViolation("vocational.register_kept")
    db.session.add_all(_row(lesson, each, actor=actor, now=now) for each in lines)
    tally = Tally()
    for each in lines:
        tally = tally.plus(each.state, each.reason)
        _tell(lesson, each, actor=actor, now=now)
    record(
        RegisterKept(
            session_id=lesson.id,
            code=lesson.course.code,
            starts_at=lesson.starts_at,
            present=tally.present,
            late=tally.late,
            absent=tally.excused + tally.unexcused,
        ),
        actor=actor,
        at=now,
    )
    return sheet_of(lesson, now=now)


def correct_register(
    lesson: ClassSession, lines: Sequence[LineFacts], reason: str, *, actor: Actor, now: datetime
) -> int:
    """Correct lines of a kept register with new rows, and add who joined since; return how many changed.

    A line that says what its row says is left alone, so the same correction sent twice is one act.
    Raises RuleViolation without a reason for a changed line, BatchRefused with the rule by stay.
    """
    sheet = _sheet(lesson, now)
    _check_lines(sheet, lines)
    known: dict[int, SheetLine] = {line.stay_id: line for line in sheet.lines}
    changed: list[tuple[LineFacts, Attendance | None]] = []
    for each in lines:
        row = known[each.stay_id].row
        if row is None or not each.says(row):
            changed.append((each, row))
    if any(row is not None for _, row in changed) and not reason:
        raise RuleViolation("vocational.reason_needed", field="reason")
    db.session.add_all(
        _row(lesson, each, amends=row, reason=reason, actor=actor, now=now) for each, row in changed
    )
    for each, row in changed:
        if row is not None:
            record(
                AttendanceAmended(
                    session_id=lesson.id,
                    starts_at=lesson.starts_at,
                    before=_words(row.state, row.reason),
                    after=_words(each.state, each.reason),
                    reason=reason,
                ),
                actor=actor,
                at=now,
                stay_id=each.stay_id,
            )
        _tell(lesson, each, amends=row, actor=actor, now=now)
    return len(changed)


def _sheet(lesson: ClassSession, now: datetime) -> Sheet:
    hold_lesson(lesson)
    sheet = sheet_of(lesson, now=now)
    check_register_open(
        starts_at=lesson.starts_at,
        cancelled=lesson.cancelled_at is not None,
        now=now,
        has_people=bool(sheet.lines),
    )
    return sheet


def _check_lines(sheet: Sheet, lines: Sequence[LineFacts]) -> None:
    names = {line.stay_id: line.line.stay.resident.full_name for line in sheet.lines}
    if {each.stay_id for each in lines} != set(names) or len(lines) != len(names):
        raise RuleViolation("vocational.people_changed")
    faults = LineFaults()
    for each in lines:
        with faults.line(each.stay_id):
            check_line(each.state, each.reason, names[each.stay_id])
    faults.settle("vocational.batch_refused")


def _row(
    lesson: ClassSession,
    line: LineFacts,
    *,
    amends: Attendance | None = None,
    reason: str = "",
    actor: Actor,
    now: datetime,
) -> Attendance:
    return Attendance(
        session_id=lesson.id,
        stay_id=line.stay_id,
        state=line.state,
        reason=line.reason,
        note=line.note,
        amends_id=amends.id if amends else None,
        amend_reason=reason if amends else "",
        recorded_at=now,
        recorded_by_id=actor.id,
    )


def _tell(
    lesson: ClassSession, line: LineFacts, *, amends: Attendance | None = None, actor: Actor, now: datetime
) -> None:
    """Put an absence that needs following up on the timeline, and the taking back of one."""
    now_bad = line.reason is not None and REASONS[line.reason].follow_up
    was_bad = amends is not None and amends.reason is not None and REASONS[amends.reason].follow_up
    if not now_bad and not was_bad:
        return
    said = _words(line.state, line.reason).lower()
    when = format_datetime(lesson.starts_at)
    note(
        line.stay_id,
        f"Lớp {lesson.course.name}, buổi {when}: {said}" + (" (sửa điểm danh)" if amends else ""),
        area="vocational",
        permission=VocationalPermission.VIEW,
        happened_at=min(lesson.starts_at, now),
        actor=actor,
        now=now,
        link=f"/vocational/lessons/{lesson.id}",
    )


def _words(state: AttendanceState, reason: AbsenceReason | None) -> str:
    return STATE_LABELS[state] + (f" ({REASON_LABELS[reason].lower()})" if reason else "")
