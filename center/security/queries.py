"""What a post must know: whose badge it is, what is in force, who is here, what was scanned last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, literal, or_, select
from sqlalchemy.orm import lazyload

from center.db import db
from center.errors import NotFound
from center.residents.badge.models import Badge
from center.residents.housing.models import Bed, BedAssignment, Room, Zone
from center.residents.person.models import Photo, Resident
from center.residents.restriction.models import Restriction
from center.residents.risk.queries import flagged
from center.residents.stay.models import Stay
from center.residents.whereabouts.models import Location, LocationKind, WhereaboutsChange
from center.residents.whereabouts.queries import newest_change_id
from center.security.models import Post, Scan


@dataclass(frozen=True, slots=True)
class Seen:
    """The person in front of a post, as of one instant."""

    stay: Stay
    badge: Badge | None
    """None when the code was typed."""
    photo_id: int | None
    home_zone_id: int | None
    home_zone: str
    place: WhereaboutsChange | None
    is_restricted: bool
    """Some restriction may be in force; ``restrictions_in_force`` says which."""
    is_flagged: bool
    """Some risk flag may stand; ``flags_in_force`` says which."""


def seen_by_token(token: str, at: datetime, on: date) -> Seen | None:
    """Return whose badge has ``token`` (valid or not), in one statement."""
    return _first(_seen(Badge, at, on).join(Badge, Badge.stay_id == Stay.id).where(Badge.token == token))


def seen_by_code(code: str, at: datetime, on: date) -> Seen | None:
    """Return the person with ``code`` in the newest stay, in one statement."""
    return _first(
        _seen(literal(None), at, on).join(Stay.resident).where(Resident.code == code).order_by(Stay.id.desc())
    )


def seen_again(stay_id: int, badge_id: int | None, at: datetime, on: date) -> Seen:
    """Return the person of a recorded scan."""
    wanted = _seen(Badge, at, on).outerjoin(Badge, Badge.id == badge_id).where(Stay.id == stay_id)
    found = _first(wanted)
    if found is None:
        raise NotFound(f"no stay {stay_id}")
    return found


def _seen(badge: type[Badge] | ColumnElement[None], at: datetime, on: date) -> Select[*tuple[Any, ...]]:
    photo = (
        select(Photo.file_id)
        .where(Photo.resident_id == Stay.resident_id)
        .order_by(Photo.id.desc())
        .limit(1)
        .correlate(Stay)
        .scalar_subquery()
    )
    restricted = exists().where(
        Restriction.stay_id == Stay.id,
        Restriction.lifted_at.is_(None),
        or_(Restriction.ends_on.is_(None), Restriction.ends_on >= on),
    )
    in_bed = and_(
        BedAssignment.stay_id == Stay.id,
        BedAssignment.from_at <= at,
        or_(BedAssignment.until_at.is_(None), BedAssignment.until_at > at),
    )
    return (
        select(
            Stay,
            badge,
            photo,
            Zone.id,
            Zone.name,
            WhereaboutsChange,
            restricted.correlate(Stay),
            flagged(Stay.id).correlate(Stay),
        )
        .select_from(Stay)
        .outerjoin(WhereaboutsChange, WhereaboutsChange.id == newest_change_id(at).scalar_subquery())
        .outerjoin(BedAssignment, in_bed)
        .outerjoin(Bed, Bed.id == BedAssignment.bed_id)
        .outerjoin(Room, Room.id == Bed.room_id)
        .outerjoin(Zone, Zone.id == Room.zone_id)
        .options(lazyload(Stay.home_commune))
        .limit(1)
    )


def _first(wanted: Select[*tuple[Any, ...]]) -> Seen | None:
    row = db.session.execute(wanted).first()
    if row is None:
        return None
    stay, badge, photo_id, zone_id, zone, place, restricted, risk = row
    return Seen(stay, badge, photo_id, zone_id, zone or "", place, bool(restricted), bool(risk))


@dataclass(frozen=True, slots=True)
class Here:
    """How many are at a place now."""

    present: int
    expected: int | None
    """Those who live there and are inside the center; None where nobody lives."""


def count_here(location: Location, at: datetime) -> Here:
    """Count who is at ``location`` at ``at`` (not before the present day), in one statement."""
    here = func.count().filter(WhereaboutsChange.location_id == location.id)
    inside = (
        select(here)
        .select_from(Stay)
        .join(WhereaboutsChange, WhereaboutsChange.id == newest_change_id(at).scalar_subquery())
        .where(Stay.ended_on.is_(None))
    )
    if location.kind is not LocationKind.LIVING or location.zone_id is None:
        return Here(db.session.scalar(inside) or 0, None)
    lives_here = exists().where(
        BedAssignment.stay_id == Stay.id,
        BedAssignment.until_at.is_(None),
        Bed.id == BedAssignment.bed_id,
        Room.id == Bed.room_id,
        Room.zone_id == location.zone_id,
    )
    expected = func.count().filter(lives_here.correlate(Stay), WhereaboutsChange.out_cause.is_(None))
    present, living = db.session.execute(inside.add_columns(expected)).one()
    return Here(present, living)


def posts(*, active_only: bool = True) -> Sequence[Post]:
    """Return the posts by name."""
    wanted = select(Post).order_by(Post.name, Post.id)
    return db.session.scalars(wanted.where(Post.active) if active_only else wanted).all()


def post_or_none(post_id: int | None) -> Post | None:
    """Return the post, in use or not."""
    return None if post_id is None else db.session.get(Post, post_id)


def post_or_404(post_id: int) -> Post:
    """Return the post, in use or not. Raises NotFound."""
    post = post_or_none(post_id)
    if post is None:
        raise NotFound(f"no post {post_id}")
    return post


def scan_of(client_id: str) -> Scan | None:
    """Return the scan a device sent under ``client_id``."""
    return db.session.scalars(select(Scan).where(Scan.client_id == client_id)).first()


@dataclass(frozen=True, slots=True)
class ScanLine:
    """One scan on a list."""

    scan: Scan
    post: str
    stay_id: int | None
    name: str
    """Empty when the badge is unknown."""
    person_code: str


def scans(
    *,
    post_id: int | None = None,
    stay_id: int | None = None,
    codes: Sequence[str] = (),
    since: datetime | None = None,
    limit: int,
) -> Sequence[ScanLine]:
    """Return the newest scans, newest first, in one statement; ``codes`` narrows to those answers."""
    wanted = (
        select(Scan, Post.name, Resident.full_name, Resident.code)
        .join(Post, Post.id == Scan.post_id)
        .outerjoin(Stay, Stay.id == Scan.stay_id)
        .outerjoin(Resident, Resident.id == Stay.resident_id)
        .order_by(Scan.happened_at.desc(), Scan.id.desc())
        .limit(limit)
    )
    if post_id is not None:
        wanted = wanted.where(Scan.post_id == post_id)
    if stay_id is not None:
        wanted = wanted.where(Scan.stay_id == stay_id)
    if codes:
        wanted = wanted.where(Scan.code.in_(codes))
    if since is not None:
        wanted = wanted.where(Scan.happened_at >= since)
    return [
        ScanLine(scan, post, scan.stay_id, name or "", code or "")
        for scan, post, name, code in db.session.execute(wanted)
    ]


def whereabouts_of_stay(stay_id: int, *, limit: int) -> Sequence[WhereaboutsChange]:
    """Return where a stay was, newest first."""
    return db.session.scalars(
        select(WhereaboutsChange)
        .where(WhereaboutsChange.stay_id == stay_id)
        .order_by(WhereaboutsChange.happened_at.desc(), WhereaboutsChange.id.desc())
        .limit(limit)
    ).all()
