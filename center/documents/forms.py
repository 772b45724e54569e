"""What people type about papers."""

from __future__ import annotations

from flask_wtf.file import FileRequired
from wtforms import FileField, StringField
from wtforms.validators import InputRequired

from center.i18n import lazy_gettext as _l
from center.ui.fields import VietnameseDateField
from center.ui.forms import BaseForm


class CheckFileForm(BaseForm):
    """A file to compare with the registered paper; nothing of it is kept."""

    file = FileField(
        _l("Tệp PDF cần đối chiếu"), validators=[FileRequired(_l("Chọn tệp PDF cần đối chiếu."))]
    )


class SymbolForm(BaseForm):
    """The center's own notation for one kind of paper."""

    symbol = StringField(_l("Ký hiệu"), validators=[InputRequired()])
    valid_from = VietnameseDateField(_l("Dùng cho giấy tờ ký từ ngày"), validators=[InputRequired()])
