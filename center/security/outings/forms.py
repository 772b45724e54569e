"""The forms of an outing: leaving and coming back."""

from __future__ import annotations

from wtforms import SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from center.i18n import lazy_gettext as _l
from center.residents.whereabouts.models import OutCause
from center.security.labels import OUTING_LABELS
from center.security.outings.service import OutingFacts
from center.security.people import PeopleField
from center.ui.fields import LocalDateTimeField, choices, moment
from center.ui.forms import ActIdField, BaseForm


class OutingForm(BaseForm):
    """Who leaves, why, where to, until when."""

    client_id = ActIdField()
    people = PeopleField(_l("Học viên ra ngoài"), [DataRequired(_l("Ghi mã, thẻ hoặc tên."))])
    cause = SelectField(
        _l("Lý do"),
        choices=choices(((cause.value, label) for cause, label in OUTING_LABELS.items()), blank=""),
        validators=[InputRequired(_l("Chọn lý do ra ngoài."))],
    )
    left_at = LocalDateTimeField(_l("Rời cơ sở lúc"), [InputRequired(_l("Nhập thời điểm rời cơ sở."))])
    expected_at = LocalDateTimeField(_l("Hẹn về lúc"), [Optional()])
    destination = StringField(_l("Đến đâu"), [DataRequired(_l("Ghi nơi đến.")), Length(max=200)])
    paper = StringField(_l("Theo quyết định, giấy chuyển số"), [Length(max=120)])
    escort = StringField(_l("Người áp giải, người nhận"), [Length(max=200)])

    def facts(self) -> OutingFacts:
        """Return what was typed; call it after validation."""
        return OutingFacts(
            cause=OutCause(self.cause.data),
            left_at=moment(self.left_at),
            destination=self.destination.data,
            escort=self.escort.data or "",
            paper=self.paper.data or "",
            expected_at=self.expected_at.data,
        )


class BackForm(BaseForm):
    """When the person is back, and where."""

    returned_at = LocalDateTimeField(_l("Trở lại lúc"), [InputRequired(_l("Nhập thời điểm trở lại."))])
    location_id = SelectField(_l("Đưa vào nơi nào"), coerce=int)
    note = StringField(_l("Ghi chú"), [Length(max=300)])
