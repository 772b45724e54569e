"""Reporting incidents, reading them, correcting them."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock
from center.db import unit_of_work
from center.errors import NotFound
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.whereabouts.queries import locations
from center.security.blueprint import bp
from center.security.escapes.queries import escapes_of_incident
from center.security.incidents.forms import AmendForm, IncidentFilterForm, IncidentForm
from center.security.incidents.queries import Matter, incidents, matter_or_404
from center.security.incidents.service import amend_incident, report_incident
from center.security.people import named_in_address
from center.security.permissions import SecurityPermission
from center.ui.pagination import DEFAULT_SIZE, Page, requested_page
from center.ui.tables import Column

COLUMNS = (
    Column("number", _l("Số"), "custom"),
    Column("what", _l("Sự việc"), "main"),
    Column("severity", _l("Mức độ"), "custom"),
    Column("when", _l("Xảy ra lúc"), "custom"),
    Column("place", _l("Tại"), "custom"),
    Column("persons", _l("Số học viên"), "number"),
    Column("by", _l("Người ghi"), "custom", no_phone=True),
)


@bp.get("/security/incidents")
@requires(SecurityPermission.VIEW)
def incident_list() -> ResponseReturnValue:
    """Show the incidents, newest first."""
    return _list(reporter_id=None)


@bp.get("/security/incidents/mine")
@requires(SecurityPermission.REPORT)
def my_incidents() -> ResponseReturnValue:
    """Show a reporter what became of the own reports."""
    return _list(reporter_id=current_actor().id)


@bp.route("/security/incidents/new", methods=["GET", "POST"])
@requires(SecurityPermission.REPORT)
def new_incident() -> ResponseReturnValue:
    """Report an incident."""
    form = IncidentForm(happened_at=clock().now(), involved=named_in_address())
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            incident = report_incident(
                form.facts(), client_id=form.client_id.data, actor=current_actor(), now=clock().now()
            )
        if not form.errors:
            flash(_("Đã ghi sự việc số %(number)s.", number=incident.number), "success")
            return redirect(_address(incident.number), 303)
    return _form("security/incidents/new.html", form)


@bp.get("/security/incidents/<int:incident_id>")
@requires(SecurityPermission.VIEW)
def incident(incident_id: int) -> ResponseReturnValue:
    """Show an incident as it holds now, and how it was written before."""
    return _page(matter_or_404(incident_id))


@bp.get("/security/incidents/mine/<int:incident_id>")
@requires(SecurityPermission.REPORT)
def my_incident(incident_id: int) -> ResponseReturnValue:
    """Show an incident to somebody who wrote about it."""
    return _page(_own_or_404(incident_id))


@bp.route("/security/incidents/<int:incident_id>/amend", methods=["GET", "POST"])
@requires(SecurityPermission.REPORT)
def amend(incident_id: int) -> ResponseReturnValue:
    """Correct an incident: the one who reported it, or a commander."""
    matter = _readable_or_404(incident_id)
    form = AmendForm.of(matter)
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            amend_incident(
                matter_or_404(incident_id).newest,
                form.facts(),
                reason=form.reason.data,
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            flash(_("Đã ghi bản đính chính; bản cũ vẫn được giữ."), "success")
            return redirect(_address(matter.first.id), 303)
    return _form("security/incidents/amend.html", form, matter=matter)


def may_amend(matter: Matter) -> bool:
    """Tell whether the present person may correct this incident; the service asks again."""
    actor = current_actor()
    return actor.may(SecurityPermission.REPORT) and (
        actor.may(SecurityPermission.ESCAPE) or matter.newest.recorded_by_id == actor.id
    )


def _readable_or_404(incident_id: int) -> Matter:
    if current_actor().may(SecurityPermission.VIEW):
        return matter_or_404(incident_id)
    return _own_or_404(incident_id)


def _own_or_404(incident_id: int) -> Matter:
    matter, me = matter_or_404(incident_id), current_actor().id
    if not any(version.recorded_by_id == me for version in matter.versions):
        raise NotFound(f"incident {incident_id} was not reported by {me}")
    return matter


def _address(number: int) -> str:
    readable = current_actor().may(SecurityPermission.VIEW)
    return url_for(".incident" if readable else ".my_incident", incident_id=number)


def _list(*, reporter_id: int | None) -> ResponseReturnValue:
    form, number = IncidentFilterForm(formdata=request.args), requested_page()
    valid = form.validate()
    lines, total = incidents(
        form.narrowed(reporter_id=reporter_id), offset=(number - 1) * DEFAULT_SIZE, limit=DEFAULT_SIZE
    )
    page = render_template(
        "security/incidents/index.html",
        page=Page(lines, number, DEFAULT_SIZE, total),
        form=form,
        columns=COLUMNS,
        mine=reporter_id is not None,
        narrowed=any(field.data for field in form),
        address=_address,
    )
    return page, 200 if valid else 422


def _form(template: str, form: IncidentForm, **context: object) -> ResponseReturnValue:
    page = render_template(template, form=form, places=[place.name for place in locations()], **context)
    return page, 422 if form.errors else 200


def _page(matter: Matter) -> str:
    return render_template(
        "security/incidents/show.html",
        matter=matter,
        may_amend=may_amend(matter),
        escapes=escapes_of_incident(matter.first.id),
    )
