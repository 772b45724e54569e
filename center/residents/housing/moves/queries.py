"""Reading what the acts on beds need."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from center.db import db
from center.residents.housing.models import Bed, BedAssignment, Room
from center.residents.stay.models import Stay


def stays_in_zone(zone_id: int) -> Sequence[tuple[Stay, Bed]]:
    """Return who lies in a zone now with their beds, by room and bed, in one statement."""
    rows = db.session.execute(
        select(Stay, Bed)
        .join(BedAssignment, BedAssignment.stay_id == Stay.id)
        .join(Bed, Bed.id == BedAssignment.bed_id)
        .join(Room, Room.id == Bed.room_id)
        .where(BedAssignment.until_at.is_(None), Room.zone_id == zone_id)
        .order_by(Room.name, Bed.name)
    )
    return [(stay, bed) for stay, bed in rows]
