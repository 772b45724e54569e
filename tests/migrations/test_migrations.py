"""The migrations lead up and down, and end at what the models say."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text

from center.db import Base, db


def test_there_is_one_head(shared_app: Flask) -> None:
    script = ScriptDirectory(shared_app.extensions["migrate"].directory)
    assert len(script.get_heads()) == 1


def test_the_models_are_what_the_migrations_build(app: Flask) -> None:
    def compare_type(_context: object, _column: object, _meta: object, found: object, wanted: object) -> bool:
        # an enum is kept as text of its length
        return getattr(found, "length", None) != getattr(wanted, "length", None)

    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": compare_type})
        assert compare_metadata(context, Base.metadata) == []


def test_down_to_nothing_and_up_again(app: Flask) -> None:
    db.session.remove()
    before = _schema()
    downgrade(revision="base")
    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
    upgrade()
    assert _schema() == before


def test_what_was_recorded_survives_the_newest_revision(app: Flask) -> None:
    count = text("SELECT count(*) FROM accounts")
    before = db.session.scalar(count)
    db.session.remove()
    downgrade(revision="-1")
    upgrade()
    assert db.session.scalar(count) == before


def _schema() -> dict[str, object]:
    found = inspect(db.engine)
    return {
        table: (
            sorted(
                (column["name"], str(column["type"]), column["nullable"])
                for column in found.get_columns(table)
            ),
            sorted(str(index["name"]) for index in found.get_indexes(table)),
        )
        for table in found.get_table_names()
    }
