"""The information sheet of a stay.

What form 17 (before 2026-07-01: form 19) asks at reception was written on paper only. A sheet is a fact with its lines of
family, substances and earlier rehabilitations; a new version is a whole new sheet that amends the former.

Revision: 0022, after 0021
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from center.append_only import allow_changes, refuse_changes

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

TABLES = ("collection_sheets", "collected_relatives", "collected_substances", "collected_rehabs")


def upgrade() -> None:
    op.create_table(
        "collection_sheets",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        sa.Column("amends_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("collected_on", sa.Date(), nullable=False),
        sa.Column("policy_category", sa.String(length=160), nullable=False),
        sa.Column("schooling", sa.String(length=80), nullable=False),
        sa.Column("certificates", sa.String(length=200), nullable=False),
        sa.Column("occupation", sa.String(length=120), nullable=False),
        sa.Column("qualification", sa.String(length=160), nullable=False),
        sa.Column("religion", sa.String(length=60), nullable=False),
        sa.Column("employment", sa.String(length=40), nullable=True),
        sa.Column("marital", sa.String(length=40), nullable=True),
        sa.Column("legal_status", sa.Text(), nullable=False),
        sa.Column("notify_name", sa.String(length=120), nullable=False),
        sa.Column("notify_phone", sa.String(length=20), nullable=False),
        sa.Column("notify_relation", sa.String(length=60), nullable=False),
        sa.Column("notify_address", sa.String(length=300), nullable=False),
        sa.Column("body_illness", sa.Boolean(), nullable=True),
        sa.Column("body_what", sa.Text(), nullable=False),
        sa.Column("body_found", sa.String(length=200), nullable=False),
        sa.Column("body_treated", sa.String(length=200), nullable=False),
        sa.Column("body_result", sa.String(length=200), nullable=False),
        sa.Column("family_illness", sa.Boolean(), nullable=True),
        sa.Column("family_count", sa.Integer(), nullable=True),
        sa.Column("family_relation", sa.String(length=120), nullable=False),
        sa.Column("family_conflict", sa.Boolean(), nullable=True),
        sa.Column("conflict_often", sa.String(length=40), nullable=True),
        sa.Column("height_cm", sa.Numeric(precision=4, scale=1), nullable=True),
        sa.Column("weight_kg", sa.Numeric(precision=4, scale=1), nullable=True),
        sa.Column("pulse", sa.Integer(), nullable=True),
        sa.Column("systolic", sa.Integer(), nullable=True),
        sa.Column("diastolic", sa.Integer(), nullable=True),
        sa.Column("chronic", sa.Text(), nullable=False),
        sa.Column("physical_signs", sa.Text(), nullable=False),
        sa.Column("mental_signs", sa.Text(), nullable=False),
        sa.Column("conclusion", sa.Text(), nullable=False),
        sa.Column("medical_signer", sa.String(length=120), nullable=False),
        sa.Column("social_signer", sa.String(length=120), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_name", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["amends_id"],
            ["collection_sheets.id"],
            name=op.f("fk_collection_sheets_amends_id_collection_sheets"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["accounts.id"], name=op.f("fk_collection_sheets_recorded_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_collection_sheets_stay_id_stays")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collection_sheets")),
        sa.UniqueConstraint("amends_id", name=op.f("uq_collection_sheets_amends_id")),
        sa.UniqueConstraint("client_id", name=op.f("uq_collection_sheets_client_id")),
    )
    op.create_index(op.f("ix_collection_sheets_stay_id_id"), "collection_sheets", ["stay_id", "id"])
    _lines(
        "collected_relatives",
        sa.Column("kin", sa.String(length=40), nullable=False),
        sa.Column("full_name", sa.String(length=120), nullable=False),
        sa.Column("age", sa.Integer(), nullable=True),
        sa.Column("address", sa.String(length=300), nullable=False),
    )
    _lines(
        "collected_substances",
        sa.Column("substance", sa.String(length=40), nullable=False),
        sa.Column("detail", sa.String(length=80), nullable=False),
        sa.Column("first_age", sa.Integer(), nullable=True),
        sa.Column("first_injection_age", sa.Integer(), nullable=True),
        sa.Column("total_time", sa.String(length=60), nullable=False),
        sa.Column("days_last_month", sa.Integer(), nullable=True),
        sa.Column("times_last_month", sa.Integer(), nullable=True),
        sa.Column("route", sa.String(length=40), nullable=True),
        sa.Column("money_per_day", sa.BigInteger(), nullable=True),
    )
    _lines(
        "collected_rehabs",
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(length=40), nullable=True),
        sa.Column("duration", sa.String(length=60), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=True),
        sa.Column("relapse_reason", sa.String(length=200), nullable=False),
    )
    refuse_changes(TABLES)


def downgrade() -> None:
    allow_changes(TABLES)
    for table in reversed(TABLES):
        op.drop_table(table)


def _lines(table: str, *columns: sa.Column[object]) -> None:
    """Create a table of lines of a sheet."""
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["collection_sheets.id"], name=op.f(f"fk_{table}_sheet_id_collection_sheets")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
    )
    op.create_index(op.f(f"ix_{table}_sheet_id"), table, ["sheet_id"])
