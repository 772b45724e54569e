"""Giving a resident another bed, and two residents each other's."""

from __future__ import annotations

from flask import request
from flask.typing import ResponseReturnValue

from center.audit.service import record
from center.auth.access import current_actor, requires
from center.clock import clock, local_date
from center.db import db, unit_of_work
from center.errors import RuleViolation
from center.i18n import gettext as _
from center.residents.blueprint import bp
from center.residents.file.acts import act_page, done
from center.residents.housing.admission.queries import facts_of
from center.residents.housing.audit import BodySexFound
from center.residents.housing.choices import chosen_bed, excluded_lines, offer_words, propose_beds
from center.residents.housing.models import AssignmentCause, BodySex
from center.residents.housing.moves.choices import stay_of_scan
from center.residents.housing.moves.forms import BedForm, BodySexForm, SwapForm
from center.residents.housing.permissions import HousingPermission
from center.residents.housing.service import Why, assign_bed, swap_beds
from center.residents.permissions import ResidentPermission
from center.residents.person.models import Sex
from center.residents.stay.queries import stay_or_404

BEST = 5
"""Proposals shown with their reasons above the full list."""


@bp.route("/residents/stays/<int:stay_id>/bed", methods=["GET", "POST"])
@requires(ResidentPermission.HOUSE)
def change_bed(stay_id: int) -> ResponseReturnValue:
    """Move the resident to a free bed: the best ones first, and why the others are not for them."""
    stay = stay_or_404(stay_id)
    form = BedForm(bed_id=request.args.get("bed"))
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            why = Why(
                AssignmentCause.MOVE,
                form.reason.data or "",
                form.override_reason.data or "",
                form.act_id.data,
            )
            assign_bed(stay, chosen_bed(form.bed_id), actor=current_actor(), now=clock().now(), why=why)
        if not form.errors:
            return done(stay.id, _("Đã xếp giường mới."))
    on = local_date(clock().now())
    may_pass = current_actor().may(HousingPermission.OVERRIDE.value)
    person = facts_of([stay], on)[stay.id]
    proposal = propose_beds(form.bed_id, person, on, leaving=stay.id, may_pass=may_pass)
    if request.method == "GET" and not form.bed_id.data and proposal.offers:
        form.bed_id.data = str(proposal.offers[0].bed.id)
    return act_page(
        "bed",
        stay,
        form,
        best=[(offer, offer_words(offer)) for offer in proposal.offers[:BEST]],
        proposal=proposal,
        excluded=excluded_lines(proposal),
        may_pass=may_pass,
    )


@bp.route("/residents/stays/<int:stay_id>/swap", methods=["GET", "POST"])
@requires(ResidentPermission.HOUSE)
def swap(stay_id: int) -> ResponseReturnValue:
    """Let two residents exchange their beds in one act."""
    stay = stay_or_404(stay_id)
    form = SwapForm(other=request.args.get("other"))
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            why = Why(
                AssignmentCause.SWAP, form.reason.data, form.override_reason.data or "", form.act_id.data
            )
            swap_beds(stay, stay_of_scan(form.other.data), actor=current_actor(), now=clock().now(), why=why)
        if not form.errors:
            return done(stay.id, _("Đã đổi chỗ hai người."))
    return act_page("swap", stay, form, may_pass=current_actor().may(HousingPermission.OVERRIDE.value))


@bp.route("/residents/stays/<int:stay_id>/body-sex", methods=["GET", "POST"])
@requires(HousingPermission.BODY_SEX)
def body_sex(stay_id: int) -> ResponseReturnValue:
    """Say in which sex's zone a person lies, alone in a room, when body and papers differ."""
    stay, actor, now = stay_or_404(stay_id), current_actor(), clock().now()
    form = BodySexForm()
    if form.validate_on_submit():
        with form.rule_errors(), unit_of_work():
            if not stay.is_open:
                raise RuleViolation("residents.stay_ended")
            db.session.add(
                BodySex(
                    stay_id=stay.id,
                    sex=Sex(form.sex.data),
                    basis=form.basis.data,
                    recorded_at=now,
                    recorded_by_id=actor.id,
                )
            )
            record(BodySexFound(), actor=actor, at=now, stay_id=stay.id)
        if not form.errors:
            return done(stay.id, _("Đã ghi. Xem lại giường của người này."))
    return act_page("body_sex", stay, form)
