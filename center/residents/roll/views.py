"""The list of residents."""

from __future__ import annotations

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from center.audit.service import record
from center.auth.access import current_actor, requires
from center.clock import clock, local_date, today
from center.db import unit_of_work
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.audit import RollExported
from center.residents.blueprint import bp
from center.residents.housing.queries import zones
from center.residents.permissions import ResidentPermission
from center.residents.roll.export import as_csv, as_xlsx
from center.residents.roll.forms import RollFilterForm, filter_form
from center.residents.stay.queries import RollLine
from center.residents.stay.queries import roll as read_roll
from center.ui.pagination import DEFAULT_SIZE, Page, requested_page
from center.ui.tables import Column
from center.ui.workbook import XLSX

COLUMNS = (
    Column("name", _l("Họ tên"), "main"),
    Column("code", _l("Mã"), "custom"),
    Column("age", _l("Tuổi"), "custom"),
    Column("kind", _l("Diện"), "custom"),
    Column("stage", _l("Giai đoạn · ngày"), "custom"),
    Column("bed", _l("Giường"), "custom"),
    Column("place", _l("Vị trí"), "custom"),
    Column("end", _l("Hết thời hạn"), "custom"),
    Column("restrictions", _l("Hạn chế"), "custom"),
)
EVERYBODY = 100_000
"""More than a center ever holds; the limit of an export."""


@bp.get("/residents")
@requires(ResidentPermission.VIEW)
def roll() -> ResponseReturnValue:
    """Show the list a page at a time."""
    form, number = filter_form(request.args, list(zones())), requested_page()
    lines, total = _lines(form, offset=(number - 1) * DEFAULT_SIZE, limit=DEFAULT_SIZE)
    return render_template(
        "residents/roll/index.html",
        page=Page(lines, number, DEFAULT_SIZE, total),
        form=form,
        columns=COLUMNS,
        on=today(),
    )


@bp.get("/residents/sheet")
@requires(ResidentPermission.VIEW)
def roll_sheet() -> ResponseReturnValue:
    """Show the whole filtered list as a sheet to print, with boxes to tick."""
    form = filter_form(request.args, list(zones()))
    lines, total = _lines(form, offset=0, limit=EVERYBODY)
    return render_template(
        "residents/roll/sheet.html",
        lines=lines,
        total=total,
        filters=form.in_words(),
        printed_at=clock().now(),
        on=today(),
    )


@bp.get("/residents/export.csv", defaults={"file_format": "csv"})
@bp.get("/residents/export.xlsx", defaults={"file_format": "xlsx"})
@requires(ResidentPermission.VIEW)
def export(file_format: str) -> ResponseReturnValue:
    """Hand out the whole filtered list as a file; that it left is recorded."""
    form = filter_form(request.args, list(zones()))
    lines, total = _lines(form, offset=0, limit=EVERYBODY)
    on, filters = today(), form.in_words()
    if file_format == "csv":
        content, media_type = as_csv(lines, on), "text/csv"
    else:
        content, media_type = as_xlsx(lines, on, title=_("Danh sách người cai nghiện"), filters=filters), XLSX
    with unit_of_work():
        event = RollExported(file_format=file_format, count=total, filters=filters)
        record(event, actor=current_actor(), at=clock().now())
    response = Response(content, mimetype=media_type)
    response.headers["Content-Disposition"] = f"attachment; filename=danh-sach-{on:%Y%m%d}.{file_format}"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _lines(form: RollFilterForm, *, offset: int, limit: int) -> tuple[list[RollLine], int]:
    now = clock().now()
    form.validate()
    lines, total = read_roll(
        form.wanted(local_date(now)), at=now, on=local_date(now), offset=offset, limit=limit
    )
    return list(lines), total
