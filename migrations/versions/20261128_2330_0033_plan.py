"""The rehabilitation plan of a stay and its evaluations.

What form 18 (before 2026-07-01: form 20) asks was written on paper only. A plan is a fact with its four parts; a new version
is a whole new plan that amends the former. An evaluation grades each goal of one version.

Revision: 0033, after 0032
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from center.append_only import allow_changes, refuse_changes

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

TABLES = ("rehab_plans", "plan_parts", "plan_evaluations", "plan_grades")


def upgrade() -> None:
    op.create_table(
        "rehab_plans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        sa.Column("amends_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("drawn_on", sa.Date(), nullable=False),
        sa.Column("counsellor", sa.String(length=120), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_name", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["amends_id"], ["rehab_plans.id"], name=op.f("fk_rehab_plans_amends_id_rehab_plans")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["accounts.id"], name=op.f("fk_rehab_plans_recorded_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_rehab_plans_stay_id_stays")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rehab_plans")),
        sa.UniqueConstraint("amends_id", name=op.f("uq_rehab_plans_amends_id")),
        sa.UniqueConstraint("client_id", name=op.f("uq_rehab_plans_client_id")),
    )
    op.create_index(op.f("ix_rehab_plans_stay_id_id"), "rehab_plans", ["stay_id", "id"])
    op.create_table(
        "plan_parts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=40), nullable=False),
        sa.Column("assessment", sa.Text(), nullable=False),
        sa.Column("goals", sa.JSON(), nullable=False),
        sa.Column("activities", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["rehab_plans.id"], name=op.f("fk_plan_parts_plan_id_rehab_plans")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_parts")),
    )
    op.create_index(op.f("ix_plan_parts_plan_id"), "plan_parts", ["plan_id"])
    op.create_table(
        "plan_evaluations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        sa.Column("amends_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("stage", sa.String(length=40), nullable=False),
        sa.Column("evaluated_on", sa.Date(), nullable=False),
        sa.Column("recommendations", sa.Text(), nullable=False),
        sa.Column("adjustments", sa.Text(), nullable=False),
        sa.Column("information", sa.Text(), nullable=False),
        sa.Column("counselling", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_name", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["amends_id"],
            ["plan_evaluations.id"],
            name=op.f("fk_plan_evaluations_amends_id_plan_evaluations"),
        ),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["rehab_plans.id"], name=op.f("fk_plan_evaluations_plan_id_rehab_plans")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["accounts.id"], name=op.f("fk_plan_evaluations_recorded_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_plan_evaluations_stay_id_stays")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_evaluations")),
        sa.UniqueConstraint("amends_id", name=op.f("uq_plan_evaluations_amends_id")),
        sa.UniqueConstraint("client_id", name=op.f("uq_plan_evaluations_client_id")),
    )
    op.create_index(
        op.f("ix_plan_evaluations_stay_id_evaluated_on"), "plan_evaluations", ["stay_id", "evaluated_on"]
    )
    op.create_index(op.f("ix_plan_evaluations_plan_id"), "plan_evaluations", ["plan_id"])
    op.create_table(
        "plan_grades",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("evaluation_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("grade", sa.String(length=40), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["evaluation_id"],
            ["plan_evaluations.id"],
            name=op.f("fk_plan_grades_evaluation_id_plan_evaluations"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_grades")),
    )
    op.create_index(op.f("ix_plan_grades_evaluation_id"), "plan_grades", ["evaluation_id"])
    refuse_changes(TABLES)


def downgrade() -> None:
    allow_changes(TABLES)
    for table in reversed(TABLES):
        op.drop_table(table)
