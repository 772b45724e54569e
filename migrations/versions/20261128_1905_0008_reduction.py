"""Make the tables of the quarterly review of reductions.

Why: under R2022 the center looks every three months at who may be proposed for a shorter term, posts the list, sends
it to the court and carries out what the court decides. Objections, papers and results are facts.

Revision: 0008, after 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from center.append_only import allow_changes, refuse_changes

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

FACTS = (
    "reduction_objection_answers",
    "reduction_objections",
    "reduction_papers",
    "reduction_results",
)


def upgrade() -> None:
    op.create_table(
        "reduction_reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.Column("open_point_reason", sa.String(length=300), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        sa.Column("opened_by_name", sa.String(length=120), nullable=False),
        sa.Column("meeting_on", sa.Date(), nullable=True),
        sa.Column("minutes_number", sa.String(length=60), nullable=False),
        sa.Column("members", sa.Text(), nullable=False),
        sa.Column("council_by_name", sa.String(length=120), nullable=False),
        sa.Column("posted_from", sa.Date(), nullable=True),
        sa.Column("posted_to", sa.Date(), nullable=True),
        sa.Column("posted_place", sa.String(length=120), nullable=False),
        sa.Column("court", sa.String(length=160), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("sent_by_name", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _to("reduction_reviews", "opened_by_id", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reduction_reviews")),
        sa.UniqueConstraint("client_id", name=op.f("uq_reduction_reviews_client_id")),
    )
    op.create_index(op.f("ix_reduction_reviews_reviewed_on"), "reduction_reviews", ["reviewed_on"])
    op.create_table(
        "reduction_candidates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("missing", sa.JSON(), nullable=False),
        sa.Column("exception_reason", sa.String(length=300), nullable=False),
        sa.Column("merit", sa.Boolean(), nullable=False),
        sa.Column("low", sa.Integer(), nullable=False),
        sa.Column("high", sa.Integer(), nullable=False),
        sa.Column("served_days", sa.Integer(), nullable=False),
        sa.Column("left_days", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("months", sa.Integer(), nullable=True),
        sa.Column("grounds", sa.String(length=400), nullable=False),
        sa.Column("evidence", sa.String(length=400), nullable=False),
        sa.Column("removed_reason", sa.String(length=300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _to("reduction_candidates", "review_id", "reduction_reviews"),
        _to("reduction_candidates", "stay_id", "stays"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reduction_candidates")),
        sa.UniqueConstraint("review_id", "stay_id", name=op.f("uq_reduction_candidates_review_id_stay_id")),
    )
    op.create_index(op.f("ix_reduction_candidates_stay_id"), "reduction_candidates", ["stay_id"])
    op.create_table(
        "reduction_objections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=True),
        sa.Column("said_by", sa.String(length=120), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("objection", sa.Text(), nullable=False),
        *_recorded(),
        _to("reduction_objections", "review_id", "reduction_reviews"),
        _to("reduction_objections", "candidate_id", "reduction_candidates"),
        _to("reduction_objections", "recorded_by_id", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reduction_objections")),
        sa.UniqueConstraint("client_id", name=op.f("uq_reduction_objections_client_id")),
    )
    op.create_index(op.f("ix_reduction_objections_review_id"), "reduction_objections", ["review_id"])
    op.create_table(
        "reduction_objection_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("objection_id", sa.Integer(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("removes", sa.Boolean(), nullable=False),
        *_recorded(),
        _to("reduction_objection_answers", "objection_id", "reduction_objections"),
        _to("reduction_objection_answers", "recorded_by_id", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reduction_objection_answers")),
        sa.UniqueConstraint("objection_id", name=op.f("uq_reduction_objection_answers_objection_id")),
    )
    op.create_table(
        "reduction_papers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        _to("reduction_papers", "review_id", "reduction_reviews"),
        _to("reduction_papers", "document_id", "issued_documents"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reduction_papers")),
        sa.UniqueConstraint("document_id", name=op.f("uq_reduction_papers_document_id")),
    )
    op.create_index(op.f("ix_reduction_papers_review_id"), "reduction_papers", ["review_id"])
    op.create_table(
        "reduction_results",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("candidate_id", sa.Integer(), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("months", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("court", sa.String(length=160), nullable=False),
        sa.Column("arrived_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("term_event_id", sa.Integer(), nullable=True),
        sa.Column("amends_id", sa.Integer(), nullable=True),
        sa.Column("amend_reason", sa.String(length=300), nullable=False),
        *_recorded(),
        _to("reduction_results", "candidate_id", "reduction_candidates"),
        _to("reduction_results", "stay_id", "stays"),
        _to("reduction_results", "term_event_id", "term_events"),
        _to("reduction_results", "amends_id", "reduction_results"),
        _to("reduction_results", "recorded_by_id", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reduction_results")),
        sa.UniqueConstraint("amends_id", name=op.f("uq_reduction_results_amends_id")),
    )
    op.create_index(op.f("ix_reduction_results_stay_id"), "reduction_results", ["stay_id"])
    first = sa.text("amends_id IS NULL")
    op.create_index(
        "uq_reduction_results_first",
        "reduction_results",
        ["candidate_id"],
        unique=True,
        sqlite_where=first,
        postgresql_where=first,
    )
    refuse_changes(FACTS)


def downgrade() -> None:
    allow_changes(FACTS)
    for table in (
        "reduction_results",
        "reduction_papers",
        "reduction_objection_answers",
        "reduction_objections",
        "reduction_candidates",
        "reduction_reviews",
    ):
        op.drop_table(table)


def _recorded() -> list[sa.Column[object]]:
    return [
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_name", sa.String(length=120), nullable=False),
    ]


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))
