"""Reading information sheets."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import aliased

from center.db import db
from center.errors import NotFound
from center.residents.collection.model import ANSWERS, RehabFacts, RelativeFacts, SheetFacts, SubstanceFacts
from center.residents.collection.models import (
    CollectedRehab,
    CollectedRelative,
    CollectedSubstance,
    CollectionSheet,
)
from center.residents.person.queries import files_of
from center.residents.stay.models import Stay

Line = TypeVar("Line", RelativeFacts, SubstanceFacts, RehabFacts)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A version with everything it says."""

    row: CollectionSheet
    facts: SheetFacts


def sheet_in_force(stay_id: int) -> CollectionSheet | None:
    """Return the newest version of a stay."""
    later = aliased(CollectionSheet)
    return db.session.scalars(
        select(CollectionSheet)
        .outerjoin(later, later.amends_id == CollectionSheet.id)
        .where(CollectionSheet.stay_id == stay_id, later.id.is_(None))
        .order_by(CollectionSheet.id.desc())
        .limit(1)
    ).first()


def current_sheet(stay_id: int) -> Sheet | None:
    """Return the newest version of a stay with its lists, in four statements; None while there is none."""
    row = sheet_in_force(stay_id)
    return _whole(row) if row is not None else None


def sheet_or_404(stay_id: int, sheet_id: int) -> Sheet:
    """Return one version of the stay. Raises NotFound."""
    row = db.session.get(CollectionSheet, sheet_id)
    if row is None or row.stay_id != stay_id:
        raise NotFound(f"no sheet {sheet_id} of stay {stay_id}")
    return _whole(row)


def versions_of(stay_id: int) -> Sequence[CollectionSheet]:
    """Return every version of a stay, newest first."""
    return db.session.scalars(
        select(CollectionSheet).where(CollectionSheet.stay_id == stay_id).order_by(CollectionSheet.id.desc())
    ).all()


def sheet_before(stay: Stay) -> Sheet | None:
    """Return the newest sheet of another stay of the same person, also under a file merged into this one."""
    later = aliased(CollectionSheet)
    row = db.session.scalars(
        select(CollectionSheet)
        .join(Stay, Stay.id == CollectionSheet.stay_id)
        .outerjoin(later, later.amends_id == CollectionSheet.id)
        .where(Stay.resident_id.in_(files_of(stay.resident_id)), Stay.id != stay.id, later.id.is_(None))
        .order_by(Stay.admitted_at.desc(), CollectionSheet.id.desc())
        .limit(1)
    ).first()
    return _whole(row) if row is not None else None


def substances_of_stays(stay_ids: Collection[int]) -> Mapping[int, Sequence[CollectedSubstance]]:
    """Return the substances each stay's sheet in force names, in the order of the form; one statement."""
    found: dict[int, list[CollectedSubstance]] = {stay_id: [] for stay_id in stay_ids}
    later = aliased(CollectionSheet)
    rows = db.session.execute(
        select(CollectionSheet.stay_id, CollectedSubstance)
        .join(CollectionSheet, CollectionSheet.id == CollectedSubstance.sheet_id)
        .outerjoin(later, later.amends_id == CollectionSheet.id)
        .where(CollectionSheet.stay_id.in_(stay_ids), later.id.is_(None))
        .order_by(CollectedSubstance.id)
    )
    for stay_id, row in rows:
        found[stay_id].append(row)
    return found


def _whole(row: CollectionSheet) -> Sheet:
    of = row.id
    relatives = db.session.scalars(
        select(CollectedRelative).where(CollectedRelative.sheet_id == of).order_by(CollectedRelative.id)
    )
    substances = db.session.scalars(
        select(CollectedSubstance).where(CollectedSubstance.sheet_id == of).order_by(CollectedSubstance.id)
    )
    rehabs = db.session.scalars(
        select(CollectedRehab).where(CollectedRehab.sheet_id == of).order_by(CollectedRehab.id)
    )
    facts = SheetFacts(
        **{name: getattr(row, name) for name in ANSWERS},
        relatives=tuple(_line(RelativeFacts, one) for one in relatives),
        substances=tuple(_line(SubstanceFacts, one) for one in substances),
        rehabs=tuple(_line(RehabFacts, one) for one in rehabs),
    )
    return Sheet(row, facts)


def _line(kind: type[Line], row: object) -> Line:
    return kind(**{name: getattr(row, name) for name in (item.name for item in fields(kind))})
