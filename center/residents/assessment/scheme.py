"""How a period is graded: levels, criteria and what each fact does to the points. Pure values.

Neither decree sets a scale, a period or thresholds (Decree 116/2021 art. 58.1 only names "khá"; LAW.md 3.4, open
point 12): all of it is the center's own dated configuration.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

PERIODS = (1, 2, 3, 4, 6, 12)
"""Months a period may have: whole parts of a year, so that periods of one length never cross New Year."""
MOST_LEVELS = 6
MOST_CRITERIA = 8
MOST_CAPS = 12
MOST_EFFECTS = 24
MOST_POINTS = 1000


@dataclass(frozen=True, slots=True)
class Level:
    """One step of the scale."""

    code: str
    label: str
    from_points: int
    """Smallest total that gives it; 0 for the lowest."""
    at_least_fair: bool
    """Counts as "khá or better" (Decree 116/2021 art. 58.1)."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that is judged."""

    code: str
    label: str
    max_points: int
    start_points: int
    """What somebody has before any fact is counted."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What one unit of a measure does to the points of a criterion."""

    measure: str
    criterion: str
    """Code of the criterion."""
    points: int
    """Added for each unit; below zero takes points away."""


@dataclass(frozen=True, slots=True)
class Cap:
    """The best level somebody can reach when a measure is above zero."""

    measure: str
    level: str
    """Code of the level."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """Everything a period is graded by."""

    valid_from: date
    """First day of the first period graded by it."""
    period_months: int
    min_days: int
    """Days of the period somebody must have been here to be graded."""
    posting_days: int
    """Days a decided list hangs out, proposed when it is posted."""
    levels: tuple[Level, ...]
    """The best first."""
    criteria: tuple[Criterion, ...]
    effects: tuple[Effect, ...] = ()
    caps: tuple[Cap, ...] = ()

    @property
    def max_total(self) -> int:
        """Points of a perfect period."""
        return sum(criterion.max_points for criterion in self.criteria)

    def level(self, code: str) -> Level:
        """Return a level by its code. Raises KeyError."""
        for level in self.levels:
            if level.code == code:
                return level
        raise KeyError(code)

    def rank(self, code: str) -> int:
        """Return the place of a level, 0 for the best. Raises KeyError."""
        return self.levels.index(self.level(code))

    def parts(self) -> dict[str, Any]:
        """Return levels, criteria, effects and caps as plain JSON, for storing."""
        return {
            "levels": [[one.code, one.label, one.from_points, one.at_least_fair] for one in self.levels],
            "criteria": [[one.code, one.label, one.max_points, one.start_points] for one in self.criteria],
            "effects": [[one.measure, one.criterion, one.points] for one in self.effects],
            "caps": [[one.measure, one.level] for one in self.caps],
        }


def scheme_of(
    parts: Mapping[str, Any], *, valid_from: date, period_months: int, min_days: int, posting_days: int
) -> Scheme:
    """Return the scheme that ``Scheme.parts`` wrote down."""
    return Scheme(
        valid_from=valid_from,
        period_months=period_months,
        min_days=min_days,
        posting_days=posting_days,
        levels=tuple(Level(*one) for one in parts["levels"]),
        criteria=tuple(Criterion(*one) for one in parts["criteria"]),
        effects=tuple(Effect(*one) for one in parts["effects"]),
        caps=tuple(Cap(*one) for one in parts["caps"]),
    )
