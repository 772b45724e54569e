"""Writing information sheets."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime

from sqlalchemy import select

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db, hold
from center.errors import RuleViolation
from center.residents.collection.audit import SheetRecorded
from center.residents.collection.model import ANSWERS, SheetFacts
from center.residents.collection.models import (
    CollectedRehab,
    CollectedRelative,
    CollectedSubstance,
    CollectionSheet,
)
from center.residents.collection.permissions import CollectionPermission
from center.residents.collection.queries import sheet_in_force
from center.residents.collection.rules import check_reason, check_sheet
from center.residents.stay.models import Stay
from center.residents.timeline.service import note
from center.residents.timeline.topics import Topic
from center.ui.filters import format_datetime


def record_sheet(
    stay: Stay,
    facts: SheetFacts,
    *,
    amends_id: int | None,
    reason: str = "",
    client_id: str | None = None,
    actor: Actor,
    now: datetime,
) -> CollectionSheet:
    """Write a version of the sheet; ``amends_id`` names the one it was made from, None for the first. Flushes.

    The same ``client_id`` again returns what it wrote. Raises RuleViolation when the stay has ended, somebody else
    wrote a version meanwhile, a new version does not say why, or as ``check_sheet``.
    """
    hold(stay)
    if client_id is not None:
        there = db.session.scalars(
            select(CollectionSheet).where(CollectionSheet.client_id == client_id)
        ).first()
        if there is not None:
            return there
    if not stay.is_open:
        raise RuleViolation("residents.stay_ended")
    before = sheet_in_force(stay.id)
    if before is not None and before.id != amends_id:
        at = format_datetime(before.recorded_at)
        raise RuleViolation("collection.changed", name=before.recorded_by_name, at=at)
    if before is not None:
        check_reason(reason)
    check_sheet(facts, born=stay.resident.birth_date, admitted_on=stay.admitted_on, today=local_date(now))
    row = CollectionSheet(
        stay_id=stay.id,
        client_id=client_id,
        amends_id=before.id if before else None,
        reason=reason.strip() if before else "",
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
        **{name: getattr(facts, name) for name in ANSWERS},
    )
    db.session.add(row)
    db.session.flush()  # the lines name it
    for table, lines in (
        (CollectedRelative, facts.relatives),
        (CollectedSubstance, facts.substances),
        (CollectedRehab, facts.rehabs),
    ):
        db.session.add_all(
            table(sheet_id=row.id, **{item.name: getattr(line, item.name) for item in fields(line)})
            for line in lines
        )
    record(
        SheetRecorded(sheet_id=row.id, amends_id=row.amends_id, reason=row.reason),
        actor=actor,
        at=now,
        stay_id=stay.id,
    )
    note(
        stay.id,
        "Lập bản mới của phiếu thu thập thông tin" if before else "Lập phiếu thu thập thông tin",
        area="residents",
        topic=Topic.STAGE,
        permission=CollectionPermission.VIEW,
        happened_at=now,
        actor=actor,
        now=now,
        link=f"/residents/stays/{stay.id}/information-sheet",
    )
    return row
