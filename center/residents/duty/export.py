"""The inbox as a workbook."""

from __future__ import annotations

import io
from collections.abc import Sequence

import xlsxwriter

from center.i18n import gettext as _
from center.residents.duty.queries import DutyLine

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def headings() -> tuple[str, ...]:
    """Return the names of the columns."""
    return (
        _("Việc phải làm"), _("Học viên"), _("Mã"), _("Nội dung"), _("Hạn"), _("Tình trạng"), _("Người làm"),
        _("Minh chứng, lý do"), _("Căn cứ"),
    )  # fmt: skip


def row(line: DutyLine) -> tuple[str, ...]:
    """Return one line; the due time stands in its own words, for it may name an hour."""
    person = line.stay.resident if line.stay else None
    return (
        line.label,
        person.full_name if person else "",
        person.code if person else "",
        line.duty.detail,
        line.due,
        line.chip[0],
        line.owner,
        line.duty.proof,
        line.duty.source + (" " + _("(chưa đối chiếu)") if line.unverified else ""),
    )


def as_xlsx(lines: Sequence[DutyLine], *, title: str, filters: str) -> bytes:
    """Return the lines as a workbook: title, filters, then a table that can be sorted and filtered."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(_("Danh sách"))
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        sheet.write(0, 0, title, book.add_format({"bold": True, "font_size": 13}))
        sheet.write(1, 0, filters)
        sheet.write_row(3, 0, headings(), head)
        for number, line in enumerate(lines, start=4):
            sheet.write_row(number, 0, row(line))
        sheet.freeze_panes(4, 1)
        sheet.autofilter(3, 0, 3 + max(1, len(lines)), len(headings()) - 1)
        sheet.autofit()
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(3)
    return out.getvalue()
