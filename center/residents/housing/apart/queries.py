"""Whom a person is kept apart from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import aliased

from center.db import db
from center.residents.housing.models import KeepApart
from center.residents.restriction.models import Restriction
from center.residents.stay.models import Stay


@dataclass(frozen=True, slots=True)
class PairLine:
    """One person from whom somebody is, or was, kept apart."""

    pair: KeepApart
    other: Stay
    restriction: Restriction
    """The one on the side that asks."""
    in_force: bool


def pairs_of(stay_id: int, on: date) -> Sequence[PairLine]:
    """Return every pair a stay is in, the newest first, in one statement."""
    mine, theirs = aliased(Restriction, flat=True), aliased(Restriction, flat=True)
    first = KeepApart.stay_id == stay_id
    rows = db.session.execute(
        select(KeepApart, Stay, mine, theirs)
        .join(
            Stay,
            or_(
                and_(first, Stay.id == KeepApart.other_stay_id),
                and_(KeepApart.other_stay_id == stay_id, Stay.id == KeepApart.stay_id),
            ),
        )
        .join(mine, mine.id.in_((KeepApart.restriction_id, KeepApart.other_restriction_id)))
        .join(theirs, theirs.id.in_((KeepApart.restriction_id, KeepApart.other_restriction_id)))
        .where(mine.stay_id == stay_id, theirs.stay_id == Stay.id)
        .order_by(KeepApart.id.desc())
    )
    return [PairLine(pair, other, own, _holds(own, on) and _holds(far, on)) for pair, other, own, far in rows]


def pair_with(restriction_id: int) -> KeepApart | None:
    """Return the pair a restriction is one half of."""
    return db.session.scalars(
        select(KeepApart).where(
            or_(KeepApart.restriction_id == restriction_id, KeepApart.other_restriction_id == restriction_id)
        )
    ).first()


def _holds(row: Restriction, on: date) -> bool:
    return row.lifted_at is None and row.starts_on <= on and (row.ends_on is None or on <= row.ends_on)
