"""Scans at posts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from center.audit.actor import Actor
from center.clock import local_date
from center.db import db
from center.residents.badge.models import Badge
from center.residents.restriction.queries import restrictions_in_force
from center.residents.stay.models import Stay
from center.residents.whereabouts.models import LocationKind
from center.residents.whereabouts.queries import whereabouts_at
from center.residents.whereabouts.service import change_whereabouts
from center.security.models import Post, Scan, ScanOutcome
from center.security.rules import CLOCK_SKEW, ScanFacts, decide


@dataclass(frozen=True, slots=True)
class Recorded:
    """A scan as it was recorded, with the stay it led to."""

    scan: Scan
    stay: Stay | None
    repeated: bool
    """True when the device sent it before."""


def record_scan(
    token: str, post: Post, *, client_id: str, happened_at: datetime, actor: Actor, now: datetime
) -> Recorded:
    """Record that the badge with ``token`` was held to ``post`` at ``happened_at``.

    The same ``client_id`` twice is one scan and gets the first answer again. Refused scans are kept
    too: the badge of somebody who is not here, shown at a gate, is a fact the duty commander must see.
    """
    known = _repeated(client_id)
    if known is not None:
        return known
    badge = db.session.scalars(select(Badge).where(Badge.token == token.strip().upper())).first()
    stay = db.session.get(Stay, badge.stay_id) if badge else None
    # a device whose clock runs ahead within the tolerance must not write into the future
    when = min(happened_at, now) if happened_at <= now + CLOCK_SKEW else happened_at
    decision = decide(_facts(badge, stay, post, when, now))
    scan = Scan(
        client_id=client_id,
        post_id=post.id,
        badge_id=badge.id if badge else None,
        stay_id=stay.id if stay else None,
        outcome=ScanOutcome(decision.outcome),
        code=decision.code,
        happened_at=when,
        recorded_at=now,
        recorded_by_id=actor.id,
    )
    savepoint = db.session.begin_nested()
    db.session.add(scan)
    try:
        savepoint.commit()
    except IntegrityError:  # the same scan arrived on another connection a moment ago
        savepoint.rollback()
        known = _repeated(client_id)
        if known is None:
            raise
        return known
    if decision.moves and stay is not None:
        change_whereabouts(
            stay,
            location=post.location,
            happened_at=when,
            source=f"security:scan:{scan.id}",
            actor=actor,
            now=now,
        )
    return Recorded(scan, stay, repeated=False)


def _repeated(client_id: str) -> Recorded | None:
    scan = db.session.scalars(select(Scan).where(Scan.client_id == client_id)).first()
    if scan is None:
        return None
    return Recorded(scan, db.session.get(Stay, scan.stay_id) if scan.stay_id else None, repeated=True)


def _facts(badge: Badge | None, stay: Stay | None, post: Post, when: datetime, now: datetime) -> ScanFacts:
    place = whereabouts_at(stay.id, when) if stay else None
    kinds = restrictions_in_force([stay.id], local_date(when)).get(stay.id, []) if stay else []
    return ScanFacts(
        token_known=badge is not None,
        # a scan that waited on a device is judged by what held when it was made
        badge_valid=badge is not None and (badge.revoked_at is None or when < badge.revoked_at),
        stay_open=stay is not None and stay.is_open,
        admitted_at=stay.admitted_at if stay else None,
        happened_at=when,
        now=now,
        out_cause=place.out_cause.value if place and place.out_cause else None,
        location_before=place.location_id if place else None,
        location_after=post.location_id,
        clinic_or_living=post.location.kind in {LocationKind.CLINIC, LocationKind.LIVING},
        restrictions=frozenset(row.kind.value for row in kinds),
    )
