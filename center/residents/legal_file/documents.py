"""The list of contents of a legal file on paper, and the whole file bound behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from center.agency.queries import profile_on
from center.clock import local_date
from center.documents.papers import paper_pdf
from center.residents.labels import KIND_LABELS as STAY_LABELS
from center.residents.legal_file.binding import Bound, bind
from center.residents.legal_file.kinds import COPY_LABELS, KIND_LABELS
from center.residents.legal_file.queries import PaperLine, content_of, papers_of
from center.residents.legal_file.rules import page_marks
from center.residents.stay.models import Stay

TITLE = "Mục lục văn bản"
TEMPLATE = "documents/residents/legal_contents.html"
CSS = ("paper.css", "legal_file.css")
MARK = "BL "
"""What stands before the number on a page: bút lục."""


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """One line of the list of contents, as plain values."""

    number: str
    issued_on: date | None
    issuer: str
    kind: str
    abstract: str
    sheets: str
    copy: str
    remark: str
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class ContentsPaper:
    """Everything on the list of contents."""

    full_name: str
    code: str
    birth_date: date
    kind: str
    admitted_on: date
    lines: tuple[ContentsLine, ...]
    papers: int
    sheets: int
    """Sheets of the papers in force."""
    last: str
    """Number of the last sheet; empty for an empty file."""


def contents_paper(stay: Stay, lines: Sequence[PaperLine]) -> ContentsPaper:
    """Return the list of contents of ``lines``, all papers of the file of ``stay``."""
    in_force = [line for line in lines if line.in_force]
    return ContentsPaper(
        full_name=stay.resident.full_name,
        code=stay.resident.code,
        birth_date=stay.resident.birth_date,
        kind=STAY_LABELS[stay.kind],
        admitted_on=stay.admitted_on,
        lines=tuple(_line(line) for line in lines),
        papers=len(in_force),
        sheets=sum(line.span.sheets for line in in_force),
        last=str(max((line.span.last for line in lines), default="")),
    )


def contents_pdf(stay: Stay, lines: Sequence[PaperLine], on: date, *, prepared_by: str) -> bytes:
    """Return the list of contents as a PDF, as it stands on ``on``."""
    data = {
        "file": contents_paper(stay, lines),
        "profile": profile_on(on),
        "day": on,
        "prepared_by": prepared_by,
    }
    return paper_pdf(TEMPLATE, data, title=TITLE, css=CSS)


def whole_file(
    stay: Stay,
    on: date,
    *,
    prepared_by: str,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[bytes, int]:
    """Return the list of contents and every paper in force as one PDF, with its number of pages.

    ``progress`` is told how many papers of how many are in.
    """
    lines = papers_of(stay.id)
    shown = [line for line in lines if line.in_force and line.file_id is not None]
    papers = (
        Bound(
            title=f"{KIND_LABELS[line.text.kind]} (tờ {line.span})",
            marks=[MARK + mark for mark in page_marks(line.span, line.pages, two_sided=line.two_sided)],
            load=partial(content_of, line),
        )
        for line in shown
    )
    return bind(
        contents_pdf(stay, lines, on, prepared_by=prepared_by),
        papers,
        title=f"Hồ sơ pháp lý {stay.resident.code}",
        author=profile_on(on).name,
        progress=lambda done: progress(done, len(shown)),
    )


def _line(line: PaperLine) -> ContentsLine:
    remarks = []
    if line.withdrawal is not None:
        day = f"{local_date(line.withdrawal.withdrawn_at):%d/%m/%Y}"
        remarks.append(f"Đã rút ngày {day}: {line.withdrawal.reason} ({line.withdrawal.withdrawn_by_name})")
    elif line.file_id is None:
        remarks.append("Chưa quét")
    if line.text.place:
        remarks.append(line.text.place)
    if line.paper.insert_reason:
        remarks.append(f"Chèn: {line.paper.insert_reason}")
    return ContentsLine(
        number=line.text.number,
        issued_on=line.text.issued_on,
        issuer=line.text.issuer,
        kind=str(KIND_LABELS[line.text.kind]),
        abstract=line.text.abstract,
        sheets=str(line.span),
        copy=str(COPY_LABELS[line.text.copy_kind]),
        remark="; ".join(remarks),
        withdrawn=line.withdrawal is not None,
    )
