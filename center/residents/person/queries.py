"""Reading what a file says about the person."""

from __future__ import annotations

from sqlalchemy import case, select

from center.db import db
from center.residents.person.models import Identifier, Photo


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
