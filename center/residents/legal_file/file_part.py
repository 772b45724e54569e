"""The list of contents of the legal file, as a part of the print of the whole file."""

from __future__ import annotations

from collections.abc import Sequence

from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.legal_file.documents import ContentsLine, contents_paper
from center.residents.legal_file.permissions import LegalFilePermission
from center.residents.legal_file.queries import checklist_of, issued_outside, papers_of
from center.residents.stay.models import Stay
from center.residents.whole_file.parts import Block, Column, FilePart, Reading, Rows, Words
from center.ui.filters import format_date

COLUMNS = (
    Column(_l("Tờ số"), 18), Column(_l("Văn bản")), Column(_l("Số, ký hiệu"), 26), Column(_l("Ngày"), 22),
    Column(_l("Nơi ban hành"), 34), Column(_l("Ghi chú"), 34),
)  # fmt: skip


def contents(stay: Stay, reading: Reading) -> Sequence[Block]:
    """Return the papers of the file in the order of their sheets, and what the law asks for and is missing."""
    paper = contents_paper(stay, papers_of(stay.id))
    rows = Rows(COLUMNS, [_row(line) for line in paper.lines], empty=_("Hồ sơ chưa có văn bản."))
    missing = [line.paper.label for line in checklist_of(stay, issued_outside(stay.id)) if line.is_open]
    if not missing:
        return [rows]
    return [rows, Words(_("Chưa có trong hồ sơ: %(papers)s.", papers="; ".join(missing)))]


def _row(line: ContentsLine) -> tuple[str, ...]:
    return (
        line.sheets,
        line.abstract,
        line.number,
        format_date(line.issued_on),
        line.issuer,
        "; ".join(filter(None, (line.copy, line.remark))),
    )


PART = FilePart("legal_file", _l("Mục lục hồ sơ pháp lý"), LegalFilePermission.VIEW, contents, order=15)
