"""What the record says about a person's file. Names and numbers stay out of it: the file itself keeps them."""

from __future__ import annotations

from dataclasses import dataclass

from center.audit.service import Event
from center.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class PersonAmended(Event):
    """What a file says about the person was corrected."""

    name = "residents:person:amend"
    sentence = _l("Đính chính nhân thân hồ sơ {code}: {fields}")

    code: str
    fields: list[str]


@dataclass(frozen=True)
class IdentifierAdded(Event):
    """An identity paper was added."""

    name = "residents:identifier:add"
    sentence = _l("Thêm giấy tờ {kind} vào hồ sơ {code}")

    code: str
    kind: str
    identifier_id: int


@dataclass(frozen=True)
class IdentifierAmended(Event):
    """A row of an identity paper took the place of another."""

    name = "residents:identifier:amend"
    sentence = _l("Đính chính giấy tờ {kind} của hồ sơ {code}: {standing}")

    code: str
    kind: str
    standing: str
    identifier_id: int
    amends_id: int
