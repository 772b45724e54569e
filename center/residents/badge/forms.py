"""The forms that issue a badge again, print sheets of badges, and keep the log of the lost ones."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import BooleanField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from center.db import row_id
from center.i18n import lazy_gettext as _l
from center.residents.badge.labels import END_WORDS
from center.residents.badge.models import BadgeEnd
from center.residents.housing.models import Zone
from center.ui.fields import LocalDateTimeField, VietnameseDateField, choices
from center.ui.forms import ActIdField, BaseForm

ASKED = (BadgeEnd.LOST, BadgeEnd.DAMAGED, BadgeEnd.CHANGED, BadgeEnd.OTHER)
"""What a person can say; the end of a stay revokes by itself."""


class BadgeForm(BaseForm):
    """Why the badge in force loses its force."""

    why = SelectField(
        _l("Lý do thu hồi thẻ đang dùng"),
        [InputRequired()],
        choices=choices(((kind, END_WORDS[kind]) for kind in ASKED), blank=_l("Chọn lý do")),
    )
    reason = StringField(
        _l("Nói rõ"),
        [Length(max=200)],
        render_kw={"placeholder": "mất ở đâu, từ lúc nào, ai báo …"},
    )


class FoundForm(BaseForm):
    """Where and when a lost badge came to light."""

    found_at = LocalDateTimeField(_l("Tìm thấy lúc"), [InputRequired()])
    place = StringField(_l("Tại"), [InputRequired(), Length(max=160)])
    handed_in_by = StringField(_l("Người giao nộp"), [Length(max=120)])
    note = TextAreaField(_l("Ghi chú"), [Length(max=2000)])


class LostFilterForm(BaseForm):
    """What the log of lost badges shows."""

    class Meta(BaseForm.Meta):
        """A filter changes nothing and needs no token."""

        csrf = False

    since = VietnameseDateField(_l("Báo mất từ ngày"), [Optional()])
    missing = BooleanField(_l("Chỉ thẻ chưa tìm thấy"))


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
