"""What the forms of this package share."""

from __future__ import annotations

from wtforms import StringField
from wtforms.validators import InputRequired, Length

from center.audit.actor import Actor
from center.clock import clock
from center.i18n import lazy_gettext as _l
from center.medical.entry import Entry
from center.ui.fields import LocalDateTimeField
from center.ui.forms import BaseForm


class EntryForm(BaseForm):
    """When a fact happened, why it is typed in late, why it corrects another."""

    happened_at = LocalDateTimeField(_l("Lúc đo, khám"), [InputRequired()])
    late_reason = StringField(_l("Lý do ghi muộn"), [Length(max=200)], render_kw={"maxlength": 200})
    amend_reason = StringField(_l("Lý do đính chính"), [Length(max=300)], render_kw={"maxlength": 300})

    def entry(self, actor: Actor, *, amends_id: int | None = None) -> Entry:
        """Return what the form says about time and correction; call it after the form was found valid."""
        happened_at = self.happened_at.data
        if happened_at is None:
            raise RuntimeError("the form was not checked")
        return Entry(
            happened_at=happened_at,
            now=clock().now(),
            actor=actor,
            late_reason=self.late_reason.data or "",
            amends_id=amends_id,
            amend_reason=self.amend_reason.data or "",
        )
