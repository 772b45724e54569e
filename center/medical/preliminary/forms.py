"""The form of the check at the gate."""

from __future__ import annotations

from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from center.i18n import lazy_gettext as _l
from center.medical.preliminary.labels import CONCLUSION_LABELS
from center.medical.preliminary.models import Conclusion, PreliminaryCheck
from center.medical.preliminary.service import CheckFacts
from center.ui.fields import VietnameseDecimalField, WholeNumberField, choices
from center.ui.forms import ActIdField, BaseForm


class CheckForm(BaseForm):
    """What is looked at in two minutes."""

    client_id = ActIdField()
    pulse = WholeNumberField(_l("Mạch"), [Optional()])
    systolic = WholeNumberField(_l("Huyết áp tâm thu"), [Optional()])
    diastolic = WholeNumberField(_l("Huyết áp tâm trương"), [Optional()])
    temperature = VietnameseDecimalField(_l("Thân nhiệt"), [Optional()], places=1)
    spo2 = WholeNumberField(_l("SpO2"), [Optional()])
    conclusion = RadioField(
        _l("Kết luận"),
        [InputRequired(_l("Chọn một kết luận."))],
        choices=choices(CONCLUSION_LABELS.items()),
    )
    wording = TextAreaField(
        _l("Tình trạng, dấu hiệu bất thường (ghi vào biên bản giao, nhận)"),
        [Length(max=1000)],
        render_kw={"rows": 3},
    )
    findings = TextAreaField(_l("Ghi riêng cho y tế"), [Length(max=2000)], render_kw={"rows": 2})
    amend_reason = StringField(_l("Lý do sửa"), [Length(max=300)])

    def facts(self) -> CheckFacts:
        """Return what was typed; call it after the form was found valid."""
        return CheckFacts(
            conclusion=Conclusion(self.conclusion.data),
            wording=self.wording.data or "",
            findings=self.findings.data or "",
            pulse=self.pulse.data,
            systolic=self.systolic.data,
            diastolic=self.diastolic.data,
            spo2=self.spo2.data,
            temperature=self.temperature.data,
        )


def form_of(check: PreliminaryCheck | None) -> CheckForm:
    """Return the form, filled with a check that is to be corrected."""
    if check is None:
        return CheckForm()
    names = ("pulse", "systolic", "diastolic", "spo2", "temperature", "wording", "findings")
    values = {name: getattr(check, name) for name in names}
    return CheckForm(conclusion=check.conclusion.value, **values)
