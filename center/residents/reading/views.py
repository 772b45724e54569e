"""The log of readings: written after each page of a file, shown to those who check."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import timedelta

from flask import Response, g, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import DBAPIError

from center.auth.access import requires
from center.clock import clock, local_date
from center.db import row_id
from center.errors import Conflict
from center.i18n import lazy_gettext as _l
from center.legal.queries import parameter_book
from center.residents.blueprint import bp
from center.residents.reading.forms import LogFilterForm, ReadingFilterForm, SearchFilterForm
from center.residents.reading.labels import READING_AREAS
from center.residents.reading.permissions import ReadingPermission
from center.residents.reading.queries import ReadingFilter, accounts, readers_of, readings, searches
from center.residents.reading.rules import AREAS
from center.residents.reading.service import read_file
from center.residents.stay.queries import header_of, stay_or_404, stays_by_id, stays_of
from center.residents.whole_file.parts import parts
from center.residents.whole_file.queries import prints_of
from center.ui.keyset import keyset_page, requested_before
from center.ui.navigation import NavItem
from center.ui.pagination import DEFAULT_SIZE
from center.ui.panels import ResidentTab
from center.ui.tables import Column

log = logging.getLogger(__name__)

NAVIGATION = (
    NavItem(_l("Ai đã xem hồ sơ"), "residents.file_readings", ReadingPermission.ALL, "eye", "system", 22),
)
TABS = (ResidentTab("readings", _l("Ai đã xem"), "residents.readings_of", ReadingPermission.OF_FILE, 950),)

SUMMED_DAYS = 90
"""Span of the table of people who looked at one file."""

FILE_COLUMNS = (
    Column("at", _l("Lúc"), "custom"),
    Column("who", _l("Người xem"), "main"),
    Column("stay", _l("Hồ sơ"), "custom"),
    Column("area", _l("Phần hồ sơ"), "custom"),
    Column("address", _l("Máy"), "custom", no_phone=True),
)
SEARCH_COLUMNS = (
    Column("at", _l("Lúc"), "custom"),
    Column("who", _l("Người tìm"), "main"),
    Column("how", _l("Cách tìm"), "custom"),
    Column("hits", _l("Số người hiện ra"), "number"),
    Column("address", _l("Máy"), "custom", no_phone=True),
)


@bp.after_app_request
def note_reading(response: Response) -> Response:
    """Record which part of whose file this answer showed, once the page is ready.

    A page of a stay names it in its address. The log must not keep a nurse from a file at night: when the database
    cannot take the row, the page is shown and the operators are told.
    """
    stay_id = (request.view_args or {}).get("stay_id")
    shown = request.method == "GET" and response.status_code == 200
    if not shown or not isinstance(stay_id, int) or request.blueprint not in AREAS or "actor" not in g:
        return response
    try:
        read_file(
            stay_id,
            request.blueprint,
            actor=g.actor,
            address=request.remote_addr or "",
            now=clock().now(),
        )
    except (DBAPIError, Conflict) as error:
        log.error("reading not recorded in request %s: %s", g.get("request_id"), type(error).__name__)
    return response


@bp.get("/residents/readings")
@requires(ReadingPermission.ALL)
def file_readings() -> ResponseReturnValue:
    """Show who opened whose file, newest first."""
    form = _form(ReadingFilterForm)
    rows = readings(form.wanted(), before=row_id(requested_before()), limit=DEFAULT_SIZE + 1)
    page = keyset_page(rows, DEFAULT_SIZE, lambda row: str(row.id))
    return render_template(
        "residents/reading/files.html",
        page=page,
        form=form,
        columns=FILE_COLUMNS,
        stays=stays_by_id({row.stay_id for row in page}),
        areas=READING_AREAS,
        kept_months=kept_months(),
    )


@bp.get("/residents/readings/searches")
@requires(ReadingPermission.ALL)
def people_searches() -> ResponseReturnValue:
    """Show who searched for people, newest first; what they typed is not kept."""
    form = _form(SearchFilterForm)
    rows = searches(form.wanted(), before=row_id(requested_before()), limit=DEFAULT_SIZE + 1)
    page = keyset_page(rows, DEFAULT_SIZE, lambda row: str(row.id))
    return render_template(
        "residents/reading/searches.html",
        page=page,
        form=form,
        columns=SEARCH_COLUMNS,
        kept_months=kept_months(),
    )


@bp.get("/residents/stays/<int:stay_id>/readings")
@requires(ReadingPermission.OF_FILE)
def readings_of(stay_id: int) -> ResponseReturnValue:
    """Show who looked at the person's file and who printed it, over all stays."""
    stay, now = stay_or_404(stay_id), clock().now()
    ids: Sequence[int] = [one.id for one in stays_of(stay.resident_id)]
    rows = readings(ReadingFilter(stay_ids=ids), before=row_id(requested_before()), limit=DEFAULT_SIZE + 1)
    return render_template(
        "residents/reading/of_stay.html",
        header=header_of(stay, at=now, on=local_date(now)),
        readers=readers_of(ids, since=now - timedelta(days=SUMMED_DAYS)),
        summed_days=SUMMED_DAYS,
        prints=prints_of(ids),
        part_titles={part.key: part.title for part in parts()},
        page=keyset_page(rows, DEFAULT_SIZE, lambda row: str(row.id)),
        areas=READING_AREAS,
        at=now,
    )


def kept_months() -> int:
    """Return for how many months at least the log is kept."""
    return parameter_book().value_int("retention.reading_log_months", on=local_date(clock().now()))


def _form(kind: type[LogFilterForm]) -> LogFilterForm:
    form = kind(formdata=request.args)
    form.offer(accounts())
    form.validate()
    return form
