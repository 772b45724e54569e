"""The conveyor in tables: what blocks a step, from which day, who is late; every limit a day before and on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from center.errors import RuleViolation
from center.residents.stage.messages import MESSAGES
from center.residents.stage.model import (
    Bound,
    Lane,
    Pace,
    Stage,
    StageAct,
    StageFact,
    StageLimit,
    StageLimits,
    Step,
)
from center.residents.stage.rules import (
    blockers,
    check_lanes,
    check_limit,
    check_step,
    education_reached,
    lanes_of,
    lead_of,
    next_steps,
    offers,
    standing,
    writes,
)
from center.residents.term.calendar import add_months
from center.ui.messages import _fill

R2026 = StageLimits(
    reception_max_days=Bound(2, "điều 84.6"),
    detox_min_days=Bound(10, "điều 85.6"),
    education_min_months=Bound(3, "điều 86.6"),
    labour_from_detox=Bound(0, "điều 87.3"),
    reintegration_days=Bound(30, "điều 88.7"),
)
BEFORE = StageLimits()
"""Before 2026-07-01 the law stated none."""
CAME, DETOX, EDU, DONE = date(2026, 7, 10), date(2026, 7, 11), date(2026, 7, 21), date(2026, 10, 21)
LAST_DAY = date(2028, 7, 9)
WINDOW = date(2028, 6, 10)
"""The 30 last days are 2028-06-10 to 2028-07-09, both included."""


def lanes(**days: tuple[date | None, date | None]) -> Mapping[Stage, Lane]:
    return {stage: Lane(stage, *days.get(stage.value, (None, None))) for stage in Stage}


RECEIVED = lanes(reception=(CAME, None))
DETOXING = lanes(reception=(CAME, DETOX), detox=(DETOX, None))
LEARNING = lanes(reception=(CAME, DETOX), detox=(DETOX, EDU), education=(EDU, None), labour=(EDU, None))
WORKING = lanes(reception=(CAME, DETOX), detox=(DETOX, EDU), education=(EDU, DONE), labour=(EDU, None))
LEAVING = {**WORKING, Stage.REINTEGRATION: Lane(Stage.REINTEGRATION, WINDOW, None)}


@pytest.mark.parametrize(
    ("known", "lead", "steps"),
    [
        (RECEIVED, (Stage.RECEPTION, CAME), ("start-detox",)),
        (DETOXING, (Stage.DETOX, DETOX), ("end-detox",)),
        (LEARNING, (Stage.EDUCATION, EDU), ("end-education", "start-reintegration")),
        (WORKING, (Stage.LABOUR, EDU), ("start-reintegration",)),
        (LEAVING, (Stage.REINTEGRATION, WINDOW), ()),
        ({**LEARNING, Stage.LABOUR: Lane(Stage.LABOUR)}, (Stage.EDUCATION, EDU), None),
    ],
)
def test_the_leading_stage_and_the_steps_that_come_next(
    known: Mapping[Stage, Lane], lead: tuple[Stage, date], steps: tuple[str, ...] | None
) -> None:
    assert lead_of(known) == lead
    expected = ("start-labour", "end-education", "start-reintegration") if steps is None else steps
    assert next_steps(known) == expected


@pytest.mark.parametrize(
    ("step", "known", "on", "limits", "codes"),
    [
        ("start-detox", RECEIVED, CAME, R2026, ()),
        ("start-detox", RECEIVED, CAME + timedelta(days=9), R2026, ()),  # late is no reason to refuse
        ("end-detox", DETOXING, EDU, R2026, ()),
        ("end-detox", DETOXING, EDU - timedelta(days=1), R2026, ("detox_too_short",)),
        ("end-detox", DETOXING, EDU - timedelta(days=1), BEFORE, ()),
        ("end-education", LEARNING, DONE, R2026, ()),
        ("end-education", LEARNING, DONE - timedelta(days=1), R2026, ("education_too_short",)),
        ("end-education", LEARNING, EDU, BEFORE, ()),
        ("start-labour", LEARNING, EDU, R2026, ()),
        ("start-labour", DETOXING, EDU, R2026, ("detox_open",)),
        ("start-reintegration", WORKING, WINDOW, R2026, ()),
        ("start-reintegration", WORKING, WINDOW - timedelta(days=1), R2026, ("reintegration_too_early",)),
        ("start-reintegration", WORKING, DONE, BEFORE, ()),
        ("start-reintegration", LEARNING, WINDOW, R2026, ("education_open",)),
        ("start-reintegration", LEARNING, DONE, R2026, ("education_open", "reintegration_too_early")),
    ],
)
def test_what_blocks_a_step(
    step: str, known: Mapping[Stage, Lane], on: date, limits: StageLimits, codes: tuple[str, ...]
) -> None:
    found = blockers(Step(step), known, on, limits=limits, last_day=LAST_DAY, doctors_signed=True)
    assert tuple(one.code.removeprefix("residents.") for one in found) == codes
    for one in found:
        words = _fill(MESSAGES[one.code], {"source": one.source, **one.facts})
        assert words.what
        assert words.next_step


def test_every_limit_says_its_source_and_from_which_day() -> None:
    early = WINDOW - timedelta(days=1)
    cases = {
        StageLimit.DETOX_MIN: (Step.END_DETOX, DETOXING, DETOX, EDU, "điều 85.6"),
        StageLimit.EDUCATION_MIN: (Step.END_EDUCATION, LEARNING, EDU, DONE, "điều 86.6"),
        StageLimit.REINTEGRATION_WINDOW: (Step.START_REINTEGRATION, WORKING, early, WINDOW, "điều 88.7"),
    }
    for limit, (step, known, on, ready, source) in cases.items():
        args: dict[str, Any] = {"limits": R2026, "last_day": LAST_DAY, "doctors_signed": True}
        (found,) = blockers(step, known, on, **args)
        assert (found.limit, found.possible_from, found.source) == (limit, ready, source)
        assert blockers(step, known, on, waived={limit}, **args) == ()
        assert blockers(step, known, ready, **args) == ()


def test_the_doctors_word_has_no_exception() -> None:
    waived = frozenset(StageLimit)
    (found,) = blockers(Step.END_DETOX, DETOXING, EDU, limits=R2026, last_day=LAST_DAY, waived=waived)
    assert (found.code, found.limit) == ("residents.detox_not_completed", None)
    (offer,) = offers(DETOXING, DETOX, limits=R2026, last_day=LAST_DAY)
    assert len(offer.blockers) == 2
    assert offer.possible_from is None  # the calendar alone does not open it


def test_without_a_term_nobody_prepares_for_its_end() -> None:
    found = blockers(Step.START_REINTEGRATION, WORKING, DONE, limits=R2026, last_day=None)
    assert [one.code for one in found] == ["residents.no_term"]


def test_labour_runs_from_the_end_of_detox_where_the_law_says_so() -> None:
    begin = (Stage.LABOUR, StageAct.BEGIN)
    assert begin in writes(Step.END_DETOX, DETOXING, R2026)
    assert begin not in writes(Step.END_DETOX, DETOXING, BEFORE)
    idle = {**LEARNING, Stage.LABOUR: Lane(Stage.LABOUR)}
    assert begin in writes(Step.END_EDUCATION, idle, BEFORE)  # nobody stands between two stages
    assert begin not in writes(Step.END_EDUCATION, LEARNING, R2026)


@pytest.mark.parametrize(
    ("step", "known", "on", "code"),
    [
        ("end-education", RECEIVED, CAME, "stage_order"),
        ("start-detox", DETOXING, DETOX, "stage_order"),
        ("start-labour", LEARNING, EDU, "stage_order"),
        ("start-detox", RECEIVED, CAME + timedelta(days=2), "stage_in_future"),
        ("end-education", LEARNING, CAME, "education_too_short"),
    ],
)
def test_a_step_is_refused(step: str, known: Mapping[Stage, Lane], on: date, code: str) -> None:
    with pytest.raises(RuleViolation) as refused:
        check_step(
            Step(step), known, on, today=CAME + timedelta(days=1) if known is RECEIVED else LAST_DAY,
            limits=R2026, last_day=LAST_DAY,
        )  # fmt: skip
    assert refused.value.code == f"residents.{code}"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({}, ""),
        ({"reception": (CAME - timedelta(days=1), DETOX)}, "stage_before_admission"),
        ({"detox": (DETOX, DETOX - timedelta(days=1))}, "stage_reversed"),
        ({"detox": (None, EDU)}, "stage_reversed"),
        ({"detox": (CAME, EDU)}, "stage_out_of_order"),  # reception still ran
        ({"education": (EDU - timedelta(days=1), DONE)}, "stage_out_of_order"),
        ({"labour": (DETOX, None)}, "stage_out_of_order"),
        ({"education": (EDU, None), "reintegration": (WINDOW, None)}, "stage_out_of_order"),
        ({"reintegration": (DONE - timedelta(days=1), None)}, "stage_out_of_order"),
        ({"reintegration": (LAST_DAY + timedelta(days=1), None)}, "stage_in_future"),
        ({"labour": (None, None)}, "stage_none_open"),
    ],
)
def test_what_cannot_all_be_true_names_the_wrong_line(changes: dict[str, Any], code: str) -> None:
    known = {stage: (lane.begun_on, lane.finished_on) for stage, lane in WORKING.items()}
    changed = lanes(**{stage.value: days for stage, days in known.items()} | changes)
    if not code:
        check_lanes(changed, admitted_on=CAME, today=LAST_DAY)
        return
    with pytest.raises(RuleViolation, match=f"residents.{code}") as refused:
        check_lanes(changed, admitted_on=CAME, today=LAST_DAY)
    assert "{" not in _fill(MESSAGES[refused.value.code], refused.value.facts).what


def test_a_corrected_day_keeps_the_limits() -> None:
    short = {**WORKING, Stage.EDUCATION: Lane(Stage.EDUCATION, EDU, DONE - timedelta(days=1))}
    with pytest.raises(RuleViolation, match="education_too_short"):
        check_limit(Stage.EDUCATION, short, limits=R2026, last_day=LAST_DAY)
    check_limit(Stage.EDUCATION, short, limits=R2026, last_day=LAST_DAY, waived={StageLimit.EDUCATION_MIN})
    check_limit(Stage.EDUCATION, WORKING, limits=R2026, last_day=LAST_DAY)
    check_limit(Stage.LABOUR, WORKING, limits=R2026, last_day=LAST_DAY)
    early = {**LEAVING, Stage.REINTEGRATION: Lane(Stage.REINTEGRATION, WINDOW - timedelta(days=1))}
    with pytest.raises(RuleViolation, match="reintegration_too_early"):
        check_limit(Stage.REINTEGRATION, early, limits=R2026, last_day=LAST_DAY)


IDLE = {**LEARNING, Stage.LABOUR: Lane(Stage.LABOUR)}
SHORT = date(2026, 11, 1)
"""A last day so near that the last 30 days (from 2026-10-03) begin before education may end."""


@pytest.mark.parametrize(
    ("known", "on", "last_day", "pace", "step", "day"),
    [
        (RECEIVED, CAME + timedelta(days=2), LAST_DAY, "due", "start-detox", CAME + timedelta(days=2)),
        (RECEIVED, CAME + timedelta(days=3), LAST_DAY, "late", "start-detox", CAME + timedelta(days=2)),
        (DETOXING, EDU - timedelta(days=1), LAST_DAY, "running", "end-detox", EDU),
        (DETOXING, EDU, LAST_DAY, "blocked", "end-detox", EDU),
        (LEARNING, DONE - timedelta(days=1), LAST_DAY, "running", "end-education", DONE),
        (LEARNING, DONE, LAST_DAY, "due", "end-education", None),
        (IDLE, EDU, LAST_DAY, "due", "start-labour", None),
        (LEARNING, date(2026, 10, 2), SHORT, "running", "end-education", DONE),
        (LEARNING, date(2026, 10, 3), SHORT, "blocked", "end-education", date(2026, 10, 3)),
        (LEARNING, DONE, SHORT, "late", "end-education", date(2026, 10, 3)),
        (WORKING, WINDOW - timedelta(days=1), LAST_DAY, "running", "start-reintegration", WINDOW),
        (WORKING, WINDOW, LAST_DAY, "due", "start-reintegration", WINDOW),
        (WORKING, WINDOW + timedelta(days=1), LAST_DAY, "late", "start-reintegration", WINDOW),
        (LEAVING, LAST_DAY, LAST_DAY, "running", None, LAST_DAY),
    ],
)
def test_where_a_stay_stands(
    known: Mapping[Stage, Lane], on: date, last_day: date, pace: str, step: str | None, day: date | None
) -> None:
    found = standing(known, on, limits=R2026, last_day=last_day)
    assert (found.pace, found.step, found.day) == (Pace(pace), Step(step) if step else None, day)


def test_while_the_file_is_made_nobody_is_late() -> None:
    on = CAME + timedelta(days=30)
    assert standing(RECEIVED, on, limits=R2026, last_day=None, has_term=False).pace is Pace.RUNNING


def test_an_exception_opens_what_it_names() -> None:
    args: dict[str, Any] = {"limits": R2026, "last_day": LAST_DAY}
    assert standing(LEARNING, EDU, waived={StageLimit.EDUCATION_MIN}, **args).pace is Pace.DUE
    assert standing(WORKING, DONE, waived={StageLimit.REINTEGRATION_WINDOW}, **args).pace is Pace.DUE
    assert standing(DETOXING, DETOX, waived={StageLimit.DETOX_MIN}, **args).pace is Pace.BLOCKED


def test_a_later_limit_binds_only_what_it_names() -> None:
    only_detox = replace(BEFORE, detox_min_days=Bound(10, "x"))
    assert blockers(Step.END_EDUCATION, LEARNING, EDU, limits=only_detox, last_day=LAST_DAY) == ()


def test_lanes_are_made_of_facts() -> None:
    facts = [
        StageFact(Stage.DETOX, StageAct.BEGIN, DETOX),
        StageFact(Stage.RECEPTION, StageAct.FINISH, DETOX),
        StageFact(Stage.RECEPTION, StageAct.BEGIN, CAME),
    ]
    assert lanes_of(facts) == DETOXING


@given(st.dates(date(2024, 1, 1), date(2032, 12, 31)), st.integers(1, 12))
def test_the_latest_begin_that_reaches_a_day_is_exact(on: date, months: int) -> None:
    latest = education_reached(on, months)
    assert add_months(latest, months) <= on < add_months(latest + timedelta(days=1), months)
