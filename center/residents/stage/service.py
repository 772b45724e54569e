"""Moving a stay along the conveyor: steps, exceptions, corrections."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db, hold
from center.errors import RuleViolation
from center.residents.duty.service import sync_duties
from center.residents.permissions import ResidentPermission
from center.residents.stage.audit import (
    StageCorrected,
    StageLimitWaived,
    StageStepTaken,
    StageWaiverTakenBack,
)
from center.residents.stage.labels import LIMIT_LABELS, STEP_DONE
from center.residents.stage.limits import stage_limits
from center.residents.stage.model import Lanes, Stage, StageAct, StageLimit, Step
from center.residents.stage.models import StageChange, StageWaiver
from center.residents.stage.permissions import StagePermission
from center.residents.stage.queries import (
    lanes_from,
    stage_changes_of,
    step_of,
    waived_limits,
)
from center.residents.stage.rules import (
    blockers,
    check_lanes,
    check_limit,
    check_step,
    lead_of,
    writes,
)
from center.residents.stay.models import Stay
from center.residents.timeline.service import note
from center.residents.timeline.topics import Topic

DOCTORS = (Stage.DETOX, StageAct.FINISH)
"""The fact that only two doctors make."""


def take_step(
    stay: Stay,
    step: Step,
    *,
    on: date | None = None,
    doctors_signed: bool = False,
    reason: str = "",
    source: str = "",
    client_id: str | None = None,
    actor: Actor,
    now: datetime,
) -> list[StageChange]:
    """Record ``step`` for ``stay`` on ``on`` (default: today), and return the facts it wrote.

    ``doctors_signed`` is what the medical module knows; it passes it when two doctors declared detox complete,
    which nobody else can. The same ``client_id`` again returns what it wrote. Raises RuleViolation for a stay that
    has ended, a step that does not come next, a limit that is not met and that no director waived.
    """
    hold(stay)
    again = _of_form(stay, client_id)
    if again:
        return again
    if not stay.is_open:
        raise RuleViolation("residents.stay_ended")
    today = local_date(now)
    day = on or today
    rows = stage_changes_of(stay.id)
    lanes, limits, waivers = lanes_from(rows), stage_limits(day), waived_limits(stay.id)
    check_step(
        step,
        lanes,
        day,
        today=today,
        limits=limits,
        last_day=stay.last_day,
        doctors_signed=doctors_signed,
        waived=waivers,
    )
    # what would still block it without the director's word
    bound = blockers(step, lanes, day, limits=limits, last_day=stay.last_day, doctors_signed=doctors_signed)
    passed = next((waivers[blocker.limit] for blocker in bound if blocker.limit), None)
    key = client_id or str(uuid.uuid4())
    made = [
        StageChange(
            stay_id=stay.id,
            stage=stage,
            act=act,
            on_day=day,
            reason=reason.strip(),
            overridden=passed is not None,
            waiver_id=passed.id if passed else None,
            source=source,
            step_key=key,
            recorded_at=now,
            recorded_by_id=actor.id,
            recorded_by_name=actor.name,
        )
        for stage, act in writes(step, lanes, limits)
    ]
    db.session.add_all(made)
    db.session.flush()  # the rule of the whole reads them
    after = lanes_from([*rows, *made])
    touched = {row.stage for row in made}
    check_lanes(after, admitted_on=stay.admitted_on, today=today, touched=touched)
    _project(stay, after)
    record(
        StageStepTaken(
            step=step.value,
            on_day=day,
            lead=stay.stage.value,
            reason=reason.strip(),
            overridden=passed is not None,
        ),
        actor=actor,
        at=now,
        stay_id=stay.id,
    )
    _tell(
        stay,
        str(STEP_DONE[step]) + (f" (từ ngày {day:%d/%m/%Y})" if day != today else ""),
        actor=actor,
        now=now,
    )
    sync_duties([stay.id], now=now)
    return made


def begin_reception(stay: Stay, *, actor: Actor, now: datetime) -> StageChange:
    """Record that the first stage began with the admission; ``stay`` is new and flushed."""
    row = StageChange(
        stay_id=stay.id,
        stage=Stage.RECEPTION,
        act=StageAct.BEGIN,
        on_day=stay.stage_since,
        step_key=str(uuid.uuid4()),
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(row)
    return row


def waive_limit(
    stay: Stay,
    limit: StageLimit,
    *,
    reason: str,
    paper: str = "",
    client_id: str | None = None,
    actor: Actor,
    now: datetime,
) -> StageWaiver:
    """Let ``stay`` pass ``limit``, by the written decision of the head of the center.

    Only limits that count days can be passed; the doctors' completion of detox and the order of the stages have no
    exception. Raises RuleViolation for an actor without that power, without a reason, or when it is passed already.
    """
    hold(stay)
    if client_id is not None:
        there = db.session.scalars(
            select(StageWaiver).where(StageWaiver.client_id == client_id)
        ).one_or_none()
        if there is not None:
            return there
    _check_director(actor)
    if not stay.is_open:
        raise RuleViolation("residents.stay_ended")
    if not reason.strip():
        raise RuleViolation("residents.waiver_reason", field="reason")
    if limit in waived_limits(stay.id):
        raise RuleViolation("residents.waived_already")
    row = StageWaiver(
        stay_id=stay.id,
        limit_code=limit,
        paper=paper.strip(),
        reason=reason.strip(),
        client_id=client_id,
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(row)
    record(
        StageLimitWaived(limit=limit.value, paper=paper.strip(), reason=reason.strip()),
        actor=actor,
        at=now,
        stay_id=stay.id,
    )
    _tell(stay, f"Lãnh đạo cho qua giới hạn: {LIMIT_LABELS[limit]}", actor=actor, now=now)
    return row


def take_back_waiver(
    stay: Stay, waiver: StageWaiver, *, reason: str, actor: Actor, now: datetime
) -> StageWaiver:
    """Take an exception back, for steps not taken yet. Raises RuleViolation when it no longer counts."""
    hold(stay)
    _check_director(actor)
    if not stay.is_open:
        raise RuleViolation("residents.stay_ended")
    if not reason.strip():
        raise RuleViolation("residents.waiver_reason", field="reason")
    if waived_limits(stay.id).get(waiver.limit_code) is not waiver:
        raise RuleViolation("residents.waiver_not_in_force")
    row = StageWaiver(
        stay_id=stay.id,
        limit_code=waiver.limit_code,
        paper="",
        reason=reason.strip(),
        amends_id=waiver.id,
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(row)
    record(
        StageWaiverTakenBack(limit=waiver.limit_code.value, reason=reason.strip()),
        actor=actor,
        at=now,
        stay_id=stay.id,
    )
    _tell(stay, f"Thôi cho qua giới hạn: {LIMIT_LABELS[waiver.limit_code]}", actor=actor, now=now)
    return row


def correct_step(
    stay: Stay,
    wrong: StageChange,
    *,
    on: date | None,
    reason: str,
    client_id: str | None = None,
    actor: Actor,
    now: datetime,
) -> list[StageChange]:
    """Put another day on a recorded step, or take it back (``on`` None); the wrong rows stay visible.

    The step is corrected as a whole: what was written with ``wrong`` on the same day goes with it, and what the
    facts say together is checked anew. The end of detox keeps the day of the doctors' signature; only a director
    takes it back, and then the doctors declare again. Raises RuleViolation.
    """
    hold(stay)
    again = _of_form(stay, client_id)
    if again:
        return again
    if not stay.is_open:
        raise RuleViolation("residents.stay_ended")
    if not reason.strip():
        raise RuleViolation("residents.stage_correction_reason", field="reason")
    rows = stage_changes_of(stay.id)
    group = step_of(wrong, rows)
    if not group:
        raise RuleViolation("residents.stage_fact_amended")
    _check_correctable(group, on, actor)
    key = client_id or str(uuid.uuid4())
    made = [
        StageChange(
            stay_id=stay.id,
            stage=row.stage,
            act=row.act,
            on_day=on or row.on_day,
            reason=reason.strip(),
            overridden=row.overridden and on is not None,
            waiver_id=row.waiver_id if on is not None else None,
            source=row.source,
            amends_id=row.id,
            cancels=on is None,
            step_key=key,
            recorded_at=now,
            recorded_by_id=actor.id,
            recorded_by_name=actor.name,
        )
        for row in group
    ]
    db.session.add_all(made)
    db.session.flush()  # the rule of the whole reads them
    lanes = lanes_from([*rows, *made])
    touched = {row.stage for row in made}
    check_lanes(lanes, admitted_on=stay.admitted_on, today=local_date(now), touched=touched)
    if on is not None:
        waived = waived_limits(stay.id)
        for row in made:
            check_limit(row.stage, lanes, limits=stage_limits(on), last_day=stay.last_day, waived=waived)
    _project(stay, lanes)
    record(
        StageCorrected(
            stage=wrong.stage.value, act=wrong.act.value, before=wrong.on_day, after=on, reason=reason.strip()
        ),
        actor=actor,
        at=now,
        stay_id=stay.id,
    )
    _tell(stay, "Đính chính một bước giai đoạn đã ghi", actor=actor, now=now)
    sync_duties([stay.id], now=now)
    return made


def _check_correctable(group: Sequence[StageChange], on: date | None, actor: Actor) -> None:
    facts = {(row.stage, row.act) for row in group}
    if (Stage.RECEPTION, StageAct.BEGIN) in facts:
        raise RuleViolation("residents.stage_fact_admission")
    if DOCTORS in facts:
        if on is not None:
            raise RuleViolation("residents.stage_fact_doctors", field="on_day")
        _check_director(actor)


def _check_director(actor: Actor) -> None:
    if not actor.may(StagePermission.WAIVE):
        raise RuleViolation("residents.waiver_needs_director")


def _of_form(stay: Stay, client_id: str | None) -> list[StageChange]:
    """Return what the form of that id has written already."""
    if client_id is None:
        return []
    return [row for row in stage_changes_of(stay.id) if row.step_key == client_id]


def _project(stay: Stay, lanes: Lanes) -> None:
    lead = lead_of(lanes)
    if lead is not None:  # reception begins with the admission and is never taken back
        stay.stage, stay.stage_since = lead


def _tell(stay: Stay, sentence: str, *, actor: Actor, now: datetime) -> None:
    note(
        stay.id,
        sentence,
        area="residents",
        topic=Topic.STAGE,
        permission=ResidentPermission.VIEW,
        happened_at=now,
        actor=actor,
        now=now,
    )
