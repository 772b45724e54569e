"""Search that stays fast however many people there were.

``search_keys`` holds every name of a person as its endings, folded, so that any part of a name is the beginning of
some key and one index answers; whoever is on the roll is marked, because they come first. ``stays.name_sort`` repeats
the sort key of the person, so that a page of a list is read from an index and not sorted. Sort keys compare byte by
byte, whatever the language of the database.

Revision: 0016, after 0014
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0014"
branch_labels = None
depends_on = None

CHUNK = 1000
LONGEST = 48


def upgrade() -> None:
    op.create_table(
        "search_keys",
        sa.Column("resident_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=LONGEST), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("on_roll", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["residents.id"], name=op.f("fk_search_keys_resident_id_residents")
        ),
        sa.PrimaryKeyConstraint("resident_id", "key", name=op.f("pk_search_keys")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_search_keys_on_roll_kind_key"),
        "search_keys",
        ["on_roll", "kind", "key"],
        postgresql_ops={"key": "text_pattern_ops"},
    )
    op.add_column("stays", sa.Column("name_sort", sa.String(length=400), nullable=False, server_default=""))
    op.execute(
        "UPDATE stays SET name_sort = (SELECT name_sort FROM residents WHERE residents.id = stays.resident_id)"
    )
    if op.get_bind().dialect.name == "postgresql":
        for table in ("residents", "stays"):
            op.execute(f'ALTER TABLE {table} ALTER COLUMN name_sort TYPE varchar(400) COLLATE "C"')
    op.create_index(op.f("ix_stays_ended_on_name_sort_id"), "stays", ["ended_on", "name_sort", "id"])
    for name, condition in (("open", "ended_on IS NULL"), ("ended", "ended_on IS NOT NULL")):
        op.create_index(
            f"ix_stays_{name}_by_name",
            "stays",
            ["name_sort", "id"],
            sqlite_where=sa.text(condition),
            postgresql_where=sa.text(condition),
        )
    op.create_index(op.f("ix_stays_home_commune_id_ended_on"), "stays", ["home_commune_id", "ended_on"])
    _index_names()


def downgrade() -> None:
    op.drop_index(op.f("ix_stays_home_commune_id_ended_on"), "stays")
    op.drop_index(op.f("ix_stays_ended_on_name_sort_id"), "stays")
    for name in ("open", "ended"):
        op.drop_index(f"ix_stays_{name}_by_name", "stays")
    if op.get_bind().dialect.name == "postgresql":
        op.execute('ALTER TABLE residents ALTER COLUMN name_sort TYPE varchar(400) COLLATE "default"')
    op.drop_column("stays", "name_sort")
    op.drop_table("search_keys")


def _index_names() -> None:
    """Write the keys of everybody who is there; ``center residents reindex`` makes the same and more."""
    people = sa.table("residents", sa.column("id"), sa.column("full_name"), sa.column("other_names"))
    stays = sa.table("stays", sa.column("resident_id"), sa.column("ended_on"))
    keys = sa.table(
        "search_keys", sa.column("resident_id"), sa.column("key"), sa.column("kind"), sa.column("on_roll")
    )
    connection = op.get_bind()
    inside = set(connection.scalars(sa.select(stays.c.resident_id).where(stays.c.ended_on.is_(None))))
    everybody = connection.execute(sa.select(people).order_by(people.c.id)).all()
    for start in range(0, len(everybody), CHUNK):
        rows = [
            {"resident_id": number, "key": key, "kind": kind, "on_roll": number in inside}
            for number, full_name, other_names in everybody[start : start + CHUNK]
            for key, kind in dict(_keys(f"{full_name}\n{other_names}".splitlines())).items()
        ]
        if rows:
            connection.execute(keys.insert(), rows)


def _keys(names: list[str]) -> Iterator[tuple[str, str]]:
    folded = [_fold(name) for name in names]
    for name in folded:
        for at in range(len(name)):
            if name[at] != " " and name[at + 1 : at + 2] not in ("", " "):
                yield name[at : at + LONGEST - 1].rstrip() + " ", "inside"
    for name in folded:
        for at in range(len(name)):
            if name[at] != " " and (at == 0 or name[at - 1] == " "):
                yield name[at : at + LONGEST - 1].rstrip() + " ", "start"


def _fold(name: str) -> str:
    bare = "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c))
    kept = bare.replace("đ", "d").translate({ord(sign): None for sign in "'’."} | {ord("-"): " "})
    return " ".join(kept.split())
