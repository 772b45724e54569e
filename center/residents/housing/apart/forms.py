"""The form that keeps two residents apart."""

from __future__ import annotations

from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from center.i18n import lazy_gettext as _l
from center.residents.housing.models import ApartScope
from center.ui.fields import VietnameseDateField, choices
from center.ui.forms import BaseForm


class KeepApartForm(BaseForm):
    """From whom, how far, until when, why."""

    other = StringField(_l("Mã học viên thứ hai"), [InputRequired(_l("Nhập mã học viên.")), Length(max=40)])
    scope = RadioField(
        _l("Không ở chung"),
        choices=choices(
            [(ApartScope.ROOM.value, _l("phòng")), (ApartScope.ZONE.value, _l("khu (và phòng)"))]
        ),
        default=ApartScope.ROOM.value,
    )
    starts_on = VietnameseDateField(_l("Từ ngày"), [InputRequired(_l("Nhập ngày bắt đầu."))])
    ends_on = VietnameseDateField(_l("Đến hết ngày"), [Optional()])
    private_reason = TextAreaField(
        _l("Lý do riêng của bộ phận"),
        [InputRequired(_l("Ghi lý do.")), Length(max=1000)],
        render_kw={"rows": 3},
    )
