"""COWS: the vectors of CLINICAL.md 9, the gaps of the scale, the pulse."""

from __future__ import annotations

import pytest

from center.errors import RuleViolation
from center.medical import cows
from tests.medical.support import vector

VECTORS = [
    ((0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), 0, "none"),
    ((1, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0), 4, "none"),
    ((1, 1, 1, 0, 1, 1, 0, 0, 0, 0, 0), 5, "mild"),
    ((1, 1, 1, 1, 1, 1, 2, 1, 1, 2, 0), 12, "mild"),
    ((1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 3), 13, "moderate"),
    ((2, 2, 3, 2, 2, 2, 3, 2, 1, 2, 3), 24, "moderate"),
    ((2, 3, 3, 2, 2, 2, 3, 2, 1, 2, 3), 25, "moderately_severe"),
    ((2, 3, 5, 2, 4, 4, 3, 4, 2, 4, 3), 36, "moderately_severe"),
    ((4, 3, 5, 2, 4, 4, 3, 4, 1, 4, 3), 37, "severe"),
    ((4, 4, 5, 5, 4, 4, 5, 4, 4, 4, 5), 48, "severe"),
]

GAPS = [
    ((3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), "pulse", "0, 1, 2, 4"),
    ((0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0), "restless", "0, 1, 3, 5"),
    ((0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1), "goose", "0, 3, 5"),
    ((0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0), "gi", "0, 1, 2, 3, 5"),
]


@pytest.mark.parametrize(("points", "total", "band"), VECTORS)
def test_worked_examples(points: tuple[int, ...], total: int, band: str) -> None:
    assert cows.score(vector(*points), {}) == cows.Score(total, band)


@pytest.mark.parametrize(("points", "item", "allowed"), GAPS)
def test_points_that_do_not_exist_are_refused_by_name(
    points: tuple[int, ...], item: str, allowed: str
) -> None:
    with pytest.raises(RuleViolation) as refused:
        cows.score(vector(*points), {})
    assert refused.value.code == "medical.cows_no_such_points"
    assert refused.value.field == item
    assert refused.value.facts["allowed"] == allowed


@pytest.mark.parametrize("item", cows.ITEMS, ids=lambda item: item.code)
def test_every_level_of_an_item_and_no_other_is_taken(item: cows.Item) -> None:
    zeros = vector(*[0] * 11)
    for points in range(-1, 8):
        if points in item.points:
            assert cows.score(zeros | {item.code: points}, {}).total == points
        else:
            with pytest.raises(RuleViolation):
                cows.score(zeros | {item.code: points}, {})


def test_an_incomplete_score_has_neither_total_nor_band() -> None:
    items = vector(1, 1, 1, None, 1, 1, 0, 0, 0, 0, 0)
    assert cows.score(items, {"pupil": "mắt băng"}) == cows.Score(None, None)


@pytest.mark.parametrize("reason", ["", "   "])
def test_an_item_that_was_not_scored_needs_a_reason(reason: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        cows.score(vector(1, 1, 1, None, 1, 1, 0, 0, 0, 0, 0), {"pupil": reason})
    assert (refused.value.code, refused.value.field) == ("medical.cows_missing_item", "pupil")


def test_an_item_that_is_not_of_the_scale_is_refused() -> None:
    with pytest.raises(RuleViolation, match="cows_unknown_item"):
        cows.score(vector(*[0] * 11) | {"craving": 1}, {})


@pytest.mark.parametrize(
    ("beats", "points"), [(80, 0), (81, 1), (100, 1), (101, 2), (120, 2), (121, 4), (40, 0), (200, 4)]
)
def test_the_pulse_gives_its_points(beats: int, points: int) -> None:
    assert cows.pulse_points(beats) == points
    assert cows.with_pulse({"pulse": None}, beats) == {"pulse": points}
    assert cows.with_pulse({"pulse": points}, beats) == {"pulse": points}


def test_points_that_contradict_the_pulse_are_refused() -> None:
    with pytest.raises(RuleViolation) as refused:
        cows.with_pulse({"pulse": 1}, 110)
    assert refused.value.facts == {"beats": 110, "points": 1, "derived": 2}


def test_without_a_pulse_the_points_stay() -> None:
    assert cows.with_pulse({"pulse": 2, "yawn": 0}, None) == {"pulse": 2, "yawn": 0}


def test_the_scale_is_whole() -> None:
    assert len(cows.ITEMS) == 11
    assert cows.MOST == 48
    assert [least for least, _band, _state in cows.BANDS] == [37, 25, 13, 5, 0]
    assert set(cows.BAND_LABELS) == set(cows.BAND_STATES) == {band for _least, band, _state in cows.BANDS}
