"""Which past minute the headcount shows, and whom the list of names holds."""

from __future__ import annotations

from datetime import datetime

from wtforms import SelectField
from wtforms.validators import Optional

from center.errors import RuleViolation
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.housing.queries import zones
from center.residents.labels import OUT_LABELS
from center.residents.whereabouts.models import OutCause
from center.residents.whereabouts.queries import locations
from center.security.headcount.queries import NO_BED, Presence, Where
from center.ui.fields import LocalDateTimeField, choices
from center.ui.forms import BaseForm

PRESENCE = {
    "": _l("Tất cả"),
    Presence.INSIDE.value: _l("Có mặt"),
    Presence.HOME.value: _l("Trong khu của mình"),
    Presence.AWAY.value: _l("Nơi khác trong cơ sở"),
    Presence.OUT.value: _l("Ở ngoài"),
}


class AtForm(BaseForm):
    """A past minute; empty is now."""

    class Meta(BaseForm.Meta):
        """Read from the address: it changes nothing."""

        csrf = False

    at = LocalDateTimeField(_l("Xem vào lúc"), [Optional()])

    def instant(self, now: datetime) -> datetime:
        """Return the minute to show: now when none was given, or it is wrong, which ``errors`` tells then."""
        self.validate()
        if self.at.data is not None and self.at.data > now:
            self.refuse(RuleViolation("security.at_in_future", field="at"))
        return now if self.errors or self.at.data is None else self.at.data


class WhereForm(AtForm):
    """The filter row of the list of names; its state is the address."""

    location = SelectField(_l("Ở nơi"), coerce=str, validators=[Optional()], default="")
    cause = SelectField(_l("Ra ngoài vì"), validators=[Optional()], default="")
    zone = SelectField(_l("Giường ở khu"), coerce=str, validators=[Optional()], default="")
    presence = SelectField(
        _l("Hiện ở"), choices=choices(PRESENCE.items()), validators=[Optional()], default=""
    )

    def offer(self) -> WhereForm:
        """Put places, causes and zones into the lists."""
        every = _l("Tất cả")
        causes = [
            (cause.value, label) for cause, label in OUT_LABELS.items() if cause is not OutCause.RELEASED
        ]
        self.location.choices = choices(((str(place.id), place.name) for place in locations()), blank=every)
        homes = [(str(zone.id), zone.name) for zone in zones()]
        self.zone.choices = choices([*homes, (str(NO_BED), _l("Chưa xếp giường"))], blank=every)
        self.cause.choices = choices(causes, blank=every)
        return self

    def where(self) -> Where:
        """Return the filter; a value that is in no list narrows nothing (its error stands beside it)."""
        wrong = self.errors
        given = {
            name: "" if name in wrong else self[name].data or ""
            for name in ("location", "cause", "zone", "presence")
        }
        return Where(
            location_id=int(given["location"]) if given["location"] else None,
            cause=OutCause(given["cause"]) if given["cause"] else None,
            zone_id=int(given["zone"]) if given["zone"] else None,
            presence=Presence(given["presence"]) if given["presence"] else None,
        )

    def in_words(self) -> str:
        """Return what the list was narrowed to, for its printed head."""
        parts = []
        for field in (self.location, self.cause, self.zone):
            chosen = next((str(one.label) for one in field.choices if one.value == field.data), "")
            if field.data and chosen:
                parts.append(_("%(what)s: %(which)s", what=str(field.label.text), which=chosen))
        if self.presence.data:
            parts.append(str(PRESENCE.get(self.presence.data, "")))
        return "; ".join(part for part in parts if part) or _("Tất cả trong danh sách")
