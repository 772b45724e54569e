"""Issuing and revoking badges."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from center.audit.actor import Actor
from center.audit.service import record
from center.db import db, hold
from center.documents.qr import new_token
from center.errors import RuleViolation
from center.residents.audit import BadgeIssued, BadgeRevoked
from center.residents.badge.models import Badge
from center.residents.permissions import ResidentPermission
from center.residents.stay.models import Stay
from center.residents.timeline.service import note


def issue_badge(stay: Stay, *, actor: Actor, now: datetime, reason: str = "") -> Badge:
    """Make a badge for ``stay``; the one it had loses its force, for ``reason``."""
    hold(stay)
    if not stay.is_open:
        raise RuleViolation("residents.stay_ended")
    current = valid_badge(stay.id)
    if current is not None:
        revoke_badge(current, reason=reason, actor=actor, now=now)
    badge = Badge(stay_id=stay.id, token=new_token(), issued_at=now, issued_by_id=actor.id)
    db.session.add(badge)
    db.session.flush()  # its id is the number printed on the card
    record(BadgeIssued(badge_id=badge.id), actor=actor, at=now, stay_id=stay.id)
    note(
        stay.id,
        f"Cấp thẻ số {badge.id}"
        if current is None
        else f"Cấp lại thẻ số {badge.id}, thu hồi thẻ số {current.id}",
        area="residents",
        permission=ResidentPermission.VIEW,
        happened_at=now,
        actor=actor,
        now=now,
    )
    return badge


def revoke_badge(badge: Badge, *, reason: str, actor: Actor, now: datetime) -> None:
    """Take the badge's force. Raises RuleViolation without a reason, or when it has none left."""
    if badge.revoked_at is not None:
        raise RuleViolation("residents.badge_revoked_before")
    if not reason.strip():
        raise RuleViolation("residents.badge_reason", field="reason")
    badge.revoked_at = now
    badge.revoke_reason = reason.strip()
    db.session.flush()  # the index allows one valid badge a stay
    record(
        BadgeRevoked(badge_id=badge.id, reason=badge.revoke_reason),
        actor=actor,
        at=now,
        stay_id=badge.stay_id,
    )


def valid_badge(stay_id: int) -> Badge | None:
    """Return the stay's badge in force."""
    return db.session.scalars(
        select(Badge).where(Badge.stay_id == stay_id, Badge.revoked_at.is_(None))
    ).first()
