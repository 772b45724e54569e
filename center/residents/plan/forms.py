"""The forms of the plan: the plan in the order of the paper, and part V goal by goal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from center.i18n import lazy_gettext as _l
from center.residents.plan.labels import STATE_LABELS
from center.residents.plan.model import (
    ACTIVITIES,
    ActivityFacts,
    EvaluationFacts,
    GradeFacts,
    Part,
    PartFacts,
    PlanFacts,
)
from center.residents.plan.queries import STATES
from center.residents.stage.model import Stage
from center.ui.fields import VietnameseDateField, choices, given
from center.ui.forms import ActIdField, BaseForm
from center.ui.lines import FilterForm

ACTIVITY_FIELDS = {
    "method": _l("Phương pháp, cách thức"),
    "place": _l("Địa điểm"),
    "time": _l("Thời gian"),
    "responsible": _l("Người phụ trách"),
}
PROTOCOL = _l("Phác đồ điều trị")


class PlanFilterForm(FilterForm):
    """The filter row of the list."""

    state = SelectField(
        _l("Tình trạng"),
        default="",
        choices=choices([(key, STATE_LABELS[key]) for key in STATES], blank=_l("Tất cả")),
    )

    def wanted(self) -> str:
        """Return the state; empty for all, also for one nobody could pick."""
        self.validate()
        return self.state.data if self.state.data in STATES else ""


class _PlanForm(BaseForm):
    """What a plan has once; the parts' fields are added by ``plan_form``."""

    client_id = ActIdField()
    amends_id = HiddenField()
    """The version the form was filled from; empty for the first."""
    drawn_on = VietnameseDateField(_l("Ngày lập kế hoạch"), [InputRequired(_l("Nhập ngày lập kế hoạch."))])
    counsellor = StringField(_l("Người tư vấn ký"), [Length(max=120)])
    reason = StringField(_l("Lý do lập bản mới"), [Length(max=300)])

    def before(self) -> int | None:
        """Return the version the form was filled from."""
        typed = self.amends_id.data or ""
        return int(typed) if typed.isdecimal() and len(typed) < 10 else None

    def facts(self) -> PlanFacts:
        """Return what a valid form says; each line of the goals is one goal."""
        return PlanFacts(
            drawn_on=given(self.drawn_on),
            counsellor=self.counsellor.data or "",
            parts={
                part: PartFacts(
                    self[f"{part}_assessment"].data or "",
                    tuple(
                        line.strip()
                        for line in (self[f"{part}_goals"].data or "").splitlines()
                        if line.strip()
                    ),
                    tuple(
                        ActivityFacts(
                            **{name: self[f"{activity}_{name}"].data or "" for name in ACTIVITY_FIELDS}
                        )
                        for activity in ACTIVITIES[part]
                    ),
                )
                for part in Part
            },
        )


def plan_form(start: PlanFacts, amends_id: int | None) -> _PlanForm:
    """Return the form filled with ``start``."""

    class Form(_PlanForm):
        pass

    values: dict[str, Any] = {
        "drawn_on": start.drawn_on,
        "counsellor": start.counsellor,
        "amends_id": "" if amends_id is None else str(amends_id),
    }
    for part in Part:
        facts = start.parts[part]
        setattr(Form, f"{part}_assessment", _long(_l("Đánh giá"), 2000))
        setattr(Form, f"{part}_goals", _long(_l("Mục tiêu"), 1500))
        values[f"{part}_assessment"] = facts.assessment
        values[f"{part}_goals"] = "\n".join(facts.goals)
        lines = facts.activities or (ActivityFacts(),) * len(ACTIVITIES[part])
        for activity, line in zip(ACTIVITIES[part], lines, strict=True):
            for name, label in ACTIVITY_FIELDS.items():
                words = PROTOCOL if name == "method" and part is Part.MEDICAL else label
                box = TextAreaField(words, [Length(max=300)], render_kw={"rows": 2})
                setattr(Form, f"{activity}_{name}", box)
                values[f"{activity}_{name}"] = getattr(line, name)
    return Form(**values)


class _EvaluationForm(BaseForm):
    """Part V; a choice and a remark for each goal are added by ``evaluation_form``."""

    client_id = ActIdField()
    evaluated_on = VietnameseDateField(_l("Ngày đánh giá"), [InputRequired(_l("Nhập ngày đánh giá."))])
    reason = StringField(_l("Lý do sửa"), [Length(max=300)])
    recommendations = TextAreaField(_l("Nhận xét, kiến nghị"), [Length(max=2000)], render_kw={"rows": 2})
    adjustments = TextAreaField(_l("Điều chỉnh tiếp theo"), [Length(max=2000)], render_kw={"rows": 2})
    information = TextAreaField(_l("Thông tin đã cung cấp"), [Length(max=2000)], render_kw={"rows": 2})
    counselling = TextAreaField(
        _l("Tư vấn lập kế hoạch tái hòa nhập"), [Length(max=2000)], render_kw={"rows": 2}
    )
    goals: Sequence[tuple[Part, int, str]] = ()

    def facts(self, stage: Stage) -> EvaluationFacts:
        """Return what a valid form says; goals without a grade are left out."""
        return EvaluationFacts(
            stage=stage,
            evaluated_on=given(self.evaluated_on),
            grades=tuple(
                GradeFacts(part, at, self[f"grade_{part}_{at}"].data, self[f"note_{part}_{at}"].data or "")
                for part, at, _goal in self.goals
                if self[f"grade_{part}_{at}"].data
            ),
            recommendations=self.recommendations.data or "",
            adjustments=self.adjustments.data or "",
            information=self.information.data or "",
            counselling=self.counselling.data or "",
        )


def evaluation_form(plan: PlanFacts, scale: Sequence[str], start: EvaluationFacts) -> _EvaluationForm:
    """Return the form for the goals of ``plan`` with the grades ``start`` gives."""

    class Form(_EvaluationForm):
        pass

    known = {(row.part, row.position): row for row in start.grades}
    values: dict[str, Any] = {
        "evaluated_on": start.evaluated_on,
        "recommendations": start.recommendations,
        "adjustments": start.adjustments,
        "information": start.information,
        "counselling": start.counselling,
    }
    goals = plan.goals()
    for part, at, goal in goals:
        key = f"{part}_{at}"
        setattr(
            Form,
            f"grade_{key}",
            RadioField(goal, choices=choices([(word, word) for word in scale]), validate_choice=False),
        )
        setattr(Form, f"note_{key}", StringField(_l("Ghi chú"), [Length(max=300)]))
        row = known.get((part, at))
        values[f"grade_{key}"] = row.grade if row else None
        values[f"note_{key}"] = row.note if row else ""
    form = Form(**values)
    form.goals = goals
    return form


def _long(label: str, most: int) -> TextAreaField:
    return TextAreaField(label, [Length(max=most)], render_kw={"rows": 3})
