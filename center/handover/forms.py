"""What is typed at the end of a stay."""

from __future__ import annotations

from typing import Any

from wtforms import (
    BooleanField,
    IntegerField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from center.handover.labels import GOAL_LABELS, GRADE_LABELS, NEED_LABELS
from center.handover.models import Addressee, AftercareNeed, AftercarePlan
from center.handover.service import PlanFacts
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.labels import END_LABELS
from center.residents.stay.models import EndReason
from center.ui.fields import LocalDateTimeField, choices
from center.ui.forms import ActIdField, BaseForm


class Ticks(SelectMultipleField):  # type: ignore[misc]  # WTForms is untyped
    """Several of a closed list, as boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class Grade(RadioField):  # type: ignore[misc]
    """Tốt, Đạt, Không đạt, or not graded yet."""

    def __init__(self, label: str | None = None, **kwargs: Any) -> None:
        super().__init__(
            label, [Optional()], choices=choices(GRADE_LABELS.items()), validate_choice=False, **kwargs
        )

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take a grade of the list; anything else is none."""
        self.data = valuelist[0] if valuelist and valuelist[0] in GRADE_LABELS else None


class PlanForm(BaseForm):
    """The aftercare plan (form 19, form 18 part V.1)."""

    address_text = StringField(
        _l("Nơi cư trú sau cai nghiện ma túy"),
        [InputRequired(_l("Nhập nơi người này sẽ ở: số nhà, thôn, tổ, khu phố.")), Length(max=300)],
    )
    commune_id = IntegerField(_l("Xã, phường tiếp nhận"), [Optional()])
    lives_with = StringField(_l("Sống cùng"), [Length(max=160)], render_kw={"placeholder": "họ tên, quan hệ"})
    work_plan = TextAreaField(
        _l("Dự kiến việc làm sau khi hoàn thành cai nghiện"), [Length(max=1000)], render_kw={"rows": 2}
    )
    health_advice = TextAreaField(_l("Lời dặn về sức khỏe"), [Length(max=1000)], render_kw={"rows": 2})
    needs = Ticks(_l("Nhu cầu cần địa phương hỗ trợ"), choices=choices(NEED_LABELS.items()))
    needs_note = TextAreaField(_l("Ghi chú về nhu cầu"), [Length(max=1000)], render_kw={"rows": 2})
    goal_medical = Grade(GOAL_LABELS["medical"])
    goal_recovery = Grade(GOAL_LABELS["recovery"])
    goal_education = Grade(GOAL_LABELS["education"])
    goal_labour = Grade(GOAL_LABELS["labour"])

    def validate_commune_id(self, field: IntegerField) -> None:
        """Ask for the commune: it decides who receives the packet."""
        if not field.data and not field.errors:
            raise ValidationError(_("Gõ tên xã, phường rồi chọn trong danh sách."))

    @property
    def goals(self) -> list[Any]:
        """The four fields of the evaluation."""
        return [self[f"goal_{goal}"] for goal in GOAL_LABELS]

    def facts(self) -> PlanFacts:
        """Return what was typed."""
        return PlanFacts(
            address_text=self.address_text.data or "",
            commune_id=self.commune_id.data or 0,
            lives_with=self.lives_with.data or "",
            work_plan=self.work_plan.data or "",
            health_advice=self.health_advice.data or "",
            needs=[AftercareNeed(code) for code in self.needs.data or ()],
            needs_note=self.needs_note.data or "",
            evaluation={goal: self[f"goal_{goal}"].data or "" for goal in GOAL_LABELS},
        )


def values_of(plan: AftercarePlan) -> dict[str, Any]:
    """Return what the form shows of an earlier plan."""
    return {
        "address_text": plan.address_text,
        "commune_id": plan.commune_id,
        "lives_with": plan.lives_with,
        "work_plan": plan.work_plan,
        "health_advice": plan.health_advice,
        "needs": list(plan.needs),
        "needs_note": plan.needs_note,
        **{f"goal_{goal}": grade for goal, grade in plan.evaluation.items()},
    }


class NoticeForm(BaseForm):
    """To whom the coming end is told, and how each is called on the paper."""

    act_id = ActIdField()
    to_commune_police = BooleanField(_l("Công an cấp xã nơi cư trú"))
    commune_police = StringField(_l("Tên trên thông báo gửi Công an"), [Length(max=200)])
    to_court = BooleanField(_l("Tòa án đã ra quyết định"))
    court = StringField(_l("Tên trên thông báo gửi Tòa án"), [Length(max=200)])
    to_family = BooleanField(_l("Gia đình, người đại diện"))
    family = StringField(_l("Tên trên thông báo gửi gia đình"), [Length(max=200)])

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """Pairs of tick and name."""
        return [(self[f"to_{code}"], self[code]) for code in ("commune_police", "court", "family")]

    def validate(self, extra_validators: Any = None) -> bool:
        """Ask for a name where an addressee is ticked."""
        valid = bool(super().validate(extra_validators))
        for tick, name in self.rows:
            if tick.data and not name.data:
                name.errors = [*name.errors, _("Ghi tên nơi nhận như in trên thông báo.")]
                valid = False
        return valid

    def addressees(self) -> list[tuple[Addressee, str]]:
        """Return who was ticked, with the names."""
        return [(Addressee(name.short_name), name.data) for tick, name in self.rows if tick.data]


class ActForm(BaseForm):
    """A button: one press, one act."""

    act_id = ActIdField()


class ReleaseForm(BaseForm):
    """How and when the person leaves."""

    reason = RadioField(
        _l("Lý do kết thúc"),
        [InputRequired(_l("Chọn lý do kết thúc đợt."))],
        choices=choices((reason.value, END_LABELS[reason]) for reason in EndReason),
        default=EndReason.COMPLETED.value,
    )
    happened_at = LocalDateTimeField(_l("Ra khỏi cơ sở lúc"), [InputRequired(_l("Nhập ngày, giờ ra."))])
    belongings_done = BooleanField(_l("Đồ lưu ký đã trả đủ, người nhận đã ký biên bản"))
    explanation = TextAreaField(
        _l("Số quyết định, hoặc vì sao vẫn cho ra khi còn thiếu"), [Length(max=1000)], render_kw={"rows": 3}
    )
