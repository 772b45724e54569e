"""The forms of the calendar of working days."""

from __future__ import annotations

from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length

from center.i18n import lazy_gettext as _l
from center.residents.duty.labels import EFFECT_LABELS
from center.ui.fields import VietnameseDateField, choices
from center.ui.forms import BaseForm


class DayForm(BaseForm):
    """What one day is, and by which notice."""

    day = VietnameseDateField(_l("Ngày"), [InputRequired(_l("Nhập ngày."))])
    effect = SelectField(_l("Ngày này"), choices=choices(EFFECT_LABELS.items()))
    name = StringField(
        _l("Tên ngày nghỉ, nội dung"), [DataRequired(_l("Ghi tên ngày nghỉ.")), Length(max=120)]
    )
    reason = StringField(
        _l("Căn cứ"), [DataRequired(_l("Ghi số thông báo, quyết định hoặc lý do.")), Length(max=300)]
    )


class ReviewForm(BaseForm):
    """With which notice the calendar of a year was compared."""

    notice = StringField(
        _l("Thông báo chính thức"),
        [DataRequired(_l("Ghi số, ngày của thông báo về lịch nghỉ.")), Length(max=300)],
    )
