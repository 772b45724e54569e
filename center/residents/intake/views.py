"""The page of the intake desk."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from center.auth.access import current_actor, requires
from center.clock import clock
from center.db import unit_of_work
from center.i18n import gettext as _
from center.residents.blueprint import bp
from center.residents.intake.arrival import arrival_of, check_rules
from center.residents.intake.desk import Desk, refuse_lookalikes, set_table
from center.residents.intake.forms import IntakeForm
from center.residents.intake.lists import ETHNIC_GROUPS
from center.residents.intake.photo import data_url, take_photo
from center.residents.intake.steps import (
    MORE_ROWS,
    PICKED_TEXT,
    Posted,
    Step,
    card_of,
    chosen_resident,
    take_step,
)
from center.residents.permissions import ResidentPermission
from center.residents.photos import PreparedPhoto
from center.residents.stay.models import Stay
from center.residents.stay.service import admit


@bp.get("/intake/new")
@requires(ResidentPermission.ADMIT)
def new_intake() -> ResponseReturnValue:
    """Show an empty form; the moment of hand-over is now."""
    form = IntakeForm(arrived_at=clock().now())
    form.scan.render_kw = {**form.scan.render_kw, "autofocus": True}
    return _page(form, set_table(form, Step(), None, None, None))


@bp.post("/intake/new")
@requires(ResidentPermission.ADMIT)
def intake() -> ResponseReturnValue:
    """Take the person in, or do what another button of the form asks and show the form again."""
    posted: Posted = MultiDict(request.form)
    photo, photo_refusal = take_photo(posted, request.files)
    step = take_step(posted)
    form = IntakeForm(formdata=posted)
    form.commune_text = posted.get(PICKED_TEXT, "")
    if step.grow:
        for _row in range(MORE_ROWS[step.grow]):
            form[step.grow].append_entry()
    desk = set_table(form, step, card_of(posted), chosen_resident(posted), data_url(photo))
    admitting = posted.get("do") == "admit"
    if admitting:
        form.validate()
        check_rules(form)
    for refusal in (step.refusal, photo_refusal):
        if refusal is not None:
            form.refuse(refusal)
    if admitting and not form.errors:
        refuse_lookalikes(form, desk)
    if admitting and not form.errors:
        stay = _admit(form, desk, photo, step)
        if stay is not None:
            return redirect(url_for(".show", stay_id=stay.id), 303)
    return _page(form, desk)


def _admit(form: IntakeForm, desk: Desk, photo: PreparedPhoto | None, step: Step) -> Stay | None:
    stay = None
    resident = desk.chosen.resident if desk.chosen else None
    with form.rule_errors(), unit_of_work():
        arrival = arrival_of(form, resident=resident, photo=photo, match=step.match)
        stay = admit(arrival, actor=current_actor(), now=clock().now())
    if stay is not None:
        who = stay.resident
        flash(_("Đã tiếp nhận %(name)s, mã %(code)s.", name=who.full_name, code=who.code), "success")
    return stay


def _page(form: IntakeForm, desk: Desk) -> ResponseReturnValue:
    page = render_template("residents/intake/new.html", form=form, desk=desk, ethnic_groups=ETHNIC_GROUPS)
    return page, 422 if form.errors else 200
