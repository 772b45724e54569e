"""What the law allows on the conveyor of stages. Pure.

Days are counted as docs/decisions/stages.md says: the day a stage begins is day 0, so a stage of at least ten
days that began on the 1st may end on the 11th, and three months from the 21st end on a 21st.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from center.errors import RuleViolation
from center.residents.stage.model import (
    Blocker,
    Lane,
    Lanes,
    Offer,
    Pace,
    Stage,
    StageAct,
    StageFact,
    StageLimit,
    StageLimits,
    Standing,
    Step,
)
from center.residents.stage.names import STAGE_LABELS
from center.residents.term.calendar import add_months

ORDER_LAW = "Luật 120/2025/QH15, điều 29.2"
DETOX_END = "Nghị định 163/2026/NĐ-CP, điều 85"

LEADS = (Stage.REINTEGRATION, Stage.EDUCATION, Stage.LABOUR, Stage.DETOX, Stage.RECEPTION)
"""Which open stage leads in lists: the one that asks most of the staff now."""

PAST_DETOX = frozenset({Stage.EDUCATION, Stage.LABOUR, Stage.REINTEGRATION})
"""Leading stages of those whose detox is behind them."""

FOLLOWS = {
    Stage.DETOX: Stage.RECEPTION,
    Stage.EDUCATION: Stage.DETOX,
    Stage.LABOUR: Stage.DETOX,
    Stage.REINTEGRATION: Stage.EDUCATION,
}
"""Which stage must be over on the day another begins."""

WRITES: Mapping[Step, tuple[tuple[Stage, StageAct], ...]] = {
    Step.START_DETOX: ((Stage.RECEPTION, StageAct.FINISH), (Stage.DETOX, StageAct.BEGIN)),
    Step.END_DETOX: ((Stage.DETOX, StageAct.FINISH), (Stage.EDUCATION, StageAct.BEGIN)),
    Step.END_EDUCATION: ((Stage.EDUCATION, StageAct.FINISH),),
    Step.START_LABOUR: ((Stage.LABOUR, StageAct.BEGIN),),
    Step.START_REINTEGRATION: ((Stage.REINTEGRATION, StageAct.BEGIN),),
}


def lanes_of(facts: Iterable[StageFact]) -> Lanes:
    """Return the five lanes that ``facts`` (those in force) make."""
    begun: dict[Stage, date] = {}
    finished: dict[Stage, date] = {}
    for fact in facts:
        (begun if fact.act is StageAct.BEGIN else finished)[fact.stage] = fact.on_day
    return {stage: Lane(stage, begun.get(stage), finished.get(stage)) for stage in Stage}


def lead_of(lanes: Lanes) -> tuple[Stage, date] | None:
    """Return the stage that leads and the day it began; None before the first begins."""
    running = [stage for stage in LEADS if lanes[stage].is_open]
    reached = [stage for stage in reversed(Stage) if lanes[stage].begun_on is not None]
    for stage in (*running, *reached):
        began = lanes[stage].begun_on
        if began is not None:
            return stage, began
    return None


def writes(step: Step, lanes: Lanes, limits: StageLimits) -> tuple[tuple[Stage, StageAct], ...]:
    """Return what ``step`` records: its own facts, and the begin of labour where it runs from now on.

    Labour runs from the end of detox by Decree 163/2026 art. 87.3, and at the latest when education ends, so
    that nobody stands between two stages.
    """
    own = WRITES[step]
    by_law = step is Step.END_DETOX and limits.labour_from_detox is not None
    if (by_law or step is Step.END_EDUCATION) and lanes[Stage.LABOUR].begun_on is None:
        return (*own, (Stage.LABOUR, StageAct.BEGIN))
    return own


def next_steps(lanes: Lanes) -> tuple[Step, ...]:
    """Return the steps that can come next, the first of them first; empty when only the end is left."""
    if lanes[Stage.DETOX].begun_on is None:
        return (Step.START_DETOX,)
    if lanes[Stage.DETOX].is_open:
        return (Step.END_DETOX,)
    steps = []
    if lanes[Stage.LABOUR].begun_on is None:
        steps.append(Step.START_LABOUR)
    if lanes[Stage.EDUCATION].is_open:
        steps.append(Step.END_EDUCATION)
    if lanes[Stage.REINTEGRATION].begun_on is None:
        steps.append(Step.START_REINTEGRATION)
    return tuple(steps)


def detox_end_from(lanes: Lanes, limits: StageLimits) -> date | None:
    """Return the first day detox may end by its least number of days; None where there is none."""
    began, least = lanes[Stage.DETOX].begun_on, limits.detox_min_days
    return began + timedelta(days=least.value) if began and least else None


def education_end_from(lanes: Lanes, limits: StageLimits) -> date | None:
    """Return the first day education may end by its least number of months; None where there is none."""
    began, least = lanes[Stage.EDUCATION].begun_on, limits.education_min_months
    return add_months(began, least.value) if began and least else None


def reintegration_from(last_day: date | None, limits: StageLimits) -> date | None:
    """Return the first of the last days of the term; None without a term or a limit."""
    window = limits.reintegration_days
    return last_day - timedelta(days=window.value - 1) if last_day and window else None


def blockers(
    step: Step,
    lanes: Lanes,
    on: date,
    *,
    limits: StageLimits,
    last_day: date | None,
    doctors_signed: bool = False,
    waived: Collection[StageLimit] = (),
) -> tuple[Blocker, ...]:
    """Return everything that forbids ``step`` on ``on``, what needs another act before what needs days.

    ``limits``: those in force on ``on``. ``doctors_signed``: the medical module says that two doctors declared
    detox complete; nobody else can. ``waived``: limits a director lets this stay pass.
    """
    found = list(_missing(step, lanes, limits, last_day, doctors_signed=doctors_signed))
    found += _too_early(step, lanes, on, limits, last_day)
    return tuple(blocker for blocker in found if blocker.limit is None or blocker.limit not in waived)


def _missing(
    step: Step, lanes: Lanes, limits: StageLimits, last_day: date | None, *, doctors_signed: bool
) -> Iterable[Blocker]:
    if step is Step.END_DETOX and not doctors_signed:
        yield Blocker("residents.detox_not_completed", DETOX_END)
    if step in {Step.START_LABOUR, Step.END_EDUCATION, Step.START_REINTEGRATION}:
        if lanes[Stage.DETOX].finished_on is None:
            yield Blocker("residents.detox_open", ORDER_LAW)
            return
        if step is Step.START_REINTEGRATION and lanes[Stage.EDUCATION].is_open:
            ready = education_end_from(lanes, limits)
            yield Blocker("residents.education_open", ORDER_LAW, facts={"ready": ready} if ready else {})
    if step is Step.START_REINTEGRATION and last_day is None and limits.reintegration_days:
        yield Blocker("residents.no_term", limits.reintegration_days.source)


def _too_early(
    step: Step, lanes: Lanes, on: date, limits: StageLimits, last_day: date | None
) -> Iterable[Blocker]:
    detox, education = lanes[Stage.DETOX].begun_on, lanes[Stage.EDUCATION].begun_on
    if step is Step.END_DETOX and limits.detox_min_days and detox:
        ready = detox_end_from(lanes, limits)
        if ready and on < ready:
            least = limits.detox_min_days
            facts = {"days": (on - detox).days, "least": least.value, "ready": ready}
            yield Blocker("residents.detox_too_short", least.source, ready, StageLimit.DETOX_MIN, facts)
    if step is Step.END_EDUCATION and limits.education_min_months and education:
        ready = education_end_from(lanes, limits)
        if ready and on < ready:
            least = limits.education_min_months
            facts = {"since": education, "least": least.value, "ready": ready}
            yield Blocker(
                "residents.education_too_short", least.source, ready, StageLimit.EDUCATION_MIN, facts
            )
    window = limits.reintegration_days
    if step is Step.START_REINTEGRATION and window and last_day:
        ready = reintegration_from(last_day, limits)
        if ready and on < ready:
            facts = {"left": (last_day - on).days + 1, "most": window.value, "ready": ready}
            yield Blocker(
                "residents.reintegration_too_early",
                window.source,
                ready,
                StageLimit.REINTEGRATION_WINDOW,
                facts,
            )


def offers(
    lanes: Lanes,
    on: date,
    *,
    limits: StageLimits,
    last_day: date | None,
    waived: Collection[StageLimit] = (),
) -> tuple[Offer, ...]:
    """Return the steps that come next, each with what blocks it on ``on``."""
    return tuple(
        Offer(step, blockers(step, lanes, on, limits=limits, last_day=last_day, waived=waived))
        for step in next_steps(lanes)
    )


def check_step(
    step: Step,
    lanes: Lanes,
    on: date,
    *,
    today: date,
    limits: StageLimits,
    last_day: date | None,
    doctors_signed: bool = False,
    waived: Collection[StageLimit] = (),
) -> None:
    """Refuse ``step`` on ``on``: one that does not come next, a day that cannot be, or the first blocker."""
    if step not in next_steps(lanes):
        raise RuleViolation("residents.stage_order", step=step.value)
    if on > today:
        raise RuleViolation("residents.stage_in_future", field="on_day", day=on)
    found = blockers(
        step, lanes, on, limits=limits, last_day=last_day, doctors_signed=doctors_signed, waived=waived
    )
    if found:
        refuse(found[0])


def check_limit(
    stage: Stage,
    lanes: Lanes,
    *,
    limits: StageLimits,
    last_day: date | None,
    waived: Collection[StageLimit] = (),
) -> None:
    """Refuse a corrected day of ``stage`` that breaks its limit of days."""
    lane = lanes[stage]
    ends = {Stage.DETOX: Step.END_DETOX, Stage.EDUCATION: Step.END_EDUCATION}
    if stage is Stage.REINTEGRATION and lane.begun_on:
        found = _too_early(Step.START_REINTEGRATION, lanes, lane.begun_on, limits, last_day)
    elif stage in ends and lane.finished_on:
        found = _too_early(ends[stage], lanes, lane.finished_on, limits, last_day)
    else:
        return
    for blocker in found:
        if blocker.limit not in waived:
            refuse(blocker)


def refuse(blocker: Blocker) -> None:
    """Raise the refusal that ``blocker`` stands for."""
    raise RuleViolation(blocker.code, source=blocker.source, **blocker.facts)


def check_lanes(
    lanes: Lanes, *, admitted_on: date, today: date, touched: Collection[Stage] = tuple(Stage)
) -> None:
    """Refuse facts that cannot all be true; the refusal names the stage whose line is wrong.

    A stage ends on or after the day it began; detox, education and labour follow what they follow; nothing lies
    before the admission or in the future; and somebody who is in the center stands in some stage. Only what bears
    on the stages ``touched`` is asked: an old mistake elsewhere does not stop the work of today.
    """
    for stage in touched:
        begun, finished = lanes[stage].begun_on, lanes[stage].finished_on
        days = [day for day in (begun, finished) if day is not None]
        if days and min(days) < admitted_on:
            raise RuleViolation("residents.stage_before_admission", field="on_day", stage=STAGE_LABELS[stage])
        if days and max(days) > today:
            raise RuleViolation("residents.stage_in_future", field="on_day", day=max(days))
        if finished and (begun is None or finished < begun):
            raise RuleViolation("residents.stage_reversed", field="on_day", stage=STAGE_LABELS[stage])
    for stage, before in FOLLOWS.items():
        begun, over = lanes[stage].begun_on, lanes[before].finished_on
        wrong = begun is not None and (over is None or begun < over)
        if wrong and (stage in touched or before in touched):
            raise RuleViolation(
                "residents.stage_out_of_order",
                field="on_day",
                stage=STAGE_LABELS[stage],
                before=STAGE_LABELS[before],
            )
    if not any(lane.is_open for lane in lanes.values()):
        raise RuleViolation("residents.stage_none_open", field="on_day")


def education_reached(on: date, months: int) -> date:
    """Return the latest day on which education may have begun so that ``months`` are over on ``on``."""
    day = add_months(on, -months) + timedelta(days=3)  # no month is more than three days shorter than another
    while add_months(day, months) > on:
        day -= timedelta(days=1)
    return day


def standing(
    lanes: Lanes,
    on: date,
    *,
    limits: StageLimits,
    last_day: date | None,
    has_term: bool = True,
    waived: Collection[StageLimit] = (),
) -> Standing:
    """Return how a running stay stands on ``on``: one pace, and the step it is about.

    ``has_term`` is False while the file is still being made: nobody is late then.
    """
    if not lanes[Stage.DETOX].finished_on:
        return _before_education(lanes, on, limits, has_term=has_term, waived=waived)
    window = reintegration_from(last_day, limits)
    if lanes[Stage.REINTEGRATION].begun_on:
        return Standing(pace=Pace.RUNNING, step=None, day=last_day)
    opened = window is not None and on >= window
    if StageLimit.REINTEGRATION_WINDOW in waived and not opened:
        window, opened = on, True
    step = Step.START_REINTEGRATION
    if lanes[Stage.EDUCATION].is_open:
        step = Step.END_EDUCATION
        missing = blockers(step, lanes, on, limits=limits, last_day=last_day, waived=waived)
        if opened and missing:
            return Standing(pace=Pace.BLOCKED, step=step, blockers=missing, day=window)
        if not opened and missing and (lanes[Stage.LABOUR].begun_on or not limits.labour_from_detox):
            ready = missing[0].possible_from
            return Standing(pace=Pace.RUNNING, step=step, blockers=missing, day=ready)
        if not opened:
            due = Step.START_LABOUR if missing else step
            return Standing(pace=Pace.DUE, step=due)
    if not opened:
        return Standing(pace=Pace.RUNNING, step=step, day=window)
    return Standing(pace=Pace.LATE if window and on > window else Pace.DUE, step=step, day=window)


def _before_education(
    lanes: Lanes, on: date, limits: StageLimits, *, has_term: bool, waived: Collection[StageLimit]
) -> Standing:
    began, most = lanes[Stage.RECEPTION].begun_on, limits.reception_max_days
    if lanes[Stage.DETOX].begun_on is None:
        last = began + timedelta(days=most.value) if began and most else None
        if not has_term:
            return Standing(pace=Pace.RUNNING, step=Step.START_DETOX)
        return Standing(pace=Pace.LATE if last and on > last else Pace.DUE, step=Step.START_DETOX, day=last)
    missing = blockers(Step.END_DETOX, lanes, on, limits=limits, last_day=None, waived=waived)
    days_over = all(blocker.limit is None for blocker in missing)
    return Standing(
        pace=Pace.BLOCKED if days_over else Pace.RUNNING,
        step=Step.END_DETOX,
        day=detox_end_from(lanes, limits),
        blockers=missing,
    )
