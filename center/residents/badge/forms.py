"""The forms that issue a badge again and print sheets of badges."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import SelectField, StringField
from wtforms.validators import Length

from center.db import row_id
from center.i18n import lazy_gettext as _l
from center.residents.housing.models import Zone
from center.ui.fields import choices
from center.ui.forms import ActIdField, BaseForm


class BadgeForm(BaseForm):
    """Why the badge in force loses its force."""

    reason = StringField(
        _l("Lý do thu hồi thẻ đang dùng"),
        [Length(max=200)],
        render_kw={"placeholder": "mất, hỏng, đổi ảnh …"},
    )


class SheetForm(BaseForm):
    """Whose badges are printed."""

    act_id = ActIdField()
    zone = SelectField(_l("Khu"))

    def offer(self, zones: Sequence[Zone]) -> None:
        """Put the zones into the list."""
        self.zone.choices = choices(((str(zone.id), zone.name) for zone in zones), blank=_l("Tất cả các khu"))

    @property
    def zone_id(self) -> int | None:
        """The zone picked; None for all."""
        return row_id(self.zone.data)
