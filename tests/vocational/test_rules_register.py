from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from center.errors import RuleViolation
from center.vocational.models import AbsenceReason
from center.vocational.rules.register import (
    REASONS,
    Preset,
    Tally,
    check_cancel,
    check_line,
    check_register_open,
    preset,
)

BEGINS = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)


def test_every_reason_has_its_consequence() -> None:
    assert set(REASONS) == {reason.value for reason in AbsenceReason}


def test_without_leave_is_what_somebody_follows_up() -> None:
    assert {code for code, rule in REASONS.items() if rule.follow_up} == {"refused", "unknown"}
    assert all(rule.excused != rule.follow_up for rule in REASONS.values())


@pytest.mark.parametrize(
    ("out", "ward_only", "expected"),
    [
        ("", "", Preset("present", "", "")),
        ("Đi bệnh viện", "", Preset("absent", "out", "Đi bệnh viện")),
        ("", "Chỉ ở khu điều trị", Preset("absent", "restricted", "Chỉ ở khu điều trị")),
        ("Bỏ trốn", "Chỉ ở khu điều trị", Preset("absent", "out", "Bỏ trốn")),
    ],
)
def test_everyone_is_there_unless_the_center_knows_better(out: str, ward_only: str, expected: Preset) -> None:
    assert preset(out, ward_only) == expected


def opened(now: datetime, *, cancelled: bool = False, has_people: bool = True) -> str:
    try:
        check_register_open(starts_at=BEGINS, cancelled=cancelled, now=now, has_people=has_people)
    except RuleViolation as refusal:
        return refusal.code
    return ""


def test_a_register_opens_half_an_hour_before() -> None:
    assert opened(BEGINS - timedelta(minutes=31)) == "vocational.register_too_early"
    assert opened(BEGINS - timedelta(minutes=30)) == ""
    assert opened(BEGINS + timedelta(days=90)) == ""


def test_cancelled_and_empty_lessons_have_no_register() -> None:
    assert opened(BEGINS, cancelled=True) == "vocational.lesson_cancelled"
    assert opened(BEGINS, has_people=False) == "vocational.register_empty"


@pytest.mark.parametrize(
    ("state", "reason", "code"),
    [
        ("present", None, ""),
        ("late", None, ""),
        ("absent", "sick", ""),
        ("absent", None, "vocational.absence_reason"),
        ("absent", "", "vocational.absence_reason"),
        ("absent", "no such", "vocational.absence_reason"),
        ("present", "sick", "vocational.reason_without_absence"),
        ("late", "out", "vocational.reason_without_absence"),
    ],
)
def test_an_absence_has_a_reason_and_nothing_else_has(state: str, reason: str | None, code: str) -> None:
    if not code:
        check_line(state, reason, "Trần Văn Mẫu")
        return
    with pytest.raises(RuleViolation) as refusal:
        check_line(state, reason, "Trần Văn Mẫu")
    assert (refusal.value.code, refusal.value.facts["name"]) == (code, "Trần Văn Mẫu")


def test_a_lesson_that_took_place_cannot_be_cancelled() -> None:
    check_cancel(cancelled=False, has_register=False)
    for state, code in (
        ({"cancelled": True, "has_register": False}, "vocational.lesson_cancelled"),
        ({"cancelled": False, "has_register": True}, "vocational.lesson_took_place"),
    ):
        with pytest.raises(RuleViolation) as refusal:
            check_cancel(**state)
        assert refusal.value.code == code


def test_a_tally_adds_up() -> None:
    tally = (
        Tally()
        .plus("present", None, 5)
        .plus("late", None)
        .plus("absent", "sick")
        .plus("absent", "refused", 2)
    )
    assert (tally.present, tally.late, tally.excused, tally.unexcused) == (5, 1, 1, 2)
    assert (tally.attended, tally.total, tally.rate) == (6, 9, Decimal("66.7"))
    assert Tally().rate is None
