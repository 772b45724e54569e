"""The form that says whom a zone admits."""

from __future__ import annotations

from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import CheckboxInput, ListWidget

from center.i18n import lazy_gettext as _l
from center.residents.housing.admission.rules import Admission, Policy
from center.residents.housing.labels import ADMISSION_LABELS
from center.residents.labels import KIND_LABELS, RULE_SET_LABELS, SEX_LABELS, STAGE_LABELS
from center.residents.person.models import Sex
from center.ui.fields import VietnameseDateField, choices
from center.ui.forms import BaseForm


class ManyField(SelectMultipleField):  # type: ignore[misc]  # WTForms is untyped
    """Boxes to tick; none ticked narrows nothing."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class PolicyForm(BaseForm):
    """Whom a zone admits from a day on."""

    valid_from = VietnameseDateField(_l("Có hiệu lực từ ngày"), [InputRequired(_l("Nhập ngày bắt đầu."))])
    sex = SelectField(
        _l("Giới tính"), choices=choices(SEX_LABELS.items(), blank=_l("Cả nam và nữ, ở phòng riêng"))
    )
    minors = SelectField(_l("Người từ đủ 12 đến dưới 18 tuổi"), choices=choices(ADMISSION_LABELS.items()))
    isolation = SelectField(
        _l("Người phải ở riêng theo chỉ định y tế"), choices=choices(ADMISSION_LABELS.items())
    )
    discipline = SelectField(
        _l("Người quản lý tại khu dành riêng (kỷ luật)"), choices=choices(ADMISSION_LABELS.items())
    )
    stages = ManyField(_l("Chỉ các giai đoạn"), choices=choices(STAGE_LABELS.items()))
    kinds = ManyField(_l("Chỉ các diện"), choices=choices(KIND_LABELS.items()))
    rule_sets = ManyField(_l("Chỉ người chấp hành theo"), choices=choices(RULE_SET_LABELS.items()))
    basis = StringField(
        _l("Căn cứ"), [InputRequired(_l("Ghi văn bản, quyết định làm căn cứ.")), Length(max=200)]
    )

    def policy(self) -> Policy:
        """Return what was typed."""
        return Policy(
            sex=Sex(self.sex.data).value if self.sex.data else None,
            minors=Admission(self.minors.data),
            isolation=Admission(self.isolation.data),
            discipline=Admission(self.discipline.data),
            stages=frozenset(self.stages.data),
            kinds=frozenset(self.kinds.data),
            rule_sets=frozenset(self.rule_sets.data),
            valid_from=self.valid_from.data,
            basis=self.basis.data,
        )


def form_of(policy: Policy) -> dict[str, object]:
    """Return ``policy`` as the first values of the form."""
    return {
        "sex": policy.sex or "",
        "minors": policy.minors.value,
        "isolation": policy.isolation.value,
        "discipline": policy.discipline.value,
        "stages": sorted(policy.stages),
        "kinds": sorted(policy.kinds),
        "rule_sets": sorted(policy.rule_sets),
    }
