"""Putting and lifting restrictions."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock, today
from center.db import unit_of_work
from center.i18n import gettext as _
from center.residents.blueprint import bp
from center.residents.file.acts import act_page, done
from center.residents.housing.apart.service import lift_with_partner
from center.residents.permissions import ResidentPermission
from center.residents.restriction.forms import LiftForm, RestrictionForm
from center.residents.restriction.models import RestrictionKind
from center.residents.restriction.queries import restriction_or_404
from center.residents.restriction.rules import areas_of, check_lift
from center.residents.restriction.service import restrict
from center.residents.stay.queries import stay_or_404


@bp.route("/residents/stays/<int:stay_id>/restrictions/new", methods=["GET", "POST"])
@requires(ResidentPermission.RESTRICT)
def new_restriction(stay_id: int) -> ResponseReturnValue:
    """Put a restriction on the resident, for the area of the one who puts it."""
    stay, actor = stay_or_404(stay_id), current_actor()
    form = RestrictionForm(starts_on=today())
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            restrict(
                stay,
                RestrictionKind(form.kind.data),
                public_wording=form.public_wording.data,
                private_reason=form.private_reason.data,
                area=areas_of(actor.roles)[0],
                starts_on=form.starts_on.data or today(),
                ends_on=form.ends_on.data,
                actor=actor,
                now=clock().now(),
            )
        if not form.errors:
            return done(stay.id, _("Đã đặt hạn chế."))
    return act_page("restriction", stay, form)


@bp.route("/residents/stays/<int:stay_id>/restrictions/<int:restriction_id>/lift", methods=["GET", "POST"])
@requires(ResidentPermission.RESTRICT)
def lift_restriction(stay_id: int, restriction_id: int) -> ResponseReturnValue:
    """Lift a restriction of one's own area."""
    stay, actor = stay_or_404(stay_id), current_actor()
    restriction = restriction_or_404(stay.id, restriction_id)
    form = LiftForm()
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            check_lift(restriction.area, actor.roles)
            lift_with_partner(restriction, reason=form.reason.data, actor=actor, now=clock().now())
        if not form.errors:
            return done(stay.id, _("Đã bỏ hạn chế."))
    return act_page("lift", stay, form, restriction=restriction)
