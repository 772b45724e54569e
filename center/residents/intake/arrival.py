"""From the accepted form to what the service of the stay takes."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from center.clock import local_date, today
from center.db import db
from center.errors import RuleViolation
from center.legal.queries import parameter_book
from center.places.models import Commune
from center.places.rules import AddressMatch
from center.residents.housing.choices import chosen_bed
from center.residents.identity.card import cancelled_number
from center.residents.identity.model import CardReading
from center.residents.identity.mrz import read_card
from center.residents.identity.number import tidy_number
from center.residents.intake.forms import NO_PAPER, PERSONAL_CARDS, IntakeForm
from center.residents.law.choices import default_first_day
from center.residents.person.models import IdentifierKind, IdentifierSource, Resident, Sex
from center.residents.person.service import IdentityPaper, PersonFacts
from center.residents.photos import PreparedPhoto
from center.residents.residence.rules import mapping_of
from center.residents.stay.models import StayKind
from center.residents.stay.rules import OPENING_DECISION, DecisionFacts, check_age, check_decision
from center.residents.stay.service import Arrival, BelongingFacts, ContactFacts, ages_on
from center.residents.whereabouts.queries import living_area

T = TypeVar("T")


def check_rules(form: IntakeForm) -> None:
    """Put every refusal that needs no database into ``form``, so that all of them are shown at once."""
    kind = form.kind.data if form.kind.data in OPENING_DECISION else None
    born, arrived, decided = form.birth_date.data, form.arrived_at.data, form.decision_issued_on.data
    if kind and born and arrived:
        with form.rule_errors():
            check_age(kind, born, local_date(arrived), ages_on(local_date(arrived)))
    if kind and decided and arrived:
        with form.rule_errors():
            first_day = form.first_day.data or _first_day(kind, decided, local_date(arrived))
            check_decision(kind, decision_facts(form), first_day=first_day, today=today())


def decision_facts(form: IntakeForm) -> DecisionFacts:
    """Return the decision as typed; its kind follows from the kind of stay."""
    return DecisionFacts(
        kind=OPENING_DECISION[form.kind.data],
        number=form.decision_number.data,
        issued_on=_given(form.decision_issued_on.data),
        issuer=form.decision_issuer.data,
        months=form.months.data,
    )


def identity_paper(form: IntakeForm) -> IdentityPaper:
    """Return the identity paper as typed; without one, an empty number.

    What was scanned is kept beside it, and says where the number came from, when it is that number's card.
    """
    kind = form.paper_kind.data
    old_number = tidy_number(form.old_number.data or "")
    if kind == NO_PAPER or not form.number.data:
        return IdentityPaper(IdentifierKind.CCCD, "", old_number=old_number)
    number = tidy_number(form.number.data).upper()
    raw = form.card_text.data or ""
    card = read_card(raw, today()) if kind in PERSONAL_CARDS else None
    own = card if isinstance(card, CardReading) and card.number == number else None
    return IdentityPaper(
        kind=IdentifierKind(kind),
        number=number,
        issued_on=form.issued_on.data,
        issued_by=form.issued_by.data or "",
        old_number=old_number,
        # what is no card is no proof of what the desk saw, and may be of any length
        card_text=raw if isinstance(card, CardReading) else "",
        source=_source(own),
        cancelled_number=cancelled_number(own) if own else "",
    )


def _source(card: CardReading | None) -> IdentifierSource:
    if card is None:
        return IdentifierSource.TYPED
    return IdentifierSource.MRZ if card.bare_name else IdentifierSource.QR


def arrival_of(
    form: IntakeForm, *, resident: Resident | None, photo: PreparedPhoto | None, match: AddressMatch | None
) -> Arrival:
    """Return the arrival a validated ``form`` describes; call it inside the unit of work.

    Raises RuleViolation when the bed or its zone's living area is not there, or the commune has ended.
    """
    bed = chosen_bed(form.bed_id)
    location = living_area(bed.room.zone_id)
    if location is None:
        raise RuleViolation("residents.zone_without_area", field="bed_id", zone=bed.room.zone.name)
    commune = db.session.get(Commune, form.home_commune_id.data)
    if commune is None or commune.valid_to is not None:
        raise RuleViolation("residents.no_such_commune", field="home_commune_id")
    arrived_at = _given(form.arrived_at.data)
    return Arrival(
        person=_person(form, resident),
        paper=identity_paper(form),
        resident_id=resident.id if resident else None,
        kind=StayKind(form.kind.data),
        decision=decision_facts(form),
        arrived_at=arrived_at,
        first_day=form.first_day.data
        or _first_day(form.kind.data, _given(form.decision_issued_on.data), local_date(arrived_at)),
        custody_days=form.custody_days.data or 0,
        earlier_rehabs=form.earlier_rehabs.data or 0,
        address_text=form.address_text.data,
        home_commune_id=commune.id,
        address_mapping=mapping_of(match, commune.id).text,
        bed=bed,
        location=location,
        photo=photo,
        schooling=form.schooling.data or "",
        occupation=form.occupation.data or "",
        religion=form.religion.data or "",
        contacts=tuple(
            ContactFacts(
                row.full_name.data,
                row.relation.data,
                row.phone.data or "",
                row.address.data or "",
                row.is_representative.data,
            )
            for row in (entry.form for entry in form.contacts)
            if not row.is_blank
        ),
        belongings=tuple(
            BelongingFacts(row.description.data, row.quantity.data, row.condition.data or "")
            for row in (entry.form for entry in form.belongings)
            if not row.is_blank
        ),
        client_id=form.act_id.data,
    )


def _first_day(kind: str, decided_on: date, arrived_on: date) -> date:
    """Return the first day where nobody typed one; custody has no term and begins on the day of arrival."""
    if kind == StayKind.CUSTODY:
        return arrived_on
    return default_first_day(parameter_book(), decided_on=decided_on, arrived_on=arrived_on)


def _given(value: T | None) -> T:
    """Return the value of a box that validation has found filled."""
    if value is None:
        raise ValueError("a validated form lacks a value it needs")
    return value


def _person(form: IntakeForm, resident: Resident | None) -> PersonFacts:
    return PersonFacts(
        full_name=resident.full_name if resident else form.full_name.data,
        sex=resident.sex if resident else Sex(form.sex.data),
        birth_date=resident.birth_date if resident else _given(form.birth_date.data),
        other_names=form.other_names.data or "",
        birth_place=form.birth_place.data or "",
        home_town=form.home_town.data or "",
        ethnicity=form.ethnicity.data or "",
        nationality=form.nationality.data or "",
    )
