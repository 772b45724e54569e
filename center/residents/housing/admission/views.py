"""The page that says whom a zone admits."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock, today
from center.db import unit_of_work
from center.i18n import gettext as _
from center.residents.blueprint import bp
from center.residents.housing.admission.forms import PolicyForm, form_of
from center.residents.housing.admission.queries import policies_on
from center.residents.housing.admission.service import set_policy
from center.residents.housing.admission.words import policy_words
from center.residents.housing.models import Zone
from center.residents.housing.permissions import HousingPermission
from center.residents.housing.places.queries import place_or_404


@bp.route("/housing/zones/<int:zone_id>/policy", methods=["GET", "POST"])
@requires(HousingPermission.CONFIGURE)
def new_policy(zone_id: int) -> ResponseReturnValue:
    """Say whom the zone admits from a day on; the form begins with what holds now."""
    zone, on = place_or_404(Zone, zone_id), today()
    policy = policies_on(on, [zone])[zone.id]
    form = PolicyForm(valid_from=on, **form_of(policy))
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            set_policy(zone, form.policy(), today=on, actor=current_actor(), now=clock().now())
        if not form.errors:
            flash(_("Đã ghi điều kiện nhận người."), "success")
            return redirect(url_for(".zone_setup", zone_id=zone.id), 303)
    page = render_template(
        "residents/housing/setup/policy.html", zone=zone, form=form, policy=policy_words(policy)
    )
    return page, 422 if form.errors else 200
