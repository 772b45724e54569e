"""Finding people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select

from center.db import db
from center.documents.qr import read_token
from center.residents.badge.models import Badge
from center.residents.housing.models import Bed, BedAssignment, Room, Zone
from center.residents.person.models import Identifier, Photo, Resident
from center.residents.stay.models import Stay
from center.vietnamese import fold, nfc, normalise_tone_placement


@dataclass(frozen=True, slots=True)
class Found:
    """One answer of the search: a person with their newest stay."""

    resident: Resident
    stay_id: int
    is_open: bool
    bed: str


def search(text: str, *, limit: int = 20) -> Sequence[Found]:
    """Return the people ``text`` may mean: part of a name without accents, code, number, bed or badge.

    Words may come in any order. Those in the center come first, then names that match with their
    accents, then by name.
    """
    words = fold(text).split()
    if not words:
        return []
    by_name = and_(*(Resident.name_fold.contains(word, autoescape=True) for word in words))
    compact = text.strip().upper()
    by_number = exists().where(
        Identifier.resident_id == Resident.id, Identifier.number.startswith(compact, autoescape=True)
    )
    by_badge = (
        exists()
        .where(Badge.token == compact, Badge.stay_id == Stay.id, Stay.resident_id == Resident.id)
        .correlate(Resident)
    )
    label = Zone.code + " " + Room.name + " " + Bed.name
    by_bed = (
        exists()
        .where(
            BedAssignment.until_at.is_(None),
            BedAssignment.stay_id == Stay.id,
            Stay.resident_id == Resident.id,
            Bed.id == BedAssignment.bed_id,
            Room.id == Bed.room_id,
            Zone.id == Room.zone_id,
            func.lower(label) == " ".join(text.replace("·", " ").lower().split()),
        )
        .correlate(Resident)
    )
    newest = (
        select(func.max(Stay.id)).where(Stay.resident_id == Resident.id).correlate(Resident).scalar_subquery()
    )
    bed = (
        select(Zone.code + " · " + Room.name + " · " + Bed.name)
        .select_from(BedAssignment)
        .join(Bed, Bed.id == BedAssignment.bed_id)
        .join(Room, Room.id == Bed.room_id)
        .join(Zone, Zone.id == Room.zone_id)
        .where(BedAssignment.stay_id == Stay.id, BedAssignment.until_at.is_(None))
        .correlate(Stay)
        .scalar_subquery()
    )
    conditions = [by_name, Resident.code == compact]
    if len(compact) >= 4 and compact.isalnum():
        conditions += [by_number, by_badge]
    if any(sign.isdigit() for sign in compact):
        conditions.append(by_bed)
    rows = db.session.execute(
        select(Resident, Stay.id, Stay.ended_on, bed)
        .join(Stay, Stay.id == newest)
        .where(or_(*conditions))
        .order_by(
            case((Stay.ended_on.is_(None), 0), else_=1),
            case((or_(*_as_written(text)), 0), else_=1),
            Resident.name_sort,
        )
        .limit(limit)
    )
    return [Found(person, stay_id, ended is None, place or "") for person, stay_id, ended, place in rows]


def _as_written(text: str) -> list[ColumnElement[bool]]:
    # SQLite knows upper and lower case of ASCII letters only, so the usual ways to write a name are tried
    ways = {
        form(name)
        for name in (nfc(text), normalise_tone_placement(nfc(text)))
        for form in (str, str.title, str.upper)
    }
    return [Resident.full_name.contains(way, autoescape=True) for way in sorted(ways)]


def exact_hit(text: str) -> int | None:
    """Return the newest stay of the one person whose code or badge ``text`` is; None for anything else."""
    code = text.strip().upper()
    if not code:
        return None
    return db.session.scalar(
        select(Stay.id)
        .join(Stay.resident)
        .outerjoin(Badge, Badge.stay_id == Stay.id)
        .where(or_(Resident.code == code, Badge.token == (read_token(text) or code)))
        .order_by(Stay.id.desc())
        .limit(1)
    )


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
