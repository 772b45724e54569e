"""NEWS2: the vectors of CLINICAL.md 9 and every edge of its table."""

from __future__ import annotations

from decimal import Decimal

import pytest

from center.medical import news2

CALM = {
    "pulse": 80,
    "respiration": 18,
    "spo2": 97,
    "systolic": 120,
    "temperature": Decimal("36.8"),
}

EDGES = [
    ("pulse", [(40, 3), (41, 1), (50, 1), (51, 0), (90, 0), (91, 1), (110, 1), (111, 2), (130, 2), (131, 3)]),
    ("respiration", [(8, 3), (9, 1), (11, 1), (12, 0), (20, 0), (21, 2), (24, 2), (25, 3)]),
    ("spo2", [(91, 3), (92, 2), (93, 2), (94, 1), (95, 1), (96, 0), (100, 0)]),
    ("systolic", [(90, 3), (91, 2), (100, 2), (101, 1), (110, 1), (111, 0), (219, 0), (220, 3)]),
    (
        "temperature",
        [
            (Decimal("35.0"), 3),
            (Decimal("35.1"), 1),
            (Decimal("36.0"), 1),
            (Decimal("36.1"), 0),
            (Decimal("38.0"), 0),
            (Decimal("38.1"), 1),
            (Decimal("39.0"), 1),
            (Decimal("39.1"), 2),
        ],
    ),
]


@pytest.mark.parametrize(
    ("sign", "value", "points"), [(sign, value, points) for sign, edges in EDGES for value, points in edges]
)
def test_edges(sign: str, value: Decimal | int, points: int) -> None:
    assert news2.score({sign: value}, consciousness=None, on_oxygen=False).points[sign] == points


def test_a_calm_reading_scores_nothing() -> None:
    score = news2.score(CALM, consciousness="A", on_oxygen=False)
    assert (score.total, score.red, score.missing) == (0, (), ())


def test_the_worked_emergency() -> None:
    values = {
        "respiration": 22,
        "spo2": 95,
        "systolic": 105,
        "pulse": 115,
        "temperature": Decimal("38.4"),
    }
    score = news2.score(values, consciousness="A", on_oxygen=False)
    assert score.total == 7
    assert news2.state_of(score, urgent_total=5, emergency_total=7) == "emergency"


def test_one_red_sign_is_urgent_by_itself() -> None:
    score = news2.score({"respiration": 8}, consciousness=None, on_oxygen=False)
    assert (score.total, score.measured, score.red) == (None, 3, ("respiration",))
    assert news2.state_of(score, urgent_total=5, emergency_total=7) == "urgent"


@pytest.mark.parametrize("letter", ["C", "V", "P", "U"])
def test_anything_but_alert_is_red(letter: str) -> None:
    assert news2.score({}, consciousness=letter, on_oxygen=False).red == ("consciousness",)


def test_oxygen_counts() -> None:
    assert news2.score(CALM, consciousness="A", on_oxygen=True).total == 2


@pytest.mark.parametrize("sign", [*CALM, "consciousness"])
def test_a_missing_sign_leaves_no_total(sign: str) -> None:
    values = {name: value for name, value in CALM.items() if name != sign}
    score = news2.score(values, consciousness=None if sign == "consciousness" else "A", on_oxygen=False)
    assert score.total is None
    assert score.missing == (sign,)


@pytest.mark.parametrize(
    ("points", "state"), [(0, "ok"), (1, "warn"), (4, "warn"), (5, "urgent"), (7, "emergency")]
)
def test_states(points: int, state: str) -> None:
    spread = {f"sign{n}": 1 for n in range(points)}
    assert news2.state_of(news2.Score(spread), urgent_total=5, emergency_total=7) == state
