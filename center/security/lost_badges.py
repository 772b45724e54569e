"""Who tried a lost badge at a post: the box of this package on the log of lost badges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from center.db import db
from center.residents.badge.models import Badge, BadgeEnd
from center.residents.person.models import Resident
from center.residents.stay.models import Stay
from center.security.models import Post, Scan

SHOWN = 20


@dataclass(frozen=True, slots=True)
class LostScan:
    """A scan of a badge after it was reported lost."""

    badge_id: int
    stay_id: int
    full_name: str
    """Whose badge it was, not who held it."""
    post: str
    happened_at: datetime


def lost_scans(limit: int = SHOWN) -> Sequence[LostScan]:
    """Return the newest scans of badges after their loss was reported."""
    rows = db.session.execute(
        select(Badge.id, Badge.stay_id, Resident.full_name, Post.name, Scan.happened_at)
        .join(Scan, (Scan.stay_id == Badge.stay_id) & (Scan.badge_id == Badge.id))  # by the index of the stay
        .join(Post, Post.id == Scan.post_id)
        .join(Stay, Stay.id == Badge.stay_id)
        .join(Resident, Resident.id == Stay.resident_id)
        .where(Badge.revoke_kind == BadgeEnd.LOST, Scan.happened_at >= Badge.revoked_at)
        .order_by(Scan.happened_at.desc(), Scan.id.desc())
        .limit(limit)
    )
    return [LostScan(*row) for row in rows]


def panel() -> Mapping[str, Any] | None:
    """Return what the box shows; nothing when nobody tried."""
    scans = lost_scans()
    return {"scans": scans} if scans else None
