"""Forms of COWS and of vital signs."""

from __future__ import annotations

from typing import Any

from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length

from center.errors import RuleViolation
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.medical import cows
from center.medical.forms import EntryForm
from center.medical.labels import CONSCIOUSNESS_LABELS, CONTEXT_LABELS
from center.medical.models import Consciousness, ScaleContext, ScaleScore, VitalSigns
from center.medical.rules import SIGNS, Number
from center.ui.fields import VietnameseDecimalField, WholeNumberField, choices

UNSCORABLE = "x"
"""What the form sends for an item that could not be scored."""


class CowsForm(EntryForm):
    """One COWS score; a radio group for each item of the scale is added below."""

    context = SelectField(
        _l("Thời điểm trong đợt điều trị"),
        choices=choices(CONTEXT_LABELS.items()),
        default=ScaleContext.ROUTINE.value,
    )
    beats = WholeNumberField(_l("Mạch vừa đếm"))

    def validate(self, extra_validators: Any = None) -> bool:
        """Check the shape; name every item that was forgotten, not only the first."""
        valid = bool(super().validate(extra_validators))
        for item in cows.ITEMS:
            field, reason = self[item.code], self[f"{item.code}_reason"]
            if not field.data and not (item.code == "pulse" and self.beats.data is not None):
                field.errors = [_("Chưa chấm mục này.")]
                valid = False
            elif field.data == UNSCORABLE and not reason.data:
                field.errors = [_("Ghi lý do không chấm được.")]
                valid = False
        return valid

    def vector(self) -> dict[str, int | None]:
        """Return the points by item. Raises RuleViolation for what is no number."""
        return {item.code: self._points(item) for item in cows.ITEMS}

    def _points(self, item: cows.Item) -> int | None:
        typed = self[item.code].data
        if not typed or typed == UNSCORABLE:
            return None
        if not str(typed).isascii() or not str(typed).isdigit():
            raise RuleViolation(
                "medical.cows_no_such_points",
                field=item.code,
                item=str(item.label),
                points=str(typed)[:10],
                allowed=", ".join(map(str, item.points)),
            )
        return int(typed)

    def unscorable(self) -> dict[str, str]:
        """Return the reasons by item."""
        return {
            item.code: self[f"{item.code}_reason"].data or ""
            for item in cows.ITEMS
            if self[item.code].data == UNSCORABLE
        }

    @classmethod
    def of(cls, row: ScaleScore) -> CowsForm:
        """Return the form filled with ``row``, to be corrected."""
        data: dict[str, Any] = {"happened_at": row.happened_at, "context": row.context.value}
        for item in cows.ITEMS:
            points = row.items.get(item.code)
            data[item.code] = UNSCORABLE if points is None else str(points)
            data[f"{item.code}_reason"] = row.unscorable.get(item.code, "")
        return cls(data=data)


def _levels(item: cows.Item) -> list[SelectChoice]:
    scored = [(str(points), meaning) for points, meaning in item.points.items()]
    return choices([*scored, (UNSCORABLE, _l("Không chấm được"))])


for _item in cows.ITEMS:
    # the rule names the levels that exist; a form that only said "not a valid choice" would hide them
    setattr(CowsForm, _item.code, RadioField(_item.label, choices=_levels(_item), validate_choice=False))
    setattr(
        CowsForm,
        f"{_item.code}_reason",
        StringField(_l("Lý do không chấm được"), [Length(max=120)], render_kw={"maxlength": 120}),
    )


class VitalsForm(EntryForm):
    """One reading of vital signs; what was not measured stays empty."""

    pulse = WholeNumberField(_l("Mạch"))
    systolic = WholeNumberField(_l("Huyết áp tâm thu"))
    diastolic = WholeNumberField(_l("Huyết áp tâm trương"))
    respiration = WholeNumberField(_l("Nhịp thở"))
    spo2 = WholeNumberField(_l("SpO2"))
    temperature = VietnameseDecimalField(_l("Thân nhiệt"), places=1)
    weight_kg = VietnameseDecimalField(_l("Cân nặng"), places=1)
    consciousness = SelectField(
        _l("Tri giác"),
        choices=choices(CONSCIOUSNESS_LABELS.items(), blank=_l("Chưa đánh giá")),
        default="",
    )
    on_oxygen = BooleanField(_l("Đang thở oxy"))
    note = TextAreaField(_l("Ghi chú"), [Length(max=300)], render_kw={"rows": 2, "maxlength": 300})

    def values(self) -> dict[str, Number | None]:
        """Return what was measured."""
        return {sign: self[sign].data for sign in SIGNS}

    def letter(self) -> Consciousness | None:
        """Return the letter of ACVPU."""
        return Consciousness(self.consciousness.data) if self.consciousness.data else None

    @classmethod
    def of(cls, row: VitalSigns) -> VitalsForm:
        """Return the form filled with ``row``, to be corrected."""
        return cls(
            data={
                **{sign: getattr(row, sign) for sign in SIGNS},
                "happened_at": row.happened_at,
                "consciousness": row.consciousness.value if row.consciousness else "",
                "on_oxygen": row.on_oxygen,
                "note": row.note,
            }
        )
