"""The triggers behind ``db.AppendOnly``, for migrations that add tables of facts.

A revision calls these instead of repeating them. They name tables only, never models, and the text of the triggers
is that of revision 0002, whose function for PostgreSQL they use.
"""

from __future__ import annotations

from collections.abc import Iterable

from alembic import op

REFUSAL = "rows of this table are never changed or removed: add a row that amends"


def refuse_changes(tables: Iterable[str]) -> None:
    """Make the database refuse UPDATE and DELETE on each of ``tables``; call it after creating them.

    Also after ``op.batch_alter_table`` on such a table: SQLite makes it anew and forgets its triggers.
    """
    if op.get_bind().dialect.name == "sqlite":
        for table in tables:
            for act in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER append_only_{table}_{act.lower()} BEFORE {act} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
                )
        return
    for table in tables:
        op.execute(
            f"CREATE TRIGGER append_only_{table} BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )


def allow_changes(tables: Iterable[str]) -> None:
    """Take the triggers of ``tables`` away: before such a table is dropped or altered."""
    if op.get_bind().dialect.name == "sqlite":
        for table in tables:
            for act in ("update", "delete"):
                op.execute(f"DROP TRIGGER append_only_{table}_{act}")
        return
    for table in tables:
        op.execute(f"DROP TRIGGER append_only_{table} ON {table}")
