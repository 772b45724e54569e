"""The month of labour: the page and its files."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue

from center.audit.service import record
from center.auth.access import current_actor, requires
from center.clock import clock, today
from center.db import unit_of_work
from center.i18n import gettext as _
from center.ui.pagination import DEFAULT_SIZE, Page, requested_page
from center.vocational.audit import LabourExported
from center.vocational.blueprint import bp
from center.vocational.course.queries import courses_around
from center.vocational.forms import offer_courses, offer_zones, picked_id
from center.vocational.labour.forms import MonthFilterForm
from center.vocational.month.export import XLSX, as_csv, as_xlsx
from center.vocational.month.queries import MonthFilter, month_lines, month_totals
from center.vocational.permissions import VocationalPermission


@bp.get("/labour")
@requires(VocationalPermission.VIEW)
def labour() -> ResponseReturnValue:
    """Show the month by resident and day, with sums by day, zone and kind of work."""
    form, wanted = _filter()
    totals, number = month_totals(wanted), requested_page()
    lines = month_lines(wanted, offset=(number - 1) * DEFAULT_SIZE, limit=DEFAULT_SIZE)
    before, after = wanted.first - timedelta(days=1), wanted.last + timedelta(days=1)
    return render_template(
        "vocational/labour.html",
        form=form,
        wanted=wanted,
        totals=totals,
        page=Page(lines, number, DEFAULT_SIZE, totals.people),
        before=f"{before:%m/%Y}",
        after=f"{after:%m/%Y}" if after <= today() else "",
        filters=_in_words(form),
        today=today(),
    )


@bp.get("/labour/month.csv")
@requires(VocationalPermission.VIEW)
def labour_csv() -> ResponseReturnValue:
    """Give the month as a CSV file."""
    form, wanted = _filter()
    lines = month_lines(wanted)
    _log(form, wanted, "csv", len(lines))
    return _file(as_csv(lines, wanted), "text/csv; charset=utf-8", wanted, "csv")


@bp.get("/labour/month.xlsx")
@requires(VocationalPermission.VIEW)
def labour_xlsx() -> ResponseReturnValue:
    """Give the month as a workbook."""
    form, wanted = _filter()
    lines = month_lines(wanted)
    _log(form, wanted, "xlsx", len(lines))
    title = _("Bảng giờ lao động trị liệu tháng %(month)s", month=f"{wanted.first:%m/%Y}")
    return _file(as_xlsx(lines, wanted, title=title, filters=_in_words(form)), XLSX, wanted, "xlsx")


def _filter() -> tuple[MonthFilterForm, MonthFilter]:
    form = MonthFilterForm(formdata=request.args)
    offer_zones(form.zone)
    wanted = MonthFilter(
        first=form.first_day(today()),
        zone_id=picked_id(form.zone),
        course_id=picked_id(form.course),
        text=form.q.data or "",
    )
    offer_courses(form.course, courses_around(wanted.first))
    form.month.data = f"{wanted.first:%m/%Y}"
    return form, wanted


def _in_words(form: MonthFilterForm) -> str:
    parts = []
    for field in (form.zone, form.course):
        label = next(
            (choice.label for choice in field.choices if field.data and choice.value == field.data), ""
        )
        if label:
            parts.append(f"{field.label.text}: {label}")
    if form.q.data:
        parts.append(f"{form.q.label.text}: {form.q.data}")
    return "; ".join(parts)


def _log(form: MonthFilterForm, wanted: MonthFilter, kind: str, people: int) -> None:
    event = LabourExported(month=f"{wanted.first:%m/%Y}", form=kind, filters=_in_words(form), people=people)
    with unit_of_work():
        record(event, actor=current_actor(), at=clock().now())


def _file(content: bytes, media_type: str, wanted: MonthFilter, extension: str) -> Response:
    response = Response(content, content_type=media_type)
    name = quote(f"gio-lao-dong-{wanted.first:%Y-%m}.{extension}")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    response.headers["Cache-Control"] = "private, no-store"
    return response
