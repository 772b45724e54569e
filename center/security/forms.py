"""Forms of the posts: a scan typed without scripts, and the set-up of posts."""

from __future__ import annotations

from collections.abc import Sequence

from wtforms import SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Length, Regexp

from center.i18n import lazy_gettext as _l
from center.residents.whereabouts.models import Location
from center.security.labels import LOCATION_LABELS
from center.ui.fields import choices
from center.ui.forms import ActIdField, BaseForm


class ScanForm(BaseForm):
    """One scan sent by the page itself: for a browser without scripts."""

    client_id = ActIdField()
    token = StringField(_l("Mã thẻ"), [DataRequired(_l("Quét thẻ hoặc gõ mã học viên.")), Length(max=200)])


class PostForm(BaseForm):
    """A place where badges are scanned."""

    code = StringField(
        _l("Mã chốt"),
        [
            DataRequired(_l("Nhập mã chốt.")),
            Length(max=20),
            Regexp(r"[A-Za-z0-9-]+\Z", message=_l("Mã chốt chỉ có chữ không dấu, chữ số và gạch nối.")),
        ],
    )
    name = StringField(_l("Tên chốt"), [DataRequired(_l("Nhập tên chốt.")), Length(max=80)])
    location_id = SelectField(_l("Qua chốt là vào"), coerce=int)

    def offer(self, locations: Sequence[Location]) -> PostForm:
        """Put the places inside the center into the list."""
        self.location_id.choices = location_choices(locations)
        return self


class SwitchForm(BaseForm):
    """Nothing but the token: a button."""


def location_choices(locations: Sequence[Location]) -> list[SelectChoice]:
    """Return places as choices, their kind beside the name where the name does not say it."""
    return choices((str(place.id), f"{place.name} ({LOCATION_LABELS[place.kind]})") for place in locations)


def act_id(field: ActIdField) -> str:
    """Return the form's own id, after the form was validated."""
    if field.data is None:
        raise ValueError("the form was not validated")
    return field.data
