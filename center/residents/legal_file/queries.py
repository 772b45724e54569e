"""Reading the legal file: its papers as they stand, what is missing, what could be put in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from center.db import db
from center.documents.models import DocumentWithdrawal, IssuedDocument, StoredFile
from center.documents.queries import file_content
from center.errors import NotFound
from center.legal.queries import parameter_book
from center.residents.legal_file.kinds import ISSUED_AS, CopyKind, PaperKind
from center.residents.legal_file.models import (
    FiledPaper,
    FiledPaperScan,
    FiledPaperText,
    FiledPaperWithdrawal,
)
from center.residents.legal_file.requirements import required
from center.residents.legal_file.rules import ChecklistLine, HeldPaper, Span, checklist
from center.residents.person.models import Resident
from center.residents.reception.models import PaperState, Reception, ReceptionPaper
from center.residents.stay.models import Stay
from center.residents.stay.rules import age_on

ADULT = "age.adult_from_years"

_LaterText = aliased(FiledPaperText)
_LaterScan = aliased(FiledPaperScan)
_LaterIssue = aliased(IssuedDocument)
_TEXT = and_(
    FiledPaperText.paper_id == FiledPaper.id, ~exists().where(_LaterText.amends_id == FiledPaperText.id)
)
"""The text of a paper that holds."""
_SCAN = and_(
    FiledPaperScan.paper_id == FiledPaper.id, ~exists().where(_LaterScan.replaces_id == FiledPaperScan.id)
)
"""The scan of a paper that holds."""
_IN_FORCE = ~exists().where(FiledPaperWithdrawal.paper_id == FiledPaper.id)
_ORDER = (FiledPaper.number, FiledPaper.letter)


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper of the file as it stands now."""

    paper: FiledPaper
    text: FiledPaperText
    scan: FiledPaperScan | None
    issued: IssuedDocument | None
    """The center's own paper it is."""
    withdrawal: FiledPaperWithdrawal | None
    sha256: str
    """Of its scan or issued document; empty for what is only on paper."""
    size: int
    """Bytes of that file; 0 for what is only on paper."""
    is_replaced: bool
    """The center's own paper was withdrawn, or a newer one took its place; what was put in stays what it is."""

    @property
    def id(self) -> int:
        """Row of the paper."""
        return self.paper.id

    @property
    def span(self) -> Span:
        """The numbers of its sheets."""
        return self.paper.span

    @property
    def file_id(self) -> int | None:
        """The stored file that shows it; None for what is only on paper."""
        if self.scan is not None:
            return self.scan.file_id
        return self.issued.file_id if self.issued is not None else None

    @property
    def pages(self) -> int:
        """Pages of its file; 0 for what is only on paper."""
        if self.scan is not None:
            return self.scan.pages
        return self.issued.pages if self.issued is not None else 0

    @property
    def two_sided(self) -> bool:
        """Tell whether two pages of its file are one sheet."""
        return self.scan is not None and self.scan.two_sided

    @property
    def in_force(self) -> bool:
        """Tell whether it was not withdrawn."""
        return self.withdrawal is None


def _lines(
    condition: ColumnElement[bool],
) -> Select[FiledPaper, FiledPaperText, FiledPaperScan, IssuedDocument, FiledPaperWithdrawal, str, int, bool]:
    file_id = func.coalesce(FiledPaperScan.file_id, IssuedDocument.file_id)
    replaced = or_(
        exists().where(_LaterIssue.supersedes_id == IssuedDocument.id),
        exists().where(DocumentWithdrawal.document_id == IssuedDocument.id),
    )
    return (
        select(
            FiledPaper,
            FiledPaperText,
            FiledPaperScan,
            IssuedDocument,
            FiledPaperWithdrawal,
            StoredFile.sha256,
            StoredFile.size,
            replaced,
        )
        .select_from(FiledPaper)
        .join(FiledPaperText, _TEXT)
        .outerjoin(FiledPaperScan, _SCAN)
        .outerjoin(IssuedDocument, IssuedDocument.id == FiledPaper.issued_document_id)
        .outerjoin(FiledPaperWithdrawal, FiledPaperWithdrawal.paper_id == FiledPaper.id)
        .outerjoin(StoredFile, StoredFile.id == file_id)
        .where(condition)
        .order_by(*_ORDER)
    )


def _line(row: Any) -> PaperLine:
    paper, text, scan, issued, withdrawal, sha256, size, replaced = row
    return PaperLine(paper, text, scan, issued, withdrawal, sha256 or "", size or 0, bool(replaced))


def papers_of(stay_id: int, *, offset: int = 0, limit: int | None = None) -> list[PaperLine]:
    """Return the papers of a file in the order of their sheets, withdrawn ones too; one statement."""
    rows = db.session.execute(_lines(FiledPaper.stay_id == stay_id).offset(offset).limit(limit))
    return [_line(row) for row in rows]


def paper_or_404(stay_id: int, paper_id: int) -> PaperLine:
    """Return one paper of the stay's file. Raises NotFound."""
    row = db.session.execute(
        _lines(and_(FiledPaper.id == paper_id, FiledPaper.stay_id == stay_id)).execution_options(
            populate_existing=True
        )
    ).first()
    if row is None:
        raise NotFound(f"no paper {paper_id} in the file of stay {stay_id}")
    return _line(row)


def texts_of(paper_id: int) -> Sequence[FiledPaperText]:
    """Return everything that was ever written about a paper, newest first."""
    return db.session.scalars(
        select(FiledPaperText).where(FiledPaperText.paper_id == paper_id).order_by(FiledPaperText.id.desc())
    ).all()


def spans_of(stay_id: int) -> list[Span]:
    """Return the numbers of every paper of the file, withdrawn ones too, in their order."""
    rows = db.session.execute(
        select(FiledPaper.number, FiledPaper.letter, FiledPaper.sheets)
        .where(FiledPaper.stay_id == stay_id)
        .order_by(*_ORDER)
    )
    return [Span(*row) for row in rows]


def names_of(stay_id: int) -> list[tuple[int, Span, str]]:
    """Return row, numbers and abstract of every paper of the file, in order: for a list to choose from."""
    rows = db.session.execute(
        select(FiledPaper, FiledPaperText.abstract)
        .select_from(FiledPaper)
        .join(FiledPaperText, _TEXT)
        .where(FiledPaper.stay_id == stay_id)
        .order_by(*_ORDER)
    )
    return [(paper.id, paper.span, abstract) for paper, abstract in rows]


@dataclass(frozen=True, slots=True)
class FileTotals:
    """Figures of a file; papers in force only."""

    papers: int
    rows: int
    """Lines of the list of contents, withdrawn papers too."""
    sheets: int
    pages: int
    """Pages that can be printed from the scans and the center's own documents."""
    size: int
    """Bytes of those."""


def totals_of(stay_id: int) -> FileTotals:
    """Return the figures of a file; one statement."""
    file_id = func.coalesce(FiledPaperScan.file_id, IssuedDocument.file_id)
    counted = (
        select(
            func.count(FiledPaper.id),
            func.sum(FiledPaper.sheets),
            func.sum(func.coalesce(FiledPaperScan.pages, IssuedDocument.pages, 0)),
            func.sum(func.coalesce(StoredFile.size, 0)),
        )
        .select_from(FiledPaper)
        .outerjoin(FiledPaperScan, _SCAN)
        .outerjoin(IssuedDocument, IssuedDocument.id == FiledPaper.issued_document_id)
        .outerjoin(StoredFile, StoredFile.id == file_id)
        .where(FiledPaper.stay_id == stay_id)
    )
    rows = select(func.count(FiledPaper.id)).where(FiledPaper.stay_id == stay_id).scalar_subquery()
    found = db.session.execute(counted.where(_IN_FORCE).add_columns(rows)).one()
    papers, sheets, pages, size, lines_all = found
    return FileTotals(papers, lines_all or 0, int(sheets or 0), int(pages or 0), int(size or 0))


def held_papers(stay_ids: Collection[int]) -> dict[int, list[tuple[HeldPaper, datetime]]]:
    """Return the papers in force of the stays with the time each was put in; one statement."""
    rows = db.session.execute(
        select(FiledPaper, FiledPaperText.kind, exists().where(FiledPaperScan.paper_id == FiledPaper.id))
        .select_from(FiledPaper)
        .join(FiledPaperText, _TEXT)
        .where(FiledPaper.stay_id.in_(stay_ids), _IN_FORCE)
        .order_by(FiledPaper.stay_id, *_ORDER)
    )
    found: dict[int, list[tuple[HeldPaper, datetime]]] = defaultdict(list)
    for paper, kind, scanned in rows:
        has_file = scanned or paper.issued_document_id is not None
        found[paper.stay_id].append((HeldPaper(paper.id, kind, has_file, paper.span), paper.recorded_at))
    return found


def issued_outside(stay_id: int) -> Sequence[IssuedDocument]:
    """Return the center's own papers of the stay that belong in its file and are not there, oldest first."""
    # the stay is named again so that the index of its papers answers, not the whole table
    filed = exists().where(
        FiledPaper.stay_id == stay_id, FiledPaper.issued_document_id == IssuedDocument.id, _IN_FORCE
    )
    return db.session.scalars(
        select(IssuedDocument)
        .where(
            IssuedDocument.stay_id == stay_id,
            IssuedDocument.kind.in_(ISSUED_AS),
            ~exists().where(_LaterIssue.supersedes_id == IssuedDocument.id),
            ~exists().where(DocumentWithdrawal.document_id == IssuedDocument.id),
            ~filed,
        )
        .order_by(IssuedDocument.id)
    ).all()


@dataclass(frozen=True, slots=True)
class Brought:
    """How a paper came with the person, as the reception desk noted."""

    copy_kind: CopyKind
    sheets: int | None


def brought_with(stay_id: int) -> dict[PaperKind, Brought]:
    """Return the papers that came with the person of a stay, by kind; one statement."""
    rows = db.session.scalars(
        select(ReceptionPaper)
        .join(Reception, Reception.id == ReceptionPaper.reception_id)
        .where(Reception.stay_id == stay_id)
        .order_by(ReceptionPaper.id)
    )
    newest = {row.code: row for row in rows if row.code in set(PaperKind)}
    copies = {PaperState.ORIGINAL: CopyKind.ORIGINAL, PaperState.COPY: CopyKind.PHOTOCOPY}
    return {
        PaperKind(code): Brought(copies[row.state], row.pages)
        for code, row in newest.items()
        if row.state in copies
    }


def checklist_of(stay: Stay, issued: Iterable[IssuedDocument] = ()) -> tuple[ChecklistLine, ...]:
    """Return what the law asks the file of ``stay`` to hold, and what of it is there; two statements.

    ``issued``: the answer of ``issued_outside``.
    """
    adult = parameter_book().value_int(ADULT, on=stay.admitted_on)
    of_age = age_on(stay.resident.birth_date, stay.admitted_on) >= adult
    held = [one for one, _at in held_papers([stay.id]).get(stay.id, ())]
    waiting = [ISSUED_AS[document.kind] for document in issued]
    return checklist(
        required(stay.kind, stay.rule_set, adult=of_age, admitted_on=stay.admitted_on),
        held,
        waiting,
        brought_with(stay.id),
    )


@dataclass(frozen=True, slots=True)
class SameFile:
    """A paper in force that has the same file."""

    stay_id: int
    whose: str
    """Name and code of the resident."""
    span: Span


def same_file(sha256: str) -> list[SameFile]:
    """Return the papers in force whose scan or issued document has these bytes; at most ten."""
    stored = select(StoredFile.id).where(StoredFile.sha256 == sha256).scalar_subquery()
    rows = db.session.execute(
        select(FiledPaper, Resident)
        .select_from(FiledPaper)
        .join(FiledPaperScan, _SCAN)
        .join(Stay, Stay.id == FiledPaper.stay_id)
        .join(Resident, Resident.id == Stay.resident_id)
        .where(FiledPaperScan.file_id == stored, _IN_FORCE)
        .order_by(FiledPaper.id)
        .limit(10)
    )
    return [
        SameFile(paper.stay_id, f"{person.full_name} ({person.code})", paper.span) for paper, person in rows
    ]


def content_of(line: PaperLine) -> bytes:
    """Return the PDF of a paper. Raises NotFound for what is only on paper."""
    if line.file_id is None:
        raise NotFound(f"paper {line.id} is only on paper")
    return file_content(line.file_id)[0]
