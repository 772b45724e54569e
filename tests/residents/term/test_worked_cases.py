"""Terms computed by hand, by topic in ``cases/``: the engine and the hand agree."""

from __future__ import annotations

from pathlib import Path

import pytest

from center.residents.term.model import TermState
from center.residents.term.rules import compute_last_day
from tests.residents.term.cases import CASES
from tests.residents.term.cases.base import Case
from tests.residents.term.support import day, shipped_book, term_of
from tests.residents.term.test_rests import ROWS as ROWS_OF_RESTS

PAGE = Path(__file__).parents[3] / "docs" / "decisions" / "term-conventions.md"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_engine_agrees_with_the_hand(case: Case) -> None:
    term = term_of(case.facts, case.on)

    assert term.last_day == day(case.last)
    assert (term.days_counted, term.days_not_counted, term.days_left) == (
        case.counted,
        case.not_counted,
        case.left,
    )
    assert (term.days_reduced, term.days_credited) == (case.reduced, case.credited)
    assert (term.days_lapsed, term.days_moved) == (case.lapsed, case.moved)
    assert term.state is case.state
    assert term.is_running == (case.state is TermState.RUNNING)
    assert term.is_provisional == case.provisional
    assert term.days_total == (
        case.reduced + case.credited + case.counted + case.left + case.lapsed + case.moved
    )
    assert compute_last_day(case.facts, shipped_book(), on=day(case.on)) == (day(case.last), case.provisional)


def test_there_are_enough_cases_each_with_its_source() -> None:
    assert len({case.name for case in CASES}) == len(CASES) >= 60
    assert [case.name for case in CASES if not case.source or not case.rows] == []


def test_every_convention_has_a_worked_case() -> None:
    rows = {line.split("`")[1] for line in PAGE.read_text("utf-8").splitlines() if line.startswith("| `")}

    assert {row for case in CASES for row in case.rows} | set(ROWS_OF_RESTS) == rows
