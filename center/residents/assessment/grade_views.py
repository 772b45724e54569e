"""Pages of one resident's grades: the tab, a correction, an objection and its answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import can, current_actor, requires
from center.clock import clock, local_date, today
from center.db import db, unit_of_work
from center.i18n import gettext as _
from center.residents.assessment.council import correct_grade
from center.residents.assessment.forms import AnswerForm, CorrectForm, ObjectionForm
from center.residents.assessment.labels import period_words
from center.residents.assessment.models import Grade
from center.residents.assessment.objections import answer_objection, receive_objection
from center.residents.assessment.permissions import AssessmentPermission
from center.residents.assessment.queries import (
    grade_or_404,
    grades_of,
    objection_or_404,
    objections,
    round_or_404,
    scheme_of_round,
)
from center.residents.assessment.rules import Period
from center.residents.assessment.trend import newest_steps, points_chart, steps_of
from center.residents.blueprint import bp
from center.residents.conduct.labels import CONDUCT_LABELS, STANDING_LABELS, STANDING_STATES
from center.residents.conduct.permissions import ConductPermission
from center.residents.conduct.queries import conduct_of
from center.residents.file.acts import act_page
from center.residents.stay.models import Stay
from center.residents.stay.queries import header_of, stay_or_404
from center.ui.fields import given


@bp.get("/residents/stays/<int:stay_id>/assessment")
@requires(AssessmentPermission.VIEW)
def show_assessment(stay_id: int) -> ResponseReturnValue:
    """Show a resident's grades over time, rewards and discipline."""
    stay, now = stay_or_404(stay_id), clock().now()
    steps = steps_of(grades_of([stay.id]).get(stay.id, ()))
    return render_template(
        "residents/assessment/stay.html",
        header=header_of(stay, at=now, on=local_date(now)),
        stay=stay,
        steps=steps,
        chart=points_chart(steps, _("Điểm xếp loại")),
        objections=objections(stay_id=stay.id),
        conduct=conduct_of(stay.id, local_date(now)) if can(ConductPermission.VIEW) else [],
        conduct_labels=CONDUCT_LABELS,
        standing_labels=STANDING_LABELS,
        standing_states=STANDING_STATES,
    )


@bp.route("/residents/grades/<int:grade_id>/correct", methods=["GET", "POST"])
@requires(AssessmentPermission.DECIDE)
def correct_grade_of(grade_id: int) -> ResponseReturnValue:
    """Correct a decided grade; the former one stays visible."""
    grade = grade_or_404(grade_id)
    scheme = scheme_of_round(round_or_404(grade.round_id))
    form = CorrectForm(points=list(grade.points), level=grade.level, decided_on=today())
    form.offer(scheme)
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            correct_grade(
                grade_or_404(grade_id),
                points=tuple(field.data for field in form.points),
                level=form.level.data,
                reason=form.reason.data,
                decided_on=given(form.decided_on),
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            return _done(grade.stay_id, _("Đã sửa xếp loại."))
    return _page("assessment_correct", grade, form)


@bp.route("/residents/grades/<int:grade_id>/object", methods=["GET", "POST"])
@requires(AssessmentPermission.PROPOSE)
def object_to_grade(grade_id: int) -> ResponseReturnValue:
    """Record that the resident does not agree."""
    grade = grade_or_404(grade_id)
    form = ObjectionForm(received_on=today())
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            receive_objection(
                grade_or_404(grade_id),
                form.objection.data,
                received_on=given(form.received_on),
                client_id=form.client_id.data,
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            return _done(grade.stay_id, _("Đã ghi ý kiến của học viên."))
    return _page("assessment_object", grade, form)


@bp.route("/residents/grade-objections/<int:objection_id>/answer", methods=["GET", "POST"])
@requires(AssessmentPermission.DECIDE)
def answer_grade_objection(objection_id: int) -> ResponseReturnValue:
    """Answer an objection: the grade stands, or is corrected in the same act."""
    line = objection_or_404(objection_id)
    scheme = scheme_of_round(round_or_404(line.grade.round_id))
    form = AnswerForm(answered_on=today(), points=list(line.grade.points))
    form.offer(scheme)
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            answer_objection(
                objection_or_404(objection_id).objection,
                form.answer.data,
                answered_on=given(form.answered_on),
                level=form.level.data,
                points=tuple(field.data for field in form.points),
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            return _done(line.grade.stay_id, _("Đã trả lời ý kiến của học viên."))
    return _page("assessment_answer", line.grade, form, line=line)


def grades_panel(stay_id: int) -> Mapping[str, Any] | None:
    """Return the last grades for the first page of a resident; nothing while there are none."""
    steps = newest_steps(stay_id)
    return {"steps": steps, "stay_id": stay_id} if steps else None


def _page(template: str, grade: Grade, form: Any, **context: Any) -> ResponseReturnValue:
    stay = db.session.get_one(Stay, grade.stay_id)
    return act_page(
        template,
        stay,
        form,
        grade=grade,
        period=period_words(Period(grade.period_first, grade.period_last)),
        **context,
    )


def _done(stay_id: int, sentence: str) -> ResponseReturnValue:
    flash(sentence, "success")
    return redirect(url_for("residents.show_assessment", stay_id=stay_id), 303)
