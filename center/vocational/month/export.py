"""The month of labour as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import xlsxwriter

from center.i18n import gettext as _
from center.vocational.month.queries import MonthFilter, MonthLine

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def _rows(lines: Sequence[MonthLine], days: Sequence[date]) -> list[list[str | Decimal | int]]:
    return [
        [
            line.code,
            line.name,
            line.bed,
            *(line.hours.get(day, "") for day in days),
            line.days_worked,
            line.total,
        ]
        for line in lines
    ]


def _headings(days: Sequence[date]) -> list[str]:
    return [
        _("Mã"),
        _("Họ tên"),
        _("Giường"),
        *(f"{day.day:02}" for day in days),
        _("Số ngày"),
        _("Tổng giờ"),
    ]


def as_csv(lines: Sequence[MonthLine], wanted: MonthFilter) -> bytes:
    """Return the month as UTF-8 with the mark that makes spreadsheets read it so; hours with a point."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_headings(wanted.days))
    writer.writerows([_text(cell) for cell in row] for row in _rows(lines, wanted.days))
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(lines: Sequence[MonthLine], wanted: MonthFilter, *, title: str, filters: str) -> bytes:
    """Return the month as a workbook: title, filters, the table with sums of days, printable on A4 landscape."""
    days, out = wanted.days, io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(f"{wanted.first:%m-%Y}")
        bold = book.add_format({"bold": True, "font_size": 13})
        head = book.add_format({"bold": True, "border": 1, "align": "center"})
        cell = book.add_format({"border": 1})
        number = book.add_format({"border": 1, "num_format": "0.##"})
        total = book.add_format({"border": 1, "bold": True, "num_format": "0.##"})
        sheet.write_string(0, 0, title, bold)
        sheet.write_string(1, 0, filters)
        for column, name in enumerate(_headings(days)):
            sheet.write_string(3, column, name, head)
        for place, row in enumerate(_rows(lines, days), start=4):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    sheet.write_string(place, column, value, cell)
                else:
                    sheet.write_number(place, column, float(value), number)
        end = 4 + len(lines)
        sheet.write_string(end, 1, _("Cộng"), total)
        for column, day in enumerate(days, start=3):
            of_day = sum((line.hours.get(day, Decimal(0)) for line in lines), Decimal(0))
            sheet.write_number(end, column, float(of_day), total)
        sheet.write_number(end, 3 + len(days), sum(line.days_worked for line in lines), total)
        sheet.write_number(end, 4 + len(days), float(sum((line.total for line in lines), Decimal(0))), total)
        sheet.freeze_panes(4, 2)
        sheet.set_column(0, 0, 10)
        sheet.set_column(1, 1, 26)
        sheet.set_column(2, 2, 12)
        sheet.set_column(3, 2 + len(days), 4)
        sheet.set_column(3 + len(days), 4 + len(days), 8)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(3)
    return out.getvalue()


def _text(value: str | Decimal | int) -> str:
    text = str(value)
    # a spreadsheet would run such a text as a formula
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA_STARTS) else text
