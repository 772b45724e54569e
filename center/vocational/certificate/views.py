"""Pages of certificates."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from center.agency.queries import profile_on
from center.auth.access import current_actor, requires
from center.clock import clock, today
from center.db import unit_of_work
from center.i18n import gettext as _
from center.residents.stay.queries import stay_or_404
from center.ui.lines import list_key
from center.vocational.blueprint import bp
from center.vocational.certificate import queries
from center.vocational.certificate.forms import AmendCertificateForm, CertificatesForm
from center.vocational.certificate.service import amend_certificate, issue_certificates
from center.vocational.course.queries import course_or_404
from center.vocational.labels import CERTIFICATE_TITLES
from center.vocational.permissions import VocationalPermission


@bp.route("/courses/<int:course_id>/certificates", methods=["GET", "POST"])
@requires(VocationalPermission.CERTIFY)
def certificates(course_id: int) -> ResponseReturnValue:
    """Issue the certificates of a class."""
    course = course_or_404(course_id)
    form = CertificatesForm(
        title=CERTIFICATE_TITLES[course.kind],
        issued_on=max(today(), course.ends_on),
        issuer=profile_on(today()).name,
    )
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            made = issue_certificates(
                course, form.facts(), form.numbers(), actor=current_actor(), now=clock().now()
            )
        if not form.errors:
            flash(_("Đã cấp %(count)s giấy.", count=len(made)), "success")
            return redirect(url_for(".certificates", course_id=course_id), 303)
    people = queries.graduates(course)
    waiting = [each for each in people if each.may_get or each.stay.id in form.numbers()]
    page = render_template(
        "vocational/certificates.html",
        course=course,
        form=form,
        rows=form.rows(waiting),
        others=[each for each in people if each not in waiting],
        ended=course.ends_on <= today(),
        key=list_key(each.stay.id for each in waiting),
    )
    return page, 422 if form.errors else 200


@bp.route("/certificates/<int:certificate_id>/amend", methods=["GET", "POST"])
@requires(VocationalPermission.CERTIFY)
def amend(certificate_id: int) -> ResponseReturnValue:
    """Correct a certificate, or take it back."""
    certificate = queries.certificate_or_404(certificate_id)
    form = AmendCertificateForm(
        title=certificate.title,
        issuer=certificate.issuer,
        issued_on=certificate.issued_on,
        number=certificate.number,
        withdrawn=certificate.withdrawn,
    )
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            amend_certificate(
                certificate,
                form.facts(),
                form.number.data,
                withdrawn=form.withdrawn.data,
                reason=form.reason.data,
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            flash(_("Đã sửa giấy chứng nhận."), "success")
            return redirect(url_for(".certificates", course_id=certificate.course_id), 303)
    page = render_template(
        "vocational/certificate_amend.html",
        certificate=certificate,
        stay=stay_or_404(certificate.stay_id),
        course=course_or_404(certificate.course_id),
        form=form,
    )
    return page, 422 if form.errors else 200
