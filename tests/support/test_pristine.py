"""A database that was restored is the one it was, whatever a test did to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import LiteralString

import psycopg
import pytest

from tests.support.postgres import Cluster, start_cluster
from tests.support.pristine import Pristine

SCHEMA = """
CREATE TABLE parents (id serial PRIMARY KEY, name text NOT NULL);
CREATE TABLE children (id serial PRIMARY KEY, parent_id int NOT NULL REFERENCES parents);
CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'kept for ever'; END $$;
CREATE TRIGGER keep BEFORE UPDATE OR DELETE ON children FOR EACH ROW EXECUTE FUNCTION refuse();
INSERT INTO parents (name) VALUES ('Ân'), ('Bình');
"""


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    cluster = start_cluster(tmp_path_factory.mktemp("cluster"))
    yield cluster
    cluster.release()


@pytest.fixture
def pristine(cluster: Cluster) -> Iterator[Pristine]:
    cluster.create("kept")
    with cluster.connect("kept") as connection:
        connection.execute(SCHEMA)
        yield Pristine(connection)
    cluster.drop("kept")


def content(pristine: Pristine) -> list[list[tuple[object, ...]]]:
    statements: tuple[LiteralString, ...] = (
        "SELECT * FROM parents ORDER BY id",
        "SELECT * FROM children ORDER BY id",
        "SELECT last_value, is_called FROM parents_id_seq",
        "SELECT last_value, is_called FROM children_id_seq",
    )
    return [pristine.connection.execute(statement).fetchall() for statement in statements]


@pytest.mark.parametrize(
    "act",
    [
        pytest.param("INSERT INTO children (parent_id) VALUES (1), (2)", id="rows in an empty table"),
        pytest.param("INSERT INTO parents (name) VALUES ('Cúc')", id="rows beside those of the template"),
        pytest.param("UPDATE parents SET name = 'Dũng' WHERE id = 2", id="a changed row"),
        pytest.param("DELETE FROM parents WHERE id = 1", id="a row less"),
        pytest.param(
            "DELETE FROM parents; INSERT INTO parents VALUES (1, 'Ân'), (2, 'x')", id="as many rows"
        ),
        pytest.param("SELECT nextval('children_id_seq')", id="a number taken and not used"),
        pytest.param("BEGIN; INSERT INTO children (parent_id) VALUES (1); ROLLBACK", id="an act taken back"),
        pytest.param("BEGIN; DELETE FROM parents", id="an act left open"),
    ],
)
def test_whatever_a_test_wrote_is_gone(cluster: Cluster, pristine: Pristine, act: LiteralString) -> None:
    before = content(pristine)

    for _again in range(2):
        other = cluster.connect("kept")
        other.execute(act)
        assert pristine.restore()
        assert content(pristine) == before
        other.close()


def test_a_changed_schema_is_told(cluster: Cluster, pristine: Pristine) -> None:
    with cluster.connect("kept") as other:
        other.execute("ALTER TABLE children DISABLE TRIGGER keep")

    assert not pristine.restore()


def test_a_trigger_that_refuses_still_does_afterwards(pristine: Pristine, cluster: Cluster) -> None:
    assert pristine.restore()

    with cluster.connect("kept") as connection:
        connection.execute("INSERT INTO children (parent_id) VALUES (1)")
        with pytest.raises(psycopg.errors.RaiseException, match="kept for ever"):
            connection.execute("DELETE FROM children")
