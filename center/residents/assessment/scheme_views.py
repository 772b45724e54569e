"""How the center grades: shown to whoever works with grades, set by the director."""

from __future__ import annotations

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock, today
from center.db import unit_of_work
from center.i18n import gettext as _
from center.residents.assessment.permissions import AssessmentPermission
from center.residents.assessment.queries import scheme_on, scheme_rows
from center.residents.assessment.rules import period_of
from center.residents.assessment.scheme_forms import SchemeForm, scheme_values
from center.residents.assessment.schemes import set_scheme
from center.residents.assessment.sources import measures
from center.residents.blueprint import bp


@bp.get("/residents/assessment-scheme")
@requires(AssessmentPermission.VIEW)
def assessment_scheme() -> ResponseReturnValue:
    """Show the scheme in force and every one before it."""
    return render_template(
        "residents/assessment/scheme.html",
        known=scheme_on(today()),
        rows=scheme_rows(),
        measures=measures(),
        on=today(),
    )


@bp.route("/residents/assessment-scheme/new", methods=["GET", "POST"])
@requires(AssessmentPermission.CONFIGURE)
def new_assessment_scheme() -> ResponseReturnValue:
    """Set another scheme for periods to come."""
    present = scheme_on(today()).scheme
    following = period_of(today(), present.period_months).last + timedelta(days=1)
    known = scheme_on(following).scheme
    form = SchemeForm(**(scheme_values(known, following) if request.method == "GET" else {}))
    form.offer(measures(), known)
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            set_scheme(
                form.scheme(),
                source=form.source.data,
                reason=form.reason.data,
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            flash(_("Đã đặt quy chế xếp loại mới."), "success")
            return redirect(url_for(".assessment_scheme"), 303)
    page = render_template("residents/assessment/scheme_form.html", form=form, known=known)
    return page, 422 if form.errors else 200
