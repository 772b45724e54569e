"""The tab: beds now and before, whom the person is kept apart from, whether the bed still fits."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock, local_date
from center.residents.blueprint import bp
from center.residents.housing.apart.queries import pairs_of
from center.residents.housing.board.queries import assignments_of, misfit_of
from center.residents.housing.labels import CAUSE_LABELS, SCOPE_LABELS
from center.residents.permissions import ResidentPermission
from center.residents.restriction.rules import areas_of
from center.residents.stay.queries import header_of, stay_or_404
from center.ui.messages import sentence


@bp.get("/residents/stays/<int:stay_id>/housing")
@requires(ResidentPermission.VIEW)
def housing_of(stay_id: int) -> ResponseReturnValue:
    """Show where the person lies, lay, and may not lie."""
    stay, now = stay_or_404(stay_id), clock().now()
    on = local_date(now)
    return render_template(
        "residents/housing/of_stay.html",
        stay=stay,
        header=header_of(stay, at=now, on=on),
        rows=assignments_of(stay.id),
        against=[sentence(one.violation()) for one in misfit_of(stay, on)],
        pairs=pairs_of(stay.id, on),
        own_areas=areas_of(current_actor().roles),
        causes=CAUSE_LABELS,
        scopes=SCOPE_LABELS,
    )
