from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from center.errors import RuleViolation
from center.vocational.rules.courses import (
    Candidate,
    Graduate,
    check_candidate,
    check_course,
    check_graduate,
    check_issuing,
    check_joining_day,
    check_leaving,
    check_lessons_inside,
)

FIRST, LAST, TODAY = date(2026, 10, 1), date(2026, 12, 31), date(2026, 11, 22)


def code(check: Any, *args: Any, **facts: Any) -> str:
    try:
        check(*args, **facts)
    except RuleViolation as refusal:
        return refusal.code.removeprefix("vocational.")
    return ""


def test_a_class_has_a_beginning_an_end_and_a_trade() -> None:
    assert code(check_course, kind="vocational", trade="May", starts_on=FIRST, ends_on=FIRST) == ""
    assert code(check_course, kind="literacy", trade="", starts_on=FIRST, ends_on=LAST) == ""
    assert code(check_course, kind="vocational", trade="", starts_on=FIRST, ends_on=LAST) == "trade_needed"
    assert code(check_course, kind="literacy", trade="", starts_on=LAST, ends_on=FIRST) == "course_reversed"


@pytest.mark.parametrize(
    ("first_lesson", "last_lesson", "expected"),
    [
        (None, None, ""),
        (FIRST, LAST, ""),
        (FIRST - timedelta(days=1), None, "lessons_outside"),
        (None, LAST + timedelta(days=1), "lessons_outside"),
    ],
)
def test_new_dates_hold_every_lesson(
    first_lesson: date | None, last_lesson: date | None, expected: str
) -> None:
    found = code(
        check_lessons_inside,
        starts_on=FIRST,
        ends_on=LAST,
        first_lesson=first_lesson,
        last_lesson=last_lesson,
    )
    assert found == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (FIRST, ""),
        (LAST, ""),
        (FIRST - timedelta(days=1), "joining_outside_course"),
        (LAST + timedelta(days=1), "joining_outside_course"),
    ],
)
def test_one_joins_within_the_class(day: date, expected: str) -> None:
    assert code(check_joining_day, day, starts_on=FIRST, ends_on=LAST) == expected


FIT = Candidate("Trần Văn Mẫu", date(2026, 9, 1), None, date(2026, 9, 15), "", escaped=False)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ""),
        ({"detox_ended_on": TODAY}, ""),
        ({"admitted_on": TODAY}, ""),
        ({"ended_on": TODAY}, ""),
        ({"detox_ended_on": TODAY + timedelta(days=1)}, "joining_before_stage"),
        ({"detox_ended_on": None}, "joining_before_stage"),
        ({"admitted_on": TODAY + timedelta(days=1)}, "joining_before_admission"),
        ({"ended_on": TODAY - timedelta(days=1)}, "joining_after_end"),
        ({"escaped": True}, "joining_escaped"),
        ({"ward_only": "Chỉ ở khu điều trị"}, "joining_ward_only"),
    ],
)
def test_who_may_join(changes: dict[str, Any], expected: str) -> None:
    assert code(check_candidate, replace(FIT, **changes), TODAY) == expected


@pytest.mark.parametrize(
    ("left_on", "facts", "expected"),
    [
        (TODAY, {}, ""),
        (TODAY + timedelta(days=1), {}, ""),
        (FIRST, {}, ""),
        (TODAY + timedelta(days=2), {}, "leaving_in_future"),
        (FIRST - timedelta(days=1), {}, "leaving_before_joining"),
        (TODAY, {"last_attended": TODAY}, "leaving_before_lesson"),
        (TODAY + timedelta(days=1), {"last_attended": TODAY}, ""),
        (TODAY, {"already_left": True}, "left_before"),
    ],
)
def test_leaving(left_on: date, facts: dict[str, Any], expected: str) -> None:
    known = {"joined_on": FIRST, "already_left": False, "last_attended": None, "today": TODAY} | facts
    assert code(check_leaving, left_on, **known) == expected


@pytest.mark.parametrize(
    ("issued_on", "ends_on", "expected"),
    [
        (TODAY, TODAY, ""),
        (TODAY, TODAY - timedelta(days=9), ""),
        (TODAY + timedelta(days=1), TODAY, "certificate_in_future"),
        (TODAY, LAST, "certificate_before_end"),
    ],
)
def test_certificates_are_issued_after_the_end(issued_on: date, ends_on: date, expected: str) -> None:
    assert code(check_issuing, issued_on, course_ends_on=ends_on, today=TODAY) == expected


@pytest.mark.parametrize(
    ("changes", "taken_by", "expected"),
    [
        ({}, "", ""),
        ({"attended": None}, "", ""),
        ({"left_on": LAST + timedelta(days=1)}, "", ""),
        ({"left_on": TODAY}, "", "certificate_left"),
        ({"attended": 0}, "", "certificate_never_there"),
        ({"number": ""}, "", "certificate_number"),
        ({}, "Lê Văn Hai", "certificate_number_taken"),
    ],
)
def test_who_gets_a_certificate(changes: dict[str, Any], taken_by: str, expected: str) -> None:
    graduate = replace(Graduate("Trần Văn Mẫu", None, 20, "12/CC"), **changes)
    assert code(check_graduate, graduate, course_ends_on=LAST, taken_by=taken_by) == expected
