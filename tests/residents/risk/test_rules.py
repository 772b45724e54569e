"""Flags: raising, reviewing, who decides and who reads why; tables of cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from center.auth.grants import permissions_of
from center.errors import RuleViolation
from center.residents.risk.rules import (
    FlagStanding,
    FlagWords,
    ReviewLimit,
    ReviewOutcome,
    RiskKind,
    RiskLevel,
    check_raise,
    check_review,
    may_decide,
    may_raise,
    may_read_reason,
    next_review,
    standing,
)

TODAY = date(2026, 11, 22)
TWO_WEEKS = ReviewLimit(RiskLevel.HIGH, 14)


@pytest.mark.parametrize(
    ("lifted", "review_on", "expected"),
    [
        (False, date(2026, 11, 23), FlagStanding.IN_FORCE),
        (False, TODAY, FlagStanding.REVIEW_DUE),
        (False, date(2026, 11, 21), FlagStanding.OVERDUE),
        (True, None, FlagStanding.LIFTED),
        (True, date(2026, 11, 21), FlagStanding.LIFTED),
    ],
)
def test_a_flag_is_late_from_the_day_after_its_review(
    lifted: bool, review_on: date | None, expected: FlagStanding
) -> None:
    assert standing(lifted=lifted, review_on=review_on, on=TODAY) is expected


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, ""),
        ({"instruction": ""}, "risk.instruction_needed"),
        ({"reason": ""}, "risk.reason_needed"),
        ({"standing_kinds": {RiskKind.ESCAPE}}, "risk.flagged_already"),
        ({"standing_kinds": {RiskKind.VIOLENCE, RiskKind.HEALTH}}, ""),
    ],
)
def test_a_flag_says_what_to_do_and_why_and_stands_once(changes: dict[str, object], code: str) -> None:
    facts = {"instruction": "Đếm mỗi giờ", "reason": "Nói sẽ trốn", "standing_kinds": set()} | changes
    if not code:
        check_raise(kind=RiskKind.ESCAPE, **facts)  # type: ignore[arg-type]
        return
    with pytest.raises(RuleViolation) as refusal:
        check_raise(kind=RiskKind.ESCAPE, **facts)  # type: ignore[arg-type]
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (None, date(2026, 12, 6)),
        (date(2026, 11, 23), date(2026, 11, 23)),
        (date(2026, 12, 6), date(2026, 12, 6)),
        (date(2026, 12, 7), None),
        (TODAY, None),
        (date(2026, 11, 1), None),
    ],
)
def test_the_next_review_is_ahead_and_no_later_than_its_level_allows(
    wanted: date | None, expected: date | None
) -> None:
    if expected is None:
        with pytest.raises(RuleViolation) as refusal:
            next_review(wanted, TWO_WEEKS, TODAY)
        assert (refusal.value.code, refusal.value.facts["latest"]) == ("risk.review_day", date(2026, 12, 6))
    else:
        assert next_review(wanted, TWO_WEEKS, TODAY) == expected


BEFORE = FlagWords(RiskLevel.HIGH, "Đếm mỗi giờ")


@pytest.mark.parametrize(
    ("outcome", "after", "finding", "lifted", "code"),
    [
        (ReviewOutcome.KEPT, BEFORE, "còn nói", False, ""),
        (ReviewOutcome.LIFTED, BEFORE, "ổn định", False, ""),
        (ReviewOutcome.CHANGED, replace(BEFORE, level=RiskLevel.WATCH), "đỡ", False, ""),
        (ReviewOutcome.CHANGED, replace(BEFORE, instruction="Đếm hai giờ"), "đỡ", False, ""),
        (ReviewOutcome.CHANGED, BEFORE, "đỡ", False, "risk.nothing_changed"),
        (ReviewOutcome.CHANGED, replace(BEFORE, instruction=""), "đỡ", False, "risk.instruction_needed"),
        (ReviewOutcome.KEPT, BEFORE, "", False, "risk.finding_needed"),
        (ReviewOutcome.KEPT, BEFORE, "còn nói", True, "risk.lifted_before"),
    ],
)
def test_a_review_finds_something_and_a_change_changes_something(
    outcome: ReviewOutcome, after: FlagWords, finding: str, lifted: bool, code: str
) -> None:
    if not code:
        check_review(outcome, BEFORE, after, finding=finding, lifted=lifted)
        return
    with pytest.raises(RuleViolation) as refusal:
        check_review(outcome, BEFORE, after, finding=finding, lifted=lifted)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("role", "kind", "raises", "decides", "reads"),
    [
        ("guard", RiskKind.ESCAPE, False, False, False),
        ("guard", RiskKind.HEALTH, False, False, False),
        ("duty_commander", RiskKind.VIOLENCE, True, True, True),
        ("duty_commander", RiskKind.SELF_HARM, True, False, False),
        ("duty_commander", RiskKind.HEALTH, False, False, False),
        ("director", RiskKind.ESCAPE, True, True, True),
        ("director", RiskKind.SELF_HARM, True, False, False),
        ("nurse", RiskKind.HEALTH, True, False, True),
        ("nurse", RiskKind.ESCAPE, True, False, True),
        ("doctor", RiskKind.HEALTH, True, True, True),
        ("doctor", RiskKind.VIOLENCE, True, False, True),
        ("auditor", RiskKind.SELF_HARM, False, False, False),
    ],
)
def test_custody_decides_over_custody_and_medicine_over_care(
    role: str, kind: RiskKind, raises: bool, decides: bool, reads: bool
) -> None:
    held = permissions_of(frozenset({role}))
    assert (may_raise(kind, held), may_decide(kind, held), may_read_reason(kind, held)) == (
        raises,
        decides,
        reads,
    )
