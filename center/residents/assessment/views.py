"""The pages of a round: opening, the list, council, posting, files."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import can, current_actor, requires
from center.clock import clock, local_date, today
from center.db import db, row_id, unit_of_work
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.jobs.service import enqueue
from center.residents.assessment import lists
from center.residents.assessment.council import decide, post
from center.residents.assessment.forms import (
    ConfirmForm,
    DecideForm,
    GradeListForm,
    LineFilterForm,
    OpenRoundForm,
    PostForm,
    PrintForm,
)
from center.residents.assessment.labels import STATEMENTS, period_words, rank_state
from center.residents.assessment.models import AssessmentLine, AssessmentRound
from center.residents.assessment.permissions import AssessmentPermission
from center.residents.assessment.queries import (
    LineFilter,
    grades_of_round,
    level_counts,
    lines_of,
    objections,
    papers_of,
    rooms_in,
    round_or_404,
    rounds,
    scheme_of_round,
    scheme_on,
    summaries,
)
from center.residents.assessment.rounds import confirm_rest, count_again, open_round, propose
from center.residents.assessment.rules import cap_rank, periods_before
from center.residents.assessment.scheme import Scheme
from center.residents.assessment.sources import measures
from center.residents.blueprint import bp
from center.residents.housing.models import Zone
from center.residents.housing.queries import zones
from center.ui.fields import given
from center.ui.forms import BaseForm
from center.ui.lines import list_key
from center.ui.pagination import DEFAULT_SIZE, Page, requested_page
from center.ui.tables import Column
from center.ui.workbook import XLSX

LINES_A_PAGE = 60
PERIODS_OFFERED = 6
COLUMNS = (
    Column("period", _l("Kỳ"), "main"),
    Column("scope", _l("Phạm vi"), "custom"),
    Column("people", _l("Số người"), "custom"),
    Column("state", _l("Tình trạng"), "custom"),
    Column("meeting", _l("Hội đồng"), "custom"),
    Column("posted", _l("Niêm yết"), "custom"),
)


@bp.context_processor
def _words() -> dict[str, Any]:
    return {
        "period_words": period_words,
        "rank_state": rank_state,
        "levels_json": _levels_json,
        "cap_rank": cap_rank,
    }


@bp.get("/residents/assessments")
@requires(AssessmentPermission.VIEW)
def assessments() -> ResponseReturnValue:
    """Show the rounds, the newest period first."""
    number = requested_page()
    found, total = rounds(offset=(number - 1) * DEFAULT_SIZE, limit=DEFAULT_SIZE)
    return render_template(
        "residents/assessment/index.html",
        page=Page(found, number, DEFAULT_SIZE, total),
        columns=COLUMNS,
        waiting=objections(unanswered=True),
        scheme=scheme_on(today()),
    )


@bp.route("/residents/assessments/new", methods=["GET", "POST"])
@requires(AssessmentPermission.PROPOSE)
def new_assessment() -> ResponseReturnValue:
    """Open a round: everybody in it is filled in from the facts."""
    known = scheme_on(today())
    form = OpenRoundForm()
    periods = periods_before(today(), known.scheme.period_months, PERIODS_OFFERED)
    form.offer(periods, zones())
    if request.method == "GET":
        form.period.data = periods[1].first.isoformat()
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            zone = db.session.get(Zone, form.zone_id) if form.zone_id else None
            found = open_round(
                form.first, zone, client_id=form.client_id.data, actor=current_actor(), now=clock().now()
            )
        if not form.errors:
            flash(_("Đã mở đợt xếp loại, điền sẵn từ số liệu."), "success")
            return redirect(url_for(".assessment", round_id=found.id), 303)
    page = render_template("residents/assessment/new.html", form=form, scheme=known)
    return page, 422 if form.errors else 200


@bp.route("/residents/assessments/<int:round_id>", methods=["GET", "POST"])
@requires(AssessmentPermission.VIEW)
def assessment(round_id: int) -> ResponseReturnValue:
    """Show a round's list; who may propose fills it in, a page at a time."""
    found = round_or_404(round_id)
    may_write = can(AssessmentPermission.PROPOSE) and not found.is_decided
    form = GradeListForm()
    if request.method == "POST" and can(AssessmentPermission.PROPOSE):
        answer = _save(found, form)
        if answer is not None:
            return answer
    return _list(round_or_404(round_id), form, may_write)


@bp.post("/residents/assessments/<int:round_id>/count")
@requires(AssessmentPermission.PROPOSE)
def count_assessment(round_id: int) -> ResponseReturnValue:
    """Count the facts anew."""
    form = ConfirmForm()
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            changed = count_again(round_or_404(round_id), actor=current_actor(), now=clock().now())
        if not form.errors:
            flash(_("Đã tính lại: %(count)s dòng có số liệu mới.", count=changed), "success")
    return _back(round_id, form)


@bp.post("/residents/assessments/<int:round_id>/confirm")
@requires(AssessmentPermission.PROPOSE)
def confirm_assessment(round_id: int) -> ResponseReturnValue:
    """Stand up for everybody nobody has stood up for, as the facts suggest."""
    form = ConfirmForm()
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            count = confirm_rest(
                round_or_404(round_id), form.zone_id, actor=current_actor(), now=clock().now()
            )
        if not form.errors:
            flash(_("Đã đề nghị %(count)s người theo số liệu.", count=count), "success")
    return _back(round_id, form)


@bp.route("/residents/assessments/<int:round_id>/decide", methods=["GET", "POST"])
@requires(AssessmentPermission.DECIDE)
def decide_assessment(round_id: int) -> ResponseReturnValue:
    """Record what the council decided."""
    found = round_or_404(round_id)
    form = DecideForm(held_on=max(found.period_last, today()))
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            count = decide(round_or_404(round_id), form.meeting(), actor=current_actor(), now=clock().now())
        if not form.errors:
            flash(_("Đã ghi quyết định xếp loại %(count)s người.", count=count), "success")
            return redirect(url_for(".assessment", round_id=round_id), 303)
    return _act("decide", found, form)


@bp.route("/residents/assessments/<int:round_id>/post", methods=["GET", "POST"])
@requires(AssessmentPermission.PROPOSE)
def post_assessment(round_id: int) -> ResponseReturnValue:
    """Record where the decided list hangs out."""
    found = round_or_404(round_id)
    first = max(found.meeting_on or today(), today())
    last = first + timedelta(days=max(0, scheme_of_round(found).posting_days - 1))
    form = PostForm(posted_from=first, posted_to=last, place=_("Bảng tin của khu"))
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            post(
                round_or_404(round_id),
                from_day=given(form.posted_from),
                to_day=given(form.posted_to),
                place=form.place.data,
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            flash(_("Đã ghi việc niêm yết."), "success")
            return redirect(url_for(".assessment", round_id=round_id), 303)
    return _act("post", found, form)


@bp.post("/residents/assessments/<int:round_id>/print")
@requires(AssessmentPermission.PROPOSE)
def print_assessment(round_id: int) -> ResponseReturnValue:
    """Ask for the list as a paper with signatures; thousands of lines are drawn in the background."""
    found, form = round_or_404(round_id), PrintForm()
    if not form.validate_on_submit():
        return _back(round_id, form)
    with unit_of_work():
        job = enqueue(
            lists.LIST_JOB,
            {"round_id": found.id, "zone_id": row_id(form.zone.data)},
            actor=current_actor(),
            now=clock().now(),
            client_id=form.act_id.data,
        )
        job_id = job.id
    return redirect(url_for("jobs.show", job_id=job_id), 303)


@bp.get("/residents/assessments/<int:round_id>/list.xlsx")
@requires(AssessmentPermission.VIEW)
def export_assessment(round_id: int) -> ResponseReturnValue:
    """Hand out the list as a workbook; that it left is recorded."""
    zone_id = row_id(request.args.get("zone"))
    with unit_of_work():
        found = round_or_404(round_id)
        zone = db.session.get(Zone, zone_id) if zone_id else None
        content = lists.list_workbook(found, zone, actor=current_actor(), now=clock().now())
    response = Response(content, mimetype=XLSX)
    name = f"xep-loai-{found.period_first:%Y%m}-{round_id}.xlsx"
    response.headers["Content-Disposition"] = f"attachment; filename={name}"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _save(found: AssessmentRound, form: GradeListForm) -> ResponseReturnValue | None:
    """Save the page that was sent; return where to go, or None when it is to be shown again."""
    number = requested_page()
    if not form.validate():
        return None
    with form.rule_errors(), unit_of_work():
        count, departing = propose(
            round_or_404(found.id), form.proposals(), actor=current_actor(), now=clock().now()
        )
    if form.errors:
        return None
    flash(_("Đã lưu %(count)s người, %(other)s khác số liệu.", count=count, other=departing), "success")
    step = 1 if request.form.get("do") == "next" else 0
    query: dict[str, Any] = {key: value for key, value in request.args.items() if key != "page"}
    return redirect(url_for(".assessment", round_id=found.id, **query, page=number + step), 303)


def _list(found: AssessmentRound, form: GradeListForm, may_write: bool) -> ResponseReturnValue:
    scheme, number = scheme_of_round(found), requested_page()
    filters = LineFilterForm(formdata=request.args)
    filters.offer(zones(), rooms_in(row_id(request.args.get("zone"))), scheme)
    lines, total = lines_of(found.id, filters.wanted, offset=(number - 1) * LINES_A_PAGE, limit=LINES_A_PAGE)
    shown = [line for line in lines if line.graded] if may_write else []
    if request.method == "POST":
        shown = _sent(form, found, shown)
    rows = form.rows(shown, scheme) if may_write else []
    if request.method == "POST":
        form.renew_versions({line.stay_id: line.version for line in shown})
    page = render_template(
        "residents/assessment/show.html",
        round=found,
        summary=summaries([found])[0],
        scheme=scheme,
        counts=level_counts(found.id),
        page=Page(lines, number, LINES_A_PAGE, total),
        filters=filters,
        form=form,
        rows=rows,
        grades=grades_of_round(found.id) if found.is_decided else {},
        key=list_key(line.stay_id for line in shown),
        measures=measures(),
        statements=STATEMENTS,
        objections=objections(round_id=found.id) if found.is_decided else [],
        papers=papers_of(found.id),
        confirm=ConfirmForm(formdata=None, zone=request.args.get("zone", "")),
        printing=PrintForm(formdata=None),
        may_write=may_write,
    )
    return page, 422 if form.errors else 200


def _sent(form: GradeListForm, found: AssessmentRound, shown: list[AssessmentLine]) -> list[AssessmentLine]:
    """Return the lines that were sent, whatever the filter would show by now: nothing typed is lost."""
    there = {line.stay_id for line in shown}
    sent = [entry.form.stay for entry in form.lines]
    if set(sent) <= there or not sent:
        return shown
    lines, _total = lines_of(found.id, LineFilter(stay_ids=tuple(sent)))
    return [line for line in lines if line.graded]


def _act(template: str, found: AssessmentRound, form: BaseForm) -> ResponseReturnValue:
    page = render_template(
        f"residents/assessment/{template}.html",
        round=found,
        summary=summaries([found])[0],
        scheme=scheme_of_round(found),
        counts=level_counts(found.id),
        form=form,
        today=local_date(clock().now()),
    )
    return page, 422 if form.errors else 200


def _back(round_id: int, form: BaseForm) -> ResponseReturnValue:
    for refusal in form.refusals:
        flash(refusal.what, "danger")
    zone = request.form.get("zone") or None
    return redirect(url_for(".assessment", round_id=round_id, zone=zone), 303)


def _levels_json(scheme: Scheme) -> list[list[str | int]]:
    """Return the levels for the script that adds up while somebody types: code, label, smallest total."""
    return [[level.code, level.label, level.from_points] for level in scheme.levels]
