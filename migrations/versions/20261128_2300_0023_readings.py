"""The log of readings: who opened which part of whose file, and who searched for people.

Revision: 0023, after 0022
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from center.append_only import allow_changes, refuse_changes

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

TABLES = ("file_readings", "people_searches")


def upgrade() -> None:
    op.create_table(
        "file_readings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("actor_name", sa.String(length=120), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(length=20), nullable=False),
        sa.Column("address", sa.String(length=45), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["accounts.id"], name=op.f("fk_file_readings_actor_id_accounts")
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_file_readings_stay_id_stays")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_readings")),
        sa.UniqueConstraint(
            "actor_id", "stay_id", "area", "slot", name=op.f("uq_file_readings_actor_id_stay_id_area_slot")
        ),
    )
    op.create_index(op.f("ix_file_readings_stay_id_id"), "file_readings", ["stay_id", "id"])
    op.create_table(
        "people_searches",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=False),
        sa.Column("actor_name", sa.String(length=120), nullable=False),
        sa.Column("mark", sa.String(length=32), nullable=False),
        sa.Column("hits", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(length=45), nullable=False),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["accounts.id"], name=op.f("fk_people_searches_actor_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people_searches")),
        sa.UniqueConstraint("actor_id", "mark", "slot", name=op.f("uq_people_searches_actor_id_mark_slot")),
    )
    op.create_index(op.f("ix_people_searches_mark_id"), "people_searches", ["mark", "id"])
    for table in TABLES:
        op.create_index(op.f(f"ix_{table}_actor_id_id"), table, ["actor_id", "id"])
        op.create_index(op.f(f"ix_{table}_at"), table, ["at"])
    refuse_changes(TABLES)


def downgrade() -> None:
    allow_changes(TABLES)
    for table in reversed(TABLES):
        op.drop_table(table)
