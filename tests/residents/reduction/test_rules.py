"""Who may be proposed, what is missing, the earliest day; and the order of a review's steps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from center.errors import RuleViolation
from center.legal.workdays.rules import WorkCalendar
from center.residents.reduction.rules import (
    Limits,
    Missing,
    MonthGrade,
    MonthState,
    Situation,
    allowed,
    first_gradable,
    is_open_point,
    judge,
    usual_months,
)
from center.residents.reduction.steps import (
    check_council,
    check_opening,
    check_posting,
    check_result,
    check_sending,
    posting_ends,
)

LIMITS = Limits(Decimal("0.5"), 3, 1, 3, 3, 6, 5)
ON = date(2026, 6, 10)


def month(number: int, good: bool = True, *, year: int = 2026, last: int = 28) -> MonthGrade:
    ends = {1: 31, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
    return MonthGrade(
        date(year, number, 1), date(year, number, ends.get(number, last)), "Khá" if good else "Yếu", good
    )


# 12 months from 2025-10-01: 365 days, half is 183; on 2026-06-10 253 days are served; the last day is 2026-09-30
STAY = Situation(
    on=ON,
    term_days=365,
    term_months=12,
    reduced_months=0,
    served_days=253,
    last_day=date(2026, 9, 30),
    at_large=False,
    grades=(month(3), month(4), month(5)),
    period_months=1,
    gradable_from=date(2025, 10, 1),
    merit=False,
)


@pytest.mark.parametrize(
    ("changes", "missing", "earliest"),
    [
        ({}, (), ON),
        # half of 365 is 182.5: the 183rd day
        ({"served_days": 183}, (), ON),
        ({"served_days": 182}, (Missing.HALF,), date(2026, 6, 11)),
        ({"served_days": 100}, (Missing.HALF,), date(2026, 9, 1)),
        # May was weak: June, July, August can be good; all three are decided from 1 September on
        ({"grades": (month(3), month(4), month(5, good=False))}, (Missing.BELOW,), date(2026, 9, 1)),
        # March was weak, April and May are good: June makes three
        ({"grades": (month(3, good=False), month(4), month(5))}, (Missing.BELOW,), date(2026, 7, 1)),
        # the council has not met about May: any day it does
        ({"grades": (month(3), month(4))}, (Missing.UNGRADED,), ON),
        ({"grades": ()}, (Missing.UNGRADED,), ON),
        # came in April for too few days of March
        (
            {"grades": (month(4), month(5)), "gradable_from": date(2026, 4, 1)},
            (Missing.MONTHS,),
            date(2026, 7, 1),
        ),
        ({"at_large": True}, (Missing.AT_LARGE,), None),
        ({"last_day": date(2026, 6, 9)}, (Missing.OVER,), None),
        # would be ready on 1 September, but leaves in August
        (
            {"grades": (month(3), month(4), month(5, good=False)), "last_day": date(2026, 8, 20)},
            (Missing.BELOW,),
            None,
        ),
        (
            {"served_days": 10, "grades": (month(3), month(5, good=False))},
            (Missing.HALF, Missing.BELOW, Missing.UNGRADED),
            None,
        ),
    ],
)
def test_half_served_and_three_good_months(
    changes: dict[str, Any], missing: tuple[Missing, ...], earliest: date | None
) -> None:
    verdict = judge(replace(STAY, **changes), LIMITS)
    assert verdict.missing == missing
    assert verdict.eligible == (not missing)
    assert verdict.earliest == earliest
    assert verdict.half_days == 183


def test_a_grade_of_a_quarter_covers_its_months() -> None:
    quarter = MonthGrade(date(2026, 1, 1), date(2026, 3, 31), "Tốt", True)
    verdict = judge(replace(STAY, grades=(quarter,), period_months=3), LIMITS)
    assert [one.state for one in verdict.months] == [MonthState.GOOD] * 3
    assert verdict.eligible
    weak = MonthGrade(date(2026, 1, 1), date(2026, 3, 31), "Yếu", False)
    verdict = judge(replace(STAY, grades=(weak,), period_months=3), LIMITS)
    assert verdict.good_on == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("merit", "left", "span", "usual"),
    [(False, 12, (1, 3), 1), (True, 12, (1, 6), 3), (True, 4, (1, 3), 3), (False, 1, (1, 1), 1)],
)
def test_merit_widens_the_range(merit: bool, left: int, span: tuple[int, int], usual: int) -> None:
    assert allowed(LIMITS, merit=merit, left=left) == span
    assert usual_months(LIMITS, merit=merit, high=span[1]) == usual


def test_the_month_of_coming_counts_with_enough_days() -> None:
    assert first_gradable(date(2026, 3, 17), min_days=15, period_months=1) == date(2026, 3, 1)
    assert first_gradable(date(2026, 3, 18), min_days=15, period_months=1) == date(2026, 4, 1)
    assert not is_open_point(date(2026, 6, 30))
    assert is_open_point(date(2026, 7, 1))


OPENING: dict[str, Any] = {"enabled": True, "open_point": False, "reason": "", "previous": None, "on": ON}
RESULT: dict[str, Any] = {
    "granted": True,
    "months": 2,
    "number": "3/QĐ-TA",
    "decided_on": date(2026, 6, 28),
    "sent_on": date(2026, 6, 22),
    "today": date(2026, 7, 5),
    "low": 1,
    "high": 3,
}
CALENDAR = WorkCalendar(off={date(2026, 6, 17): "Ngày nghỉ"})


@pytest.mark.parametrize(
    ("check", "facts", "code"),
    [
        (check_opening, {**OPENING}, None),
        (check_opening, {**OPENING, "enabled": False}, "off"),
        (check_opening, {**OPENING, "open_point": True}, "open_point_reason"),
        (check_opening, {**OPENING, "open_point": True, "reason": "CV 1"}, None),
        (check_opening, {**OPENING, "previous": date(2026, 6, 11)}, "review_behind"),
        (check_result, {**RESULT}, None),
        (check_result, {**RESULT, "sent_on": None}, "not_sent"),
        (check_result, {**RESULT, "decided_on": date(2026, 6, 21)}, "result_day"),
        (check_result, {**RESULT, "decided_on": date(2026, 7, 6)}, "result_day"),
        (check_result, {**RESULT, "number": ""}, "result_number"),
        (check_result, {**RESULT, "months": None}, "result_months"),
        (check_result, {**RESULT, "months": 4}, "range"),
        (check_result, {**RESULT, "months": 0}, "range"),
        (check_result, {**RESULT, "granted": False, "months": None}, None),
    ],
)
def test_steps_out_of_order_are_refused(check: Any, facts: dict[str, Any], code: str | None) -> None:
    if code is None:
        check(**facts)
        return
    with pytest.raises(RuleViolation) as refusal:
        check(**facts)
    assert refusal.value.code == f"reduction.{code}"


def test_the_posting_counts_working_days_after_the_first() -> None:
    # Friday 12 June: Mon 15, Tue 16, (17 off), Thu 18, Fri 19, Mon 22
    first = date(2026, 6, 12)
    assert posting_ends(CALENDAR, first, 5) == date(2026, 6, 22)
    posting: dict[str, Any] = {"posted_from": first, "meeting_on": date(2026, 6, 11), "days": 5}
    check_posting(CALENDAR, posted_to=date(2026, 6, 22), **posting)
    with pytest.raises(RuleViolation, match="posting_short") as refusal:
        check_posting(CALENDAR, posted_to=date(2026, 6, 21), **posting)
    assert refusal.value.facts == {"days": 5, "least": date(2026, 6, 22)}
    with pytest.raises(RuleViolation, match="posted_early"):
        check_posting(CALENDAR, posted_to=date(2026, 6, 22), **{**posting, "meeting_on": date(2026, 6, 13)})
    sending: dict[str, Any] = {
        "sent_on": date(2026, 6, 23),
        "posted_to": date(2026, 6, 22),
        "today": date(2026, 6, 23),
        "unanswered": 0,
        "printed": True,
    }
    check_sending(**sending)
    for changes, code in (
        ({"sent_on": date(2026, 6, 22)}, "sent_early"),
        ({"unanswered": 1}, "unanswered"),
        ({"printed": False}, "not_printed"),
    ):
        with pytest.raises(RuleViolation, match=code):
            check_sending(**{**sending, **changes})
    council: dict[str, Any] = {
        "held_on": ON,
        "reviewed_on": ON,
        "today": ON,
        "number": "1/BB",
        "members": True,
        "people": 1,
    }
    check_council(**council)
    for changes, code in (
        ({"held_on": date(2026, 6, 9)}, "meeting_day"),
        ({"number": ""}, "minutes_needed"),
        ({"members": False}, "members_needed"),
        ({"people": 0}, "nobody_proposed"),
    ):
        with pytest.raises(RuleViolation, match=code):
            check_council(**{**council, **changes})
