"""Every change of the legal file: papers put in, scanned, corrected, withdrawn. The numbers never change."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from center.agency.queries import profile_on
from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db, hold
from center.documents.readers import reader_of
from center.documents.wording import official_number
from center.errors import Conflict, NotAllowed, RuleViolation
from center.residents.duty.service import sync_duties
from center.residents.legal_file.audit import PaperCorrected, PaperScanned, PaperTakenOut
from center.residents.legal_file.kinds import ISSUED_AS, KIND_LABELS
from center.residents.legal_file.models import (
    FiledPaper,
    FiledPaperWithdrawal,
)
from center.residents.legal_file.queries import (
    PaperLine,
    issued_outside,
    paper_or_404,
    papers_of,
    same_file,
    spans_of,
)
from center.residents.legal_file.rows import (
    Insertion,
    PaperFacts,
    ScanFacts,
    keep_scan,
    new_paper,
    tell,
    tell_filed,
    write_text,
)
from center.residents.legal_file.rules import (
    Span,
    appended,
    check_day,
    check_scan,
    check_scannable,
    inserted,
    sheets_of,
)
from center.residents.stay.models import Stay


def file_paper(
    stay: Stay,
    facts: PaperFacts,
    scanned: ScanFacts | None,
    *,
    sheets: int = 0,
    insertion: Insertion | None = None,
    client_id: str | None = None,
    actor: Actor,
    now: datetime,
) -> FiledPaper:
    """Put a paper into the file of ``stay`` and give its sheets their numbers. Flushes.

    Without a scan it is noted as lying on paper: then ``sheets`` are counted by hand and its place is named. The same
    ``client_id`` again returns the paper that is there. Raises RuleViolation.
    """
    hold(stay)
    there = _of_client(client_id, stay.id)
    if there is not None:
        return there
    check_day(facts.issued_on, local_date(now))
    if scanned is not None:
        check_scannable(facts.kind)
        _check_known(stay.id, scanned)
        sheets = sheets_of(scanned.scan.pages, two_sided=scanned.two_sided)
    elif not facts.place.strip():
        raise RuleViolation("residents.legal_place", field="place")
    span = _numbers(stay.id, sheets, insertion)
    paper = new_paper(stay.id, span, insertion=insertion, client_id=client_id, actor=actor, now=now)
    write_text(paper, facts, actor=actor, now=now)
    sha256 = keep_scan(paper, scanned, actor=actor, now=now) if scanned is not None else ""
    tell_filed(paper, facts.kind, sha256, actor=actor, now=now)
    sync_duties([stay.id], now=now)
    return paper


def file_issued(stay: Stay, document_id: int, *, actor: Actor, now: datetime) -> FiledPaper:
    """Put one of the center's own papers into the file of ``stay``; the same again returns the paper that is there.

    Its description comes from the register. Raises RuleViolation for a paper that does not belong there, NotAllowed
    for one ``actor`` may not read.
    """
    hold(stay)
    there = next(
        (one for one in papers_of(stay.id) if one.in_force and one.paper.issued_document_id == document_id),
        None,
    )
    if there is not None:
        return there.paper
    document = next((one for one in issued_outside(stay.id) if one.id == document_id), None)
    if document is None:
        raise RuleViolation("residents.legal_not_ours")
    reader = reader_of(document.kind)
    if reader is None or not actor.may(reader):
        raise NotAllowed(f"papers of kind {document.kind}")
    span = appended(spans_of(stay.id), document.pages)
    paper = new_paper(stay.id, span, issued=document, actor=actor, now=now)
    facts = PaperFacts(
        kind=ISSUED_AS[document.kind],
        abstract=document.title,
        number=official_number(document.number, document.symbol) if document.number is not None else "",
        issued_on=document.signed_on,
        issuer=profile_on(document.signed_on).name,
    )
    write_text(paper, facts, actor=actor, now=now)
    tell_filed(paper, facts.kind, document.sha256, actor=actor, now=now)
    sync_duties([stay.id], now=now)
    return paper


def scan_paper(
    stay: Stay, paper_id: int, scanned: ScanFacts, reason: str = "", *, actor: Actor, now: datetime
) -> None:
    """Give a paper of the file its scan, or exchange a bad one (with ``reason``); its numbers stay.

    Raises RuleViolation when the scan has other sheets than were numbered.
    """
    line = _in_force(stay, paper_id)
    if line.issued is not None:
        raise RuleViolation("residents.legal_own_scan")
    if line.scan is not None and not reason.strip():
        raise RuleViolation("residents.legal_reason", field="reason")
    check_scannable(line.text.kind)
    check_scan(line.span, scanned.scan.pages, two_sided=scanned.two_sided)
    _check_known(stay.id, scanned)
    keep_scan(line.paper, scanned, replaces=line.scan, reason=reason, actor=actor, now=now)
    event = PaperScanned(
        paper_id=paper_id, sha256=scanned.scan.sha256, replaced=line.sha256, reason=reason.strip()
    )
    record(event, actor=actor, at=now, stay_id=stay.id)
    what = "Quét lại" if line.scan is not None else "Quét"
    tell(stay.id, f"{what} văn bản của hồ sơ pháp lý (tờ {line.span})", actor=actor, now=now)
    sync_duties([stay.id], now=now)


def correct_paper(
    stay: Stay, paper_id: int, text_id: int, facts: PaperFacts, reason: str, *, actor: Actor, now: datetime
) -> None:
    """Correct what is written about a paper; the old words stay. ``text_id``: the row the clerk has seen.

    Raises RuleViolation without a reason, or when somebody else was first.
    """
    line = _in_force(stay, paper_id)
    if not reason.strip():
        raise RuleViolation("residents.legal_reason", field="reason")
    if line.text.id != text_id:
        raise RuleViolation("residents.legal_corrected_before")
    check_day(facts.issued_on, local_date(now))
    if line.scan is not None:
        check_scannable(facts.kind)
    elif line.issued is None and not facts.place.strip():
        raise RuleViolation("residents.legal_place", field="place")
    write_text(line.paper, facts, amends=line.text, reason=reason, actor=actor, now=now)
    record(PaperCorrected(paper_id=paper_id, reason=reason.strip()), actor=actor, at=now, stay_id=stay.id)
    sync_duties([stay.id], now=now)


def withdraw_paper(stay: Stay, paper_id: int, reason: str, *, actor: Actor, now: datetime) -> None:
    """Take a paper out of the file; its numbers stay taken. Raises RuleViolation without a reason."""
    line = _in_force(stay, paper_id)
    if not reason.strip():
        raise RuleViolation("residents.legal_reason", field="reason")
    db.session.add(
        FiledPaperWithdrawal(
            paper_id=paper_id,
            reason=reason.strip(),
            withdrawn_at=now,
            withdrawn_by_id=actor.id,
            withdrawn_by_name=actor.name,
        )
    )
    event = PaperTakenOut(paper_id=paper_id, sheets=str(line.span), reason=reason.strip())
    record(event, actor=actor, at=now, stay_id=stay.id)
    what = f"Rút văn bản khỏi hồ sơ pháp lý: {KIND_LABELS[line.text.kind]} (tờ {line.span})"
    tell(stay.id, what, actor=actor, now=now)
    sync_duties([stay.id], now=now)


def _in_force(stay: Stay, paper_id: int) -> PaperLine:
    """Return a paper nobody has withdrawn, with the file held still. Raises RuleViolation, NotFound."""
    hold(stay)
    line = paper_or_404(stay.id, paper_id)
    if not line.in_force:
        raise RuleViolation("residents.legal_withdrawn")
    return line


def _of_client(client_id: str | None, stay_id: int) -> FiledPaper | None:
    if client_id is None:
        return None
    there = db.session.scalar(select(FiledPaper).where(FiledPaper.client_id == client_id))
    if there is not None and there.stay_id != stay_id:
        raise Conflict(f"request {client_id!r} already stands for a paper of another file")
    return there


def _check_known(stay_id: int, scanned: ScanFacts) -> None:
    """Tell when the same bytes are in a file already: in this one a mistake, in another one perhaps not."""
    known = same_file(scanned.scan.sha256)
    here = next((one for one in known if one.stay_id == stay_id), None)
    if here is not None:
        raise RuleViolation("residents.legal_same_here", field="files", sheets=str(here.span))
    if known and not scanned.known_elsewhere:
        raise RuleViolation("residents.legal_same_elsewhere", field="known_elsewhere", whose=known[0].whose)


def _numbers(stay_id: int, sheets: int, insertion: Insertion | None) -> Span:
    taken = spans_of(stay_id)
    if insertion is None:
        return appended(taken, sheets)
    behind = db.session.get(FiledPaper, insertion.behind_id)
    if behind is None or behind.stay_id != stay_id:
        raise RuleViolation("residents.legal_no_such_paper", field="behind")
    span = inserted(taken, behind.span, sheets)
    if span.letter and not insertion.reason.strip():
        raise RuleViolation("residents.legal_insert_reason", field="insert_reason")
    return span
