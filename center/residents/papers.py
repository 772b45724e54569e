"""Drawing the papers of a stay: once for one fact, or anew in the place of the one before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy import select

from center.audit.actor import Actor
from center.auth.access import current_actor
from center.clock import clock
from center.db import db, unit_of_work
from center.documents.forms_catalogue import form_on
from center.documents.models import IssuedDocument
from center.documents.papers import Verification, verification
from center.documents.queries import current_document
from center.documents.service import issue, reserve
from center.residents.duty.service import sync_duties


def issue_once(
    kind: str,
    *,
    key: str,
    signed_on: date,
    title: str,
    stay_id: int | None,
    draw: Callable[[Verification], bytes],
) -> int:
    """Return the id of the paper of ``key``: the one that is there, or a new one made by ``draw``.

    Opens its own units of work; the drawing is outside of them. ``title`` holds nothing personal.
    """
    now = clock().now()
    with unit_of_work():
        slip = reserve(kind, signed_on=signed_on, key=key, now=now)
        there = db.session.scalar(select(IssuedDocument.id).where(IssuedDocument.slip_id == slip.id))
        mark = verification(slip.token)
    if there is not None:
        return there
    content = draw(mark)
    with unit_of_work():
        return issue(slip, content, title=title, actor=current_actor(), now=now, stay_id=stay_id).id


def issue_anew(
    kind: str,
    stay_id: int,
    *,
    key: str,
    signed_on: date,
    draw: Callable[[Verification], bytes],
    actor: Actor,
    now: datetime,
) -> int:
    """Issue a paper in the place of the one before and return its id; the duty it closes is closed with it.

    The same ``key`` again returns the same paper. Opens its own units of work: drawing holds no lock.
    """
    with unit_of_work():
        slip = reserve(kind, signed_on=signed_on, key=f"{kind}-{key}", now=now)
        mark = verification(slip.token)
    content = draw(mark)
    with unit_of_work():
        before = current_document(stay_id, kind)
        if before is not None and before.slip_id == slip.id:
            return before.id
        title = form_on(kind, signed_on).title
        document = issue(slip, content, title=title, actor=actor, now=now, stay_id=stay_id, supersedes=before)
        sync_duties([stay_id], now=now)
        return document.id
