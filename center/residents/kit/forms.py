"""The forms that hand out clothing and kit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from center.db import row_id
from center.i18n import lazy_gettext as _l
from center.residents.housing.models import Zone
from center.residents.kit.labels import KIT
from center.residents.kit.queries import Norm
from center.residents.kit.rules import EXTRAS, HYGIENE, Owed
from center.residents.kit.service import IssueFacts, LineFacts
from center.ui.fields import VietnameseDateField, WholeNumberField, choices
from center.ui.filters import format_number
from center.ui.forms import ActIdField, BaseForm

_DAY = [InputRequired(_l("Nhập ngày cấp."))]
MOST_PIECES, MOST_VALUE = 100_000, 10_000_000


class IssueForm(BaseForm):
    """What one resident gets (fields ``q_<code>``), in which sizes, and who signs."""

    batch_key = ActIdField()
    issued_on = VietnameseDateField(_l("Ngày cấp"), _DAY)
    clothes = StringField(_l("Cỡ quần áo"), [Length(max=10)])
    shoes = StringField(_l("Cỡ dép"), [Length(max=10)])
    hygiene = WholeNumberField(
        _l("Đồ dùng vệ sinh phụ nữ, trị giá"), [Optional()], minimum=0, maximum=MOST_VALUE
    )
    value = WholeNumberField(_l("Tổng trị giá"), [Optional()], minimum=0, maximum=MOST_VALUE)
    received_by = StringField(_l("Người ký nhận"), [Length(max=120)])
    note = StringField(_l("Ghi chú"), [Length(max=200)])
    reason = StringField(_l("Lý do cấp quá định mức"), [Length(max=200)])

    def facts(self, today: date) -> IssueFacts:
        """Return what was typed, after validation."""
        sizes = {"clothes": self.clothes.data or "", "shoes": self.shoes.data or ""}
        lines = [
            LineFacts(code, quantity, sizes.get(word.size, ""))
            for code, word in KIT.items()
            if (quantity := self._typed(f"q_{code}"))
        ]
        value, hygiene = self._typed("value"), self._typed("hygiene")
        if lines and value:
            # under the money norm the value is one sum; it stands on the first line
            lines[0] = replace(lines[0], value_vnd=value)
        if hygiene:
            lines.append(LineFacts(HYGIENE, 1, "", hygiene))
        return IssueFacts(
            issued_on=self.issued_on.data or today,
            lines=tuple(lines),
            received_by=self.received_by.data or "",
            note=self.note.data or "",
            over_reason=self.reason.data or "",
            batch_key=self.batch_key.data,
        )

    def _typed(self, name: str) -> int:
        """Return the number in a box; zero when the form has no such box or it is empty."""
        field = self._fields.get(name)
        return (field.data or 0) if field is not None else 0


def issue_form(
    norm: Norm, standing: Sequence[Owed], *, woman: bool, prefill: bool = True, **values: Any
) -> IssueForm:
    """Return the form with a box for each thing of the norm, filled with what is due; extras have empty boxes."""
    due = {one.item.code: one for one in standing}

    class Form(IssueForm):
        pass

    codes = [item.code for item in norm.items] or [code for code in KIT if code not in (*EXTRAS, HYGIENE)]
    for code in (*codes, *EXTRAS):
        word, one = KIT[code], due.get(code)
        left = one.left if one and one.is_due and prefill else None
        setattr(
            Form,
            f"q_{code}",
            WholeNumberField(word.label, [Optional()], minimum=0, maximum=MOST_PIECES, default=left),
        )
    form = Form(**values)
    if not woman:
        del form.hygiene
    if norm.money is None:
        del form.value
    return form


class CorrectForm(BaseForm):
    """Why an issue was wrong; the right quantities are fields of their own."""

    correction = StringField(
        _l("Lý do sửa"), [InputRequired(_l("Ghi vì sao lần cấp cũ sai.")), Length(max=300)]
    )


class KitFilterForm(BaseForm):
    """Whose kit is listed; its state is the address of the page."""

    class Meta(BaseForm.Meta):
        """A filter changes nothing and needs no token."""

        csrf = False

    zone = SelectField(_l("Khu"), validate_choice=False)
    item = SelectField(_l("Món"), validate_choice=False)

    def offer(self, zones: Sequence[Zone], norm: Norm, *, hygiene: bool = False) -> KitFilterForm:
        """Put zones and things into the lists."""
        self.zone.choices = choices(((str(zone.id), zone.name) for zone in zones), blank=_l("Tất cả"))
        codes = [item.code for item in norm.items] + ([HYGIENE] if hygiene and norm.hygiene_cap else [])
        self.item.choices = choices(((code, KIT[code].label) for code in codes), blank=_l("Mọi món"))
        return self

    @property
    def zone_id(self) -> int | None:
        """The zone picked, None for all."""
        return row_id(self.zone.data)

    @property
    def code(self) -> str:
        """The thing picked; empty for all."""
        return self.item.data if self.item.data in KIT else ""


class BatchForm(BaseForm):
    """One thing for many: who gets it, and how much each."""

    batch_key = ActIdField()
    issued_on = VietnameseDateField(_l("Ngày cấp"), _DAY)
    each = WholeNumberField(_l("Mỗi người"), [Optional()], minimum=1, maximum=MOST_VALUE)
    note = StringField(_l("Ghi chú"), [Length(max=200)])
    pick = SelectMultipleField(
        _l("Ai đã ký nhận"),
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validate_choice=False,
    )


def quantity_words(code: str, quantity: int) -> str:
    """Return "2 bộ" for a quantity of a thing."""
    return f"{format_number(quantity)} {KIT[code].unit}"
