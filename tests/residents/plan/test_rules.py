"""What a plan and its evaluation may say, and when the next evaluation is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from center.errors import RuleViolation
from center.residents.plan.model import ActivityFacts, EvaluationFacts, GradeFacts, Part, PartFacts, PlanFacts
from center.residents.plan.rules import check_evaluation, check_plan, check_reason, evaluation_due_since
from center.residents.stage.model import Stage

DAY, TODAY = date(2026, 11, 2), date(2026, 11, 22)
SCALE = ("Tốt", "Đạt", "Không đạt")
PLAN = PlanFacts(DAY, "Người tư vấn", {part: PartFacts(goals=(f"Mục tiêu {part}",)) for part in Part})
LOOK = EvaluationFacts(
    stage=Stage.EDUCATION,
    evaluated_on=TODAY,
    grades=tuple(GradeFacts(part, 0, "Đạt") for part in Part),
)


@pytest.mark.parametrize(
    ("drawn_on", "part", "code", "field"),
    [
        (date(2026, 10, 31), PartFacts(goals=("a",)), "plan.day", "drawn_on"),
        (date(2026, 11, 23), PartFacts(goals=("a",)), "plan.day", "drawn_on"),
        (DAY, PartFacts(), "plan.goal_needed", "labour_goals"),
        (DAY, PartFacts("dương tính HIV", ("a",)), "plan.secret", "labour_assessment"),
        (DAY, PartFacts(goals=("uống ARV đều",)), "plan.secret", "labour_goals"),
        (
            DAY,
            PartFacts(goals=("a",), activities=(ActivityFacts(method="ARV"),)),
            "plan.secret",
            "labour_activities",
        ),
    ],
)
def test_a_plan_that_cannot_be_is_refused_at_its_field(
    drawn_on: date, part: PartFacts, code: str, field: str
) -> None:
    plan = replace(PLAN, drawn_on=drawn_on, parts={**PLAN.parts, Part.LABOUR: part})
    with pytest.raises(RuleViolation) as refused:
        check_plan(plan, admitted_on=date(2026, 11, 1), today=TODAY)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_a_plan_with_a_goal_in_each_part_passes() -> None:
    check_plan(PLAN, admitted_on=date(2026, 11, 1), today=TODAY)
    check_reason("Bác sĩ đổi phác đồ")
    with pytest.raises(RuleViolation):
        check_reason("đổi")


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"evaluated_on": date(2026, 11, 1)}, "plan.evaluation_day", "evaluated_on"),
        ({"evaluated_on": date(2026, 11, 23)}, "plan.evaluation_day", "evaluated_on"),
        ({"grades": LOOK.grades[:3]}, "plan.grade_needed", "grade_labour_0"),
        (
            {"grades": (*LOOK.grades[:3], GradeFacts(Part.LABOUR, 0, "Khá"))},
            "plan.grade_needed",
            "grade_labour_0",
        ),
        (
            {"grades": (*LOOK.grades[:3], GradeFacts(Part.LABOUR, 0, "Không đạt"))},
            "plan.adjustment_needed",
            "adjustments",
        ),
        ({"recommendations": "đang điều trị ARV"}, "plan.secret", "recommendations"),
        (
            {"grades": (*LOOK.grades[:3], GradeFacts(Part.LABOUR, 0, "Tốt", "HIV"))},
            "plan.secret",
            "note_labour_0",
        ),
    ],
)
def test_an_evaluation_that_cannot_be_is_refused_at_its_field(
    changes: dict[str, Any], code: str, field: str
) -> None:
    with pytest.raises(RuleViolation) as refused:
        check_evaluation(replace(LOOK, **changes), plan=PLAN, scale=SCALE, today=TODAY)
    assert (refused.value.code, refused.value.field) == (code, field)


def test_a_failed_goal_passes_with_what_will_be_done_differently() -> None:
    check_evaluation(LOOK, plan=PLAN, scale=SCALE, today=TODAY)
    failed = (*LOOK.grades[:3], GradeFacts(Part.LABOUR, 0, "Không đạt"))
    check_evaluation(
        replace(LOOK, grades=failed, adjustments="Đổi việc nhẹ hơn"), plan=PLAN, scale=SCALE, today=TODAY
    )


@pytest.mark.parametrize(
    ("stage", "since", "drawn", "evaluated", "due"),
    [
        (Stage.DETOX, date(2026, 11, 3), DAY, None, None),
        (Stage.EDUCATION, date(2026, 11, 14), DAY, None, date(2026, 11, 14)),
        (Stage.EDUCATION, date(2026, 11, 14), DAY, date(2026, 11, 13), date(2026, 11, 14)),
        (Stage.EDUCATION, date(2026, 11, 14), DAY, date(2026, 11, 14), None),
        # a plan drawn up in the stage itself is of that stage
        (Stage.LABOUR, date(2026, 11, 1), DAY, None, None),
        (Stage.REINTEGRATION, date(2026, 11, 20), DAY, date(2026, 11, 15), date(2026, 11, 20)),
    ],
)
def test_each_stage_that_begins_asks_how_far_the_plan_has_come(
    stage: Stage, since: date, drawn: date, evaluated: date | None, due: date | None
) -> None:
    assert evaluation_due_since(stage, since, drawn_on=drawn, evaluated_on=evaluated) == due
