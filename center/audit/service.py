"""Writing the record: events with exact fields, in the transaction of the act they describe."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, ClassVar

from flask import g, has_request_context

from center.audit.actor import Actor
from center.audit.models import AuditEntry
from center.db import db


@dataclass(frozen=True)
class Event:
    """Base of a feature's events. A subclass is a frozen dataclass whose fields are all it records.

    ``name`` is ``area:subject:action``; ``sentence`` is what a reader of the record sees, with
    ``{field}`` placeholders (lazy Vietnamese text).
    """

    name: ClassVar[str]
    sentence: ClassVar[str]

    _known: ClassVar[dict[str, type[Event]]] = {}

    def __init_subclass__(cls) -> None:
        """Register the event under its name; two events of one name are a programming error."""
        if cls.name in Event._known:
            raise TypeError(f"audit event {cls.name} is declared twice")
        Event._known[cls.name] = cls

    @classmethod
    def known(cls) -> dict[str, type[Event]]:
        """Return every declared event by name."""
        return dict(Event._known)


def record(event: Event, *, actor: Actor, at: datetime, stay_id: int | None = None) -> None:
    """Add ``event`` to the record of the running transaction."""
    db.session.add(
        AuditEntry(
            at=at,
            name=event.name,
            actor_id=actor.id,
            actor_name=actor.name,
            stay_id=stay_id,
            data={item.name: _plain(getattr(event, item.name)) for item in fields(event)},
            request_id=g.get("request_id") if has_request_context() else None,
        )
    )


def _plain(value: object) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, (str, int, float, bool)):
        return value
    raise TypeError(f"an audit event cannot hold a {type(value).__name__}")
