"""When a stay may be handed over, what is missing, and which paper its end asks for. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from center.errors import RuleViolation
from center.handover.limits import ReleaseLimits, first_paper_day

STAGES = ("reception", "detox", "education", "labour", "reintegration")
GOALS = ("medical", "recovery", "education", "labour")
"""Goals I–IV of the rehabilitation plan (form 18, parts I–IV)."""
GRADES = ("good", "reached", "not_reached")

SET_A_FROM = date(2026, 7, 1)
"""First day of signing on the forms of Decree 163/2026/NĐ-CP (``documents.forms_catalogue``)."""

MONEY_SOURCE = "Nghị định 163/2026/NĐ-CP, điều 123.3; Nghị định 116/2021/NĐ-CP, điều 62.4"

DECIDED_ENDINGS = frozenset({"exempted", "transferred"})
"""Ends before the last day that rest on somebody's decision."""


class Weight(StrEnum):
    """What a missing thing means."""

    STOPS = "stops"
    """Nobody can let this person go while it is so."""
    NEEDED = "needed"
    """To be done before the release; the director may let it pass with a written reason, for nobody may be
    held beyond the term because a paper is late."""
    WARNS = "warns"
    """It must be explained or made up for."""


@dataclass(frozen=True, slots=True)
class EndFacts:
    """Everything the checks need about one stay."""

    kind: str
    rule_set: str
    last_day: date | None
    stages_begun: tuple[str, ...]
    has_photo: bool
    has_identity_number: bool
    has_contact: bool
    has_plan: bool
    goals_graded: int
    needs_stated: bool
    noticed_on: date | None
    """Day the first notice was signed that tells the present last day."""
    notice_stale: bool
    """A notice is out, and it tells another last day than the present one."""
    belongings_left: int
    """Pieces still in custody."""
    money_left: int
    """Đồng still in custody."""
    open_absence: str | None
    """Kind of an absence that has no return yet."""
    detox_completed: bool
    paper_issued: bool
    """A completion paper with the present last day is in force."""
    packet_built: bool
    """A packet was built since the completion paper."""
    ended_on: date | None = None
    reason: str | None = None
    """Why the stay ended."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing the end of a stay asks for."""

    code: str
    done: bool
    weight: Weight
    source: str = ""
    """Article behind it."""
    due_on: date | None = None
    missing: tuple[str, ...] = ()
    """Codes of what is missing, where it has parts."""

    @property
    def blocking(self) -> bool:
        """Tell whether the person cannot simply be let go while it is not done."""
        return not self.done and self.weight is not Weight.WARNS


def required_stages(kind: str, rule_set: str) -> tuple[str, ...]:
    """Return the stages a person must have gone through.

    Law 73/2021 art. 29.2: voluntary at least the first three, others all; Law 120/2025 art. 29.3: all.
    """
    return STAGES[:3] if kind == "voluntary" and rule_set == "R2022" else STAGES


def stages_source(rule_set: str) -> str:
    """Return the article that asks for the stages."""
    return "Luật 120/2025/QH15, điều 29.3" if rule_set == "R2026" else "Luật 73/2021/QH14, điều 29.2"


def readiness(facts: EndFacts, limits: ReleaseLimits | None) -> tuple[Check, ...]:
    """Return every check in the order of the process; what is done stays in the list."""
    if facts.last_day is None or limits is None:
        return (Check("term", False, Weight.STOPS),)
    begun = set(facts.stages_begun)
    stages = tuple(stage for stage in required_stages(facts.kind, facts.rule_set) if stage not in begun)
    notice = limits.notice
    source = notice.source if notice else ""
    due = notice.due_on if notice else None
    in_time = facts.noticed_on is not None and (due is None or facts.noticed_on <= due)
    return (
        Check("identity", facts.has_identity_number, Weight.WARNS),
        Check("photo", facts.has_photo, Weight.WARNS),
        Check("contact", facts.has_contact, Weight.WARNS),
        Check("detox", facts.detox_completed, Weight.WARNS),
        Check("stages", not stages, Weight.WARNS, stages_source(facts.rule_set), missing=stages),
        Check(
            "notice",
            facts.noticed_on is not None,
            Weight.NEEDED,
            source,
            due,
            missing=("stale",) if facts.notice_stale and facts.noticed_on is None else (),
        ),
        Check("notice_in_time", in_time, Weight.WARNS, source, due),
        Check("plan", facts.has_plan, Weight.NEEDED),
        Check("goals", facts.goals_graded == len(GOALS), Weight.WARNS),
        Check("needs", facts.needs_stated, Weight.WARNS),
        Check("absence", facts.open_absence is None, Weight.STOPS),
        Check("paper", facts.paper_issued, Weight.NEEDED, limits.paper_source, facts.last_day),
        Check("packet", facts.packet_built, Weight.NEEDED, due_on=facts.last_day),
        Check("belongings", facts.belongings_left == 0, Weight.NEEDED, due_on=facts.last_day),
        Check("money", facts.money_left == 0, Weight.NEEDED, MONEY_SOURCE, facts.last_day),
    )


def open_checks(checks: Iterable[Check]) -> tuple[Check, ...]:
    """Return what is not done."""
    return tuple(check for check in checks if not check.done)


def check_paper(
    kind: str,
    today: date,
    last_day: date | None,
    ended_on: date | None,
    reason: str | None,
    limits: ReleaseLimits,
) -> None:
    """Refuse a completion paper nobody may have: no term, ended otherwise, or before its window.

    Whoever was exempted by decision has the paper from the day of that ending on.
    """
    if kind == "custody" or last_day is None:
        raise RuleViolation("handover.no_term")
    if ended_on is not None:
        if reason not in {"completed", "exempted"}:
            raise RuleViolation("handover.not_completed")
        return
    first = first_paper_day(last_day, limits)
    if first is None:
        first = last_day
    if today < first:
        raise RuleViolation(
            "handover.paper_too_early", first=first, last_day=last_day, source=limits.paper_source
        )


def may_have_paper(
    kind: str,
    today: date,
    last_day: date | None,
    ended_on: date | None,
    reason: str | None,
    limits: ReleaseLimits,
) -> bool:
    """Tell whether ``check_paper`` lets the completion paper be issued."""
    try:
        check_paper(kind, today, last_day, ended_on, reason, limits)
    except RuleViolation:
        return False
    return True


def end_of(last_day: date, ended_on: date | None) -> date:
    """Return the day papers give as the end: the last day of the term, or an earlier ending."""
    return last_day if ended_on is None else min(last_day, ended_on)


def paper_signed_on(today: date, last_day: date, ended_on: date | None) -> date:
    """Return the day of signing of the completion paper, which also decides its form.

    Written after the end it bears the day of the end: it was due then (arts 97.2, 123.2), and a stay that
    ended before 2026-07-01 ended under the forms of that day.
    """
    return min(today, end_of(last_day, ended_on))


def completion_kind(kind: str) -> str:
    """Return the kind of completion paper of a stay: ``completion-compulsory`` or ``completion-voluntary``."""
    if kind == "custody":
        raise RuleViolation("handover.no_term")
    return "completion-voluntary" if kind == "voluntary" else "completion-compulsory"


def paper_kind(kind: str, signed_on: date) -> str:
    """Return the number of the official form: 50 or 30 from 2026-07-01, 46 or 26b before."""
    voluntary = completion_kind(kind) == "completion-voluntary"
    if signed_on >= SET_A_FROM:
        return "30" if voluntary else "50"
    return "26b" if voluntary else "46"


def check_release(
    today: date, last_day: date | None, reason: str, checks: Iterable[Check], explanation: str
) -> None:
    """Refuse to let a person go.

    Completed: not before the last day, and a person at large cannot be let go. Exempted or transferred: by a
    decision, named in ``explanation``. What is still needed also asks for an explanation.
    """
    missing = [check for check in open_checks(checks) if check.blocking]
    if reason == "completed":
        if last_day is None:
            raise RuleViolation("handover.no_term", field="reason")
        if any(check.code == "absence" for check in missing):
            raise RuleViolation("handover.not_here", field="reason")
        if today < last_day:
            raise RuleViolation("handover.too_early", field="reason", last_day=last_day)
    if explanation.strip():
        return
    if reason in DECIDED_ENDINGS:
        raise RuleViolation("handover.decision_needed", field="explanation")
    if reason == "completed" and missing:
        raise RuleViolation("handover.not_ready", field="explanation", count=len(missing))


def aftercare_years(kind: str, *, voluntary_or_minor: int, adult_compulsory: int) -> int:
    """Return the years of post-rehabilitation management (Law 120/2025 art. 42; Law 73/2021 art. 40)."""
    return adult_compulsory if kind == "compulsory" else voluntary_or_minor
