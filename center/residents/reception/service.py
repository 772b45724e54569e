"""Beginning a reception, handing it over, doing its steps, closing it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import LOCAL_ZONE
from center.db import db, hold
from center.errors import RuleViolation
from center.residents.duty.service import sync_center, sync_duties
from center.residents.expected.service import hold_expected
from center.residents.permissions import ResidentPermission
from center.residents.photos import PreparedPhoto
from center.residents.reception.audit import (
    ReceptionHappened,
)
from center.residents.reception.boxes import Boxes, boxes_of
from center.residents.reception.drafts import check_mine, check_running
from center.residents.reception.marking import tell
from center.residents.reception.models import (
    Reception,
    ReceptionDraft,
    ReceptionEvent,
    ReceptionEventKind,
)
from center.residents.reception.queries import (
    reception_of_form,
    reception_of_stay,
    view_or_404,
)
from center.residents.reception.rules import check_close, owed
from center.residents.reception.steps import MarkKind
from center.residents.stay.models import Stay
from center.residents.timeline.service import note
from center.residents.timeline.topics import Topic


def begin(
    *,
    expected_id: int | None = None,
    boxes: Boxes = (),
    photo: PreparedPhoto | None = None,
    client_id: str | None = None,
    actor: Actor,
    now: datetime,
) -> Reception:
    """Begin the reception of somebody, of an expected arrival or of one nobody announced. Flushes.

    What the decision said, and then ``boxes``, stands in the form. The same ``client_id`` again returns what it began.
    Raises RuleViolation when the expected arrival is settled or at the desk already.
    """
    there = reception_of_form(client_id)
    if there is not None:
        return there
    known = hold_expected(expected_id, now=now) if expected_id is not None else None
    reception = Reception(
        client_id=client_id,
        expected_id=expected_id,
        begun_at=now,
        begun_by_name=actor.name,
        holder_id=actor.id,
        holder_name=actor.name,
        held_since=now,
        abandoned=False,
        left=[],
    )
    db.session.add(reception)
    db.session.flush()
    _event(reception, ReceptionEventKind.BEGUN, actor=actor, now=now)
    told = {"arrived_at": f"{now.astimezone(LOCAL_ZONE):%d/%m/%Y %H:%M}"} | (
        boxes_of(known) if known is not None else {}
    )
    told |= dict(boxes)
    keep = [*told.items()]
    db.session.add(
        ReceptionDraft(
            reception_id=reception.id,
            boxes=[list(pair) for pair in keep],
            photo=photo.jpeg if photo else None,
            has_photo=photo is not None,
            version=1,
            saved_at=now,
            saved_by_id=actor.id,
            saved_by_name=actor.name,
        )
    )
    db.session.flush()
    if expected_id is not None:
        sync_center(now=now)
    return reception


def take_over(reception: Reception, *, actor: Actor, now: datetime) -> None:
    """Let ``actor`` go on with a reception. Raises RuleViolation when it is closed, or the actor's already."""
    hold(reception)
    check_running(reception)
    if reception.holder_id == actor.id:
        raise RuleViolation("reception.yours_already")
    reason = f"từ {reception.holder_name}"
    _hand_to(reception, actor, now)
    _event(reception, ReceptionEventKind.TAKEN_OVER, reason=reason, actor=actor, now=now)


def admitted(reception: Reception, stay: Stay, *, actor: Actor, now: datetime) -> None:
    """Join the stay that was just opened to its reception; the draft goes. The stay's own admission is elsewhere.

    Raises RuleViolation when the reception is closed, somebody else's, or led to another stay.
    """
    hold(reception)
    if reception.stay_id == stay.id:
        return
    check_running(reception)
    check_mine(reception, actor)
    if reception.stay_id is not None or reception_of_stay(stay.id) is not None:
        raise RuleViolation("reception.admitted_before")
    reception.stay_id = stay.id
    db.session.execute(delete(ReceptionDraft).where(ReceptionDraft.reception_id == reception.id))
    _event(reception, ReceptionEventKind.ADMITTED, actor=actor, now=now)
    db.session.flush()
    for mark in view_or_404(reception.id, now).known.marks:
        if mark.kind is MarkKind.DONE:
            tell(stay.id, mark, now=now)
    if reception.expected_id is not None:
        sync_center(now=now)


def close(reception: Reception, *, actor: Actor, now: datetime) -> None:
    """End a reception whose person is in; what is left of it becomes duties. Flushes."""
    hold(reception)
    check_running(reception)
    if reception.stay_id is None:
        raise RuleViolation("reception.close_unadmitted")
    view = view_or_404(reception.id, now)
    check_close(view.steps)
    reception.closed_at = now
    reception.left = [one.step.value for one in owed(view.steps, closed=True)]
    done, of = view.finished, len(view.steps)
    _event(reception, ReceptionEventKind.CLOSED, reason=f"{done}/{of}", actor=actor, now=now)
    note(
        reception.stay_id,
        f"Kết thúc lượt tiếp nhận, xong {done} trong {of} bước",
        area="residents",
        topic=Topic.STAY,
        permission=ResidentPermission.VIEW,
        happened_at=now,
        actor=actor,
        now=now,
        link=f"/residents/receptions/{reception.id}",
    )
    sync_duties([reception.stay_id], now=now)


def abandon(reception: Reception, *, reason: str, actor: Actor, now: datetime) -> None:
    """End a reception without taking the person in; what was typed goes, what was marked stays. Flushes.

    Raises RuleViolation without a reason, or when the person is in.
    """
    hold(reception)
    check_running(reception)
    if reception.stay_id is not None:
        raise RuleViolation("reception.abandon_admitted")
    if not reason.strip():
        raise RuleViolation("reception.reason", field="reason")
    reception.closed_at, reception.abandoned = now, True
    db.session.execute(delete(ReceptionDraft).where(ReceptionDraft.reception_id == reception.id))
    _event(reception, ReceptionEventKind.ABANDONED, reason=reason.strip(), actor=actor, now=now)
    if reception.expected_id is not None:
        db.session.flush()
        sync_center(now=now)


def _hand_to(reception: Reception, actor: Actor, now: datetime) -> None:
    reception.holder_id, reception.holder_name, reception.held_since = actor.id, actor.name, now


def _event(
    reception: Reception, kind: ReceptionEventKind, *, reason: str = "", actor: Actor, now: datetime
) -> None:
    db.session.add(
        ReceptionEvent(
            reception_id=reception.id,
            kind=kind,
            reason=reason[:300],
            at=now,
            by_id=actor.id,
            by_name=actor.name,
        )
    )
    event = ReceptionHappened(reception_id=reception.id, kind=kind.value, reason=reason[:300])
    record(event, actor=actor, at=now, stay_id=reception.stay_id)
