"""Printing badges, issuing one again, and the log of the lost ones."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from center.agency.queries import profile_on
from center.auth.access import current_actor, requires
from center.clock import clock, local_instant, today
from center.db import row_id, unit_of_work
from center.errors import NotFound
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.jobs.service import enqueue
from center.residents.badge.documents import badge_cards, card_pdf, sheets_pdf
from center.residents.badge.forms import BadgeForm, FoundForm, LostFilterForm, SheetForm
from center.residents.badge.models import BadgeEnd
from center.residents.badge.queries import (
    badges_of,
    finding_of,
    lost_badge_or_404,
    lost_badges,
    printed_badges,
    valid_badge_ids,
)
from center.residents.badge.service import issue_badge, record_finding, record_print, valid_badge
from center.residents.blueprint import bp
from center.residents.duty.service import sync_duties
from center.residents.file.acts import act_page, done
from center.residents.housing.queries import zones
from center.residents.jobs import BADGE_SHEET
from center.residents.permissions import ResidentPermission
from center.residents.stay.queries import stay_or_404
from center.ui.filters import format_date
from center.ui.pagination import DEFAULT_SIZE, Page, requested_page
from center.ui.panels import panels
from center.ui.tables import Column

IN_REQUEST = 20
"""Cards that may be printed while the person waits; more go to the background."""

LOST_COLUMNS = (
    Column("name", _l("Học viên"), "main"),
    Column("number", _l("Thẻ số"), "custom"),
    Column("lost_at", _l("Báo mất lúc"), "custom"),
    Column("reason", _l("Nói rõ"), "custom"),
    Column("by", _l("Người ghi"), no_phone=True),
    Column("found", _l("Tìm thấy"), "custom"),
    Column("act", _l("Việc"), "actions"),
)


@bp.get("/residents/stays/<int:stay_id>/badge.pdf")
@requires(ResidentPermission.BADGE)
def badge_pdf(stay_id: int) -> ResponseReturnValue:
    """Show the card of the badge in force, on a page of the card's size."""
    stay = stay_or_404(stay_id)
    badge = valid_badge(stay.id)
    if badge is None:
        raise NotFound(f"stay {stay_id} has no badge in force")
    (card,) = badge_cards(printed_badges([badge.id]), profile_on(today()))
    content = card_pdf(card)
    _record([badge.id], stay_id=stay.id)
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
            issue_badge(
                stay,
                why=BadgeEnd(form.why.data),
                reason=form.reason.data,
                actor=current_actor(),
                now=clock().now(),
            )
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
        "residents/badge/sheets.html", form=form, count=len(valid_badge_ids(form.zone_id)), limit=IN_REQUEST
    )


@bp.post("/residents/badges")
@requires(ResidentPermission.BADGE)
def print_badges() -> ResponseReturnValue:
    """Lead to the sheets of a zone: a few at once, many through the background."""
    form = SheetForm()
    form.offer(zones())
    if not form.validate():
        return render_template("residents/badge/sheets.html", form=form, count=None, limit=IN_REQUEST), 422
    if len(valid_badge_ids(form.zone_id)) <= IN_REQUEST:
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
    found = valid_badge_ids(zone_id)
    if not 0 < len(found) <= IN_REQUEST:
        return redirect(url_for(".badges", zone=zone_id), 303)
    content = sheets_pdf(badge_cards(printed_badges(found), profile_on(today())))
    _record(found)
    return _pdf(content, "the-a4.pdf")


@bp.get("/residents/badges/lost")
@requires(ResidentPermission.VIEW)
def lost() -> ResponseReturnValue:
    """Show the log of lost badges, newest first, with where they turned up and who tried to use them."""
    form, number = LostFilterForm(request.args), requested_page()
    form.validate()
    lines, total = lost_badges(
        since=local_instant(form.since.data) if form.since.data else None,
        missing_only=form.missing.data,
        offset=(number - 1) * DEFAULT_SIZE,
        limit=DEFAULT_SIZE,
    )
    return render_template(
        "residents/badge/lost.html",
        form=form,
        page=Page(lines, number, DEFAULT_SIZE, total),
        columns=LOST_COLUMNS,
        boxes=panels("lost-badges"),
        filters_text=_filters_text(form),
    )


@bp.route("/residents/badges/lost/<int:badge_id>", methods=["GET", "POST"])
@requires(ResidentPermission.BADGE)
def found_badge(badge_id: int) -> ResponseReturnValue:
    """Record that a lost badge came to light."""
    badge = lost_badge_or_404(badge_id)
    stay = stay_or_404(badge.stay_id)
    form = FoundForm(found_at=clock().now())
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            record_finding(
                badge,
                found_at=form.found_at.data or clock().now(),
                place=form.place.data,
                handed_in_by=form.handed_in_by.data,
                note_text=form.note.data,
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            flash(
                _("Đã ghi. Thẻ tìm thấy vẫn không có hiệu lực: cắt bỏ, không giao lại cho học viên."),
                "success",
            )
            return redirect(url_for(".lost"), 303)
    return act_page("badge_found", stay, form, badge=badge, finding=finding_of(badge.id))


def _filters_text(form: LostFilterForm) -> str:
    words = [_("từ ngày %(day)s", day=format_date(form.since.data))] if form.since.data else []
    if form.missing.data:
        words.append(_("chưa tìm thấy"))
    return ", ".join(words)


def _record(printed: Sequence[int], *, stay_id: int | None = None) -> None:
    now = clock().now()
    with unit_of_work():
        record_print(list(printed), stay_id=stay_id, actor=current_actor(), now=now)
        if stay_id is not None:
            sync_duties([stay_id], now=now)


def _pdf(content: bytes, name: str) -> Response:
    response = Response(content, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f"inline; filename={name}"
    response.headers["Cache-Control"] = "private, no-store"
    # the page's own policy forbids the plug-in by which browsers show a PDF
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; object-src 'self'; frame-ancestors 'self'"
    )
    return response
