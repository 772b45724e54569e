"""Make the tables of the duties, of the cases that start one, and of the calendar of working days.

Why: every deadline a law sets is one row with its history, made from the facts and closed by the acts; deadlines
in working days follow a calendar the center keeps itself.

Revision: 0004, after 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from center.append_only import allow_changes, refuse_changes

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

FACTS = ("duty_cases", "duty_events", "work_calendar_days", "work_calendar_reviews")


def upgrade() -> None:
    op.create_table(
        "duties",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=True),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("detail", sa.String(length=200), nullable=False),
        sa.Column("owner", sa.String(length=20), nullable=False),
        sa.Column("cause_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("parameter_id", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("by_facts", sa.Boolean(), nullable=False),
        sa.Column("proof", sa.String(length=300), nullable=False),
        sa.Column("proof_link", sa.String(length=200), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parameter_id"], ["legal_parameters.id"], name=op.f("fk_duties_parameter_id_legal_parameters")
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_duties_stay_id_stays")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duties")),
        sa.UniqueConstraint("key", name=op.f("uq_duties_key")),
    )
    op.create_index(op.f("ix_duties_kind_state"), "duties", ["kind", "state"])
    op.create_index(op.f("ix_duties_owner_state_due_at"), "duties", ["owner", "state", "due_at"])
    op.create_index(op.f("ix_duties_state_due_at"), "duties", ["state", "due_at"])
    op.create_index(op.f("ix_duties_stay_id"), "duties", ["stay_id"])

    op.create_table(
        "duty_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("duty_id", sa.Integer(), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("text", sa.String(length=300), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("by_name", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["accounts.id"], name=op.f("fk_duty_events_by_id_accounts")),
        sa.ForeignKeyConstraint(["duty_id"], ["duties.id"], name=op.f("fk_duty_events_duty_id_duties")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_events")),
    )
    op.create_index(op.f("ix_duty_events_duty_id_id"), "duty_events", ["duty_id", "id"])

    op.create_table(
        "duty_cases",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=True),
        sa.Column("requester", sa.String(length=160), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("act_days", sa.Integer(), nullable=True),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_name", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["accounts.id"], name=op.f("fk_duty_cases_recorded_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_duty_cases_stay_id_stays")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_duty_cases")),
        sa.UniqueConstraint("client_id", name=op.f("uq_duty_cases_client_id")),
    )
    op.create_index(op.f("ix_duty_cases_kind_happened_at"), "duty_cases", ["kind", "happened_at"])
    op.create_index(op.f("ix_duty_cases_stay_id"), "duty_cases", ["stay_id"])

    op.create_table(
        "work_calendar_days",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("effect", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("origin", sa.String(length=40), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_name", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["accounts.id"], name=op.f("fk_work_calendar_days_recorded_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_calendar_days")),
    )
    op.create_index(op.f("ix_work_calendar_days_day_id"), "work_calendar_days", ["day", "id"])

    op.create_table(
        "work_calendar_reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("notice", sa.String(length=300), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_name", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["accounts.id"], name=op.f("fk_work_calendar_reviews_recorded_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_calendar_reviews")),
    )
    op.create_index(op.f("ix_work_calendar_reviews_year_id"), "work_calendar_reviews", ["year", "id"])
    refuse_changes(FACTS)


def downgrade() -> None:
    allow_changes(FACTS)
    for table in ("work_calendar_reviews", "work_calendar_days", "duty_cases", "duty_events", "duties"):
        op.drop_table(table)
