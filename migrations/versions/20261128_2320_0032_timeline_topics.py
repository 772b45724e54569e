"""What each line of the timeline is about, so that it can be filtered, and an index that pages are read from.

Lines written before know the module only, and those of money, grades and the like their permission; what remains
is "the file".

Revision: 0032, after 0026
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from center.append_only import allow_changes, refuse_changes

revision = "0032"
down_revision = "0026"
branch_labels = None
depends_on = None

OF_PERMISSION = {
    "residents.money-view": "money",
    "assessment.view": "assessment",
    "conduct.view": "conduct",
    "reduction.view": "reduction",
}
OF_AREA = {"medical": "medical", "vocational": "training", "security": "security", "handover": "handover"}


def upgrade() -> None:
    op.add_column(
        "timeline_entries",
        sa.Column("topic", sa.String(length=40), nullable=False, server_default="file"),
    )
    entries = sa.table("timeline_entries", sa.column("topic"), sa.column("permission"), sa.column("area"))
    allow_changes(["timeline_entries"])
    for column, topics in ((entries.c.area, OF_AREA), (entries.c.permission, OF_PERMISSION)):
        op.execute(
            entries.update()
            .where(column.in_(topics))
            .values(topic=sa.case(topics, value=column, else_=entries.c.topic))
        )
    refuse_changes(["timeline_entries"])
    op.drop_index(op.f("ix_timeline_entries_stay_id_happened_at"), "timeline_entries")
    op.create_index(
        op.f("ix_timeline_entries_stay_id_happened_at_id"),
        "timeline_entries",
        ["stay_id", "happened_at", "id"],
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_timeline_entries_stay_id_happened_at_id"), "timeline_entries")
    op.create_index(
        op.f("ix_timeline_entries_stay_id_happened_at"), "timeline_entries", ["stay_id", "happened_at"]
    )
    op.drop_column("timeline_entries", "topic")
