"""Keeping files, giving out numbers, issuing and withdrawing papers."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from center.audit.actor import Actor
from center.audit.service import record
from center.db import db
from center.documents import queries
from center.documents.assembly import PDF, ContentsLine
from center.documents.audit import DocumentIssued, DocumentWithdrawn, SymbolSet
from center.documents.forms_catalogue import form_on
from center.documents.listeners import PaperAct, tell
from center.documents.models import (
    DocumentNumber,
    DocumentSymbol,
    DocumentWithdrawal,
    IssuedDocument,
    PaperSlip,
    StoredFile,
)
from center.documents.pdf import count_pages
from center.documents.qr import new_token
from center.documents.wording import official_number
from center.errors import Conflict, RuleViolation

SYMBOL = re.compile(r"[\w]+(-[\w]+)*")
"""Groups of letters and digits joined by single hyphens (Decree 30/2020, Annex I, part II.3)."""


def store_file(content: bytes, media_type: str, *, now: datetime) -> StoredFile:
    """Keep ``content`` and return its row; the same bytes again return the row that is there. Flushes."""
    digest = hashlib.sha256(content).hexdigest()
    by_digest = select(StoredFile).where(StoredFile.sha256 == digest)
    found = db.session.scalar(by_digest)
    if found is not None:
        return found
    insert = _insert()(StoredFile).values(
        sha256=digest, media_type=media_type, size=len(content), content=content, created_at=now
    )
    # another writer may keep the same bytes at this moment
    db.session.execute(insert.on_conflict_do_nothing(index_elements=["sha256"]))
    return db.session.scalars(by_digest).one()


def next_number(series: str, year: int) -> int:
    """Take and return the next number of ``series`` in ``year``, 1 for the first.

    One statement, so that two writers never get the same number; a rollback gives it back.
    """
    insert = _insert()(DocumentNumber).values(series=series, year=year, last=1)
    taken: int = db.session.execute(
        insert.on_conflict_do_update(
            index_elements=["series", "year"], set_={"last": DocumentNumber.last + 1}
        ).returning(DocumentNumber.last)
    ).scalar_one()
    return taken


def reserve(kind: str, *, signed_on: date, key: str, now: datetime) -> PaperSlip:
    """Set aside number and verification token for a paper of ``kind`` signed on ``signed_on``.

    ``key`` names the act that asks (at most 100 characters): asked again under the same key, the same slip
    comes back. The number belongs to the year of signing. Flushes. Raises LookupError for an unknown kind,
    and Conflict when the key stands for another kind.
    """
    found = db.session.scalar(select(PaperSlip).where(PaperSlip.key == key))
    if found is not None:
        if found.kind != kind:
            raise Conflict(f"key {key!r} already stands for a paper of kind {found.kind!r}")
        return found
    form = form_on(kind, signed_on)
    slip = PaperSlip(
        key=key,
        kind=kind,
        signed_on=signed_on,
        series=form.series or None,
        year=signed_on.year,
        number=next_number(form.series, signed_on.year) if form.series else None,
        symbol=queries.symbol_on(kind, signed_on),
        token=new_token(),
        reserved_at=now,
    )
    db.session.add(slip)
    db.session.flush()
    return slip


def issue(
    slip: PaperSlip,
    content: bytes,
    *,
    title: str,
    actor: Actor,
    now: datetime,
    stay_id: int | None = None,
    contents: Sequence[ContentsLine] = (),
    supersedes: IssuedDocument | None = None,
    told: bool = False,
) -> IssuedDocument:
    """Archive the PDF ``content`` as the paper of ``slip`` and return it. Flushes.

    ``told``: the act this paper belongs to says more than its title, so that no listener need hear of it.

    ``title`` is shown to anybody who checks the paper: no personal data. The same slip with the same bytes
    again returns the paper that is there; with other bytes it raises Conflict. Raises ValueError when
    ``content`` is not a PDF, and RuleViolation when ``supersedes`` is of another stay or kind, or is no
    longer in force.
    """
    pages = count_pages(content)
    file = store_file(content, PDF, now=now)
    there = db.session.scalar(select(IssuedDocument).where(IssuedDocument.slip_id == slip.id))
    if there is not None:
        if there.file_id != file.id:
            raise Conflict(f"slip {slip.id} was already used for another paper")
        return there
    if supersedes is not None:
        _check_replaceable(supersedes)
        if (supersedes.stay_id, supersedes.kind) != (stay_id, slip.kind):
            raise RuleViolation("documents.other_stay")
    document = IssuedDocument(
        slip_id=slip.id,
        stay_id=stay_id,
        kind=slip.kind,
        form_code=form_on(slip.kind, slip.signed_on).code,
        title=title,
        number=slip.number,
        symbol=slip.symbol,
        signed_on=slip.signed_on,
        issued_at=now,
        issued_by_id=actor.id,
        issued_by_name=actor.name,
        file_id=file.id,
        sha256=file.sha256,
        pages=pages,
        contents=[dict(line) for line in contents],
        token=slip.token,
        supersedes_id=supersedes.id if supersedes else None,
    )
    db.session.add(document)
    db.session.flush()
    event = DocumentIssued(
        document_id=document.id,
        kind=document.kind,
        form_code=document.form_code,
        number=official_number(slip.number, slip.symbol) if slip.number is not None else "",
        signed_on=document.signed_on,
        sha256=document.sha256,
        supersedes_id=document.supersedes_id,
    )
    record(event, actor=actor, at=now, stay_id=stay_id)
    if not told:
        tell(document, PaperAct.ISSUED, actor=actor, now=now)
    return document


def withdraw(document: IssuedDocument, reason: str, *, actor: Actor, now: datetime) -> DocumentWithdrawal:
    """Declare ``document`` void. Raises RuleViolation without a reason, or when it is no longer in force."""
    if not reason.strip():
        raise RuleViolation("documents.reason_needed", field="reason")
    _check_replaceable(document)
    withdrawal = DocumentWithdrawal(
        document_id=document.id,
        withdrawn_at=now,
        withdrawn_by_id=actor.id,
        withdrawn_by_name=actor.name,
        reason=reason.strip(),
    )
    db.session.add(withdrawal)
    event = DocumentWithdrawn(document_id=document.id, kind=document.kind, reason=reason.strip())
    record(event, actor=actor, at=now, stay_id=document.stay_id)
    tell(document, PaperAct.WITHDRAWN, actor=actor, now=now)
    return withdrawal


def set_symbol(kind: str, symbol: str, valid_from: date, *, actor: Actor, now: datetime) -> None:
    """Set the center's own notation for papers of ``kind`` signed from ``valid_from`` on.

    Raises RuleViolation for a notation that is not groups of letters joined by hyphens.
    """
    if not SYMBOL.fullmatch(symbol) or len(symbol) > 40:
        raise RuleViolation("documents.bad_symbol", field="symbol", symbol=symbol)
    row = DocumentSymbol(kind=kind, symbol=symbol, valid_from=valid_from, set_by_id=actor.id, recorded_at=now)
    db.session.add(row)
    record(SymbolSet(kind=kind, symbol=symbol, valid_from=valid_from), actor=actor, at=now)


def _check_replaceable(document: IssuedDocument) -> None:
    # the row lock keeps two successors, or a successor and a withdrawal, from passing side by side
    db.session.get(IssuedDocument, document.id, with_for_update=True, populate_existing=True)
    if queries.withdrawal_of(document.id) is not None:
        raise RuleViolation("documents.already_withdrawn")
    if queries.successor_of(document.id) is not None:
        raise RuleViolation("documents.already_superseded")


def _insert() -> type[postgresql.Insert] | type[sqlite.Insert]:
    """Return the database's own INSERT, which knows ON CONFLICT."""
    return postgresql.Insert if db.session.get_bind().dialect.name == "postgresql" else sqlite.Insert
