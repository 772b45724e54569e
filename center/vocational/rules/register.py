"""The register of a lesson: when it may be kept, reasons and what follows from them. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from center.errors import RuleViolation

OPENS_BEFORE = timedelta(minutes=30)
"""Residents come in before the lesson begins."""


@dataclass(frozen=True, slots=True)
class ReasonRule:
    """What follows from one reason of absence."""

    excused: bool
    """Counts as absent with leave (có phép)."""
    follow_up: bool
    """The counsellor must hear of it: a line on the timeline, and on the counsellor's day."""


REASONS: dict[str, ReasonRule] = {
    "sick": ReasonRule(excused=True, follow_up=False),
    "restricted": ReasonRule(excused=True, follow_up=False),
    "out": ReasonRule(excused=True, follow_up=False),
    "other_duty": ReasonRule(excused=True, follow_up=False),
    "refused": ReasonRule(excused=False, follow_up=True),
    "unknown": ReasonRule(excused=False, follow_up=True),
}


@dataclass(frozen=True, slots=True)
class Tally:
    """What a register, or all registers of one person, add up to."""

    present: int = 0
    late: int = 0
    excused: int = 0
    unexcused: int = 0

    @property
    def attended(self) -> int:
        """Lessons or persons that were there, in time or late."""
        return self.present + self.late

    @property
    def total(self) -> int:
        """Everything recorded."""
        return self.attended + self.excused + self.unexcused

    @property
    def rate(self) -> Decimal | None:
        """Attended of all, in percent with one decimal; None when nothing is recorded."""
        return (Decimal(100 * self.attended) / self.total).quantize(Decimal("0.1")) if self.total else None

    def plus(self, state: str, reason: str | None, count: int = 1) -> Tally:
        """Return the tally with ``count`` more lines of that state and reason."""
        if state == "present":
            return Tally(self.present + count, self.late, self.excused, self.unexcused)
        if state == "late":
            return Tally(self.present, self.late + count, self.excused, self.unexcused)
        if reason in REASONS and REASONS[reason].excused:
            return Tally(self.present, self.late, self.excused + count, self.unexcused)
        return Tally(self.present, self.late, self.excused, self.unexcused + count)


@dataclass(frozen=True, slots=True)
class Preset:
    """What the register shows for a resident before anybody touched it."""

    state: str
    reason: str
    """Empty unless absent."""
    note: str


def preset(out: str, ward_only: str) -> Preset:
    """Return the first guess for a resident: there, unless the center knows better.

    ``out``: why the person is out of the center; ``ward_only``: public wording of a restriction to the
    ward; both empty when it is not so.
    """
    if out:
        return Preset("absent", "out", out)
    if ward_only:
        return Preset("absent", "restricted", ward_only)
    return Preset("present", "", "")


def check_register_open(*, starts_at: datetime, cancelled: bool, now: datetime, has_people: bool) -> None:
    """Refuse a register that cannot be kept: cancelled, not begun, or of a class without residents."""
    if cancelled:
        raise RuleViolation("vocational.lesson_cancelled")
    if now < starts_at - OPENS_BEFORE:
        minutes = int(OPENS_BEFORE.total_seconds() // 60)
        raise RuleViolation("vocational.register_too_early", at=starts_at, minutes=minutes)
    if not has_people:
        raise RuleViolation("vocational.register_empty")


def check_line(state: str, reason: str | None, name: str) -> None:
    """Refuse an absence without its reason, or a reason for someone who was there."""
    if state == "absent" and reason not in REASONS:
        raise RuleViolation("vocational.absence_reason", field="reason", name=name)
    if state != "absent" and reason:
        raise RuleViolation("vocational.reason_without_absence", field="reason", name=name)


def check_cancel(*, cancelled: bool, has_register: bool) -> None:
    """Refuse to cancel a lesson twice, or one whose register was kept: it took place."""
    if cancelled:
        raise RuleViolation("vocational.lesson_cancelled")
    if has_register:
        raise RuleViolation("vocational.lesson_took_place")
