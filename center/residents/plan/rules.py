"""What a plan and its evaluation may say, and when the next evaluation is due. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from center.errors import RuleViolation
from center.residents.plan.model import EvaluationFacts, Part, PlanFacts
from center.residents.secrecy import tells_a_secret
from center.residents.stage.model import Stage

REASON_LENGTH = 10
"""Least length of the reason of a new version, as in the medical record (CLINICAL.md 8.3)."""
EVALUATED_STAGES = frozenset({Stage.EDUCATION, Stage.LABOUR, Stage.REINTEGRATION})
"""Stages whose beginning asks how far the plan has come: detox and what follows it are over then."""


def check_plan(plan: PlanFacts, *, admitted_on: date, today: date) -> None:
    """Refuse a plan of an impossible day, without a goal in one of its parts, or that tells a secret.

    Raises RuleViolation naming the field at fault.
    """
    if not admitted_on <= plan.drawn_on <= today:
        raise RuleViolation("plan.day", field="drawn_on", admitted=admitted_on)
    for part in Part:
        facts = plan.parts[part]
        if not facts.goals:
            raise RuleViolation("plan.goal_needed", field=f"{part}_goals")
        activities = [
            text for row in facts.activities for text in (row.method, row.place, row.time, row.responsible)
        ]
        for field, texts in (
            (f"{part}_assessment", [facts.assessment]),
            (f"{part}_goals", list(facts.goals)),
            (f"{part}_activities", activities),
        ):
            if any(tells_a_secret(text) for text in texts):
                raise RuleViolation("plan.secret", field=field)


def check_reason(reason: str) -> None:
    """Refuse a new version that does not say why."""
    if len(reason.strip()) < REASON_LENGTH:
        raise RuleViolation("plan.reason", field="reason", least=REASON_LENGTH)


def check_evaluation(facts: EvaluationFacts, *, plan: PlanFacts, scale: Sequence[str], today: date) -> None:
    """Refuse an evaluation that leaves a goal out, uses another scale, or fails a goal and changes nothing.

    ``scale``: the words of ``plan.grade_scale``, best first. Raises RuleViolation naming the field at fault.
    Source: part V.1 of form 18 (20); art. 88.1-3 of Decree 163/2026.
    """
    if not plan.drawn_on <= facts.evaluated_on <= today:
        raise RuleViolation("plan.evaluation_day", field="evaluated_on", drawn=plan.drawn_on)
    given = {(row.part, row.position): row for row in facts.grades}
    for part, position, _goal in plan.goals():
        row = given.get((part, position))
        if row is None or row.grade not in scale:
            raise RuleViolation(
                "plan.grade_needed", field=f"grade_{part}_{position}", scale=" – ".join(scale)
            )
    if any(row.grade == scale[-1] for row in facts.grades) and not facts.adjustments.strip():
        raise RuleViolation("plan.adjustment_needed", field="adjustments", grade=scale[-1])
    texts = {
        "recommendations": facts.recommendations,
        "adjustments": facts.adjustments,
        "information": facts.information,
        "counselling": facts.counselling,
    }
    for field, text in texts.items():
        if tells_a_secret(text):
            raise RuleViolation("plan.secret", field=field)
    for row in facts.grades:
        if tells_a_secret(row.note):
            raise RuleViolation("plan.secret", field=f"note_{row.part}_{row.position}")


def evaluation_due_since(
    stage: Stage, stage_since: date, *, drawn_on: date, evaluated_on: date | None
) -> date | None:
    """Return since when an evaluation is owed: the stage began after the plan was drawn and nobody has looked since.

    ``evaluated_on``: the newest evaluation. None when nothing is owed.
    """
    if stage not in EVALUATED_STAGES or drawn_on >= stage_since:
        return None
    return None if evaluated_on is not None and evaluated_on >= stage_since else stage_since
