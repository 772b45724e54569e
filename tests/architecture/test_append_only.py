"""Facts stay as they were recorded, whoever tries to change them."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from center.db import AppendOnly, Base, db


def fact_tables() -> set[str]:
    return {
        mapper.class_.__tablename__
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, AppendOnly)
    }


def test_every_fact_table_has_its_triggers(app: Flask) -> None:
    if db.engine.dialect.name == "sqlite":
        query = "SELECT tbl_name, count(*) FROM sqlite_master WHERE type = 'trigger' GROUP BY tbl_name"
        found = {name for name, number in db.session.execute(text(query)) if number == 2}
    else:
        query = (
            "SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE t.tgname LIKE 'append_only_%'"
        )
        found = set(db.session.scalars(text(query)))
    assert found == fact_tables()


@pytest.mark.parametrize(
    "statement", ["UPDATE legal_parameters SET name = 'x'", "DELETE FROM legal_parameters"]
)
def test_a_console_cannot_change_a_fact(app: Flask, statement: str) -> None:
    with pytest.raises(DatabaseError, match="add a row that amends"):
        db.session.execute(text(statement))
    db.session.rollback()
    assert db.session.scalar(text("SELECT count(*) FROM legal_parameters")) > 80
