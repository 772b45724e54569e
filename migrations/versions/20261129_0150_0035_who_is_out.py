"""Why a person is out now, kept with the stay: a list of those who are out costs the same after years of outings.

Revision: 0035, after 0034
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

OUT_NOW = """
    UPDATE stays SET out_cause = (
        SELECT whereabouts_changes.out_cause FROM whereabouts_changes
        WHERE whereabouts_changes.stay_id = stays.id
        ORDER BY whereabouts_changes.happened_at DESC, whereabouts_changes.id DESC LIMIT 1
    )
"""


def upgrade() -> None:
    op.add_column("stays", sa.Column("out_cause", sa.String(40), nullable=True))
    op.execute(OUT_NOW)
    op.create_index(
        "ix_stays_out_by_name",
        "stays",
        ["out_cause", "name_sort", "id"],
        sqlite_where=sa.text("ended_on IS NULL AND out_cause IS NOT NULL"),
        postgresql_where=sa.text("ended_on IS NULL AND out_cause IS NOT NULL"),
    )
    op.drop_index("ix_whereabouts_changes_out", "whereabouts_changes")


def downgrade() -> None:
    op.create_index(
        "ix_whereabouts_changes_out",
        "whereabouts_changes",
        ["out_cause", "happened_at"],
        sqlite_where=sa.text("out_cause IS NOT NULL"),
        postgresql_where=sa.text("out_cause IS NOT NULL"),
    )
    op.drop_index("ix_stays_out_by_name", "stays")
    op.drop_column("stays", "out_cause")
