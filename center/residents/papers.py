"""Papers of the center's own that one fact of a stay leads to: drawn once, opened again afterwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlalchemy import select

from center.auth.access import current_actor
from center.clock import clock
from center.db import db, unit_of_work
from center.documents.models import IssuedDocument
from center.documents.papers import Verification, verification
from center.documents.service import issue, reserve


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
