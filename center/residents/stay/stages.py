"""Moving a stay through the five stages."""

from __future__ import annotations

from datetime import date, datetime

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db, hold
from center.errors import RuleViolation
from center.legal.queries import parameter_book
from center.legal.rules import ParameterBook
from center.residents.audit import StageMoved
from center.residents.duty.service import sync_duties
from center.residents.labels import STAGE_LABELS
from center.residents.permissions import ResidentPermission
from center.residents.stay.models import Stage, StageChange, Stay
from center.residents.stay.rules import StageLimits, check_stage_step
from center.residents.timeline.service import note

LIMITS = frozenset({"residents.detox_too_short", "residents.reintegration_too_early"})
"""Refusals that count days, which a director may pass in a written exception."""


def stage_limits(book: ParameterBook, on: date) -> StageLimits:
    """Return the limits in force on ``on``; before 2026-07-01 the law states none.

    The stages are daily regime, so the calendar day decides, not the stay's rule set (LAW.md 1).
    """
    return StageLimits(
        detox_min_days=_optional(book, "stage.detox.min_days", on),
        reintegration_days_before_end=_optional(book, "stage.reintegration.days_before_end", on),
    )


def _optional(book: ParameterBook, name: str, on: date) -> int | None:
    return book.value_int(name, on=on) if book.find_or_none(name, on) else None


def move_stage(
    stay: Stay,
    stage: Stage,
    *,
    detox_completed: bool = False,
    reason: str = "",
    override: bool = False,
    actor: Actor,
    now: datetime,
) -> StageChange:
    """Take ``stay`` to ``stage`` today.

    ``detox_completed`` is what the medical module knows; it passes it when it moves a stay out of detox.
    ``override`` lets a director pass one of LIMITS with a written ``reason``; the order of the stages and
    the doctors' completion of detox have no exception. Raises RuleViolation.
    """
    hold(stay)
    today = local_date(now)
    try:
        check_stage_step(
            stay.stage.value,
            stage.value,
            since=stay.stage_since,
            today=today,
            detox_completed=detox_completed,
            last_day=stay.last_day,
            limits=stage_limits(parameter_book(), today),
        )
        overridden = False
    except RuleViolation as refusal:
        if not override or refusal.code not in LIMITS:
            raise
        if "director" not in actor.roles or not reason.strip():
            raise RuleViolation("residents.override_needs_director", field="reason") from None
        overridden = True
    before = stay.stage
    change = StageChange(
        stay_id=stay.id,
        stage=stage,
        started_on=today,
        reason=reason.strip(),
        overridden=overridden,
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(change)
    stay.stage = stage
    stay.stage_since = today
    record(
        StageMoved(
            before=before.value, after=stage.value, started_on=today, reason=reason, overridden=overridden
        ),
        actor=actor,
        at=now,
        stay_id=stay.id,
    )
    note(
        stay.id,
        f"Chuyển giai đoạn: {STAGE_LABELS[before]} → {STAGE_LABELS[stage]}",
        area="residents",
        permission=ResidentPermission.VIEW,
        happened_at=now,
        actor=actor,
        now=now,
    )
    sync_duties([stay.id], now=now)
    return change
