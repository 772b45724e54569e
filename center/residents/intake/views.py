"""The page of the intake desk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import FileStorage, MultiDict

from center.auth.access import current_actor, requires
from center.clock import clock, today
from center.db import row_id, unit_of_work
from center.i18n import gettext as _
from center.residents.blueprint import bp
from center.residents.expected.queries import ExpectedLine, expected_or_404, waiting_for
from center.residents.identity.number import tidy_number
from center.residents.intake.arrival import arrival_of, check_rules
from center.residents.intake.desk import Desk, refuse_lookalikes, set_table
from center.residents.intake.focus import focus_next
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
from center.residents.reception.boxes import boxes_in
from center.residents.reception.drafts import check_draft
from center.residents.reception.models import Reception
from center.residents.reception.queries import reception_of_stay, reception_or_404
from center.residents.reception.service import admitted, begin
from center.residents.stay.models import Stay
from center.residents.stay.service import admit


@dataclass(slots=True)
class Sent:
    """The form as it came back, with everything around it, after its button was obeyed."""

    posted: Posted
    form: IntakeForm
    step: Step
    desk: Desk
    photo: PreparedPhoto | None
    expected: ExpectedLine | None
    """Whom the papers announced: this person, or perhaps this person."""

    @property
    def button(self) -> str:
        """The button that sent it."""
        return self.posted.get("do", "")


@bp.get("/intake/new")
@requires(ResidentPermission.ADMIT)
def new_intake() -> ResponseReturnValue:
    """Show an empty form; the moment of hand-over is now."""
    form = IntakeForm(arrived_at=clock().now())
    form.scan.render_kw = {**form.scan.render_kw, "autofocus": True}
    return show_form(Sent(MultiDict(), form, Step(), set_table(form, Step(), None, None, None), None, None))


@bp.post("/intake/new")
@requires(ResidentPermission.ADMIT)
def intake() -> ResponseReturnValue:
    """Take the person in, keep the form for later, or do what another button asks and show the form again."""
    sent = obey(MultiDict(request.form), request.files)
    if sent.button == "save" and not sent.form.errors:
        reception_id = _keep_for_later(sent)
        if reception_id is not None:
            flash(_("Đã lưu. Ai ở bàn tiếp nhận cũng làm tiếp được."), "success")
            return redirect(url_for(".show_reception", reception_id=reception_id), 303)
    if sent.button == "admit" and not sent.form.errors:
        reception_id = take_in(sent, None)
        if reception_id is not None:
            return redirect(url_for(".show_reception", reception_id=reception_id), 303)
    return show_form(sent)


def obey(posted: Posted, files: Mapping[str, FileStorage]) -> Sent:
    """Do what the pressed button asks, and check the form when it is to be accepted."""
    photo, photo_refusal = take_photo(posted, files)
    step = take_step(posted)
    form = IntakeForm(formdata=posted)
    form.commune_text = posted.get(PICKED_TEXT, "")
    if step.grow:
        for _row in range(MORE_ROWS[step.grow]):
            form[step.grow].append_entry()
    desk = set_table(form, step, card_of(posted), chosen_resident(posted), data_url(photo))
    sent = Sent(posted, form, step, desk, photo, announced(form))
    admitting = sent.button == "admit"
    if admitting:
        form.validate()
        check_rules(form)
    for refusal in (step.refusal, photo_refusal):
        if refusal is not None:
            form.refuse(refusal)
    if admitting and not form.errors:
        refuse_lookalikes(form, desk)
    if not admitting and not form.bed_id.data:
        form.bed_id.data = desk.best_bed
    if not form.errors:
        focus_next(form)
    return sent


def announced(form: IntakeForm) -> ExpectedLine | None:
    """Return the expected arrival that was picked, else the one that the number or the name means."""
    on, picked = today(), row_id(form.expected_id.data)
    if picked is not None:
        return expected_or_404(picked, on)
    born = form.birth_date.data
    number = tidy_number(form.number.data or "").upper()
    return waiting_for(number, form.full_name.data or "", born.year if born else None, on)


def take_in(sent: Sent, reception_id: int | None) -> int | None:
    """Open the stay and its reception, or finish the one that runs; None when a rule refused, which the form says."""
    form, resident = sent.form, sent.desk.chosen.resident if sent.desk.chosen else None
    stay: Stay | None = None
    reception: Reception | None = None
    with form.rule_errors(), unit_of_work():
        actor, now = current_actor(), clock().now()
        running = reception_or_404(reception_id) if reception_id is not None else None
        if running is not None:
            check_draft(running, row_id(form.draft_version.data), actor=actor)
        arrival = arrival_of(form, resident=resident, photo=sent.photo, match=sent.step.match)
        stay = admit(arrival, actor=actor, now=now)
        reception = running or reception_of_stay(stay.id)
        if reception is None:
            reception = begin(expected_id=row_id(form.expected_id.data), actor=actor, now=now)
        admitted(reception, stay, actor=actor, now=now)
    if stay is None or reception is None:
        return None
    who = stay.resident
    flash(_("Đã tiếp nhận %(name)s, mã %(code)s.", name=who.full_name, code=who.code), "success")
    return reception.id


def _keep_for_later(sent: Sent) -> int | None:
    reception: Reception | None = None
    with sent.form.rule_errors(), unit_of_work():
        reception = begin(
            expected_id=row_id(sent.form.expected_id.data),
            boxes=boxes_in(sent.posted, sent.form._fields),
            photo=sent.photo,
            client_id=sent.form.act_id.data,
            actor=current_actor(),
            now=clock().now(),
        )
    return reception.id if reception is not None else None


def show_form(sent: Sent, reception: Reception | None = None) -> ResponseReturnValue:
    """Show the form; ``reception`` is the one it belongs to, None for a form nobody has kept yet."""
    page = render_template(
        "residents/intake/new.html",
        form=sent.form,
        desk=sent.desk,
        expected=sent.expected,
        reception=reception,
        ethnic_groups=ETHNIC_GROUPS,
    )
    return page, 422 if sent.form.errors else 200
