"""What the intake page shows beside the form: what the card said, who may have been here, free beds, communes."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from center.clock import today
from center.db import db
from center.errors import Refusal, RuleViolation
from center.places.labels import METHOD_LABELS
from center.places.models import Commune
from center.places.rules import Candidate, MatchStatus
from center.residents.duplicates.labels import reason_chips
from center.residents.duplicates.queries import PARENTS, alike
from center.residents.duplicates.rules import PersonFacts
from center.residents.housing.admission.queries import newcomer
from center.residents.housing.admission.rules import Proposal
from center.residents.housing.choices import ExcludedLine, excluded_lines, offer_beds, propose_beds
from center.residents.identity.model import CardReading
from center.residents.identity.mrz import MrzReading, compare_with_mrz
from center.residents.identity.number import PersonalNumber, disagreements, read_number, tidy_number
from center.residents.intake.forms import PERSONAL_CARDS, IntakeForm
from center.residents.intake.rules import Difference, card_values, form_field, merge
from center.residents.intake.steps import Step
from center.residents.person.models import IdentifierKind, Resident, Sex
from center.residents.person.queries import newest_photo_id
from center.residents.person.service import IdentityPaper, identify
from center.residents.search.rules import other_names
from center.residents.stay.models import Stay, StayKind
from center.residents.stay.queries import stays_of
from center.ui.messages import sentence
from center.vietnamese import fold


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A file that is, or may be, that of the person at the desk."""

    resident: Resident
    photo_url: str | None
    stays: Sequence[Stay]
    """Newest first."""
    reasons: tuple[tuple[str, str], ...] = ()
    """Why it may be the same person, strongest first: words and state."""

    @property
    def is_inside(self) -> bool:
        """True when a stay of this person runs."""
        return any(stay.is_open for stay in self.stays)


@dataclass(frozen=True, slots=True)
class MendOffer:
    """A damaged value of the card with its probable meaning."""

    field: str
    label: str
    scanned: str
    mended: str
    words: Refusal


@dataclass(frozen=True, slots=True)
class CardNote:
    """What the card said, as far as a person still has to look at it."""

    reading: CardReading
    warnings: tuple[Refusal, ...]
    offers: tuple[MendOffer, ...]
    differences: tuple[tuple[str, Difference], ...]
    """With the label of the field."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything around the form."""

    card: CardNote | None
    warnings: tuple[Refusal, ...]
    """Doubts about a number that was typed."""
    known: KnownPerson | None
    """The person whose number this is."""
    alike: tuple[KnownPerson, ...]
    """People who may be the same."""
    seen: frozenset[str]
    """Ids of those the page showed before."""
    chosen: KnownPerson | None
    communes: Sequence[Candidate]
    commune_label: str
    commune_note: str
    photo_url: str | None
    best_bed: str
    """Id of the free bed that fits best; empty until enough is known of the person."""
    excluded: Sequence[ExcludedLine]
    """Free beds that are not for this person, and why; empty until sex, birth date and kind are known."""


def set_table(
    form: IntakeForm, step: Step, card: CardReading | None, chosen: Resident | None, photo_url: str | None
) -> Desk:
    """Return what stands around ``form``, and put the free beds into it."""
    proposal = _offer_beds(form)
    seen = frozenset((form.seen_people.data or "").split(","))
    known = None if chosen else _by_number(form)
    alike = () if chosen or known else _alike(form)
    form.seen_people.data = ",".join(str(person.resident.id) for person in alike)
    commune = db.session.get(Commune, form.home_commune_id.data) if form.home_commune_id.data else None
    return Desk(
        card=_card_note(card, form) if card else None,
        warnings=() if card else _number_doubts(form),
        known=known,
        alike=alike,
        seen=seen,
        chosen=known_person(chosen) if chosen else None,
        communes=step.communes,
        commune_label=commune.full_label if commune else form.commune_text,
        commune_note=_commune_note(step, commune),
        photo_url=photo_url,
        best_bed=str(proposal.offers[0].bed.id) if proposal and proposal.offers else "",
        excluded=excluded_lines(proposal) if proposal else (),
    )


def known_person(resident: Resident, reasons: tuple[tuple[str, str], ...] = ()) -> KnownPerson:
    """Return a person's file as the desk compares it."""
    photo = newest_photo_id(resident.id)
    return KnownPerson(
        resident,
        url_for("residents.photo", resident_id=resident.id, file_id=photo) if photo else None,
        stays_of(resident.id),
        reasons,
    )


def _offer_beds(form: IntakeForm) -> Proposal | None:
    """Propose beds by everything the rules ask for, as soon as it is typed; by sex alone until then."""
    sex, born, kind, on = _sex(form), form.birth_date.data, form.kind.data, today()
    if sex is None or born is None or kind not in set(StayKind):
        offer_beds(form.bed_id, sex, on)
        return None
    decided_on = form.decision_issued_on.data or on
    person = newcomer(sex=sex, birth_date=born, kind=StayKind(kind), decided_on=decided_on, on=on)
    return propose_beds(form.bed_id, person, on)


def _sex(form: IntakeForm) -> Sex | None:
    return Sex(form.sex.data) if form.sex.data in set(Sex) else None


def _by_number(form: IntakeForm) -> KnownPerson | None:
    number = tidy_number(form.number.data or "").upper()
    found = identify(IdentityPaper(IdentifierKind.CCCD, number))
    return known_person(found) if found else None


def _alike(form: IntakeForm) -> tuple[KnownPerson, ...]:
    """Return who may have a file already; the relatives and the commune typed so far count too."""
    name = form.full_name.data or ""
    if not name:
        return ()
    number, old = (tidy_number(field.data or "").upper() for field in (form.number, form.old_number))
    sex = _sex(form)
    who = PersonFacts(
        full_name=name,
        birth_date=form.birth_date.data,
        sex=sex,
        numbers=frozenset({number} - {""}),
        old_numbers=frozenset({old} - {""}),
        other_names=tuple(other_names(form.other_names.data or "")),
        parents=frozenset(
            row.full_name.data
            for row in (entry.form for entry in form.contacts)
            if row.full_name.data and fold(row.relation.data or "") in PARENTS
        ),
        commune_ids=frozenset([form.home_commune_id.data] if form.home_commune_id.data else []),
        home_town=form.home_town.data or "",
    )
    return tuple(known_person(one.resident, reason_chips(one.likeness.reasons)) for one in alike(who))


def _card_note(card: CardReading, form: IntakeForm) -> CardNote:
    said = card_values(card)
    typed = {name: form.typed(name) for name in {*said, *(form_field(offer.field) for offer in card.offers)}}
    offers = tuple(
        MendOffer(
            form_field(offer.field),
            form.label_of(form_field(offer.field)),
            offer.scanned,
            offer.mended,
            _words(card, offer.reason, offer.field),
        )
        for offer in card.offers
        if not typed[form_field(offer.field)]
    )
    offered = {(offer.reason, offer.field) for offer in card.offers}
    warnings = tuple(
        sentence(warning.violation())
        for warning in card.warnings
        # what was corrected on the form since is no doubt any more
        if (warning.code, warning.field) not in offered
        and typed.get(form_field(warning.field), "") == said.get(form_field(warning.field), "")
    )
    differences = tuple((form.label_of(item.field), item) for item in merge(typed, said, {}).differences)
    if card.bare_name and form.full_name.data:
        warnings = _bare_name_doubt(card, form.full_name.data)
    return CardNote(card, warnings, offers, differences)


def _bare_name_doubt(card: CardReading, name: str) -> tuple[Refusal, ...]:
    """Compare a name that was typed with the one on the back of the card."""
    found = compare_with_mrz(
        dataclasses.replace(card, full_name=name),
        MrzReading(str(card.number), card.bare_name, card.birth_date or date.min, card.sex, None),
    )
    return tuple(sentence(warning.violation()) for warning in found)


def _words(card: CardReading, code: str, field: str) -> Refusal:
    found = next(warning for warning in card.warnings if (warning.code, warning.field) == (code, field))
    return sentence(found.violation())


def _number_doubts(form: IntakeForm) -> tuple[Refusal, ...]:
    number = read_number(form.number.data or "", today())
    if form.paper_kind.data not in PERSONAL_CARDS or not isinstance(number, PersonalNumber):
        return ()
    sex = _sex(form)
    born = form.birth_date.data
    found = disagreements(number, birth_year=born.year if born else None, sex=sex)
    return tuple(sentence(warning.violation()) for warning in found)


def _commune_note(step: Step, commune: Commune | None) -> str:
    match = step.match
    if match is None:
        return ""
    if commune is None:
        return str(METHOD_LABELS[match.method])
    if match.status is MatchStatus.MAPPED and match.candidates[0].id == commune.id:
        return str(METHOD_LABELS[match.method])
    return ""


def refuse_lookalikes(form: IntakeForm, desk: Desk) -> None:
    """Refuse a new file while somebody alike was not looked at and ruled out."""
    ids = {str(person.resident.id) for person in desk.alike}
    if ids and not (form.not_same.data and ids <= desk.seen):
        form.refuse(RuleViolation("residents.maybe_known", field="not_same"))
