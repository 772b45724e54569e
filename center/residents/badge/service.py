"""Issuing and revoking badges, and what becomes of the lost ones."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import insert, select

from center.audit.actor import Actor
from center.audit.service import record
from center.db import db, hold
from center.documents.qr import new_token
from center.errors import RuleViolation
from center.residents.audit import BadgeIssued, BadgeRevoked, BadgesPrinted
from center.residents.badge.audit import BadgeFound
from center.residents.badge.labels import END_WORDS
from center.residents.badge.models import Badge, BadgeEnd, BadgeFinding, BadgePrint
from center.residents.badge.queries import finding_of
from center.residents.permissions import ResidentPermission
from center.residents.stay.models import Stay
from center.residents.timeline.service import note
from center.residents.timeline.topics import Topic


def issue_badge(
    stay: Stay, *, actor: Actor, now: datetime, why: BadgeEnd = BadgeEnd.OTHER, reason: str = ""
) -> Badge:
    """Make a badge for ``stay``; the one it had loses its force, for ``why`` and ``reason``.

    Raises RuleViolation when the stay has ended, or the reason is missing where ``why`` does not say it.
    """
    hold(stay)
    if not stay.is_open:
        raise RuleViolation("residents.stay_ended")
    current = valid_badge(stay.id)
    if current is not None:
        revoke_badge(current, why=why, reason=reason, actor=actor, now=now)
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
        topic=Topic.BADGE,
        permission=ResidentPermission.VIEW,
        happened_at=now,
        actor=actor,
        now=now,
    )
    return badge


def record_print(
    badge_ids: Sequence[int], *, stay_id: int | None = None, actor: Actor, now: datetime
) -> None:
    """Write down that cards were made ready to print; one statement for all of them."""
    if badge_ids:
        rows = [
            {"badge_id": one, "printed_at": now, "printed_by_id": actor.id, "printed_by_name": actor.name}
            for one in badge_ids
        ]
        db.session.execute(insert(BadgePrint), rows)
    event = BadgesPrinted(count=len(badge_ids), badge_ids=list(badge_ids))
    record(event, actor=actor, at=now, stay_id=stay_id)


def revoke_badge(badge: Badge, *, why: BadgeEnd, reason: str, actor: Actor, now: datetime) -> None:
    """Take the badge's force. Raises RuleViolation when it has none left, or ``why`` is open and ``reason`` empty."""
    if badge.revoked_at is not None:
        raise RuleViolation("residents.badge_revoked_before")
    if why is BadgeEnd.OTHER and not reason.strip():
        raise RuleViolation("residents.badge_reason", field="reason")
    badge.revoked_at = now
    badge.revoked_by_id = actor.id
    badge.revoke_kind = why
    badge.revoke_reason = reason.strip() or str(END_WORDS[why])
    db.session.flush()  # the index allows one valid badge a stay
    record(
        BadgeRevoked(badge_id=badge.id, reason=badge.revoke_reason),
        actor=actor,
        at=now,
        stay_id=badge.stay_id,
    )


def record_finding(
    badge: Badge,
    *,
    found_at: datetime,
    place: str,
    handed_in_by: str,
    note_text: str,
    actor: Actor,
    now: datetime,
) -> BadgeFinding:
    """Record that a lost badge came to light; it stays without force. The same again is what was recorded first.

    Raises RuleViolation for a badge that was not lost, or an instant before the loss was reported or in the future.
    """
    hold(badge)
    known = finding_of(badge.id)
    if known is not None:
        return known
    if badge.revoke_kind is not BadgeEnd.LOST or badge.revoked_at is None:
        raise RuleViolation("residents.badge_not_lost")
    if found_at > now:
        raise RuleViolation("residents.happened_in_future", field="found_at")
    if found_at < badge.revoked_at:
        raise RuleViolation("residents.badge_found_before", field="found_at", lost_at=badge.revoked_at)
    finding = BadgeFinding(
        badge_id=badge.id,
        found_at=found_at,
        place=place.strip(),
        handed_in_by=handed_in_by.strip(),
        note=note_text.strip(),
        recorded_at=now,
        recorded_by_id=actor.id,
    )
    db.session.add(finding)
    record(BadgeFound(badge_id=badge.id), actor=actor, at=now, stay_id=badge.stay_id)
    note(
        badge.stay_id,
        f"Tìm thấy thẻ số {badge.id} đã báo mất, tại {finding.place}",
        area="residents",
        topic=Topic.BADGE,
        permission=ResidentPermission.VIEW,
        happened_at=found_at,
        actor=actor,
        now=now,
    )
    return finding


def valid_badge(stay_id: int) -> Badge | None:
    """Return the stay's badge in force."""
    return db.session.scalars(
        select(Badge).where(Badge.stay_id == stay_id, Badge.revoked_at.is_(None))
    ).first()
