"""How an expected arrival stands."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from center.errors import RuleViolation
from center.residents.expected.rules import WAITED_FOR, ExpectedState, check_facts, check_open, state_of

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("days", "receiving", "arrived", "withdrawn", "state"),
    [
        (-1, False, False, False, ExpectedState.OVERDUE),
        (0, False, False, False, ExpectedState.TODAY),
        (1, False, False, False, ExpectedState.LATER),
        (-9, True, False, False, ExpectedState.RECEIVING),
        (-9, True, True, False, ExpectedState.ARRIVED),
        (3, False, False, True, ExpectedState.WITHDRAWN),
        (3, True, True, True, ExpectedState.ARRIVED),
    ],
)
def test_the_day_and_what_happened_since_say_how_it_stands(
    days: int, receiving: bool, arrived: bool, withdrawn: bool, state: ExpectedState
) -> None:
    found = state_of(
        TODAY + timedelta(days=days), today=TODAY, receiving=receiving, arrived=arrived, withdrawn=withdrawn
    )
    assert found is state


def test_only_who_is_waited_for_can_be_changed() -> None:
    for state in ExpectedState:
        if state in WAITED_FOR:
            check_open(state)
        else:
            with pytest.raises(RuleViolation, match=f"expected.{state.value}"):
                check_open(state)


@pytest.mark.parametrize(
    ("year", "born", "decided", "expected", "code"),
    [
        (None, None, 0, 0, "expected.birth_unknown"),
        (1990, date(1991, 1, 1), 0, 0, "expected.birth_differs"),
        (1890, None, 0, 0, "expected.birth_impossible"),
        (2027, None, 0, 0, "expected.birth_impossible"),
        (1990, None, 1, 2, "expected.decided_in_future"),
        (1990, None, -1, -2, "expected.before_decision"),
    ],
)
def test_what_cannot_be_is_refused(
    year: int | None, born: date | None, decided: int, expected: int, code: str
) -> None:
    with pytest.raises(RuleViolation, match=code):
        check_facts(
            birth_year=year,
            birth_date=born,
            decided_on=TODAY + timedelta(days=decided),
            expected_on=TODAY + timedelta(days=expected),
            today=TODAY,
        )


def test_the_year_follows_from_the_date() -> None:
    found = check_facts(
        birth_year=None, birth_date=date(1995, 3, 9), decided_on=TODAY, expected_on=TODAY, today=TODAY
    )
    assert found == 1995
