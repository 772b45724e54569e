"""When a stay may be handed over, what is missing, and which paper its end asks for. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from center.errors import RuleViolation

STAGES = ("reception", "detox", "education", "labour", "reintegration")
GOALS = ("medical", "recovery", "education", "labour")
"""Goals I–IV of the rehabilitation plan (form 18, parts I–IV)."""
GRADES = ("good", "reached", "not_reached")


class Weight(StrEnum):
    """What a missing thing means."""

    BLOCKS = "blocks"
    """The person must not be let go without it."""
    WARNS = "warns"
    """It must be explained or made up for."""


@dataclass(frozen=True, slots=True)
class ReleaseLimits:
    """Limits of the release in force on the asked day."""

    notice_days_before: int
    """Least days between the notice of the coming end and the end (Decree 163/2026 arts 97.1, 123.1)."""
    notice_source: str
    paper_hours_before: int | None
    """The completion paper may be issued in so many last hours (arts 97.2, 123.2); None where no rule says."""
    paper_source: str


@dataclass(frozen=True, slots=True)
class EndFacts:
    """Everything the checks need about one stay."""

    kind: str
    rule_set: str
    today: date
    first_day: date
    last_day: date | None
    stages_begun: tuple[str, ...]
    has_photo: bool
    has_identity_number: bool
    has_contact: bool
    has_plan: bool
    goals_graded: int
    needs_stated: bool
    notice_on: date | None
    """Day the notice of the coming end was signed."""
    belongings_left: int
    """Pieces still in custody."""
    open_absence: str | None
    """Kind of an absence that has no return yet."""
    detox_completed: bool


@dataclass(frozen=True, slots=True)
class Check:
    """One thing the end of a stay asks for."""

    code: str
    done: bool
    weight: Weight
    source: str = ""
    """Article behind it."""
    due_on: date | None = None
    facts: tuple[tuple[str, object], ...] = ()


def required_stages(kind: str, rule_set: str) -> tuple[str, ...]:
    """Return the stages a person must have gone through.

    Law 73/2021 art. 29.2: voluntary at least the first three, others all; Law 120/2025 art. 29.3: all.
    """
    return STAGES[:3] if kind == "voluntary" and rule_set == "R2022" else STAGES


def notice_due_on(last_day: date, limits: ReleaseLimits) -> date:
    """Return the last day on which the notice of the coming end is in time."""
    return last_day - timedelta(days=limits.notice_days_before)


def readiness(facts: EndFacts, limits: ReleaseLimits) -> tuple[Check, ...]:
    """Return every check in the order of the process; what is done stays in the list."""
    if facts.last_day is None:
        return (Check("term", False, Weight.BLOCKS),)
    due = notice_due_on(facts.last_day, limits)
    missing = [
        stage for stage in required_stages(facts.kind, facts.rule_set) if stage not in facts.stages_begun
    ]
    in_time = facts.notice_on is not None and facts.notice_on <= due
    return (
        Check("identity", facts.has_identity_number, Weight.WARNS),
        Check("photo", facts.has_photo, Weight.WARNS),
        Check("contact", facts.has_contact, Weight.WARNS),
        Check("detox", facts.detox_completed, Weight.WARNS),
        Check("stages", not missing, Weight.WARNS, facts=(("missing", tuple(missing)),)),
        Check("notice", facts.notice_on is not None, Weight.BLOCKS, limits.notice_source, due),
        Check("notice_in_time", in_time, Weight.WARNS, limits.notice_source, due),
        Check("plan", facts.has_plan, Weight.BLOCKS),
        Check(
            "goals", facts.goals_graded == len(GOALS), Weight.WARNS, facts=(("graded", facts.goals_graded),)
        ),
        Check("needs", facts.needs_stated, Weight.WARNS),
        Check(
            "absence", facts.open_absence is None, Weight.BLOCKS, facts=(("kind", facts.open_absence or ""),)
        ),
        Check(
            "belongings", facts.belongings_left == 0, Weight.BLOCKS, facts=(("left", facts.belongings_left),)
        ),
    )


def blocking(checks: tuple[Check, ...]) -> tuple[Check, ...]:
    """Return what must be done before the person is let go."""
    return tuple(check for check in checks if not check.done and check.weight is Weight.BLOCKS)


def check_paper_window(today: date, last_day: date, limits: ReleaseLimits) -> None:
    """Refuse a completion paper before its window.

    The last 24 hours before the end are the last day of the term and the day before it, in local days.
    """
    if limits.paper_hours_before is None:
        return
    first = last_day - timedelta(days=limits.paper_hours_before // 24)
    if today < first:
        raise RuleViolation(
            "handover.paper_too_early", first=first, last_day=last_day, source=limits.paper_source
        )


def check_release(today: date, last_day: date | None, checks: tuple[Check, ...]) -> None:
    """Refuse to let a person go before the last day of the term, or with something that blocks."""
    if last_day is None:
        raise RuleViolation("handover.no_term")
    if today < last_day:
        raise RuleViolation("handover.too_early", last_day=last_day)
    open_checks = blocking(checks)
    if open_checks:
        raise RuleViolation("handover.not_ready", count=len(open_checks))


def completion_kind(kind: str) -> str:
    """Return the kind of completion paper of a stay: ``completion-compulsory`` or ``completion-voluntary``."""
    if kind == "custody":
        raise RuleViolation("handover.no_term")
    return "completion-voluntary" if kind == "voluntary" else "completion-compulsory"


def aftercare_years(kind: str, *, voluntary_or_minor: int, adult_compulsory: int) -> int:
    """Return the years of post-rehabilitation management (Law 120/2025 art. 42; Law 73/2021 art. 40)."""
    return adult_compulsory if kind == "compulsory" else voluntary_or_minor
