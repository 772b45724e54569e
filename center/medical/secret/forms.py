"""Forms of what is kept apart."""

from __future__ import annotations

from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from center.i18n import lazy_gettext as _l
from center.medical.forms import EntryForm
from center.medical.labels import SECRET_LABELS
from center.medical.models import SecretKind
from center.ui.fields import choices
from center.ui.forms import BaseForm


class OpenForm(BaseForm):
    """Why somebody needs to read the findings."""

    reason = StringField(
        _l("Lý do xem"),
        [InputRequired(_l("Ghi lý do xem.")), Length(max=120)],
        render_kw={"maxlength": 120, "autocomplete": "off"},
    )


class SecretForm(EntryForm):
    """One finding kept apart."""

    kind = RadioField(
        _l("Loại thông tin"),
        [InputRequired(_l("Chọn loại thông tin."))],
        choices=choices(SECRET_LABELS.items()),
    )
    text = TextAreaField(
        _l("Nội dung"),
        [InputRequired(_l("Ghi nội dung.")), Length(max=4000)],
        render_kw={"rows": 5, "maxlength": 4000},
    )

    def chosen(self) -> SecretKind:
        """Return the kind; call it after the form was found valid."""
        return SecretKind(self.kind.data)
