"""Writing the log of readings. It is the only thing a GET writes."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module
from typing import Any
from weakref import WeakKeyDictionary

from flask import current_app
from sqlalchemy import Engine

from center.audit.actor import Actor
from center.config import Config
from center.db import db, unit_of_work
from center.residents.reading.models import FileReading, PeopleSearch
from center.residents.reading.rules import mark_of, slot_of
from center.vietnamese import fold

_written: WeakKeyDictionary[Engine, tuple[int, set[tuple[Any, ...]]]] = WeakKeyDictionary()
"""What this process wrote in the present quarter of an hour, so that it is not sent to the database again."""


def read_file(stay_id: int, area: str, *, actor: Actor, address: str, now: datetime) -> bool:
    """Record that ``actor`` opened ``area`` of a file; tell whether a row was tried. Opens its own unit of work.

    One statement the first time in a quarter of an hour, none after it.
    """
    values = {"stay_id": stay_id, "area": area}
    return _write(FileReading, ("actor_id", "stay_id", "area", "slot"), values, actor, address, now)


def searched(text: str, hits: int, *, typing: bool, actor: Actor, address: str, now: datetime) -> bool:
    """Record that ``actor`` searched for people; ``typing``: by the list below a box. Opens its own unit of work."""
    values = {"mark": "" if typing else mark(text), "hits": hits}
    return _write(PeopleSearch, ("actor_id", "mark", "slot"), values, actor, address, now)


def mark(text: str) -> str:
    """Return the mark under which a search for ``text`` is kept; empty for nothing."""
    config: Config = current_app.extensions["center.config"]
    return mark_of(fold(text).strip(), config.secret_key)


def _write(
    table: type[FileReading | PeopleSearch],
    once: tuple[str, ...],
    values: dict[str, Any],
    actor: Actor,
    address: str,
    now: datetime,
) -> bool:
    slot = slot_of(now)
    row = {
        **values,
        "at": now,
        "slot": slot,
        "actor_id": actor.id,
        "actor_name": actor.name,
        "address": address[:45],
    }
    key = (table.__tablename__, *(row[name] for name in once))
    written = _of_slot(slot)
    if actor.id is None or key in written:
        return False
    dialect = import_module(f"sqlalchemy.dialects.{db.engine.dialect.name}")
    with unit_of_work() as session:
        # another process may have written it: that is the same reading
        session.execute(dialect.insert(table).on_conflict_do_nothing(index_elements=list(once)), [row])
    written.add(key)
    return True


def _of_slot(slot: int) -> set[tuple[Any, ...]]:
    known = _written.get(db.engine)
    if known is None or known[0] != slot:
        known = _written[db.engine] = (slot, set())
    return known[1]
