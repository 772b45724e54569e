"""What the record says about the legal file. Names of persons and titles of papers stay out of it."""

from __future__ import annotations

from dataclasses import dataclass

from center.audit.service import Event
from center.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class PaperFiled(Event):
    """A paper was put into the file."""

    name = "residents:legal-file:add"
    sentence = _l("Đưa văn bản {paper_id} ({kind}) vào hồ sơ pháp lý, tờ {sheets}")

    paper_id: int
    kind: str
    sheets: str
    sha256: str
    """Of the scan or the issued document; empty for what is only on paper."""
    issued_document_id: int | None


@dataclass(frozen=True)
class PaperScanned(Event):
    """A paper that was only on paper got a scan, or a scan was exchanged."""

    name = "residents:legal-file:scan"
    sentence = _l("Quét văn bản {paper_id} của hồ sơ pháp lý: {reason}")

    paper_id: int
    sha256: str
    replaced: str
    """SHA-256 of the scan before; empty for the first one."""
    reason: str


@dataclass(frozen=True)
class PaperCorrected(Event):
    """What is written about a paper was corrected; the numbers of its sheets never change."""

    name = "residents:legal-file:correct"
    sentence = _l("Sửa mô tả văn bản {paper_id} của hồ sơ pháp lý: {reason}")

    paper_id: int
    reason: str


@dataclass(frozen=True)
class PaperTakenOut(Event):
    """A paper was withdrawn; its numbers stay taken."""

    name = "residents:legal-file:withdraw"
    sentence = _l("Rút văn bản {paper_id} (tờ {sheets}) khỏi hồ sơ pháp lý: {reason}")

    paper_id: int
    sheets: str
    reason: str


@dataclass(frozen=True)
class FiledPaperRead(Event):
    """Somebody opened a paper of the file."""

    name = "residents:legal-file:read"
    sentence = _l("Mở văn bản {paper_id} ({kind}) của hồ sơ pháp lý")

    paper_id: int
    kind: str


@dataclass(frozen=True)
class LegalFilePrinted(Event):
    """Somebody printed the list of contents, or the whole file."""

    name = "residents:legal-file:print"
    sentence = _l("In hồ sơ pháp lý ({what}), {pages} trang")

    what: str
    """``contents`` or ``whole``."""
    pages: int
