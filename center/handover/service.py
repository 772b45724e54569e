"""Preparing the end of a stay, and letting the person go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db, hold
from center.errors import RuleViolation
from center.handover.audit import AftercarePlanned, Released
from center.handover.models import AftercareNeed, AftercarePlan, Packet
from center.handover.packet import checks_of, draw_packet, keep_packet, reserve_packet
from center.handover.permissions import HandoverPermission
from center.handover.rules import GOALS, GRADES, check_release, open_checks
from center.places.models import Commune
from center.residents.duty.service import sync_duties
from center.residents.stay.models import EndReason, Stay, StayEnding
from center.residents.stay.service import end_stay
from center.residents.timeline.service import note


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """The aftercare plan as typed."""

    address_text: str
    commune_id: int
    lives_with: str = ""
    work_plan: str = ""
    health_advice: str = ""
    """Public wording: the commune reads it."""
    needs: Sequence[AftercareNeed] = ()
    needs_note: str = ""
    evaluation: Mapping[str, str] | None = None
    """Goal → grade, for the goals that were graded."""


def save_plan(stay: Stay, plan: PlanFacts, *, actor: Actor, now: datetime) -> AftercarePlan:
    """Write a new aftercare plan; the newest counts. Flushes.

    Raises RuleViolation for a commune that does not stand today, ValueError for an unknown goal or grade.
    Source: Decree 163/2026 art. 88; form 19, form 18 part V.1.
    """
    commune = db.session.get(Commune, plan.commune_id)
    if commune is None or (commune.valid_to is not None and commune.valid_to < local_date(now)):
        raise RuleViolation("handover.commune_unknown", field="commune_id")
    evaluation = {goal: grade for goal, grade in (plan.evaluation or {}).items() if grade}
    if not (set(evaluation) <= set(GOALS) and set(evaluation.values()) <= set(GRADES)):
        raise ValueError(f"not an evaluation: {evaluation!r}")
    row = AftercarePlan(
        stay_id=stay.id,
        address_text=plan.address_text.strip(),
        commune_id=commune.id,
        lives_with=plan.lives_with.strip(),
        work_plan=plan.work_plan.strip(),
        health_advice=plan.health_advice.strip(),
        needs=[need.value for need in AftercareNeed if need in plan.needs],
        needs_note=plan.needs_note.strip(),
        evaluation=evaluation,
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(row)
    db.session.flush()
    record(
        AftercarePlanned(
            plan_id=row.id, commune_id=commune.id, needs=tuple(row.needs), goals_graded=len(evaluation)
        ),
        actor=actor,
        at=now,
        stay_id=stay.id,
    )
    note(
        stay.id,
        f"Ghi kế hoạch sau cai, nơi nhận: {commune.full_label}",
        area="handover",
        permission=HandoverPermission.VIEW,
        happened_at=now,
        actor=actor,
        now=now,
    )
    sync_duties([stay.id], now=now)
    return row


def build_packet(stay: Stay, *, key: str, actor: Actor, now: datetime) -> Packet:
    """Build and archive the packet in the running unit of work; it holds the write lock while it prints.

    For whoever has nobody waiting: the demo, a command. Pages use the background work, which prints outside.
    """
    reserved = reserve_packet(stay, key=key, now=now)
    drawn = draw_packet(stay, reserved, prepared_by=actor.name if actor.id else "")
    return keep_packet(stay, drawn, actor=actor, now=now)


def release(
    stay: Stay,
    reason: EndReason,
    *,
    happened_at: datetime,
    explanation: str = "",
    actor: Actor,
    now: datetime,
) -> StayEnding:
    """Let the person go and end the stay.

    ``explanation`` names the decision of an exemption or transfer, or says why the person goes although
    something is still needed. Raises RuleViolation. Source: Decree 163/2026 arts 97, 123; 116/2021 art. 62.
    """
    hold(stay)
    if happened_at > now:
        raise RuleViolation("residents.happened_in_future", field="happened_at")
    if happened_at < stay.admitted_at:
        raise RuleViolation("residents.before_admission", field="happened_at")
    checks = checks_of(stay)
    check_release(local_date(happened_at), stay.last_day, reason.value, checks, explanation)
    missing = tuple(check.code for check in open_checks(checks))
    ending = end_stay(stay, reason, happened_at=happened_at, note_text=explanation, actor=actor, now=now)
    record(
        Released(reason=reason.value, missing=missing, explanation=explanation.strip()),
        actor=actor,
        at=now,
        stay_id=stay.id,
    )
    return ending
