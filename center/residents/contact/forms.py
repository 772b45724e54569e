"""The forms of a contact."""

from __future__ import annotations

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from center.i18n import lazy_gettext as _l
from center.residents.contact.fields import phone_number
from center.residents.contact.rules import ContactEntry
from center.residents.contact.service import entry_of
from center.residents.stay.models import Contact
from center.ui.forms import ActIdField, BaseForm


class ContactForm(BaseForm):
    """A relative or representative."""

    client_id = ActIdField()
    full_name = StringField(_l("Họ tên"), [InputRequired(_l("Ghi họ tên người thân.")), Length(max=120)])
    relation = StringField(
        _l("Quan hệ"),
        [InputRequired(_l("Ghi quan hệ: mẹ, vợ, anh ruột …")), Length(max=60)],
        render_kw={"list": "relations", "autocomplete": "off"},
    )
    phone = StringField(
        _l("Điện thoại"),
        [Length(max=20), phone_number],
        render_kw={"type": "tel", "inputmode": "tel", "autocomplete": "off"},
    )
    address = StringField(_l("Địa chỉ"), [Length(max=300)])
    is_representative = BooleanField(_l("Là cha, mẹ, người giám hộ hoặc người đại diện hợp pháp"))
    is_main = BooleanField(_l("Là người liên hệ chính: gọi đầu tiên khi có việc"))
    may_visit = BooleanField(_l("Được thăm gặp"), default=True)
    not_told = BooleanField(_l("KHÔNG được báo tin về người cai nghiện"))
    not_told_reason = TextAreaField(_l("Vì sao không được báo tin"), [Length(max=300)], render_kw={"rows": 2})

    def entry(self) -> ContactEntry:
        """Return what a valid form says."""
        return ContactEntry(
            full_name=self.full_name.data or "",
            relation=self.relation.data or "",
            phone=self.phone.data or "",
            address=self.address.data or "",
            is_representative=self.is_representative.data,
            is_main=self.is_main.data,
            may_visit=self.may_visit.data,
            not_told=self.not_told.data,
            not_told_reason=self.not_told_reason.data or "",
        )


class AmendContactForm(ContactForm):
    """What is right instead of what the row says."""

    reason = StringField(
        _l("Lý do sửa"), [InputRequired(_l("Ghi ai báo, giấy tờ nào, ngày nào.")), Length(max=300)]
    )

    @classmethod
    def of(cls, contact: Contact) -> AmendContactForm:
        """Return the form with what the row says."""
        return cls(obj=entry_of(contact))


class EndContactForm(BaseForm):
    """Why somebody is a contact no more."""

    client_id = ActIdField()
    reason = StringField(
        _l("Vì sao không còn là người liên hệ"),
        [InputRequired(_l("Ghi lý do: đã mất, không nhận liên lạc …")), Length(max=300)],
    )
