"""The pages of the end of a stay: the clerk's day, one stay, its papers, the release."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock, local_date
from center.db import db, unit_of_work
from center.documents.readers import register_reader
from center.errors import RuleViolation
from center.handover import duties, file_part, jobs
from center.handover.desk import print_completion, print_notices
from center.handover.forms import ActForm, NoticeForm, PlanForm, ReleaseForm, values_of
from center.handover.home import PANELS
from center.handover.labels import ADDRESSEE_LABELS, GOAL_LABELS, GRADE_LABELS, NEED_LABELS
from center.handover.overview import EndPage, end_lines, end_page, usual_addressees
from center.handover.permissions import HandoverPermission
from center.handover.queries import ending_stays, plan_of, released_stays
from center.handover.service import release, save_plan
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.jobs.service import enqueue
from center.places.models import Commune
from center.residents import labels as residents_labels
from center.residents.duty.registry import register_source
from center.residents.stay.models import EndReason, Stay
from center.residents.stay.queries import header_of, stay_or_404
from center.residents.term.labels import CONVENTION_SENTENCES
from center.residents.whole_file.parts import register_part
from center.ui.forms import BaseForm
from center.ui.navigation import NavItem, register_navigation
from center.ui.panels import ResidentTab, register_panel, register_tab

bp = Blueprint("handover", __name__, url_prefix="/handover")

AHEAD_DAYS = 60
RELEASED_SHOWN = 20

PAPERS = ("packet", "completion-compulsory", "completion-voluntary", "completion-notice")

NAVIGATION = (
    NavItem(_l("Sắp hết thời hạn"), "handover.index", HandoverPermission.VIEW, "send", "handover", 10),
)
TAB = ResidentTab("handover", _l("Bàn giao"), "handover.show", HandoverPermission.VIEW, 60)

register_navigation(NAVIGATION)
register_tab(TAB)
register_source(duties.SOURCE)
register_part(file_part.PART)
for _panel in PANELS:
    register_panel(_panel)
for _kind in PAPERS:
    register_reader(_kind, HandoverPermission.VIEW)


@bp.context_processor
def _words() -> dict[str, Any]:
    """Give the pages the words for the codes."""
    return {
        "addressee_labels": ADDRESSEE_LABELS,
        "convention_sentences": CONVENTION_SENTENCES,
        "effect_labels": residents_labels.TERM_EFFECT_LABELS,
        "end_labels": residents_labels.END_LABELS,
        "goal_labels": GOAL_LABELS,
        "grade_labels": GRADE_LABELS,
        "kind_labels": residents_labels.KIND_LABELS,
        "line_labels": residents_labels.TERM_LINE_LABELS,
        "need_labels": NEED_LABELS,
        "state_labels": residents_labels.TERM_STATE_LABELS,
    }


@bp.get("")
@requires(HandoverPermission.VIEW)
def index() -> ResponseReturnValue:
    """Show who ends in the next 60 days, what is missing, and who was let go of late."""
    today = local_date(clock().now())
    lines = end_lines(ending_stays(today, AHEAD_DAYS), today)
    groups = {
        "notices": [line for line in lines if line.notice_state in {"late", "due", "stale"}],
        "ending": [line for line in lines if line.stay.last_day and (line.stay.last_day - today).days <= 7],
        "waiting": [line for line in lines if line.stay.last_day and line.stay.last_day <= today],
    }
    show = request.args.get("show", "")
    return render_template(
        "handover/index.html",
        today=today,
        ahead=AHEAD_DAYS,
        groups=groups,
        show=show if show in groups else "",
        lines=groups.get(show, lines),
        total=len(lines),
        released=released_stays(today.replace(day=1), RELEASED_SHOWN),
    )


@bp.get("/stays/<int:stay_id>")
@requires(HandoverPermission.VIEW)
def show(stay_id: int) -> ResponseReturnValue:
    """Show the end of one stay: the term, what is missing, the papers, the packets."""
    return _page(stay_or_404(stay_id), ActForm(formdata=None))


@bp.route("/stays/<int:stay_id>/plan", methods=["GET", "POST"])
@requires(HandoverPermission.PREPARE)
def plan(stay_id: int) -> ResponseReturnValue:
    """Write the aftercare plan; an earlier one is the starting point."""
    stay = stay_or_404(stay_id)
    known = plan_of(stay.id)
    form = PlanForm(
        **(
            values_of(known)
            if known
            else {"address_text": stay.address_text, "commune_id": stay.home_commune_id}
        )
    )
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            save_plan(stay, form.facts(), actor=current_actor(), now=clock().now())
        if not form.errors:
            return _done(stay.id, _("Đã ghi kế hoạch sau cai."))
    picked = db.session.get(Commune, form.commune_id.data) if form.commune_id.data else None
    label = picked.full_label if picked else request.form.get("commune_id-text", "")
    return _act("plan", stay, form, commune_label=label)


@bp.route("/stays/<int:stay_id>/notice", methods=["GET", "POST"])
@requires(HandoverPermission.PREPARE)
def notice(stay_id: int) -> ResponseReturnValue:
    """Issue the notice of the coming end, one print for each addressee."""
    stay = stay_or_404(stay_id)
    names = usual_addressees(stay)
    form = NoticeForm(**names, **{f"to_{code}": bool(name) for code, name in names.items()})
    if form.validate_on_submit():
        with form.rule_errors():
            print_notices(
                stay,
                form.addressees(),
                key=form.act_id.data or "",
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            return _done(stay.id, _("Đã lập thông báo. In từng bản rồi trình ký."))
    return _act("notice", stay, form, page=_end_page(stay))


@bp.post("/stays/<int:stay_id>/completion")
@requires(HandoverPermission.PREPARE)
def completion(stay_id: int) -> ResponseReturnValue:
    """Issue the completion paper."""
    stay = stay_or_404(stay_id)
    form = ActForm()
    if form.validate_on_submit():
        with form.rule_errors():
            print_completion(stay, actor=current_actor(), now=clock().now())
        if not form.errors:
            return _done(stay.id, _("Đã cấp giấy hoàn thành. In ra rồi trình ký, đóng dấu."))
    return _page(stay, form)


@bp.post("/stays/<int:stay_id>/packet")
@requires(HandoverPermission.PREPARE)
def packet(stay_id: int) -> ResponseReturnValue:
    """Have the packet built in the background; a double click is one packet."""
    stay = stay_or_404(stay_id)
    form = ActForm()
    job_id = None
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            if stay.last_day is None:
                raise RuleViolation("handover.no_term")
            job = enqueue(
                jobs.PACKET_JOB,
                {"stay_id": stay.id},
                actor=current_actor(),
                now=clock().now(),
                client_id=form.act_id.data,
            )
            job_id = job.id
    if job_id is not None:
        return redirect(url_for("jobs.show", job_id=job_id), 303)
    return _page(stay, form)


@bp.route("/stays/<int:stay_id>/release", methods=["GET", "POST"])
@requires(HandoverPermission.RELEASE)
def let_go(stay_id: int) -> ResponseReturnValue:
    """Let the person go: ends the stay, frees the bed, revokes the badge."""
    stay = stay_or_404(stay_id)
    form = ReleaseForm(happened_at=clock().now())
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            if not (form.belongings_done.data or (form.explanation.data or "").strip()):
                raise RuleViolation("handover.belongings_unconfirmed", field="belongings_done")
            release(
                stay,
                EndReason(form.reason.data),
                happened_at=form.happened_at.data or clock().now(),
                explanation=form.explanation.data or "",
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            return _done(stay.id, _("Đã cho ra và kết thúc đợt cai nghiện. Thẻ đã thu hồi, giường đã trống."))
    return _act("release", stay, form, page=_end_page(stay))


def _end_page(stay: Stay) -> EndPage:
    now = clock().now()
    return end_page(stay, current_actor(), at=now, on=local_date(now))


def _page(stay: Stay, form: BaseForm) -> ResponseReturnValue:
    answer = render_template("handover/show.html", page=_end_page(stay), form=form)
    return answer, 422 if form.errors else 200


def _act(template: str, stay: Stay, form: BaseForm, **context: Any) -> ResponseReturnValue:
    now = clock().now()
    header = header_of(stay, at=now, on=local_date(now))
    answer = render_template(f"handover/{template}.html", stay=stay, header=header, form=form, **context)
    return answer, 422 if form.errors else 200


def _done(stay_id: int, sentence: str) -> ResponseReturnValue:
    flash(sentence, "success")
    return redirect(url_for(".show", stay_id=stay_id), 303)
