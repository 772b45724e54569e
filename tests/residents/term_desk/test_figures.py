"""The proof adds up: running sum, balance, the check by one addition; what if changes only what it supposes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest

from center.errors import RuleViolation
from center.legal.rules import RuleSet
from center.residents.term.model import (
    Absence,
    AbsenceKind,
    Effect,
    EndCause,
    LineKind,
    Reduction,
    Term,
    TermInput,
    TermKind,
)
from center.residents.term.rules import compute_term
from center.residents.term_desk.figures import Supposition, balance, check, figures, suppose
from center.residents.term_desk.words import arithmetic, check_sentence
from tests.residents.term.support import R2026_ADULT as NEW
from tests.residents.term.support import shipped_book

OLD = TermInput(
    rule_set=RuleSet.R2022,
    kind=TermKind.COMPULSORY,
    decided_on=date(2025, 1, 6),
    months=24,
    first_day=date(2025, 1, 10),
    custody_days=20,
)
"""24 months from 2025-01-10 are 730 days, to 2027-01-09; 20 days of custody off the end: to 2026-12-20."""
ESCAPE = Absence(AbsenceKind.ESCAPE, date(2026, 9, 5), date(2026, 9, 10))
ON = date(2026, 11, 22)

CASES = {
    "plain": NEW,
    "custody": replace(NEW, custody_days=20),
    "escape": replace(NEW, absences=(ESCAPE,)),
    "open escape": replace(NEW, absences=(replace(ESCAPE, back_on=None),)),
    "everything": replace(
        OLD,
        absences=(ESCAPE, Absence(AbsenceKind.HOSPITAL, date(2025, 5, 2), date(2025, 5, 9))),
        reductions=(Reduction(2, date(2026, 3, 2)), Reduction(1, date(2025, 12, 1))),
    ),
    "covered": replace(OLD, months=12, custody_days=400),
    "exempted": replace(
        NEW, ended_on=date(2026, 10, 1), exempted_on=date(2026, 10, 1), ended_by=EndCause.EXEMPTION
    ),
}


def computed(facts: TermInput, on: date = ON) -> Term:
    return compute_term(facts, shipped_book(), on=on)


@pytest.mark.parametrize("name", CASES)
def test_the_lines_add_up_to_the_term(name: str) -> None:
    term = computed(CASES[name])
    found = figures(term, CASES[name].reductions)
    assert [one.line for one in found] == list(term.lines)
    assert sum(days for _name, days in balance(term)) == term.days_total
    sums = [one for one in found if one.after is not None]
    assert all(later.before == earlier.after for earlier, later in pairwise(sums))
    for one in sums:
        added = (one.after or 0) - (one.before or 0)
        assert added == (0 if one.line.effect is Effect.NOT_COUNTED else one.line.days)
    assert all(arithmetic(one, CASES[name]) for one in found)
    assert sums[-1].after == term.days_total - term.days_reduced


def test_the_last_day_is_found_by_one_addition() -> None:
    # 731 days from 2026-07-10; away 6 to 9 September, four days that do not count
    term = computed(CASES["escape"])
    found = check(term)
    assert found is not None
    assert (found.to_serve, found.not_counted, found.span) == (731, 4, 735)
    assert found.first_day + timedelta(days=734) == term.last_day == date(2028, 7, 13)
    assert check_sentence(found) == (
        "731 ngày phải chấp hành + 4 ngày không được tính = 735 ngày kể từ 10/07/2026: "
        "ngày thứ 735 là 13/07/2028."
    )
    plain = check(computed(NEW))
    assert plain is not None
    assert check_sentence(plain) == "731 ngày phải chấp hành, kể từ 10/07/2026: ngày thứ 731 là 09/07/2028."


def test_a_term_that_is_not_served_out_has_nothing_to_check() -> None:
    assert check(computed(CASES["exempted"])) is None


def test_each_line_says_how_it_is_found() -> None:
    facts = CASES["everything"]
    lines = figures(computed(facts), facts.reductions)
    words = {one.line.kind: arithmetic(one, facts) for one in lines}
    assert words[LineKind.TERM] == "24 tháng kể từ 10/01/2025: đến hết 09/01/2027, kể cả hai ngày đầu, cuối"
    assert words[LineKind.CUSTODY] == "trừ 20 ngày vào cuối thời hạn"
    assert words[LineKind.REDUCTION].startswith("giảm 2 tháng theo quyết định ngày 02/03/2026: bớt các ngày")
    assert words[LineKind.ESCAPE] == "không cộng; ngày cuối lùi 4 ngày"
    # 20 deducted and 112 served from 10 January to 1 May; in hospital 2 to 9 May
    assert words[LineKind.HOSPITAL] == "132 + 8 = 140"


def test_a_supposed_reduction_moves_only_the_supposition() -> None:
    assert computed(OLD).last_day == date(2026, 12, 20)
    would = suppose(OLD, Supposition(months=3), on=ON)
    assert OLD.reductions == ()
    assert computed(would).last_day == date(2026, 9, 19)  # 21 months end on 2026-10-09; 20 days off
    with pytest.raises(RuleViolation, match="reduction_unknown"):
        computed(suppose(NEW, Supposition(months=3), on=ON))
    with pytest.raises(RuleViolation, match="reduction_out_of_range"):
        computed(suppose(OLD, Supposition(months=9), on=ON))


@pytest.mark.parametrize(
    ("back_on", "last_day"),
    [
        (date(2026, 9, 10), date(2028, 7, 13)),
        (ON, date(2028, 9, 24)),  # 6 September to 21 November: 77 days
        (ON + timedelta(days=10), date(2028, 10, 4)),
    ],
)
def test_a_supposed_return_ends_what_is_open(back_on: date, last_day: date) -> None:
    would = suppose(CASES["open escape"], Supposition(back_on=back_on), on=ON)
    found = computed(would)
    assert (found.last_day, found.is_provisional) == (last_day, False)
    assert suppose(NEW, Supposition(back_on=back_on), on=ON) == NEW
    assert Supposition().is_empty


def test_a_return_before_the_escape_is_refused() -> None:
    would = suppose(CASES["open escape"], Supposition(back_on=date(2026, 9, 1)), on=ON)
    with pytest.raises(RuleViolation, match="absence_reversed"):
        computed(would)
