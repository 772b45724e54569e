"""Ages, decisions, absences and whose a restriction is: the tables of cases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from center.errors import RuleViolation
from center.residents.restriction.rules import areas_of, check_lift
from center.residents.stay.rules import (
    Ages,
    DecisionFacts,
    age_on,
    check_age,
    check_decision,
)

AGES = Ages(rehab_from=12, adult_from=18)


def refusal(act: Callable[..., None], *args: Any, **kwargs: Any) -> str:
    try:
        act(*args, **kwargs)
    except RuleViolation as refused:
        return refused.code.removeprefix("residents.")
    return ""


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2008, 11, 22), date(2026, 11, 22), 18),
        (date(2008, 11, 23), date(2026, 11, 22), 17),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
    ],
)
def test_age_counts_full_years(born: date, day: date, age: int) -> None:
    assert age_on(born, day) == age


@pytest.mark.parametrize(
    ("kind", "born", "expected"),
    [
        ("compulsory", date(2008, 11, 22), ""),
        ("compulsory", date(2008, 11, 23), "not_adult"),
        ("minor", date(2008, 11, 23), ""),
        ("minor", date(2008, 11, 22), "not_minor"),
        ("minor", date(2014, 11, 22), ""),
        ("minor", date(2014, 11, 23), "under_age"),
        ("voluntary", date(2014, 11, 23), "under_age"),
        ("voluntary", date(2014, 11, 22), ""),
        ("custody", date(2010, 1, 1), ""),
    ],
)
def test_a_kind_of_stay_asks_for_an_age(kind: str, born: date, expected: str) -> None:
    assert refusal(check_age, kind, born, date(2026, 11, 22), AGES) == expected


@pytest.mark.parametrize(
    ("kind", "decision", "issued", "first_day", "expected"),
    [
        ("compulsory", "court", date(2026, 11, 20), date(2026, 11, 22), ""),
        ("compulsory", "court", date(2026, 11, 22), date(2026, 11, 22), ""),
        ("compulsory", "voluntary", date(2026, 11, 20), date(2026, 11, 22), "decision_kind"),
        ("compulsory", "court", date(2026, 11, 23), date(2026, 11, 23), "decision_in_future"),
        ("compulsory", "court", date(2026, 11, 22), date(2026, 11, 21), "decision_after_first_day"),
        ("custody", "custody", date(2026, 11, 22), date(2026, 11, 21), ""),
        ("voluntary", "voluntary", date(2026, 11, 20), date(2026, 11, 23), "first_day_in_future"),
    ],
)
def test_a_decision_opens_a_stay_of_its_kind(
    kind: str, decision: str, issued: date, first_day: date, expected: str
) -> None:
    facts = DecisionFacts(decision, "1/QĐ", issued, "Tòa án", None)
    assert refusal(check_decision, kind, facts, first_day=first_day, today=date(2026, 11, 22)) == expected


def test_a_restriction_belongs_to_the_area_that_put_it() -> None:
    assert areas_of({"doctor", "nurse"}) == ("medical",)
    assert areas_of({"director"}) == ("residents",)
    assert refusal(check_lift, "medical", {"doctor"}) == ""
    assert refusal(check_lift, "medical", {"director", "duty_commander"}) == "lift_other_area"
