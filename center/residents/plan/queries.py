"""Reading plans and evaluations."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, select
from sqlalchemy.orm import aliased

from center.db import db
from center.errors import NotFound
from center.residents.plan.model import (
    ActivityFacts,
    EvaluationFacts,
    GradeFacts,
    Part,
    PartFacts,
    PlanFacts,
)
from center.residents.plan.models import PlanEvaluation, PlanGrade, PlanPart, RehabPlan
from center.residents.plan.rules import EVALUATED_STAGES, evaluation_due_since
from center.residents.stay.models import Stay, StayKind

STATES = ("missing", "due", "fine")


@dataclass(frozen=True, slots=True)
class Plan:
    """A version with everything it says."""

    row: RehabPlan
    facts: PlanFacts


@dataclass(frozen=True, slots=True)
class Evaluation:
    """An evaluation with its grades, in the order of the goals."""

    row: PlanEvaluation
    facts: EvaluationFacts


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A stay in the list of plans."""

    stay: Stay
    drawn_on: date | None
    evaluated_on: date | None
    due_since: date | None

    @property
    def state(self) -> str:
        """Return ``missing``, ``due`` or ``fine``."""
        if self.drawn_on is None:
            return "missing"
        return "due" if self.due_since else "fine"


def plan_in_force(stay_id: int) -> RehabPlan | None:
    """Return the newest version of a stay."""
    later = aliased(RehabPlan)
    return db.session.scalars(
        select(RehabPlan)
        .outerjoin(later, later.amends_id == RehabPlan.id)
        .where(RehabPlan.stay_id == stay_id, later.id.is_(None))
        .order_by(RehabPlan.id.desc())
        .limit(1)
    ).first()


def current_plan(stay_id: int) -> Plan | None:
    """Return the newest version of a stay with its parts; None while there is none."""
    row = plan_in_force(stay_id)
    return _whole(row) if row is not None else None


def plan_or_404(stay_id: int, plan_id: int) -> Plan:
    """Return one version of the stay. Raises NotFound."""
    row = db.session.get(RehabPlan, plan_id)
    if row is None or row.stay_id != stay_id:
        raise NotFound(f"no plan {plan_id} of stay {stay_id}")
    return _whole(row)


def goals_of_stay(stay_id: int) -> dict[tuple[int, Part, int], str]:
    """Return every goal any version of the stay's plan had, by version, part and place; in one statement."""
    rows = db.session.execute(
        select(PlanPart.plan_id, PlanPart.part, PlanPart.goals)
        .join(RehabPlan, RehabPlan.id == PlanPart.plan_id)
        .where(RehabPlan.stay_id == stay_id)
    )
    return {(plan_id, part, at): goal for plan_id, part, goals in rows for at, goal in enumerate(goals)}


def versions_of(stay_id: int) -> Sequence[RehabPlan]:
    """Return every version of a stay, newest first."""
    wanted = select(RehabPlan).where(RehabPlan.stay_id == stay_id).order_by(RehabPlan.id.desc())
    return db.session.scalars(wanted).all()


def evaluations_of(stay_id: int) -> list[Evaluation]:
    """Return the evaluations of a stay that count, newest first, in two statements."""
    later = aliased(PlanEvaluation)
    rows = db.session.scalars(
        select(PlanEvaluation)
        .outerjoin(later, later.amends_id == PlanEvaluation.id)
        .where(PlanEvaluation.stay_id == stay_id, later.id.is_(None))
        .order_by(PlanEvaluation.evaluated_on.desc(), PlanEvaluation.id.desc())
    ).all()
    grades: dict[int, list[GradeFacts]] = {row.id: [] for row in rows}
    if rows:
        for grade in db.session.scalars(
            select(PlanGrade).where(PlanGrade.evaluation_id.in_(grades)).order_by(PlanGrade.id)
        ):
            facts = GradeFacts(grade.part, grade.position, grade.grade, grade.note)
            grades[grade.evaluation_id].append(facts)
    return [
        Evaluation(
            row,
            EvaluationFacts(
                stage=row.stage,
                evaluated_on=row.evaluated_on,
                grades=tuple(grades[row.id]),
                recommendations=row.recommendations,
                adjustments=row.adjustments,
                information=row.information,
                counselling=row.counselling,
            ),
        )
        for row in rows
    ]


def plan_list(state: str, *, offset: int, limit: int) -> tuple[list[PlanLine], int]:
    """Return a page of the running stays in a state, the longest waiting first, and how many there are.

    ``state``: one of ``STATES``; empty for all. Three statements. Custody has no plan: its person has no term.
    """
    wanted = _running().where(_in_state(state)) if state in STATES else _running()
    total = (
        db.session.scalar(select(func.count()).select_from(wanted.with_only_columns(Stay.id).subquery())) or 0
    )
    # those who wait longest stand first: without a plan since they came, with one since their stage began
    order = (Stay.admitted_at, Stay.id) if state == "missing" else (Stay.stage_since, Stay.id)
    stays = db.session.scalars(wanted.order_by(*order).offset(offset).limit(limit)).all()
    return _lines(stays), total


def plan_counts() -> Mapping[str, int]:
    """Return how many running stays have no plan, and how many wait for an evaluation."""
    row = db.session.execute(
        select(
            func.count(case((_in_state("missing"), 1))),
            func.count(case((_in_state("due"), 1))),
        ).where(Stay.ended_on.is_(None), Stay.kind != StayKind.CUSTODY)
    ).one()
    return {"missing": row[0], "due": row[1]}


def _lines(stays: Sequence[Stay]) -> list[PlanLine]:
    ids = [stay.id for stay in stays]
    drawn = _drawn(ids)
    evaluated = _evaluated(ids)
    return [
        PlanLine(
            stay,
            drawn.get(stay.id),
            evaluated.get(stay.id),
            evaluation_due_since(
                stay.stage,
                stay.stage_since,
                drawn_on=drawn[stay.id],
                evaluated_on=evaluated.get(stay.id),
            )
            if stay.id in drawn
            else None,
        )
        for stay in stays
    ]


def _drawn(stay_ids: Collection[int]) -> dict[int, date]:
    """Return the day of each stay's plan in force."""
    later = aliased(RehabPlan)
    rows = db.session.execute(
        select(RehabPlan.stay_id, RehabPlan.drawn_on)
        .outerjoin(later, later.amends_id == RehabPlan.id)
        .where(RehabPlan.stay_id.in_(stay_ids), later.id.is_(None))
    )
    return {stay_id: day for stay_id, day in rows}  # noqa: C416  a row is not a pair for dict()


def _evaluated(stay_ids: Collection[int]) -> dict[int, date]:
    later = aliased(PlanEvaluation)
    rows = db.session.execute(
        select(PlanEvaluation.stay_id, func.max(PlanEvaluation.evaluated_on))
        .outerjoin(later, later.amends_id == PlanEvaluation.id)
        .where(PlanEvaluation.stay_id.in_(stay_ids), later.id.is_(None))
        .group_by(PlanEvaluation.stay_id)
    )
    return {stay_id: day for stay_id, day in rows}  # noqa: C416  a row is not a pair for dict()


def _running() -> Select[Stay]:
    return select(Stay).where(Stay.ended_on.is_(None), Stay.kind != StayKind.CUSTODY)


def _has_plan() -> ColumnElement[bool]:
    return exists().where(RehabPlan.stay_id == Stay.id)


def _in_state(state: str) -> ColumnElement[bool]:
    """Return the condition of a state on ``Stay``, the same as ``PlanLine.state`` says of a line."""
    if state == "missing":
        return ~_has_plan()
    later, newer = aliased(PlanEvaluation), aliased(RehabPlan)
    looked = exists().where(
        PlanEvaluation.stay_id == Stay.id,
        PlanEvaluation.evaluated_on >= Stay.stage_since,
        ~exists().where(later.amends_id == PlanEvaluation.id),
    )
    before = exists().where(
        RehabPlan.stay_id == Stay.id,
        RehabPlan.drawn_on < Stay.stage_since,
        ~exists().where(newer.amends_id == RehabPlan.id),
    )
    due = and_(Stay.stage.in_(sorted(EVALUATED_STAGES)), before, ~looked)
    return due if state == "due" else and_(_has_plan(), ~due)


def _whole(row: RehabPlan) -> Plan:
    parts = {
        part.part: part for part in db.session.scalars(select(PlanPart).where(PlanPart.plan_id == row.id))
    }
    facts = PlanFacts(
        drawn_on=row.drawn_on,
        counsellor=row.counsellor,
        parts={
            part: PartFacts(
                parts[part].assessment,
                tuple(parts[part].goals),
                tuple(ActivityFacts(**line) for line in parts[part].activities),
            )
            for part in Part
        },
    )
    return Plan(row, facts)
