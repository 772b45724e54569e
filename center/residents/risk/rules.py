"""When a flag may be raised and how it is reviewed, who decides over it and who reads why. Pure.

No law names such flags or how often they are looked at again; the center's own order does (parameters
``risk.review.*``, proposed). A flag says in public words what to do, never a diagnosis (Decree 163/2026 art. 3.5.b).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from center.errors import RuleViolation
from center.residents.risk.permissions import RiskPermission


class RiskKind(StrEnum):
    """What is to be reckoned with."""

    ESCAPE = "escape"
    VIOLENCE = "violence"
    SELF_HARM = "self_harm"
    HEALTH = "health"
    """Something about health that others must heed; its words never say what."""


class RiskLevel(StrEnum):
    """How near it is, the least first; the level sets how soon it is looked at again."""

    WATCH = "watch"
    HIGH = "high"
    URGENT = "urgent"


class ReviewOutcome(StrEnum):
    """What a review decided."""

    KEPT = "kept"
    CHANGED = "changed"
    """Another level, or other words on what to do."""
    LIFTED = "lifted"


class FlagStanding(StrEnum):
    """Where a flag stands on a day."""

    IN_FORCE = "in_force"
    REVIEW_DUE = "review_due"
    """Today is its last day in time."""
    OVERDUE = "overdue"
    LIFTED = "lifted"


CARE_KINDS = frozenset({RiskKind.SELF_HARM, RiskKind.HEALTH})
"""Flags the medical unit decides over; why they stand is for its readers only."""


@dataclass(frozen=True, slots=True)
class ReviewLimit:
    """The longest time a flag of one level may wait for its next review."""

    level: RiskLevel
    days: int

    def latest(self, today: date) -> date:
        """Return the last day a review may be set for."""
        return today + timedelta(days=self.days)


def standing(*, lifted: bool, review_on: date | None, on: date) -> FlagStanding:
    """Return where a flag stands on ``on``; it is late from the day after ``review_on``."""
    if lifted or review_on is None:
        return FlagStanding.LIFTED
    if on > review_on:
        return FlagStanding.OVERDUE
    return FlagStanding.REVIEW_DUE if on == review_on else FlagStanding.IN_FORCE


def check_raise(
    *, instruction: str, reason: str, standing_kinds: Collection[RiskKind], kind: RiskKind
) -> None:
    """Refuse a flag that does not say what to do or why, and a second one of a kind that stands."""
    if kind in standing_kinds:
        raise RuleViolation("risk.flagged_already", field="kind")
    if not instruction:
        raise RuleViolation("risk.instruction_needed", field="instruction")
    if not reason:
        raise RuleViolation("risk.reason_needed", field="reason")


def next_review(wanted: date | None, limit: ReviewLimit, today: date) -> date:
    """Return the day of the next review: the one wanted, else the latest. Refuses one past, or later than allowed."""
    latest = limit.latest(today)
    if wanted is None:
        return latest
    if not today < wanted <= latest:
        raise RuleViolation("risk.review_day", field="review_on", latest=latest, days=limit.days)
    return wanted


@dataclass(frozen=True, slots=True)
class FlagWords:
    """What a flag says in public."""

    level: RiskLevel
    instruction: str


def check_review(
    outcome: ReviewOutcome, before: FlagWords, after: FlagWords, *, finding: str, lifted: bool
) -> None:
    """Refuse a review of a lifted flag, one without a finding, and a change that changes nothing."""
    if lifted:
        raise RuleViolation("risk.lifted_before")
    if not finding:
        raise RuleViolation("risk.finding_needed", field="finding")
    if outcome is not ReviewOutcome.CHANGED:
        return
    if not after.instruction:
        raise RuleViolation("risk.instruction_needed", field="instruction")
    if after == before:
        raise RuleViolation("risk.nothing_changed", field="level")


def may_raise(kind: RiskKind, permissions: Collection[str]) -> bool:
    """Tell whether somebody with ``permissions`` raises flags of ``kind``: health is for the medical unit."""
    if kind is RiskKind.HEALTH:
        return RiskPermission.READ_CARE in permissions
    return RiskPermission.RAISE in permissions


def may_decide(kind: RiskKind, permissions: Collection[str]) -> bool:
    """Tell whether somebody with ``permissions`` reviews and lifts flags of ``kind``."""
    return (
        RiskPermission.DECIDE_CARE if kind in CARE_KINDS else RiskPermission.DECIDE_CUSTODY
    ) in permissions


def may_read_reason(kind: RiskKind, permissions: Collection[str]) -> bool:
    """Tell whether somebody with ``permissions`` reads why a flag of ``kind`` stands."""
    return (RiskPermission.READ_CARE if kind in CARE_KINDS else RiskPermission.READ_CUSTODY) in permissions


def check_may_raise(kind: RiskKind, permissions: Collection[str]) -> None:
    """Refuse a health flag that somebody outside the medical unit would raise."""
    if not may_raise(kind, permissions):
        raise RuleViolation("risk.health_is_medical", field="kind")


def check_may_decide(kind: RiskKind, permissions: Collection[str]) -> None:
    """Refuse a review by somebody who does not answer for that kind."""
    if not may_decide(kind, permissions):
        raise RuleViolation("risk.medical_decides" if kind in CARE_KINDS else "risk.commander_decides")
