"""The set-up page of a new center, and its profile by date."""

from __future__ import annotations

from typing import cast

from flask import Blueprint, Flask, current_app, flash, jsonify, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from center.agency import queries, service
from center.agency.forms import ProfileForm, SetUpForm
from center.agency.models import SiteKind
from center.agency.permissions import AgencyPermission
from center.agency.rules import TEXTS
from center.auth.access import current_actor, public, requires
from center.auth.forms import PASSWORD_HINT
from center.auth.queries import has_accounts
from center.auth.setup import check_before_sign_in
from center.clock import clock, local_date, today
from center.db import db, unit_of_work
from center.errors import NotFound
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.ui.navigation import NavItem, register_navigation
from center.ui.tables import Column

bp = Blueprint("agency", __name__)

register_navigation(
    [
        NavItem(
            label=_l("Thông tin cơ sở"),
            endpoint="agency.index",
            permission=AgencyPermission.CONFIGURE,
            icon="building",
            section="system",
            order=20,
        ),
    ]
)

COLUMNS = (
    Column("valid_from", _l("Từ ngày"), "date"),
    Column("name", _l("Tên cơ sở"), "main"),
    Column("superior", _l("Cơ quan chủ quản")),
    Column("head_name", _l("Người đứng đầu")),
    Column("basis", _l("Căn cứ")),
    Column("recorded_at", _l("Ghi lúc"), "datetime"),
    Column("state", _l("Trạng thái"), "custom"),
)

_BEFORE_SET_UP = frozenset({"agency.set_up", "static"})


@bp.route("/set-up", methods=["GET", "POST"])
@public
def set_up() -> ResponseReturnValue:
    """Name a new center and make its first administrator; there is no such page afterwards."""
    if not _is_empty():
        raise NotFound("the center is set up")
    form = SetUpForm()
    if form.validate_on_submit():
        now = clock().now()
        with form.rule_errors(), unit_of_work():
            service.set_up_by_hand(form.profile_from(local_date(now)), form.administrator(), now=now)
        if not form.errors:
            flash(_("Đã thiết lập cơ sở. Đăng nhập để tạo tài khoản cho cán bộ."), "success")
            return redirect(url_for("auth.login", next=url_for("accounts.index")), 303)
    return render_template(
        "agency/set_up.html", form=form, password_hint=PASSWORD_HINT
    ), 422 if form.errors else 200


@bp.get("/agency")
@requires(AgencyPermission.CONFIGURE)
def index() -> ResponseReturnValue:
    """Show what the center was, is and will be called."""
    rows = queries.profile_rows()
    held = queries.profile_row_on(today())
    profile = queries.profile_on(today()) if held else None
    return render_template(
        "agency/index.html",
        rows=rows,
        columns=COLUMNS,
        held=held,
        profile=profile,
        amended={row.amends_id for row in rows},
        today=today(),
    )


@bp.route("/agency/new", methods=["GET", "POST"])
@requires(AgencyPermission.CONFIGURE)
def amend() -> ResponseReturnValue:
    """Add a row to the profile."""
    held = queries.profile_row_on(today())
    form = ProfileForm(data={name: getattr(held, name) for name in TEXTS} if held else None)
    if form.validate_on_submit():
        actor, now = current_actor(), clock().now()
        with form.rule_errors(), unit_of_work():
            if queries.is_set_up():
                service.amend_profile(form.profile(), form.basis.data or "", actor=actor, now=now)
            else:  # the first account came from a command, not from the set-up page
                service.set_up(form.profile(), kind=SiteKind.REAL, actor=actor, now=now)
        if not form.errors:
            flash(_("Đã ghi thông tin cơ sở."), "success")
            return redirect(url_for(".index"), 303)
    return render_template("agency/amend.html", form=form), 422 if form.errors else 200


def _is_empty() -> bool:
    """Tell whether this is a database nobody has used yet."""
    return not queries.is_set_up() and not has_accounts()


def _set_up_first() -> ResponseReturnValue | None:
    """Lead every request of an empty database to the set-up page."""
    if request.endpoint in _BEFORE_SET_UP or not _is_empty():
        return None
    if request.is_json or request.accept_mimetypes.best == "application/json":
        return jsonify(status=503, code="agency.not_set_up", location=url_for("agency.set_up")), 503
    return redirect(url_for("agency.set_up"), 303)


def _names() -> dict[str, object]:
    """Return what every page says about the center; one statement."""
    try:
        row = queries.profile_row_on(today())
        return {"center_name": row.name if row else "", "center_is_demo": queries.center_is_demo()}
    except SQLAlchemyError:
        # the page that says the database cannot be reached needs no name
        db.session.rollback()
        current_app.logger.exception("the center's name could not be read")
        return {"center_name": "", "center_is_demo": False}


@bp.record_once
def _wire(state: BlueprintSetupState) -> None:
    app = cast(Flask, state.app)
    check_before_sign_in(app, _set_up_first)
    app.context_processor(_names)
