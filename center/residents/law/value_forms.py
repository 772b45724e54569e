"""The form of a value: typed by the kind of its parameter, as the rows before it are."""

from __future__ import annotations

import re
from typing import Any

from wtforms import (
    Field,
    HiddenField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from center.i18n import lazy_gettext as _l
from center.legal.changes import Draft
from center.legal.rules import Confidence, Parameter, Value
from center.legal.values import ValueKind, kind_of
from center.residents.law.choices import CHOICES
from center.residents.law.labels import CODES, CONFIDENCE_LABELS, UNITS
from center.residents.law.values import yes_no_of
from center.ui.fields import VietnameseDateField, VietnameseDecimalField, WholeNumberField, choices
from center.ui.forms import ActIdField, BaseForm

_GIVE_VALUE = _l("Nhập giá trị.")
_DAY_MONTH = re.compile(r"(\d{1,2})[/-](\d{1,2})")


class ReasonForm(BaseForm):
    """An act that needs only its reason."""

    act_id = ActIdField()
    token = HiddenField()
    reason = TextAreaField(
        _l("Lý do"), [InputRequired(_l("Ghi lý do.")), Length(max=500)], render_kw={"rows": 2}
    )


class ValueForm(ReasonForm):
    """A dated value with its source. ``value`` and ``unit`` are added by kind."""

    valid_from = VietnameseDateField(_l("Ngày đầu áp dụng"), [InputRequired(_l("Nhập ngày đầu áp dụng."))])
    valid_to = VietnameseDateField(_l("Ngày cuối, nếu biết"), [Optional()])
    source = StringField(_l("Căn cứ"), [InputRequired(_l("Ghi căn cứ.")), Length(max=300)])
    confidence = SelectField(_l("Độ chắc chắn"), choices=choices(CONFIDENCE_LABELS.items()))
    where = StringField(_l("Nếu đã đọc văn bản gốc: đọc ở đâu"), [Length(max=300)])
    note = TextAreaField(_l("Ghi chú"), [Length(max=500)], render_kw={"rows": 2})

    value: Field
    unit: Field

    def draft(self, like: Parameter, *, reader: str, on: Any) -> Draft:
        """Return what was typed; whoever says to have read the text, or chooses for the center, confirms the row."""
        if self.valid_from.data is None:
            raise ValueError("ask a form that validated")
        confidence = Confidence(self.confidence.data)
        confirmed = confidence is Confidence.READ or is_choice(like)
        source = self.source.data or ""
        return Draft(
            name=like.name,
            rule_set=like.rule_set,
            value=_typed(like, self.value.data),
            unit=self.unit.data or "",
            valid_from=self.valid_from.data,
            valid_to=self.valid_to.data,
            source=source,
            confidence=confidence,
            note=self.note.data or "",
            confirmed_by=reader if confirmed else "",
            confirmed_on=on if confirmed else None,
            confirmed_where=(self.where.data or source) if confirmed else "",
        )


def is_choice(row: Parameter) -> bool:
    """Tell whether the law leaves the value of ``row`` to the center."""
    return any((choice.name, choice.rule_set) == (row.name, row.rule_set) for choice in CHOICES)


def value_form(like: Parameter, units: frozenset[str], **data: Any) -> ValueForm:
    """Return the form for a value of the kind of ``like``, filled with ``data``."""
    members = {"value": _value_field(like), "unit": _unit_field(like, units)}
    for place, field in enumerate(members.values()):
        field.creation_counter = place  # ahead of the others, as on the page
    made: type[ValueForm] = type("ValueFormOfKind", (ValueForm,), members)
    return made(data=data)


def typed_as(row: Parameter) -> Any:
    """Return the value of ``row`` as its field holds it."""
    match kind_of(row.value):
        case ValueKind.BOOL:
            return "yes" if row.value else "no"
        case ValueKind.LIST if row.name not in CODES:
            return "\n".join(row.value) if isinstance(row.value, tuple) else row.value
        case ValueKind.TEXT if row.unit == "month_day":
            month, _dash, day = str(row.value).partition("-")
            return f"{day}/{month}"
        case _:
            return list(row.value) if isinstance(row.value, tuple) else row.value


def _value_field(like: Parameter) -> Field:
    label = _l("Giá trị")
    needed = [InputRequired(_GIVE_VALUE)]
    codes = CODES.get(like.name, {})
    match kind_of(like.value):
        case ValueKind.BOOL:
            yes, no = yes_no_of(like.name)
            return RadioField(label, needed, choices=choices([("yes", yes), ("no", no)]))
        case ValueKind.INT:
            return WholeNumberField(label, needed)
        case ValueKind.DECIMAL:
            return VietnameseDecimalField(label, needed, places=4)
        case ValueKind.LIST if codes:
            return SelectMultipleField(
                label,
                needed,
                choices=choices(codes.items()),
                option_widget=CheckboxInput(),
                widget=ListWidget(prefix_label=False),
            )
        case ValueKind.LIST:
            return TextAreaField(_l("Giá trị, mỗi dòng một mục"), [*needed, Length(max=1000)])
        case _ if codes:
            return RadioField(label, needed, choices=choices(codes.items()))
        case _:
            return StringField(label, [*needed, Length(max=200)])


def _unit_field(like: Parameter, units: frozenset[str]) -> Field:
    if not like.unit:
        return HiddenField(default="")
    known = sorted(unit for unit in units if unit)
    return SelectField(
        _l("Đơn vị"), choices=choices((unit, UNITS.get(unit, unit)) for unit in known), default=like.unit
    )


def _typed(like: Parameter, data: Any) -> Value:
    match kind_of(like.value):
        case ValueKind.BOOL:
            return bool(data == "yes")
        case ValueKind.LIST:
            items = data if isinstance(data, list) else str(data).splitlines()
            return tuple(item.strip() for item in items if item.strip())
        case ValueKind.TEXT if like.unit == "month_day" and (
            found := _DAY_MONTH.fullmatch(str(data).strip())
        ):
            return f"{int(found[2]):02}-{int(found[1]):02}"
        case _:
            value: Value = data
            return value
