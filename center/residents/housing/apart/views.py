"""Keeping two residents apart."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock, today
from center.db import unit_of_work
from center.i18n import gettext as _
from center.residents.blueprint import bp
from center.residents.file.acts import act_page
from center.residents.housing.apart.forms import KeepApartForm
from center.residents.housing.apart.service import keep_apart
from center.residents.housing.models import ApartScope
from center.residents.housing.moves.choices import stay_of_scan
from center.residents.housing.permissions import HousingPermission
from center.residents.restriction.rules import areas_of
from center.residents.stay.queries import stay_or_404


@bp.route("/residents/stays/<int:stay_id>/keep-apart", methods=["GET", "POST"])
@requires(HousingPermission.APART)
def new_pair(stay_id: int) -> ResponseReturnValue:
    """Keep the resident and another one out of one room or zone."""
    stay, actor, on = stay_or_404(stay_id), current_actor(), today()
    form = KeepApartForm(starts_on=on, other=request.args.get("other"))
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            keep_apart(
                stay,
                stay_of_scan(form.other.data),
                ApartScope(form.scope.data),
                private_reason=form.private_reason.data,
                area=areas_of(actor.roles)[0],
                starts_on=form.starts_on.data or on,
                ends_on=form.ends_on.data,
                today=on,
                actor=actor,
                now=clock().now(),
            )
        if not form.errors:
            flash(_("Đã ghi hai người không ở chung."), "success")
            return redirect(url_for(".housing_of", stay_id=stay.id), 303)
    return act_page("keep_apart", stay, form)
