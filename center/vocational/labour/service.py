"""Entering hours of labour for a group, and correcting one entry."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import select

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db
from center.errors import RuleViolation
from center.residents.stay.models import Stay
from center.residents.timeline.service import note
from center.residents.timeline.topics import Topic
from center.ui.batch import LineFaults
from center.ui.filters import format_date, format_number
from center.vocational.audit import LabourAmended, LabourEntered
from center.vocational.labour.queries import batch_size, labour_day, workers
from center.vocational.models import LabourEntry
from center.vocational.permissions import VocationalPermission
from center.vocational.queries import stays_by_id
from center.vocational.rules.labour import check_day, check_labour, check_shape, plain


def enter_labour(
    hours: Mapping[int, Decimal | None],
    *,
    worked_on: date,
    work: str,
    batch: str,
    actor: Actor,
    now: datetime,
) -> int:
    """Enter the hours of each stay on one day; return how many entries there are.

    The same ``batch`` again is the same act. Every line is checked; when one breaks a rule, BatchRefused
    names all that do and nothing is entered. No line goes to the timeline: hours are read on the tab, and
    daily lines of routine would bury what matters.
    Source: Decree 116/2021 art. 68, 74; Decree 163/2026 art. 87.3, 117, 128.
    """
    _hold(list(hours))
    there = batch_size(batch)
    if there:
        return there
    check_day(worked_on, local_date(now))
    stays = stays_by_id(hours)
    if not stays:
        raise RuleViolation("vocational.nobody_chosen", field="lines")
    if set(stays) != set(hours):
        raise RuleViolation("vocational.people_changed")
    on = labour_day(worked_on, local_date(now))
    facts = workers(stays, worked_on)
    faults = LineFaults()
    for stay_id in stays:
        with faults.line(stay_id):
            given = hours[stay_id]
            if given is None:
                raise RuleViolation("vocational.hours_missing", field="hours", name=facts[stay_id].name)
            check_labour(facts[stay_id], given, on)
    faults.settle("vocational.batch_refused")
    entries = [
        LabourEntry(
            stay_id=stay_id,
            worked_on=worked_on,
            hours=hours[stay_id],
            work=work,
            batch=batch,
            recorded_at=now,
            recorded_by_id=actor.id,
        )
        for stay_id in stays
    ]
    db.session.add_all(entries)
    total = sum((entry.hours for entry in entries), Decimal(0))
    record(
        LabourEntered(batch=batch, worked_on=worked_on, work=work, people=len(entries), hours=plain(total)),
        actor=actor,
        at=now,
    )
    return len(entries)


def amend_labour(
    entry: LabourEntry,
    *,
    hours: Decimal,
    work: str,
    reason: str,
    batch: str,
    actor: Actor,
    now: datetime,
) -> LabourEntry:
    """Replace the hours of one entry by a new row; zero takes them back.

    The same ``batch`` again returns the row it made. More hours obey every rule of a new entry; fewer only
    need a shape, since taking back must stay possible. Raises RuleViolation.
    """
    _hold([entry.stay_id])
    later = db.session.scalars(select(LabourEntry).where(LabourEntry.amends_id == entry.id)).first()
    if later is not None:
        if later.batch == batch:
            return later
        raise RuleViolation("vocational.amended_before")
    stays = stays_by_id([entry.stay_id])
    name = stays[entry.stay_id].resident.full_name
    check_shape(hours, zero=True, name=name)
    if (hours, work) == (entry.hours, entry.work):
        raise RuleViolation("vocational.nothing_changed")
    if not reason:
        raise RuleViolation("vocational.reason_needed", field="reason")
    if hours > entry.hours:
        facts = workers(stays, entry.worked_on, without=entry.id)
        check_labour(facts[entry.stay_id], hours, labour_day(entry.worked_on, local_date(now)))
    row = LabourEntry(
        stay_id=entry.stay_id,
        worked_on=entry.worked_on,
        hours=hours,
        work=work,
        batch=batch,
        amends_id=entry.id,
        amend_reason=reason,
        recorded_at=now,
        recorded_by_id=actor.id,
    )
    db.session.add(row)
    record(
        LabourAmended(
            entry_id=entry.id,
            worked_on=entry.worked_on,
            before=plain(entry.hours),
            after=plain(hours),
            reason=reason,
        ),
        actor=actor,
        at=now,
        stay_id=entry.stay_id,
    )
    before, after = format_number(plain(entry.hours)), format_number(plain(hours))
    note(
        entry.stay_id,
        f"Sửa giờ lao động ngày {format_date(entry.worked_on)}: {before} → {after} giờ. Lý do: {reason}"[
            :300
        ],
        area="vocational",
        topic=Topic.LABOUR,
        permission=VocationalPermission.VIEW,
        happened_at=now,
        actor=actor,
        now=now,
        link=f"/vocational/stays/{entry.stay_id}",
    )
    return row


def _hold(stay_ids: list[int]) -> None:
    """Let one act at a time enter hours for a stay: two that together break a cap must not both pass.

    PostgreSQL locks the stays' rows until the act ends; on SQLite the act holds the only write lock anyway.
    """
    db.session.execute(select(Stay.id).where(Stay.id.in_(stay_ids)).order_by(Stay.id).with_for_update()).all()
