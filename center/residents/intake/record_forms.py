"""The form behind the entry record: what only the two sides at the gate know."""

from __future__ import annotations

from wtforms import StringField, TextAreaField
from wtforms.validators import Length, Optional

from center.i18n import lazy_gettext as _l
from center.residents.intake.documents import EntryFacts, Party
from center.ui.fields import LocalDateTimeField, WholeNumberField
from center.ui.forms import ActIdField, BaseForm


class EntryRecordForm(BaseForm):
    """Both sides, the person's condition, the papers and the copies. What is left empty is written by hand."""

    act_id = ActIdField()
    giver_name = StringField(_l("Họ và tên người giao"), [Length(max=120)])
    giver_position = StringField(_l("Chức vụ"), [Length(max=120)])
    giver_office = StringField(_l("Cơ quan"), [Length(max=160)])
    receiver_name = StringField(_l("Họ và tên người nhận"), [Length(max=120)])
    receiver_position = StringField(_l("Chức vụ"), [Length(max=120)])
    condition = TextAreaField(_l("Tình trạng người được giao"), [Length(max=1500)], render_kw={"rows": 4})
    documents = TextAreaField(_l("Hồ sơ kèm theo"), [Length(max=2000)], render_kw={"rows": 4})
    closed_at = LocalDateTimeField(_l("Lập xong lúc"), [Optional()])
    copies = WholeNumberField(_l("Số bản"), minimum=1, maximum=20)
    giver_copies = WholeNumberField(_l("Bên giao giữ"), minimum=0, maximum=20)
    taker_copies = WholeNumberField(_l("Bên nhận giữ"), minimum=0, maximum=20)

    def facts(self) -> EntryFacts:
        """Return what was typed."""
        return EntryFacts(
            giver=Party(
                self.giver_name.data or "", self.giver_position.data or "", self.giver_office.data or ""
            ),
            receiver=Party(self.receiver_name.data or "", self.receiver_position.data or ""),
            condition=self.condition.data or "",
            documents=tuple(
                line.strip() for line in (self.documents.data or "").splitlines() if line.strip()
            ),
            closed_at=self.closed_at.data,
            copies=self.copies.data,
            giver_copies=self.giver_copies.data,
            taker_copies=self.taker_copies.data,
        )
