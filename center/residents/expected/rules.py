"""How an expected arrival stands. Pure."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from center.errors import RuleViolation

ADULT_LIFE = 120
"""Years beyond which a year of birth is a slip of the pen."""


class ExpectedState(StrEnum):
    """How an expected arrival stands on a day."""

    OVERDUE = "overdue"
    TODAY = "today"
    LATER = "later"
    RECEIVING = "receiving"
    """At the desk just now."""
    ARRIVED = "arrived"
    WITHDRAWN = "withdrawn"


WAITED_FOR = frozenset({ExpectedState.OVERDUE, ExpectedState.TODAY, ExpectedState.LATER})
"""States of people who have not come and still may."""


def state_of(
    expected_on: date, *, today: date, receiving: bool, arrived: bool, withdrawn: bool
) -> ExpectedState:
    """Return how it stands; who came has arrived, whatever else was said."""
    if arrived:
        return ExpectedState.ARRIVED
    if withdrawn:
        return ExpectedState.WITHDRAWN
    if receiving:
        return ExpectedState.RECEIVING
    if expected_on < today:
        return ExpectedState.OVERDUE
    return ExpectedState.TODAY if expected_on == today else ExpectedState.LATER


def check_facts(
    *, birth_year: int | None, birth_date: date | None, decided_on: date, expected_on: date, today: date
) -> int:
    """Return the year of birth. Refuse an unknown or impossible one, and days that cannot be."""
    year = birth_date.year if birth_date else birth_year
    if year is None:
        raise RuleViolation("expected.birth_unknown", field="birth_year")
    if birth_date is not None and birth_year is not None and birth_date.year != birth_year:
        raise RuleViolation("expected.birth_differs", field="birth_year", year=birth_date.year)
    if not today.year - ADULT_LIFE < year <= today.year:
        raise RuleViolation("expected.birth_impossible", field="birth_year", year=year)
    if decided_on > today:
        raise RuleViolation("expected.decided_in_future", field="decision_issued_on", day=decided_on)
    if expected_on < decided_on:
        raise RuleViolation("expected.before_decision", field="expected_on", day=expected_on)
    return year


def check_open(state: ExpectedState) -> None:
    """Refuse to change what is settled: the person came, is at the desk, or will not come."""
    if state not in WAITED_FOR:
        raise RuleViolation(f"expected.{state.value}")
