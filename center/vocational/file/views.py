"""The tab of a stay: classes, lessons missed, labour by week, certificates."""

from __future__ import annotations

from flask import render_template
from flask.typing import ResponseReturnValue

from center.auth.access import requires
from center.clock import clock, local_date
from center.i18n import lazy_gettext as _l
from center.residents.stay.queries import header_of, stay_or_404
from center.ui.panels import ResidentTab, register_tab
from center.vocational.blueprint import bp
from center.vocational.file.queries import stay_page
from center.vocational.labels import COURSE_LABELS, REASON_LABELS, STATE_COLOURS, STATE_LABELS
from center.vocational.permissions import VocationalPermission

register_tab(
    ResidentTab(
        "vocational", _l("Học nghề, lao động"), "vocational.stay", VocationalPermission.VIEW.value, 52
    )
)


@bp.get("/stays/<int:stay_id>")
@requires(VocationalPermission.VIEW)
def stay(stay_id: int) -> ResponseReturnValue:
    """Show what the resident did in class and at work."""
    found, now = stay_or_404(stay_id), clock().now()
    on = local_date(now)
    page = stay_page(found.id, on=min(on, found.ended_on or on))
    return render_template(
        "vocational/stay.html",
        stay=found,
        header=header_of(found, at=now, on=on),
        page=page,
        labels=COURSE_LABELS,
        states=STATE_LABELS,
        colours=STATE_COLOURS,
        reasons=REASON_LABELS,
    )
