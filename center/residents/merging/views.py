"""Proposing, deciding and undoing merges."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from center.auth.access import current_actor, requires
from center.clock import clock
from center.db import db, unit_of_work
from center.errors import RuleViolation
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.residents.blueprint import bp
from center.residents.file.acts import act_page
from center.residents.merging.comparison import Comparison, compare
from center.residents.merging.forms import DecideForm, ProposeForm
from center.residents.merging.labels import STEP_LABELS, STEP_STATES
from center.residents.merging.permissions import MergingPermission
from center.residents.merging.queries import decided, merge_or_404, waiting
from center.residents.merging.service import decide_merge, propose_merge, undo_merge
from center.residents.person.models import Resident
from center.residents.search.rules import code_of
from center.residents.stay.queries import stay_or_404
from center.ui.pagination import DEFAULT_SIZE, Page, requested_page
from center.ui.panels import Panel
from center.ui.tables import Column

COLUMNS = (
    Column("merged", _l("Hồ sơ được gộp"), "main"),
    Column("kept", _l("Vào hồ sơ"), "custom"),
    Column("step", _l("Kết quả"), "custom"),
    Column("when", _l("Đề nghị lúc"), "custom"),
    Column("by", _l("Người đề nghị"), "custom", no_phone=True),
)


@bp.get("/residents/merges")
@requires(MergingPermission.SEE)
def person_merges() -> ResponseReturnValue:
    """Show the proposals that wait, and those that were decided."""
    number = requested_page()
    open_ones, total_open = waiting()
    lines, total = decided(offset=(number - 1) * DEFAULT_SIZE, limit=DEFAULT_SIZE)
    return render_template(
        "residents/merging/index.html",
        waiting=open_ones,
        total_waiting=total_open,
        page=Page(lines, number, DEFAULT_SIZE, total),
        columns=COLUMNS,
        step_labels=STEP_LABELS,
        step_states=STEP_STATES,
    )


@bp.route("/residents/stays/<int:stay_id>/merge", methods=["GET", "POST"])
@requires(MergingPermission.PROPOSE)
def propose_person_merge(stay_id: int) -> ResponseReturnValue:
    """Propose to make another file part of this one; ``?other=HV000123`` shows both side by side."""
    stay = stay_or_404(stay_id)
    form = ProposeForm(other=request.args.get("other", ""))
    comparison: Comparison | None = None
    with form.rule_errors():
        other = _file(form.other.data or "")
        comparison = compare(stay.resident, other) if other is not None else None
    if form.is_submitted() and request.form.get("do") != "show" and not form.errors and form.validate():
        proposal_id = None
        with form.rule_errors(), unit_of_work():
            other = _file(form.other.data)
            if other is not None:
                kept = stay_or_404(stay_id).resident
                proposal = propose_merge(
                    kept, other, reason=form.reason.data, actor=current_actor(), now=clock().now()
                )
                proposal_id = proposal.id
        if proposal_id is not None:
            flash(_("Đã gửi đề nghị. Lãnh đạo xem và quyết định."), "success")
            return redirect(url_for(".person_merge", proposal_id=proposal_id), 303)
    return act_page("merge", stay, form, comparison=comparison)


def _file(typed: str) -> Resident | None:
    """Return the file of the code in ``typed`` (``HV000123 Lê Văn Thử``); None when nothing was typed.

    Raises RuleViolation when there is no such file.
    """
    if not typed.strip():
        return None
    code = code_of(typed.split()[0])
    found = db.session.scalars(select(Resident).where(Resident.code == code)).first() if code else None
    if found is None:
        raise RuleViolation("residents.merge_unknown", field="other", typed=typed)
    return found


@bp.get("/residents/merges/<int:proposal_id>")
@requires(MergingPermission.SEE)
def person_merge(proposal_id: int) -> ResponseReturnValue:
    """Show both files side by side, what was decided, and the decision to be made."""
    return _page(proposal_id, DecideForm())


@bp.post("/residents/merges/<int:proposal_id>")
@requires(MergingPermission.DECIDE)
def decide_person_merge(proposal_id: int) -> ResponseReturnValue:
    """Confirm, refuse or undo."""
    form, act = DecideForm(), request.form.get("do", "")
    if form.validate():
        actor, now = current_actor(), clock().now()
        with form.rule_errors(), unit_of_work():
            if act == "undo":
                undo_merge(proposal_id, reason=form.reason.data, actor=actor, now=now)
            else:
                decide_merge(
                    proposal_id, confirmed=act == "confirm", reason=form.reason.data, actor=actor, now=now
                )
        if not form.errors:
            flash(_("Đã ghi quyết định."), "success")
            return redirect(url_for(".person_merge", proposal_id=proposal_id), 303)
    return _page(proposal_id, form)


def _page(proposal_id: int, form: DecideForm) -> ResponseReturnValue:
    found = merge_or_404(proposal_id)
    page = render_template(
        "residents/merging/show.html",
        merge=found,
        comparison=compare(found.proposal.kept, found.proposal.merged),
        form=form,
        is_own=found.proposal.recorded_by_id == current_actor().id,
        step_labels=STEP_LABELS,
        step_states=STEP_STATES,
    )
    return page, 422 if form.errors else 200


def waiting_panel() -> Mapping[str, Any] | None:
    """Return what the first page of those who decide shows: proposals that wait; nothing when there is none."""
    lines, total = waiting(5)
    return {"lines": lines, "total": total} if lines else None


PANEL = Panel(
    "home", "residents-merges", MergingPermission.DECIDE, "residents/merging/home.html", waiting_panel, 30
)
