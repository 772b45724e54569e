from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from center.clock import local_instant
from center.errors import RuleViolation
from center.vocational.rules.lessons import (
    MOST_LESSONS,
    Lesson,
    check_clash,
    check_times,
    some_names,
    weekly_days,
)

DAY = date(2026, 11, 23)
"""A Monday."""


def at(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    return local_instant(day, time(hour, minute))


def lesson(**changes: Any) -> Lesson:
    base = Lesson("Lớp May", at(8), at(10), DAY, location_id=1, trainer_id=1, stay_ids=frozenset({1, 2}))
    return replace(base, **changes)


OTHER = lesson(label="Lớp Mộc", location_id=2, trainer_id=2, stay_ids=frozenset({3}))


def clash(one: Lesson, *others: Lesson) -> RuleViolation:
    with pytest.raises(RuleViolation) as refusal:
        check_clash(one, others, {1: "Trần Văn Một", 2: "Lê Văn Hai"})
    return refusal.value


def test_lessons_side_by_side_do_not_clash() -> None:
    check_clash(lesson(), [OTHER], {})


@pytest.mark.parametrize(
    ("starts", "ends"),
    [((7, 0), (8, 0)), ((10, 0), (11, 0))],
    ids=["ends as it begins", "begins as it ends"],
)
def test_lessons_that_touch_do_not_clash(starts: tuple[int, int], ends: tuple[int, int]) -> None:
    check_clash(lesson(), [replace(lesson(), label="khác", starts_at=at(*starts), ends_at=at(*ends))], {})


@pytest.mark.parametrize(
    ("starts", "ends"),
    [((9, 59), (11, 0)), ((7, 0), (8, 1)), ((8, 30), (9, 0)), ((7, 0), (12, 0)), ((8, 0), (10, 0))],
    ids=["tail", "head", "inside", "around", "same"],
)
@pytest.mark.parametrize(
    ("shared", "code"),
    [
        ({"trainer_id": 1}, "vocational.trainer_clash"),
        ({"location_id": 1}, "vocational.place_clash"),
        ({"stay_ids": frozenset({2, 9})}, "vocational.resident_clash"),
    ],
    ids=["trainer", "place", "resident"],
)
def test_what_is_in_two_lessons_at_once_clashes(
    starts: tuple[int, int], ends: tuple[int, int], shared: dict[str, Any], code: str
) -> None:
    other = replace(OTHER, starts_at=at(*starts), ends_at=at(*ends), **shared)
    refusal = clash(lesson(), OTHER, other)
    assert refusal.code == code
    assert refusal.facts["other"] == "Lớp Mộc"
    assert refusal.facts["at"] == at(*starts)
    assert refusal.facts["day"] == DAY


def test_residents_of_a_clash_are_named() -> None:
    both = replace(OTHER, stay_ids=frozenset({1, 2}))
    assert clash(lesson(), both).facts["who"] == "Lê Văn Hai, Trần Văn Một"


def test_many_names_are_cut() -> None:
    names = {n: f"Người {n}" for n in range(1, 7)}
    assert some_names(names, names) == "Người 1, Người 2, Người 3 (+3)"


def times(one: Lesson, first: date = DAY, last: date = DAY) -> str:
    with pytest.raises(RuleViolation) as refusal:
        check_times(one, first=first, last=last)
    return refusal.value.code


def test_times() -> None:
    check_times(lesson(), first=DAY, last=DAY)
    check_times(lesson(ends_at=at(16)), first=DAY, last=DAY)
    assert times(lesson(ends_at=at(8))) == "vocational.lesson_reversed"
    assert times(lesson(ends_at=at(7))) == "vocational.lesson_reversed"
    assert times(lesson(ends_at=at(16, 1))) == "vocational.lesson_too_long"
    assert times(lesson(), last=DAY - timedelta(days=1)) == "vocational.lesson_outside_course"
    assert times(lesson(), first=DAY + timedelta(days=1), last=date.max) == "vocational.lesson_outside_course"


def series(first: date, last: date, *weekdays: int) -> str:
    with pytest.raises(RuleViolation) as refusal:
        weekly_days(first, last, weekdays)
    return refusal.value.code


def test_without_weekdays_one_day_is_meant() -> None:
    assert weekly_days(DAY, DAY - timedelta(days=9), []) == [DAY]


def test_a_series_takes_the_weekdays_between_both_days() -> None:
    found = weekly_days(date(2026, 11, 24), date(2026, 12, 7), {0, 2})
    assert found == [date(2026, 11, 25), date(2026, 11, 30), date(2026, 12, 2), date(2026, 12, 7)]


def test_a_series_that_makes_no_sense_is_refused() -> None:
    assert series(DAY, DAY - timedelta(days=1), 0) == "vocational.series_reversed"
    assert series(DAY, DAY, 1) == "vocational.series_empty"
    assert series(DAY, DAY + timedelta(days=MOST_LESSONS), *range(7)) == "vocational.series_too_long"
    assert series(DAY, date(2199, 1, 1), *range(7)) == "vocational.series_too_long"
    assert len(weekly_days(DAY, DAY + timedelta(days=MOST_LESSONS - 1), range(7))) == MOST_LESSONS
