"""What the norm owes, case by case."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date

import pytest

from center.errors import RuleViolation
from center.legal.rules import Basis, Confidence, Parameter, ParameterBook
from center.residents.kit.rules import (
    Given,
    Owed,
    check_day,
    check_hygiene,
    check_line,
    money_norm,
    norm_items,
    owed,
    season_open,
)

ON = date(2026, 11, 22)


def row(
    name: str, value: object, valid_from: date = date(2026, 7, 1), until: date | None = None
) -> Parameter:
    return Parameter(
        name=name,
        value=value,  # type: ignore[arg-type]
        unit="piece",
        rule_set=None,
        basis=Basis.CALENDAR,
        valid_from=valid_from,
        valid_to=until,
        source="điều 113.2",
        confidence=Confidence.READ,
    )


def book(*, north: bool = False) -> ParameterBook:
    return ParameterBook(
        [
            row("clothing.year.mats", 2),
            row("clothing.entry.pillows", 1),
            row("clothing.north.warm_coats", 1),
            row("clothing.north.padded_blankets", 1),
            row("clothing.north.padded_blanket_max_weight", 2),
            row("clothing.north.period", 2),
            row("clothing.north.period_covers", ("padded_blankets",)),
            row("clothing.north.issue_from_day", "10-01"),
            row("clothing.north_applies", north),
            row("clothing.uniform_applies", False),
            row("clothing.year_factor", 1, date(2022, 1, 1), date(2026, 6, 30)),
            row("base_salary", 2_340_000, date(2024, 7, 1)),
        ]
    )


def stands(code: str, *given: Given, on: date = ON, north: bool = False, cold: bool = True) -> Owed:
    found = owed(norm_items(book(north=north), on), given, on, cold_season=cold)
    return next(one for one in found if one.item.code == code)


def test_the_norm_of_a_day_by_region() -> None:
    assert [item.code for item in norm_items(book(), ON)] == ["pillows", "mats"]
    items = norm_items(book(north=True), ON)
    assert {(item.code, item.months) for item in items} == {
        ("pillows", None),
        ("mats", 12),
        ("warm_coats", 12),
        ("padded_blankets", 24),
    }
    assert norm_items(book(), date(2026, 6, 30)) == ()
    before, after = money_norm(book(), date(2026, 6, 30)), money_norm(book(), ON)
    assert before is not None
    assert (before.amount, after) == (2_340_000, None)


@pytest.mark.parametrize(
    ("given", "on", "left", "renew"),
    [
        ((), ON, 2, None),
        ((Given("mats", 1, date(2026, 7, 10)),), ON, 1, None),
        ((Given("mats", 2, date(2026, 7, 10)),), ON, 0, date(2027, 7, 10)),
        ((Given("mats", 2, date(2026, 7, 10)),), date(2027, 7, 9), 0, date(2027, 7, 10)),
        ((Given("mats", 2, date(2026, 7, 10)),), date(2027, 7, 10), 2, None),
        (
            (Given("mats", 1, date(2026, 7, 10)), Given("mats", 1, date(2026, 10, 1))),
            ON,
            0,
            date(2027, 7, 10),
        ),
        ((Given("mats", 3, date(2026, 7, 10)),), ON, 0, date(2027, 7, 10)),
        ((Given("mats", 2, date(2026, 12, 1)),), ON, 2, None),  # handed out later does not count yet
        ((Given("mats", 2, date(2028, 2, 29)),), date(2029, 2, 27), 0, date(2029, 2, 28)),
        ((Given("soap", 2, date(2026, 7, 10)),), ON, 2, None),
    ],
)
def test_a_thing_lasts_twelve_months_from_its_day(
    given: tuple[Given, ...], on: date, left: int, renew: date | None
) -> None:
    found = stands("mats", *given, on=on)
    assert (found.left, found.renew_on, found.is_due) == (left, renew, left > 0)


def test_what_is_given_on_entry_is_given_once() -> None:
    found = stands("pillows", Given("pillows", 1, date(2026, 7, 10)), on=date(2029, 1, 1))
    assert (found.left, found.renew_on) == (0, None)


def test_things_for_the_cold_wait_for_their_season() -> None:
    assert stands("warm_coats", north=True, cold=False).waiting
    assert not stands("warm_coats", north=True, cold=False).is_due
    assert stands("warm_coats", north=True).is_due
    assert [season_open(book(), date(2027, month, 1)) for month in (3, 4, 9, 10)] == [
        True,
        False,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("code", "quantity", "reason", "refusal"),
    [
        ("mats", 1, "", ""),
        ("mats", 2, "", "kit_over_norm"),
        ("mats", 2, "chiếu cũ rách", ""),
        ("mats", 0, "", "kit_quantity"),
        ("sofas", 1, "muốn", "kit_unknown"),
        ("work_sets", 2, "", "kit_over_norm"),
        ("work_sets", 2, "xưởng hàn", ""),
    ],
)
def test_more_than_the_norm_needs_a_reason(code: str, quantity: int, reason: str, refusal: str) -> None:
    with pytest.raises(RuleViolation, match=refusal) if refusal else nullcontext():
        check_line(code, quantity, {"mats": 1}, reason)


@pytest.mark.parametrize(
    ("sex", "amount", "spent", "cap", "refusal"),
    [
        ("female", 50_000, 40_000, 90_000, ""),
        ("female", 50_001, 40_000, 90_000, "kit_hygiene_cap"),
        ("female", 500_000, 0, None, ""),
        ("female", 0, 0, 90_000, "kit_quantity"),
        ("male", 50_000, 0, 90_000, "kit_women_only"),
    ],
)
def test_hygiene_has_a_cap_nothing_passes(
    sex: str, amount: int, spent: int, cap: int | None, refusal: str
) -> None:
    with pytest.raises(RuleViolation, match=refusal) if refusal else nullcontext():
        check_hygiene(sex, amount, spent, cap)


@pytest.mark.parametrize(
    ("day", "ended", "refusal"),
    [
        (ON, None, ""),
        (date(2026, 11, 23), None, "kit_future"),
        (date(2026, 6, 30), None, "kit_outside_stay"),
        (ON, date(2026, 11, 21), "kit_outside_stay"),
    ],
)
def test_a_thing_is_handed_out_inside_the_stay(day: date, ended: date | None, refusal: str) -> None:
    with pytest.raises(RuleViolation, match=refusal) if refusal else nullcontext():
        check_day(day, today=ON, admitted_on=date(2026, 7, 1), ended_on=ended)
