"""The list as a file."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from center.i18n import gettext as _
from center.residents.labels import KIND_LABELS, SEX_LABELS, STAGE_LABELS
from center.residents.stay.queries import RollLine
from center.residents.stay.rules import age_on
from center.ui.workbook import Cell, table_workbook

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def headings() -> tuple[str, ...]:
    """Return the names of the columns."""
    return (
        _("Mã"), _("Họ tên"), _("Giới tính"), _("Ngày sinh"), _("Tuổi"), _("Diện"), _("Giai đoạn"), _("Từ ngày"),
        _("Giường"), _("Vị trí"), _("Ngày vào"), _("Ngày cuối thời hạn"), _("Hạn chế"),
    )  # fmt: skip


def row(line: RollLine, on: date) -> tuple[Cell, ...]:
    """Return one line of the list on the day ``on``."""
    stay, person = line.stay, line.stay.resident
    return (
        person.code,
        person.full_name,
        SEX_LABELS[person.sex],
        person.birth_date,
        age_on(person.birth_date, on),
        KIND_LABELS[stay.kind],
        STAGE_LABELS[stay.stage],
        stay.stage_since,
        line.bed.label if line.bed else "",
        line.place[0],
        stay.admitted_on,
        stay.last_day,
        "; ".join(line.restrictions),
    )


def as_csv(lines: Iterable[RollLine], on: date) -> bytes:
    """Return the list as UTF-8 with the mark that makes spreadsheets read it so; dates are dd/mm/yyyy."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(headings())
    writer.writerows([_text(cell) for cell in row(line, on)] for line in lines)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(lines: Sequence[RollLine], on: date, *, title: str, filters: str) -> bytes:
    """Return the list as a workbook."""
    rows = (row(line, on) for line in lines)
    return table_workbook(rows, headings(), name=_("Danh sách"), title=title, filters=filters)


def _text(cell: Cell) -> str:
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    text = "" if cell is None else str(cell)
    # a spreadsheet would run such a text as a formula
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
