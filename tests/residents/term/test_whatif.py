from __future__ import annotations

import pytest

from center.errors import RuleViolation
from center.residents.term.rules import compute_term
from center.residents.term.whatif import what_if_back_on, what_if_reduced
from tests.residents.term.cases.base import HOME, LATE_HOME, A, B, with_
from tests.residents.term.support import away, day, escape, hospital, shipped_book, term_of


def test_what_if_the_court_took_two_months_off() -> None:
    what_if = what_if_reduced(B, 2, on=day("2024-03-20"))

    assert term_of(what_if, "2024-03-31").last_day == day("2024-06-30")
    assert term_of(B, "2024-03-31").last_day == day("2024-08-31"), "nothing was changed"
    with pytest.raises(RuleViolation) as refusal:
        compute_term(what_if_reduced(B, 4, on=day("2024-03-20")), shipped_book(), on=day("2024-03-31"))
    assert refusal.value.code == "term.reduction_out_of_range"


def test_what_if_the_person_were_back_on_a_day() -> None:
    facts = with_(A, hospital("2026-07-20", "2026-07-25"), escape("2026-08-05"))

    # August 6 … 19 = 14 days
    assert term_of(what_if_back_on(facts, day("2026-08-20")), "2026-08-10").last_day == day("2028-07-23")
    late = with_(A, away(HOME, "2026-08-01"), away(LATE_HOME, "2026-09-05"))
    # September 6 … 14 = 9 days; the treatment ends with the lateness
    assert term_of(what_if_back_on(late, day("2026-09-15")), "2026-09-10").last_day == day("2028-07-18")


@pytest.mark.parametrize(
    ("on", "code"), [("2026-08-04", "term.back_before_leaving"), ("2026-08-05", ""), ("2026-07-01", None)]
)
def test_nobody_is_back_before_leaving_or_without_having_left(on: str, code: str | None) -> None:
    facts = A if code is None else with_(A, escape("2026-08-05"))
    if code == "":
        assert what_if_back_on(facts, day(on)).absences == (escape("2026-08-05", on),)
        return
    with pytest.raises(RuleViolation) as refusal:
        what_if_back_on(facts, day(on))
    assert refusal.value.code == (code or "term.no_open_absence")
