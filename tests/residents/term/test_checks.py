from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from center.errors import MissingParameter, RuleViolation
from center.legal.rules import ParameterBook, RuleSet
from center.residents.term.events import LineName
from center.residents.term.model import AbsenceKind, Reduction, TermInput
from center.residents.term.rules import compute_term
from tests.residents.term.support import (
    R2022_ADULT,
    R2022_MINOR,
    R2026_ADULT,
    away,
    day,
    escape,
    hospital,
    shipped_book,
    term_of,
)

ESCAPE, HOSPITAL = AbsenceKind.ESCAPE, AbsenceKind.HOSPITAL


@pytest.mark.parametrize(
    ("facts", "code", "at_fault"),
    [
        (
            replace(R2026_ADULT, decided_on=day("2026-06-30")),
            "term.decision_outside_rule_set",
            {"rule_set": RuleSet.R2026},
        ),
        (
            replace(R2022_ADULT, decided_on=day("2026-07-01")),
            "term.decision_outside_rule_set",
            {"decided_on": date(2026, 7, 1)},
        ),
        (replace(R2026_ADULT, months=0), "term.months_not_positive", {"months": 0}),
        (replace(R2026_ADULT, custody_days=-1), "term.custody_out_of_range", {"days": -1}),
        # 2026-07-01 … 2026-07-09 are nine days
        (
            replace(R2026_ADULT, custody_days=10, custody_from=day("2026-07-01")),
            "term.custody_out_of_range",
            {"days": 10, "available": 9},
        ),
        (
            replace(R2026_ADULT, ended_on=day("2026-07-09")),
            "term.ended_before_start",
            {"ended_on": date(2026, 7, 9)},
        ),
        (
            replace(R2026_ADULT, absences=(escape("2026-08-10", "2026-08-05"),)),
            "term.absence_reversed",
            {"left_on": date(2026, 8, 10), "back_on": date(2026, 8, 5)},
        ),
        (
            replace(R2026_ADULT, absences=(escape("2026-07-09", "2026-07-20"),)),
            "term.absence_before_start",
            {"left_on": date(2026, 7, 9)},
        ),
        (
            replace(R2026_ADULT, absences=(escape("2027-01-02"),), ended_on=day("2027-01-01")),
            "term.absence_after_end",
            {"left_on": date(2027, 1, 2)},
        ),
        (
            replace(
                R2026_ADULT, absences=(hospital("2026-12-30", "2027-01-02"),), ended_on=day("2027-01-01")
            ),
            "term.absence_after_end",
            {"back_on": date(2027, 1, 2)},
        ),
        (
            replace(R2026_ADULT, absences=(escape("2026-09-01"), escape("2026-08-05"))),
            "term.absence_still_open",
            {"left_on": date(2026, 9, 1), "other": LineName(ESCAPE, date(2026, 8, 5), is_open=True)},
        ),
        (
            replace(R2026_ADULT, absences=(escape("2026-08-08", "2026-08-09"), escape("2026-08-05"))),
            "term.absence_still_open",
            {"left_on": date(2026, 8, 8)},
        ),
        (
            replace(R2026_ADULT, absences=(hospital("2026-08-09"), hospital("2026-08-05", "2026-08-10"))),
            "term.absences_overlap",
            {"left_on": date(2026, 8, 9), "other": LineName(HOSPITAL, date(2026, 8, 5), date(2026, 8, 10))},
        ),
        (
            replace(R2026_ADULT, exempted_on=day("2026-07-09")),
            "term.ended_before_start",
            {"ended_on": date(2026, 7, 9)},
        ),
        (
            replace(R2026_ADULT, exempted_on=day("2026-12-01"), absences=(escape("2026-12-02"),)),
            "term.absence_after_end",
            {"ended_on": date(2026, 12, 1), "line": LineName(ESCAPE, date(2026, 12, 2), is_open=True)},
        ),
        (
            replace(R2022_ADULT, reductions=(Reduction(2, day("2023-08-24")),)),
            "term.paper_before_decision",
            {"since": date(2023, 8, 25)},
        ),
        (
            replace(R2026_ADULT, reductions=(Reduction(2, day("2027-01-01")),)),
            "term.reduction_unknown",
            {"months": 2},
        ),
        (
            replace(R2022_ADULT, reductions=(Reduction(4, day("2024-01-01")),)),
            "term.reduction_out_of_range",
            {"low": 1, "high": 3, "months": 4},
        ),
        (
            replace(R2022_ADULT, reductions=(Reduction(7, day("2024-01-01"), with_merit=True),)),
            "term.reduction_out_of_range",
            {"low": 1, "high": 6},
        ),
        # 3 + 3 months are a whole term of six
        (
            replace(
                R2022_MINOR, reductions=(Reduction(3, day("2023-02-01")), Reduction(3, day("2023-03-01")))
            ),
            "term.reduction_covers_term",
            {"decided_on": date(2023, 3, 1), "taken": 6, "whole": 6},
        ),
    ],
)
def test_contradictions_are_refused_with_the_one_at_fault(
    facts: TermInput, code: str, at_fault: dict[str, object]
) -> None:
    with pytest.raises(RuleViolation) as refusal:
        term_of(facts, "2026-08-31")

    assert refusal.value.code == code
    assert at_fault.items() <= refusal.value.facts.items()


def test_absences_of_different_kinds_may_overlap() -> None:
    facts = replace(
        R2026_ADULT,
        absences=(hospital("2026-08-01"), away(AbsenceKind.COURT, "2026-08-05"), escape("2026-08-06")),
    )

    assert term_of(facts, "2026-08-08").days_not_counted == 2


def test_a_rule_nobody_loaded_is_a_fault_of_the_set_up() -> None:
    book = ParameterBook(row for row in shipped_book() if row.name != "term.hospital_counts")
    facts = replace(R2026_ADULT, absences=(hospital("2026-08-01"),))

    with pytest.raises(MissingParameter) as fault:
        compute_term(facts, book, on=day("2026-08-31"))

    assert fault.value.name == "term.hospital_counts"
    assert compute_term(R2026_ADULT, book, on=day("2026-08-31")).last_day == day("2028-07-09")


def test_a_changed_rule_changes_the_result() -> None:
    book = ParameterBook(
        replace(row, value=False) if row.name == "term.hospital_counts" else row for row in shipped_book()
    )
    facts = replace(R2026_ADULT, absences=(hospital("2026-08-01", "2026-08-11"),))

    # August 2 … 10 would no longer count: nine days
    assert compute_term(facts, book, on=day("2026-08-31")).last_day == day("2028-07-18")


def test_without_the_credit_rule_custody_takes_nothing_off() -> None:
    book = ParameterBook(
        replace(row, value=False) if row.name == "term.custody_credit" else row for row in shipped_book()
    )

    term = compute_term(replace(R2026_ADULT, custody_days=15), book, on=day("2026-08-31"))

    assert term.last_day == day("2028-07-09")
    assert term.days_credited == 0


def test_a_prison_rule_nobody_knows_is_a_fault_of_the_set_up() -> None:
    book = ParameterBook(
        replace(row, value="something") if row.name == "term.prison_effect" else row for row in shipped_book()
    )
    facts = replace(R2026_ADULT, absences=(away(AbsenceKind.PRISON, "2027-01-01"),))

    with pytest.raises(ValueError, match="something"):
        compute_term(facts, book, on=day("2027-02-01"))
