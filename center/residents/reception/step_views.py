"""The pages of the single steps this package keeps itself."""

from __future__ import annotations

import uuid

from flask import render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from center.auth.access import current_actor, requires
from center.auth.models import Account
from center.clock import clock, today
from center.db import db, unit_of_work
from center.errors import NotFound
from center.i18n import gettext as _
from center.residents.blueprint import bp
from center.residents.housing.board.queries import misfit_of
from center.residents.housing.labels import OBSTACLE_LABELS
from center.residents.reception.drafts import set_kind
from center.residents.reception.forms import (
    ClassifyForm,
    ExplainForm,
    KindForm,
    ReasonForm,
    SearchForm,
    papers_form,
)
from center.residents.reception.marking import mark, write_papers
from center.residents.reception.permissions import ReceptionPermission
from center.residents.reception.queries import reception_or_404, view_or_404
from center.residents.reception.steps import MarkKind, Step
from center.residents.reception.views import back, page_of
from center.residents.risk.queries import flags_in_force
from center.residents.stay.queries import header_of
from center.ui.forms import BaseForm

SAYINGS = {
    "put-off": MarkKind.PUT_OFF,
    "not-applicable": MarkKind.NOT_APPLICABLE,
    "take-back": MarkKind.REOPENED,
}


@bp.route("/residents/receptions/<int:reception_id>/papers", methods=["GET", "POST"])
@requires(ReceptionPermission.WORK)
def reception_papers(reception_id: int) -> ResponseReturnValue:
    """Compare the papers that came with the list of this kind of stay."""
    view = view_or_404(reception_id, clock().now())
    if view.known.kind is None:
        return _ask_kind(reception_id)
    rules = view.known.paper_rules
    form = papers_form(rules, view.known.papers)
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            write_papers(
                reception_or_404(reception_id),
                form.answers(),
                check_id=form.check_id.data or str(uuid.uuid4()),
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            return back(reception_id, _("Đã ghi kiểm giấy tờ."))
    return _page("papers", reception_id, form, rules=rules)


def _ask_kind(reception_id: int) -> ResponseReturnValue:
    form = KindForm()
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            set_kind(reception_or_404(reception_id), form.kind.data, actor=current_actor(), now=clock().now())
        if not form.errors:
            known = view_or_404(reception_id, clock().now()).known
            fresh = papers_form(known.paper_rules, known.papers)
            fresh.check_id.data = str(uuid.uuid4())
            return _page("papers", reception_id, fresh, rules=known.paper_rules)
    return _page("kind", reception_id, form)


@bp.route("/residents/receptions/<int:reception_id>/search", methods=["GET", "POST"])
@requires(ReceptionPermission.WORK)
def reception_search(reception_id: int) -> ResponseReturnValue:
    """Write down the body search: by whom, and whether something was found."""
    form = SearchForm()
    staff = db.session.scalars(select(Account).where(Account.active).order_by(Account.full_name)).all()
    form.offer(staff, me=current_actor().id)
    if form.validate_on_submit():
        found = form.found.data == "yes"
        with form.rule_errors(), unit_of_work():
            mark(
                reception_or_404(reception_id),
                Step.SEARCH,
                MarkKind.DONE,
                note_text=form.note.data or "",
                witness=form.second(),
                found=found,
                client_id=form.client_id.data,
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            words = (
                _("Đã ghi khám người. Vật cấm ghi vào sổ sau khi tiếp nhận.")
                if found
                else _("Đã ghi khám người.")
            )
            return back(reception_id, words)
    return _page("search", reception_id, form)


@bp.post("/residents/receptions/<int:reception_id>/ask-health")
@requires(ReceptionPermission.WORK)
def reception_ask_health(reception_id: int) -> ResponseReturnValue:
    """Hand the person to those who treat for the preliminary check."""
    form = BaseForm()
    with form.rule_errors(), unit_of_work():
        mark(
            reception_or_404(reception_id),
            Step.HEALTH,
            MarkKind.ASKED,
            actor=current_actor(),
            now=clock().now(),
        )
    if form.refusals:
        return page_of(view_or_404(reception_id, clock().now()), form)
    return back(reception_id, _("Đã báo y tế khám sơ bộ."))


@bp.route("/residents/receptions/<int:reception_id>/classify", methods=["GET", "POST"])
@requires(ReceptionPermission.WORK)
def reception_classify(reception_id: int) -> ResponseReturnValue:
    """Write down where the person belongs and what to mind."""
    stay = view_or_404(reception_id, clock().now()).known.stay
    return _say_done(
        reception_id,
        Step.CLASSIFICATION,
        ClassifyForm(),
        "classify",
        _("Đã ghi phân loại."),
        header=header_of(stay, at=clock().now(), on=today()) if stay is not None else None,
        obstacles=[OBSTACLE_LABELS[one.code] for one in misfit_of(stay, today())] if stay is not None else [],
        flags=flags_in_force([stay.id]).get(stay.id, ()) if stay is not None else (),
    )


@bp.route("/residents/receptions/<int:reception_id>/explain", methods=["GET", "POST"])
@requires(ReceptionPermission.WORK)
def reception_explain(reception_id: int) -> ResponseReturnValue:
    """Write down that the rules, rights and duties were explained."""
    return _say_done(reception_id, Step.INFORMATION, ExplainForm(), "explain", _("Đã ghi phổ biến nội quy."))


def _say_done(
    reception_id: int,
    step: Step,
    form: ClassifyForm | ExplainForm,
    template: str,
    sentence: str,
    **context: object,
) -> ResponseReturnValue:
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            mark(
                reception_or_404(reception_id),
                step,
                MarkKind.DONE,
                note_text=form.note.data,
                client_id=form.client_id.data,
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            return back(reception_id, sentence)
    return _page(template, reception_id, form, **context)


@bp.route(
    "/residents/receptions/<int:reception_id>/steps/<string:step>/<string:say>", methods=["GET", "POST"]
)
@requires(ReceptionPermission.WORK)
def reception_say(reception_id: int, step: str, say: str) -> ResponseReturnValue:
    """Put a step off, say that this reception does not have it, or take back what was said, with the reason."""
    if step not in set(Step) or say not in SAYINGS:
        raise NotFound(f"nothing to say: {step} {say}")
    kind = SAYINGS[say]
    form = ReasonForm()
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            mark(
                reception_or_404(reception_id),
                Step(step),
                kind,
                note_text=form.reason.data,
                client_id=form.client_id.data,
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            return back(reception_id, _("Đã ghi."))
    return _page("say", reception_id, form, step=Step(step), kind=kind)


def _page(template: str, reception_id: int, form: BaseForm, **context: object) -> ResponseReturnValue:
    for name in ("witness", "note", "reason"):
        if name in form:
            form[name].render_kw = {**(form[name].render_kw or {}), "autofocus": True}
            break
    view = view_or_404(reception_id, clock().now())
    page = render_template(f"residents/reception/{template}.html", view=view, form=form, **context)
    return page, 422 if form.errors else 200
