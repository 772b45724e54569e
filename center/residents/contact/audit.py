"""What the record says about contacts. Names and numbers stay out of it: the file itself keeps them."""

from __future__ import annotations

from dataclasses import dataclass

from center.audit.service import Event
from center.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class ContactAdded(Event):
    """A contact was added."""

    name = "contacts:contact:add"
    sentence = _l("Thêm thân nhân số {contact_id}; đại diện: {representative}; không báo tin: {not_told}")

    contact_id: int
    representative: bool
    not_told: bool


@dataclass(frozen=True)
class ContactAmended(Event):
    """A row took the place of another, or ended it."""

    name = "contacts:contact:amend"
    sentence = _l("Sửa thân nhân số {amends_id} thành số {contact_id}: {fields}; thôi: {ended}")

    contact_id: int
    amends_id: int
    fields: list[str]
    ended: bool
