"""Keep why a badge lost its force, and where lost ones came to light.

Why: a lost badge is a key somebody may try. The log of lost badges needs the kind of the loss as a code, who took the
report, and what became of the card. Badges revoked before say it only in their words and keep no kind.

Revision: 0014, after 0011
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from center.append_only import allow_changes, refuse_changes

revision = "0014"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("badges") as batch_op:
        batch_op.add_column(sa.Column("revoked_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("revoke_kind", sa.String(length=40), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_badges_revoked_by_id_accounts"), "accounts", ["revoked_by_id"], ["id"]
        )
        batch_op.create_index(batch_op.f("ix_badges_revoke_kind_revoked_at"), ["revoke_kind", "revoked_at"])
    op.create_table(
        "badge_findings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("badge_id", sa.Integer(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(length=160), nullable=False),
        sa.Column("handed_in_by", sa.String(length=120), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["badge_id"], ["badges.id"], name=op.f("fk_badge_findings_badge_id_badges")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["accounts.id"], name=op.f("fk_badge_findings_recorded_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_badge_findings")),
        sa.UniqueConstraint("badge_id", name=op.f("uq_badge_findings_badge_id")),
    )
    refuse_changes(["badge_findings"])


def downgrade() -> None:
    allow_changes(["badge_findings"])
    op.drop_table("badge_findings")
    with op.batch_alter_table("badges") as batch_op:
        batch_op.drop_index(batch_op.f("ix_badges_revoke_kind_revoked_at"))
        batch_op.drop_constraint(batch_op.f("fk_badges_revoked_by_id_accounts"), type_="foreignkey")
        batch_op.drop_column("revoke_kind")
        batch_op.drop_column("revoked_by_id")
