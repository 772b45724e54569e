"""Each stage begins and finishes by its own fact, so that stages may overlap; a director's exception is a row.

Until now a row of ``stage_changes`` said that a stay went from one stage to the next. It becomes the begin of its
stage. The finish of the stage before it is added where the law says that one ends when the other begins; labour,
which runs on beside reintegration to the end of the term, stays open. What an open stage has no finish for ends
with the stay.

Downgrade keeps the begins that are in force and drops finishes, corrections and exceptions.

Revision: 0006, after 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from center.append_only import allow_changes, refuse_changes

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

FINISHED_BY = {"detox": "reception", "education": "detox", "labour": "education"}
"""The stage that was over when the row of another was written."""
DERIVED = "Suy ra từ bước kế tiếp đã ghi"


CHANGES = sa.table(
    "stage_changes",
    sa.column("id", sa.Integer()),
    sa.column("stay_id", sa.Integer()),
    sa.column("stage", sa.String()),
    sa.column("act", sa.String()),
    sa.column("on_day", sa.Date()),
    sa.column("reason", sa.Text()),
    sa.column("overridden", sa.Boolean()),
    sa.column("waiver_id", sa.Integer()),
    sa.column("source", sa.String()),
    sa.column("amends_id", sa.Integer()),
    sa.column("cancels", sa.Boolean()),
    sa.column("step_key", sa.String()),
    sa.column("recorded_at", sa.DateTime(timezone=True)),
    sa.column("recorded_by_id", sa.Integer()),
    sa.column("recorded_by_name", sa.String()),
)


def upgrade() -> None:
    op.create_table(
        "stage_waivers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("limit_code", sa.String(length=40), nullable=False),
        sa.Column("paper", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("amends_id", sa.Integer(), nullable=True),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_name", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["amends_id"], ["stage_waivers.id"], name=op.f("fk_stage_waivers_amends_id_stage_waivers")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["accounts.id"], name=op.f("fk_stage_waivers_recorded_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_stage_waivers_stay_id_stays")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stage_waivers")),
        sa.UniqueConstraint("amends_id", name=op.f("uq_stage_waivers_amends_id")),
        sa.UniqueConstraint("client_id", name=op.f("uq_stage_waivers_client_id")),
    )
    op.create_index(op.f("ix_stage_waivers_stay_id_id"), "stage_waivers", ["stay_id", "id"])

    allow_changes(["stage_changes"])
    with op.batch_alter_table("stage_changes") as batch_op:
        batch_op.alter_column(
            "started_on", new_column_name="on_day", existing_type=sa.Date(), existing_nullable=False
        )
        batch_op.add_column(sa.Column("act", sa.String(length=40), nullable=False, server_default="begin"))
        batch_op.add_column(sa.Column("waiver_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("source", sa.String(length=60), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("amends_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("cancels", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("step_key", sa.String(length=36), nullable=False, server_default=""))
        batch_op.create_foreign_key(
            batch_op.f("fk_stage_changes_waiver_id_stage_waivers"), "stage_waivers", ["waiver_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_stage_changes_amends_id_stage_changes"), "stage_changes", ["amends_id"], ["id"]
        )
        batch_op.create_unique_constraint(batch_op.f("uq_stage_changes_amends_id"), ["amends_id"])
    with op.batch_alter_table("stage_changes") as batch_op:
        for column, kind in (
            ("act", sa.String(length=40)),
            ("source", sa.String(length=60)),
            ("cancels", sa.Boolean()),
        ):
            batch_op.alter_column(column, existing_type=kind, existing_nullable=False, server_default=None)
    _add_finishes()
    refuse_changes(["stage_changes", "stage_waivers"])


def _add_finishes() -> None:
    """Give the rows of one act their common key, and add what they say between the lines."""
    bind, rows = op.get_bind(), CHANGES
    bind.execute(sa.update(rows).values(step_key=sa.literal("old-") + sa.cast(rows.c.id, sa.String())))
    later, earlier = rows.alias("later"), rows.alias("earlier")
    copied = ("stay_id", "on_day", "step_key", "recorded_at", "recorded_by_id", "recorded_by_name")
    for begun, over in FINISHED_BY.items():
        was_in = sa.exists().where(
            earlier.c.stay_id == later.c.stay_id, earlier.c.stage == over, earlier.c.act == "begin"
        )
        new = {
            "stage": sa.literal(over),
            "act": sa.literal("finish"),
            "reason": sa.literal(DERIVED),
            "overridden": sa.false(),
            "source": sa.literal(""),
            "cancels": sa.false(),
        }
        chosen = sa.select(*(later.c[name] for name in copied), *new.values()).where(
            later.c.stage == begun, later.c.act == "begin", was_in
        )
        bind.execute(sa.insert(rows).from_select([*copied, *new], chosen.order_by(later.c.id)))


def downgrade() -> None:
    allow_changes(["stage_changes", "stage_waivers"])
    bind, rows = op.get_bind(), CHANGES
    amended = sa.select(rows.c.amends_id).where(rows.c.amends_id.is_not(None))
    # what a later row amends gives way to it; the keys between them go first
    bind.execute(sa.update(rows).where(rows.c.id.in_(amended)).values(act="amended"))
    bind.execute(sa.update(rows).values(amends_id=None, waiver_id=None))
    bind.execute(sa.delete(rows).where(sa.or_(rows.c.act != "begin", rows.c.cancels.is_(sa.true()))))
    with op.batch_alter_table("stage_changes") as batch_op:
        batch_op.drop_constraint(batch_op.f("uq_stage_changes_amends_id"), type_="unique")
        batch_op.drop_constraint(batch_op.f("fk_stage_changes_amends_id_stage_changes"), type_="foreignkey")
        batch_op.drop_constraint(batch_op.f("fk_stage_changes_waiver_id_stage_waivers"), type_="foreignkey")
        for column in ("step_key", "cancels", "amends_id", "source", "waiver_id", "act"):
            batch_op.drop_column(column)
        batch_op.alter_column(
            "on_day", new_column_name="started_on", existing_type=sa.Date(), existing_nullable=False
        )
    refuse_changes(["stage_changes"])
    op.drop_index(op.f("ix_stage_waivers_stay_id_id"), table_name="stage_waivers")
    op.drop_table("stage_waivers")
