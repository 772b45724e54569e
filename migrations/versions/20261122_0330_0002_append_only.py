"""Refuse UPDATE and DELETE on the tables of facts.

Why: what was recorded must stand as it was, also against a script or a console. A correction is a new
row that names the one it amends.

Revision: 0002, after 0001
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = (
    "admission_exams",
    "aftercare_plans",
    "attendances",
    "audit_entries",
    "belonging_returns",
    "belongings",
    "center_profiles",
    "certificates",
    "contacts",
    "decisions",
    "detox_countersigns",
    "detox_declarations",
    "document_symbols",
    "document_withdrawals",
    "end_papers",
    "escape_notices",
    "escape_returns",
    "escapes",
    "identifiers",
    "incident_parties",
    "incidents",
    "issued_documents",
    "labour_entries",
    "legal_parameters",
    "outing_returns",
    "outings",
    "packets",
    "paper_slips",
    "photos",
    "scale_scores",
    "scans",
    "secret_findings",
    "sign_in_attempts",
    "site_state",
    "stage_changes",
    "stay_endings",
    "stored_files",
    "substance_uses",
    "term_events",
    "timeline_entries",
    "vital_signs",
    "whereabouts_changes",
)

REFUSAL = "rows of this table are never changed or removed: add a row that amends"


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in TABLES:
            for act in ("UPDATE", "DELETE"):
                op.execute(
                    f"CREATE TRIGGER append_only_{table}_{act.lower()} BEFORE {act} ON {table} "
                    f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
                )
        return
    op.execute(
        "CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for table in TABLES:
        op.execute(
            f"CREATE TRIGGER append_only_{table} BEFORE UPDATE OR DELETE ON {table} "
            "FOR EACH ROW EXECUTE FUNCTION refuse_change()"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in TABLES:
            for act in ("update", "delete"):
                op.execute(f"DROP TRIGGER append_only_{table}_{act}")
        return
    for table in TABLES:
        op.execute(f"DROP TRIGGER append_only_{table} ON {table}")
    op.execute("DROP FUNCTION refuse_change()")
