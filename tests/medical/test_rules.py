"""Ranges, marks, late entries, corrections, what may stand in plain text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from center.errors import RuleViolation
from center.medical.rules import (
    LATE_AFTER,
    Limits,
    Mark,
    check_amend_reason,
    check_entry_time,
    check_plain_text,
    check_ranges,
    is_late,
    marks,
    tells_a_secret,
    weight_change,
)

NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)
ADMITTED = NOW - timedelta(days=3)
LIMITS = {
    "pulse": Limits(Decimal(20), Decimal(250), None, None, Decimal(40), Decimal(131), "lần/phút"),
    "systolic": Limits(Decimal(50), Decimal(260), None, None, Decimal(90), Decimal(220)),
    "diastolic": Limits(Decimal(20), Decimal(160), Decimal(50), Decimal(100), Decimal(40), Decimal(120)),
    "temperature": Limits(Decimal("30.0"), Decimal("43.0"), None, None, Decimal("35.0")),
}


@pytest.mark.parametrize(
    ("sign", "value"),
    [
        ("pulse", 19),
        ("pulse", 251),
        ("pulse", 0),
        ("pulse", -70),
        ("temperature", Decimal("29.9")),
        ("temperature", Decimal("43.1")),
        ("temperature", Decimal("368")),
    ],
)
def test_impossible_values_are_refused_with_their_range(sign: str, value: Decimal | int) -> None:
    with pytest.raises(RuleViolation) as refused:
        check_ranges({sign: value}, LIMITS)
    assert (refused.value.code, refused.value.field) == ("medical.impossible_value", sign)
    assert refused.value.facts["least"] == LIMITS[sign].least


@pytest.mark.parametrize("value", [20, 250, None])
def test_the_ends_of_the_range_are_taken(value: int | None) -> None:
    check_ranges({"pulse": value}, LIMITS)


@pytest.mark.parametrize(("systolic", "diastolic"), [(120, 120), (80, 120)])
def test_diastolic_is_below_systolic(systolic: int, diastolic: int) -> None:
    with pytest.raises(RuleViolation, match="diastolic_above"):
        check_ranges({"systolic": systolic, "diastolic": diastolic}, LIMITS)


def test_a_diastolic_pressure_alone_is_a_slip_but_a_systolic_alone_is_not() -> None:
    with pytest.raises(RuleViolation, match="pressure_incomplete"):
        check_ranges({"diastolic": 80}, LIMITS)
    check_ranges({"systolic": 60, "diastolic": None}, LIMITS)


@pytest.mark.parametrize(
    ("values", "found"),
    [
        ({"pulse": 41}, {}),
        ({"pulse": 40}, {"pulse": Mark.RED}),
        ({"pulse": 130}, {}),
        ({"pulse": 131}, {"pulse": Mark.RED}),
        ({"diastolic": 51}, {}),
        ({"diastolic": 50}, {"diastolic": Mark.WARN}),
        ({"diastolic": 40}, {"diastolic": Mark.RED}),
        ({"diastolic": 100}, {"diastolic": Mark.WARN}),
        ({"diastolic": 120}, {"diastolic": Mark.RED}),
        ({"pulse": None, "unknown": 5}, {}),
    ],
)
def test_marks(values: dict[str, int | None], found: dict[str, Mark]) -> None:
    assert marks(values, LIMITS) == found


def test_an_entry_within_the_hour_needs_no_reason() -> None:
    check_entry_time(NOW - LATE_AFTER, NOW, ADMITTED, "")
    assert not is_late(NOW - LATE_AFTER, NOW)


def test_a_late_entry_needs_a_reason() -> None:
    late = NOW - LATE_AFTER - timedelta(seconds=1)
    assert is_late(late, NOW)
    with pytest.raises(RuleViolation) as refused:
        check_entry_time(late, NOW, ADMITTED, "  ")
    assert (refused.value.code, refused.value.field) == ("medical.late_needs_reason", "late_reason")
    check_entry_time(late, NOW, ADMITTED, "bận cấp cứu")
    check_entry_time(late, NOW, ADMITTED, "", amends=True)


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (NOW + timedelta(seconds=1), "medical.in_future"),
        (ADMITTED - timedelta(seconds=1), "medical.before_admission"),
    ],
)
def test_the_future_and_the_time_before_the_stay_are_refused(at: datetime, code: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        check_entry_time(at, NOW, ADMITTED, "có lý do")
    assert (refused.value.code, refused.value.field) == (code, "happened_at")


@pytest.mark.parametrize("reason", ["", "gõ nhầm", "  123456789  "])
def test_a_correction_says_why_in_ten_letters(reason: str) -> None:
    with pytest.raises(RuleViolation, match="amend_reason"):
        check_amend_reason(reason)


def test_ten_letters_are_enough() -> None:
    check_amend_reason("gõ nhầm 68")


@pytest.mark.parametrize(
    "text", ["HIV âm tính", "xét nghiệm hiv", "đang điều trị ARV.", "AIDS", "nghi nhiễm HIV/AIDS"]
)
def test_hiv_does_not_belong_into_plain_text(text: str) -> None:
    assert tells_a_secret(text)
    with pytest.raises(RuleViolation) as refused:
        check_plain_text({"history": "khỏe", "findings": text})
    assert refused.value.field == "findings"


@pytest.mark.parametrize("text", ["", "Khỏe mạnh", "Archiv", "viêm gan B", "HIVE"])
def test_other_words_do(text: str) -> None:
    check_plain_text({"history": text})


def test_weight_change_is_counted_from_the_oldest_weighing_of_the_window() -> None:
    earlier = {
        NOW - timedelta(days=9): Decimal(70),
        NOW - timedelta(days=6): Decimal(60),
        NOW - timedelta(days=1): Decimal(58),
    }
    assert weight_change(Decimal(57), NOW, earlier, days=7) == Decimal("-0.05")
    assert weight_change(Decimal(57), NOW, {}, days=7) is None
    assert weight_change(Decimal(57), NOW, {NOW: Decimal(57)}, days=7) is None
