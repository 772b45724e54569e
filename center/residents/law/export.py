"""The list of parameters as a file."""

from __future__ import annotations

from collections.abc import Iterable

from center.i18n import gettext as _
from center.residents.law.labels import UNITS
from center.residents.law.queries import Line
from center.ui.workbook import Cell, table_workbook


def headings() -> tuple[str, ...]:
    """Return the names of the columns."""
    return (
        _("Chủ đề"), _("Quy định"), _("Giá trị"), _("Đơn vị"), _("Bộ quy định"), _("Từ ngày"), _("Đến ngày"),
        _("Căn cứ"), _("Độ chắc chắn"), _("Người đối chiếu"), _("Ngày đối chiếu"), _("Đọc ở đâu"), _("Ghi chú"),
        _("Tên trong phần mềm"),
    )  # fmt: skip


def cells(line: Line) -> tuple[Cell, ...]:
    """Return one line of the list."""
    row = line.row
    number = row.value if type(row.value) is int else None
    return (
        str(line.topic.label),
        str(line.word.label),
        line.value if number is None else number,
        "" if number is None else str(UNITS.get(row.unit, row.unit)),
        str(row.rule_set or ""),
        row.valid_from,
        row.valid_to,
        row.source,
        ": ".join(filter(None, (line.certainty, line.certainty_detail))),
        row.confirmed_by,
        row.confirmed_on,
        row.confirmed_where,
        row.note,
        row.name,
    )


def as_xlsx(lines: Iterable[Line], *, filters: str) -> bytes:
    """Return the list as a workbook."""
    return table_workbook(
        map(cells, lines), headings(), name=_("Quy định"), title=_("Quy định pháp luật"), filters=filters
    )
