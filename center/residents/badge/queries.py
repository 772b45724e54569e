"""Badges of stays."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from center.auth.models import Account
from center.db import db
from center.documents.models import StoredFile
from center.errors import NotFound
from center.residents.badge.models import Badge, BadgeEnd, BadgeFinding
from center.residents.housing.models import Bed, BedAssignment, Room
from center.residents.person.models import Photo, Resident
from center.residents.stay.models import Stay


@dataclass(frozen=True, slots=True)
class PrintedBadge:
    """A badge with what is printed on its card."""

    number: int
    stay_id: int
    token: str
    full_name: str
    code: str
    photo: bytes | None
    """The newest portrait, JPEG."""


@dataclass(frozen=True, slots=True)
class LostBadge:
    """A badge that was reported lost."""

    badge: Badge
    resident: Resident
    by: str
    """Who took the report; empty for the system."""
    finding: BadgeFinding | None


def badges_of(stay_id: int) -> Sequence[Badge]:
    """Return every badge of a stay, newest first."""
    return db.session.scalars(select(Badge).where(Badge.stay_id == stay_id).order_by(Badge.id.desc())).all()


def valid_badge_ids(zone_id: int | None) -> Sequence[int]:
    """Return the badges in force of the stays that run, in ``zone_id`` (None: everywhere), by Vietnamese name."""
    wanted = (
        select(Badge.id)
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
    return db.session.scalars(wanted).all()


def printed_badges(badge_ids: Collection[int]) -> list[PrintedBadge]:
    """Return ``badge_ids`` in their order, with portraits: ask for a sheet or two at a time, not for thousands."""
    newest = (
        select(func.max(Photo.id))
        .where(Photo.resident_id == Resident.id)
        .correlate(Resident)
        .scalar_subquery()
    )
    rows = db.session.execute(
        select(Badge.id, Badge.stay_id, Badge.token, Resident.full_name, Resident.code, StoredFile.content)
        .join(Stay, Stay.id == Badge.stay_id)
        .join(Resident, Resident.id == Stay.resident_id)
        .outerjoin(Photo, Photo.id == newest)
        .outerjoin(StoredFile, StoredFile.id == Photo.file_id)
        .where(Badge.id.in_(badge_ids))
    )
    found = {row[0]: PrintedBadge(*row) for row in rows}
    return [found[badge_id] for badge_id in badge_ids if badge_id in found]


def lost_badges(
    *, since: datetime | None, missing_only: bool, offset: int, limit: int
) -> tuple[list[LostBadge], int]:
    """Return the badges reported lost, newest first, and how many there are.

    ``since`` leaves out reports before it; ``missing_only`` those that were found.
    """
    by = aliased(Account)
    wanted = (
        select(Badge, Resident, by.full_name, BadgeFinding)
        .join(Stay, Stay.id == Badge.stay_id)
        .join(Resident, Resident.id == Stay.resident_id)
        .outerjoin(by, by.id == Badge.revoked_by_id)
        .outerjoin(BadgeFinding, BadgeFinding.badge_id == Badge.id)
        .where(Badge.revoke_kind == BadgeEnd.LOST)
    )
    if since is not None:
        wanted = wanted.where(Badge.revoked_at >= since)
    if missing_only:
        wanted = wanted.where(BadgeFinding.id.is_(None))
    total = db.session.scalar(select(func.count()).select_from(wanted.with_only_columns(Badge.id).subquery()))
    rows = db.session.execute(
        wanted.order_by(Badge.revoked_at.desc(), Badge.id.desc()).offset(offset).limit(limit)
    )
    return [
        LostBadge(badge, person, name or "", finding) for badge, person, name, finding in rows
    ], total or 0


def lost_badge_or_404(badge_id: int) -> Badge:
    """Return a badge that was reported lost. Raises NotFound."""
    badge = db.session.get(Badge, badge_id)
    if badge is None or badge.revoke_kind is not BadgeEnd.LOST:
        raise NotFound(f"no lost badge {badge_id}")
    return badge


def finding_of(badge_id: int) -> BadgeFinding | None:
    """Return when and where a lost badge was found, if it was."""
    return db.session.scalars(select(BadgeFinding).where(BadgeFinding.badge_id == badge_id)).first()
