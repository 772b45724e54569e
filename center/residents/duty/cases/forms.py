"""The form of a case."""

from __future__ import annotations

from wtforms import SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length

from center.clock import clock
from center.errors import RuleViolation
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.duty.cases.service import CaseFacts, act_days_on
from center.residents.duty.labels import CASE_LABELS
from center.residents.duty.models import CaseKind
from center.residents.duty.queries import running_stay
from center.ui.fields import LocalDateTimeField, choices, moment
from center.ui.forms import ActIdField, BaseForm


class CaseForm(BaseForm):
    """What came in or was found, when, and what it says."""

    client_id = ActIdField()
    kind = SelectField(
        _l("Loại vụ việc"),
        choices=choices(CASE_LABELS.items(), blank=""),
        validators=[InputRequired(_l("Chọn loại vụ việc."))],
    )
    happened_at = LocalDateTimeField(
        _l("Nhận hoặc phát hiện lúc"), [InputRequired(_l("Nhập thời điểm nhận hoặc phát hiện."))]
    )
    code = StringField(_l("Mã học viên"), [Length(max=20)])
    requester = StringField(_l("Người yêu cầu, người làm đơn"), [Length(max=160)])
    act_days = SelectField(_l("Hạn thực hiện yêu cầu"), validate_choice=False)
    summary = TextAreaField(
        _l("Nội dung"), [DataRequired(_l("Ghi tóm tắt nội dung.")), Length(max=2000)], render_kw={"rows": 5}
    )

    def facts(self) -> CaseFacts:
        """Return what was typed; call it after validation. Raises RuleViolation for an unknown code."""
        code = (self.code.data or "").strip().upper()
        stay = running_stay(code) if code else None
        if code and stay is None:
            raise RuleViolation("duties.stay_unknown", field="code", person=code)
        days = self.act_days.data or ""
        return CaseFacts(
            kind=CaseKind(self.kind.data),
            happened_at=moment(self.happened_at),
            summary=self.summary.data,
            requester=self.requester.data or "",
            stay=stay,
            act_days=int(days) if days.isascii() and days.isdigit() and len(days) < 4 else None,
        )


def case_form(**defaults: object) -> CaseForm:
    """Return the form with the numbers of days the law of today names."""
    form = CaseForm(**defaults)
    days = act_days_on(clock().now())
    form.act_days.choices = choices(
        ((str(count), _("%(count)s ngày", count=count)) for count in days),
        blank=_("Không phải yêu cầu về dữ liệu"),
    )
    return form
