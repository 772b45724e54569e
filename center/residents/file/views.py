"""The pages of one stay."""

from __future__ import annotations

from flask import render_template, request
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock, local_date
from center.residents.blueprint import bp
from center.residents.file.overview import overview
from center.residents.labels import AREA_LABELS
from center.residents.permissions import ResidentPermission
from center.residents.stay.queries import header_of, stay_or_404
from center.residents.timeline.queries import areas_shown, timeline
from center.ui.pagination import DEFAULT_SIZE, Page, requested_page


@bp.get("/residents/stays/<int:stay_id>")
@requires(ResidentPermission.VIEW)
def show(stay_id: int) -> ResponseReturnValue:
    """Show who it is, on what decision, until when, and what is to be done."""
    now = clock().now()
    page = overview(stay_or_404(stay_id), current_actor(), at=now, on=local_date(now))
    return render_template("residents/file/show.html", page=page)


@bp.get("/residents/stays/<int:stay_id>/timeline")
@requires(ResidentPermission.VIEW)
def show_timeline(stay_id: int) -> ResponseReturnValue:
    """Show what happened to the stay, newest first, as far as the reader may know."""
    stay, now, reader = stay_or_404(stay_id), clock().now(), current_actor()
    area, number = request.args.get("area", ""), requested_page()
    lines, total = timeline(
        stay.id, reader, area=area, offset=(number - 1) * DEFAULT_SIZE, limit=DEFAULT_SIZE
    )
    return render_template(
        "residents/file/timeline.html",
        header=header_of(stay, at=now, on=local_date(now)),
        page=Page(lines, number, DEFAULT_SIZE, total),
        area=area,
        areas=[(key, AREA_LABELS.get(key, key)) for key in areas_shown(stay.id, reader)],
    )
