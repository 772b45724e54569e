"""Periods, points and levels. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from center.errors import RuleViolation
from center.residents.assessment.scheme import MOST_POINTS, PERIODS, Scheme
from center.residents.term.calendar import last_day_of

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A span of whole months; both days inside."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """Days of the period."""
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Score:
    """What a resident's period comes to."""

    points: tuple[int, ...]
    """By criterion, in the scheme's order."""
    level: str
    """Code of the level."""

    @property
    def total(self) -> int:
        """All points."""
        return sum(self.points)


def period_of(day: date, months: int) -> Period:
    """Return the period of ``months`` that holds ``day``; periods are counted from January."""
    first_month = (day.month - 1) // months * months + 1
    first = date(day.year, first_month, 1)
    return Period(first, last_day_of(first, months))


def last_complete(on: date, months: int) -> Period:
    """Return the newest period that was over before ``on``."""
    return period_of(period_of(on, months).first - DAY, months)


def periods_before(on: date, months: int, count: int) -> list[Period]:
    """Return the period that holds ``on`` and those before it, the newest first, ``count`` in all."""
    found = [period_of(on, months)]
    while len(found) < count:
        found.append(period_of(found[-1].first - DAY, months))
    return found


def days_here(admitted_on: date, ended_on: date | None, period: Period) -> int:
    """Return how many days of the period a stay covers, the days of coming and leaving included."""
    first = max(admitted_on, period.first)
    last = period.last if ended_on is None else min(ended_on, period.last)
    return max(0, (last - first).days + 1)


def prefill(scheme: Scheme, measures: Mapping[str, int]) -> Score:
    """Return the points and the level that the facts suggest.

    Each criterion begins with its start points, each unit of a measure adds its points, and the sum stays
    between zero and the criterion's most. ``measures`` holds counts by measure; a missing one is zero.
    """
    points = []
    for criterion in scheme.criteria:
        gained = sum(
            effect.points * measures.get(effect.measure, 0)
            for effect in scheme.effects
            if effect.criterion == criterion.code
        )
        points.append(min(criterion.max_points, max(0, criterion.start_points + gained)))
    return Score(tuple(points), level_of(scheme, sum(points), measures))


def level_of(scheme: Scheme, total: int, measures: Mapping[str, int]) -> str:
    """Return the code of the level that ``total`` gives, held down by the caps that apply."""
    by_points = next((level for level in scheme.levels if total >= level.from_points), scheme.levels[-1])
    return scheme.levels[max(scheme.rank(by_points.code), cap_rank(scheme, measures))].code


def cap_rank(scheme: Scheme, measures: Mapping[str, int]) -> int:
    """Return the place of the best level the caps leave; 0 when none applies."""
    ranks = [scheme.rank(cap.level) for cap in scheme.caps if measures.get(cap.measure, 0) > 0]
    return max(ranks, default=0)


def check_points(scheme: Scheme, points: Sequence[int]) -> None:
    """Refuse points that are too few, too many, or beyond a criterion's most."""
    if len(points) != len(scheme.criteria):
        raise RuleViolation("assessment.criteria_changed")
    for criterion, given in zip(scheme.criteria, points, strict=True):
        if not 0 <= given <= criterion.max_points:
            raise RuleViolation(
                "assessment.points_range", criterion=criterion.label, most=criterion.max_points, given=given
            )


def check_line(scheme: Scheme, suggested: Score, proposed: Score, reason: str) -> None:
    """Refuse a proposal beyond the scheme, or one that departs from the facts without a reason.

    It departs when points differ from those suggested, or when the level is not the one its points give.
    """
    check_points(scheme, proposed.points)
    if all(level.code != proposed.level for level in scheme.levels):
        raise RuleViolation("assessment.level_unknown")
    if not reason and proposed != suggested:
        raise RuleViolation("assessment.reason_needed")


def check_scheme(scheme: Scheme, measures: frozenset[str]) -> None:
    """Refuse a configuration that could not grade everybody; ``measures`` are those that can be counted.

    Raises RuleViolation naming the field of the form.
    """
    if scheme.period_months not in PERIODS:
        raise RuleViolation("assessment.period_length", field="period_months")
    if period_of(scheme.valid_from, scheme.period_months).first != scheme.valid_from:
        raise RuleViolation("assessment.period_begin", field="valid_from", months=scheme.period_months)
    if not 0 <= scheme.min_days <= 28 * scheme.period_months:
        raise RuleViolation("assessment.min_days", field="min_days", most=28 * scheme.period_months)
    _check_levels(scheme)
    _check_criteria(scheme)
    codes = {criterion.code for criterion in scheme.criteria}
    for effect in scheme.effects:
        if effect.measure not in measures or effect.criterion not in codes or effect.points == 0:
            raise RuleViolation("assessment.effect_incomplete", field="effects")
    if len({(effect.measure, effect.criterion) for effect in scheme.effects}) != len(scheme.effects):
        raise RuleViolation("assessment.effect_twice", field="effects")
    levels = {level.code for level in scheme.levels}
    for cap in scheme.caps:
        if cap.measure not in measures or cap.level not in levels:
            raise RuleViolation("assessment.cap_incomplete", field="caps")


def _check_levels(scheme: Scheme) -> None:
    levels = scheme.levels
    if len(levels) < 2:
        raise RuleViolation("assessment.levels_few", field="levels")
    if len({level.label.casefold() for level in levels}) != len(levels):
        raise RuleViolation("assessment.levels_same", field="levels")
    thresholds = [level.from_points for level in levels]
    if thresholds != sorted(thresholds, reverse=True) or len(set(thresholds)) != len(thresholds):
        raise RuleViolation("assessment.levels_order", field="levels")
    if thresholds[-1] != 0 or thresholds[0] > scheme.max_total:
        raise RuleViolation("assessment.levels_reach", field="levels", most=scheme.max_total)
    fair = [level.at_least_fair for level in levels]
    if not fair[0] or fair != sorted(fair, reverse=True):
        raise RuleViolation("assessment.levels_fair", field="levels")


def _check_criteria(scheme: Scheme) -> None:
    criteria = scheme.criteria
    if not criteria:
        raise RuleViolation("assessment.criteria_none", field="criteria")
    if len({criterion.label.casefold() for criterion in criteria}) != len(criteria):
        raise RuleViolation("assessment.criteria_same", field="criteria")
    for criterion in criteria:
        if not 1 <= criterion.max_points <= MOST_POINTS:
            raise RuleViolation("assessment.criterion_points", field="criteria", criterion=criterion.label)
        if not 0 <= criterion.start_points <= criterion.max_points:
            raise RuleViolation("assessment.criterion_start", field="criteria", criterion=criterion.label)
