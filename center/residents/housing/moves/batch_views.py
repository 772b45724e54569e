"""Moving many out of a zone in one act: who is done with it, and a bed proposed for each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock, today
from center.db import db, row_id, unit_of_work
from center.errors import RuleViolation
from center.i18n import gettext as _
from center.i18n import ngettext
from center.residents.blueprint import bp
from center.residents.housing.admission.queries import bed_facts, facts_of, mate
from center.residents.housing.admission.rules import ARRIVAL_STAGES, ARRIVAL_ZONES, Offer, PersonFacts, spread
from center.residents.housing.choices import offer_words
from center.residents.housing.models import AssignmentCause, Bed, Zone
from center.residents.housing.moves.forms import BatchFilterForm, BatchForm
from center.residents.housing.moves.queries import stays_in_zone
from center.residents.housing.queries import zones
from center.residents.housing.service import Why, move_many
from center.residents.labels import STAGE_LABELS
from center.residents.permissions import ResidentPermission
from center.residents.stay.models import Stay
from center.residents.stay.queries import stays_by_id
from center.ui.fields import choices

MOST = 100
"""People moved in one act: as many as a big reception zone holds."""


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One person of the zone, with the bed proposed."""

    stay: Stay
    bed: Bed
    offer: Offer | None
    words: str


@bp.route("/housing/batch", methods=["GET", "POST"])
@requires(ResidentPermission.HOUSE)
def move_batch() -> ResponseReturnValue:
    """Show who may leave a zone with a bed proposed for each, and move those who are ticked."""
    known = zones()
    where, form = _filter(known), BatchForm()
    if form.validate_on_submit():
        moved = 0
        with form.rule_errors(), unit_of_work():
            moves = _ticked()
            stays = list(stays_by_id(moves).values())
            why = Why(AssignmentCause.BATCH, form.reason.data, client_id=form.act_id.data)
            moved = move_many(moves, stays, actor=current_actor(), now=clock().now(), why=why)
        if not form.errors:
            flash(ngettext("Đã chuyển %(num)s người.", "Đã chuyển %(num)s người.", moved), "success")
            return redirect(_here(), 303)
    zone = next((zone for zone in known if str(zone.id) == where.zone.data), None)
    lines = (
        _lines(zone, row_id(where.to.data), everyone=bool(where.everyone.data), on=today()) if zone else []
    )
    page = render_template(
        "residents/housing/batch.html", where=where, form=form, zone=zone, lines=lines, stages=STAGE_LABELS
    )
    return page, 422 if form.errors else 200


def _here() -> str:
    args = request.args
    return url_for(".move_batch", zone=args.get("zone"), to=args.get("to"), everyone=args.get("everyone"))


def _filter(known: Sequence[Zone]) -> BatchFilterForm:
    form = BatchFilterForm(formdata=request.args)
    lines = [(str(zone.id), zone.name) for zone in known]
    form.zone.choices = choices(lines)
    form.to.choices = choices(lines, blank=_("Khu hợp nhất"))
    if form.zone.data not in {key for key, _name in lines}:
        arrivals = [zone for zone in known if zone.purpose in ARRIVAL_ZONES] or known
        form.zone.data = str(arrivals[0].id) if arrivals else ""
    return form


def _lines(zone: Zone, to: int | None, *, everyone: bool, on: date) -> list[BatchLine]:
    """Return who may leave ``zone``: all, or those whose stage is not one for arrivals any more."""
    people = [
        (stay, bed)
        for stay, bed in stays_in_zone(zone.id)
        if everyone or zone.purpose not in ARRIVAL_ZONES or stay.stage.value not in ARRIVAL_STAGES
    ][:MOST]
    facts = facts_of([stay for stay, _bed in people], on)
    free = bed_facts(on, zone_ids=None if to is None else [to])
    beds = [bed for bed in free if not bed.taken and bed.room.zone.id != zone.id]
    ordered: list[tuple[int, PersonFacts]] = [(stay.id, facts[stay.id]) for stay, _bed in people]
    given = spread(ordered, beds, {key: mate(person) for key, person in ordered})
    return [
        BatchLine(stay, bed, offer, offer_words(offer) if offer else "")
        for stay, bed in people
        for offer in (given.get(stay.id),)
    ]


def _ticked() -> dict[int, Bed]:
    """Return the beds of those who are ticked: boxes named ``move`` with the value ``stay:bed``."""
    wanted: dict[int, int] = {}
    for value in request.form.getlist("move")[:MOST]:
        stay_id, _colon, bed_id = value.partition(":")
        stay, bed = row_id(stay_id), row_id(bed_id)
        if stay is not None and bed is not None:
            wanted[stay] = bed
    if not wanted:
        raise RuleViolation("housing.batch_none")
    beds = {bed.id: bed for bed in db.session.scalars(db.select(Bed).where(Bed.id.in_(wanted.values())))}
    known = stays_by_id(wanted)
    if len(known) != len(wanted) or len(beds) != len(set(wanted.values())):
        raise RuleViolation("residents.no_such_bed")
    return {stay_id: beds[bed_id] for stay_id, bed_id in wanted.items()}
