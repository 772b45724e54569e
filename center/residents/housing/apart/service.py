"""Keeping two residents apart, and no more."""

from __future__ import annotations

from datetime import date, datetime

from center.audit.actor import Actor
from center.audit.service import record
from center.db import db, hold, one_at_a_time
from center.errors import RuleViolation
from center.residents.housing.apart.queries import pair_with, pairs_of
from center.residents.housing.audit import KeptApart
from center.residents.housing.labels import SCOPE_LABELS
from center.residents.housing.models import ApartScope, KeepApart
from center.residents.housing.service import LOCK
from center.residents.restriction.models import Restriction, RestrictionKind
from center.residents.restriction.service import lift, restrict
from center.residents.stay.models import Stay


def keep_apart(
    one: Stay,
    other: Stay,
    scope: ApartScope,
    *,
    private_reason: str,
    area: str,
    starts_on: date,
    ends_on: date | None,
    today: date,
    actor: Actor,
    now: datetime,
) -> KeepApart:
    """Keep two stays out of one room or zone: a restriction for each, and the pair that ties them.

    Everybody reads "not in one room with HV000123"; why stays with the area that asks. Who shares a room already
    stays there and is listed (``board``): moving is an act of its own.
    Raises RuleViolation for one person twice, a stay that ended, or a pair that is kept apart already.
    """
    if one.id == other.id:
        raise RuleViolation("housing.apart_oneself", field="other")
    for stay in sorted((one, other), key=lambda stay: stay.id):
        hold(stay)
    one_at_a_time(LOCK)  # nobody is moved beside the other meanwhile
    for line in pairs_of(one.id, today):
        if line.other.id == other.id and line.in_force:
            raise RuleViolation("housing.apart_twice", field="other", other=other.resident.code)
    halves = [
        restrict(
            stay,
            RestrictionKind.KEEP_APART,
            public_wording=f"Không ở cùng {SCOPE_LABELS[scope]} với {partner.resident.code}",
            private_reason=private_reason,
            area=area,
            starts_on=starts_on,
            ends_on=ends_on,
            actor=actor,
            now=now,
        )
        for stay, partner in ((one, other), (other, one))
    ]
    db.session.flush()  # the pair needs the restrictions' ids
    pair = KeepApart(
        stay_id=one.id,
        other_stay_id=other.id,
        restriction_id=halves[0].id,
        other_restriction_id=halves[1].id,
        scope=scope,
    )
    db.session.add(pair)
    record(KeptApart(other=other.resident.code, scope=scope.value), actor=actor, at=now, stay_id=one.id)
    return pair


def lift_with_partner(restriction: Restriction, *, reason: str, actor: Actor, now: datetime) -> None:
    """End a restriction, and with it the other half when it is one of a pair kept apart."""
    pair = pair_with(restriction.id)
    lift(restriction, reason=reason, actor=actor, now=now)
    if pair is None:
        return
    other_id = pair.other_restriction_id if pair.restriction_id == restriction.id else pair.restriction_id
    other = db.session.get_one(Restriction, other_id)
    if other.lifted_at is None:
        lift(other, reason=reason, actor=actor, now=now)
