"""The pages of the reduction of terms: who may be proposed, and the reviews with their steps."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from center.audit.actor import Actor
from center.auth.access import can, current_actor, requires
from center.clock import clock, today
from center.db import db, row_id, unit_of_work
from center.errors import RuleViolation
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.jobs.service import enqueue
from center.legal.queries import parameter_book
from center.legal.workdays.queries import work_calendar
from center.residents.blueprint import bp
from center.residents.person.models import Resident
from center.residents.reduction import papers
from center.residents.reduction.forms import (
    CandidatesForm,
    CouncilForm,
    CourtForm,
    ExceptionForm,
    OpenReviewForm,
    PostingAnswerForm,
    PostingForm,
    PostingObjectionForm,
    RadarFilterForm,
    ResultForm,
    SendForm,
)
from center.residents.reduction.labels import (
    MISSING_LABELS,
    MONTH_LABELS,
    MONTH_STATES,
    OUTCOME_LABELS,
    OUTCOME_STATES,
    STEP_LABELS,
    STEP_STATES,
)
from center.residents.reduction.models import ReductionReview, ReviewStep
from center.residents.reduction.permissions import ReductionPermission
from center.residents.reduction.queries import (
    candidate_or_404,
    candidates_of,
    last_court,
    newest_review,
    objection_or_404,
    objections_of,
    papers_of,
    result_of,
    review_or_404,
    reviews,
)
from center.residents.reduction.radar import enabled_on, narrowed, radar
from center.residents.reduction.results import correct_result, record_result
from center.residents.reduction.rules import is_open_point
from center.residents.reduction.service import (
    add_exception,
    answer_objection,
    hold_council,
    open_review,
    post_list,
    posting_days,
    receive_objection,
    save_candidates,
    send,
)
from center.residents.reduction.steps import posting_ends
from center.residents.stay.models import Stay
from center.ui.fields import given
from center.ui.forms import BaseForm
from center.ui.lines import list_key
from center.ui.navigation import NavItem, register_navigation
from center.ui.pagination import DEFAULT_SIZE, Page, requested_page
from center.ui.panels import Panel, register_panel

Act = Callable[[ReductionReview, Actor, datetime], None]


@bp.context_processor
def _words() -> dict[str, Any]:
    return {
        "missing_labels": MISSING_LABELS,
        "month_labels": MONTH_LABELS,
        "month_states": MONTH_STATES,
        "result_labels": OUTCOME_LABELS,
        "outcome_states": OUTCOME_STATES,
        "review_step_labels": STEP_LABELS,
        "review_step_states": STEP_STATES,
    }


@bp.get("/residents/reduction", defaults={"printed": False})
@bp.get("/residents/reduction/sheet", defaults={"printed": True}, endpoint="reduction_sheet")
@requires(ReductionPermission.VIEW)
def reduction(printed: bool) -> ResponseReturnValue:
    """Show everybody under the old law: who may be proposed, and what the others lack."""
    on, number = today(), requested_page()
    form = RadarFilterForm(formdata=request.args)
    every = radar(on)
    lines = narrowed(every, form.wanted, on)
    start = (number - 1) * DEFAULT_SIZE
    return render_template(
        "residents/reduction/sheet.html" if printed else "residents/reduction/index.html",
        page=Page(lines[start : start + DEFAULT_SIZE], number, DEFAULT_SIZE, len(lines)),
        lines=lines,
        form=form,
        on=on,
        at=clock().now(),
        eligible=sum(1 for line in every if line.verdict.eligible),
        enabled=enabled_on(parameter_book(), on),
        open_point=is_open_point(on),
    )


@bp.get("/residents/reduction/reviews")
@requires(ReductionPermission.VIEW)
def reduction_reviews() -> ResponseReturnValue:
    """Show the quarterly reviews, the newest first."""
    number = requested_page()
    found, total = reviews(offset=(number - 1) * DEFAULT_SIZE, limit=DEFAULT_SIZE)
    return render_template(
        "residents/reduction/reviews.html",
        page=Page(found, number, DEFAULT_SIZE, total),
        enabled=enabled_on(parameter_book(), today()),
        open_point=is_open_point(today()),
    )


@bp.route("/residents/reduction/reviews/new", methods=["GET", "POST"])
@requires(ReductionPermission.DECIDE)
def new_reduction_review() -> ResponseReturnValue:
    """Open a review: everybody who may be proposed is on its list."""
    form = OpenReviewForm(reviewed_on=today())
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            found = open_review(
                given(form.reviewed_on),
                open_point_reason=form.open_point_reason.data or "",
                client_id=form.client_id.data,
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            return _done(found.id, _("Đã mở đợt xét, chọn sẵn người đủ điều kiện."))
    page = render_template(
        "residents/reduction/new.html",
        form=form,
        enabled=enabled_on(parameter_book(), today()),
        open_point=is_open_point(today()),
    )
    return page, 422 if form.errors else 200


@bp.route("/residents/reduction/reviews/<int:review_id>", methods=["GET", "POST"])
@requires(ReductionPermission.VIEW)
def reduction_review(review_id: int) -> ResponseReturnValue:
    """Show a review; who prepares it sets months, grounds and evidence."""
    form = CandidatesForm()
    if request.method == "POST" and can(ReductionPermission.PREPARE) and form.validate():
        with form.rule_errors(), unit_of_work():
            review = review_or_404(review_id)
            facts = form.facts(candidates_of(review_id))
            count = save_candidates(review, facts, actor=current_actor(), now=clock().now())
        if not form.errors:
            return _done(review_id, _("Đã lưu %(count)s dòng.", count=count))
    review, lines = review_or_404(review_id), candidates_of(review_id)
    editing = review.step is ReviewStep.PREPARING and can(ReductionPermission.PREPARE)
    page = render_template(
        "residents/reduction/show.html",
        review=review,
        lines=lines,
        rows=form.rows(lines) if editing else [],
        editing=editing,
        form=form,
        key=list_key(line.candidate.id for line in lines),
        objections=objections_of(review_id),
        papers=papers_of(review_id),
        printing=CourtForm(formdata=None, court=last_court()),
        open_point=is_open_point(review.reviewed_on),
        today=today(),
    )
    return page, 422 if form.errors else 200


@bp.route("/residents/reduction/reviews/<int:review_id>/add", methods=["GET", "POST"])
@requires(ReductionPermission.DECIDE)
def add_reduction_candidate(review_id: int) -> ResponseReturnValue:
    """Put somebody on the list who does not fulfil the conditions, with a written reason."""
    form = ExceptionForm()

    def act(review: ReductionReview, actor: Actor, now: datetime) -> None:
        add_exception(review, _open_stay(form.code.data), form.reason.data or "", actor=actor, now=now)

    return _act("add", review_id, form, act, _("Đã thêm vào danh sách."))


@bp.route("/residents/reduction/reviews/<int:review_id>/council", methods=["GET", "POST"])
@requires(ReductionPermission.DECIDE)
def hold_reduction_council(review_id: int) -> ResponseReturnValue:
    """Record the council's decision on the list."""
    form = CouncilForm(held_on=today())

    def act(review: ReductionReview, actor: Actor, now: datetime) -> None:
        hold_council(review, form.meeting(), actor=actor, now=now)

    return _act("council", review_id, form, act, _("Đã ghi biên bản; danh sách đã chốt."))


@bp.route("/residents/reduction/reviews/<int:review_id>/post", methods=["GET", "POST"])
@requires(ReductionPermission.PREPARE)
def post_reduction_list(review_id: int) -> ResponseReturnValue:
    """Record where and how long the list hangs out."""
    days = posting_days(review_or_404(review_id))
    form = PostingForm(
        posted_from=today(),
        posted_to=posting_ends(work_calendar(), today(), days),
        place=_("Bảng tin các khu"),
    )

    def act(review: ReductionReview, actor: Actor, now: datetime) -> None:
        post_list(
            review,
            posted_from=given(form.posted_from),
            posted_to=given(form.posted_to),
            place=form.place.data or "",
            actor=actor,
            now=now,
        )

    return _act("post", review_id, form, act, _("Đã ghi niêm yết."), days=days)


@bp.route("/residents/reduction/reviews/<int:review_id>/object", methods=["GET", "POST"])
@requires(ReductionPermission.PREPARE)
def object_to_reduction(review_id: int) -> ResponseReturnValue:
    """Record an objection to the posted list."""
    form = PostingObjectionForm(received_on=today())
    form.offer([line.candidate for line in candidates_of(review_id)])

    def act(review: ReductionReview, actor: Actor, now: datetime) -> None:
        about = row_id(form.about.data)
        receive_objection(
            review,
            said_by=form.said_by.data or "",
            objection=form.objection.data or "",
            received_on=given(form.received_on),
            candidate=candidate_or_404(about) if about else None,
            client_id=form.client_id.data,
            actor=actor,
            now=now,
        )

    return _act("object", review_id, form, act, _("Đã ghi ý kiến."))


@bp.route("/residents/reduction/objections/<int:objection_id>/answer", methods=["GET", "POST"])
@requires(ReductionPermission.DECIDE)
def answer_reduction_objection(objection_id: int) -> ResponseReturnValue:
    """Answer an objection; it may take the person off the list."""
    objection = objection_or_404(objection_id)
    form = PostingAnswerForm(answered_on=today())

    def act(_review: ReductionReview, actor: Actor, now: datetime) -> None:
        answer_objection(
            objection_or_404(objection_id),
            answer=form.answer.data or "",
            answered_on=given(form.answered_on),
            removes=form.removes.data,
            actor=actor,
            now=now,
        )

    return _act("answer", objection.review_id, form, act, _("Đã trả lời."), objection=objection)


@bp.post("/residents/reduction/reviews/<int:review_id>/print")
@requires(ReductionPermission.PREPARE)
def print_reduction(review_id: int) -> ResponseReturnValue:
    """Ask for the proposal and its list as papers."""
    review, form = review_or_404(review_id), CourtForm()
    if not form.validate_on_submit() or review.step is not ReviewStep.POSTED:
        flash(_("Chỉ in khi danh sách đang niêm yết, và phải ghi tên Tòa án."), "danger")
        return redirect(url_for(".reduction_review", review_id=review_id), 303)
    with unit_of_work():
        job = enqueue(
            papers.PAPERS_JOB,
            {"review_id": review_id, "court": form.court.data},
            actor=current_actor(),
            now=clock().now(),
            client_id=form.act_id.data,
        )
        job_id = job.id
    return redirect(url_for("jobs.show", job_id=job_id), 303)


@bp.route("/residents/reduction/reviews/<int:review_id>/send", methods=["GET", "POST"])
@requires(ReductionPermission.PREPARE)
def send_reduction(review_id: int) -> ResponseReturnValue:
    """Record that the papers went to the court."""
    form = SendForm(sent_on=today(), court=last_court())

    def act(review: ReductionReview, actor: Actor, now: datetime) -> None:
        send(review, sent_on=given(form.sent_on), court=form.court.data or "", actor=actor, now=now)

    return _act("send", review_id, form, act, _("Đã ghi việc gửi Tòa án."))


@bp.route("/residents/reduction/candidates/<int:candidate_id>/result", methods=["GET", "POST"])
@requires(ReductionPermission.PREPARE)
def reduction_result(candidate_id: int) -> ResponseReturnValue:
    """Enter, or correct, what the court decided about one person."""
    candidate, before = candidate_or_404(candidate_id), result_of(candidate_id)
    start: dict[str, Any] = (
        {"obj": before}
        if before
        else {
            "months": candidate.months,
            "court": candidate.review.court,
            "decided_on": today(),
            "arrived_at": clock().now(),
        }
    )
    form = ResultForm(**start)

    def act(_review: ReductionReview, actor: Actor, now: datetime) -> None:
        found = candidate_or_404(candidate_id)
        if before is None:
            record_result(found, form.answer(), actor=actor, now=now)
        else:
            correct_result(found, form.answer(), form.reason.data or "", actor=actor, now=now)

    return _act(
        "result",
        candidate.review_id,
        form,
        act,
        _("Đã ghi kết quả của Tòa án."),
        candidate=candidate,
        before=before,
    )


def home_panel() -> Mapping[str, Any] | None:
    """Return the review that waits for its next step; nothing when none does."""
    review = newest_review()
    if review is None:
        return None
    lines = candidates_of(review.id)
    waiting = sum(1 for line in lines if line.candidate.is_proposed and line.result is None)
    if review.step is ReviewStep.SENT and not waiting:
        return None
    return {
        "review": review,
        "waiting": waiting,
        "review_step_labels": STEP_LABELS,
        "review_step_states": STEP_STATES,
        "open_point": is_open_point(review.reviewed_on),
    }


register_navigation(
    [
        NavItem(
            _l("Giảm thời hạn"),
            "residents.reduction",
            ReductionPermission.VIEW,
            "hourglass-split",
            "residents",
            50,
        )
    ]
)
register_panel(
    Panel("home", "reduction", ReductionPermission.VIEW, "residents/home/reduction.html", home_panel, 35)
)


def _open_stay(code: str) -> Stay:
    found = db.session.scalars(
        select(Stay).join(Stay.resident).where(Resident.code == code.strip().upper(), Stay.ended_on.is_(None))
    ).first()
    if found is None:
        raise RuleViolation("reduction.not_r2022", field="code")
    return found


def _act(
    template: str, review_id: int, form: BaseForm, act: Act, sentence: str, **context: Any
) -> ResponseReturnValue:
    """Show the form of a step, do what was sent, and go back to the review."""
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            act(review_or_404(review_id), current_actor(), clock().now())
        if not form.errors:
            return _done(review_id, sentence)
    page = render_template(
        f"residents/reduction/{template}.html", form=form, review=review_or_404(review_id), **context
    )
    return page, 422 if form.errors else 200


def _done(review_id: int, sentence: str) -> ResponseReturnValue:
    flash(sentence, "success")
    return redirect(url_for("residents.reduction_review", review_id=review_id), 303)
