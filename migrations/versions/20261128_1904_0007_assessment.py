"""Make the tables of the periodic assessment, of rewards and of discipline.

Why: a center grades its residents every period, rewards and disciplines them; under R2022 a reduction of the term
rests on those grades. Lines and rounds are work in progress, everything that was decided is a fact.

Revision: 0007, after 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from center.append_only import allow_changes, refuse_changes

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

FACTS = (
    "assessment_papers",
    "assessment_schemes",
    "conduct_decisions",
    "conduct_proposals",
    "conduct_reviews",
    "grade_objection_answers",
    "grade_objections",
    "grades",
)


def upgrade() -> None:
    op.create_table(
        "assessment_schemes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("period_months", sa.Integer(), nullable=False),
        sa.Column("min_days", sa.Integer(), nullable=False),
        sa.Column("posting_days", sa.Integer(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        *_recorded(),
        _by("assessment_schemes"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_schemes")),
    )
    op.create_index(op.f("ix_assessment_schemes_valid_from"), "assessment_schemes", ["valid_from"])
    op.create_table(
        "assessment_rounds",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        sa.Column("period_first", sa.Date(), nullable=False),
        sa.Column("period_last", sa.Date(), nullable=False),
        sa.Column("zone_id", sa.Integer(), nullable=True),
        sa.Column("scheme_id", sa.Integer(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        sa.Column("opened_by_name", sa.String(length=120), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("meeting_on", sa.Date(), nullable=True),
        sa.Column("minutes_number", sa.String(length=60), nullable=False),
        sa.Column("members", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_by_name", sa.String(length=120), nullable=False),
        sa.Column("posted_from", sa.Date(), nullable=True),
        sa.Column("posted_to", sa.Date(), nullable=True),
        sa.Column("posted_place", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("period_last > period_first", name=op.f("ck_assessment_rounds_period_in_order")),
        _to("assessment_rounds", "zone_id", "zones"),
        _to("assessment_rounds", "scheme_id", "assessment_schemes"),
        _to("assessment_rounds", "opened_by_id", "accounts"),
        _to("assessment_rounds", "decided_by_id", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_rounds")),
        sa.UniqueConstraint("client_id", name=op.f("uq_assessment_rounds_client_id")),
    )
    op.create_index(op.f("ix_assessment_rounds_period_first"), "assessment_rounds", ["period_first"])
    op.create_table(
        "assessment_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("zone_id", sa.Integer(), nullable=True),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("bed_label", sa.String(length=60), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("graded", sa.Boolean(), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("suggested_points", sa.JSON(), nullable=False),
        sa.Column("suggested_level", sa.String(length=20), nullable=False),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("confirmed_by_id", sa.Integer(), nullable=True),
        sa.Column("confirmed_by_name", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        _to("assessment_lines", "round_id", "assessment_rounds"),
        _to("assessment_lines", "stay_id", "stays"),
        _to("assessment_lines", "zone_id", "zones"),
        _to("assessment_lines", "room_id", "rooms"),
        _to("assessment_lines", "confirmed_by_id", "accounts"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_lines")),
        sa.UniqueConstraint("round_id", "stay_id", name=op.f("uq_assessment_lines_round_id_stay_id")),
    )
    op.create_index(op.f("ix_assessment_lines_stay_id"), "assessment_lines", ["stay_id"])
    op.create_index(op.f("ix_assessment_lines_round_id_zone_id"), "assessment_lines", ["round_id", "zone_id"])
    op.create_table(
        "grades",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("period_first", sa.Date(), nullable=False),
        sa.Column("period_last", sa.Date(), nullable=False),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("level_label", sa.String(length=40), nullable=False),
        sa.Column("level_rank", sa.Integer(), nullable=False),
        sa.Column("at_least_fair", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("amends_id", sa.Integer(), nullable=True),
        sa.Column("amend_reason", sa.String(length=300), nullable=False),
        *_recorded(),
        _to("grades", "stay_id", "stays"),
        _to("grades", "round_id", "assessment_rounds"),
        _to("grades", "amends_id", "grades"),
        _by("grades"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grades")),
        sa.UniqueConstraint("amends_id", name=op.f("uq_grades_amends_id")),
    )
    op.create_index(op.f("ix_grades_stay_id_period_last"), "grades", ["stay_id", "period_last"])
    op.create_index(op.f("ix_grades_round_id"), "grades", ["round_id"])
    _unique_first("uq_grades_first", "grades", ["stay_id", "period_first"])
    op.create_table(
        "grade_objections",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        sa.Column("grade_id", sa.Integer(), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("objection", sa.Text(), nullable=False),
        *_recorded(),
        _to("grade_objections", "grade_id", "grades"),
        _to("grade_objections", "stay_id", "stays"),
        _by("grade_objections"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grade_objections")),
        sa.UniqueConstraint("client_id", name=op.f("uq_grade_objections_client_id")),
    )
    op.create_index(op.f("ix_grade_objections_grade_id"), "grade_objections", ["grade_id"])
    op.create_index(op.f("ix_grade_objections_stay_id"), "grade_objections", ["stay_id"])
    op.create_table(
        "grade_objection_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("objection_id", sa.Integer(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("new_grade_id", sa.Integer(), nullable=True),
        *_recorded(),
        _to("grade_objection_answers", "objection_id", "grade_objections"),
        _to("grade_objection_answers", "new_grade_id", "grades"),
        _by("grade_objection_answers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_grade_objection_answers")),
        sa.UniqueConstraint("objection_id", name=op.f("uq_grade_objection_answers_objection_id")),
    )
    op.create_table(
        "assessment_papers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("round_id", sa.Integer(), nullable=False),
        sa.Column("zone_id", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        _to("assessment_papers", "round_id", "assessment_rounds"),
        _to("assessment_papers", "zone_id", "zones"),
        _to("assessment_papers", "document_id", "issued_documents"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment_papers")),
        sa.UniqueConstraint("document_id", name=op.f("uq_assessment_papers_document_id")),
    )
    op.create_index(op.f("ix_assessment_papers_round_id"), "assessment_papers", ["round_id"])
    op.create_table(
        "conduct_proposals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("deed", sa.Text(), nullable=False),
        sa.Column("wanted", sa.String(length=160), nullable=False),
        sa.Column("merit", sa.Boolean(), nullable=False),
        sa.Column("proof", sa.Text(), nullable=False),
        *_recorded(),
        _to("conduct_proposals", "stay_id", "stays"),
        _by("conduct_proposals"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conduct_proposals")),
        sa.UniqueConstraint("client_id", name=op.f("uq_conduct_proposals_client_id")),
    )
    op.create_index(op.f("ix_conduct_proposals_stay_id"), "conduct_proposals", ["stay_id"])
    op.create_table(
        "conduct_decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("granted", sa.Boolean(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("decided_by", sa.String(length=160), nullable=False),
        sa.Column("slip_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(length=60), nullable=False),
        sa.Column("form", sa.String(length=160), nullable=False),
        sa.Column("merit", sa.Boolean(), nullable=False),
        sa.Column("proof", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.Column("effects", sa.String(length=300), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.Column("restriction_id", sa.Integer(), nullable=True),
        sa.Column("amends_id", sa.Integer(), nullable=True),
        *_recorded(),
        _to("conduct_decisions", "proposal_id", "conduct_proposals"),
        _to("conduct_decisions", "stay_id", "stays"),
        _to("conduct_decisions", "slip_id", "paper_slips"),
        _to("conduct_decisions", "restriction_id", "restrictions"),
        _to("conduct_decisions", "amends_id", "conduct_decisions"),
        _by("conduct_decisions"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conduct_decisions")),
        sa.UniqueConstraint("amends_id", name=op.f("uq_conduct_decisions_amends_id")),
    )
    op.create_index(
        op.f("ix_conduct_decisions_stay_id_decided_on"), "conduct_decisions", ["stay_id", "decided_on"]
    )
    _unique_first("uq_conduct_decisions_first", "conduct_decisions", ["proposal_id"])
    op.create_table(
        "conduct_reviews",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        sa.Column("next_review_on", sa.Date(), nullable=True),
        sa.Column("finding", sa.Text(), nullable=False),
        *_recorded(),
        _to("conduct_reviews", "decision_id", "conduct_decisions"),
        _by("conduct_reviews"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conduct_reviews")),
    )
    op.create_index(op.f("ix_conduct_reviews_decision_id"), "conduct_reviews", ["decision_id"])
    refuse_changes(FACTS)


def downgrade() -> None:
    allow_changes(FACTS)
    for table in (
        "conduct_reviews",
        "conduct_decisions",
        "conduct_proposals",
        "assessment_papers",
        "grade_objection_answers",
        "grade_objections",
        "grades",
        "assessment_lines",
        "assessment_rounds",
        "assessment_schemes",
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


def _by(table: str) -> sa.ForeignKeyConstraint:
    return _to(table, "recorded_by_id", "accounts")


def _unique_first(name: str, table: str, columns: list[str]) -> None:
    """Let there be one row that amends nothing."""
    first = sa.text("amends_id IS NULL")
    op.create_index(name, table, columns, unique=True, sqlite_where=first, postgresql_where=first)
