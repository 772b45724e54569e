"""The legal file: papers with numbered sheets, what is written about them, their scans, withdrawals.

Numbers once given never change: what may be wrong about a paper (its words, its scan) is a row of its own that a
better one amends. ``held_files`` holds what is kept for hours only: an upload whose form was refused, and the print
of a whole file until it is fetched; it is no table of facts.

Revision: 0024, after 0023
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from center.append_only import allow_changes, refuse_changes

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

FACTS = ("filed_papers", "filed_paper_texts", "filed_paper_scans", "filed_paper_withdrawals")


def upgrade() -> None:
    op.create_table(
        "filed_papers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("letter", sa.String(length=1), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.Column("insert_reason", sa.Text(), nullable=False),
        sa.Column("issued_document_id", sa.Integer(), nullable=True),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        *_by(),
        sa.CheckConstraint("number >= 1", name=op.f("ck_filed_papers_number_positive")),
        sa.CheckConstraint("sheets >= 1", name=op.f("ck_filed_papers_sheets_positive")),
        sa.CheckConstraint(
            "letter = '' OR insert_reason <> ''", name=op.f("ck_filed_papers_insertion_reason")
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_filed_papers_stay_id_stays")),
        sa.ForeignKeyConstraint(
            ["issued_document_id"],
            ["issued_documents.id"],
            name=op.f("fk_filed_papers_issued_document_id_issued_documents"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["accounts.id"], name=op.f("fk_filed_papers_recorded_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filed_papers")),
        sa.UniqueConstraint("client_id", name=op.f("uq_filed_papers_client_id")),
        sa.UniqueConstraint(
            "stay_id", "number", "letter", name=op.f("uq_filed_papers_stay_id_number_letter")
        ),
    )
    op.create_table(
        "filed_paper_texts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("issuer", sa.String(length=160), nullable=False),
        sa.Column("abstract", sa.String(length=300), nullable=False),
        sa.Column("copy_kind", sa.String(length=40), nullable=False),
        sa.Column("place", sa.String(length=120), nullable=False),
        sa.Column("amends_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        *_by(),
        sa.CheckConstraint(
            "amends_id IS NULL OR reason <> ''", name=op.f("ck_filed_paper_texts_correction_reason")
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["filed_papers.id"], name=op.f("fk_filed_paper_texts_paper_id_filed_papers")
        ),
        sa.ForeignKeyConstraint(
            ["amends_id"],
            ["filed_paper_texts.id"],
            name=op.f("fk_filed_paper_texts_amends_id_filed_paper_texts"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["accounts.id"], name=op.f("fk_filed_paper_texts_recorded_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filed_paper_texts")),
        sa.UniqueConstraint("amends_id", name=op.f("uq_filed_paper_texts_amends_id")),
    )
    op.create_index(op.f("ix_filed_paper_texts_paper_id"), "filed_paper_texts", ["paper_id"])
    op.create_table(
        "filed_paper_scans",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("two_sided", sa.Boolean(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        *_by(),
        sa.CheckConstraint("pages >= 1", name=op.f("ck_filed_paper_scans_pages_positive")),
        sa.CheckConstraint(
            "replaces_id IS NULL OR reason <> ''", name=op.f("ck_filed_paper_scans_exchange_reason")
        ),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["filed_papers.id"], name=op.f("fk_filed_paper_scans_paper_id_filed_papers")
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_files.id"], name=op.f("fk_filed_paper_scans_file_id_stored_files")
        ),
        sa.ForeignKeyConstraint(
            ["replaces_id"],
            ["filed_paper_scans.id"],
            name=op.f("fk_filed_paper_scans_replaces_id_filed_paper_scans"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["accounts.id"], name=op.f("fk_filed_paper_scans_recorded_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filed_paper_scans")),
        sa.UniqueConstraint("replaces_id", name=op.f("uq_filed_paper_scans_replaces_id")),
    )
    op.create_index(op.f("ix_filed_paper_scans_paper_id"), "filed_paper_scans", ["paper_id"])
    op.create_index(op.f("ix_filed_paper_scans_file_id"), "filed_paper_scans", ["file_id"])
    op.create_table(
        "filed_paper_withdrawals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_by_id", sa.Integer(), nullable=True),
        sa.Column("withdrawn_by_name", sa.String(length=120), nullable=False),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_filed_paper_withdrawals_reason_given")),
        sa.ForeignKeyConstraint(
            ["paper_id"], ["filed_papers.id"], name=op.f("fk_filed_paper_withdrawals_paper_id_filed_papers")
        ),
        sa.ForeignKeyConstraint(
            ["withdrawn_by_id"],
            ["accounts.id"],
            name=op.f("fk_filed_paper_withdrawals_withdrawn_by_id_accounts"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_filed_paper_withdrawals")),
        sa.UniqueConstraint("paper_id", name=op.f("uq_filed_paper_withdrawals_paper_id")),
    )
    op.create_table(
        "held_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("token", sa.String(length=36), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["accounts.id"], name=op.f("fk_held_files_account_id_accounts")
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_held_files_stay_id_stays")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_held_files")),
        sa.UniqueConstraint("token", name=op.f("uq_held_files_token")),
    )
    op.create_index(op.f("ix_held_files_expires_at"), "held_files", ["expires_at"])
    refuse_changes(FACTS)


def downgrade() -> None:
    allow_changes(FACTS)
    op.drop_table("held_files")
    op.drop_table("filed_paper_withdrawals")
    op.drop_table("filed_paper_scans")
    op.drop_table("filed_paper_texts")
    op.drop_table("filed_papers")


def _by() -> tuple[sa.Column[object], ...]:
    """Return the columns of who wrote a row down, and when."""
    return (
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_name", sa.String(length=120), nullable=False),
    )
