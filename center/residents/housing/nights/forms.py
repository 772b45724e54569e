"""The filter row of past nights."""

from __future__ import annotations

from wtforms import SelectField, StringField
from wtforms.validators import InputRequired, Length

from center.db import row_id
from center.i18n import lazy_gettext as _l
from center.residents.housing.nights.queries import NightFilter
from center.ui.fields import VietnameseDateField, choices
from center.ui.forms import BaseForm

ALL = _l("Tất cả")
WHERE_LABELS = {
    "in": _l("Ngủ tại cơ sở"),
    "out": _l("Ở ngoài đêm đó"),
    "no-bed": _l("Chưa có giường"),
}


class NightForm(BaseForm):
    """Which night, of whom; a value nobody could pick narrows nothing."""

    class Meta(BaseForm.Meta):
        """A filter changes nothing and needs no token."""

        csrf = False

    night = VietnameseDateField(_l("Đêm ngày"), [InputRequired(_l("Nhập ngày."))])
    zone = SelectField(_l("Khu"), validate_choice=False)
    where = SelectField(_l("Ở đâu"), choices=choices(WHERE_LABELS.items(), blank=ALL), validate_choice=False)
    q = StringField(_l("Họ tên hoặc mã"), [Length(max=80)])
    room = StringField(validators=[Length(max=12)])
    """Number of a room: the way here from its page."""

    def wanted(self) -> NightFilter:
        """Return the filter."""
        return NightFilter(
            zone_id=row_id(self.zone.data),
            room_id=row_id(self.room.data),
            text=(self.q.data or "")[:80],
            where=self.where.data if self.where.data in WHERE_LABELS else "",
        )

    def in_words(self) -> str:
        """Return the filter as one line for paper."""
        parts = []
        for field in (self.zone, self.where):
            if field.data:
                chosen = next((line.label for line in field.choices if line.value == field.data), field.data)
                parts.append(f"{field.label.text}: {chosen}")
        if self.q.data:
            parts.append(f"«{self.q.data}»")
        return "; ".join(parts)
