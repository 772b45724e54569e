"""Drawing up, revising and evaluating plans."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import select

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db, hold
from center.errors import RuleViolation
from center.legal.queries import parameter_book
from center.residents.plan.audit import PlanDrawn, PlanEvaluated
from center.residents.plan.model import ACTIVITIES, ActivityFacts, EvaluationFacts, Part, PlanFacts
from center.residents.plan.models import PlanEvaluation, PlanGrade, PlanPart, RehabPlan
from center.residents.plan.permissions import PlanPermission
from center.residents.plan.queries import Plan, plan_in_force
from center.residents.plan.rules import check_evaluation, check_plan, check_reason
from center.residents.stay.models import Stay
from center.residents.timeline.service import note
from center.residents.timeline.topics import Topic
from center.ui.filters import format_datetime

SCALE = "plan.grade_scale"


def draw_plan(
    stay: Stay,
    facts: PlanFacts,
    *,
    amends_id: int | None,
    reason: str = "",
    client_id: str | None = None,
    actor: Actor,
    now: datetime,
) -> RehabPlan:
    """Write a version of the plan; ``amends_id`` names the one it was made from, None for the first. Flushes.

    The same ``client_id`` again returns what it wrote. Raises RuleViolation when the stay has ended, somebody else
    wrote a version meanwhile, a new version does not say why, or as ``check_plan``.
    """
    hold(stay)
    if client_id is not None:
        there = db.session.scalars(select(RehabPlan).where(RehabPlan.client_id == client_id)).first()
        if there is not None:
            return there
    if not stay.is_open:
        raise RuleViolation("residents.stay_ended")
    before = plan_in_force(stay.id)
    if before is not None and before.id != amends_id:
        at = format_datetime(before.recorded_at)
        raise RuleViolation("plan.changed", name=before.recorded_by_name, at=at)
    if before is not None:
        check_reason(reason)
    check_plan(facts, admitted_on=stay.admitted_on, today=local_date(now))
    row = RehabPlan(
        stay_id=stay.id,
        client_id=client_id,
        amends_id=before.id if before else None,
        reason=reason.strip() if before else "",
        drawn_on=facts.drawn_on,
        counsellor=facts.counsellor,
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(row)
    db.session.flush()  # the parts name it
    db.session.add_all(
        PlanPart(
            plan_id=row.id,
            part=part,
            assessment=facts.parts[part].assessment,
            goals=list(facts.parts[part].goals),
            activities=[
                asdict(line)
                for line in facts.parts[part].activities or (ActivityFacts(),) * len(ACTIVITIES[part])
            ],
        )
        for part in Part
    )
    event = PlanDrawn(plan_id=row.id, amends_id=row.amends_id, reason=row.reason)
    record(event, actor=actor, at=now, stay_id=stay.id)
    told = "Lập bản mới của kế hoạch cai nghiện" if before else "Lập kế hoạch cai nghiện"
    _say(stay, told, actor=actor, now=now)
    return row


def evaluate_plan(
    stay: Stay,
    plan: Plan,
    facts: EvaluationFacts,
    *,
    amends: PlanEvaluation | None = None,
    reason: str = "",
    client_id: str | None = None,
    actor: Actor,
    now: datetime,
) -> PlanEvaluation:
    """Record how far ``plan`` has come, or correct an evaluation of it. Flushes.

    The same ``client_id`` again returns what it wrote. Raises RuleViolation when the stay has ended, the plan is no
    longer in force (a correction goes with the plan it was made for), and as ``check_evaluation``.
    """
    hold(stay)
    if client_id is not None:
        there = db.session.scalars(
            select(PlanEvaluation).where(PlanEvaluation.client_id == client_id)
        ).first()
        if there is not None:
            return there
    if not stay.is_open:
        raise RuleViolation("residents.stay_ended")
    now_in_force = plan_in_force(stay.id)
    if amends is None and now_in_force is not None and now_in_force.id != plan.row.id:
        at = format_datetime(now_in_force.recorded_at)
        raise RuleViolation("plan.changed", name=now_in_force.recorded_by_name, at=at)
    if amends is not None:
        check_reason(reason)
        if db.session.scalar(select(PlanEvaluation.id).where(PlanEvaluation.amends_id == amends.id)):
            raise RuleViolation("plan.evaluation_changed")
    scale = parameter_book().value_list(SCALE, on=max(facts.evaluated_on, plan.facts.drawn_on))
    check_evaluation(facts, plan=plan.facts, scale=scale, today=local_date(now))
    row = PlanEvaluation(
        stay_id=stay.id,
        plan_id=plan.row.id,
        client_id=client_id,
        amends_id=amends.id if amends else None,
        reason=reason.strip() if amends else "",
        stage=facts.stage,
        evaluated_on=facts.evaluated_on,
        recommendations=facts.recommendations,
        adjustments=facts.adjustments,
        information=facts.information,
        counselling=facts.counselling,
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(row)
    db.session.flush()  # the grades name it
    db.session.add_all(
        PlanGrade(
            evaluation_id=row.id, part=grade.part, position=grade.position, grade=grade.grade, note=grade.note
        )
        for grade in facts.grades
    )
    event = PlanEvaluated(
        evaluation_id=row.id,
        plan_id=plan.row.id,
        stage=facts.stage.value,
        evaluated_on=facts.evaluated_on,
        amends_id=row.amends_id,
    )
    record(event, actor=actor, at=now, stay_id=stay.id)
    _say(stay, "Đánh giá kế hoạch cai nghiện" + (" (đính chính)" if amends else ""), actor=actor, now=now)
    return row


def _say(stay: Stay, told: str, *, actor: Actor, now: datetime) -> None:
    note(
        stay.id,
        told,
        area="residents",
        topic=Topic.STAGE,
        permission=PlanPermission.VIEW,
        happened_at=now,
        actor=actor,
        now=now,
        link=f"/residents/stays/{stay.id}/plan",
    )
