"""Making a person's file, adding identity papers and photos."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased

from center.audit.actor import Actor
from center.db import db
from center.documents.service import store_file
from center.residents.person.models import (
    Identifier,
    IdentifierKind,
    IdentifierSource,
    Photo,
    Resident,
    Sex,
    Standing,
)
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
    source: IdentifierSource = IdentifierSource.TYPED
    cancelled_number: str = ""
    """Personal number that was cancelled before this one, when the card names it."""

    def remember(self, resident: Resident, *, actor: Actor, now: datetime) -> None:
        """Add the paper to ``resident``'s history unless the same paper is there."""
        lines = (
            (self.kind, self.number, Standing.VALID),
            (IdentifierKind.CMND, self.old_number, Standing.VALID),
            (self.kind, self.cancelled_number, Standing.CANCELLED),
        )
        for kind, number, standing in lines:
            main = number == self.number
            issued_on = self.issued_on if main else None
            if not number or _is_known(resident, kind, number, issued_on):
                continue
            db.session.add(
                Identifier(
                    resident_id=resident.id,
                    kind=kind,
                    number=number,
                    issued_on=issued_on,
                    issued_by=self.issued_by if main else "",
                    card_text=self.card_text if main else "",
                    standing=standing,
                    source=self.source,
                    recorded_at=now,
                    recorded_by_id=actor.id,
                )
            )


def _is_known(resident: Resident, kind: IdentifierKind, number: str, issued_on: date | None) -> bool:
    found = select(Identifier.id).where(
        Identifier.resident_id == resident.id,
        Identifier.kind == kind,
        Identifier.number == number,
        Identifier.issued_on == issued_on,
    )
    return db.session.scalar(found.limit(1)) is not None


def identify(paper: IdentityPaper) -> Resident | None:
    """Return the person who has or had the paper's personal number, by the file that is kept.

    A cancelled number still decides: it is given to nobody else. The old nine-digit number only suggests a person
    (two may share one), and a number that was filed by mistake or taken the place of says nothing.
    """
    if not paper.number:
        return None
    later = aliased(Identifier)
    kept = func.coalesce(Resident.merged_into_id, Resident.id)
    found = db.session.scalar(
        select(kept)
        .join(Identifier, Identifier.resident_id == Resident.id)
        .where(
            Identifier.number == paper.number,
            Identifier.kind != IdentifierKind.CMND,
            Identifier.standing != Standing.MISTAKEN,
            ~exists().where(later.amends_id == Identifier.id),
        )
        .order_by(Identifier.id)
        .limit(1)
    )
    return db.session.get(Resident, found) if found else None


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
