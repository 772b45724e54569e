"""The center's own word about legal parameters, beside what releases ship.

Until now every row came from the shipped file. From here on the director confirms, corrects and adds rows. So each
row says where its content is from (``shipped_revision``, empty for the center's own), who wrote it and why, where the
official text was read, and whether it only offers what a later release says or only takes a row back.

Revision: 0005, after 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from center.append_only import allow_changes, refuse_changes

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

TABLE = "legal_parameters"


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("shipped_revision", sa.Integer(), nullable=True))
    op.add_column(TABLE, sa.Column("offered", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column(TABLE, sa.Column("cancels", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column(
        TABLE, sa.Column("confirmed_where", sa.String(length=300), nullable=False, server_default="")
    )
    op.add_column(TABLE, sa.Column("reason", sa.Text(), nullable=False, server_default=""))
    op.add_column(TABLE, sa.Column("recorded_by", sa.String(length=120), nullable=False, server_default=""))
    op.add_column(TABLE, sa.Column("client_id", sa.String(length=36), nullable=True))
    op.create_index(op.f("uq_legal_parameters_client_id"), TABLE, ["client_id"], unique=True)
    # every row so far was shipped, and its revision is the file's
    allow_changes([TABLE])
    op.execute("UPDATE legal_parameters SET shipped_revision = revision")
    refuse_changes([TABLE])


def downgrade() -> None:
    op.drop_index(op.f("uq_legal_parameters_client_id"), table_name=TABLE)
    for column in (
        "client_id",
        "recorded_by",
        "reason",
        "confirmed_where",
        "cancels",
        "offered",
        "shipped_revision",
    ):
        op.drop_column(TABLE, column)
