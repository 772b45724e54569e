"""Restrictions in force."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from sqlalchemy import or_, select

from center.db import db
from center.errors import NotFound
from center.residents.restriction.models import Restriction


def restrictions_in_force(stay_ids: Collection[int], on: date) -> Mapping[int, Sequence[Restriction]]:
    """Return the restrictions that hold on ``on`` for each of ``stay_ids`` (missing: none), in one statement."""
    found: dict[int, list[Restriction]] = defaultdict(list)
    if not stay_ids:
        return found
    for row in db.session.scalars(
        select(Restriction)
        .where(
            Restriction.stay_id.in_(stay_ids),
            Restriction.starts_on <= on,
            or_(Restriction.ends_on.is_(None), Restriction.ends_on >= on),
            Restriction.lifted_at.is_(None),
        )
        .order_by(Restriction.id)
    ):
        found[row.stay_id].append(row)
    return found


def restrictions_of(stay_id: int) -> Sequence[Restriction]:
    """Return every restriction a stay has or had, newest first."""
    return db.session.scalars(
        select(Restriction).where(Restriction.stay_id == stay_id).order_by(Restriction.id.desc())
    ).all()


def restriction_or_404(stay_id: int, restriction_id: int) -> Restriction:
    """Return a restriction of the stay. Raises NotFound."""
    found = db.session.get(Restriction, restriction_id)
    if found is None or found.stay_id != stay_id:
        raise NotFound(f"no restriction {restriction_id} of stay {stay_id}")
    return found
