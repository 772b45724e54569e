"""Corrections of a person's file: every act adds rows, and what was said before stays and is found still."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, select, update

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db, hold, one_at_a_time
from center.errors import RuleViolation
from center.residents.identity.model import Sex
from center.residents.permissions import ResidentPermission
from center.residents.person.audit import IdentifierAdded, IdentifierAmended, PersonAmended
from center.residents.person.labels import FIELD_LABELS, KIND_LABELS
from center.residents.person.models import (
    Identifier,
    IdentifierKind,
    IdentifierSource,
    PersonAmendment,
    PersonField,
    Resident,
    Standing,
)
from center.residents.person.queries import newest_stay_id
from center.residents.person.service import IdentityPaper, identify
from center.residents.search.service import index_person
from center.residents.stay.models import Stay
from center.residents.timeline.service import note
from center.residents.timeline.topics import Topic
from center.vietnamese import fold, nfc, sort_key

NAMES = frozenset({PersonField.FULL_NAME, PersonField.OTHER_NAMES})


def values_of(resident: Resident) -> dict[PersonField, str]:
    """Return what the file says, as an amendment stores it."""
    return {
        PersonField.FULL_NAME: resident.full_name,
        PersonField.OTHER_NAMES: resident.other_names,
        PersonField.SEX: resident.sex.value,
        PersonField.BIRTH_DATE: resident.birth_date.isoformat(),
        PersonField.BIRTH_PLACE: resident.birth_place,
        PersonField.HOME_TOWN: resident.home_town,
        PersonField.ETHNICITY: resident.ethnicity,
        PersonField.NATIONALITY: resident.nationality,
    }


def amend_person(
    resident: Resident, values: Mapping[PersonField, str], *, reason: str, actor: Actor, now: datetime
) -> list[PersonAmendment]:
    """Correct what the file says where ``values`` differ from it; what it said before is kept and found still.

    Raises RuleViolation without a reason, when nothing differs, for a birth after today, and for a merged file.
    """
    hold(resident)
    _refuse_merged(resident)
    before = values_of(resident)
    wanted = {field: nfc(value) for field, value in values.items()}
    changed = {field: value for field, value in wanted.items() if value != before[field]}
    if not changed:
        raise RuleViolation("residents.person_unchanged")
    if not reason.strip():
        raise RuleViolation("residents.person_reason", field="reason")
    rows = [
        PersonAmendment(
            resident_id=resident.id,
            field=field,
            old_value=before[field],
            new_value=value,
            reason=reason.strip(),
            recorded_at=now,
            recorded_by_id=actor.id,
            recorded_by_name=actor.name,
        )
        for field, value in changed.items()
    ]
    db.session.add_all(rows)
    for field, value in changed.items():
        _set(resident, field, value, today=local_date(now))
    if changed.keys() & NAMES:
        resident.name_fold = fold(f"{resident.full_name} {resident.other_names}")
        resident.name_sort = sort_key(resident.full_name)
        db.session.execute(
            update(Stay).where(Stay.resident_id == resident.id).values(name_sort=resident.name_sort)
        )
        index_person(resident)
    record(
        PersonAmended(code=resident.code, fields=[field.value for field in changed]),
        actor=actor,
        at=now,
        stay_id=newest_stay_id(resident.id),
    )
    fields = ", ".join(str(FIELD_LABELS[field]).lower() for field in changed)
    _note(resident, f"Đính chính nhân thân: {fields}", actor=actor, now=now)
    return rows


def _set(resident: Resident, field: PersonField, value: str, *, today: date) -> None:
    if field is PersonField.SEX:
        resident.sex = Sex(value)
    elif field is PersonField.BIRTH_DATE:
        resident.birth_date = date.fromisoformat(value)
        if resident.birth_date > today:
            raise RuleViolation("residents.birth_in_future", field="birth_date")
    else:
        setattr(resident, field.value, value)


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """An identity paper as somebody reads it off."""

    kind: IdentifierKind
    number: str
    issued_on: date | None = None
    issued_by: str = ""
    valid_to: date | None = None
    standing: Standing = Standing.VALID


def add_identifier(
    resident: Resident, paper: PaperFacts, *, reason: str, actor: Actor, now: datetime
) -> Identifier:
    """Add a paper the person has or had. Flushes.

    Raises RuleViolation without a reason, when the same is there, and when the number is another person's.
    """
    _refuse_merged(resident)
    _refuse_number_of_another(resident, paper)
    there = select(Identifier.id).where(
        Identifier.resident_id == resident.id,
        Identifier.kind == paper.kind,
        Identifier.number == paper.number,
        Identifier.issued_on == paper.issued_on,
    )
    if db.session.scalar(there.limit(1)) is not None:
        raise RuleViolation("residents.identifier_there", field="number")
    row = _row(resident, paper, reason, actor=actor, now=now)
    db.session.add(row)
    db.session.flush()
    event = IdentifierAdded(code=resident.code, kind=row.kind.value, identifier_id=row.id)
    record(event, actor=actor, at=now, stay_id=newest_stay_id(resident.id))
    _note(resident, f"Thêm giấy tờ: {KIND_LABELS[row.kind]}", actor=actor, now=now)
    return row


def amend_identifier(
    row: Identifier, paper: PaperFacts, *, reason: str, actor: Actor, now: datetime
) -> Identifier:
    """Put a new row in the place of ``row``, which stays and is found still. Flushes.

    Raises RuleViolation without a reason, when nothing differs, when ``row`` was replaced before, and when the number
    is another person's.
    """
    resident = db.session.get_one(Resident, row.resident_id)
    hold(resident)
    if db.session.scalar(select(exists().where(Identifier.amends_id == row.id))):
        raise RuleViolation("residents.identifier_amended")
    said = PaperFacts(row.kind, row.number, row.issued_on, row.issued_by, row.valid_to, row.standing)
    if paper == said:
        raise RuleViolation("residents.identifier_unchanged")
    if paper.standing is not Standing.MISTAKEN:
        _refuse_number_of_another(resident, paper)
    later = _row(resident, paper, reason, actor=actor, now=now)
    later.amends_id = row.id
    if later.number == row.number:
        later.source, later.card_text = row.source, row.card_text
    db.session.add(later)
    db.session.flush()
    event = IdentifierAmended(
        code=resident.code,
        kind=later.kind.value,
        standing=later.standing.value,
        identifier_id=later.id,
        amends_id=row.id,
    )
    record(event, actor=actor, at=now, stay_id=newest_stay_id(resident.id))
    _note(resident, f"Đính chính giấy tờ: {KIND_LABELS[later.kind]}", actor=actor, now=now)
    return later


def _row(resident: Resident, paper: PaperFacts, reason: str, *, actor: Actor, now: datetime) -> Identifier:
    if not reason.strip():
        raise RuleViolation("residents.person_reason", field="reason")
    return Identifier(
        resident_id=resident.id,
        kind=paper.kind,
        number=paper.number,
        issued_on=paper.issued_on,
        issued_by=nfc(paper.issued_by),
        valid_to=paper.valid_to,
        standing=paper.standing,
        source=IdentifierSource.TYPED,
        reason=reason.strip(),
        recorded_at=now,
        recorded_by_id=actor.id,
    )


def _refuse_number_of_another(resident: Resident, paper: PaperFacts) -> None:
    """Refuse a personal number that is or was another person's; an old CMND may be shared."""
    one_at_a_time("residents.admit")  # a desk may be giving the number to a new file right now
    if paper.kind is IdentifierKind.CMND:
        return
    owner = identify(IdentityPaper(paper.kind, paper.number))
    if owner is not None and owner.id != resident.kept_id:
        raise RuleViolation("residents.number_of_another", field="number", person=owner.code)


def _refuse_merged(resident: Resident) -> None:
    if resident.merged_into_id is not None:
        kept = db.session.get_one(Resident, resident.merged_into_id)
        raise RuleViolation("residents.person_merged", kept=kept.code)


def _note(resident: Resident, text: str, *, actor: Actor, now: datetime) -> None:
    stay_id = newest_stay_id(resident.id)
    if stay_id is not None:
        note(
            stay_id,
            text,
            area="residents",
            topic=Topic.IDENTITY,
            permission=ResidentPermission.VIEW,
            happened_at=now,
            link=f"/residents/stays/{stay_id}/person",
            actor=actor,
            now=now,
        )
