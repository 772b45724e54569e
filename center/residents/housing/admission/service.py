"""Saying whom a zone admits, from a day on."""

from __future__ import annotations

from datetime import date, datetime

from center.audit.actor import Actor
from center.audit.service import record
from center.db import db, hold, one_at_a_time
from center.errors import RuleViolation
from center.residents.housing.admission.queries import bed_facts
from center.residents.housing.admission.rules import Policy
from center.residents.housing.admission.words import policy_words
from center.residents.housing.audit import PolicySet
from center.residents.housing.models import Zone, ZonePolicy
from center.residents.housing.service import LOCK
from center.residents.person.models import Sex


def set_policy(zone: Zone, policy: Policy, *, today: date, actor: Actor, now: datetime) -> ZonePolicy:
    """Let ``zone`` admit by ``policy`` from its first day on; what held before stays in the history.

    Raises RuleViolation for a day that is past, and for a sex of which others lie in the zone. Whoever else does not
    fit any more stays and is listed (``board``).
    """
    one_at_a_time(LOCK)
    hold(zone)
    if policy.valid_from is None or policy.valid_from < today:
        raise RuleViolation("housing.policy_past", field="valid_from")
    if policy.sex is not None:
        rooms = {bed.room.id: bed.room for bed in bed_facts(today, zone_ids=[zone.id])}
        others = sum(mate.sex != policy.sex for room in rooms.values() for mate in room.mates)
        if others:
            raise RuleViolation("housing.policy_sex", field="sex", people=others)
    row = ZonePolicy(
        zone_id=zone.id,
        valid_from=policy.valid_from,
        sex=Sex(policy.sex) if policy.sex else None,
        minors=policy.minors,
        isolation=policy.isolation,
        discipline=policy.discipline,
        stages=",".join(sorted(policy.stages)),
        kinds=",".join(sorted(policy.kinds)),
        rule_sets=",".join(sorted(policy.rule_sets)),
        basis=policy.basis,
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(row)
    record(
        PolicySet(
            zone=zone.code,
            valid_from=policy.valid_from,
            admits=policy_words(policy).in_short,
            basis=policy.basis,
        ),
        actor=actor,
        at=now,
    )
    return row
