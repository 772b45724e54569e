"""Recording what nobody may have, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db, hold
from center.errors import RuleViolation
from center.residents.permissions import ResidentPermission
from center.residents.property.audit import ContrabandFound, ContrabandSettled
from center.residents.property.models import Contraband, ContrabandEnd, ContrabandOutcome, FoundWhere
from center.residents.property.rules import Signer, check_signer
from center.residents.stay.models import Stay
from center.residents.timeline.service import note
from center.residents.timeline.topics import Topic


@dataclass(frozen=True, slots=True)
class FindFacts:
    """What was found, as written on the record."""

    description: str
    amount: str
    found_where: FoundWhere
    found_at: datetime
    witness: Signer
    note: str = ""
    client_id: str | None = None


def record_find(stay: Stay, facts: FindFacts, *, actor: Actor, now: datetime) -> Contraband:
    """Record contraband found on ``stay``, with a witness. Flushes. The same ``client_id`` again is one find.

    Raises RuleViolation for an instant to come or before the entry, and for one person as finder and witness.
    """
    hold(stay)
    if facts.client_id is not None:
        there = db.session.scalars(select(Contraband).where(Contraband.client_id == facts.client_id)).first()
        if there is not None:
            return there
    if facts.found_at > now:
        raise RuleViolation("residents.happened_in_future", field="found_at")
    check_signer(facts.witness, first_id=actor.id, first_name=actor.name, field="witness")
    row = Contraband(
        stay_id=stay.id,
        found_at=facts.found_at,
        found_where=facts.found_where,
        description=facts.description.strip(),
        amount=facts.amount.strip(),
        witness_name=facts.witness.name.strip(),
        witness_id=facts.witness.account_id,
        note=facts.note.strip(),
        client_id=facts.client_id,
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(row)
    db.session.flush()
    record(
        ContrabandFound(contraband_id=row.id, found_where=row.found_where.value),
        actor=actor,
        at=now,
        stay_id=stay.id,
    )
    note(
        stay.id,
        f"Phát hiện đồ vật cấm: {row.description} ({row.amount})",
        area="residents",
        topic=Topic.PROPERTY,
        permission=ResidentPermission.VIEW,
        happened_at=row.found_at,
        actor=actor,
        now=now,
    )
    return row


@dataclass(frozen=True, slots=True)
class EndOfFind:
    """What became of a find."""

    outcome: ContrabandOutcome
    record_number: str
    happened_on: date
    receiver: str = ""
    witness_name: str = ""


def settle(find: Contraband, facts: EndOfFind, *, actor: Actor, now: datetime) -> ContrabandEnd:
    """Record that a find was destroyed, handed over or sent back, by the numbered record about it. Flushes.

    Raises RuleViolation when it was settled before, without number or receiver, or for a day out of place.
    """
    hold(db.session.get_one(Stay, find.stay_id))
    if db.session.scalar(select(ContrabandEnd.id).where(ContrabandEnd.contraband_id == find.id)) is not None:
        raise RuleViolation("residents.contraband_settled")
    if not facts.record_number.strip():
        raise RuleViolation("residents.contraband_record", field="record_number")
    if facts.outcome is not ContrabandOutcome.DESTROYED and not facts.receiver.strip():
        raise RuleViolation("residents.contraband_receiver", field="receiver")
    if not local_date(find.found_at) <= facts.happened_on <= local_date(now):
        raise RuleViolation("residents.contraband_day", field="happened_on")
    row = ContrabandEnd(
        contraband_id=find.id,
        outcome=facts.outcome,
        record_number=facts.record_number.strip(),
        happened_on=facts.happened_on,
        receiver=facts.receiver.strip(),
        witness_name=facts.witness_name.strip(),
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(row)
    db.session.flush()
    record(
        ContrabandSettled(contraband_id=find.id, outcome=row.outcome.value, record_number=row.record_number),
        actor=actor,
        at=now,
        stay_id=find.stay_id,
    )
    note(
        find.stay_id,
        f"Xử lý đồ vật cấm theo biên bản {row.record_number}",
        area="residents",
        topic=Topic.PROPERTY,
        permission=ResidentPermission.VIEW,
        happened_at=now,
        actor=actor,
        now=now,
    )
    return row
