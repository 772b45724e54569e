"""The report of an incident, its correction, and the filter of the list."""

from __future__ import annotations

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from center.clock import local_day
from center.i18n import lazy_gettext as _l
from center.security.incidents.queries import IncidentFilter, Matter
from center.security.incidents.rules import AMEND_REASON_LENGTH
from center.security.incidents.service import FIELDS, IncidentFacts
from center.security.labels import INCIDENT_LABELS, SEVERITY_LABELS
from center.security.models import IncidentKind, Severity
from center.security.people import PeopleField, lines_of
from center.ui.fields import LocalDateTimeField, VietnameseDateField, choices, moment
from center.ui.forms import ActIdField, BaseForm

REPORTED = choices(
    ((kind.value, label) for kind, label in INCIDENT_LABELS.items() if kind is not IncidentKind.ESCAPE),
    blank="",
)
DECLARED = choices([(IncidentKind.ESCAPE.value, INCIDENT_LABELS[IncidentKind.ESCAPE])])
KINDS = choices(((kind.value, label) for kind, label in INCIDENT_LABELS.items()), blank=_l("Tất cả"))
SEVERITIES = choices((item.value, label) for item, label in SEVERITY_LABELS.items())


class IncidentForm(BaseForm):
    """What happened, where, when, who was in it, what was done."""

    client_id = ActIdField()
    kind = SelectField(
        _l("Loại sự việc"), choices=REPORTED, validators=[InputRequired(_l("Chọn loại sự việc."))]
    )
    severity = RadioField(
        _l("Mức độ"),
        choices=SEVERITIES,
        validators=[InputRequired(_l("Chọn mức độ."))],
    )
    happened_at = LocalDateTimeField(_l("Xảy ra lúc"), [InputRequired(_l("Nhập ngày giờ xảy ra."))])
    place = StringField(
        _l("Tại đâu"), [DataRequired(_l("Ghi nơi xảy ra.")), Length(max=120)], render_kw={"list": "places"}
    )
    description = TextAreaField(
        _l("Diễn biến"),
        [DataRequired(_l("Ghi diễn biến sự việc.")), Length(max=8000)],
        render_kw={"rows": 5},
    )
    measures = TextAreaField(_l("Đã xử lý thế nào"), [Length(max=4000)], render_kw={"rows": 3})
    involved = PeopleField(_l("Học viên có liên quan"))
    victims = PeopleField(_l("Học viên bị ảnh hưởng, bị thương"))
    witnesses = PeopleField(_l("Học viên chứng kiến"))

    def facts(self) -> IncidentFacts:
        """Return the report; call it after validation."""
        return IncidentFacts(
            kind=IncidentKind(self.kind.data),
            severity=Severity(self.severity.data),
            happened_at=moment(self.happened_at),
            place=self.place.data,
            description=self.description.data,
            measures=self.measures.data or "",
            parties=tuple((stay, role) for role, name in FIELDS.items() for stay in self[name].stays),
        )


class AmendForm(IncidentForm):
    """The same again, as it should have been, and why."""

    reason = StringField(
        _l("Lý do đính chính"),
        [
            DataRequired(_l("Ghi lý do đính chính.")),
            Length(
                min=AMEND_REASON_LENGTH, max=300, message=_l("Ghi rõ bản cũ sai ở đâu, từ 10 đến 300 ký tự.")
            ),
        ],
    )

    @classmethod
    def of(cls, matter: Matter) -> AmendForm:
        """Return the form filled with what holds now."""
        now = matter.newest
        form = cls(
            kind=now.kind.value,
            severity=now.severity.value,
            happened_at=now.happened_at,
            place=now.place,
            description=now.description,
            measures=now.measures,
            **{name: lines_of(matter.stays(role)) for role, name in FIELDS.items()},
        )
        if now.kind is IncidentKind.ESCAPE:
            form.kind.choices = DECLARED
        return form


class IncidentFilterForm(BaseForm):
    """The filter row; its state is the address."""

    class Meta(BaseForm.Meta):
        """Read from the address: it changes nothing."""

        csrf = False

    kind = SelectField(
        _l("Loại"),
        choices=KINDS,
        validators=[Optional()],
        default="",
    )
    severity = SelectField(
        _l("Mức độ"),
        choices=[*choices([], blank=_l("Tất cả")), *SEVERITIES],
        validators=[Optional()],
        default="",
    )
    since = VietnameseDateField(_l("Từ ngày"), [Optional()])
    until = VietnameseDateField(_l("Đến hết ngày"), [Optional()])

    def narrowed(self, *, reporter_id: int | None = None) -> IncidentFilter:
        """Return the filter; what could not be read narrows nothing (its error stands beside the box)."""
        wrong = self.errors
        kind, severity = self.kind.data, self.severity.data
        return IncidentFilter(
            kind=IncidentKind(kind) if kind and "kind" not in wrong else None,
            severity=Severity(severity) if severity and "severity" not in wrong else None,
            since=local_day(self.since.data)[0] if self.since.data else None,
            until=local_day(self.until.data)[1] if self.until.data else None,
            reporter_id=reporter_id,
        )
