"""Taking a person in, and the end of the stay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db, hold, one_at_a_time
from center.errors import RuleViolation
from center.legal.queries import parameter_book
from center.legal.rules import rule_set_for
from center.residents.audit import StayEnded, StayOpened
from center.residents.badge.models import BadgeEnd
from center.residents.badge.service import issue_badge, revoke_badge, valid_badge
from center.residents.duty.service import sync_duties
from center.residents.housing.models import AssignmentCause, Bed
from center.residents.housing.service import Why, assign_bed, free_bed
from center.residents.labels import END_LABELS, KIND_LABELS
from center.residents.permissions import ResidentPermission
from center.residents.person.models import Resident
from center.residents.person.queries import files_of
from center.residents.person.service import (
    IdentityPaper,
    PersonFacts,
    add_photo,
    fill_gaps,
    identify,
    make_resident,
)
from center.residents.photos import PreparedPhoto
from center.residents.property.rules import Signer
from center.residents.property.service import NOWHERE, ItemFacts, Keeping, take_items
from center.residents.residence.models import Residence
from center.residents.search.service import index_person, mark_roll
from center.residents.stage.service import begin_reception
from center.residents.stay.models import (
    Contact,
    Decision,
    DecisionKind,
    EndReason,
    Stage,
    Stay,
    StayEnding,
    StayKind,
)
from center.residents.stay.rules import Ages, DecisionFacts, check_age, check_decision
from center.residents.stay.terms import months_by_decision, refresh_last_day
from center.residents.timeline.service import note
from center.residents.timeline.topics import Topic
from center.residents.whereabouts.models import Location, OutCause
from center.residents.whereabouts.service import change_whereabouts


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """A relative or representative."""

    full_name: str
    relation: str
    phone: str = ""
    address: str = ""
    is_representative: bool = False


@dataclass(frozen=True, slots=True)
class BelongingFacts:
    """An item taken at the gate."""

    description: str
    quantity: int = 1
    condition: str = ""


@dataclass(frozen=True, slots=True)
class Arrival:
    """Everything the intake desk knows when the entry record is signed."""

    person: PersonFacts
    paper: IdentityPaper
    resident_id: int | None
    """The file of a person who was here before; None makes a new one."""
    kind: StayKind
    decision: DecisionFacts
    arrived_at: datetime
    first_day: date
    custody_days: int
    earlier_rehabs: int
    address_text: str
    home_commune_id: int
    address_mapping: str
    bed: Bed
    location: Location
    """Where the person is after reception: the living area of the bed's zone."""
    photo: PreparedPhoto | None = None
    schooling: str = ""
    occupation: str = ""
    religion: str = ""
    contacts: tuple[ContactFacts, ...] = ()
    belongings: tuple[BelongingFacts, ...] = ()
    keeping: Keeping = NOWHERE
    """The sealed bag and the place the belongings go to."""
    client_id: str | None = None
    """Id made with the form; the same one again is the same admission."""


def admit(arrival: Arrival, *, actor: Actor, now: datetime) -> Stay:
    """Open a stay: person, identity paper, decision, photo, bed, badge, belongings, first stage.

    The same ``client_id`` again returns the stay it opened. Raises RuleViolation naming the field at fault;
    nothing is kept then (the unit of work rolls back).
    Source: Law 120/2025 art. 38; Decree 163/2026 arts 96, 99, 108.
    """
    one_at_a_time("residents.admit")  # two desks must not make two files of one person
    there = stay_of_admission(arrival.client_id)
    if there is not None:
        return there
    today = local_date(now)
    if arrival.arrived_at > now:
        raise RuleViolation("residents.happened_in_future", field="arrived_at")
    check_age(
        arrival.kind.value,
        arrival.person.birth_date,
        local_date(arrival.arrived_at),
        ages_on(local_date(arrival.arrived_at)),
    )
    check_decision(arrival.kind.value, arrival.decision, first_day=arrival.first_day, today=today)
    rule_set = rule_set_for(arrival.decision.issued_on)
    months = months_by_decision(
        arrival.kind,
        rule_set,
        decision_months=arrival.decision.months,
        earlier_rehabs=arrival.earlier_rehabs,
        decided_on=arrival.decision.issued_on,
        book=parameter_book(),
    )
    resident = _resident(arrival, actor=actor, now=now)
    stay = Stay(
        resident=resident,
        number=_next_number(resident),
        kind=arrival.kind,
        rule_set=rule_set.value,
        admitted_at=arrival.arrived_at,
        decided_on=arrival.decision.issued_on,
        first_day=arrival.first_day,
        term_months=months,
        custody_days=arrival.custody_days,
        earlier_rehabs=arrival.earlier_rehabs,
        address_text=arrival.address_text,
        home_commune_id=arrival.home_commune_id,
        address_mapping=arrival.address_mapping,
        schooling=arrival.schooling,
        occupation=arrival.occupation,
        religion=arrival.religion,
        created_by_id=actor.id,
        client_id=arrival.client_id,
        stage=Stage.RECEPTION,
        stage_since=local_date(arrival.arrived_at),
        name_sort=resident.name_sort,
    )
    db.session.add(stay)
    db.session.flush()  # every fact below needs the stay's id
    index_person(resident)
    _facts(stay, arrival, actor=actor, now=now)
    refresh_last_day(stay, on=today)
    record(
        StayOpened(
            code=resident.code,
            number=stay.number,
            kind=stay.kind.value,
            rule_set=stay.rule_set,
            returning=stay.number > 1,
        ),
        actor=actor,
        at=now,
        stay_id=stay.id,
    )
    note(
        stay.id,
        f"Tiếp nhận vào cơ sở ({KIND_LABELS[stay.kind].lower()}), đợt {stay.number}",
        area="residents",
        topic=Topic.STAY,
        permission=ResidentPermission.VIEW,
        happened_at=arrival.arrived_at,
        actor=actor,
        now=now,
    )
    assign_bed(stay, arrival.bed, actor=actor, now=now, why=Why(AssignmentCause.ADMISSION))
    issue_badge(stay, actor=actor, now=now)
    change_whereabouts(
        stay,
        location=arrival.location,
        happened_at=arrival.arrived_at,
        source=f"residents:stay:{stay.id}",
        actor=actor,
        now=now,
    )
    sync_duties([stay.id], now=now)
    return stay


def stay_of_admission(client_id: str | None) -> Stay | None:
    """Return the stay that the form with ``client_id`` opened, if it did."""
    if client_id is None:
        return None
    return db.session.scalars(select(Stay).where(Stay.client_id == client_id)).first()


def ages_on(day: date) -> Ages:
    """Return the ages the law sets on ``day``. Raises RuleViolation for a day before the first law known here."""
    book = parameter_book()
    if book.find_or_none("age.rehab_from_years", day) is None:
        raise RuleViolation("residents.before_the_law", field="arrived_at", day=day)
    return Ages(
        rehab_from=book.value_int("age.rehab_from_years", on=day),
        adult_from=book.value_int("age.adult_from_years", on=day),
    )


def _resident(arrival: Arrival, *, actor: Actor, now: datetime) -> Resident:
    known = identify(arrival.paper)
    if arrival.resident_id is None:
        if known is not None:
            raise RuleViolation(
                "residents.person_known", field="number", person=known.code, name=known.full_name
            )
        resident = make_resident(arrival.person, now=now)
    else:
        found = db.session.get(Resident, arrival.resident_id)
        if found is not None and found.merged_into_id is not None:
            found = db.session.get(Resident, found.merged_into_id)
        if found is None:
            raise RuleViolation("residents.unknown_resident", field="resident_id")
        if known is not None and known.id != found.id:
            raise RuleViolation("residents.number_of_another", field="number", person=known.code)
        resident = found
        still_here = db.session.scalar(
            select(Stay.number).where(Stay.resident_id.in_(files_of(resident.id)), Stay.ended_on.is_(None))
        )
        if still_here is not None:
            raise RuleViolation("residents.already_here", field="number", person=resident.code)
        fill_gaps(resident, arrival.person)
    arrival.paper.remember(resident, actor=actor, now=now)
    if arrival.photo is not None:
        add_photo(resident, arrival.photo, actor=actor, now=now)
    return resident


def _next_number(resident: Resident) -> int:
    own = select(func.count(Stay.id)).where(Stay.resident_id.in_(files_of(resident.id)))
    return (db.session.scalar(own) or 0) + 1


def _facts(stay: Stay, arrival: Arrival, *, actor: Actor, now: datetime) -> None:
    decision = arrival.decision
    db.session.add_all(
        [
            Decision(
                stay_id=stay.id,
                kind=DecisionKind(decision.kind),
                number=decision.number,
                issued_on=decision.issued_on,
                issuer=decision.issuer,
                months=decision.months,
                subject=decision.subject,
                recorded_at=now,
                recorded_by_id=actor.id,
            ),
            Residence(
                stay_id=stay.id,
                address_text=arrival.address_text,
                home_commune_id=arrival.home_commune_id,
                address_mapping=arrival.address_mapping,
                reason="",
                recorded_at=now,
                recorded_by_id=actor.id,
            ),
            *(
                Contact(
                    stay_id=stay.id,
                    full_name=contact.full_name,
                    relation=contact.relation,
                    phone=contact.phone,
                    address=contact.address,
                    is_representative=contact.is_representative,
                    recorded_at=now,
                    recorded_by_id=actor.id,
                    recorded_by_name=actor.name,
                )
                for contact in arrival.contacts
            ),
        ]
    )
    begin_reception(stay, actor=actor, now=now)
    if arrival.belongings:
        take_items(
            stay,
            [ItemFacts(item.description, item.quantity, item.condition) for item in arrival.belongings],
            Signer(stay.resident.full_name),
            keeping=arrival.keeping,
            happened_at=arrival.arrived_at,
            actor=actor,
            now=now,
        )


def end_stay(
    stay: Stay, reason: EndReason, *, happened_at: datetime, note_text: str = "", actor: Actor, now: datetime
) -> StayEnding:
    """End ``stay``: free the bed, revoke the badge, leave the roll.

    Whether it may end today is the caller's rule (handover); this only refuses what can never be.
    """
    hold(stay)
    if not stay.is_open:
        raise RuleViolation("residents.stay_ended")
    ending = StayEnding(
        stay_id=stay.id,
        reason=reason,
        happened_at=happened_at,
        recorded_at=now,
        recorded_by_id=actor.id,
        note=note_text.strip(),
    )
    db.session.add(ending)
    stay.ended_on = local_date(happened_at)
    mark_roll(stay.resident, on_roll=False)
    free_bed(stay, now=now)
    badge = valid_badge(stay.id)
    if badge is not None:
        revoke_badge(badge, why=BadgeEnd.STAY_ENDED, reason=END_LABELS[reason], actor=actor, now=now)
    change_whereabouts(
        stay,
        out_cause=OutCause.RELEASED,
        happened_at=happened_at,
        source=f"residents:ending:{stay.id}",
        actor=actor,
        now=now,
    )
    refresh_last_day(stay, on=stay.ended_on)
    record(StayEnded(reason=reason.value, happened_at=happened_at), actor=actor, at=now, stay_id=stay.id)
    note(
        stay.id,
        f"Kết thúc đợt cai nghiện: {END_LABELS[reason].lower()}",
        area="residents",
        topic=Topic.STAY,
        permission=ResidentPermission.VIEW,
        happened_at=happened_at,
        actor=actor,
        now=now,
    )
    sync_duties([stay.id], now=now)
    return ending
