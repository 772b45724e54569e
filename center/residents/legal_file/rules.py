"""How the sheets of a legal file are numbered, and which papers the law asks for are missing. Pure.

Numbering: ``docs/decisions/0017-legal-file.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from center.errors import RuleViolation
from center.residents.legal_file.kinds import PaperKind

LETTERS = "abcdeghiklmnopqrstuvxy"
"""What follows the number of an inserted sheet: the letters of Vietnamese words, those with signs left out."""
MAX_SHEETS = 500
"""Most sheets of one paper; a longer one is several papers or a typing error."""


@dataclass(frozen=True, slots=True, order=True)
class SheetNumber:
    """The number on one sheet: 12, or 12a for one inserted behind sheet 12. Sorts in the order of the file."""

    number: int
    letter: str = ""

    def __str__(self) -> str:
        """Return what is written on the sheet."""
        return f"{self.number}{self.letter}"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The sheets of one paper; all numbers, or all letters behind one number."""

    number: int
    letter: str
    """Letter of the first sheet; empty unless the paper was inserted."""
    sheets: int

    @property
    def first(self) -> SheetNumber:
        """Number of the first sheet."""
        return SheetNumber(self.number, self.letter)

    @property
    def last(self) -> SheetNumber:
        """Number of the last sheet."""
        return self.sheet(self.sheets - 1)

    def sheet(self, at: int) -> SheetNumber:
        """Return the number of the paper's sheet ``at``, counted from 0."""
        if self.letter:
            return SheetNumber(self.number, LETTERS[LETTERS.index(self.letter) + at])
        return SheetNumber(self.number + at)

    def __str__(self) -> str:
        """Return "12", "12–15", "12a–12c"."""
        return str(self.first) if self.sheets == 1 else f"{self.first}–{self.last}"


def sheets_of(pages: int, *, two_sided: bool) -> int:
    """Return how many sheets of paper ``pages`` scanned pages are; both sides of a sheet have one number."""
    return -(-pages // 2) if two_sided else pages


def appended(taken: Iterable[Span], sheets: int) -> Span:
    """Return the numbers of a paper put at the end of the file; numbers once given are never given again.

    ``taken`` are the numbers of every paper of the file, withdrawn ones too.
    Raises RuleViolation for no sheets, or more than one paper has.
    """
    _check(sheets)
    return Span(max((span.last.number for span in taken), default=0) + 1, "", sheets)


def inserted(taken: Sequence[Span], behind: Span, sheets: int) -> Span:
    """Return the numbers of a paper that belongs behind the paper ``behind``: 12a, then 12b.

    Behind the last paper of the file it is simply appended. Raises RuleViolation when ``behind`` is no paper of
    the file, or the letters do not suffice.
    """
    _check(sheets)
    if behind not in taken:
        raise RuleViolation("residents.legal_no_such_paper", field="behind")
    number = behind.last.number
    if number == max(span.last.number for span in taken):
        return appended(taken, sheets)
    used = [span.last.letter for span in taken if span.letter and span.number == number]
    start = LETTERS.index(max(used)) + 1 if used else 0
    if start + sheets > len(LETTERS):
        raise RuleViolation("residents.legal_letters_spent", field="behind", left=len(LETTERS) - start)
    return Span(number, LETTERS[start], sheets)


def page_marks(span: Span, pages: int, *, two_sided: bool) -> list[str]:
    """Return what is stamped on each scanned page; the back of a sheet says that it is one."""
    if not two_sided:
        return [str(span.sheet(at)) for at in range(pages)]
    return [f"{span.sheet(at // 2)}{' (sau)' if at % 2 else ''}" for at in range(pages)]


def check_scan(span: Span, pages: int, *, two_sided: bool) -> None:
    """Raise RuleViolation unless a scan has exactly the sheets that were numbered."""
    found = sheets_of(pages, two_sided=two_sided)
    if found != span.sheets:
        raise RuleViolation("residents.legal_other_sheets", field="files", found=found, noted=span.sheets)


def check_scannable(kind: PaperKind) -> None:
    """Raise RuleViolation for a paper that is kept on paper only.

    A picture of an identity card is sensitive data (Decree 356/2025 art. 4), and the law asks for the copy in the
    folder, not for its picture in a computer.
    """
    if kind is PaperKind.ID_COPY:
        raise RuleViolation("residents.legal_id_paper_only", field="kind")


def check_day(issued_on: date | None, today: date) -> None:
    """Raise RuleViolation for a paper of tomorrow."""
    if issued_on is not None and issued_on > today:
        raise RuleViolation("residents.legal_future", field="issued_on")


def _check(sheets: int) -> None:
    if sheets < 1:
        raise RuleViolation("residents.legal_no_sheets", field="sheets")
    if sheets > MAX_SHEETS:
        raise RuleViolation("residents.legal_many_sheets", field="sheets", limit=MAX_SHEETS)


@dataclass(frozen=True, slots=True)
class RequiredPaper:
    """One paper the file must hold; any of ``kinds`` will do."""

    kinds: tuple[PaperKind, ...]
    label: str
    source: str
    is_verified: bool
    """Compared with the official text."""
    by_center: bool = False
    """The center writes it itself; it does not come with the person."""


class Presence(StrEnum):
    """How a paper that the law asks for is there."""

    FILED = "filed"
    """Its scan, or the center's own document, is in the file."""
    ON_PAPER = "on_paper"
    """In the folder, not scanned."""
    ISSUED = "issued"
    """The center has issued it, but nobody has put it into the file."""
    BROUGHT = "brought"
    """It came with the person, as the reception desk noted, but nobody has put it into the file."""
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class HeldPaper:
    """A paper in force in the file, as far as the checklist needs it."""

    id: int
    kind: PaperKind
    has_file: bool
    span: Span


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """One paper the law asks for and what there is of it."""

    paper: RequiredPaper
    presence: Presence
    held: tuple[HeldPaper, ...]

    @property
    def is_open(self) -> bool:
        """Tell whether somebody must still do something."""
        return self.presence in {Presence.ISSUED, Presence.BROUGHT, Presence.MISSING}


def checklist(
    required: Iterable[RequiredPaper],
    held: Iterable[HeldPaper],
    issued: Iterable[PaperKind] = (),
    brought: Iterable[PaperKind] = (),
) -> tuple[ChecklistLine, ...]:
    """Return a line for each paper of ``required``, in its order.

    ``issued``: what the center has issued for the stay and not yet put into the file. ``brought``: what came with the
    person.
    """
    there, waiting, came = list(held), set(issued), set(brought)
    return tuple(_line(paper, there, waiting, came) for paper in required)


def _line(
    paper: RequiredPaper, there: Sequence[HeldPaper], waiting: set[PaperKind], came: set[PaperKind]
) -> ChecklistLine:
    held = tuple(sorted((one for one in there if one.kind in paper.kinds), key=lambda one: one.span))
    if any(one.has_file for one in held):
        presence = Presence.FILED
    elif held:
        presence = Presence.ON_PAPER
    elif waiting & set(paper.kinds):
        presence = Presence.ISSUED
    else:
        presence = Presence.BROUGHT if came & set(paper.kinds) else Presence.MISSING
    return ChecklistLine(paper, presence, held)
