"""The plan of a stay: its tab, its form, its evaluations, its paper; and the list of what is owed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import can, current_actor, requires
from center.clock import clock, local_date, today
from center.db import unit_of_work
from center.documents.forms_catalogue import form_on
from center.documents.queries import documents_of_stay
from center.errors import NotFound, RuleViolation
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.legal.queries import parameter_book
from center.residents.blueprint import bp
from center.residents.duty.queries import due_of_stay
from center.residents.file.acts import act_page
from center.residents.plan import labels
from center.residents.plan.documents import issue_plan
from center.residents.plan.file_part import PART
from center.residents.plan.forms import ACTIVITY_FIELDS, PlanFilterForm, evaluation_form, plan_form
from center.residents.plan.model import ACTIVITIES, PAPER, EvaluationFacts, Part
from center.residents.plan.models import PlanEvaluation
from center.residents.plan.permissions import PlanPermission
from center.residents.plan.process import proposal
from center.residents.plan.queries import (
    Plan,
    current_plan,
    evaluations_of,
    goals_of_stay,
    plan_counts,
    plan_list,
    plan_or_404,
    versions_of,
)
from center.residents.plan.rules import evaluation_due_since
from center.residents.plan.service import SCALE, draw_plan, evaluate_plan
from center.residents.stay.models import Stay
from center.residents.stay.queries import header_of, stay_or_404
from center.residents.whole_file.parts import register_part
from center.ui.forms import ActIdField, BaseForm
from center.ui.navigation import NavItem, register_navigation
from center.ui.pagination import DEFAULT_SIZE, Page, requested_page
from center.ui.panels import Panel, ResidentTab, register_panel, register_tab
from center.ui.tables import Column

DUTY = "rehab_plan"
COLUMNS = (
    Column("name", _l("Họ tên"), "main"),
    Column("stage", _l("Giai đoạn"), "custom"),
    Column("drawn", _l("Lập ngày"), "custom"),
    Column("evaluated", _l("Đánh giá gần nhất"), "custom"),
    Column("state", _l("Tình trạng"), "custom"),
    Column("act", _l("Làm ở đâu"), "actions"),
)


class PrintForm(BaseForm):
    """A button that issues the paper."""

    act_id = ActIdField()


@bp.context_processor
def _words() -> dict[str, Any]:
    return {"plan_words": labels, "plan_activities": ACTIVITIES, "plan_parts": tuple(Part)}


@bp.get("/residents/plans")
@requires(PlanPermission.VIEW)
def rehab_plans() -> ResponseReturnValue:
    """Show the plans of everybody here: which are missing, which are to be evaluated."""
    form, number = PlanFilterForm(formdata=request.args), requested_page()
    lines, total = plan_list(form.wanted(), offset=(number - 1) * DEFAULT_SIZE, limit=DEFAULT_SIZE)
    return render_template(
        "residents/plan/index.html",
        form=form,
        page=Page(lines, number, DEFAULT_SIZE, total),
        columns=COLUMNS,
        counts=plan_counts(),
    )


@bp.get("/residents/stays/<int:stay_id>/plan")
@requires(PlanPermission.VIEW)
def rehab_plan(stay_id: int) -> ResponseReturnValue:
    """Show the plan in force, its evaluations, its papers and its former versions."""
    stay = stay_or_404(stay_id)
    return _show(stay, current_plan(stay.id))


@bp.get("/residents/stays/<int:stay_id>/plan/versions/<int:plan_id>")
@requires(PlanPermission.VIEW)
def rehab_plan_version(stay_id: int, plan_id: int) -> ResponseReturnValue:
    """Show a former version."""
    return _show(stay_or_404(stay_id), plan_or_404(stay_id, plan_id))


@bp.route("/residents/stays/<int:stay_id>/plan/edit", methods=["GET", "POST"])
@requires(PlanPermission.DRAW)
def draw_rehab_plan(stay_id: int) -> ResponseReturnValue:
    """Draw up the plan, or a new version of it."""
    stay, now = stay_or_404(stay_id), clock().now()
    before = current_plan(stay.id)
    if before is None:
        start = proposal(stay, today=local_date(now), counsellor=current_actor().name, may=can)
    else:
        start = replace(before.facts, drawn_on=max(before.facts.drawn_on, local_date(now)))
    form = plan_form(start, before.row.id if before else None)
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            row = draw_plan(
                stay_or_404(stay_id),
                form.facts(),
                amends_id=form.before(),
                reason=form.reason.data or "",
                client_id=form.client_id.data,
                actor=current_actor(),
                now=now,
            )
        if not form.errors:
            flash(_("Đã lưu kế hoạch cai nghiện."), "success")
            if request.form.get("do") == "print":
                return _print(stay, plan_or_404(stay_id, row.id), form.client_id.data)
            return _back(stay_id)
    return act_page(
        "edit",
        stay,
        form,
        folder="plan",
        paper=form_on(PAPER, form.drawn_on.data or start.drawn_on),
        is_new=before is None,
        activity_fields=ACTIVITY_FIELDS,
        due=_due(stay),
        last=next(iter(evaluations_of(stay.id)), None) if before else None,
    )


@bp.route("/residents/stays/<int:stay_id>/plan/evaluate", methods=["GET", "POST"])
@requires(PlanPermission.DRAW)
def evaluate_rehab_plan(stay_id: int) -> ResponseReturnValue:
    """Grade each goal of the plan in force."""
    stay = stay_or_404(stay_id)
    plan = current_plan(stay.id)
    if plan is None:
        raise NotFound(f"stay {stay_id} has no plan")
    last = next((one for one in evaluations_of(stay.id) if one.row.plan_id == plan.row.id), None)
    start = EvaluationFacts(
        stage=stay.stage,
        evaluated_on=today(),
        grades=(),
        information=last.facts.information if last else "",
        counselling=last.facts.counselling if last else "",
    )
    return _evaluation(stay, plan, start, amends=None)


@bp.route(
    "/residents/stays/<int:stay_id>/plan/evaluations/<int:evaluation_id>/correct", methods=["GET", "POST"]
)
@requires(PlanPermission.DRAW)
def correct_plan_evaluation(stay_id: int, evaluation_id: int) -> ResponseReturnValue:
    """Put an evaluation right by a whole new one."""
    stay = stay_or_404(stay_id)
    wrong = next((one for one in evaluations_of(stay.id) if one.row.id == evaluation_id), None)
    if wrong is None:
        raise NotFound(f"no evaluation {evaluation_id} of stay {stay_id} that counts")
    plan = plan_or_404(stay_id, wrong.row.plan_id)
    return _evaluation(stay, plan, wrong.facts, amends=wrong.row)


@bp.post("/residents/stays/<int:stay_id>/plan/print")
@requires(PlanPermission.DRAW)
def print_rehab_plan(stay_id: int) -> ResponseReturnValue:
    """Issue the paper of the plan in force, part V filled in where it was evaluated, and open it."""
    stay, form = stay_or_404(stay_id), PrintForm()
    plan = current_plan(stay.id)
    if plan is None:
        raise RuleViolation("plan.missing")
    if not form.validate_on_submit():
        return _back(stay_id)
    return _print(stay, plan, form.act_id.data)


def plans_panel() -> Mapping[str, Any] | None:
    """Return how many plans are missing and how many wait for an evaluation; nothing when there are none."""
    counts = plan_counts()
    return {"counts": counts} if any(counts.values()) else None


def _evaluation(
    stay: Stay, plan: Plan, start: EvaluationFacts, *, amends: PlanEvaluation | None
) -> ResponseReturnValue:
    scale = parameter_book().value_list(SCALE, on=today())
    form = evaluation_form(plan.facts, scale, start)
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            evaluate_plan(
                stay,
                plan,
                form.facts(start.stage),
                amends=amends,
                reason=form.reason.data or "",
                client_id=form.client_id.data,
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            flash(_("Đã lưu đánh giá kế hoạch."), "success")
            if request.form.get("do") == "print" and (current := current_plan(stay.id)) is not None:
                return _print(stay, current, form.client_id.data)
            return _back(stay.id)
    return act_page(
        "evaluate",
        stay,
        form,
        folder="plan",
        plan=plan,
        scale=scale,
        stage=start.stage,
        is_new=amends is None,
    )


def _print(stay: Stay, plan: Plan, act_id: str | None) -> ResponseReturnValue:
    evaluation = next(iter(evaluations_of(stay.id)), None)
    document_id = issue_plan(
        stay, plan, evaluation, key=act_id or "", actor=current_actor(), now=clock().now()
    )
    return redirect(url_for("documents.file", document_id=document_id), 303)


def _show(stay: Stay, plan: Plan | None) -> ResponseReturnValue:
    now = clock().now()
    versions, papers = versions_of(stay.id), documents_of_stay(stay.id, PAPER)
    evaluations = evaluations_of(stay.id)
    written = [row.recorded_at for row in versions[:1]] + [one.row.recorded_at for one in evaluations]
    newest = max(written, default=None)
    due_since = None
    if plan is not None and stay.is_open:
        due_since = evaluation_due_since(
            stay.stage,
            stay.stage_since,
            drawn_on=versions[0].drawn_on,
            evaluated_on=evaluations[0].facts.evaluated_on if evaluations else None,
        )
    return render_template(
        "residents/plan/show.html",
        stay=stay,
        header=header_of(stay, at=now, on=local_date(now)),
        plan=plan,
        versions=versions,
        is_current=plan is not None and versions[0].id == plan.row.id,
        evaluations=evaluations,
        goals=goals_of_stay(stay.id) if evaluations else {},
        lowest=parameter_book().value_list(SCALE, on=local_date(now))[-1],
        papers=papers,
        stale=bool(papers and newest and papers[0].issued_at < newest),
        due=_due(stay) if plan is None else None,
        due_since=due_since,
        form=PrintForm(formdata=None),
    )


def _due(stay: Stay) -> date | None:
    return due_of_stay(stay.id, DUTY)


def _back(stay_id: int) -> ResponseReturnValue:
    return redirect(url_for("residents.rehab_plan", stay_id=stay_id), 303)


register_navigation(
    [
        NavItem(
            _l("Kế hoạch cai nghiện"),
            "residents.rehab_plans",
            PlanPermission.VIEW,
            "journal-check",
            "residents",
            26,
        )
    ]
)
register_tab(ResidentTab("plan", _l("Kế hoạch"), "residents.rehab_plan", PlanPermission.VIEW, 14))
register_panel(Panel("home", "rehab-plans", PlanPermission.DRAW, "residents/plan/home.html", plans_panel, 20))
register_part(PART)
