"""Contacts that can be corrected after admission.

A correction, and the end of a contact, is a row that amends the former one. New: who is called first, who may visit,
and who must not be told, with the reason. Columns are added one by one, which keeps the triggers of the facts.

Revision: 0025, after 0024
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

COLUMNS = (
    sa.Column("is_main", sa.Boolean(), nullable=False, server_default=sa.false()),
    sa.Column("may_visit", sa.Boolean(), nullable=False, server_default=sa.true()),
    sa.Column("not_told", sa.Boolean(), nullable=False, server_default=sa.false()),
    sa.Column("not_told_reason", sa.String(length=300), nullable=False, server_default=""),
    sa.Column("ended", sa.Boolean(), nullable=False, server_default=sa.false()),
    sa.Column("reason", sa.String(length=300), nullable=False, server_default=""),
    sa.Column("client_id", sa.String(length=36), nullable=True),
    sa.Column("recorded_by_name", sa.String(length=120), nullable=False, server_default=""),
)


def upgrade() -> None:
    for column in COLUMNS:
        op.add_column("contacts", column._copy())
    op.add_column(
        "contacts",
        sa.Column(
            "amends_id",
            sa.Integer(),
            sa.ForeignKey("contacts.id", name=op.f("fk_contacts_amends_id_contacts")),
            nullable=True,
        ),
        inline_references=True,
    )
    op.create_index("uq_contacts_amends_id", "contacts", ["amends_id"], unique=True)
    op.create_index("uq_contacts_client_id", "contacts", ["client_id"], unique=True)


def downgrade() -> None:
    op.drop_index("uq_contacts_client_id", "contacts")
    op.drop_index("uq_contacts_amends_id", "contacts")
    for name in ("amends_id", *(column.name for column in reversed(COLUMNS))):
        op.drop_column("contacts", name)
