"""Declaring an escape, telling those who must know, recording the return."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock, local_date
from center.db import unit_of_work
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.stay.queries import contacts_of, header_of
from center.residents.whereabouts.queries import locations
from center.security.blueprint import bp
from center.security.choices import chosen_location, offer_locations
from center.security.escapes.forms import EscapeForm, NoticeForm, ReturnForm
from center.security.escapes.queries import (
    EscapeLine,
    closed_escapes,
    escape_or_404,
    escapes_of_incident,
    notices_of,
    open_escapes,
    term_effect,
)
from center.security.escapes.service import declare_escape, record_notice, record_return
from center.security.models import NoticeTo
from center.security.people import named_in_address
from center.security.permissions import SecurityPermission
from center.ui.fields import moment
from center.ui.pagination import DEFAULT_SIZE, Page, requested_page
from center.ui.tables import Column

COLUMNS = (
    Column("name", _l("Học viên"), "main"),
    Column("left", _l("Bỏ trốn lúc"), "custom"),
    Column("large", _l("Thời gian"), "custom"),
    Column("notice", _l("Báo Công an xã"), "custom"),
    Column("state", _l("Tình trạng"), "custom"),
)


@bp.get("/security/escapes")
@requires(SecurityPermission.VIEW)
def escape_list() -> ResponseReturnValue:
    """Show who is at large, then the escapes that are over."""
    number = requested_page()
    over, total = closed_escapes(offset=(number - 1) * DEFAULT_SIZE, limit=DEFAULT_SIZE)
    return render_template(
        "security/escapes/index.html",
        at_large=open_escapes(),
        page=Page(over, number, DEFAULT_SIZE, total),
        columns=COLUMNS,
        at=clock().now(),
    )


@bp.route("/security/escapes/new", methods=["GET", "POST"])
@requires(SecurityPermission.ESCAPE)
def new_escape() -> ResponseReturnValue:
    """Declare that one or several are gone."""
    now = clock().now()
    form = EscapeForm(discovered_at=now, people=named_in_address())
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            escapes = declare_escape(
                form.people.stays,
                form.facts(),
                client_id=form.client_id.data,
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            flash(_("Đã khai báo bỏ trốn: %(count)s người.", count=len(escapes)), "success")
            return redirect(_after(escapes[0].id, escapes[0].incident_id, len(escapes)), 303)
    page = render_template(
        "security/escapes/new.html", form=form, places=[place.name for place in locations()]
    )
    return page, 422 if form.errors else 200


@bp.get("/security/escapes/<int:escape_id>")
@requires(SecurityPermission.VIEW)
def escape(escape_id: int) -> ResponseReturnValue:
    """Show one escape: deadline, notices, term."""
    return _page(escape_or_404(escape_id), NoticeForm(formdata=None, sent_at=clock().now()))


@bp.post("/security/escapes/<int:escape_id>/notices")
@requires(SecurityPermission.ESCAPE)
def add_notice(escape_id: int) -> ResponseReturnValue:
    """Record that a body was told, for this person or the whole group."""
    form = NoticeForm()
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            line = escape_or_404(escape_id)
            group = escapes_of_incident(line.escape.incident_id) if form.whole_group.data else [line]
            record_notice(
                [one.escape for one in group],
                told=NoticeTo(form.told.data),
                recipient=form.recipient.data,
                sent_at=moment(form.sent_at),
                means=form.means.data,
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            flash(_("Đã ghi việc thông báo."), "success")
            return redirect(url_for(".escape", escape_id=escape_id), 303)
    return _page(escape_or_404(escape_id), form), 422


@bp.route("/security/escapes/<int:escape_id>/return", methods=["GET", "POST"])
@requires(SecurityPermission.ESCAPE)
def escape_return(escape_id: int) -> ResponseReturnValue:
    """Record the return: the term resumes."""
    now, line = clock().now(), escape_or_404(escape_id)
    form = ReturnForm(happened_at=now)
    offer_locations(form.location_id, line.escape.stay)
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            record_return(
                escape_or_404(escape_id).escape,
                chosen_location(form.location_id),
                happened_at=moment(form.happened_at),
                brought_by=form.brought_by.data,
                circumstances=form.circumstances.data,
                actor=current_actor(),
                now=now,
            )
        if not form.errors:
            flash(_("Đã ghi trở lại. Đưa qua trạm y tế kiểm tra trước khi về khu."), "success")
            return redirect(url_for(".escape", escape_id=escape_id), 303)
    page = render_template(
        "security/escapes/return.html",
        form=form,
        line=line,
        header=header_of(line.escape.stay, at=now, on=local_date(now)),
    )
    return page, 422 if form.errors else 200


def _after(escape_id: int, incident_id: int, count: int) -> str:
    if count > 1:
        return url_for(".incident", incident_id=incident_id)
    return url_for(".escape", escape_id=escape_id)


def _page(line: EscapeLine, form: NoticeForm) -> str:
    now = clock().now()
    on = local_date(now)
    return render_template(
        "security/escapes/show.html",
        line=line,
        header=header_of(line.escape.stay, at=now, on=on),
        notices=notices_of(line.escape.id),
        family=contacts_of(line.escape.stay_id),
        group=escapes_of_incident(line.escape.incident_id),
        effect=term_effect(line, on),
        form=form,
        at=now,
    )
