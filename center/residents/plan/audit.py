"""What the record says about plans. What they contain stays out of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from center.audit.service import Event
from center.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class PlanDrawn(Event):
    """A plan was drawn up or revised."""

    name = "plan:plan:draw"
    sentence = _l("Lập kế hoạch cai nghiện {plan_id}, thay bản {amends_id}; lý do: {reason}")

    plan_id: int
    amends_id: int | None
    reason: str


@dataclass(frozen=True)
class PlanEvaluated(Event):
    """A plan was evaluated, or an evaluation corrected."""

    name = "plan:plan:evaluate"
    sentence = _l("Đánh giá kế hoạch {plan_id} ngày {evaluated_on}, giai đoạn {stage}; sửa bản {amends_id}")

    evaluation_id: int
    plan_id: int
    stage: str
    evaluated_on: date
    amends_id: int | None
