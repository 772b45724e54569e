"""What the record says about papers. Names of persons and tokens stay out of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from center.audit.service import Event
from center.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class DocumentIssued(Event):
    """A paper left the house."""

    name = "documents:document:issue"
    sentence = _l("Ban hành giấy tờ {document_id} ({kind}), số {number}")

    document_id: int
    kind: str
    form_code: str
    number: str
    signed_on: date
    sha256: str
    supersedes_id: int | None


@dataclass(frozen=True)
class DocumentWithdrawn(Event):
    """A paper was declared void."""

    name = "documents:document:withdraw"
    sentence = _l("Thu hồi giấy tờ {document_id}: {reason}")

    document_id: int
    kind: str
    reason: str


@dataclass(frozen=True)
class DocumentRead(Event):
    """Somebody opened an issued paper."""

    name = "documents:document:read"
    sentence = _l("Mở giấy tờ {document_id} ({kind})")

    document_id: int
    kind: str


@dataclass(frozen=True)
class SymbolSet(Event):
    """The center set its own notation for a kind of paper."""

    name = "documents:symbol:set"
    sentence = _l("Đặt ký hiệu {symbol} cho {kind} từ {valid_from}")

    kind: str
    symbol: str
    valid_from: date
