"""The pages of rewards and discipline: the list, a proposal, its decision, its reviews."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from center.agency.queries import profile_on
from center.audit.actor import Actor
from center.auth.access import can, current_actor, requires
from center.clock import clock, local_date, today
from center.db import unit_of_work
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.legal.queries import parameter_book
from center.residents.blueprint import bp
from center.residents.conduct import papers
from center.residents.conduct.amend import correct, take_back
from center.residents.conduct.forms import (
    ActForm,
    ConductFilterForm,
    CorrectTermsForm,
    ProposalForm,
    RefusalForm,
    ReviewForm,
    TermsForm,
)
from center.residents.conduct.labels import CONDUCT_LABELS, REWARD_FORMS, STANDING_LABELS, STANDING_STATES
from center.residents.conduct.models import ConductKind, ConductProposal
from center.residents.conduct.permissions import ConductPermission
from center.residents.conduct.queries import (
    ConductFilter,
    conduct_list,
    decision_of,
    line_of,
    proposal_or_404,
)
from center.residents.conduct.service import grant, propose, refuse, review
from center.residents.file.acts import act_page
from center.residents.stay.queries import header_of, stay_or_404
from center.ui.fields import given
from center.ui.forms import BaseForm
from center.ui.navigation import NavItem, register_navigation
from center.ui.pagination import DEFAULT_SIZE, Page, requested_page
from center.ui.panels import Panel, register_panel
from center.ui.tables import Column

REVIEW_PARAMETER = "discipline.separation.review_days"
SHOWN = 8
COLUMNS = (
    Column("name", _l("Họ tên"), "main"),
    Column("what", _l("Đề nghị"), "custom"),
    Column("day", _l("Ngày xảy ra"), "custom"),
    Column("state", _l("Tình trạng"), "custom"),
    Column("decision", _l("Quyết định"), "custom"),
    Column("term", _l("Hiệu lực"), "custom"),
)


@bp.context_processor
def _words() -> dict[str, Any]:
    return {
        "conduct_labels": CONDUCT_LABELS,
        "standing_labels": STANDING_LABELS,
        "standing_states": STANDING_STATES,
    }


@bp.get("/residents/conduct")
@requires(ConductPermission.VIEW)
def conduct() -> ResponseReturnValue:
    """Show what was proposed and decided, the newest first."""
    form, number = ConductFilterForm(formdata=request.args), requested_page()
    lines, total = conduct_list(
        form.wanted(), today(), offset=(number - 1) * DEFAULT_SIZE, limit=DEFAULT_SIZE
    )
    return render_template(
        "residents/conduct/index.html",
        page=Page(lines, number, DEFAULT_SIZE, total),
        columns=COLUMNS,
        form=form,
    )


@bp.route("/residents/stays/<int:stay_id>/conduct/new", methods=["GET", "POST"])
@requires(ConductPermission.PROPOSE)
def new_conduct(stay_id: int) -> ResponseReturnValue:
    """Propose a reward or a discipline."""
    stay = stay_or_404(stay_id)
    form = ProposalForm(happened_on=today())
    if request.method == "GET" and request.args.get("kind") in set(ConductKind):
        form.kind.data = request.args["kind"]
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            found = propose(
                stay_or_404(stay_id),
                form.facts(),
                client_id=form.client_id.data,
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            return _done(found.id, _("Đã gửi đề nghị."))
    return act_page("conduct_new", stay, form, reward_forms=REWARD_FORMS)


@bp.get("/residents/conduct/<int:proposal_id>")
@requires(ConductPermission.VIEW)
def conduct_case(proposal_id: int) -> ResponseReturnValue:
    """Show a proposal with its decision and reviews."""
    proposal, now = proposal_or_404(proposal_id), clock().now()
    return render_template(
        "residents/conduct/show.html",
        line=line_of(proposal, local_date(now)),
        header=header_of(proposal.stay, at=now, on=local_date(now)),
        act=ActForm(formdata=None),
    )


@bp.route("/residents/conduct/<int:proposal_id>/grant", methods=["GET", "POST"])
@requires(ConductPermission.DECIDE)
def grant_conduct(proposal_id: int) -> ResponseReturnValue:
    """Decide for a proposal."""
    form = TermsForm(**_offered(proposal_or_404(proposal_id)))

    def act(proposal: ConductProposal, actor: Actor, now: datetime) -> None:
        grant(proposal, form.terms(), actor=actor, now=now)

    return _act("conduct_grant", proposal_id, form, act, _("Đã ghi quyết định. In để ký."))


@bp.route("/residents/conduct/<int:proposal_id>/refuse", methods=["GET", "POST"])
@requires(ConductPermission.DECIDE)
def refuse_conduct(proposal_id: int) -> ResponseReturnValue:
    """Decide against a proposal."""
    form = RefusalForm(decided_on=today(), decided_by=_decider(today()))

    def act(proposal: ConductProposal, actor: Actor, now: datetime) -> None:
        refuse(proposal, **form.values(), actor=actor, now=now)

    return _act("conduct_refuse", proposal_id, form, act, _("Đã ghi: không chấp nhận."))


@bp.route("/residents/conduct/<int:proposal_id>/correct", methods=["GET", "POST"])
@requires(ConductPermission.DECIDE)
def correct_conduct(proposal_id: int) -> ResponseReturnValue:
    """Put another decision in the place of the one in force."""
    form = CorrectTermsForm(obj=decision_of(proposal_id))

    def act(proposal: ConductProposal, actor: Actor, now: datetime) -> None:
        correct(proposal, form.terms(), form.reason.data, actor=actor, now=now)

    return _act("conduct_correct", proposal_id, form, act, _("Đã sửa quyết định; bản đã in được thu hồi."))


@bp.route("/residents/conduct/<int:proposal_id>/take-back", methods=["GET", "POST"])
@requires(ConductPermission.DECIDE)
def take_back_conduct(proposal_id: int) -> ResponseReturnValue:
    """Take a decision back; it stays visible."""
    form = RefusalForm(decided_on=today(), decided_by=_decider(today()))

    def act(proposal: ConductProposal, actor: Actor, now: datetime) -> None:
        take_back(proposal, **form.values(), actor=actor, now=now)

    return _act("conduct_take_back", proposal_id, form, act, _("Đã thu hồi quyết định."))


@bp.route("/residents/conduct/<int:proposal_id>/review", methods=["GET", "POST"])
@requires(ConductPermission.DECIDE)
def review_conduct(proposal_id: int) -> ResponseReturnValue:
    """Look again at somebody in the separate area."""
    form = ReviewForm(reviewed_on=today())

    def act(proposal: ConductProposal, actor: Actor, now: datetime) -> None:
        review(
            proposal,
            reviewed_on=given(form.reviewed_on),
            next_review_on=form.next_review_on.data,
            finding=form.finding.data or "",
            actor=actor,
            now=now,
        )

    return _act("conduct_review", proposal_id, form, act, _("Đã ghi việc xem xét lại."))


@bp.post("/residents/conduct/<int:proposal_id>/print")
@requires(ConductPermission.DECIDE)
def print_conduct(proposal_id: int) -> ResponseReturnValue:
    """Print the decision in force and open it."""
    proposal, form = proposal_or_404(proposal_id), ActForm()
    document_id = None
    if form.validate_on_submit():
        with form.rule_errors():
            document_id = papers.print_decision(proposal, actor=current_actor(), now=clock().now()).id
    if document_id is None:
        for refusal in form.refusals:
            flash(refusal.what, "danger")
        return redirect(url_for(".conduct_case", proposal_id=proposal_id), 303)
    return redirect(url_for("documents.file", document_id=document_id), 303)


def home_panel() -> Mapping[str, Any] | None:
    """Return what waits for a decision and whose separation is to be reviewed; nothing when there is none."""
    if not can(ConductPermission.DECIDE):
        return None
    on = today()
    waiting, waiting_total = conduct_list(ConductFilter(state="waiting"), on, offset=0, limit=SHOWN)
    due, due_total = conduct_list(ConductFilter(state="due"), on, offset=0, limit=SHOWN)
    if not (waiting or due):
        return None
    return {
        "waiting": waiting,
        "waiting_total": waiting_total,
        "due": due,
        "due_total": due_total,
        "conduct_labels": CONDUCT_LABELS,
    }


register_navigation(
    [
        NavItem(
            _l("Khen thưởng, kỷ luật"),
            "residents.conduct",
            ConductPermission.VIEW,
            "journal-check",
            "residents",
            45,
        )
    ]
)
register_panel(
    Panel("home", "conduct", ConductPermission.VIEW, "residents/home/conduct.html", home_panel, 30)
)


def _offered(proposal: ConductProposal) -> dict[str, Any]:
    """Return what the form of a decision starts with."""
    on = today()
    start: dict[str, Any] = {"decided_on": on, "decided_by": _decider(on)}
    if proposal.kind.is_reward:
        return {**start, "form": proposal.wanted, "merit": proposal.merit, "proof": proposal.proof}
    start["starts_on"] = on
    if proposal.kind is ConductKind.SEPARATION:
        days = parameter_book().value_int(REVIEW_PARAMETER, on=on)
        start["review_on"] = on + timedelta(days=days)
    return start


def _decider(on: date) -> str:
    profile = profile_on(on)
    return f"{profile.head_name}, {profile.head_title}"


def _act(
    template: str,
    proposal_id: int,
    form: BaseForm,
    act: Callable[[ConductProposal, Actor, datetime], None],
    sentence: str,
) -> ResponseReturnValue:
    """Show the form of an act on a proposal, do what was sent, and go back to the proposal."""
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            act(proposal_or_404(proposal_id), current_actor(), clock().now())
        if not form.errors:
            return _done(proposal_id, sentence)
    proposal = proposal_or_404(proposal_id)
    return act_page(
        template,
        proposal.stay,
        form,
        proposal=proposal,
        line=line_of(proposal, today()),
        reward_forms=REWARD_FORMS,
    )


def _done(proposal_id: int, sentence: str) -> ResponseReturnValue:
    flash(sentence, "success")
    return redirect(url_for("residents.conduct_case", proposal_id=proposal_id), 303)
