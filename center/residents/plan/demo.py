"""Believable plans and evaluations, one evaluation for each stage that has begun since."""

from __future__ import annotations

from datetime import datetime, time
from random import Random

from center.audit.actor import Actor
from center.clock import local_date, local_instant
from center.residents.plan.model import EvaluationFacts, GradeFacts
from center.residents.plan.process import proposal
from center.residents.plan.queries import Plan, current_plan
from center.residents.plan.rules import EVALUATED_STAGES
from center.residents.plan.service import draw_plan, evaluate_plan
from center.residents.stage.queries import lanes_of_stay
from center.residents.stay.models import Stay

_GRADES = ("Tốt", "Đạt", "Đạt", "Đạt", "Không đạt")
_FAILED = "Tăng tư vấn cá nhân mỗi tuần một buổi; đánh giá lại sau một tháng."
_REMARKS = ("Chấp hành tốt, cần duy trì.", "Có tiến bộ rõ.", "Còn trầm lặng, cần động viên.")
LEFT_OUT = 9
"""Of so many evaluations one was forgotten: the list of what is due must have something."""


def demo_plan(stay: Stay, *, counsellor: Actor, now: datetime, until: datetime) -> None:
    """Draw up the plan of ``stay`` at ``now``, and evaluate it at each stage that began before ``until``."""
    rng = Random(stay.id)
    start = proposal(stay, today=local_date(now), counsellor=counsellor.name, may=lambda _permission: True)
    draw_plan(stay, start, amends_id=None, actor=counsellor, now=now)
    plan = current_plan(stay.id)
    if plan is None:
        return
    for stage, lane in lanes_of_stay(stay.id).items():
        if stage not in EVALUATED_STAGES or lane.begun_on is None or rng.randrange(LEFT_OUT) == 0:
            continue
        at = local_instant(lane.begun_on, time(15))
        if now < at < until and stay.is_open:
            facts = EvaluationFacts(
                stage=stage, evaluated_on=lane.begun_on, grades=(), recommendations=rng.choice(_REMARKS)
            )
            _evaluate(stay, plan, facts, rng=rng, counsellor=counsellor, at=at)


def _evaluate(
    stay: Stay, plan: Plan, facts: EvaluationFacts, *, rng: Random, counsellor: Actor, at: datetime
) -> None:
    grades = tuple(GradeFacts(part, place, rng.choice(_GRADES)) for part, place, _goal in plan.facts.goals())
    failed = any(row.grade == _GRADES[-1] for row in grades)
    evaluate_plan(
        stay,
        plan,
        EvaluationFacts(
            stage=facts.stage,
            evaluated_on=facts.evaluated_on,
            grades=grades,
            recommendations=facts.recommendations,
            adjustments=_FAILED if failed else "",
        ),
        actor=counsellor,
        now=at,
    )
