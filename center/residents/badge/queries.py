"""Badges of stays."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from center.db import db
from center.residents.badge.models import Badge
from center.residents.housing.models import Bed, BedAssignment, Room
from center.residents.person.models import Resident
from center.residents.stay.models import Stay


def badges_of(stay_id: int) -> Sequence[Badge]:
    """Return every badge of a stay, newest first."""
    return db.session.scalars(select(Badge).where(Badge.stay_id == stay_id).order_by(Badge.id.desc())).all()


def valid_badges(zone_id: int | None) -> Sequence[tuple[Badge, Resident]]:
    """Return the badges in force of the stays that run, in ``zone_id`` (None: everywhere), by Vietnamese name."""
    wanted = (
        select(Badge, Resident)
        .join(Stay, Stay.id == Badge.stay_id)
        .join(Resident, Resident.id == Stay.resident_id)
        .where(Badge.revoked_at.is_(None), Stay.ended_on.is_(None))
        .order_by(Resident.name_sort, Badge.id)
    )
    if zone_id is not None:
        wanted = (
            wanted.join(BedAssignment, (BedAssignment.stay_id == Stay.id) & BedAssignment.until_at.is_(None))
            .join(Bed, Bed.id == BedAssignment.bed_id)
            .join(Room, (Room.id == Bed.room_id) & (Room.zone_id == zone_id))
        )
    return [(badge, resident) for badge, resident in db.session.execute(wanted)]
