"""Reading what a file says about the person, over all files that are one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, case, exists, func, or_, select
from sqlalchemy.orm import aliased

from center.db import db
from center.errors import NotFound
from center.residents.person.models import (
    Identifier,
    IdentifierKind,
    PersonAmendment,
    Photo,
    Resident,
    Standing,
)
from center.residents.stay.models import Stay


def files_of(resident_id: int) -> Select[int]:
    """Return the statement of the ids of all files of the person one of whose files is ``resident_id``."""
    kept = (
        select(func.coalesce(Resident.merged_into_id, Resident.id))
        .where(Resident.id == resident_id)
        .scalar_subquery()
    )
    return select(Resident.id).where(or_(Resident.id == kept, Resident.merged_into_id == kept))


def files(resident_id: int) -> Sequence[Resident]:
    """Return the files of the person, the kept one first."""
    return db.session.scalars(
        select(Resident)
        .where(Resident.id.in_(files_of(resident_id)))
        .order_by(Resident.merged_into_id.is_not(None), Resident.id)
    ).all()


def newest_stay_id(resident_id: int) -> int | None:
    """Return the person's stay that runs, or the newest one."""
    return db.session.scalar(
        select(Stay.id)
        .where(Stay.resident_id.in_(files_of(resident_id)))
        .order_by(Stay.ended_on.is_not(None), Stay.admitted_at.desc(), Stay.id.desc())
        .limit(1)
    )


def newest_photo_id(resident_id: int) -> int | None:
    """Return the stored file of the person's newest portrait."""
    return db.session.scalar(
        select(Photo.file_id)
        .where(Photo.resident_id.in_(files_of(resident_id)))
        .order_by(Photo.taken_at.desc(), Photo.id.desc())
        .limit(1)
    )


def photos_of(resident_id: int) -> Sequence[Photo]:
    """Return every portrait of the person, newest first."""
    return db.session.scalars(
        select(Photo)
        .where(Photo.resident_id.in_(files_of(resident_id)))
        .order_by(Photo.taken_at.desc(), Photo.id.desc())
    ).all()


def is_photo_of(resident_id: int, file_id: int) -> bool:
    """Tell whether the stored file is a portrait of that person."""
    found = select(Photo.id).where(Photo.resident_id.in_(files_of(resident_id)), Photo.file_id == file_id)
    return db.session.scalar(found.limit(1)) is not None


def _holds() -> ColumnElement[bool]:
    """Return the condition that nothing took an identifier's place."""
    later = aliased(Identifier)
    return ~exists().where(later.amends_id == Identifier.id)


def current_identifier(resident_id: int) -> Identifier | None:
    """Return the newest paper in force that proves identity; the old nine-digit number only where there is none."""
    return db.session.scalars(
        select(Identifier)
        .where(
            Identifier.resident_id.in_(files_of(resident_id)),
            Identifier.standing == Standing.VALID,
            _holds(),
        )
        .order_by(
            case((Identifier.kind == IdentifierKind.CMND, 1), else_=0),
            Identifier.issued_on.is_(None),
            Identifier.issued_on.desc(),
            Identifier.id.desc(),
        )
        .limit(1)
    ).first()


def people_with_number(resident_ids: Collection[int]) -> set[int]:
    """Return those of the files that hold a paper in force which proves identity."""
    return set(
        db.session.scalars(
            select(Identifier.resident_id).where(
                Identifier.resident_id.in_(resident_ids),
                Identifier.kind != IdentifierKind.CMND,
                Identifier.standing == Standing.VALID,
                _holds(),
            )
        )
    )


@dataclass(frozen=True, slots=True)
class PaperLine:
    """An identifier as the person's page lists it."""

    row: Identifier
    earlier: tuple[Identifier, ...]
    """What it took the place of, newest first."""


def papers_of(resident_id: int) -> list[PaperLine]:
    """Return the person's identifiers, those in force first, each with the rows it took the place of."""
    rows = db.session.scalars(
        select(Identifier).where(Identifier.resident_id.in_(files_of(resident_id))).order_by(Identifier.id)
    ).all()
    by_id = {row.id: row for row in rows}
    amended = {row.amends_id for row in rows}
    lines = []
    for row in rows:
        if row.id not in amended:
            chain, before = [], row.amends_id
            while before is not None:
                chain.append(by_id[before])
                before = by_id[before].amends_id
            lines.append(PaperLine(row, tuple(chain)))
    order = {Standing.VALID: 0, Standing.CANCELLED: 1, Standing.MISTAKEN: 2}
    lines.sort(
        key=lambda line: (order[line.row.standing], line.row.kind is IdentifierKind.CMND, -line.row.id)
    )
    return lines


def identifier_or_404(resident_id: int, identifier_id: int) -> Identifier:
    """Return an identifier of the person. Raises NotFound."""
    row = db.session.scalars(
        select(Identifier).where(
            Identifier.id == identifier_id, Identifier.resident_id.in_(files_of(resident_id))
        )
    ).first()
    if row is None:
        raise NotFound(f"no identifier {identifier_id} of resident {resident_id}")
    return row


def amendments_of(resident_id: int) -> Sequence[PersonAmendment]:
    """Return the corrections of the person's files, newest first."""
    return db.session.scalars(
        select(PersonAmendment)
        .where(PersonAmendment.resident_id.in_(files_of(resident_id)))
        .order_by(PersonAmendment.id.desc())
    ).all()
