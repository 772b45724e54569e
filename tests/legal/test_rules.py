from __future__ import annotations

from dataclasses import FrozenInstanceError, replace
from datetime import date
from decimal import Decimal

import pytest

from center.errors import MissingParameter
from center.legal.rules import (
    Basis,
    Confidence,
    Lookup,
    OverlappingParameters,
    ParameterBook,
    RuleSet,
    Value,
    rule_set_for,
)
from tests.legal.support import SHORTER_VISIT, VISIT

OLD_RULE = replace(VISIT, name="term.rule", rule_set=RuleSet.R2022, basis=Basis.STAY, valid_to=None)
NEW_RULE = replace(OLD_RULE, value=24, rule_set=RuleSet.R2026)


@pytest.mark.parametrize(
    ("decided_on", "expected"),
    [
        (date(2014, 1, 1), RuleSet.R2013),
        (date(2021, 12, 31), RuleSet.R2013),
        (date(2022, 1, 1), RuleSet.R2022),
        (date(2026, 6, 30), RuleSet.R2022),
        (date(2026, 7, 1), RuleSet.R2026),
        (date(2026, 11, 22), RuleSet.R2026),
    ],
)
def test_the_day_of_the_decision_chooses_the_rule_set(decided_on: date, expected: RuleSet) -> None:
    assert rule_set_for(decided_on) is expected


@pytest.mark.parametrize(
    ("on", "minutes"),
    [
        (date(2022, 1, 1), 120),
        (date(2026, 6, 30), 120),  # the last day of the old rule
        (date(2026, 7, 1), 45),  # the first of the new one
        (date(2040, 1, 1), 45),  # an open row stays in force
    ],
)
def test_the_day_chooses_the_row(on: date, minutes: int) -> None:
    book = ParameterBook([SHORTER_VISIT, VISIT])

    assert book.value_int("visit.max_minutes", on=on) == minutes
    # the same for everybody: the rule set of the stay makes no difference
    assert book.value_int("visit.max_minutes", on=on, rule_set=RuleSet.R2022) == minutes


def test_the_rule_set_chooses_the_row() -> None:
    book = ParameterBook([OLD_RULE, NEW_RULE])

    assert book.value_int("term.rule", on=date(2026, 7, 1), rule_set=RuleSet.R2022) == 120
    assert book.value_int("term.rule", on=date(2026, 7, 1), rule_set=RuleSet.R2026) == 24


@pytest.mark.parametrize(
    ("name", "on", "rule_set"),
    [
        ("visit.max_minutes", date(2021, 12, 31), None),
        ("visit.max_minutes", date(2026, 7, 1), None),
        ("term.rule", date(2026, 7, 1), None),
        ("term.rule", date(2026, 7, 1), RuleSet.R2013),
        ("no.such", date(2026, 7, 1), RuleSet.R2022),
    ],
)
def test_what_is_missing_is_named(name: str, on: date, rule_set: RuleSet | None) -> None:
    book = ParameterBook([VISIT, OLD_RULE])

    with pytest.raises(MissingParameter) as fault:
        book.find(name, on, rule_set)

    assert (fault.value.name, fault.value.on, fault.value.rule_set) == (name, on, rule_set)
    assert book.find_or_none(name, on, rule_set) is None


def test_a_lookup_says_which_row_it_used() -> None:
    book = ParameterBook([VISIT, SHORTER_VISIT])

    found = book.lookup("visit.max_minutes", int, on=date(2026, 11, 22))

    assert found == Lookup(45, SHORTER_VISIT)
    with pytest.raises(FrozenInstanceError):
        found.value = 60  # type: ignore[misc]


@pytest.mark.parametrize("value", [True, "12", Decimal(12), ("1", "2")])
def test_a_value_of_another_type_is_not_bent(value: bool | str | Decimal | tuple[str, ...]) -> None:
    book = ParameterBook([replace(VISIT, value=value)])

    with pytest.raises(TypeError, match=r"visit\.max_minutes holds"):
        book.value_int("visit.max_minutes", on=date(2024, 1, 1))


def test_every_type_has_its_question() -> None:
    on = date(2024, 1, 1)
    rows: dict[str, Value] = {
        "a.b": 3,
        "a.c": Decimal("0.8"),
        "a.d": False,
        "a.e": "Giám đốc",
        "a.f": ("x", "y"),
    }
    book = ParameterBook(replace(VISIT, name=name, value=value) for name, value in rows.items())

    assert book.value_int("a.b", on=on) == 3
    assert book.value_decimal("a.c", on=on) == Decimal("0.8")
    assert book.value_bool("a.d", on=on) is False
    assert book.value_text("a.e", on=on) == "Giám đốc"
    assert book.value_list("a.f", on=on) == ("x", "y")


@pytest.mark.parametrize(
    "rows",
    [
        [VISIT, replace(SHORTER_VISIT, valid_from=date(2026, 6, 30))],
        [replace(VISIT, valid_to=None), SHORTER_VISIT],
        [VISIT, VISIT],
        [replace(VISIT, valid_to=None), replace(VISIT, valid_from=date(2030, 1, 1), valid_to=None)],
    ],
)
def test_two_rows_for_one_day_are_refused(rows: list[object]) -> None:
    with pytest.raises(OverlappingParameters, match=r"visit\.max_minutes \[any\]: the row from 2022-01-01"):
        ParameterBook(rows)  # type: ignore[arg-type]


def test_rows_with_and_without_a_rule_set_do_not_mix() -> None:
    with pytest.raises(OverlappingParameters, match="some rows name a rule set and some do not"):
        ParameterBook([NEW_RULE, replace(VISIT, name="term.rule")])


def test_a_gap_between_rows_is_allowed() -> None:
    book = ParameterBook([VISIT, replace(SHORTER_VISIT, valid_from=date(2026, 8, 1))])

    assert book.find_or_none("visit.max_minutes", date(2026, 7, 15)) is None


def test_the_book_lists_its_rows_by_name_and_day() -> None:
    book = ParameterBook([NEW_RULE, SHORTER_VISIT, VISIT])

    assert list(book) == [NEW_RULE, VISIT, SHORTER_VISIT]
    assert len(book) == 3


def test_an_impossible_row_is_refused() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        replace(VISIT, valid_to=date(2021, 1, 1))
    with pytest.raises(ValueError, match="names its rule set"):
        replace(VISIT, basis=Basis.STAY)


@pytest.mark.parametrize("confidence", Confidence)
def test_only_a_text_that_was_read_is_verified(confidence: Confidence) -> None:
    row = replace(VISIT, confidence=confidence)

    assert row.is_verified == (confidence is Confidence.READ)
    assert replace(row, confirmed_by="Nguyễn Thị Hoa", confirmed_on=date(2026, 9, 1)).is_verified
