"""Posts, and the scans made at them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Dialect, select
from sqlalchemy.dialects import postgresql, sqlite

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db
from center.documents.qr import read_token
from center.errors import RuleViolation
from center.residents.restriction.models import Restriction
from center.residents.restriction.queries import restrictions_in_force
from center.residents.risk.queries import FlagNow, flags_in_force
from center.residents.whereabouts.models import Location, LocationKind, OutCause
from center.residents.whereabouts.service import change_whereabouts
from center.security.audit import PostAdded, PostSwitched
from center.security.models import Post, Scan, ScanOutcome
from center.security.outings.service import close_open_outing
from center.security.queries import Seen, post_or_404, scan_of, seen_again, seen_by_code, seen_by_token
from center.security.rules import ScanFacts, decide, moment_of

_PERSON_CODE = re.compile(r"HV[0-9]{6,}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Recorded:
    """A scan as it was recorded, with the person it led to."""

    scan: Scan
    post: Post
    seen: Seen | None
    """None when nobody has that badge or code."""
    restrictions: tuple[Restriction, ...]
    """In force on the day of the scan."""
    flags: tuple[FlagNow, ...] = ()
    """Risks that stand now: whoever meets the person reckons with today's."""
    repeated: bool = False
    """True when the device sent it before."""


def record_scan(
    token: str, post: Post, *, client_id: str, happened_at: datetime, actor: Actor, now: datetime
) -> Recorded:
    """Record that the badge with ``token`` was held to ``post`` at ``happened_at`` (the device's clock).

    ``token`` may also be a person's code, typed for somebody without a badge. The same ``client_id``
    twice is one scan and gets the first answer again. Refused scans are kept too: the badge of somebody
    who is not here, shown at a gate, is a fact the duty commander must see. The scan itself is the
    record; only a change of place adds an audit event.
    """
    when = moment_of(happened_at, now)
    day = local_date(when)
    seen = _find(token, when, day)
    restrictions = _restrictions(seen, day)
    decision = decide(_facts(seen, post, restrictions, when, now))
    scan = _insert(
        client_id=client_id,
        post_id=post.id,
        badge_id=seen.badge.id if seen and seen.badge else None,
        stay_id=seen.stay.id if seen else None,
        outcome=ScanOutcome(decision.outcome),
        code=decision.code,
        happened_at=when,
        recorded_at=now,
        recorded_by_id=actor.id,
    )
    if scan is None:
        return recorded_scan(client_id)
    if decision.moves and seen is not None:
        if seen.place is not None and seen.place.out_cause is not None:
            close_open_outing(seen.stay, returned_at=when, note_text=post.name, actor=actor, now=now)
        change_whereabouts(
            seen.stay,
            location=post.location,
            happened_at=when,
            source=f"security:scan:{scan.id}",
            actor=actor,
            now=now,
        )
    return Recorded(scan, post, seen, restrictions, _flags(seen))


def recorded_scan(client_id: str) -> Recorded:
    """Return what was recorded under ``client_id``. Raises LookupError when nothing was."""
    scan = scan_of(client_id)
    if scan is None:
        raise LookupError(f"no scan {client_id}")
    day = local_date(scan.happened_at)
    seen = None if scan.stay_id is None else seen_again(scan.stay_id, scan.badge_id, scan.happened_at, day)
    return Recorded(
        scan, post_or_404(scan.post_id), seen, _restrictions(seen, day), _flags(seen), repeated=True
    )


def _insert(**values: object) -> Scan | None:
    """Add the scan and return it; None when its ``client_id`` is there already, from another connection even."""
    dialect: Dialect = db.session.get_bind().dialect
    insert = postgresql.insert if dialect.name == "postgresql" else sqlite.insert
    statement = insert(Scan).values(**values).on_conflict_do_nothing(index_elements=["client_id"])
    return db.session.scalars(statement.returning(Scan)).first()


def _find(token: str, when: datetime, day: date) -> Seen | None:
    found = read_token(token)
    if found is not None:
        return seen_by_token(found, when, day)
    code = token.strip().upper()
    return seen_by_code(code, when, day) if _PERSON_CODE.fullmatch(code) else None


def _restrictions(seen: Seen | None, day: date) -> tuple[Restriction, ...]:
    if seen is None or not seen.is_restricted:
        return ()
    return tuple(restrictions_in_force([seen.stay.id], day).get(seen.stay.id, ()))


def _flags(seen: Seen | None) -> tuple[FlagNow, ...]:
    if seen is None or not seen.is_flagged:
        return ()
    return tuple(flags_in_force([seen.stay.id]).get(seen.stay.id, ()))


def _facts(
    seen: Seen | None, post: Post, restrictions: tuple[Restriction, ...], when: datetime, now: datetime
) -> ScanFacts:
    place = seen.place if seen else None
    badge = seen.badge if seen else None
    own_zone = seen.home_zone_id if seen else None
    location = post.location
    return ScanFacts(
        known=seen is not None,
        by_code=seen is not None and badge is None,
        # a scan that waited on a device is judged by what held when it was made
        badge_valid=badge is None or badge.revoked_at is None or when < badge.revoked_at,
        has_left=place is not None and place.out_cause is OutCause.RELEASED,
        admitted_at=seen.stay.admitted_at if seen else None,
        happened_at=when,
        now=now,
        out_cause=place.out_cause.value if place and place.out_cause else None,
        location_before=place.location_id if place else None,
        location_after=location.id,
        location_kind=location.kind.value,
        other_zone=location.kind is LocationKind.LIVING
        and None not in (location.zone_id, own_zone)
        and location.zone_id != own_zone,
        restrictions=frozenset(row.kind.value for row in restrictions),
    )


def ensure_post(code: str, name: str, location: Location) -> Post:
    """Return the post with ``code``, made if there is none; for the set-up of a center, not for people."""
    post = db.session.scalars(select(Post).where(Post.code == code)).first()
    if post is None:
        post = Post(code=code, name=name, location=location)
        db.session.add(post)
        db.session.flush()  # scans name it
    return post


def add_post(code: str, name: str, location: Location, *, actor: Actor, now: datetime) -> Post:
    """Add a post. Raises RuleViolation when its code is taken."""
    code = code.strip().upper()
    if db.session.scalars(select(Post.id).where(Post.code == code)).first() is not None:
        raise RuleViolation("security.post_code_taken", field="code", post=code)
    post = ensure_post(code, name.strip(), location)
    record(PostAdded(code=code, location=location.code), actor=actor, at=now)
    return post


def switch_post(post: Post, *, active: bool, actor: Actor, now: datetime) -> None:
    """Open or close a post; closing it changes nothing about its scans. Doing it twice is doing it once."""
    if post.active != active:
        post.active = active
        record(PostSwitched(code=post.code, active=active), actor=actor, at=now)
