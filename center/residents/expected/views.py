"""Pages of expected arrivals."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock, today
from center.db import db, unit_of_work
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.places.models import Commune
from center.residents.blueprint import bp
from center.residents.duty.registry import register_source
from center.residents.expected import duties
from center.residents.expected.forms import ExpectedForm, WithdrawForm, correct_form
from center.residents.expected.labels import STATE_COLOURS, STATE_LABELS
from center.residents.expected.permissions import ExpectedPermission
from center.residents.expected.queries import (
    ExpectedLine,
    expected_counts,
    expected_lines,
    expected_or_404,
    versions_of,
)
from center.residents.expected.rules import WAITED_FOR, ExpectedState
from center.residents.expected.service import correct_expected, expect, withdraw_expected
from center.ui.forms import BaseForm
from center.ui.navigation import NavItem
from center.ui.pagination import DEFAULT_SIZE, Page, requested_page
from center.ui.tables import Column

COLUMNS = (
    Column("name", _l("Họ tên"), "main"),
    Column("day", _l("Dự kiến"), "custom"),
    Column("kind", _l("Diện, quyết định"), "custom"),
    Column("by", _l("Cơ quan đưa đến"), "custom", no_phone=True),
    Column("state", _l("Tình trạng"), "custom"),
    Column("act", _l("Việc"), "actions"),
)

NAVIGATION = (
    NavItem(
        _l("Người sắp đến"),
        "residents.expected_arrivals",
        ExpectedPermission.VIEW,
        "calendar3",
        "residents",
        8,
    ),
)

register_source(duties.SOURCE)


@bp.context_processor
def _expected_words() -> dict[str, object]:
    """Give the package's pages the words of expected arrivals."""
    return {"expected_labels": STATE_LABELS, "expected_colours": STATE_COLOURS, "waited_for": WAITED_FOR}


@bp.get("/residents/expected")
@requires(ExpectedPermission.VIEW)
def expected_arrivals() -> ResponseReturnValue:
    """List who is still to come; ``?state=`` shows those of one state."""
    wanted = request.args.get("state", "")
    state = ExpectedState(wanted) if wanted in set(ExpectedState) else None
    number = requested_page()
    lines, total = expected_lines(
        state, today=today(), offset=(number - 1) * DEFAULT_SIZE, limit=DEFAULT_SIZE
    )
    return render_template(
        "residents/expected/index.html",
        page=Page(lines, number, DEFAULT_SIZE, total),
        columns=COLUMNS,
        state=state,
        counts=expected_counts(today()),
        form=BaseForm(),
    )


@bp.route("/residents/expected/new", methods=["GET", "POST"])
@requires(ExpectedPermission.RECORD)
def new_expected() -> ResponseReturnValue:
    """Record a decision received for somebody who is to come."""
    form = ExpectedForm(expected_on=today())
    expected_id = None
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            case = expect(
                form.facts(), client_id=form.client_id.data, actor=current_actor(), now=clock().now()
            )
            expected_id = case.id
        if expected_id is not None:
            flash(_("Đã ghi vào danh sách chờ."), "success")
            return redirect(url_for(".expected_arrivals"), 303)
    return _form_page(form, None)


@bp.get("/residents/expected/<int:expected_id>")
@requires(ExpectedPermission.VIEW)
def expected_arrival(expected_id: int) -> ResponseReturnValue:
    """Show what is known of an expected arrival, and every earlier version."""
    return render_template(
        "residents/expected/show.html",
        line=expected_or_404(expected_id, today()),
        versions=versions_of(expected_id),
        form=BaseForm(),
    )


@bp.route("/residents/expected/<int:expected_id>/correct", methods=["GET", "POST"])
@requires(ExpectedPermission.RECORD)
def correct_expected_arrival(expected_id: int) -> ResponseReturnValue:
    """Put right what is written; the earlier version stays."""
    line = expected_or_404(expected_id, today())
    form = correct_form(line.version)
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            correct_expected(
                expected_id,
                form.facts(),
                amends_id=form.amends_id.data or 0,
                reason=form.reason.data,
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            return _done(expected_id, _("Đã sửa. Bản trước vẫn được giữ."))
    return _form_page(form, line)


@bp.route("/residents/expected/<int:expected_id>/withdraw", methods=["GET", "POST"])
@requires(ExpectedPermission.RECORD)
def withdraw_expected_arrival(expected_id: int) -> ResponseReturnValue:
    """Say why the person will not come."""
    line = expected_or_404(expected_id, today())
    form = WithdrawForm()
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            withdraw_expected(expected_id, reason=form.reason.data, actor=current_actor(), now=clock().now())
        if not form.errors:
            return _done(expected_id, _("Đã rút khỏi danh sách chờ."))
    page = render_template("residents/expected/withdraw.html", line=line, form=form)
    return page, 422 if form.errors else 200


def _form_page(form: ExpectedForm, line: ExpectedLine | None) -> ResponseReturnValue:
    commune_id = form.home_commune_id.data
    commune = db.session.get(Commune, commune_id) if commune_id else None
    page = render_template(
        "residents/expected/form.html",
        form=form,
        line=line,
        commune_label=commune.full_label if commune else "",
    )
    return page, 422 if form.errors else 200


def _done(expected_id: int, sentence: str) -> ResponseReturnValue:
    flash(sentence, "success")
    return redirect(url_for(".expected_arrival", expected_id=expected_id), 303)
