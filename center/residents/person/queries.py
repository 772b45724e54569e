"""Reading what a file says about the person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import and_, case, exists, or_, select

from center.db import db
from center.residents.person.models import Identifier, Photo, Resident
from center.vietnamese import fold


def people_like(full_name: str, birth_date: date, old_number: str = "") -> Sequence[Resident]:
    """Return people who may be the same as the one at the desk: same folded name and birth date, or old number."""
    same_number = exists().where(Identifier.resident_id == Resident.id, Identifier.number == old_number)
    same_person = and_(
        or_(
            Resident.name_fold == fold(full_name),
            Resident.name_fold.startswith(fold(full_name) + " ", autoescape=True),
        ),
        Resident.birth_date == birth_date,
    )
    wanted = or_(same_person, same_number) if old_number else same_person
    return db.session.scalars(select(Resident).where(wanted).order_by(Resident.id).limit(10)).all()


def newest_photo_id(resident_id: int) -> int | None:
    """Return the stored file of the newest portrait."""
    return db.session.scalar(
        select(Photo.file_id).where(Photo.resident_id == resident_id).order_by(Photo.id.desc()).limit(1)
    )


def current_identifier(resident_id: int) -> Identifier | None:
    """Return the newest paper that proves identity (not the old nine-digit number)."""
    return db.session.scalars(
        select(Identifier)
        .where(Identifier.resident_id == resident_id)
        .order_by(case((Identifier.kind == "CMND", 1), else_=0), Identifier.id.desc())
        .limit(1)
    ).first()


def is_photo_of(resident_id: int, file_id: int) -> bool:
    """Tell whether the stored file is a portrait of that person."""
    found = select(Photo.id).where(Photo.resident_id == resident_id, Photo.file_id == file_id).limit(1)
    return db.session.scalar(found) is not None
