"""Printing badges, and issuing one again."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from center.agency.queries import profile_on
from center.audit.service import record
from center.auth.access import current_actor, requires
from center.clock import clock, today
from center.db import row_id, unit_of_work
from center.errors import NotFound
from center.i18n import gettext as _
from center.jobs.service import enqueue
from center.residents.audit import BadgesPrinted
from center.residents.badge.documents import badge_card, card_pdf, sheets_pdf
from center.residents.badge.forms import BadgeForm, SheetForm
from center.residents.badge.models import Badge
from center.residents.badge.queries import badges_of, valid_badges
from center.residents.badge.service import issue_badge
from center.residents.blueprint import bp
from center.residents.file.acts import act_page, done
from center.residents.housing.queries import zones
from center.residents.jobs import BADGE_SHEET
from center.residents.permissions import ResidentPermission
from center.residents.stay.queries import stay_or_404

IN_REQUEST = 20
"""Cards that may be printed while the person waits; more go to the background."""


@bp.get("/residents/stays/<int:stay_id>/badge.pdf")
@requires(ResidentPermission.BADGE)
def badge_pdf(stay_id: int) -> ResponseReturnValue:
    """Show the card of the badge in force, on a page of the card's size."""
    stay = stay_or_404(stay_id)
    badge = next((badge for badge in badges_of(stay.id) if badge.revoked_at is None), None)
    if badge is None:
        raise NotFound(f"stay {stay_id} has no badge in force")
    content = card_pdf(badge_card(badge, stay.resident, profile_on(today())))
    _record([badge], stay_id=stay.id)
    return _pdf(content, f"the-{badge.id}.pdf")


@bp.route("/residents/stays/<int:stay_id>/badge", methods=["GET", "POST"])
@requires(ResidentPermission.BADGE)
def reissue_badge(stay_id: int) -> ResponseReturnValue:
    """Issue a new badge; the one in force loses its force at once."""
    stay = stay_or_404(stay_id)
    badges = badges_of(stay.id)
    form = BadgeForm()
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            issue_badge(stay, reason=form.reason.data, actor=current_actor(), now=clock().now())
        if not form.errors:
            return done(stay.id, _("Đã cấp thẻ mới. Thẻ cũ không quét được nữa; in thẻ mới để dùng."))
    return act_page("badge", stay, form, badges=badges)


@bp.get("/residents/badges")
@requires(ResidentPermission.BADGE)
def badges() -> ResponseReturnValue:
    """Choose whose cards to print on sheets."""
    form = SheetForm(formdata=None, zone=request.args.get("zone", ""))
    form.offer(zones())
    return render_template(
        "residents/badges.html", form=form, count=len(valid_badges(form.zone_id)), limit=IN_REQUEST
    )


@bp.post("/residents/badges")
@requires(ResidentPermission.BADGE)
def print_badges() -> ResponseReturnValue:
    """Lead to the sheets of a zone: a few at once, many through the background."""
    form = SheetForm()
    form.offer(zones())
    if not form.validate():
        return render_template("residents/badges.html", form=form, count=None, limit=IN_REQUEST), 422
    if len(valid_badges(form.zone_id)) <= IN_REQUEST:
        return redirect(url_for(".badge_sheets", zone=form.zone_id), 303)
    with unit_of_work():
        job = enqueue(
            BADGE_SHEET,
            {"zone_id": form.zone_id},
            actor=current_actor(),
            now=clock().now(),
            client_id=form.act_id.data,
        )
        job_id = job.id
    return redirect(url_for("jobs.show", job_id=job_id), 303)


@bp.get("/residents/badges.pdf")
@requires(ResidentPermission.BADGE)
def badge_sheets() -> ResponseReturnValue:
    """Show A4 sheets of ten cards; too many for one request lead back to the page that asks the background."""
    zone_id = row_id(request.args.get("zone"))
    found = valid_badges(zone_id)
    if not 0 < len(found) <= IN_REQUEST:
        return redirect(url_for(".badges", zone=zone_id), 303)
    profile = profile_on(today())
    content = sheets_pdf([badge_card(badge, resident, profile) for badge, resident in found])
    _record([badge for badge, _resident in found])
    return _pdf(content, "the-a4.pdf")


def _record(printed: Sequence[Badge], *, stay_id: int | None = None) -> None:
    ids = [badge.id for badge in printed]
    with unit_of_work():
        event = BadgesPrinted(count=len(ids), badge_ids=ids)
        record(event, actor=current_actor(), at=clock().now(), stay_id=stay_id)


def _pdf(content: bytes, name: str) -> Response:
    response = Response(content, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f"inline; filename={name}"
    response.headers["Cache-Control"] = "private, no-store"
    # the page's own policy forbids the plug-in by which browsers show a PDF
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; object-src 'self'; frame-ancestors 'self'"
    )
    return response
