"""What the center may change in the book, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from center.errors import RuleViolation
from center.legal.catalogue import shipped_parameters
from center.legal.changes import Draft, add, correct, gaps_after, take_over, withdraw
from center.legal.rules import Confidence, Parameter, ParameterBook, RuleSet

BOOK = ParameterBook(replace(row, row_id=number) for number, row in enumerate(shipped_parameters(), 1))
R2022, R2026 = RuleSet.R2022, RuleSet.R2026


def draft(name: str = "release.notice_days_before", **changes: object) -> Draft:
    facts: dict[str, object] = {
        "name": name,
        "rule_set": None,
        "value": 45,
        "unit": "day",
        "valid_from": date(2027, 1, 1),
        "valid_to": None,
        "source": "Nghị định sửa đổi, điều 1",
        "confidence": Confidence.SECONDARY,
    }
    return Draft(**{**facts, **changes})  # type: ignore[arg-type]


def row(name: str, on: date, rule_set: RuleSet | None = None) -> Parameter:
    return BOOK.find(name, on, rule_set)


def test_a_new_value_closes_the_open_row_the_day_before() -> None:
    after = add(BOOK, draft()).applied(BOOK)

    assert after.value_int("release.notice_days_before", on=date(2026, 12, 31)) == 30
    assert after.value_int("release.notice_days_before", on=date(2027, 1, 1)) == 45
    assert after.value_int("release.notice_days_before", on=date(2026, 6, 30)) == 15
    assert len(after) == len(BOOK) + 1


def test_a_row_of_a_closed_rule_set_ends_with_its_last_decision() -> None:
    found = add(
        BOOK, draft("reduction.enabled", rule_set=R2022, value=True, unit="", valid_from=date(2026, 12, 1))
    )
    assert found.rows[0].valid_to is None, "looked up on the calendar day"

    old = row("term.small_rest", date(2026, 1, 1), R2022)
    new = correct(
        BOOK,
        old,
        draft("term.small_rest", rule_set=R2022, value="recall", unit="", valid_from=date(2022, 1, 1)),
    )
    assert new.rows[0].valid_to == date(2026, 6, 30), "no later decision falls under it"


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"valid_from": date(2026, 7, 1)}, "law.same_first_day", "valid_from"),
        ({"valid_from": date(2025, 1, 1), "valid_to": date(2025, 6, 1)}, "law.overlap", "valid_from"),
        ({"valid_to": date(2026, 12, 31)}, "law.end_before_start", "valid_to"),
        ({"valid_from": date(2021, 12, 31)}, "law.before_the_law", "valid_from"),
        ({"source": "  "}, "law.source_missing", "source"),
        ({"unit": "fortnight"}, "law.unknown_unit", "unit"),
        ({"unit": ""}, "law.unknown_unit", "unit"),
        ({"value": Decimal("4.5")}, "law.wrong_kind", "value"),
        ({"value": True, "unit": ""}, "law.wrong_kind", "value"),
        ({"value": -1}, "law.value_negative", "value"),
        ({"name": "release.notice_days"}, "law.unknown_name", "name"),
        ({"rule_set": R2026}, "law.unknown_name", "name"),
        (
            {"name": "term.small_rest", "rule_set": R2022, "value": "recall", "unit": ""},
            "law.never_applies",
            "valid_from",
        ),
        (
            {
                "name": "reduction.min_served_ratio",
                "rule_set": R2022,
                "value": Decimal("1.5"),
                "unit": "ratio",
            },
            "law.ratio_above_one",
            "value",
        ),
        (
            {"name": "clinical.vitals.pulse.min", "value": 300, "unit": "per_minute"},
            "law.least_above_greatest",
            "value",
        ),
        ({"name": "labels.commune", "value": (), "unit": ""}, "law.value_missing", "value"),
    ],
)
def test_bad_input_is_refused_with_the_field_at_fault(
    changes: dict[str, object], code: str, field: str
) -> None:
    with pytest.raises(RuleViolation) as refused:
        add(BOOK, draft(**changes))  # type: ignore[arg-type]

    assert (refused.value.code, refused.value.field) == (code, field)


def test_a_correction_takes_the_place_of_its_row() -> None:
    old = row("release.notice_days_before", date(2026, 8, 1))
    change = correct(BOOK, old, draft(value=28, valid_from=date(2026, 7, 1)))

    assert change.applied(BOOK).value_int("release.notice_days_before", on=date(2026, 8, 1)) == 28
    assert change.revisions[0].row_id == old.row_id


def test_a_correction_that_says_the_same_is_no_act() -> None:
    old = row("release.notice_days_before", date(2026, 8, 1))
    same = draft(value=30, valid_from=old.valid_from, source=old.source, confidence=old.confidence)

    with pytest.raises(RuleViolation, match=r"law\.nothing_changed"):
        correct(BOOK, old, same)


def test_a_correction_may_not_reach_into_another_row() -> None:
    old = row("release.notice_days_before", date(2026, 8, 1))

    with pytest.raises(RuleViolation, match=r"law\.overlap"):
        correct(BOOK, old, draft(valid_from=date(2026, 6, 1)))


def test_a_withdrawal_opens_again_what_was_closed() -> None:
    grown = add(BOOK, draft()).applied(BOOK)
    numbered = ParameterBook(replace(row, row_id=number) for number, row in enumerate(grown, 1))
    added = numbered.find("release.notice_days_before", date(2027, 1, 1))
    closed = numbered.find("release.notice_days_before", date(2026, 12, 31))
    change = withdraw(numbered, added, closed=closed, as_before=None)

    assert change.applied(numbered).value_int("release.notice_days_before", on=date(2027, 1, 1)) == 30


def test_what_a_release_offers_takes_the_place_of_the_rows_of_the_same_day() -> None:
    held = row("release.notice_days_before", date(2026, 8, 1))
    offers = [
        replace(held, value=31, valid_to=date(2027, 6, 30)),
        replace(held, value=20, valid_from=date(2027, 7, 1)),
    ]
    after = take_over(BOOK, offers).applied(BOOK)

    assert after.value_int("release.notice_days_before", on=date(2026, 8, 1)) == 31
    assert after.value_int("release.notice_days_before", on=date(2027, 7, 1)) == 20


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"valid_from": date(2027, 1, 1)}, []),
        ({"valid_from": date(2027, 1, 1), "valid_to": date(2027, 3, 31)}, [(date(2027, 4, 1), None)]),
    ],
)
def test_days_left_without_a_rule_are_named(
    change: dict[str, object], expected: list[tuple[date, date | None]]
) -> None:
    assert list(gaps_after(BOOK, add(BOOK, draft(**change)), date(2026, 11, 22))) == expected  # type: ignore[arg-type]


def test_a_correction_that_leaves_days_before_it_names_them() -> None:
    old = row("release.notice_days_before", date(2026, 8, 1))
    change = correct(BOOK, old, draft(valid_from=date(2027, 1, 1)))

    assert gaps_after(BOOK, change, date(2026, 11, 22)) == ((date(2026, 11, 22), date(2026, 12, 31)),)
