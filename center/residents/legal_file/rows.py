"""The rows of one paper as they are written: numbers, words, scan, and what is told of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from center.audit.actor import Actor
from center.audit.service import record
from center.db import db
from center.documents.assembly import PDF
from center.documents.models import IssuedDocument
from center.documents.service import store_file
from center.residents.legal_file.audit import PaperFiled
from center.residents.legal_file.kinds import KIND_LABELS, CopyKind, PaperKind
from center.residents.legal_file.models import FiledPaper, FiledPaperScan, FiledPaperText
from center.residents.legal_file.permissions import LegalFilePermission
from center.residents.legal_file.rules import Span
from center.residents.legal_file.scans import PreparedScan
from center.residents.timeline.service import note


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What the list of contents says about a paper, as typed."""

    kind: PaperKind
    abstract: str
    number: str = ""
    issued_on: date | None = None
    issuer: str = ""
    copy_kind: CopyKind = CopyKind.ORIGINAL
    place: str = ""


@dataclass(frozen=True, slots=True)
class ScanFacts:
    """A scan as it came."""

    scan: PreparedScan
    two_sided: bool = False
    known_elsewhere: bool = False
    """The clerk was told that another file holds the same bytes, and means it."""


@dataclass(frozen=True, slots=True)
class Insertion:
    """A paper that belongs into the middle of the file."""

    behind_id: int
    reason: str


def new_paper(
    stay_id: int,
    span: Span,
    *,
    insertion: Insertion | None = None,
    issued: IssuedDocument | None = None,
    client_id: str | None = None,
    actor: Actor,
    now: datetime,
) -> FiledPaper:
    """Write a paper with the numbers ``span`` and return it. Flushes."""
    paper = FiledPaper(
        stay_id=stay_id,
        number=span.number,
        letter=span.letter,
        sheets=span.sheets,
        insert_reason=insertion.reason.strip() if insertion and span.letter else "",
        issued_document_id=issued.id if issued else None,
        client_id=client_id,
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(paper)
    db.session.flush()
    return paper


def write_text(
    paper: FiledPaper,
    facts: PaperFacts,
    *,
    amends: FiledPaperText | None = None,
    reason: str = "",
    actor: Actor,
    now: datetime,
) -> None:
    """Write what the list of contents says about ``paper``; ``amends`` is the row it corrects. Flushes."""
    db.session.add(
        FiledPaperText(
            paper_id=paper.id,
            kind=facts.kind,
            number=facts.number.strip(),
            issued_on=facts.issued_on,
            issuer=facts.issuer.strip(),
            abstract=facts.abstract.strip(),
            copy_kind=facts.copy_kind,
            place=facts.place.strip(),
            amends_id=amends.id if amends else None,
            reason=reason.strip(),
            recorded_at=now,
            recorded_by_id=actor.id,
            recorded_by_name=actor.name,
        )
    )
    db.session.flush()


def keep_scan(
    paper: FiledPaper,
    scanned: ScanFacts,
    *,
    replaces: FiledPaperScan | None = None,
    reason: str = "",
    actor: Actor,
    now: datetime,
) -> str:
    """Store the scan; return its SHA-256."""
    file = store_file(scanned.scan.pdf, PDF, now=now)
    db.session.add(
        FiledPaperScan(
            paper_id=paper.id,
            file_id=file.id,
            pages=scanned.scan.pages,
            two_sided=scanned.two_sided,
            replaces_id=replaces.id if replaces else None,
            reason=reason.strip() if replaces else "",
            recorded_at=now,
            recorded_by_id=actor.id,
            recorded_by_name=actor.name,
        )
    )
    return file.sha256


def tell_filed(paper: FiledPaper, kind: PaperKind, sha256: str, *, actor: Actor, now: datetime) -> None:
    """Write event and line of the timeline about a paper that was put in."""
    event = PaperFiled(
        paper_id=paper.id,
        kind=kind.value,
        sheets=str(paper.span),
        sha256=sha256,
        issued_document_id=paper.issued_document_id,
    )
    record(event, actor=actor, at=now, stay_id=paper.stay_id)
    what = f"Đưa vào hồ sơ pháp lý: {KIND_LABELS[kind]} (tờ {paper.span})"
    tell(paper.stay_id, what, actor=actor, now=now)


def tell(stay_id: int, text: str, *, actor: Actor, now: datetime) -> None:
    """Write a line of the timeline about the file, for those who may see it."""
    note(
        stay_id,
        text,
        area="residents",
        permission=LegalFilePermission.VIEW,
        happened_at=now,
        actor=actor,
        now=now,
        link=f"/residents/stays/{stay_id}/legal-file",
    )
