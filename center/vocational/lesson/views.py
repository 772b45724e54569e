"""Pages that plan and cancel lessons."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock, today
from center.db import unit_of_work
from center.i18n import gettext as _
from center.vocational.blueprint import bp
from center.vocational.course.queries import course_or_404
from center.vocational.lesson.forms import CancelForm, LessonForm
from center.vocational.lesson.queries import lesson_or_404
from center.vocational.lesson.service import cancel_lesson, plan_lessons
from center.vocational.permissions import VocationalPermission


@bp.route("/courses/<int:course_id>/lessons/new", methods=["GET", "POST"])
@requires(VocationalPermission.PLAN)
def new_lesson(course_id: int) -> ResponseReturnValue:
    """Plan one lesson or a weekly series."""
    course = course_or_404(course_id)
    form = LessonForm(
        day=min(max(today(), course.starts_on), course.ends_on), trainer_id=str(course.trainer_id)
    )
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            made = plan_lessons(
                course,
                form.facts(course.ends_on),
                act_id=form.act_id.data or "",
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            flash(_("Đã xếp %(count)s buổi học.", count=len(made)), "success")
            return redirect(url_for(".course", course_id=course_id), 303)
    page = render_template("vocational/lesson_form.html", course=course, form=form)
    return page, 422 if form.errors else 200


@bp.route("/lessons/<int:session_id>/cancel", methods=["GET", "POST"])
@requires(VocationalPermission.PLAN)
def cancel(session_id: int) -> ResponseReturnValue:
    """Say that a lesson does not take place."""
    lesson = lesson_or_404(session_id)
    form = CancelForm()
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            cancel_lesson(lesson, form.reason.data, actor=current_actor(), now=clock().now())
        if not form.errors:
            flash(_("Đã hủy buổi học."), "success")
            return redirect(url_for(".course", course_id=lesson.course_id), 303)
    page = render_template("vocational/lesson_cancel.html", lesson=lesson, form=form)
    return page, 422 if form.errors else 200
