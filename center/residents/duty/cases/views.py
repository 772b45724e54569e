"""The pages of cases: the list, a new one, one with its duties."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock
from center.db import unit_of_work
from center.errors import NotFound
from center.i18n import gettext as _
from center.residents.duty.blueprint import bp
from center.residents.duty.cases.forms import case_form
from center.residents.duty.cases.service import open_case
from center.residents.duty.cases.source import KINDS
from center.residents.duty.models import CaseKind
from center.residents.duty.permissions import DutyPermission
from center.residents.duty.queries import case_or_404, cases, duties_of_case, may_see
from center.residents.stay.queries import stays_by_id
from center.ui.pagination import DEFAULT_SIZE, Page, requested_page


@bp.get("/cases")
@requires(DutyPermission.CASE)
def case_list() -> ResponseReturnValue:
    """Show the cases, newest first."""
    number, text = requested_page(), request.args.get("kind", "")
    kind = CaseKind(text) if text in set(CaseKind) else None
    rows, total = cases(kind, offset=(number - 1) * DEFAULT_SIZE, limit=DEFAULT_SIZE)
    return render_template(
        "duties/cases.html", page=Page(rows, number, DEFAULT_SIZE, total), kind=kind, kinds=list(CaseKind)
    )


@bp.route("/cases/new", methods=["GET", "POST"])
@requires(DutyPermission.CASE)
def new_case() -> ResponseReturnValue:
    """Record a case: its clock starts."""
    form = case_form(happened_at=clock().now(), kind=request.args.get("kind", ""))
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            case = open_case(
                form.facts(), client_id=form.client_id.data, actor=current_actor(), now=clock().now()
            )
        if not form.errors:
            flash(_("Đã mở vụ việc số %(number)s.", number=case.id), "success")
            return redirect(url_for(".case", case_id=case.id), 303)
    return render_template("duties/case_new.html", form=form), 422 if form.errors else 200


@bp.get("/cases/<int:case_id>")
@requires(DutyPermission.VIEW)
def case(case_id: int) -> ResponseReturnValue:
    """Show one case and what must be done about it; to those who record cases, and to the owners of its duties."""
    found, reader = case_or_404(case_id), current_actor()
    lines = duties_of_case(found.id, [kind.code for kind in KINDS], reader, now=clock().now())
    if not (reader.may(DutyPermission.CASE) or any(may_see(line.duty, reader) for line in lines)):
        raise NotFound(f"no case {case_id}")
    stay = stays_by_id([found.stay_id]).get(found.stay_id) if found.stay_id else None
    return render_template("duties/case.html", case=found, lines=lines, stay=stay)
