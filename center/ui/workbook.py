"""A list as a spreadsheet: title, filters, then a table that can be sorted and filtered, printable on A4."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

import xlsxwriter

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Cell = str | int | Decimal | date | None


def table_workbook(
    rows: Iterable[Sequence[Cell]],
    headings: Sequence[str],
    *,
    name: str,
    title: str,
    filters: str = "",
    frozen_columns: int = 2,
) -> bytes:
    """Return a workbook of one sheet, ``name``. Texts are never run as formulas; days are written as days."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(name)
        bold = book.add_format({"bold": True, "font_size": 13})
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        day = book.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
        sheet.write(0, 0, title, bold)
        sheet.write(1, 0, filters)
        for column, heading in enumerate(headings):
            sheet.write(3, column, heading, head)
        last = 3
        for last, row in enumerate(rows, start=4):
            for column, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(last, column, cell, day)
                else:
                    sheet.write(last, column, cell)
        sheet.freeze_panes(4, frozen_columns)
        sheet.autofilter(3, 0, max(last, 4), len(headings) - 1)
        sheet.autofit()
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(3)
    return out.getvalue()
