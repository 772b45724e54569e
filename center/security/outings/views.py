"""Who is out with leave; sending out and bringing back."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock, local_date, today
from center.db import unit_of_work
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.legal.queries import parameter_book
from center.residents.stay.queries import header_of
from center.residents.whereabouts.models import OutCause
from center.security.blueprint import bp
from center.security.choices import chosen_location, offer_locations
from center.security.outings.forms import BackForm, OutingForm
from center.security.outings.queries import ended_outings, open_outings, outing_or_404, return_of
from center.security.outings.service import bring_back, send_out
from center.security.people import named_in_address
from center.security.permissions import SecurityPermission
from center.ui.fields import moment
from center.ui.tables import Column

COLUMNS = (
    Column("name", _l("Học viên"), "main"),
    Column("cause", _l("Lý do"), "custom"),
    Column("left", _l("Rời lúc"), "custom"),
    Column("back", _l("Hẹn về"), "custom"),
    Column("where", _l("Nơi đến, người đi cùng"), "custom"),
    Column("act", _l("Ghi trở lại"), "actions"),
)
RECENT = 20


@bp.get("/security/outings")
@requires(SecurityPermission.VIEW)
def outing_list() -> ResponseReturnValue:
    """Show who is out with leave, the first expected back on top, and who came back last."""
    now = clock().now()
    return render_template(
        "security/outings/index.html",
        out=open_outings(now),
        ended=ended_outings(offset=0, limit=RECENT),
        columns=COLUMNS,
        at=now,
    )


@bp.route("/security/outings/new", methods=["GET", "POST"])
@requires(SecurityPermission.ESCAPE)
def new_outing() -> ResponseReturnValue:
    """Send one or several out."""
    form = OutingForm(left_at=clock().now(), people=named_in_address())
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            sent = send_out(
                form.people.stays,
                form.facts(),
                client_id=form.client_id.data,
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            flash(_("Đã ghi %(count)s người ra ngoài.", count=len(sent)), "success")
            return redirect(url_for(".outing_list"), 303)
    page = render_template("security/outings/new.html", form=form, funeral_days=_funeral_days())
    return page, 422 if form.errors else 200


@bp.route("/security/outings/<int:outing_id>/return", methods=["GET", "POST"])
@requires(SecurityPermission.ESCAPE)
def outing_return(outing_id: int) -> ResponseReturnValue:
    """Record that somebody is back."""
    now, outing = clock().now(), outing_or_404(outing_id)
    form = BackForm(returned_at=now)
    offer_locations(form.location_id, outing.stay)
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            bring_back(
                outing_or_404(outing_id),
                chosen_location(form.location_id),
                returned_at=moment(form.returned_at),
                note_text=form.note.data or "",
                actor=current_actor(),
                now=now,
            )
        if not form.errors:
            flash(_("Đã ghi trở lại."), "success")
            if outing.cause is OutCause.FUNERAL:
                flash(
                    _("Về từ lễ tang: đưa qua trạm y tế kiểm tra sức khỏe và xét nghiệm ma túy."), "warning"
                )
            return redirect(url_for(".outing_list"), 303)
    page = render_template(
        "security/outings/return.html",
        form=form,
        outing=outing,
        ended=return_of(outing.id),
        header=header_of(outing.stay, at=now, on=local_date(now)),
    )
    return page, 422 if form.errors else 200


def _funeral_days() -> int | None:
    found = parameter_book().find_or_none("funeral_leave.max_days", today())
    return found.value if found is not None and isinstance(found.value, int) else None
