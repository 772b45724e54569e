"""When the next observation is due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from center.medical.observation.schedule import Due, Reading, Rhythm, cows_due, vitals_due

NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)
ADMITTED = NOW - timedelta(days=5)
H = timedelta(hours=1)
RHYTHM = Rhythm(
    first_days=6 * H,
    next_days=8 * H,
    later_days=12 * H,
    red_repeat=timedelta(minutes=30),
    cows_moderate=6 * H,
    cows_mild=8 * H,
    cows_none=24 * H,
    mild_from=5,
    moderate_from=13,
    low_readings=3,
)


def due(*readings: Reading, day: int = 1) -> Due:
    return vitals_due(readings, admitted_at=ADMITTED, day=day, rhythm=RHYTHM)


@pytest.mark.parametrize(("day", "hours"), [(1, 6), (3, 6), (4, 8), (7, 8), (8, 12), (30, 12)])
def test_vital_signs_follow_the_day_of_detox(day: int, hours: int) -> None:
    assert due(Reading(NOW, False, True), day=day) == Due(NOW + hours * H, hours * H)


def test_who_was_never_measured_is_due_since_admission() -> None:
    assert due() == Due(ADMITTED, 6 * H)
    assert due(Reading(NOW, False, False)) == Due(ADMITTED, 6 * H)


def test_a_pulse_alone_puts_nothing_off() -> None:
    assert due(Reading(NOW, False, False), Reading(NOW - 3 * H, False, True)).at == NOW + 3 * H


def test_after_a_red_value_two_calm_readings_are_needed() -> None:
    red = Reading(NOW - 2 * H, True, True)
    once = Reading(NOW - 1 * H, False, True)
    twice = Reading(NOW, False, True)
    assert due(red).at == red.at + timedelta(minutes=30)
    assert due(once, red).at == once.at + timedelta(minutes=30)
    assert due(twice, once, red).at == NOW + 6 * H


def test_a_red_pulse_alone_calls_for_a_repeat_and_calm_pulses_do_not_clear_it() -> None:
    full = [Reading(NOW - 8 * H, False, True), Reading(NOW - 16 * H, False, True)]
    red_pulse = Reading(NOW - 1 * H, True, False)
    assert due(red_pulse, *full).at == red_pulse.at + timedelta(minutes=30)
    calm_pulse = Reading(NOW, False, False)
    assert due(calm_pulse, red_pulse, *full).every == timedelta(minutes=30)


@pytest.mark.parametrize(
    ("totals", "hours"),
    [
        ([13], 6),
        ([30, 2, 2], 6),
        ([12], 8),
        ([5, 20], 8),
        ([4], 8),
        ([4, 4], 8),
        ([4, 4, 5], 8),
        ([4, 0, 4], 24),
        ([4, 0, 4, 20], 24),
    ],
)
def test_cows_follows_its_totals(totals: list[int], hours: int) -> None:
    scores = [(NOW - n * 8 * H, total) for n, total in enumerate(totals)]
    assert cows_due(scores, admitted_at=ADMITTED, rhythm=RHYTHM) == Due(NOW + hours * H, hours * H)


def test_an_incomplete_score_counts_as_a_visit_but_not_as_a_result() -> None:
    found = cows_due([(NOW, None), (NOW - 8 * H, 7)], admitted_at=ADMITTED, rhythm=RHYTHM)
    assert found == Due(NOW + 8 * H, 8 * H)


def test_who_was_never_scored_is_due_since_admission() -> None:
    assert cows_due([], admitted_at=ADMITTED, rhythm=RHYTHM) == Due(ADMITTED, 6 * H)


@pytest.mark.parametrize(
    ("late", "state"),
    [(-1, "later"), (0, "due"), (3 * 60, "due"), (3 * 60 + 1, "overdue")],
)
def test_due_turns_to_overdue_after_half_the_interval(late: int, state: str) -> None:
    assert Due(NOW, 6 * H).state(NOW + timedelta(minutes=late)) == state
