"""Keeping what was typed before the person is admitted, for whoever goes on."""

from __future__ import annotations

from datetime import datetime

from center.audit.actor import Actor
from center.clock import LOCAL_ZONE
from center.db import hold
from center.errors import RuleViolation
from center.residents.photos import PreparedPhoto
from center.residents.reception.boxes import Boxes
from center.residents.reception.models import Reception, ReceptionDraft
from center.residents.reception.queries import draft_of


def check_running(reception: Reception) -> None:
    """Refuse what only a reception that runs allows."""
    if reception.closed_at is not None:
        raise RuleViolation("reception.closed")


def check_mine(reception: Reception, actor: Actor) -> None:
    """Refuse what only the one who has the reception may do."""
    if reception.holder_id != actor.id:
        raise RuleViolation("reception.not_yours", holder=reception.holder_name)


def save_draft(
    reception: Reception,
    boxes: Boxes,
    photo: PreparedPhoto | None,
    *,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Keep what was typed so far. ``version`` is that of the draft the form was filled from (None: not asked).

    Raises RuleViolation when somebody else has the reception, saved meanwhile, or the person is admitted.
    """
    hold(reception)
    check_running(reception)
    if reception.stay_id is not None:
        raise RuleViolation("reception.admitted_before")
    check_mine(reception, actor)
    draft = draft_of(reception.id)
    if draft is None:
        raise RuleViolation("reception.admitted_before")
    check_version(draft, version)
    draft.boxes = [list(pair) for pair in boxes]
    draft.photo = photo.jpeg if photo else None
    draft.has_photo = photo is not None
    draft.version += 1
    draft.saved_at, draft.saved_by_id, draft.saved_by_name = now, actor.id, actor.name


def check_draft(reception: Reception, version: int | None, *, actor: Actor) -> None:
    """Refuse to accept a form whose reception somebody else has, or whose draft somebody else saved meanwhile."""
    hold(reception)
    check_running(reception)
    draft = draft_of(reception.id)
    if draft is not None:
        check_mine(reception, actor)
        check_version(draft, version)


def set_kind(reception: Reception, kind: str, *, actor: Actor, now: datetime) -> None:
    """Put the kind of stay into the form, where nobody has typed one yet."""
    hold(reception)
    draft = draft_of(reception.id)
    if reception.stay_id is not None or draft is None:
        return
    boxes = [(name, value) for name, value in draft.boxes if name != "kind"]
    draft.boxes = [[name, value] for name, value in (*boxes, ("kind", kind))]
    draft.version += 1
    draft.saved_at, draft.saved_by_id, draft.saved_by_name = now, actor.id, actor.name


def check_version(draft: ReceptionDraft, version: int | None) -> None:
    """Refuse to write over what somebody else saved after the form was opened."""
    if version is not None and version != draft.version:
        raise RuleViolation(
            "reception.draft_changed",
            by=draft.saved_by_name,
            at=f"{draft.saved_at.astimezone(LOCAL_ZONE):%H:%M %d/%m}",
        )
