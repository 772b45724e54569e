"""Prints of whole files: who asked for what and why stays, the PDF itself is removed after a day.

Revision: 0020, after 0016
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from center.append_only import allow_changes, refuse_changes

revision = "0020"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "file_prints",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("every_stay", sa.Boolean(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("purpose", sa.String(length=200), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=True),
        sa.Column("asked_by_name", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_file_prints_stay_id_stays")),
        sa.ForeignKeyConstraint(
            ["asked_by_id"], ["accounts.id"], name=op.f("fk_file_prints_asked_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_prints")),
        sa.UniqueConstraint("client_id", name=op.f("uq_file_prints_client_id")),
    )
    op.create_index(op.f("ix_file_prints_stay_id_id"), "file_prints", ["stay_id", "id"])
    op.create_index(op.f("ix_file_prints_asked_by_id_id"), "file_prints", ["asked_by_id", "id"])
    op.create_table(
        "file_print_contents",
        sa.Column("print_id", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["print_id"], ["file_prints.id"], name=op.f("fk_file_print_contents_print_id_file_prints")
        ),
        sa.PrimaryKeyConstraint("print_id", name=op.f("pk_file_print_contents")),
    )
    op.create_index(op.f("ix_file_print_contents_expires_at"), "file_print_contents", ["expires_at"])
    refuse_changes(["file_prints"])


def downgrade() -> None:
    allow_changes(["file_prints"])
    op.drop_table("file_print_contents")
    op.drop_table("file_prints")
