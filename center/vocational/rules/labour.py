"""Hours of labour therapy: shape, window, fitness, caps by age. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from center.errors import RuleViolation
from center.residents.stay.rules import age_on

QUARTER = Decimal("0.25")
DAY_HOURS = Decimal(24)

AGE_GROUPS = ("12_15", "15_18", "adult")
"""Youngest first; the middle part of the names of the legal parameters ``labour.<group>.max_h_day``."""


@dataclass(frozen=True, slots=True)
class Caps:
    """Most hours of labour a person of one age group may do."""

    day: Decimal
    week: Decimal
    source: str
    """Article behind the two numbers."""


@dataclass(frozen=True, slots=True)
class LabourDay:
    """The day hours are entered for, with the rules of that day."""

    day: date
    today: date
    caps: Mapping[str, Caps]
    """By age group."""
    window_source: str
    """Article that says from which stage on residents work."""


@dataclass(frozen=True, slots=True)
class Worker:
    """What decides whether one person may be entered for labour on a day."""

    name: str
    birth_date: date
    admitted_on: date
    ended_on: date | None
    last_day: date | None
    """Last day inside the term; None in custody."""
    detox_ended_on: date | None
    """Day detox ended; None while it has not. Labour runs from that day to the end of the term."""
    out: str
    """Why the person was out of the center all that day; empty when not. Work outside is not being out."""
    forbidden: str
    """Public wording of a restriction that forbids labour on that day; empty when there is none."""
    booked: Mapping[date, Decimal]
    """Hours of each day of that week, without the entry that is being corrected."""


def age_group(age: int) -> str:
    """Return the group whose caps bind a person of ``age`` years: ``12_15``, ``15_18`` or ``adult``."""
    if age >= 18:
        return "adult"
    return "15_18" if age >= 15 else "12_15"


def week_of(day: date) -> tuple[date, ...]:
    """Return the seven days of the week of ``day``, Monday first.

    The decrees say "in a week" without naming its first day; the product counts Monday to Sunday.
    """
    monday = day - timedelta(days=day.weekday())
    return tuple(monday + timedelta(days=n) for n in range(7))


def check_shape(hours: Decimal, *, zero: bool = False, **facts: object) -> None:
    """Refuse hours that are not quarters of an hour within a day; ``zero`` lets a correction take all back."""
    least = Decimal(0) if zero else QUARTER
    if not least <= hours <= DAY_HOURS or hours % QUARTER:
        raise RuleViolation("vocational.hours_shape", field="hours", hours=plain(hours), **facts)


def check_day(day: date, today: date) -> None:
    """Refuse a day that has not come yet."""
    if day > today:
        raise RuleViolation("vocational.day_in_future", field="worked_on", day=day)


def check_may_work(worker: Worker, on: LabourDay) -> None:
    """Refuse a person who may not be entered at all on that day, whatever the hours.

    Source: Decree 163/2026 art. 87.3 (window), art. 117, 128; Decree 116/2021 art. 68, 74.
    """
    facts = {"name": worker.name, "day": on.day}
    if on.day < worker.admitted_on or (worker.ended_on is not None and on.day > worker.ended_on):
        raise RuleViolation("vocational.day_outside_stay", field="worked_on", **facts)
    if worker.last_day is not None and on.day > worker.last_day:
        raise RuleViolation(
            "vocational.day_after_term",
            field="worked_on",
            last_day=worker.last_day,
            source=on.window_source,
            **facts,
        )
    if worker.detox_ended_on is None or on.day < worker.detox_ended_on:
        raise RuleViolation("vocational.before_labour_stage", field="hours", source=on.window_source, **facts)
    if worker.forbidden:
        raise RuleViolation("vocational.labour_forbidden", field="hours", wording=worker.forbidden, **facts)
    if worker.out:
        raise RuleViolation("vocational.worker_out", field="hours", why=worker.out, **facts)


def check_labour(worker: Worker, hours: Decimal, on: LabourDay) -> None:
    """Refuse hours of labour that a rule forbids for this person on this day.

    The caps of a day are those of the age on it. When a birthday falls into the week, the younger
    age's weekly cap binds the hours of the days up to it, and the older age's cap the whole week; so the
    order in which days are typed does not matter.
    Source: Decree 116/2021 art. 68.1, 74; Decree 163/2026 art. 117.1, 128.
    """
    check_shape(hours, name=worker.name)
    check_day(on.day, on.today)
    check_may_work(worker, on)
    age = age_on(worker.birth_date, on.day)
    cap = on.caps[age_group(age)]
    booked = worker.booked.get(on.day, Decimal(0))
    if booked + hours > cap.day:
        raise RuleViolation(
            "vocational.day_cap", **_cap_facts(worker, hours, booked, cap.day, cap.source, age)
        )
    for group, booked in _weeks(worker, on.day):
        cap = on.caps[group]
        if booked + hours > cap.week:
            raise RuleViolation(
                "vocational.week_cap",
                field="hours",
                **_cap_facts(worker, hours, booked, cap.week, cap.source, age),
                monday=week_of(on.day)[0],
            )


def hours_left(worker: Worker, on: LabourDay) -> Decimal:
    """Return how many hours may still be entered for the person on that day, zero or more."""
    cap = on.caps[age_group(age_on(worker.birth_date, on.day))]
    left = [cap.day - worker.booked.get(on.day, Decimal(0))]
    left += [on.caps[group].week - booked for group, booked in _weeks(worker, on.day)]
    return plain(max(min(left), Decimal(0)))


def _weeks(worker: Worker, day: date) -> list[tuple[str, Decimal]]:
    """Return each weekly cap that binds ``day``: its age group, and the hours booked on the days it covers."""
    groups = {each: age_group(age_on(worker.birth_date, each)) for each in week_of(day)}
    found = []
    for group in AGE_GROUPS:
        if any(groups[each] == group for each in groups if each >= day):
            rank = AGE_GROUPS.index(group)
            covered = [each for each in groups if AGE_GROUPS.index(groups[each]) <= rank]
            found.append((group, sum((worker.booked.get(each, Decimal(0)) for each in covered), Decimal(0))))
    return found


def _cap_facts(
    worker: Worker, hours: Decimal, booked: Decimal, cap: Decimal, source: str, age: int
) -> dict[str, Any]:
    return {
        "name": worker.name,
        "age": age,
        "hours": plain(hours),
        "booked": plain(booked),
        "cap": plain(cap),
        "left": plain(max(cap - booked, Decimal(0))),
        "source": source,
    }


def plain(hours: Decimal) -> Decimal:
    """Return ``hours`` without needless zeros: 7.50 becomes 7.5, 8.00 becomes 8."""
    short = hours.normalize()
    # normalize() writes 10 as 1E+1
    return short.quantize(Decimal(1)) if int(short.as_tuple().exponent) > 0 else short
