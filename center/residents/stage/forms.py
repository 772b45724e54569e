"""The forms of the conveyor: a step, an exception, a correction; and the filter row of the board."""

from __future__ import annotations

from datetime import date

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from center.db import row_id
from center.i18n import lazy_gettext as _l
from center.residents.housing.models import Zone
from center.residents.labels import KIND_LABELS
from center.residents.stage.board import BoardFilter
from center.residents.stage.labels import PACE_LABELS
from center.residents.stage.model import Pace, Stage
from center.residents.stage.names import STAGE_LABELS
from center.residents.stay.models import StayKind
from center.ui.fields import VietnameseDateField, choices
from center.ui.forms import ActIdField, BaseForm

ALL = _l("Tất cả")
WAITING = "waiting"
"""Every pace that asks somebody to do something."""


class StepForm(BaseForm):
    """One step of the conveyor."""

    client_id = ActIdField()
    on_day = VietnameseDateField(_l("Từ ngày"), [InputRequired(_l("Nhập ngày."))])
    reason = TextAreaField(_l("Nhận xét, căn cứ"), [Length(max=1000)], render_kw={"rows": 3})


class WaiverForm(BaseForm):
    """The written decision that lets a stay pass a limit."""

    client_id = ActIdField()
    paper = StringField(
        _l("Số, ngày của văn bản"),
        [Length(max=120)],
        render_kw={"placeholder": "12/QĐ-CSCN ngày 20/11/2026"},
    )
    reason = TextAreaField(
        _l("Lý do"), [InputRequired(_l("Ghi lý do.")), Length(max=1000)], render_kw={"rows": 3}
    )


class TakeBackForm(BaseForm):
    """Why an exception no longer counts."""

    reason = TextAreaField(
        _l("Lý do thôi cho qua"), [InputRequired(_l("Ghi lý do.")), Length(max=1000)], render_kw={"rows": 3}
    )


class CorrectionForm(BaseForm):
    """The right day of a step, or that it never was."""

    client_id = ActIdField()
    act = RadioField(
        _l("Đính chính"),
        choices=choices([("day", _l("Sửa ngày")), ("cancel", _l("Rút bước này: chưa từng có"))]),
        default="day",
    )
    on_day = VietnameseDateField(_l("Ngày đúng"), [Optional()])
    reason = TextAreaField(
        _l("Vì sao dòng cũ sai"), [InputRequired(_l("Ghi lý do.")), Length(max=1000)], render_kw={"rows": 3}
    )

    def day(self) -> date | None:
        """Return the right day; None when the step is taken back."""
        found: date | None = self.on_day.data if self.act.data == "day" else None
        return found


class BoardFilterForm(BaseForm):
    """What the board is narrowed to; a value nobody could pick narrows nothing."""

    class Meta(BaseForm.Meta):
        """A filter changes nothing and needs no token."""

        csrf = False

    stage = SelectField(
        _l("Giai đoạn"), choices=choices(STAGE_LABELS.items(), blank=ALL), validate_choice=False
    )
    pace = SelectField(
        _l("Tình trạng"),
        choices=choices([(WAITING, _l("Cần làm")), *PACE_LABELS.items()], blank=ALL),
        validate_choice=False,
    )
    kind = SelectField(_l("Diện"), choices=choices(KIND_LABELS.items(), blank=ALL), validate_choice=False)
    zone = SelectField(_l("Khu"), validate_choice=False)

    def wanted(self) -> BoardFilter:
        """Return the filter."""
        paces: tuple[Pace, ...] = ()
        if self.pace.data == WAITING:
            paces = (Pace.LATE, Pace.BLOCKED, Pace.DUE)
        elif self.pace.data in set(Pace):
            paces = (Pace(self.pace.data),)
        return BoardFilter(
            stage=Stage(self.stage.data) if self.stage.data in set(Stage) else None,
            paces=paces,
            zone_id=row_id(self.zone.data),
            kind=StayKind(self.kind.data) if self.kind.data in set(StayKind) else None,
        )

    def in_words(self) -> str:
        """Return the filter as one line for paper; empty when nothing is narrowed."""
        parts = []
        for field in (self.stage, self.pace, self.kind, self.zone):
            if field.data:
                chosen = next((line.label for line in field.choices if line.value == field.data), field.data)
                parts.append(f"{field.label.text}: {chosen}")
        return "; ".join(parts)


def board_form(args: object, zones: list[Zone]) -> BoardFilterForm:
    """Return the filter row bound to the address's ``args``."""
    form = BoardFilterForm(formdata=args)
    form.zone.choices = choices(((str(zone.id), zone.name) for zone in zones), blank=ALL)
    return form
