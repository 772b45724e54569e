"""Who is called back, or moved, with little of the term left: the law's three months, and the center's choice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from center.legal.catalogue import shipped_parameters
from center.legal.rules import ParameterBook, RuleSet
from center.residents.term.rests import RECALL, SMALL_REST_RULE, moves_at_18, must_return

SHIPPED = ParameterBook(shipped_parameters())
CHOSEN = ParameterBook(
    replace(row, value=RECALL) if row.name == SMALL_REST_RULE else row for row in shipped_parameters()
)
DECIDED = date(2026, 8, 1)
LAST_DAY = date(2028, 7, 31)


@pytest.mark.parametrize(
    ("on", "by_law", "by_choice"),
    [
        (date(2028, 4, 30), True, True),  # three months to the day
        (date(2028, 5, 1), False, True),  # a day less
        (date(2028, 7, 30), False, True),
        (date(2028, 7, 31), False, False),  # nothing is left after the last day
    ],
)
def test_a_small_rest_runs_on_unless_the_center_chose_otherwise(
    on: date, by_law: bool, by_choice: bool
) -> None:
    for book, expected in ((SHIPPED, by_law), (CHOSEN, by_choice)):
        facts = {"decided_on": DECIDED, "rule_set": RuleSet.R2026, "book": book}
        assert must_return(LAST_DAY, on, **facts) is expected  # type: ignore[arg-type]
        assert moves_at_18(LAST_DAY, on, **facts) is expected  # type: ignore[arg-type]


def test_the_older_law_moves_nobody_at_18() -> None:
    assert not moves_at_18(
        LAST_DAY, date(2027, 1, 1), decided_on=date(2025, 1, 1), rule_set=RuleSet.R2022, book=CHOSEN
    )
