"""The form that gives another bed."""

from __future__ import annotations

from wtforms import SelectField
from wtforms.validators import InputRequired

from center.i18n import lazy_gettext as _l
from center.ui.forms import BaseForm


class BedForm(BaseForm):
    """A free bed."""

    bed_id = SelectField(
        _l("Giường mới"), [InputRequired(_l("Chọn một giường còn trống."))], coerce=str, validate_choice=False
    )
