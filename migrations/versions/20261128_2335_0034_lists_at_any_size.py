"""Two indexes, so that lists by who is out and by kind of stay cost the same among a hundred thousand people.

Revision: 0034, after 0033
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_whereabouts_changes_out",
        "whereabouts_changes",
        ["out_cause", "happened_at"],
        sqlite_where=sa.text("out_cause IS NOT NULL"),
        postgresql_where=sa.text("out_cause IS NOT NULL"),
    )
    op.create_index(op.f("ix_stays_ended_on_kind"), "stays", ["ended_on", "kind"])


def downgrade() -> None:
    op.drop_index(op.f("ix_stays_ended_on_kind"), "stays")
    op.drop_index("ix_whereabouts_changes_out", "whereabouts_changes")
