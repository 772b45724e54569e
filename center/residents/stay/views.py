"""Giving belongings back."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock
from center.db import unit_of_work
from center.i18n import gettext as _
from center.residents.blueprint import bp
from center.residents.file.acts import act_page, done
from center.residents.permissions import ResidentPermission
from center.residents.stay.belongings import belongings_of, return_belongings
from center.residents.stay.forms import return_form
from center.residents.stay.queries import stay_or_404


@bp.route("/residents/stays/<int:stay_id>/belongings/return", methods=["GET", "POST"])
@requires(ResidentPermission.BELONGINGS)
def give_back(stay_id: int) -> ResponseReturnValue:
    """Give back all or some of what is in custody."""
    stay = stay_or_404(stay_id)
    held = belongings_of(stay.id)
    form = return_form(held)
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            return_belongings(
                stay, form.quantities(), form.received_by.data, actor=current_actor(), now=clock().now()
            )
        if not form.errors:
            return done(stay.id, _("Đã ghi trả đồ lưu ký."))
    return act_page("belongings", stay, form, held=held)
