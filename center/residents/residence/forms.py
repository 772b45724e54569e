"""The form of a residence."""

from __future__ import annotations

from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, ValidationError

from center.db import MAX_ID
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.ui.fields import VietnameseDateField, WholeNumberField
from center.ui.forms import BaseForm


class ResidenceForm(BaseForm):
    """A new or corrected residence."""

    address_text = TextAreaField(
        _l("Nơi cư trú, ghi đúng như trên giấy tờ"),
        [InputRequired(_l("Nhập nơi cư trú.")), Length(max=300)],
        render_kw={"rows": 2},
    )
    home_commune_id = WholeNumberField(_l("Xã, phường hiện nay của địa chỉ đó"), minimum=1, maximum=MAX_ID)
    since = VietnameseDateField(_l("Ở đó từ ngày"), [Optional()])
    reason = StringField(_l("Lý do, căn cứ"), [InputRequired(_l("Ghi lý do và căn cứ.")), Length(max=300)])

    def validate_home_commune_id(self, field: WholeNumberField) -> None:
        """Ask a person to settle where the address lies today."""
        if not field.data and not field.errors:
            raise ValidationError(_("Chọn xã, phường hiện nay của nơi cư trú."))
