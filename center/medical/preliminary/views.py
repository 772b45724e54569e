"""The check at the gate: who waits for it, and its form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock
from center.db import unit_of_work
from center.i18n import gettext as _
from center.medical.blueprint import bp
from center.medical.permissions import MedicalPermission
from center.medical.preliminary.forms import form_of
from center.medical.preliminary.labels import CONCLUSION_LABELS
from center.medical.preliminary.queries import checks_of, notes_of
from center.medical.preliminary.service import record_check
from center.residents.reception.health import register_health_checks
from center.residents.reception.queries import reception_or_404, view_or_404, waiting_for_health
from center.ui.panels import Panel

WAITING_SHOWN = 20
"""More people than that are never at the gate at once."""

register_health_checks("medical", notes_of)


@bp.route("/medical/receptions/<int:reception_id>/check", methods=["GET", "POST"])
@requires(MedicalPermission.OBSERVE)
def preliminary_check(reception_id: int) -> ResponseReturnValue:
    """Write the preliminary check of somebody at the gate, or put it right."""
    versions = checks_of(reception_id)
    known = versions[0] if versions else None
    form = form_of(known)
    if form.validate_on_submit():
        amends_id = request.form.get("amends_id", type=int)
        with form.rule_errors(), unit_of_work():
            record_check(
                reception_or_404(reception_id),
                form.facts(),
                amends_id=amends_id,
                amend_reason=form.amend_reason.data or "",
                client_id=form.client_id.data,
                actor=current_actor(),
                now=clock().now(),
            )
        if not form.errors:
            flash(_("Đã ghi khám sơ bộ. Bàn tiếp nhận thấy kết luận ngay."), "success")
            return redirect(url_for("home.today"), 303)
    page = render_template(
        "medical/preliminary/check.html",
        view=view_or_404(reception_id, clock().now()),
        versions=versions,
        conclusions=CONCLUSION_LABELS,
        form=form,
    )
    return page, 422 if form.errors else 200


def waiting_panel() -> Mapping[str, Any] | None:
    """Return who waits at the gate for the preliminary check; nothing when nobody does."""
    waiting = waiting_for_health(clock().now(), WAITING_SHOWN)
    return {"waiting": waiting} if waiting else None


PANEL = Panel(
    slot="home",
    key="medical-gate",
    permission=MedicalPermission.OBSERVE,
    template="medical/preliminary/panel.html",
    build=waiting_panel,
    order=15,
)
