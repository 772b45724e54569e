"""Making a person's file, adding identity papers and photos."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from center.audit.actor import Actor
from center.db import db
from center.documents.service import store_file
from center.residents.person.models import Identifier, IdentifierKind, Photo, Resident, Sex
from center.residents.photos import PreparedPhoto
from center.vietnamese import fold, nfc, sort_key


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What does not change from stay to stay."""

    full_name: str
    sex: Sex
    birth_date: date
    other_names: str = ""
    birth_place: str = ""
    home_town: str = ""
    ethnicity: str = ""
    nationality: str = "Việt Nam"


@dataclass(frozen=True, slots=True)
class IdentityPaper:
    """An identity paper as shown at the desk."""

    kind: IdentifierKind
    number: str
    """Empty when the person has no paper."""
    issued_on: date | None = None
    issued_by: str = ""
    old_number: str = ""
    """Nine-digit CMND the card names."""
    card_text: str = ""

    def remember(self, resident: Resident, *, actor: Actor, now: datetime) -> None:
        """Add the paper to ``resident``'s history unless the same paper is there."""
        for kind, number in ((self.kind, self.number), (IdentifierKind.CMND, self.old_number)):
            if not number:
                continue
            main = number == self.number
            known = db.session.scalar(
                select(Identifier.id).where(
                    Identifier.resident_id == resident.id,
                    Identifier.kind == kind,
                    Identifier.number == number,
                    Identifier.issued_on == (self.issued_on if main else None),
                )
            )
            if known is None:
                db.session.add(
                    Identifier(
                        resident_id=resident.id,
                        kind=kind,
                        number=number,
                        issued_on=self.issued_on if main else None,
                        issued_by=self.issued_by if main else "",
                        card_text=self.card_text if main else "",
                        recorded_at=now,
                        recorded_by_id=actor.id,
                    )
                )


def identify(paper: IdentityPaper) -> Resident | None:
    """Return the person who has or had the paper's personal number.

    The old nine-digit number only suggests a person (two may share one), it never decides.
    """
    if not paper.number:
        return None
    return db.session.scalars(
        select(Resident)
        .join(Identifier, Identifier.resident_id == Resident.id)
        .where(Identifier.number == paper.number, Identifier.kind != IdentifierKind.CMND)
        .limit(1)
    ).first()


def make_resident(facts: PersonFacts, *, now: datetime) -> Resident:
    """Make the file of a person who was never here."""
    name = nfc(facts.full_name)
    resident = Resident(
        code=secrets.token_hex(8),  # replaced below: the code is the id in words
        full_name=name,
        name_fold=fold(f"{name} {facts.other_names}"),
        name_sort=sort_key(name),
        other_names=nfc(facts.other_names),
        sex=facts.sex,
        birth_date=facts.birth_date,
        birth_place=nfc(facts.birth_place),
        home_town=nfc(facts.home_town),
        ethnicity=facts.ethnicity,
        nationality=facts.nationality,
        created_at=now,
    )
    db.session.add(resident)
    db.session.flush()
    resident.code = f"HV{resident.id:06d}"
    return resident


def fill_gaps(resident: Resident, facts: PersonFacts) -> None:
    """Take from ``facts`` what the file of a person who was here before does not hold yet; nothing is overwritten."""
    for name in ("birth_place", "home_town", "ethnicity", "nationality"):
        if not getattr(resident, name):
            setattr(resident, name, nfc(getattr(facts, name)))
    if not resident.other_names and facts.other_names:
        resident.other_names = nfc(facts.other_names)
        resident.name_fold = fold(f"{resident.full_name} {resident.other_names}")


def add_photo(resident: Resident, photo: PreparedPhoto, *, actor: Actor, now: datetime) -> Photo:
    """Keep a portrait; earlier ones stay."""
    stored = store_file(photo.jpeg, "image/jpeg", now=now)
    db.session.flush()
    row = Photo(resident_id=resident.id, file_id=stored.id, taken_at=now, recorded_by_id=actor.id)
    db.session.add(row)
    return row
