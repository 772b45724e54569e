"""Free beds as a list to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wtforms import SelectField
from wtforms.fields.choices import SelectChoice

from center.db import db, row_id
from center.errors import RuleViolation
from center.i18n import gettext as _
from center.residents.housing.admission.queries import bed_facts
from center.residents.housing.admission.rules import Offer, PersonFacts, Proposal, propose
from center.residents.housing.labels import OBSTACLE_LABELS, REASON_LABELS
from center.residents.housing.models import Bed
from center.residents.housing.queries import beds_of, free_beds
from center.residents.labels import SEX_LABELS
from center.residents.person.models import Sex
from center.ui.filters import format_number
from center.ui.messages import sentence


def offer_beds(field: SelectField, sex: Sex | None, on: date) -> None:
    """Put the free beds where ``sex`` may lie into ``field``, grouped by zone; for who is not known better yet."""
    lines = [SelectChoice("", "")]
    for bed in free_beds(sex, on):
        zone = bed.room.zone
        whom = f" ({SEX_LABELS[zone.sex]})" if zone.sex else ""
        lines.append(SelectChoice(str(bed.id), bed.label, optgroup=f"{zone.name}{whom}"))
    field.choices = lines


def propose_beds(
    field: SelectField, person: PersonFacts, on: date, *, leaving: int | None = None, may_pass: bool = False
) -> Proposal:
    """Put the beds proposed for ``person`` into ``field``, best first, and return the proposal.

    ``leaving``: the stay that moves, whose own bed is none of them. ``may_pass``: also the beds that only the
    center's own order forbids, below the others.
    """
    stays = () if leaving is None else (leaving,)
    own = {bed.id for bed in beds_of(stays).values()}
    proposal = propose(person, [bed for bed in bed_facts(on, leaving=stays) if bed.id not in own])
    lines = [SelectChoice("", "")]
    lines += [_line(offer, offer.bed.room.zone.name) for offer in proposal.offers]
    if may_pass:
        group = _("Chỉ khi lãnh đạo cho phép")
        lines += [_line(offer, group) for offer in proposal.overridable]
    field.choices = lines
    return proposal


def offer_words(offer: Offer) -> str:
    """Return why a bed is proposed, in a few words: who is in the room, and how much room each would have."""
    words = [str(REASON_LABELS[reason]) for reason in offer.reasons]
    if offer.m2_each is not None:
        words.append(_("%(area)s m²/người", area=format_number(round(offer.m2_each, 1))))
    return ", ".join(words)


@dataclass(frozen=True, slots=True)
class ExcludedLine:
    """Free beds of one zone that are not proposed, and why."""

    zone: str
    beds: int
    why: str
    rule: str
    """Where it stands; empty when the bed itself is the reason."""


def excluded_lines(proposal: Proposal) -> list[ExcludedLine]:
    """Return why each zone's free beds are not among the proposed ones; those where somebody lies need no reason."""
    return [
        ExcludedLine(
            line.zone.name,
            line.beds,
            OBSTACLE_LABELS[line.obstacle.code],
            sentence(line.obstacle.violation()).rule,
        )
        for line in proposal.excluded
        if line.obstacle.code != "residents.bed_taken"
    ]


def chosen_bed(field: SelectField) -> Bed:
    """Return the bed picked in ``field``. Raises RuleViolation when there is no such bed."""
    number = row_id(field.data)
    bed = db.session.get(Bed, number) if number else None
    if bed is None:
        raise RuleViolation("residents.no_such_bed", field="bed_id")
    return bed


def _line(offer: Offer, group: str) -> SelectChoice:
    return SelectChoice(str(offer.bed.id), f"{offer.bed.label}: {offer_words(offer)}", optgroup=group)
