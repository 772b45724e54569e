"""What depends on the months left and on the days served; computed by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from center.legal.rules import RuleSet, rule_set_for
from center.residents.stay.rules import age_on
from center.residents.term.rests import (
    minor_stays,
    months_left_at_least,
    moves_at_18,
    must_return,
    served_at_least,
)
from tests.residents.term.cases.base import B
from tests.residents.term.cases.decisions import reduced
from tests.residents.term.support import day, shipped_book, term_of

ROWS = ("months-left", "small-rest", "minor-six-months", "custody-half-served", "birthday-29-february")
"""Rows of docs/decisions/term-conventions.md that are worked here."""


@pytest.mark.parametrize(
    ("last_day", "months", "on", "expected"),
    [
        # from December 11 three months: the eve of March 11, exactly the last day
        ("2027-03-10", 3, "2026-12-10", True),
        ("2027-03-10", 3, "2026-12-11", False),
        # from November 30 three months: the eve of February 28
        ("2027-02-27", 3, "2026-11-29", True),
        ("2027-02-26", 3, "2026-11-29", False),
        # in a leap year the eve of February 29
        ("2028-02-28", 3, "2027-11-29", True),
        ("2028-02-27", 3, "2027-11-29", False),
        # six months from the 31st: the eve of February 28
        ("2027-02-27", 6, "2026-08-30", True),
        ("2027-02-26", 6, "2026-08-30", False),
        # on the last day nothing is left
        ("2027-03-10", 1, "2027-03-10", False),
    ],
)
def test_months_left_are_laid_from_the_next_day(last_day: str, months: int, on: str, expected: bool) -> None:
    assert months_left_at_least(day(last_day), months, day(on)) == expected


@pytest.mark.parametrize(
    ("decided_on", "recovered_on", "returns", "moves"),
    [
        # three months and more left: called back, and moved at 18 (the new law alone moves)
        ("2026-07-08", "2026-12-10", True, True),
        ("2024-05-06", "2026-12-10", True, False),
        # a day less: the rest is served where the person is
        ("2026-07-08", "2026-12-11", False, False),
        ("2024-05-06", "2026-12-11", False, False),
    ],
)
def test_a_small_rest_calls_nobody_back_and_moves_nobody(
    decided_on: str, recovered_on: str, returns: bool, moves: bool
) -> None:
    law = {
        "decided_on": day(decided_on),
        "rule_set": rule_set_for(day(decided_on)),
        "book": shipped_book(),
    }
    assert must_return(day("2027-03-10"), day(recovered_on), **law) == returns  # type: ignore[arg-type]
    assert moves_at_18(day("2027-03-10"), day(recovered_on), **law) == moves  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("last_day", "stays"),
    [
        # from 2026-07-02 six months: the eve of 2027-01-02
        ("2027-01-01", False),
        ("2026-12-31", True),
        ("2026-07-01", True),
    ],
)
def test_a_minor_with_less_than_six_months_when_the_law_changed_stays(last_day: str, stays: bool) -> None:
    assert minor_stays(day(last_day), shipped_book(), on=date(2026, 7, 1)) == stays


@pytest.mark.parametrize(
    ("custody_days", "on", "served"),
    [
        # half of 366 days is 183: 122 to December 31, 31 + 29 to February 29 = 182
        (0, "2024-02-29", False),
        (0, "2024-03-01", True),
        # twenty days of custody are served days: 163 in the center are enough, 122 + 31 + 10
        (20, "2024-02-09", False),
        (20, "2024-02-10", True),
    ],
)
def test_custody_counts_towards_half_served(custody_days: int, on: str, served: bool) -> None:
    # a reduction in force does not make the half smaller
    facts = reduced(B, (1, "2024-01-20"), custody_days=custody_days)
    assert served_at_least(term_of(facts, on), Decimal("0.5")) == served


@pytest.mark.parametrize(
    ("on", "age"), [("2026-02-28", 17), ("2026-03-01", 18), ("2028-02-28", 19), ("2028-02-29", 20)]
)
def test_who_is_born_on_29_february_is_of_age_on_1_march(on: str, age: int) -> None:
    assert age_on(date(2008, 2, 29), day(on)) == age


def test_a_rule_set_without_the_rule_moves_nobody() -> None:
    assert not moves_at_18(
        day("2030-01-01"),
        day("2021-05-05"),
        decided_on=day("2021-05-05"),
        rule_set=RuleSet.R2013,
        book=shipped_book(),
    )
