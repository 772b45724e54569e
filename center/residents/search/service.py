"""Keeping the keys of the search true to names and roll."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import delete, insert, select, update

from center.db import db
from center.residents.person.models import PersonAmendment, PersonField, Resident
from center.residents.search.models import SearchKey
from center.residents.search.rules import keys_of, other_names
from center.residents.stay.models import Stay

CHUNK = 500
"""People written at once when everybody is indexed anew."""


def index_person(resident: Resident) -> None:
    """Write the keys of the person whose file ``resident`` is anew. Flushes.

    Call it after anything that changes a name, the roll, or which files are one.
    """
    db.session.flush()
    kept = resident.kept_id
    members = db.session.scalars(
        select(Resident)
        .where((Resident.id == kept) | (Resident.merged_into_id == kept))
        .order_by(Resident.id)
    ).all()
    numbers = {kept, resident.id, *(member.id for member in members)}
    db.session.execute(delete(SearchKey).where(SearchKey.resident_id.in_(numbers)))
    _write({kept: members})


def mark_roll(resident: Resident, *, on_roll: bool) -> None:
    """Mark whether the person is on the roll; names stay as they are."""
    db.session.execute(
        update(SearchKey).where(SearchKey.resident_id == resident.kept_id).values(on_roll=on_roll)
    )


def index_everybody() -> int:
    """Write all keys anew and return how many people have some: after rows were brought in past the services."""
    db.session.execute(delete(SearchKey))
    kept: dict[int, list[Resident]] = {}
    for person in db.session.scalars(select(Resident).order_by(Resident.id)):
        kept.setdefault(person.kept_id, []).append(person)
    numbers = sorted(kept)
    for start in range(0, len(numbers), CHUNK):
        _write({number: kept[number] for number in numbers[start : start + CHUNK]})
    return len(numbers)


def _write(people: Mapping[int, Sequence[Resident]]) -> None:
    files = {member.id: kept for kept, members in people.items() for member in members}
    names = {
        kept: [name for member in members for name in (member.full_name, *other_names(member.other_names))]
        for kept, members in people.items()
    }
    former = db.session.execute(
        select(PersonAmendment.resident_id, PersonAmendment.field, PersonAmendment.old_value).where(
            PersonAmendment.resident_id.in_(files),
            PersonAmendment.field.in_((PersonField.FULL_NAME, PersonField.OTHER_NAMES)),
        )
    )
    for person, field, value in former:
        names[files[person]] += [value] if field is PersonField.FULL_NAME else other_names(value)
    inside = set(
        db.session.scalars(
            select(Stay.resident_id).where(Stay.resident_id.in_(files), Stay.ended_on.is_(None))
        )
    )
    rows = [
        {"resident_id": kept, "key": key, "kind": kind, "on_roll": any(m.id in inside for m in members)}
        for kept, members in people.items()
        for key, kind in keys_of(names[kept]).items()
    ]
    if rows:
        db.session.execute(insert(SearchKey), rows)
