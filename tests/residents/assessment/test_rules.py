"""Periods, points, levels and what a scheme must hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from center.errors import RuleViolation
from center.residents.assessment.default_scheme import DEFAULT_SCHEME
from center.residents.assessment.labels import rank_state
from center.residents.assessment.rules import (
    Period,
    Score,
    cap_rank,
    check_line,
    check_points,
    check_scheme,
    days_here,
    last_complete,
    level_of,
    period_of,
    periods_before,
    prefill,
)
from center.residents.assessment.scheme import Cap, Criterion, Effect, Level, Scheme, scheme_of

MEASURES = frozenset(
    {effect.measure for effect in DEFAULT_SCHEME.effects} | {cap.measure for cap in DEFAULT_SCHEME.caps}
)


def month(year: int, number: int, last: int) -> Period:
    return Period(date(year, number, 1), date(year, number, last))


@pytest.mark.parametrize(
    ("day", "months", "first", "last"),
    [
        (date(2026, 2, 14), 1, date(2026, 2, 1), date(2026, 2, 28)),
        (date(2028, 2, 29), 1, date(2028, 2, 1), date(2028, 2, 29)),
        (date(2026, 12, 31), 3, date(2026, 10, 1), date(2026, 12, 31)),
        (date(2026, 1, 1), 6, date(2026, 1, 1), date(2026, 6, 30)),
        (date(2026, 7, 1), 12, date(2026, 1, 1), date(2026, 12, 31)),
        (date(2026, 5, 3), 2, date(2026, 5, 1), date(2026, 6, 30)),
    ],
)
def test_a_day_lies_in_one_period(day: date, months: int, first: date, last: date) -> None:
    assert period_of(day, months) == Period(first, last)


def test_periods_follow_each_other_backwards() -> None:
    assert periods_before(date(2026, 1, 9), 1, 3) == [
        month(2026, 1, 31),
        month(2025, 12, 31),
        month(2025, 11, 30),
    ]
    assert last_complete(date(2026, 11, 22), 1) == month(2026, 10, 31)
    assert last_complete(date(2026, 11, 1), 3) == Period(date(2026, 7, 1), date(2026, 9, 30))


@pytest.mark.parametrize(
    ("admitted", "ended", "days"),
    [
        (date(2026, 9, 1), None, 31),
        (date(2026, 10, 17), None, 15),
        (date(2026, 10, 31), None, 1),
        (date(2026, 11, 1), None, 0),
        (date(2026, 10, 10), date(2026, 10, 12), 3),
        (date(2026, 1, 1), date(2026, 9, 30), 0),
    ],
)
def test_days_here_count_both_ends(admitted: date, ended: date | None, days: int) -> None:
    assert days_here(admitted, ended, month(2026, 10, 31)) == days


@pytest.mark.parametrize(
    ("facts", "points", "level"),
    [
        ({}, (40, 20, 8, 10, 5), "fair"),
        ({"residents.labour_exempt_days": 30}, (40, 20, 20, 10, 5), "good"),
        ({"vocational.labour_days": 22, "conduct.rewards": 3}, (40, 20, 20, 10, 10), "good"),
        ({"vocational.labour_days": 22, "vocational.unexcused": 9}, (40, 0, 20, 10, 5), "fair"),
        ({"vocational.labour_days": 5, "security.incidents": 1}, (30, 20, 13, 10, 5), "fair"),
        ({"vocational.labour_days": 12, "security.escapes": 1}, (0, 20, 20, 10, 5), "weak"),
        # points say good, the warning holds it down
        ({"vocational.labour_days": 22, "conduct.warnings": 1, "conduct.rewards": 1}, (25, 20, 20, 10, 10), "average"),
        ({"vocational.labour_days": 22, "conduct.criticisms": 1}, (35, 20, 20, 10, 5), "fair"),
        ({"nobody.knows": 5}, (40, 20, 8, 10, 5), "fair"),
    ],
)  # fmt: skip
def test_the_facts_suggest_points_and_a_level(
    facts: dict[str, int], points: tuple[int, ...], level: str
) -> None:
    assert prefill(DEFAULT_SCHEME, facts) == Score(points, level)


@pytest.mark.parametrize(
    ("total", "level"),
    [(100, "good"), (85, "good"), (84, "fair"), (70, "fair"), (69, "average"), (49, "weak")],
)
def test_a_threshold_belongs_to_the_better_level(total: int, level: str) -> None:
    assert level_of(DEFAULT_SCHEME, total, {}) == level


def test_of_two_caps_the_lower_counts() -> None:
    assert cap_rank(DEFAULT_SCHEME, {"conduct.criticisms": 1, "security.escapes": 1}) == 3
    assert cap_rank(DEFAULT_SCHEME, {"conduct.criticisms": 0}) == 0


@pytest.mark.parametrize(
    ("points", "code"),
    [
        ((41, 0, 0, 0, 0), "assessment.points_range"),
        ((0, 0, 0, 0, -1), "assessment.points_range"),
        ((0, 0, 0, 0), "assessment.criteria_changed"),
    ],
)
def test_points_stay_within_their_criterion(points: tuple[int, ...], code: str) -> None:
    with pytest.raises(RuleViolation) as refusal:
        check_points(DEFAULT_SCHEME, points)
    assert refusal.value.code == code


def test_a_departure_from_the_facts_needs_a_reason() -> None:
    suggested = Score((40, 20, 20, 10, 5), "good")
    check_line(DEFAULT_SCHEME, suggested, suggested, "")
    for other in (Score((39, 20, 20, 10, 5), "good"), Score((40, 20, 20, 10, 5), "fair")):
        with pytest.raises(RuleViolation, match="reason_needed"):
            check_line(DEFAULT_SCHEME, suggested, other, "")
        check_line(DEFAULT_SCHEME, suggested, other, "Chưa tự giác")
    with pytest.raises(RuleViolation, match="level_unknown"):
        check_line(DEFAULT_SCHEME, suggested, Score(suggested.points, "best"), "x")


def test_the_scheme_that_ships_can_grade_everybody_and_survives_storing() -> None:
    check_scheme(DEFAULT_SCHEME, MEASURES)
    again = scheme_of(
        DEFAULT_SCHEME.parts(),
        valid_from=DEFAULT_SCHEME.valid_from,
        period_months=1,
        min_days=15,
        posting_days=3,
    )
    assert again == DEFAULT_SCHEME
    assert [rank_state(n) for n in range(6)] == ["ok", "info", "warn", "danger", "danger", "danger"]


LEVELS = DEFAULT_SCHEME.levels


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"period_months": 5}, "period_length"),
        ({"valid_from": date(2026, 2, 1), "period_months": 3}, "period_begin"),
        ({"valid_from": date(2026, 1, 2)}, "period_begin"),
        ({"min_days": 29}, "min_days"),
        ({"levels": LEVELS[:1]}, "levels_few"),
        ({"levels": (LEVELS[0], replace(LEVELS[1], label="TỐT"), *LEVELS[2:])}, "levels_same"),
        ({"levels": tuple(reversed(LEVELS))}, "levels_order"),
        ({"levels": (LEVELS[0], replace(LEVELS[1], from_points=85), *LEVELS[2:])}, "levels_order"),
        ({"levels": LEVELS[:3]}, "levels_reach"),
        ({"levels": (Level("a", "A", 101, True), Level("b", "B", 0, False))}, "levels_reach"),
        ({"levels": (Level("a", "A", 50, False), Level("b", "B", 0, True))}, "levels_fair"),
        ({"criteria": ()}, "levels_reach"),
        ({"criteria": (Criterion("a", "A", 100, 101),), "effects": ()}, "criterion_start"),
        ({"effects": (Effect("security.escapes", "unknown", -1),)}, "effect_incomplete"),
        ({"effects": (Effect("unknown", "order", -1),)}, "effect_incomplete"),
        ({"effects": (Effect("security.escapes", "order", 0),)}, "effect_incomplete"),
        ({"effects": (Effect("security.escapes", "order", -1),) * 2}, "effect_twice"),
        ({"caps": (Cap("security.escapes", "unknown"),)}, "cap_incomplete"),
    ],
)
def test_a_scheme_that_could_not_grade_is_refused(changes: dict[str, object], code: str) -> None:
    broken: Scheme = replace(DEFAULT_SCHEME, **changes)
    with pytest.raises(RuleViolation) as refusal:
        check_scheme(broken, MEASURES)
    assert refusal.value.code == f"assessment.{code}"
