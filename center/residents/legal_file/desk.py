"""What the pages of the legal file show, read once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from center.audit.actor import Actor
from center.clock import local_date
from center.documents.models import IssuedDocument
from center.documents.readers import reader_of
from center.residents.legal_file.forms import PaperForm, UploadForm
from center.residents.legal_file.holding import held_file
from center.residents.legal_file.kinds import ISSUED_AS, KIND_LABELS, PaperKind
from center.residents.legal_file.models import HeldFile
from center.residents.legal_file.queries import (
    FileTotals,
    PaperLine,
    brought_with,
    checklist_of,
    issued_outside,
    papers_of,
    totals_of,
)
from center.residents.legal_file.rules import ChecklistLine
from center.residents.stay.models import DecisionKind, Stay
from center.residents.stay.queries import decisions_of, header_of
from center.ui.pagination import DEFAULT_SIZE, Page, requested_page
from center.ui.panels import ResidentHeader

DECISIONS = {
    PaperKind.COURT_DECISION: DecisionKind.COURT,
    PaperKind.VOLUNTARY_DECISION: DecisionKind.VOLUNTARY,
    PaperKind.CUSTODY_DECISION: DecisionKind.CUSTODY,
    PaperKind.NAMING_DECISION: DecisionKind.NAMING,
}
"""Papers whose number, day and issuer were typed at the intake desk."""


@dataclass(frozen=True, slots=True)
class LegalFilePage:
    """Everything on the page of one legal file."""

    stay: Stay
    header: ResidentHeader
    papers: Page[PaperLine]
    totals: FileTotals
    checklist: Sequence[ChecklistLine]
    issued: Sequence[IssuedDocument]
    """The center's own papers that could be put in by the reader."""

    @property
    def missing(self) -> int:
        """How many papers are still to be done."""
        return sum(line.is_open for line in self.checklist)

    def issued_for(self, line: ChecklistLine) -> IssuedDocument | None:
        """Return the center's own paper that would close a line of the checklist."""
        return next((one for one in self.issued if ISSUED_AS[one.kind] in line.paper.kinds), None)


def legal_file_page(stay: Stay, reader: Actor, *, now: datetime) -> LegalFilePage:
    """Return the page of the file of ``stay``; a fixed number of statements."""
    number = requested_page()
    outside = issued_outside(stay.id)
    totals = totals_of(stay.id)
    lines = papers_of(stay.id, offset=(number - 1) * DEFAULT_SIZE, limit=DEFAULT_SIZE)
    return LegalFilePage(
        stay=stay,
        header=header_of(stay, at=now, on=local_date(now)),
        papers=Page(lines, number, DEFAULT_SIZE, totals.rows),
        totals=totals,
        checklist=checklist_of(stay, outside),
        issued=[one for one in outside if _may_read(reader, one)],
    )


def blank_form(stay: Stay, kind: str) -> PaperForm:
    """Return the form of a new paper of ``kind``, with what the desk has written about a decision, and how it came."""
    if kind not in set(PaperKind):
        return PaperForm()
    came = brought_with(stay.id).get(PaperKind(kind))
    known: dict[str, Any] = {"kind": kind}
    if came is not None:
        known |= {"copy_kind": came.copy_kind.value, "sheets": came.sheets}
    wanted = DECISIONS.get(PaperKind(kind))
    decision = next((one for one in reversed(decisions_of(stay.id)) if one.kind is wanted), None)
    if decision is None:
        return PaperForm(**known, abstract=str(KIND_LABELS[PaperKind(kind)]))
    return PaperForm(
        **known,
        number=decision.number,
        issued_on=decision.issued_on,
        issuer=decision.issuer,
        abstract=decision.subject or str(KIND_LABELS[PaperKind(kind)]),
    )


def kept_upload(form: UploadForm, stay_id: int, actor: Actor, *, now: datetime) -> HeldFile | None:
    """Return the upload that waits while the rest of ``form`` is put right."""
    if not form.held.data:
        return None
    return held_file(form.held.data, account_id=actor.id, stay_id=stay_id, now=now)


def _may_read(reader: Actor, document: IssuedDocument) -> bool:
    permission = reader_of(document.kind)
    return permission is not None and reader.may(permission)
