"""Expected arrivals, and the steps of one reception that a later shift can take up.

What another table proves (the stay, the bed, the portrait, the signed record) is not written again here. Prints of
badges and the check at the gate get tables because a step of the reception reads them.

Revision: 0026, after 0025
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from center.append_only import allow_changes, refuse_changes

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

FACTS = (
    "expected_arrivals",
    "expected_versions",
    "expected_withdrawals",
    "badge_prints",
    "preliminary_checks",
    "reception_events",
    "reception_marks",
    "reception_papers",
)


def upgrade() -> None:
    op.create_table(
        "expected_arrivals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_name", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["accounts.id"], name=op.f("fk_expected_arrivals_recorded_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expected_arrivals")),
        sa.UniqueConstraint("client_id", name=op.f("uq_expected_arrivals_client_id")),
    )
    op.create_table(
        "expected_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expected_id", sa.Integer(), nullable=False),
        sa.Column("amends_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("full_name", sa.String(length=120), nullable=False),
        sa.Column("name_fold", sa.String(length=120), nullable=False),
        sa.Column("birth_year", sa.Integer(), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("sex", sa.String(length=40), nullable=True),
        sa.Column("number", sa.String(length=30), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("decision_number", sa.String(length=60), nullable=False),
        sa.Column("decision_issued_on", sa.Date(), nullable=False),
        sa.Column("decision_issuer", sa.String(length=160), nullable=False),
        sa.Column("months", sa.Integer(), nullable=True),
        sa.Column("delivered_by", sa.String(length=160), nullable=False),
        sa.Column("expected_on", sa.Date(), nullable=False),
        sa.Column("home_commune_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_name", sa.String(length=120), nullable=False),
        sa.CheckConstraint(
            "amends_id IS NULL OR reason <> ''", name=op.f("ck_expected_versions_correction_reason")
        ),
        sa.ForeignKeyConstraint(
            ["amends_id"],
            ["expected_versions.id"],
            name=op.f("fk_expected_versions_amends_id_expected_versions"),
        ),
        sa.ForeignKeyConstraint(
            ["expected_id"],
            ["expected_arrivals.id"],
            name=op.f("fk_expected_versions_expected_id_expected_arrivals"),
        ),
        sa.ForeignKeyConstraint(
            ["home_commune_id"], ["communes.id"], name=op.f("fk_expected_versions_home_commune_id_communes")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["accounts.id"], name=op.f("fk_expected_versions_recorded_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expected_versions")),
        sa.UniqueConstraint("amends_id", name=op.f("uq_expected_versions_amends_id")),
    )
    op.create_index(op.f("ix_expected_versions_expected_id_id"), "expected_versions", ["expected_id", "id"])
    op.create_index(op.f("ix_expected_versions_expected_on"), "expected_versions", ["expected_on"])
    op.create_index(op.f("ix_expected_versions_name_fold"), "expected_versions", ["name_fold"])
    op.create_index(op.f("ix_expected_versions_number"), "expected_versions", ["number"])
    op.create_table(
        "expected_withdrawals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("expected_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_name", sa.String(length=120), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_expected_withdrawals_withdrawal_reason")),
        sa.ForeignKeyConstraint(
            ["expected_id"],
            ["expected_arrivals.id"],
            name=op.f("fk_expected_withdrawals_expected_id_expected_arrivals"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["accounts.id"], name=op.f("fk_expected_withdrawals_recorded_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_expected_withdrawals")),
        sa.UniqueConstraint("expected_id", name=op.f("uq_expected_withdrawals_expected_id")),
    )
    op.create_table(
        "receptions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        sa.Column("expected_id", sa.Integer(), nullable=True),
        sa.Column("stay_id", sa.Integer(), nullable=True),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begun_by_name", sa.String(length=120), nullable=False),
        sa.Column("holder_id", sa.Integer(), nullable=True),
        sa.Column("holder_name", sa.String(length=120), nullable=False),
        sa.Column("held_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("abandoned", sa.Boolean(), nullable=False),
        sa.Column("left", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "NOT abandoned OR (closed_at IS NOT NULL AND stay_id IS NULL)",
            name=op.f("ck_receptions_abandoned_closed"),
        ),
        sa.ForeignKeyConstraint(
            ["expected_id"],
            ["expected_arrivals.id"],
            name=op.f("fk_receptions_expected_id_expected_arrivals"),
        ),
        sa.ForeignKeyConstraint(
            ["holder_id"], ["accounts.id"], name=op.f("fk_receptions_holder_id_accounts")
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_receptions_stay_id_stays")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receptions")),
        sa.UniqueConstraint("client_id", name=op.f("uq_receptions_client_id")),
        sa.UniqueConstraint("stay_id", name=op.f("uq_receptions_stay_id")),
    )
    op.create_index(op.f("ix_receptions_closed_at"), "receptions", ["closed_at"])
    op.create_index(
        "ix_receptions_running",
        "receptions",
        ["begun_at"],
        sqlite_where=sa.text("closed_at IS NULL"),
        postgresql_where=sa.text("closed_at IS NULL"),
    )
    op.create_index(
        "uq_receptions_expected",
        "receptions",
        ["expected_id"],
        unique=True,
        sqlite_where=sa.text("NOT abandoned"),
        postgresql_where=sa.text("NOT abandoned"),
    )
    op.create_table(
        "badge_prints",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("badge_id", sa.Integer(), nullable=False),
        sa.Column("printed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("printed_by_id", sa.Integer(), nullable=True),
        sa.Column("printed_by_name", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["badge_id"], ["badges.id"], name=op.f("fk_badge_prints_badge_id_badges")),
        sa.ForeignKeyConstraint(
            ["printed_by_id"], ["accounts.id"], name=op.f("fk_badge_prints_printed_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_badge_prints")),
    )
    op.create_index(op.f("ix_badge_prints_badge_id_id"), "badge_prints", ["badge_id", "id"])
    op.create_table(
        "preliminary_checks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reception_id", sa.Integer(), nullable=False),
        sa.Column("amends_id", sa.Integer(), nullable=True),
        sa.Column("amend_reason", sa.String(length=300), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("conclusion", sa.String(length=40), nullable=False),
        sa.Column("wording", sa.Text(), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("pulse", sa.Integer(), nullable=True),
        sa.Column("systolic", sa.Integer(), nullable=True),
        sa.Column("diastolic", sa.Integer(), nullable=True),
        sa.Column("spo2", sa.Integer(), nullable=True),
        sa.Column("temperature", sa.Numeric(precision=3, scale=1), nullable=True),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_name", sa.String(length=120), nullable=False),
        sa.CheckConstraint(
            "amends_id IS NULL OR amend_reason <> ''", name=op.f("ck_preliminary_checks_correction_reason")
        ),
        sa.ForeignKeyConstraint(
            ["amends_id"],
            ["preliminary_checks.id"],
            name=op.f("fk_preliminary_checks_amends_id_preliminary_checks"),
        ),
        sa.ForeignKeyConstraint(
            ["reception_id"], ["receptions.id"], name=op.f("fk_preliminary_checks_reception_id_receptions")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["accounts.id"], name=op.f("fk_preliminary_checks_recorded_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preliminary_checks")),
        sa.UniqueConstraint("amends_id", name=op.f("uq_preliminary_checks_amends_id")),
        sa.UniqueConstraint("client_id", name=op.f("uq_preliminary_checks_client_id")),
    )
    op.create_index(
        op.f("ix_preliminary_checks_reception_id_id"), "preliminary_checks", ["reception_id", "id"]
    )
    op.create_table(
        "reception_drafts",
        sa.Column("reception_id", sa.Integer(), nullable=False),
        sa.Column("boxes", sa.JSON(), nullable=False),
        sa.Column("photo", sa.LargeBinary(), nullable=True),
        sa.Column("has_photo", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by_id", sa.Integer(), nullable=True),
        sa.Column("saved_by_name", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["reception_id"], ["receptions.id"], name=op.f("fk_reception_drafts_reception_id_receptions")
        ),
        sa.ForeignKeyConstraint(
            ["saved_by_id"], ["accounts.id"], name=op.f("fk_reception_drafts_saved_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("reception_id", name=op.f("pk_reception_drafts")),
    )
    op.create_table(
        "reception_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reception_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("by_name", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["accounts.id"], name=op.f("fk_reception_events_by_id_accounts")),
        sa.ForeignKeyConstraint(
            ["reception_id"], ["receptions.id"], name=op.f("fk_reception_events_reception_id_receptions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reception_events")),
    )
    op.create_index(op.f("ix_reception_events_reception_id_id"), "reception_events", ["reception_id", "id"])
    op.create_table(
        "reception_marks",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reception_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("found", sa.Boolean(), nullable=False),
        sa.Column("witness_id", sa.Integer(), nullable=True),
        sa.Column("witness_name", sa.String(length=120), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("by_name", sa.String(length=120), nullable=False),
        sa.CheckConstraint(
            "kind NOT IN ('put_off', 'not_applicable') OR note <> ''",
            name=op.f("ck_reception_marks_reason_given"),
        ),
        sa.CheckConstraint(
            "witness_id IS NULL OR witness_id <> by_id", name=op.f("ck_reception_marks_two_persons")
        ),
        sa.ForeignKeyConstraint(["by_id"], ["accounts.id"], name=op.f("fk_reception_marks_by_id_accounts")),
        sa.ForeignKeyConstraint(
            ["reception_id"], ["receptions.id"], name=op.f("fk_reception_marks_reception_id_receptions")
        ),
        sa.ForeignKeyConstraint(
            ["witness_id"], ["accounts.id"], name=op.f("fk_reception_marks_witness_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reception_marks")),
        sa.UniqueConstraint("client_id", name=op.f("uq_reception_marks_client_id")),
    )
    op.create_index(op.f("ix_reception_marks_reception_id_id"), "reception_marks", ["reception_id", "id"])
    op.create_table(
        "reception_papers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reception_id", sa.Integer(), nullable=False),
        sa.Column("check_id", sa.String(length=36), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=True),
        sa.Column("by_name", sa.String(length=120), nullable=False),
        sa.CheckConstraint("pages IS NULL OR pages > 0", name=op.f("ck_reception_papers_pages_positive")),
        sa.ForeignKeyConstraint(["by_id"], ["accounts.id"], name=op.f("fk_reception_papers_by_id_accounts")),
        sa.ForeignKeyConstraint(
            ["reception_id"], ["receptions.id"], name=op.f("fk_reception_papers_reception_id_receptions")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reception_papers")),
        sa.UniqueConstraint("check_id", "code", name=op.f("uq_reception_papers_check_id_code")),
    )
    op.create_index(op.f("ix_reception_papers_reception_id_id"), "reception_papers", ["reception_id", "id"])
    refuse_changes(FACTS)


def downgrade() -> None:
    allow_changes(FACTS)
    op.drop_index(op.f("ix_reception_papers_reception_id_id"), table_name="reception_papers")
    op.drop_table("reception_papers")
    op.drop_index(op.f("ix_reception_marks_reception_id_id"), table_name="reception_marks")
    op.drop_table("reception_marks")
    op.drop_index(op.f("ix_reception_events_reception_id_id"), table_name="reception_events")
    op.drop_table("reception_events")
    op.drop_table("reception_drafts")
    op.drop_index(op.f("ix_preliminary_checks_reception_id_id"), table_name="preliminary_checks")
    op.drop_table("preliminary_checks")
    op.drop_index(op.f("ix_badge_prints_badge_id_id"), table_name="badge_prints")
    op.drop_table("badge_prints")
    op.drop_index("uq_receptions_expected", table_name="receptions")
    op.drop_index("ix_receptions_running", table_name="receptions")
    op.drop_index(op.f("ix_receptions_closed_at"), table_name="receptions")
    op.drop_table("receptions")
    op.drop_table("expected_withdrawals")
    op.drop_index(op.f("ix_expected_versions_number"), table_name="expected_versions")
    op.drop_index(op.f("ix_expected_versions_name_fold"), table_name="expected_versions")
    op.drop_index(op.f("ix_expected_versions_expected_on"), table_name="expected_versions")
    op.drop_index(op.f("ix_expected_versions_expected_id_id"), table_name="expected_versions")
    op.drop_table("expected_versions")
    op.drop_table("expected_arrivals")
