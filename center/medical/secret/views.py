"""The pages of what is kept apart: a gate that asks why, the findings, a new one."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock
from center.db import unit_of_work
from center.i18n import gettext as _
from center.medical.blueprint import bp
from center.medical.labels import SECRET_LABELS
from center.medical.permissions import MedicalPermission
from center.medical.screens import show
from center.medical.secret.forms import OpenForm, SecretForm
from center.medical.secret.queries import readings
from center.medical.secret.service import read_secrets, record_secret
from center.residents.stay.queries import stay_or_404


@bp.get("/medical/stays/<int:stay_id>/secret")
@requires(MedicalPermission.SECRET)
def secret_gate(stay_id: int) -> ResponseReturnValue:
    """Ask why; nothing is read yet."""
    form = OpenForm(formdata=None)
    return show("medical/secret_gate.html", stay_or_404(stay_id), form, form=form)


@bp.post("/medical/stays/<int:stay_id>/secret")
@requires(MedicalPermission.SECRET)
def read_secret(stay_id: int) -> ResponseReturnValue:
    """Show the findings, and record who read them and why."""
    stay = stay_or_404(stay_id)
    form = OpenForm()
    if form.validate_on_submit():
        found = None
        with form.rule_errors(), unit_of_work():
            found = read_secrets(stay, reason=form.reason.data, actor=current_actor(), now=clock().now())
        if found is not None:
            return show(
                "medical/secret.html", stay, findings=found, readings=readings(stay.id), kinds=SECRET_LABELS
            )
    return show("medical/secret_gate.html", stay, form, form=form)


@bp.route("/medical/stays/<int:stay_id>/secret/new", methods=["GET", "POST"])
@requires(MedicalPermission.SECRET)
def new_secret(stay_id: int) -> ResponseReturnValue:
    """Write a finding, or correct the one named by ``?amends=``; nothing already written is shown."""
    stay = stay_or_404(stay_id)
    amends_id = request.args.get("amends", type=int)
    form = SecretForm(happened_at=clock().now())
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            entry = form.entry(current_actor(), amends_id=amends_id)
            record_secret(stay, form.chosen(), form.text.data, entry=entry)
        if not form.errors:
            flash(_("Đã ghi thông tin bảo mật."), "success")
            return redirect(url_for(".secret_gate", stay_id=stay.id), 303)
    return show("medical/secret_form.html", stay, form, form=form, amends=amends_id)
