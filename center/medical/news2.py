"""NEWS2, the National Early Warning Score, SpO2 scale 1: points of each sign, total, urgency. Pure.

Source: Royal College of Physicians, 2017; points as in CLINICAL.md 2.3. It may be used freely, must not be
altered, and names its owner. It is made for adults: never under 16, never in pregnancy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

CITATION = "Royal College of Physicians. National Early Warning Score (NEWS) 2. London: RCP, 2017"

Number = Decimal | int

# sign → (highest value, its points), ascending; the last one is for everything above.
_POINTS: Mapping[str, tuple[tuple[Decimal | None, int], ...]] = {
    "pulse": (
        (Decimal(40), 3),
        (Decimal(50), 1),
        (Decimal(90), 0),
        (Decimal(110), 1),
        (Decimal(130), 2),
        (None, 3),
    ),
    "respiration": ((Decimal(8), 3), (Decimal(11), 1), (Decimal(20), 0), (Decimal(24), 2), (None, 3)),
    "spo2": ((Decimal(91), 3), (Decimal(93), 2), (Decimal(95), 1), (None, 0)),
    "systolic": ((Decimal(90), 3), (Decimal(100), 2), (Decimal(110), 1), (Decimal(219), 0), (None, 3)),
    "temperature": (
        (Decimal("35.0"), 3),
        (Decimal("36.0"), 1),
        (Decimal("38.0"), 0),
        (Decimal("39.0"), 1),
        (None, 2),
    ),
}

SIGNS = (*_POINTS, "consciousness")
"""What must be measured for a total; oxygen is a yes or no and always known."""

RED = 3
"""Points of a sign that alone calls for a doctor."""
DOUBTFUL = 2
"""Points of a sign that is worth a second look."""


@dataclass(frozen=True, slots=True)
class Score:
    """Points of one reading."""

    points: Mapping[str, int]
    """By sign, of what was measured; ``oxygen`` too."""

    @property
    def missing(self) -> tuple[str, ...]:
        """Signs that were not measured."""
        return tuple(sign for sign in SIGNS if sign not in self.points)

    @property
    def measured(self) -> int:
        """Points of what was measured: the total can only be higher."""
        return sum(self.points.values())

    @property
    def total(self) -> int | None:
        """The score; None while a sign is missing."""
        return None if self.missing else self.measured

    @property
    def red(self) -> tuple[str, ...]:
        """Signs that give three points by themselves."""
        return tuple(sign for sign, points in self.points.items() if points == RED)


def score(values: Mapping[str, Number | None], *, consciousness: str | None, on_oxygen: bool) -> Score:
    """Return the points of a reading; ``consciousness`` is a letter of ACVPU, None = not assessed."""
    points = {"oxygen": 2 if on_oxygen else 0}
    for sign, steps in _POINTS.items():
        value = values.get(sign)
        if value is not None:
            points[sign] = next(given for top, given in steps if top is None or value <= top)
    if consciousness is not None:
        points["consciousness"] = 0 if consciousness == "A" else RED
    return Score(points)


def state_of(score: Score, *, urgent_total: int, emergency_total: int) -> str:
    """Return how urgent a reading is: ``ok``, ``warn``, ``urgent`` (within the hour) or ``emergency``.

    An incomplete reading is judged by what was measured, which may be too mild, never too grave.
    """
    if score.measured >= emergency_total:
        return "emergency"
    if score.measured >= urgent_total or score.red:
        return "urgent"
    return "warn" if score.measured else "ok"
