"""The one function that changes where a stay is."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update

from center.audit.actor import Actor
from center.audit.service import record
from center.db import db
from center.errors import RuleViolation
from center.residents.audit import WhereaboutsChanged
from center.residents.stay.models import Stay
from center.residents.whereabouts.models import Location, OutCause, WhereaboutsChange
from center.residents.whereabouts.queries import newest_change, whereabouts_at


def change_whereabouts(
    stay: Stay,
    *,
    location: Location | None = None,
    out_cause: OutCause | None = None,
    happened_at: datetime,
    source: str,
    actor: Actor,
    now: datetime,
) -> WhereaboutsChange:
    """Record that from ``happened_at`` on ``stay`` is at ``location``, or out for ``out_cause``.

    Exactly one of the two is given. A fact that arrives late (a scan kept on a phone) takes its place
    by ``happened_at``; it does not override what is known to have happened after it.
    Raises RuleViolation for an instant in the future or before the admission.
    """
    if (location is None) == (out_cause is None):
        raise ValueError("a stay is either at a location or out for a cause")
    if happened_at > now:
        raise RuleViolation("residents.happened_in_future", field="happened_at")
    if happened_at < stay.admitted_at:
        raise RuleViolation("residents.before_admission", field="happened_at")
    _wait_for_turn(stay.id)
    newest = newest_change(stay.id)
    is_newest = newest is None or newest.happened_at <= happened_at
    before = newest if is_newest else whereabouts_at(stay.id, happened_at)
    change = WhereaboutsChange(
        stay_id=stay.id,
        happened_at=happened_at,
        recorded_at=now,
        location=location,
        out_cause=out_cause,
        source=source,
        recorded_by_id=actor.id,
    )
    db.session.add(change)
    db.session.flush()  # the id orders two changes of one instant
    if is_newest and out_cause != (newest.out_cause if newest else None):
        # past the row's version: who has a form about the stay open is not disturbed by a scan at the gate
        db.session.execute(update(Stay).where(Stay.id == stay.id).values(out_cause=out_cause))
    record(
        WhereaboutsChanged(before=_name(before), after=_name(change), happened_at=happened_at, source=source),
        actor=actor,
        at=now,
        stay_id=stay.id,
    )
    return change


def _wait_for_turn(stay_id: int) -> None:
    """Let the changes of one stay come one after the other: which is the newest must not be seen by two at once."""
    db.session.execute(select(Stay.id).where(Stay.id == stay_id).with_for_update(key_share=True))


def _name(change: WhereaboutsChange | None) -> str:
    if change is None:
        return "-"
    if change.out_cause is not None:
        return f"out:{change.out_cause.value}"
    return change.location.code if change.location else "-"
