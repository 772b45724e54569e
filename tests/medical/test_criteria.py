"""When detox may be declared complete."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from center.medical.detox.criteria import (
    ATTESTED,
    Criterion,
    DetoxFacts,
    DetoxLimits,
    Reading,
    detox_criteria,
    unmet_codes,
)

NOW = datetime(2026, 11, 22, 2, tzinfo=UTC)
TODAY = date(2026, 11, 22)
H = timedelta(hours=1)
LIMITS = DetoxLimits(
    days_since_last_use=5,
    cows_below=5,
    cows_readings=3,
    cows_gap_hours=8,
    news2_max=2,
    calm_hours=48,
    news2_from_years=16,
    medicine_hours=24,
    meal_percent=75,
    sleep_hours=5,
    sleep_nights=2,
)
LOW = tuple((NOW - n * 8 * H, 4) for n in range(3))
CALM = (Reading(NOW - 2 * H, 1, False), Reading(NOW - 40 * H, 2, False))
READY = DetoxFacts(
    today=TODAY,
    now=NOW,
    last_used_on=TODAY - timedelta(days=5),
    cows=LOW,
    vitals=CALM,
    has_exam=True,
    opioid=True,
    news2_applies=True,
)


def found(facts: DetoxFacts) -> dict[str, Criterion]:
    return {one.code: one for one in detox_criteria(facts, LIMITS)}


def test_all_met() -> None:
    criteria = detox_criteria(READY, LIMITS)
    assert [one.code for one in criteria] == ["exam", "last_use", "cows", "vitals"]
    assert all(one.met for one in criteria)


@pytest.mark.parametrize(("days", "met"), [(4, False), (5, True), (30, True)])
def test_days_since_last_use(days: int, met: bool) -> None:
    one = found(replace(READY, last_used_on=TODAY - timedelta(days=days)))["last_use"]
    assert (one.met, one.found) == (met, days)


def test_an_unknown_last_use_is_not_met() -> None:
    assert found(replace(READY, last_used_on=None))["last_use"] == Criterion("last_use", False, None)


@pytest.mark.parametrize(
    ("scores", "count"),
    [
        ([], 0),
        ([(0, 5)], 0),
        ([(0, 4), (8, 4), (16, 4)], 3),
        ([(0, 4), (7, 4), (15, 4)], 2),
        ([(0, 4), (4, 4), (8, 4), (12, 4), (16, 4)], 3),
        ([(0, 4), (8, 4), (10, 5), (16, 4)], 2),
        ([(0, 6), (8, 4), (16, 4), (24, 4)], 0),
        ([(0, 0), (24, 1), (48, 2), (72, 40)], 3),
    ],
)
def test_low_scores_are_counted_back_from_the_newest(scores: list[tuple[int, int]], count: int) -> None:
    cows = [(NOW - hours * H, total) for hours, total in scores]
    one = found(replace(READY, cows=cows))["cows"]
    assert (one.found, one.met) == (count, count >= 3)


def test_cows_does_not_count_for_who_used_no_opioid_and_showed_no_withdrawal() -> None:
    assert "cows" not in found(replace(READY, opioid=False, cows=[(NOW, 4)]))
    assert found(replace(READY, opioid=False, cows=[(NOW - H, 5)]))["cows"].met is False


@pytest.mark.parametrize(
    ("vitals", "met", "highest"),
    [
        ([], False, None),
        ([Reading(NOW - 49 * H, 0, False)], False, None),
        ([Reading(NOW - 48 * H, 2, False)], True, 2),
        ([Reading(NOW, 3, False)], False, 3),
        ([Reading(NOW, 0, True)], False, 0),
        ([Reading(NOW, 0, False), Reading(NOW - 47 * H, 3, True)], False, 3),
        ([Reading(NOW, 0, False), Reading(NOW - 49 * H, 9, True)], True, 0),
    ],
)
def test_two_calm_days(vitals: list[Reading], met: bool, highest: int | None) -> None:
    one = found(replace(READY, vitals=vitals))["vitals"]
    assert (one.met, one.found) == (met, highest)


def test_under_the_age_of_news2_the_doctor_judges() -> None:
    criteria = detox_criteria(replace(READY, news2_applies=False, vitals=[]), LIMITS)
    assert criteria[-1] == Criterion("vitals_minor", None)
    assert unmet_codes(criteria, frozenset(ATTESTED)) == ["vitals_minor"]
    assert unmet_codes(criteria, frozenset({*ATTESTED, "vitals_minor"})) == []


def test_what_is_not_ticked_is_not_met() -> None:
    criteria = detox_criteria(replace(READY, has_exam=False), LIMITS)
    assert unmet_codes(criteria, frozenset()) == ["exam", *ATTESTED]
    assert unmet_codes(criteria, frozenset({"urine"})) == ["exam", *(c for c in ATTESTED if c != "urine")]


def test_a_tick_cannot_pass_a_criterion_the_record_denies() -> None:
    criteria = detox_criteria(replace(READY, cows=[]), LIMITS)
    assert unmet_codes(criteria, frozenset({*ATTESTED, "cows"})) == ["cows"]
