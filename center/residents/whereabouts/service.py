"""The one function that changes where a stay is."""

from __future__ import annotations

from datetime import datetime

from center.audit.actor import Actor
from center.audit.service import record
from center.db import db
from center.errors import RuleViolation
from center.residents.audit import WhereaboutsChanged
from center.residents.stay.models import Stay
from center.residents.whereabouts.models import Location, OutCause, WhereaboutsChange
from center.residents.whereabouts.queries import whereabouts_at


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
    before = whereabouts_at(stay.id, happened_at)
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
    record(
        WhereaboutsChanged(before=_name(before), after=_name(change), happened_at=happened_at, source=source),
        actor=actor,
        at=now,
        stay_id=stay.id,
    )
    return change


def _name(change: WhereaboutsChange | None) -> str:
    if change is None:
        return "-"
    if change.out_cause is not None:
        return f"out:{change.out_cause.value}"
    return change.location.code if change.location else "-"
