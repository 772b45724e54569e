"""The form of the admission examination, in the order of the paper."""

from __future__ import annotations

from typing import Any

from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.medical.exam.queries import ExamVersion
from center.medical.exam.rules import UseFacts
from center.medical.exam.service import ExamFacts
from center.medical.forms import EntryForm
from center.medical.labels import FITNESS_LABELS, ROUTE_LABELS, SUBSTANCE_LABELS
from center.medical.models import Fitness
from center.ui.fields import VietnameseDateField, VietnameseDecimalField, WholeNumberField, choices
from center.ui.forms import BaseForm

USE_ROWS = 4


class UseRow(Form):  # type: ignore[misc]  # WTForms is untyped
    """One substance of the history of use."""

    class Meta(BaseForm.Meta):
        """Cleans text and answers in Vietnamese like every form."""

        csrf = False

    substance = SelectField(_l("Chất"), choices=choices(SUBSTANCE_LABELS.items(), blank="–"), default="")
    route = SelectField(_l("Đường dùng"), choices=choices(ROUTE_LABELS.items(), blank="–"), default="")
    first_age = WholeNumberField(_l("Tuổi lần đầu"))
    days_last_month = WholeNumberField(_l("Ngày dùng / 30 ngày"))
    last_used_on = VietnameseDateField(_l("Lần dùng cuối"), [Optional()])

    @property
    def is_blank(self) -> bool:
        """True when nothing was typed into the line."""
        return all(item.data in (None, "") and not item.errors for item in self)

    def validate_substance(self, field: SelectField) -> None:
        """Ask for the substance when anything else of the line is filled."""
        if not field.data and not self.is_blank:
            raise ValidationError(_("Chọn chất đã dùng."))

    def validate_route(self, field: SelectField) -> None:
        """Ask for the route of a named substance."""
        if self.substance.data and not field.data:
            raise ValidationError(_("Chọn đường dùng."))


class ExamForm(EntryForm):
    """The examination on admission."""

    uses = FieldList(
        FormField(UseRow), label=_l("Tiền sử sử dụng"), min_entries=USE_ROWS, max_entries=USE_ROWS
    )
    main = RadioField(
        _l("Chất chính"),
        choices=choices((str(row), str(row + 1)) for row in range(USE_ROWS)),
        validate_choice=False,
    )
    history = TextAreaField(
        _l("Tiền sử bệnh, thuốc đang dùng, dị ứng"), [Length(max=4000)], render_kw={"rows": 3}
    )
    height_cm = VietnameseDecimalField(_l("Chiều cao"), [InputRequired()], places=1)
    weight_kg = VietnameseDecimalField(_l("Cân nặng"), [InputRequired()], places=1)
    findings = TextAreaField(
        _l("Khám: toàn thân, da, vết tiêm chích, vết thương, tim, phổi, bụng, thần kinh"),
        [Length(max=4000)],
        render_kw={"rows": 4},
    )
    urine_test = StringField(
        _l("Xét nghiệm nhanh nước tiểu"), [Length(max=200)], render_kw={"maxlength": 200}
    )
    plan = TextAreaField(_l("Hướng xử trí"), [Length(max=4000)], render_kw={"rows": 3})
    fitness = RadioField(
        _l("Khả năng lao động"),
        [InputRequired(_l("Chọn một kết luận."))],
        choices=choices(FITNESS_LABELS.items()),
    )
    unfit_until = VietnameseDateField(_l("Hạn chế đến hết ngày"), [Optional()])
    start_detox = BooleanField(_l("Chuyển sang điều trị cắt cơn"))

    def facts(self) -> ExamFacts:
        """Return the examination; call it after the form was found valid."""
        height_cm, weight_kg = self.height_cm.data, self.weight_kg.data
        if height_cm is None or weight_kg is None:
            raise RuntimeError("the form was not checked")
        return ExamFacts(
            height_cm=height_cm,
            weight_kg=weight_kg,
            fitness=Fitness(self.fitness.data),
            history=self.history.data or "",
            findings=self.findings.data or "",
            urine_test=self.urine_test.data or "",
            plan=self.plan.data or "",
            unfit_until=self.unfit_until.data if self.fitness.data != Fitness.FIT.value else None,
            uses=tuple(
                UseFacts(
                    substance=row.substance.data,
                    route=row.route.data,
                    first_age=row.first_age.data,
                    days_last_month=row.days_last_month.data,
                    last_used_on=row.last_used_on.data,
                    is_main=self.main.data == str(place),
                )
                for place, row in enumerate(entry.form for entry in self.uses)
                if row.substance.data
            ),
        )

    @classmethod
    def of(cls, version: ExamVersion) -> ExamForm:
        """Return the form filled with an exam, to be corrected."""
        exam = version.exam
        texts = ("happened_at", "height_cm", "weight_kg", "history", "findings", "urine_test", "plan")
        data: dict[str, Any] = {name: getattr(exam, name) for name in texts}
        data["fitness"] = exam.fitness.value
        data["uses"] = [
            {
                "substance": use.substance.value,
                "route": use.route.value,
                "first_age": use.first_age,
                "days_last_month": use.days_last_month,
                "last_used_on": use.last_used_on,
            }
            for use in version.uses
        ]
        data["main"] = next((str(place) for place, use in enumerate(version.uses) if use.is_main), None)
        return cls(data=data)
