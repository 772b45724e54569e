"""Lessons: times, the class's dates, and what clashes. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from center.errors import RuleViolation

LONGEST_LESSON = timedelta(hours=8)
MOST_LESSONS = 200
"""Lessons planned in one act."""
NAMES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson as the clash rules see it."""

    label: str
    """Name of its class."""
    starts_at: datetime
    ends_at: datetime
    day: date
    """Its local day."""
    location_id: int
    trainer_id: int
    stay_ids: frozenset[int]


def weekly_days(first: date, last: date, weekdays: Collection[int]) -> list[date]:
    """Return the days of a weekly series from ``first`` to ``last``; ``weekdays``: 0 is Monday.

    Without weekdays only ``first`` is meant. Raises RuleViolation when no day is left, or too many.
    """
    if not weekdays:
        return [first]
    if last < first:
        raise RuleViolation("vocational.series_reversed", field="until", first=first, last=last)
    # looked at one by one only as far as a series may go
    span = min((last - first).days, 7 * MOST_LESSONS)
    days = [first + timedelta(days=n) for n in range(span + 1)]
    found = [day for day in days if day.weekday() in weekdays]
    if not found:
        raise RuleViolation("vocational.series_empty", field="weekdays", first=first, last=last)
    if len(found) > MOST_LESSONS:
        raise RuleViolation("vocational.series_too_long", field="until", count=len(found), most=MOST_LESSONS)
    return found


def check_times(lesson: Lesson, *, first: date, last: date) -> None:
    """Refuse a lesson that is reversed, too long, or outside its class's dates ``first``..``last``."""
    if lesson.ends_at <= lesson.starts_at:
        raise RuleViolation("vocational.lesson_reversed", field="ends")
    if lesson.ends_at - lesson.starts_at > LONGEST_LESSON:
        most = int(LONGEST_LESSON.total_seconds() // 3600)
        raise RuleViolation("vocational.lesson_too_long", field="ends", most=most)
    if not first <= lesson.day <= last:
        raise RuleViolation(
            "vocational.lesson_outside_course", field="day", day=lesson.day, first=first, last=last
        )


def check_clash(lesson: Lesson, others: Iterable[Lesson], names: Mapping[int, str]) -> None:
    """Refuse a lesson whose trainer, place or residents are in another lesson at the same time.

    Lessons that only touch do not clash. ``names`` gives the residents' names for the refusal.
    """
    for other in others:
        if other.starts_at >= lesson.ends_at or other.ends_at <= lesson.starts_at:
            continue
        facts = {"other": other.label, "at": other.starts_at, "day": lesson.day}
        if other.trainer_id == lesson.trainer_id:
            raise RuleViolation("vocational.trainer_clash", field="trainer_id", **facts)
        if other.location_id == lesson.location_id:
            raise RuleViolation("vocational.place_clash", field="location_id", **facts)
        both = other.stay_ids & lesson.stay_ids
        if both:
            raise RuleViolation(
                "vocational.resident_clash", field="starts", who=some_names(both, names), **facts
            )


def some_names(stay_ids: Collection[int], names: Mapping[int, str]) -> str:
    """Return the first few names in alphabetical order and, when there are more, their number in brackets."""
    ordered = sorted(names.get(stay_id, "?") for stay_id in stay_ids)
    more = f" (+{len(ordered) - NAMES_SHOWN})" if len(ordered) > NAMES_SHOWN else ""
    return ", ".join(ordered[:NAMES_SHOWN]) + more
