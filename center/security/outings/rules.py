"""When a person may leave and come back. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from center.errors import RuleViolation


@dataclass(frozen=True, slots=True)
class LastSeen:
    """The newest thing the books know about where a person is."""

    at: datetime
    place: str
    """Name of the place, or the words of the cause."""
    out_cause: str | None
    """None when present."""


KEPT_IN = frozenset({"funeral", "work_outside"})
"""Causes somebody in isolation does not leave for; hospital and court cannot wait."""


def check_isolation(person: str, cause: str, wording: str) -> None:
    """Refuse a leave the center grants to somebody the medical unit keeps apart; ``wording`` empty: nobody does.

    Source: Decree 163/2026 art. 66 (infectious disease of group A or B stays in a zone or room of its own).
    """
    if wording and cause in KEPT_IN:
        raise RuleViolation("security.isolation_leave", field="people", person=person, wording=wording)


def check_escort(person: str, escort: str, risk: str) -> None:
    """Refuse to let somebody with a standing flag of escape go without naming who goes along; ``risk``: its words."""
    if risk and not escort:
        raise RuleViolation("security.flag_needs_escort", field="escort", person=person, risk=risk)


def check_past(at: datetime, now: datetime, field: str) -> None:
    """Refuse an instant in the future, at the box it was typed into."""
    if at > now:
        raise RuleViolation("residents.happened_in_future", field=field)


def check_leaving(person: str, left_at: datetime, seen: LastSeen | None) -> None:
    """Refuse to send somebody out who is out already, or was seen inside after ``left_at``.

    The newest change decides where a person is: a departure dated before it would be no departure.
    """
    if seen is None:
        return
    if seen.out_cause is not None:
        raise RuleViolation("security.already_out", field="people", person=person, cause=seen.place)
    check_not_seen_later(person, left_at, seen)


def check_not_seen_later(person: str, left_at: datetime, seen: LastSeen) -> None:
    """Refuse a departure before the person was last seen."""
    if left_at < seen.at:
        raise RuleViolation(
            "security.seen_later", field="left_at", person=person, place=seen.place, seen_at=seen.at
        )


def check_expected(left_at: datetime, expected_at: datetime | None) -> None:
    """Refuse a return that is expected before the departure."""
    if expected_at is not None and expected_at < left_at:
        raise RuleViolation("security.expected_before_leaving", field="expected_at")


def check_back(left_at: datetime, returned_at: datetime, field: str = "returned_at") -> None:
    """Refuse a return before the departure."""
    if returned_at < left_at:
        raise RuleViolation("security.return_before_leaving", field=field, left_at=left_at)
