"""The chart of a stay, and writing COWS and vital signs."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock, local_date
from center.db import unit_of_work
from center.i18n import gettext as _
from center.medical import cows, news2
from center.medical.blueprint import bp
from center.medical.detox.queries import waiting_declaration
from center.medical.exam.queries import exam_in_force, uses_of
from center.medical.labels import CONTEXT_LABELS, FITNESS_LABELS, ROUTE_LABELS, SUBSTANCE_LABELS, URGENCY
from center.medical.limits import UNITS, unverified, vital_limits, warnings
from center.medical.models import ScaleContext, ScaleScore, VitalSigns
from center.medical.observation.chart import course_of, requested_span
from center.medical.observation.forms import CowsForm, VitalsForm
from center.medical.observation.queries import (
    judge_of,
    newest_pulse,
    reading_or_404,
    score_or_404,
    vitals_of,
    weights_of,
)
from center.medical.observation.rhythm import rhythm_on
from center.medical.observation.service import record_vitals, score_cows
from center.medical.observation.words import warning_of
from center.medical.permissions import MedicalPermission
from center.medical.screens import show
from center.residents.stay.models import Stay
from center.residents.stay.queries import stay_or_404
from center.ui.pagination import Page, requested_page

LINES = 30
"""Observations on one page of the list."""


@bp.get("/medical/stays/<int:stay_id>")
@requires(MedicalPermission.VIEW)
def chart(stay_id: int) -> ResponseReturnValue:
    """Show the course of the stay: what matters now, the charts, every observation."""
    stay = stay_or_404(stay_id)
    span = requested_span(request.args.get("span"))
    found = course_of(stay, clock().now(), span=span)
    exam = exam_in_force(stay.id)
    number = requested_page()
    return show(
        "medical/chart.html",
        stay,
        course=found,
        span=span,
        lines=Page(found.lines[(number - 1) * LINES : number * LINES], number, LINES, len(found.lines)),
        exam=exam,
        uses=uses_of([exam.id])[exam.id] if exam else [],
        waiting=waiting_declaration(stay.id),
        labels={"fitness": FITNESS_LABELS, "substance": SUBSTANCE_LABELS, "route": ROUTE_LABELS},
        urgency=URGENCY,
        bands=(cows.BAND_LABELS, cows.BAND_STATES),
    )


@bp.get("/medical/stays/<int:stay_id>/cows/<int:row_id>")
@requires(MedicalPermission.VIEW)
def show_score(stay_id: int, row_id: int) -> ResponseReturnValue:
    """Show one COWS score item by item."""
    stay = stay_or_404(stay_id)
    row = score_or_404(stay.id, row_id)
    return show(
        "medical/score.html",
        stay,
        row=row,
        items=cows.ITEMS,
        context=CONTEXT_LABELS[row.context],
        band=cows.BAND_LABELS.get(row.band or ""),
        band_state=cows.BAND_STATES.get(row.band or "", "muted"),
        citation=cows.CITATION,
    )


@bp.route("/medical/stays/<int:stay_id>/cows/new", methods=["GET", "POST"])
@requires(MedicalPermission.OBSERVE)
def new_score(stay_id: int) -> ResponseReturnValue:
    """Score COWS, or correct the score named by ``?amends=``."""
    stay = stay_or_404(stay_id)
    amends_id = request.args.get("amends", type=int)
    amended = score_or_404(stay.id, amends_id) if amends_id is not None else None
    now = clock().now()
    counted = newest_pulse(stay.id, now - rhythm_on(local_date(now)).red_repeat)
    form = CowsForm.of(amended) if amended and request.method == "GET" else CowsForm(happened_at=now)
    if request.method == "GET" and amended is None and counted is not None and counted.pulse is not None:
        form["pulse"].data = str(cows.pulse_points(counted.pulse))
    if form.validate_on_submit():
        row = None
        with form.rule_errors(), unit_of_work():
            row = score_cows(
                stay,
                form.vector(),
                form.unscorable(),
                beats=form.beats.data,
                context=ScaleContext(form.context.data),
                entry=form.entry(current_actor(), amends_id=amends_id),
            )
        if row is not None:
            _tell_score(row)
            return redirect(url_for(".chart", stay_id=stay.id), 303)
    return show(
        "medical/cows_form.html",
        stay,
        form,
        form=form,
        amended=amended,
        items=cows.ITEMS,
        counted=counted,
        scale={
            "bands": [
                {"least": least, "label": str(cows.BAND_LABELS[band]), "state": state}
                for least, band, state in cows.BANDS
            ],
            "pulse": [*cows.PULSE_STEPS, (None, cows.PULSE_ABOVE)],
        },
        citation=cows.CITATION,
    )


@bp.route("/medical/stays/<int:stay_id>/vitals/new", methods=["GET", "POST"])
@requires(MedicalPermission.OBSERVE)
def new_vitals(stay_id: int) -> ResponseReturnValue:
    """Write vital signs, or correct the reading named by ``?amends=``."""
    stay = stay_or_404(stay_id)
    amends_id = request.args.get("amends", type=int)
    amended = reading_or_404(stay.id, amends_id) if amends_id is not None else None
    now = clock().now()
    today = local_date(now)
    form = VitalsForm.of(amended) if amended and request.method == "GET" else VitalsForm(happened_at=now)
    if form.validate_on_submit():
        row = None
        with form.rule_errors(), unit_of_work():
            row = record_vitals(
                stay,
                form.values(),
                consciousness=form.letter(),
                on_oxygen=form.on_oxygen.data,
                remark=form.note.data or "",
                entry=form.entry(current_actor(), amends_id=amends_id),
            )
        if row is not None:
            _tell_vitals(stay, row)
            return redirect(url_for(".chart", stay_id=stay.id), 303)
    return show(
        "medical/vitals_form.html",
        stay,
        form,
        form=form,
        amended=amended,
        limits=vital_limits(today),
        units=UNITS,
        unverified=bool(unverified("clinical.vitals.", today)),
        citation=news2.CITATION,
    )


def _tell_score(row: ScaleScore) -> None:
    if row.total is None or row.band is None:
        flash(_("Đã ghi COWS, chưa đủ mục nên không có tổng điểm."), "success")
        return
    band = str(cows.BAND_LABELS[row.band])
    if row.total >= warnings(local_date(row.happened_at)).cows_alarm:
        flash(
            _("Đã ghi COWS %(total)s điểm – %(band)s. Báo bác sĩ ngay.", total=row.total, band=band), "danger"
        )
    else:
        flash(_("Đã ghi COWS %(total)s điểm – %(band)s.", total=row.total, band=band), "success")


def _tell_vitals(stay: Stay, row: VitalSigns) -> None:
    flash(_("Đã ghi dấu hiệu sinh tồn."), "success")
    weights = weights_of(vitals_of(stay.id), exam_in_force(stay.id))
    told = warning_of(judge_of(stay, clock().now())(row, weights))
    if told is not None:
        flash(told[1], told[0])
