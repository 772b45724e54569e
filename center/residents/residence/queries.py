"""Reading residences."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import select

from center.db import db
from center.residents.residence.models import Residence


def residences_of(stay_ids: Collection[int]) -> Mapping[int, Sequence[Residence]]:
    """Return the residences of each stay, newest first, in one statement."""
    found: dict[int, list[Residence]] = {stay_id: [] for stay_id in stay_ids}
    rows = db.session.scalars(
        select(Residence).where(Residence.stay_id.in_(stay_ids)).order_by(Residence.id.desc())
    )
    for row in rows:
        found[row.stay_id].append(row)
    return found
