"""Bringing the duties up to date with the facts, and closing one by hand."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from center.audit.actor import Actor
from center.audit.service import record
from center.auth.permissions import ROLE_LABELS, Role
from center.clock import local_date
from center.db import db, hold
from center.residents.duty.audit import DutyChanged
from center.residents.duty.facts import (
    AFTER_END,
    horizon,
    known_of_center,
    known_of_stays,
    scope_of,
    stayers,
    steps_on,
)
from center.residents.duty.labels import ACTION_LABELS
from center.residents.duty.models import Duty, DutyAction, DutyEvent, DutyState
from center.residents.duty.registry import kind_of, sources
from center.residents.duty.rules import (
    Change,
    Level,
    Stayer,
    Wanted,
    changes,
    check_close,
    check_done_at,
    check_proof,
    check_reopen,
    level_at,
)
from center.residents.permissions import ResidentPermission
from center.residents.timeline.service import note
from center.residents.timeline.topics import Topic

_LATER = "duties_later"


def sync_duties(stay_ids: Collection[int], *, now: datetime) -> int:
    """Make the duties of the stays say what the facts say; return how many changed.

    Every act whose facts make or close a duty calls it last, in its own transaction; the job calls it for
    everybody. Again without new facts it writes nothing. A fixed number of statements, plus one for each duty
    that changes.
    """
    if not stay_ids or db.session.info.get(_LATER):
        return 0
    db.session.flush()  # the sources read what the act has just written
    known = known_of_stays(stay_ids)
    stays = stayers(stay_ids)
    scope = scope_of(stays, known, now=now)
    wanted = [want for source in sources(for_center=False) for want in source.derive(scope)]
    there = {one.key for one in known}
    wanted = [want for want in wanted if want.key in there or _may_open(want, scope.stays, now)]
    return _write(changes(known, wanted, now=now, horizon=horizon(scope.today)), now)


def sync_center(*, now: datetime) -> int:
    """Make the duties of the whole center say what the facts say; return how many changed."""
    if db.session.info.get(_LATER):
        return 0
    db.session.flush()
    known = known_of_center()
    scope = scope_of({}, known, now=now)
    wanted = [want for source in sources(for_center=True) for want in source.derive(scope)]
    return _write(changes(known, wanted, now=now, horizon=horizon(scope.today)), now)


@contextmanager
def duties_later() -> Iterator[None]:
    """Leave the duties alone for a while: for whoever writes the facts of years, and syncs once at the end."""
    db.session.info[_LATER] = True
    try:
        yield
    finally:
        db.session.info.pop(_LATER, None)


def _may_open(want: Wanted, stays: Mapping[int, Stayer], now: datetime) -> bool:
    """Tell whether a duty nobody knows yet may be made: not for who left long ago, unless it begins with the end."""
    stay = stays.get(want.stay_id) if want.stay_id is not None else None
    if stay is None or stay.ended_on is None:
        return True
    return local_date(now) <= stay.ended_on + AFTER_END or local_date(want.cause_at) >= stay.ended_on


def _write(found: Sequence[Change], now: datetime) -> int:
    new = [change for change in found if change.known is None]
    ids = _insert(new, now)
    events: list[dict[str, Any]] = []
    for change in new:
        duty_id = ids.get(change.wanted.key) if change.wanted else None
        if duty_id is not None:  # else somebody else made it a moment ago
            events += _events(change, duty_id, now)
    changed = [change for change in found if change.known is not None and _update(change, now)]
    for change in changed:
        if change.known is not None:
            events += _events(change, change.known.id, now)
    if events:
        db.session.execute(insert(DutyEvent), events)
    return len(ids) + len(changed)


def _insert(new: Sequence[Change], now: datetime) -> dict[str, int]:
    """Store the new duties in one statement; return the ids of those that were not there, by key."""
    rows = [_row(change, change.wanted, now) for change in new if change.wanted is not None]
    if not rows:
        return {}
    postgres = db.session.get_bind().dialect.name == "postgresql"
    dialect: Any = postgresql if postgres else sqlite
    made = db.session.execute(
        dialect.insert(Duty).on_conflict_do_nothing(index_elements=["key"]).returning(Duty.key, Duty.id), rows
    )
    return {key: duty_id for key, duty_id in made}  # noqa: C416  a row is not a pair for dict()


def _row(change: Change, want: Wanted, now: datetime) -> dict[str, Any]:
    return {
        "key": want.key,
        "kind": want.kind,
        "stay_id": want.stay_id,
        "subject_id": want.subject_id,
        "detail": want.detail,
        "owner": kind_of(want.kind).owner.value,
        "cause_at": want.cause_at,
        "due_at": want.due_at,
        "parameter_id": want.rule.row_id,
        "source": want.rule.source,
        "opened_at": now,
        "version": 1,
        "level": 0,
        **_state(change),
    }


def _state(change: Change) -> dict[str, Any]:
    proof = change.proof
    return {
        "state": DutyState(change.state),
        "by_facts": proof is not None,
        "proof": proof.text[:300] if proof else "",
        "proof_link": proof.link if proof else "",
        "closed_at": proof.at if proof else None,
    }


def _update(change: Change, now: datetime) -> bool:
    """Store a change; False when somebody else changed the duty in the meantime."""
    known, want = change.known, change.wanted
    if known is None:
        return False
    values: dict[str, Any] = {"due_at": change.due_at, "version": known.version + 1, **_state(change)}
    if want is not None:
        values |= {"detail": want.detail, "parameter_id": want.rule.row_id, "source": want.rule.source}
        if change.due_at > now:
            values["level"] = Level.NONE  # a later time begins anew
    done = db.session.execute(
        update(Duty).where(Duty.id == known.id, Duty.version == known.version).values(values)
    )
    return bool(done.rowcount)  # type: ignore[attr-defined]


def _events(change: Change, duty_id: int, now: datetime) -> list[dict[str, Any]]:
    before = change.known.due_at if change.known else None
    return [
        {
            "duty_id": duty_id,
            "action": DutyAction(action),
            "at": now,
            "due_at": change.due_at,
            "due_before": before if action == DutyAction.MOVED.value else None,
            "text": text[:300],
            "level": 0,
            "by_id": None,
            "by_name": "",
        }
        for action, text in change.steps
    ]


def escalate(*, now: datetime) -> int:
    """Raise the open duties whose time is nearly or quite over; return how many. Only the newest step is kept."""
    steps = steps_on(local_date(now))
    soonest = now + max(timedelta(hours=steps.soon_hours), timedelta(days=steps.soon_days))
    rows = db.session.execute(
        select(Duty.id, Duty.kind, Duty.cause_at, Duty.due_at, Duty.level, Duty.version)
        .where(Duty.state == DutyState.OPEN, Duty.due_at <= soonest, Duty.level < Level.LONG_LATE)
        .order_by(Duty.id)
    ).all()
    events = []
    for duty_id, kind, cause_at, due_at, level, version in rows:
        reached = level_at(cause_at, due_at, steps, now)
        if reached <= level or kind_of(kind).information:
            continue
        raised = db.session.execute(
            update(Duty)
            .where(Duty.id == duty_id, Duty.version == version)
            .values(level=int(reached), version=version + 1)
        )
        if raised.rowcount:  # type: ignore[attr-defined]
            events.append(_escalated(duty_id, kind, due_at, reached, now))
    if events:
        db.session.execute(insert(DutyEvent), events)
    return len(events)


def _escalated(duty_id: int, kind: str, due_at: datetime, level: Level, now: datetime) -> dict[str, Any]:
    told = {Level.SOON: kind_of(kind).owner, Level.LATE: kind_of(kind).watch}.get(level, Role.DIRECTOR)
    return {
        "duty_id": duty_id,
        "action": DutyAction.ESCALATED,
        "at": now,
        "due_at": due_at,
        "due_before": None,
        "text": ROLE_LABELS[told],
        "level": int(level),
        "by_id": None,
        "by_name": "",
    }


def close_by_hand(duty: Duty, *, done_at: datetime, proof: str, actor: Actor, now: datetime) -> None:
    """Record that ``duty`` was done at ``done_at``, with what proves it: a number, a letter, who took it.

    Raises RuleViolation when it is closed, another role's, closed by a paper only, or the instant cannot be.
    """
    hold(duty)
    check_close(duty.state.value, duty.owner, actor.roles)
    check_proof(actor.roles, by_paper=kind_of(duty.kind).by_paper)
    check_done_at(done_at, duty.cause_at, now)
    _close(duty, DutyState.DONE, at=done_at, text=proof, actor=actor, now=now)


def set_aside(duty: Duty, *, reason: str, actor: Actor, now: datetime) -> None:
    """Record that ``duty`` does not apply, and why. Raises RuleViolation as ``close_by_hand``."""
    hold(duty)
    check_close(duty.state.value, duty.owner, actor.roles)
    _close(duty, DutyState.NOT_APPLICABLE, at=now, text=reason, actor=actor, now=now)


def reopen(duty: Duty, *, reason: str, actor: Actor, now: datetime) -> None:
    """Take a closing by hand back: it was a mistake. What the facts closed, only other facts open."""
    hold(duty)
    check_reopen(duty.state.value, duty.owner, actor.roles, by_facts=duty.by_facts)
    duty.state, duty.proof, duty.closed_at, duty.level = DutyState.OPEN, "", None, Level.NONE
    duty.version += 1
    _tell(duty, DutyAction.REOPENED, reason, actor=actor, now=now)


def _close(duty: Duty, state: DutyState, *, at: datetime, text: str, actor: Actor, now: datetime) -> None:
    duty.state, duty.by_facts, duty.proof, duty.closed_at = state, False, text.strip(), at
    duty.version += 1
    _tell(duty, DutyAction(state.value), text, actor=actor, now=now)


def _tell(duty: Duty, action: DutyAction, text: str, *, actor: Actor, now: datetime) -> None:
    db.session.add(
        DutyEvent(
            duty_id=duty.id,
            action=action,
            at=now,
            due_at=duty.due_at,
            text=text.strip(),
            by_id=actor.id,
            by_name=actor.name,
        )
    )
    event = DutyChanged(duty_id=duty.id, kind=duty.kind, action=action.value)
    record(event, actor=actor, at=now, stay_id=duty.stay_id)
    if duty.stay_id is not None:
        note(
            duty.stay_id,
            f"{kind_of(duty.kind).label}: {str(ACTION_LABELS[action]).lower()}"[:300],
            area="residents",
            topic=Topic.DUTY,
            permission=ResidentPermission.VIEW,
            happened_at=now,
            actor=actor,
            now=now,
            link=f"/duties/{duty.id}",
        )
    # a proof given by hand may begin the next interval
    if duty.stay_id is not None:
        sync_duties([duty.stay_id], now=now)
    else:
        sync_center(now=now)
