"""Giving a resident another bed."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock
from center.db import unit_of_work
from center.i18n import gettext as _
from center.residents.blueprint import bp
from center.residents.file.acts import act_page, done
from center.residents.housing.choices import chosen_bed, offer_beds
from center.residents.housing.forms import BedForm
from center.residents.housing.service import assign_bed
from center.residents.permissions import ResidentPermission
from center.residents.stay.queries import stay_or_404


@bp.route("/residents/stays/<int:stay_id>/bed", methods=["GET", "POST"])
@requires(ResidentPermission.HOUSE)
def change_bed(stay_id: int) -> ResponseReturnValue:
    """Move the resident to a free bed."""
    stay = stay_or_404(stay_id)
    form = BedForm()
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            assign_bed(stay, chosen_bed(form.bed_id), actor=current_actor(), now=clock().now())
        if not form.errors:
            return done(stay.id, _("Đã xếp giường mới."))
    offer_beds(form.bed_id, stay.resident.sex)
    return act_page("bed", stay, form)
