"""The filter row of the list; its state is the address of the page."""

from __future__ import annotations

from datetime import date, timedelta

from wtforms import SelectField
from wtforms.validators import Optional

from center.db import row_id
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.housing.models import Zone
from center.residents.labels import KIND_LABELS, OUT_LABELS, STAGE_LABELS
from center.residents.stay.models import Stage, StayKind
from center.residents.stay.queries import RollFilter
from center.residents.whereabouts.models import OutCause
from center.ui.fields import VietnameseDateField, WholeNumberField, choices
from center.ui.filters import format_date
from center.ui.forms import BaseForm

ALL = _l("Tất cả")


class RollFilterForm(BaseForm):
    """What the list is narrowed to; a value nobody could pick narrows nothing."""

    class Meta(BaseForm.Meta):
        """A filter changes nothing and needs no token."""

        csrf = False

    state = SelectField(
        _l("Tình trạng"),
        choices=choices([("ended", _l("Đã kết thúc"))], blank=_l("Đang chấp hành")),
        validate_choice=False,
    )
    stage = SelectField(
        _l("Giai đoạn"),
        choices=choices(STAGE_LABELS.items(), blank=ALL),
        validate_choice=False,
    )
    kind = SelectField(_l("Diện"), choices=choices(KIND_LABELS.items(), blank=ALL), validate_choice=False)
    zone = SelectField(_l("Khu"), validate_choice=False)
    out = SelectField(_l("Ra ngoài"), choices=choices(OUT_LABELS.items(), blank=ALL), validate_choice=False)
    since = VietnameseDateField(_l("Vào từ ngày"), [Optional()])
    days = WholeNumberField(_l("Hết thời hạn trong"), [Optional()], minimum=0, maximum=1500)

    def wanted(self, on: date) -> RollFilter:
        """Return the filter for the list of the day ``on``."""
        return RollFilter(
            stage=Stage(self.stage.data) if self.stage.data in set(Stage) else None,
            kind=StayKind(self.kind.data) if self.kind.data in set(StayKind) else None,
            zone_id=row_id(self.zone.data),
            ended=self.state.data == "ended",
            since=self.since.data,
            out=OutCause(self.out.data) if self.out.data in set(OutCause) else None,
            ends_by=on + timedelta(days=self.days.data) if self.days.data is not None else None,
        )

    def in_words(self) -> str:
        """Return the filter as one line for paper and files; empty when nothing is narrowed."""
        parts = []
        for field in (self.state, self.stage, self.kind, self.zone, self.out):
            if field.data:
                chosen = next((line.label for line in field.choices if line.value == field.data), field.data)
                parts.append(f"{field.label.text}: {chosen}")
        if self.since.data is not None:
            parts.append(_("vào từ ngày %(day)s", day=format_date(self.since.data)))
        if self.days.data is not None:
            parts.append(_("hết thời hạn trong %(days)s ngày", days=self.days.data))
        return "; ".join(parts)


def filter_form(args: object, zones: list[Zone]) -> RollFilterForm:
    """Return the filter row bound to the address's ``args``."""
    form = RollFilterForm(formdata=args)
    form.zone.choices = choices(((str(zone.id), zone.name) for zone in zones), blank=ALL)
    return form
