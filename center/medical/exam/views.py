"""The admission examination: reading, writing, correcting; the step into detox."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock, today
from center.db import unit_of_work
from center.i18n import gettext as _
from center.medical.blueprint import bp
from center.medical.exam.forms import ExamForm
from center.medical.exam.queries import ExamVersion, exam_or_404, exam_versions, uses_of
from center.medical.exam.service import record_exam, start_detox
from center.medical.labels import FITNESS_LABELS, ROUTE_LABELS, SUBSTANCE_LABELS
from center.medical.limits import UNITS, vital_limits
from center.medical.permissions import MedicalPermission
from center.medical.screens import show
from center.residents.stay.models import Stage, Stay
from center.residents.stay.queries import stay_or_404
from center.ui.forms import BaseForm

LABELS = {"fitness": FITNESS_LABELS, "substance": SUBSTANCE_LABELS, "route": ROUTE_LABELS}


class StartForm(BaseForm):
    """The button that takes a stay into detox."""


@bp.get("/medical/stays/<int:stay_id>/exam")
@requires(MedicalPermission.VIEW)
def show_exam(stay_id: int) -> ResponseReturnValue:
    """Show the admission exam with its corrections."""
    return _exam_page(stay_or_404(stay_id), StartForm(formdata=None))


def _exam_page(stay: Stay, form: StartForm) -> ResponseReturnValue:
    versions = exam_versions(stay.id)
    return show("medical/exam.html", stay, form, form=form, versions=versions, labels=LABELS, units=UNITS)


@bp.route("/medical/stays/<int:stay_id>/exam/new", methods=["GET", "POST"])
@requires(MedicalPermission.EXAMINE)
def new_exam(stay_id: int) -> ResponseReturnValue:
    """Write the admission exam, or correct the one named by ``?amends=``."""
    stay = stay_or_404(stay_id)
    amends_id = request.args.get("amends", type=int)
    amended = None
    if amends_id is not None:
        exam = exam_or_404(stay.id, amends_id)
        amended = ExamVersion(exam, uses_of([exam.id])[exam.id], True)
    form = (
        ExamForm.of(amended) if amended and request.method == "GET" else ExamForm(happened_at=clock().now())
    )
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            actor = current_actor()
            record_exam(stay, form.facts(), entry=form.entry(actor, amends_id=amends_id))
            if form.start_detox.data and stay.stage is Stage.RECEPTION:
                start_detox(stay, actor=actor, now=clock().now())
        if not form.errors:
            flash(_("Đã ghi phiếu khám khi tiếp nhận."), "success")
            return redirect(url_for(".show_exam", stay_id=stay.id), 303)
    return show(
        "medical/exam_form.html",
        stay,
        form,
        form=form,
        amended=amended,
        limits=vital_limits(today()),
        in_reception=stay.stage is Stage.RECEPTION,
    )


@bp.post("/medical/stays/<int:stay_id>/start-detox")
@requires(MedicalPermission.EXAMINE)
def begin_detox(stay_id: int) -> ResponseReturnValue:
    """Take the stay from reception to detox."""
    stay = stay_or_404(stay_id)
    form = StartForm()
    with form.rule_errors(), unit_of_work():
        start_detox(stay, actor=current_actor(), now=clock().now())
    if form.refusals:
        return _exam_page(stay, form)
    flash(_("Đã chuyển sang điều trị cắt cơn."), "success")
    return redirect(url_for(".chart", stay_id=stay.id), 303)
