"""What the record says about information sheets. What somebody answered stays out of it."""

from __future__ import annotations

from dataclasses import dataclass

from center.audit.service import Event
from center.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class SheetRecorded(Event):
    """A version of an information sheet was written."""

    name = "collection:sheet:record"
    sentence = _l("Ghi phiếu thu thập thông tin {sheet_id}, thay bản {amends_id}; lý do: {reason}")

    sheet_id: int
    amends_id: int | None
    reason: str
