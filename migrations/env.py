"""Alembic's entry: migrations run inside the app, on its engine."""

from __future__ import annotations

import logging
from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection, text

from center.db import db

log = logging.getLogger("alembic.env")

# One migration at a time: two servers of one center may start together.
ADVISORY_LOCK = 6_116_2026


def render_item(kind: str, item: Any, autogen_context: Any) -> str | bool:
    """Write our column types into revisions as plain SQLAlchemy, so that a revision never imports the app."""
    if kind == "type" and type(item).__name__ == "UTCDateTime":
        return "sa.DateTime(timezone=True)"
    if kind == "type" and type(item).__name__ == "Enum":
        return f"sa.String(length={item.length})"
    return False


def compare_type(_context: Any, _column: Any, _meta: Any, found: Any, wanted: Any) -> bool | None:
    """Call an enum kept as text what the database calls it: a string of its length."""
    if type(wanted).__name__ == "Enum":
        return bool(getattr(found, "length", None) != wanted.length)
    return None


def run(connection: Connection) -> None:
    """Run the migrations on ``connection``."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": ADVISORY_LOCK})
        connection.commit()
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=True,
        render_item=render_item,
        compare_type=compare_type,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": ADVISORY_LOCK})
        connection.commit()


with current_app.extensions["migrate"].db.engine.connect() as open_connection:
    run(open_connection)
