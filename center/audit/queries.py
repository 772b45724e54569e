"""Reading the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from center.audit.models import AuditEntry
from center.db import db


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """What the record is narrowed to; empty fields narrow nothing."""

    actor_name: str = ""
    """Part of the name."""
    name: str = ""
    """``area:`` or ``area:subject:action``: the beginning of an event's name."""
    stay_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None


def entries(wanted: EntryFilter, *, offset: int, limit: int) -> tuple[Sequence[AuditEntry], int]:
    """Return the entries of one page, newest first, and how many there are in all."""
    statement = select(AuditEntry)
    if wanted.actor_name:
        statement = statement.where(AuditEntry.actor_name.icontains(wanted.actor_name, autoescape=True))
    if wanted.name:
        statement = statement.where(AuditEntry.name.startswith(wanted.name, autoescape=True))
    if wanted.stay_id is not None:
        statement = statement.where(AuditEntry.stay_id == wanted.stay_id)
    if wanted.since is not None:
        statement = statement.where(AuditEntry.at >= wanted.since)
    if wanted.until is not None:
        statement = statement.where(AuditEntry.at < wanted.until)
    total = db.session.scalar(select(func.count()).select_from(statement.subquery())) or 0
    newest = statement.order_by(AuditEntry.id.desc()).offset(offset).limit(limit)
    return db.session.scalars(newest).all(), total
