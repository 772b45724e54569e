"""The forms of expected arrivals."""

from __future__ import annotations

from datetime import date

from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from center.db import MAX_ID
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.expected.models import ExpectedVersion
from center.residents.expected.service import ExpectedFacts
from center.residents.labels import KIND_LABELS, SEX_LABELS
from center.residents.person.models import Sex
from center.residents.stay.models import StayKind
from center.ui.fields import VietnameseDateField, WholeNumberField, choices
from center.ui.forms import ActIdField, BaseForm
from center.vietnamese import name_problem


class ExpectedForm(BaseForm):
    """What the decision received says, in its order."""

    client_id = ActIdField()
    kind = RadioField(
        _l("Diện"), [InputRequired(_l("Chọn diện theo quyết định."))], choices=choices(KIND_LABELS.items())
    )
    decision_number = StringField(
        _l("Số quyết định"),
        [InputRequired(_l("Nhập số quyết định.")), Length(max=60)],
        render_kw={"placeholder": "12/QĐ-TA"},
    )
    decision_issued_on = VietnameseDateField(
        _l("Ngày quyết định"), [InputRequired(_l("Nhập ngày của quyết định."))]
    )
    decision_issuer = StringField(
        _l("Cơ quan quyết định"), [InputRequired(_l("Nhập cơ quan ra quyết định.")), Length(max=160)]
    )
    months = WholeNumberField(_l("Thời hạn ghi trong quyết định"), minimum=1, maximum=60)
    full_name = StringField(
        _l("Họ và tên"), [InputRequired(_l("Nhập họ tên như trong quyết định.")), Length(max=120)]
    )
    birth_date = VietnameseDateField(_l("Ngày sinh"), [Optional()])
    birth_year = WholeNumberField(_l("Năm sinh (khi chưa biết ngày)"), minimum=1900, maximum=2100)
    sex = RadioField(_l("Giới tính"), [Optional()], choices=choices(SEX_LABELS.items()))
    number = StringField(_l("Số giấy tờ (nếu biết)"), [Length(max=30)], render_kw={"autocomplete": "off"})
    home_commune_id = WholeNumberField(_l("Xã, phường nơi cư trú"), minimum=1, maximum=MAX_ID)
    expected_on = VietnameseDateField(_l("Ngày dự kiến đến"), [InputRequired(_l("Nhập ngày dự kiến đến."))])
    delivered_by = StringField(_l("Cơ quan đưa đến"), [Length(max=160)])
    note = TextAreaField(_l("Ghi chú"), [Length(max=300)], render_kw={"rows": 2})

    def validate_full_name(self, field: StringField) -> None:
        """Refuse what cannot be a name."""
        if name_problem(field.data or ""):
            raise ValidationError(_("Họ tên chỉ gồm chữ cái. Đọc lại trong quyết định."))

    def facts(self) -> ExpectedFacts:
        """Return what was typed; call it after the form was found valid."""
        decided_on: date | None = self.decision_issued_on.data
        expected_on: date | None = self.expected_on.data
        if decided_on is None or expected_on is None:
            raise ValueError("the form was not checked")
        return ExpectedFacts(
            full_name=self.full_name.data,
            kind=StayKind(self.kind.data),
            decision_number=self.decision_number.data,
            decision_issued_on=decided_on,
            decision_issuer=self.decision_issuer.data,
            expected_on=expected_on,
            birth_year=self.birth_year.data,
            birth_date=self.birth_date.data,
            sex=Sex(self.sex.data) if self.sex.data else None,
            number=self.number.data or "",
            months=self.months.data,
            delivered_by=self.delivered_by.data or "",
            home_commune_id=self.home_commune_id.data,
            note=self.note.data or "",
        )


class CorrectExpectedForm(ExpectedForm):
    """What it should say, and why it did not."""

    amends_id = WholeNumberField(minimum=1, maximum=MAX_ID)
    reason = StringField(_l("Lý do sửa"), [InputRequired(_l("Ghi lý do sửa.")), Length(max=300)])


def correct_form(version: ExpectedVersion) -> CorrectExpectedForm:
    """Return the form filled with what is written now."""
    names = (
        "kind", "decision_number", "decision_issued_on", "decision_issuer", "months", "full_name", "birth_date",
        "sex", "number", "home_commune_id", "expected_on", "delivered_by", "note",
    )  # fmt: skip
    values = {name: getattr(version, name) for name in names}
    values["kind"] = version.kind.value
    values["sex"] = version.sex.value if version.sex else None
    values["birth_year"] = None if version.birth_date else version.birth_year
    return CorrectExpectedForm(amends_id=version.id, **values)


class WithdrawForm(BaseForm):
    """Why somebody will not come."""

    reason = StringField(_l("Lý do không đến nữa"), [InputRequired(_l("Ghi lý do.")), Length(max=300)])
