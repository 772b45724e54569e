"""The guard's and the duty commander's day: the count, and the names behind every figure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from center.auth.access import can, requires
from center.clock import LOCAL_ZONE, clock
from center.i18n import lazy_gettext as _l
from center.residents.whereabouts.queries import Headcount, headcount
from center.security.answers import ALARMS, word_of
from center.security.blueprint import bp
from center.security.escapes.queries import open_escapes
from center.security.headcount.forms import AtForm, WhereForm
from center.security.headcount.queries import placed, zone_counts
from center.security.incidents.queries import IncidentFilter, incidents
from center.security.models import Post
from center.security.outings.queries import open_outings
from center.security.permissions import SecurityPermission
from center.security.queries import post_or_none, scans
from center.security.scan_views import last_post_id
from center.ui.pagination import Page, requested_page
from center.ui.tables import Column

INCIDENT_DAYS = timedelta(days=7)
ALARM_HOURS = timedelta(hours=24)
LINES = 10
SIZE = 200
"""Names on a page: a zone that is missing is ticked on one."""

COLUMNS = (
    Column("name", _l("Họ tên"), "main"),
    Column("code", _l("Mã"), "custom"),
    Column("bed", _l("Giường"), "custom"),
    Column("flags", _l("Cờ rủi ro"), "custom"),
    Column("place", _l("Ở đâu"), "custom"),
    Column("since", _l("Từ lúc"), "custom"),
    Column("pick", _l("Chọn"), "actions"),
)


@bp.get("/security")
@requires(SecurityPermission.VIEW)
def day() -> ResponseReturnValue:
    """Show the count now or at a past minute, who is at large, what happened lately."""
    now = clock().now()
    form = AtForm(formdata=request.args)
    at = form.instant(now)
    page = render_template(
        "security/headcount/index.html",
        form=form,
        at=at,
        clock_now=now,
        is_now=at == now,
        at_text=_at_text(form),
        count=headcount(at),
        zones=zone_counts(at),
        **_lately(now),
    )
    return page, 422 if form.errors else 200


@bp.get("/security/present")
@requires(SecurityPermission.VIEW)
def present() -> ResponseReturnValue:
    """Show the names behind a figure of the count."""
    form, now, number = WhereForm(formdata=request.args).offer(), clock().now(), requested_page()
    at = form.instant(now)
    found, total = placed(form.where(), at, offset=(number - 1) * SIZE, limit=SIZE)
    page = render_template(
        "security/headcount/present.html",
        page=Page(found, number, SIZE, total),
        form=form,
        columns=COLUMNS,
        at=at,
        clock_now=now,
        is_now=at == now,
    )
    return page, 422 if form.errors else 200


@bp.get("/security/present/sheet")
@requires(SecurityPermission.VIEW)
def present_sheet() -> ResponseReturnValue:
    """Show the same names as a sheet to print, with boxes to tick."""
    form, now = WhereForm(formdata=request.args).offer(), clock().now()
    at = form.instant(now)
    found, total = placed(form.where(), at)
    page = render_template(
        "security/headcount/sheet.html",
        lines=found,
        total=total,
        filters=form.in_words(),
        at=at,
        clock_now=now,
        code=f"QS-{at.astimezone(LOCAL_ZONE):%Y%m%d-%H%M}",
    )
    return page, 422 if form.errors else 200


@dataclass(frozen=True, slots=True)
class Figures:
    """The headline of the count."""

    on_roll: int
    present: int
    out: int
    at_large: int
    overdue: int
    """Out with leave past the hour of the return."""


def figures(count: Headcount, at_large: int, overdue: int) -> Figures:
    """Return the headline of ``count``."""
    return Figures(count.on_roll, count.persons_present, count.persons_out, at_large, overdue)


def home_panel() -> Mapping[str, Any]:
    """Return what the security staff sees on the first page."""
    now = clock().now()
    lately = _lately(now)
    overdue = sum(line.is_overdue(now) for line in open_outings(now))
    return {
        **lately,
        "clock_now": now,
        "figures": figures(headcount(now), len(lately["escapes"]), overdue),
        "zones": zone_counts(now),
    }


def _lately(now: datetime) -> dict[str, Any]:
    since = IncidentFilter(since=now - INCIDENT_DAYS)
    lines, total = incidents(since, limit=LINES)
    post = _own_post()
    return {
        "escapes": open_escapes(),
        "incidents": lines,
        "incidents_total": total,
        "alarms": scans(codes=ALARMS, since=now - ALARM_HOURS, limit=LINES),
        "post": post,
        "lines": scans(post_id=post.id, limit=LINES) if post else (),
        "word_of": word_of,
    }


def _own_post() -> Post | None:
    return post_or_none(last_post_id()) if can(SecurityPermission.SCAN) else None


def _at_text(form: AtForm) -> str | None:
    return request.args.get("at") if form.at.data is not None and not form.errors else None
