"""The inbox of legal duties, one duty, one person's; with their places on other pages."""

from __future__ import annotations

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from center.audit.service import record
from center.auth.access import current_actor, requires
from center.auth.permissions import Role
from center.clock import clock, local_date, today
from center.db import db, unit_of_work
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.duty import home, jobs, of_center, of_stays
from center.residents.duty.audit import DutiesExported
from center.residents.duty.blueprint import bp
from center.residents.duty.calendar import views as calendar_views
from center.residents.duty.cases import source as case_source
from center.residents.duty.cases import views as case_views
from center.residents.duty.export import XLSX, as_xlsx
from center.residents.duty.forms import DoneForm, InboxForm, ReasonForm, inbox_form
from center.residents.duty.models import Duty
from center.residents.duty.permissions import DutyPermission
from center.residents.duty.queries import (
    DutyLine,
    duties_of_stay,
    duty_or_404,
    events_of,
    figures,
    inbox,
    sees_all,
)
from center.residents.duty.registry import register_source
from center.residents.duty.service import close_by_hand, reopen, set_aside
from center.residents.permissions import ResidentPermission
from center.residents.stay.queries import header_of, stay_or_404
from center.ui.fields import moment
from center.ui.navigation import NavItem, register_navigation
from center.ui.pagination import DEFAULT_SIZE, Page, requested_page
from center.ui.panels import ResidentTab, register_panel, register_tab
from center.ui.tables import Column

PARTS = (calendar_views, case_views, jobs)
"""Modules that put something on ``bp`` or into a registry when they are imported."""

COLUMNS = (
    Column("label", _l("Việc phải làm"), "main"),
    Column("about", _l("Về ai, về việc gì"), "custom"),
    Column("due", _l("Hạn"), "custom"),
    Column("status", _l("Tình trạng"), "custom"),
    Column("owner", _l("Người làm"), "custom"),
    Column("act", _l("Làm ở đâu"), "actions"),
)
OWN_COLUMNS = tuple(column for column in COLUMNS if column.key != "owner")
STAY_COLUMNS = tuple(column for column in COLUMNS if column.key != "about")
EVERYTHING = 20_000
"""More open duties than a center ever has; the limit of an export."""


@bp.get("")
@requires(DutyPermission.VIEW)
def index() -> ResponseReturnValue:
    """Show the inbox a page at a time: one's own by default, late first."""
    form, reader, now = _form(), current_actor(), clock().now()
    number = requested_page()
    lines, total = inbox(
        form.wanted(), reader, mine=form.mine, now=now, offset=(number - 1) * DEFAULT_SIZE, limit=DEFAULT_SIZE
    )
    return render_template(
        "duties/index.html",
        form=form,
        page=Page(lines, number, DEFAULT_SIZE, total),
        columns=OWN_COLUMNS if form.mine else COLUMNS,
        figures=figures(reader, mine=form.mine, now=now),
    )


@bp.get("/sheet")
@requires(DutyPermission.VIEW)
def sheet() -> ResponseReturnValue:
    """Show the whole filtered inbox as a sheet to print."""
    form, lines = _all_lines()
    return render_template("duties/sheet.html", lines=lines, form=form, printed_at=clock().now())


@bp.get("/export.xlsx")
@requires(DutyPermission.VIEW)
def export() -> ResponseReturnValue:
    """Hand out the whole filtered inbox as a workbook; that it left is recorded."""
    form, lines = _all_lines()
    content = as_xlsx(lines, title=_("Việc theo luật"), filters=form.in_words())
    with unit_of_work():
        event = DutiesExported(count=len(lines), filters=form.in_words())
        record(event, actor=current_actor(), at=clock().now())
    response = Response(content, mimetype=XLSX)
    response.headers["Content-Disposition"] = f"attachment; filename=viec-theo-luat-{today():%Y%m%d}.xlsx"
    response.headers["Cache-Control"] = "private, no-store"
    return response


@bp.get("/<int:duty_id>")
@requires(DutyPermission.VIEW)
def show(duty_id: int) -> ResponseReturnValue:
    """Show one duty: its rule, its time, what happened to it, and how to close it."""
    return _page(duty_id)


@bp.post("/<int:duty_id>/done")
@requires(DutyPermission.VIEW)
def done(duty_id: int) -> ResponseReturnValue:
    """Record that it was done, with what proves it."""
    duty_or_404(duty_id, current_actor(), now=clock().now())
    form = DoneForm()
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            close_by_hand(
                db.session.get_one(Duty, duty_id),
                done_at=moment(form.done_at),
                proof=form.proof.data,
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            return _closed(duty_id, _("Đã ghi là đã làm."))
    return _page(duty_id, done_form=form)


@bp.post("/<int:duty_id>/not-applicable")
@requires(DutyPermission.VIEW)
def not_applicable(duty_id: int) -> ResponseReturnValue:
    """Record that it does not apply, and why."""
    duty_or_404(duty_id, current_actor(), now=clock().now())
    form = ReasonForm()
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            set_aside(
                db.session.get_one(Duty, duty_id),
                reason=form.reason.data,
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            return _closed(duty_id, _("Đã ghi là không áp dụng."))
    return _page(duty_id, reason_form=form)


@bp.post("/<int:duty_id>/reopen")
@requires(DutyPermission.VIEW)
def open_again(duty_id: int) -> ResponseReturnValue:
    """Take a closing by hand back."""
    duty_or_404(duty_id, current_actor(), now=clock().now())
    form = ReasonForm()
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            reopen(
                db.session.get_one(Duty, duty_id),
                reason=form.reason.data,
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            return _closed(duty_id, _("Đã mở lại việc này."))
    return _page(duty_id, reason_form=form)


@bp.get("/stays/<int:stay_id>")
@requires(ResidentPermission.VIEW)
def stay(stay_id: int) -> ResponseReturnValue:
    """Show every duty about one stay."""
    found, now, reader = stay_or_404(stay_id), clock().now(), current_actor()
    return render_template(
        "duties/stay.html",
        header=header_of(found, at=now, on=local_date(now)),
        lines=duties_of_stay(found.id, reader, now=now),
        columns=STAY_COLUMNS,
        at=now,
    )


def _form() -> InboxForm:
    reader = current_actor()
    everything = sees_all(reader)
    return inbox_form(
        request.args,
        reader,
        sees_all=everything,
        starts_with_all=everything and Role.DIRECTOR.value not in reader.roles,
    )


def _all_lines() -> tuple[InboxForm, list[DutyLine]]:
    form = _form()
    lines, _total = inbox(
        form.wanted(), current_actor(), mine=form.mine, now=clock().now(), offset=0, limit=EVERYTHING
    )
    return form, lines


def _page(
    duty_id: int, *, done_form: DoneForm | None = None, reason_form: ReasonForm | None = None
) -> ResponseReturnValue:
    now, reader = clock().now(), current_actor()
    line = duty_or_404(duty_id, reader, now=now)
    may_close = line.duty.owner in reader.roles or Role.DIRECTOR.value in reader.roles
    refused = bool((done_form and done_form.errors) or (reason_form and reason_form.errors))
    page = render_template(
        "duties/show.html",
        line=line,
        duty=line.duty,
        header=header_of(line.stay, at=now, on=local_date(now)) if line.stay else None,
        events=events_of(duty_id),
        may_close=may_close,
        may_prove=may_close
        and line.is_open
        and not line.kind.information
        and (not line.kind.by_paper or Role.DIRECTOR.value in reader.roles),
        done_form=done_form or DoneForm(formdata=None, done_at=now),
        reason_form=reason_form or ReasonForm(formdata=None),
        at=now,
    )
    return page, 422 if refused else 200


def _closed(duty_id: int, sentence: str) -> ResponseReturnValue:
    flash(sentence, "success")
    return redirect(url_for(".show", duty_id=duty_id), 303)


for _source in (of_stays.SOURCE, of_center.SOURCE, *case_source.SOURCES):
    register_source(_source)

register_navigation(
    [
        NavItem(_l("Việc theo luật"), "duties.index", DutyPermission.VIEW, "bell", "day", 10),
        NavItem(_l("Vụ việc có thời hạn"), "duties.case_list", DutyPermission.CASE, "inbox", "day", 20),
        NavItem(
            _l("Lịch ngày làm việc"), "duties.calendar", DutyPermission.CALENDAR, "calendar-week", "day", 30
        ),
    ]
)
register_tab(ResidentTab("duties", _l("Việc theo luật"), "duties.stay", ResidentPermission.VIEW, 70))
register_panel(home.PANEL)

__all__ = ["COLUMNS", "PARTS", "bp"]
