"""Caps on labour hours, and lessons that clash. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from center.errors import RuleViolation

QUARTER = Decimal("0.25")
LONGEST_LESSON = timedelta(hours=8)


@dataclass(frozen=True, slots=True)
class Caps:
    """Most hours of labour a person of one age group may do."""

    day: Decimal
    week: Decimal
    source: str
    """Article behind the two numbers."""


def age_group(age: int) -> str:
    """Return the group whose caps bind a person of ``age`` years: ``12_15``, ``15_18`` or ``adult``."""
    if age >= 18:
        return "adult"
    return "15_18" if age >= 15 else "12_15"


def week_of(day: date) -> tuple[date, date]:
    """Return Monday and Sunday of the week of ``day``.

    The texts say "in a week" without naming its first day; the product counts Monday to Sunday.
    """
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Worker:
    """What decides whether one person may be entered for labour on a day."""

    name: str
    age: int
    stage: str
    since_stay: date
    until_stay: date | None
    out: bool
    forbidden: str
    """Public wording of a restriction that forbids labour; empty when there is none."""
    booked_that_day: Decimal
    booked_that_week: Decimal
    """Both without the entry that is being corrected."""


LABOUR_STAGES = frozenset({"education", "labour", "reintegration"})
"""From the end of detox to the end of the term (Decree 163/2026 art. 87.3)."""


def check_labour(worker: Worker, hours: Decimal, day: date, today: date, caps: Caps) -> None:
    """Refuse hours of labour that a rule forbids for this person on this day.

    Source: Decree 116/2021 arts 68, 74; Decree 163/2026 arts 87, 117, 128.
    """
    facts = {"name": worker.name}
    if hours <= 0 or hours > 24 or hours % QUARTER:
        raise RuleViolation("vocational.hours_shape", field="hours", hours=hours, **facts)
    if day > today:
        raise RuleViolation("vocational.day_in_future", field="worked_on", day=day, **facts)
    if day < worker.since_stay or (worker.until_stay is not None and day > worker.until_stay):
        raise RuleViolation("vocational.day_outside_stay", field="worked_on", day=day, **facts)
    if worker.stage not in LABOUR_STAGES:
        raise RuleViolation("vocational.before_labour_stage", field="hours", **facts)
    if worker.forbidden:
        raise RuleViolation("vocational.labour_forbidden", field="hours", wording=worker.forbidden, **facts)
    if worker.out:
        raise RuleViolation("vocational.worker_out", field="hours", **facts)
    if worker.booked_that_day + hours > caps.day:
        raise RuleViolation(
            "vocational.day_cap",
            field="hours",
            hours=hours,
            booked=worker.booked_that_day,
            cap=caps.day,
            age=worker.age,
            source=caps.source,
            **facts,
        )
    if worker.booked_that_week + hours > caps.week:
        raise RuleViolation(
            "vocational.week_cap",
            field="hours",
            hours=hours,
            booked=worker.booked_that_week,
            cap=caps.week,
            age=worker.age,
            source=caps.source,
            **facts,
        )


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson as the clash rules see it."""

    label: str
    starts_at: datetime
    ends_at: datetime
    location_id: int
    trainer_id: int
    stay_ids: frozenset[int]


def check_lesson(
    lesson: Lesson, others: Iterable[Lesson], *, names: Mapping[int, str], first: date, last: date, day: date
) -> None:
    """Refuse a lesson that is reversed, too long, outside its class, or that clashes with another.

    ``others`` are the lessons of that time; ``names`` gives the residents' names for the refusal;
    ``first``..``last`` are the class's dates and ``day`` the lesson's local day.
    """
    if lesson.ends_at <= lesson.starts_at:
        raise RuleViolation("vocational.lesson_reversed", field="ends_at")
    if lesson.ends_at - lesson.starts_at > LONGEST_LESSON:
        raise RuleViolation("vocational.lesson_too_long", field="ends_at")
    if not first <= day <= last:
        raise RuleViolation("vocational.lesson_outside_course", field="day", first=first, last=last)
    for other in others:
        if other.starts_at >= lesson.ends_at or other.ends_at <= lesson.starts_at:
            continue
        facts = {"other": other.label, "at": other.starts_at}
        if other.trainer_id == lesson.trainer_id:
            raise RuleViolation("vocational.trainer_clash", field="starts_at", **facts)
        if other.location_id == lesson.location_id:
            raise RuleViolation("vocational.place_clash", field="location_id", **facts)
        both = other.stay_ids & lesson.stay_ids
        if both:
            who = ", ".join(sorted(names.get(stay_id, "?") for stay_id in both)[:3])
            raise RuleViolation(
                "vocational.resident_clash", field="starts_at", who=who, count=len(both), **facts
            )


def check_register_line(state: str, reason: str | None) -> None:
    """Refuse an absence without its reason, or a reason for someone who was there."""
    if state == "absent" and not reason:
        raise RuleViolation("vocational.absence_reason", field="reason")
    if state != "absent" and reason:
        raise RuleViolation("vocational.reason_without_absence", field="reason")
