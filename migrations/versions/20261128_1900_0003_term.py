"""Let the ledger of the term hold what decides over it.

Why: a reduction has its months, an order to return its day, and each decision its paper; the end before an
event is kept beside the end after it, so that every change of the last day can be read with its cause.

Revision: 0003, after 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from center.append_only import allow_changes, refuse_changes

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

TABLE = ["term_events"]


def upgrade() -> None:
    allow_changes(TABLE)
    with op.batch_alter_table("term_events") as batch_op:
        batch_op.add_column(sa.Column("months", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("with_merit", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("due_on", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("paper_number", sa.String(length=60), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("paper_on", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("paper_issuer", sa.String(length=160), nullable=False, server_default="")
        )
        batch_op.add_column(sa.Column("place", sa.String(length=160), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("client_id", sa.String(length=36), nullable=True))
        batch_op.add_column(sa.Column("last_day_before", sa.Date(), nullable=True))
        batch_op.create_unique_constraint(batch_op.f("uq_term_events_client_id"), ["client_id"])
        batch_op.create_check_constraint(
            batch_op.f("ck_term_events_reduction_has_months"), "(kind = 'reduction') = (months IS NOT NULL)"
        )
        batch_op.create_check_constraint(batch_op.f("ck_term_events_months_positive"), "months > 0")
    refuse_changes(TABLE)


def downgrade() -> None:
    allow_changes(TABLE)
    with op.batch_alter_table("term_events") as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_term_events_months_positive"), type_="check")
        batch_op.drop_constraint(batch_op.f("ck_term_events_reduction_has_months"), type_="check")
        batch_op.drop_constraint(batch_op.f("uq_term_events_client_id"), type_="unique")
        for column in (
            "last_day_before",
            "client_id",
            "place",
            "paper_issuer",
            "paper_on",
            "paper_number",
            "due_on",
            "with_merit",
            "months",
        ):
            batch_op.drop_column(column)
    refuse_changes(TABLE)
