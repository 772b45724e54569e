"""When something may be proposed, decided, reviewed, and where it stands. Pure.

The decrees name the kinds of reward and discipline and nothing else: no term, no most number of days in the separate
area, no procedure (Decree 163/2026 art. 125; Decree 116/2021 art. 71; LAW.md B.11). So a term is what the decision
says, and a separation without an end is looked at again on a day that must be named.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from center.errors import RuleViolation


class Standing(StrEnum):
    """Where a proposal and its decision stand on a day."""

    PROPOSED = "proposed"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"
    AWARDED = "awarded"
    AHEAD = "ahead"
    """Decided; its effect begins later."""
    IN_FORCE = "in_force"
    REVIEW_DUE = "review_due"
    OVER = "over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a decision sets."""

    decided_on: date
    decided_by: str
    form: str = ""
    merit: bool = False
    proof: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    review_on: date | None = None
    effects: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """What is known of a proposal by now."""

    is_reward: bool
    decided: bool = False
    granted: bool = False
    taken_back: bool = False
    starts_on: date | None = None
    ends_on: date | None = None
    review_on: date | None = None
    """The next one: of the decision, or of the newest review."""
    ended_on: date | None = None
    """When a review ended it: from that day on it no longer holds."""


def standing(course: Course, on: date) -> Standing:
    """Return where a proposal stands on ``on``. The last day of a discipline is inside."""
    if not course.decided:
        return Standing.PROPOSED
    if course.taken_back:
        return Standing.TAKEN_BACK
    if not course.granted:
        return Standing.REFUSED
    if course.is_reward:
        return Standing.AWARDED
    if course.starts_on is not None and on < course.starts_on:
        return Standing.AHEAD
    if course.ended_on is not None and on >= course.ended_on:
        return Standing.OVER
    if course.ends_on is not None and on > course.ends_on:
        return Standing.OVER
    if course.review_on is not None and on >= course.review_on:
        return Standing.REVIEW_DUE
    return Standing.IN_FORCE


def check_proposal(
    *,
    is_reward: bool,
    deed: str,
    happened_on: date,
    merit: bool,
    proof: str,
    admitted_on: date,
    today: date,
) -> None:
    """Refuse a proposal without a deed, for a day outside the stay, or a merit without proof."""
    if not deed:
        raise RuleViolation("conduct.deed_needed", field="deed")
    if not admitted_on <= happened_on <= today:
        raise RuleViolation("conduct.deed_day", field="happened_on", admitted=admitted_on)
    _check_merit(is_reward=is_reward, merit=merit, proof=proof)


def check_terms(terms: Terms, *, kind: str, is_reward: bool, happened_on: date, today: date) -> None:
    """Refuse a decision that does not say what it must: form of a reward, first and last day of a discipline."""
    if not happened_on <= terms.decided_on <= today:
        raise RuleViolation("conduct.decision_day", field="decided_on", happened=happened_on)
    if not terms.decided_by:
        raise RuleViolation("conduct.decider_needed", field="decided_by")
    _check_merit(is_reward=is_reward, merit=terms.merit, proof=terms.proof)
    if is_reward:
        if not terms.form:
            raise RuleViolation("conduct.form_needed", field="form")
        return
    if terms.starts_on is None:
        raise RuleViolation("conduct.start_needed", field="starts_on")
    if terms.starts_on < terms.decided_on:
        raise RuleViolation("conduct.starts_before_decision", field="starts_on", decided=terms.decided_on)
    if terms.ends_on is not None and terms.ends_on < terms.starts_on:
        raise RuleViolation("conduct.reversed", field="ends_on")
    if kind != "separation":
        if terms.ends_on is None:
            raise RuleViolation("conduct.end_needed", field="ends_on")
        return
    if terms.review_on is None:
        raise RuleViolation("conduct.review_needed", field="review_on")
    if terms.review_on <= terms.starts_on or (terms.ends_on is not None and terms.review_on > terms.ends_on):
        raise RuleViolation("conduct.review_day", field="review_on")


def check_review(
    *,
    since: date,
    ends_on: date | None,
    reviewed_on: date,
    next_review_on: date | None,
    finding: str,
    today: date,
) -> None:
    """Refuse a review outside the separation or in the future, without a finding, or with a next one not ahead."""
    if not since <= reviewed_on <= today:
        raise RuleViolation("conduct.review_past", field="reviewed_on", since=since)
    if not finding:
        raise RuleViolation("conduct.finding_needed", field="finding")
    if next_review_on is None:
        return
    if next_review_on <= reviewed_on or (ends_on is not None and next_review_on > ends_on):
        raise RuleViolation("conduct.review_day", field="next_review_on")


def _check_merit(*, is_reward: bool, merit: bool, proof: str) -> None:
    if merit and not is_reward:
        raise RuleViolation("conduct.merit_is_reward", field="merit")
    if merit and not proof:
        raise RuleViolation("conduct.proof_needed", field="proof")
