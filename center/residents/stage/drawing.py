"""The conveyor of one stay as five lanes over the calendar, and the lines of the table under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from center.i18n import gettext as _
from center.residents.stage.limits import stage_limits
from center.residents.stage.model import Bound, Lane, Lanes, Stage, StageAct, StageLimits
from center.residents.stage.models import StageChange
from center.residents.stage.names import STAGE_LABELS, STAGES_SHORT
from center.residents.stage.queries import Conveyor, in_force
from center.residents.stage.rules import detox_end_from, education_end_from, reintegration_from
from center.residents.stay.models import Stay
from center.ui.filters import format_date
from center.ui.lanes import Bar, LaneChart, LaneRow, lane_chart

BEARS = frozenset({Stage.DETOX, Stage.EDUCATION, Stage.REINTEGRATION})
"""Stages with a limit that a director can let pass: it is on their own fact that the exception stands."""


@dataclass(frozen=True, slots=True)
class LaneLine:
    """One stage as a line of the table."""

    stage: Stage
    begun: StageChange | None
    finished: StageChange | None
    last_on: date | None
    """Last day in the stage, as far as known: its finish, the end of the stay, or today."""
    days: int | None
    """Of a finished stage the days elapsed, as the limits count them; of an open one the days so far, both ends."""
    rule: str
    """The limit in words, empty where the law of that day states none."""
    source: str
    verified: bool
    passed: bool
    """True when a director let it pass its limit."""
    passed_reason: str


def lane_lines(page: Conveyor, on: date) -> tuple[LaneLine, ...]:
    """Return the five lines of the table as they stand on ``on``, each with the limit of its own last day."""
    counting = in_force(page.changes)
    reasons = {row.id: row.reason for row in page.waivers}
    end = page.stay.ended_on
    lines = []
    for stage in Stage:
        lane = page.lanes[stage]
        begun = _fact(counting, stage, StageAct.BEGIN)
        finished = _fact(counting, stage, StageAct.FINISH)
        last = lane.finished_on or end or on
        bound = _bound(stage, stage_limits(min(last, on)))
        # detox and education pass their limit when they finish, reintegration when it begins
        told = begun if stage is Stage.REINTEGRATION else finished
        passed = told if told and told.overridden and stage in BEARS else None
        lines.append(
            LaneLine(
                stage=stage,
                begun=begun,
                finished=finished,
                last_on=last if begun else None,
                days=max((last - lane.begun_on).days, 0) + (finished is None) if lane.begun_on else None,
                rule=_rule(stage, bound),
                source=bound.source if bound else "",
                verified=bound is None or bound.verified,
                passed=passed is not None,
                passed_reason=reasons.get(passed.waiver_id or 0, passed.reason) if passed else "",
            )
        )
    return tuple(lines)


def draw(stay: Stay, lanes: Lanes, on: date) -> LaneChart | None:
    """Return the drawing from the admission to the end of the term, or to ``on`` where there is none."""
    end = stay.ended_on or stay.last_day
    last = max(end or on, on if stay.is_open else stay.admitted_on, stay.admitted_on + timedelta(days=13))
    rows = [_row(lanes[stage], stay, on) for stage in Stage]
    title = _("Năm giai đoạn từ ngày %(first)s", first=format_date(stay.admitted_on))
    return lane_chart(title, rows, first_on=stay.admitted_on, last_on=last, today=on)


def _row(lane: Lane, stay: Stay, on: date) -> LaneRow:
    limits = stage_limits(min(lane.finished_on or stay.ended_on or on, on))
    return LaneRow(STAGES_SHORT[lane.stage], _bars(lane, stay, limits, on), _marks(lane, stay, limits))


def _bars(lane: Lane, stay: Stay, limits: StageLimits, on: date) -> list[Bar]:
    label = STAGE_LABELS[lane.stage]
    if lane.begun_on is not None:
        over = lane.finished_on or stay.ended_on
        if over is not None:
            return [Bar(lane.begun_on, over, "done", label)]
        bars = [Bar(lane.begun_on, max(on, lane.begun_on), "open", label)]
        runs_on = lane.stage in {Stage.LABOUR, Stage.REINTEGRATION}
        if runs_on and stay.last_day and stay.last_day > on:
            bars.append(Bar(on + timedelta(days=1), stay.last_day, "ahead", label))
        return bars
    first = reintegration_from(stay.last_day, limits) if lane.stage is Stage.REINTEGRATION else None
    if first is not None and stay.last_day is not None and stay.is_open:
        return [Bar(max(first, stay.admitted_on), stay.last_day, "window", label)]
    return []


def _marks(lane: Lane, stay: Stay, limits: StageLimits) -> list[tuple[date, str]]:
    """Return the day set by law for a stage: the last of reception, the first on which another may end."""
    lanes = {stage: lane if stage is lane.stage else Lane(stage) for stage in Stage}
    if lane.stage is Stage.RECEPTION and lane.begun_on and limits.reception_max_days:
        day = lane.begun_on + timedelta(days=limits.reception_max_days.value)
        return [(day, _("muộn nhất %(day)s", day=format_date(day)))]
    found = {
        Stage.DETOX: detox_end_from(lanes, limits),
        Stage.EDUCATION: education_end_from(lanes, limits),
        Stage.REINTEGRATION: reintegration_from(stay.last_day, limits),
    }.get(lane.stage)
    return [(found, _("sớm nhất %(day)s", day=format_date(found)))] if found else []


def _fact(rows: Sequence[StageChange], stage: Stage, act: StageAct) -> StageChange | None:
    return next((row for row in rows if row.stage is stage and row.act is act), None)


def _bound(stage: Stage, limits: StageLimits) -> Bound | None:
    return {
        Stage.RECEPTION: limits.reception_max_days,
        Stage.DETOX: limits.detox_min_days,
        Stage.EDUCATION: limits.education_min_months,
        Stage.LABOUR: limits.labour_from_detox,
        Stage.REINTEGRATION: limits.reintegration_days,
    }[stage]


def _rule(stage: Stage, bound: Bound | None) -> str:
    if bound is None:
        return ""
    return {
        Stage.RECEPTION: _("không quá %(number)s ngày", number=bound.value),
        Stage.DETOX: _("ít nhất %(number)s ngày", number=bound.value),
        Stage.EDUCATION: _("ít nhất %(number)s tháng", number=bound.value),
        Stage.LABOUR: _("từ khi kết thúc cắt cơn đến hết thời hạn"),
        Stage.REINTEGRATION: _("%(number)s ngày cuối của thời hạn", number=bound.value),
    }[stage]
