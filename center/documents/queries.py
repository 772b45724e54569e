"""Questions about stored files and issued papers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import select

from center.agency.queries import profile_on
from center.db import db
from center.documents.forms_catalogue import forms_of, kinds
from center.documents.models import DocumentSymbol, DocumentWithdrawal, IssuedDocument, PaperSlip, StoredFile
from center.documents.qr import read_token
from center.documents.wording import official_number


class Standing(StrEnum):
    """What an issued paper is worth today."""

    GENUINE = "genuine"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What anybody who holds a paper may learn about it: no personal data."""

    standing: Standing
    center: str
    title: str
    number: str
    """As cited, ``05/CN-CSCN``; empty for a paper without a number."""
    signed_on: date
    pages: int
    sha256: str
    contents: Sequence[dict[str, Any]]
    replaced_on: date | None
    """Day of signing of the paper that took its place."""
    withdrawn_at: datetime | None

    def matching_part(self, sha256: str) -> str | None:
        """Return the title of the part with this digest, if one has it."""
        return next((str(line["title"]) for line in self.contents if line["sha256"] == sha256), None)


def paper_facts(token: str) -> PaperFacts | None:
    """Return what the public may know of the paper of ``token``; None when no such paper was issued.

    A paper both superseded and withdrawn counts as withdrawn.
    """
    # typed by hand, it may come in the groups in which it is printed
    known = read_token("".join(token.split()))
    document = (
        db.session.scalar(select(IssuedDocument).where(IssuedDocument.token == known)) if known else None
    )
    if document is None:
        return None
    successor = successor_of(document.id)
    withdrawal = withdrawal_of(document.id)
    standing = Standing.GENUINE
    if withdrawal is not None:
        standing = Standing.WITHDRAWN
    elif successor is not None:
        standing = Standing.SUPERSEDED
    return PaperFacts(
        standing=standing,
        center=profile_on(document.signed_on).name,
        title=document.title,
        number=official_number(document.number, document.symbol) if document.number is not None else "",
        signed_on=document.signed_on,
        pages=document.pages,
        sha256=document.sha256,
        contents=document.contents,
        replaced_on=successor.signed_on if successor else None,
        withdrawn_at=withdrawal.withdrawn_at if withdrawal else None,
    )


def successor_of(document_id: int) -> IssuedDocument | None:
    """Return the paper that took the place of ``document_id``."""
    return db.session.scalar(select(IssuedDocument).where(IssuedDocument.supersedes_id == document_id))


def withdrawal_of(document_id: int) -> DocumentWithdrawal | None:
    """Return the withdrawal of ``document_id``."""
    return db.session.scalar(select(DocumentWithdrawal).where(DocumentWithdrawal.document_id == document_id))


def document_by_id(document_id: int) -> IssuedDocument | None:
    """Return one issued paper, without its file."""
    return db.session.get(IssuedDocument, document_id)


def documents_of_stay(stay_id: int, kind: str | None = None) -> Sequence[IssuedDocument]:
    """Return the papers of a stay, newest first; of one kind when ``kind`` is given."""
    found = select(IssuedDocument).where(IssuedDocument.stay_id == stay_id).order_by(IssuedDocument.id.desc())
    if kind is not None:
        found = found.where(IssuedDocument.kind == kind)
    return db.session.scalars(found).all()


def current_document(stay_id: int, kind: str) -> IssuedDocument | None:
    """Return the newest paper of a kind that is neither superseded nor withdrawn."""
    successors = select(IssuedDocument.supersedes_id).where(IssuedDocument.supersedes_id.is_not(None))
    withdrawn = select(DocumentWithdrawal.document_id)
    return db.session.scalars(
        select(IssuedDocument)
        .where(
            IssuedDocument.stay_id == stay_id,
            IssuedDocument.kind == kind,
            IssuedDocument.id.not_in(successors),
            IssuedDocument.id.not_in(withdrawn),
        )
        .order_by(IssuedDocument.id.desc())
    ).first()


@dataclass(frozen=True, slots=True)
class Drawn:
    """A kind of paper somebody has."""

    first_at: datetime
    """When the first one was issued: replacing it does not make it late."""
    current: IssuedDocument


def drawn_papers(stay_ids: Collection[int], kinds: Iterable[str]) -> dict[tuple[int, str], Drawn]:
    """Return, by stay and kind, the paper in force and when the first one came; in one statement.

    What was withdrawn was never there.
    """
    rows = db.session.execute(
        select(IssuedDocument, DocumentWithdrawal.id.is_not(None))
        .outerjoin(DocumentWithdrawal, DocumentWithdrawal.document_id == IssuedDocument.id)
        .where(IssuedDocument.stay_id.in_(stay_ids), IssuedDocument.kind.in_(list(kinds)))
        .order_by(IssuedDocument.id)
    ).all()
    replaced = {document.supersedes_id for document, _withdrawn in rows}
    first: dict[tuple[int, str], datetime] = {}
    found: dict[tuple[int, str], Drawn] = {}
    for document, withdrawn in rows:
        if not withdrawn and document.stay_id is not None:
            key = (document.stay_id, document.kind)
            since = first.setdefault(key, document.issued_at)
            if document.id not in replaced:
                found[key] = Drawn(since, document)
    return found


def file_content(file_id: int) -> tuple[bytes, str]:
    """Return the bytes and media type of a stored file. Raises sqlalchemy.exc.NoResultFound for none."""
    wanted = select(StoredFile.content, StoredFile.media_type).where(StoredFile.id == file_id)
    content, media_type = db.session.execute(wanted).one()
    return content, media_type


def unused_slips() -> Sequence[PaperSlip]:
    """Return numbers set aside whose paper was never issued, oldest first; the clerk accounts for them."""
    used = select(IssuedDocument.slip_id)
    return db.session.scalars(
        select(PaperSlip)
        .where(PaperSlip.number.is_not(None), PaperSlip.id.not_in(used))
        .order_by(PaperSlip.id)
    ).all()


def own_symbols_on(day: date) -> dict[str, str]:
    """Return the notations the center itself has set for papers signed that day, by kind."""
    rows = db.session.execute(
        select(DocumentSymbol.kind, DocumentSymbol.symbol)
        .where(DocumentSymbol.valid_from <= day)
        .order_by(DocumentSymbol.valid_from, DocumentSymbol.id)
    )
    return dict(rows.all())


def symbols_on(day: date) -> dict[str, str]:
    """Return the notation of every kind of numbered paper signed that day: the center's own, or the default."""
    agency = profile_on(day).symbol
    forms = (form for kind in kinds() for form in forms_of(kind) if form.in_force(day))
    defaults = {form.kind: form.symbol.format(agency=agency) for form in forms if form.series}
    return {**defaults, **own_symbols_on(day)}


def symbol_on(kind: str, day: date) -> str:
    """Return the notation of a paper signed that day; empty for papers without a number."""
    return symbols_on(day).get(kind, "")
