"""What the intake desk has done and what is still missing in its files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, or_, select

from center.db import db
from center.documents.models import IssuedDocument
from center.residents.housing.models import BedAssignment
from center.residents.intake.paper_kinds import ENTRY_KINDS
from center.residents.person.models import Identifier, Photo, Resident
from center.residents.stay.models import Contact, Stay
from center.residents.stay.queries import contact_counts


@dataclass(frozen=True, slots=True)
class FileGap:
    """A running stay whose file lacks something."""

    stay: Stay
    missing: tuple[str, ...]
    """Codes: ``paper``, ``photo``, ``contact``, ``bed``, ``record``."""


def admitted_since(instant: datetime) -> int:
    """Return how many people were taken in from ``instant`` on."""
    return db.session.scalar(select(func.count()).select_from(Stay).where(Stay.admitted_at >= instant)) or 0


def incomplete_files(limit: int) -> tuple[Sequence[FileGap], int]:
    """Return the newest running stays whose file lacks something, and how many there are, in two statements."""
    lacks = {
        "paper": ~exists().where(Identifier.resident_id == Stay.resident_id),
        "photo": ~exists().where(Photo.resident_id == Stay.resident_id),
        "contact": ~exists().where(Contact.stay_id == Stay.id, contact_counts()),
        "bed": ~exists().where(BedAssignment.stay_id == Stay.id, BedAssignment.until_at.is_(None)),
        "record": ~exists().where(IssuedDocument.stay_id == Stay.id, IssuedDocument.kind.in_(ENTRY_KINDS)),
    }
    wanted = (
        select(Stay, *(condition.label(code) for code, condition in lacks.items()))
        .join(Resident, Resident.id == Stay.resident_id)
        .where(Stay.ended_on.is_(None), or_(*lacks.values()))
    )
    total = (
        db.session.scalar(select(func.count()).select_from(wanted.with_only_columns(Stay.id).subquery())) or 0
    )
    rows = db.session.execute(wanted.order_by(Stay.id.desc()).limit(limit))
    return [
        FileGap(row[0], tuple(code for code, missing in zip(lacks, row[1:], strict=True) if missing))
        for row in rows
    ], total
