"""The history of a person: corrections of name, birth and sex, of numbers and addresses, and files made one.

Every table here holds facts, so the database refuses to change them. Two things are added to tables that stand:
``residents.merged_into_id`` repeats what the acts of merging say, so that any list finds the kept file; a row of
``identifiers`` can take the place of another. The address a stay began with becomes the first row of its residences.

Revision: 0011, after 0010
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from center.append_only import allow_changes, refuse_changes

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

FACTS = ("person_amendments", "person_merge_acts", "residences")


def upgrade() -> None:
    op.add_column(
        "residents",
        sa.Column(
            "merged_into_id",
            sa.Integer(),
            sa.ForeignKey("residents.id", name=op.f("fk_residents_merged_into_id_residents")),
            nullable=True,
        ),
        inline_references=True,
    )
    op.create_index(op.f("ix_residents_merged_into_id"), "residents", ["merged_into_id"])
    op.add_column(
        "identifiers",
        sa.Column(
            "amends_id",
            sa.Integer(),
            sa.ForeignKey("identifiers.id", name=op.f("fk_identifiers_amends_id_identifiers")),
            nullable=True,
        ),
        inline_references=True,
    )
    op.create_index("uq_identifiers_amends_id", "identifiers", ["amends_id"], unique=True)
    op.add_column(
        "identifiers", sa.Column("standing", sa.String(length=40), nullable=False, server_default="valid")
    )
    op.add_column(
        "identifiers", sa.Column("source", sa.String(length=40), nullable=False, server_default="typed")
    )
    op.add_column("identifiers", sa.Column("valid_to", sa.Date(), nullable=True))
    op.add_column("identifiers", sa.Column("reason", sa.Text(), nullable=False, server_default=""))
    # searched by its beginning, whatever the order of the database's language
    op.drop_index(op.f("ix_identifiers_number"), "identifiers")
    op.create_index(
        op.f("ix_identifiers_number"),
        "identifiers",
        ["number"],
        postgresql_ops={"number": "text_pattern_ops"},
    )
    op.create_table(
        "person_amendments",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("resident_id", sa.Integer(), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("old_value", sa.String(length=200), nullable=False),
        sa.Column("new_value", sa.String(length=200), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_name", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["accounts.id"], name=op.f("fk_person_amendments_recorded_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["resident_id"], ["residents.id"], name=op.f("fk_person_amendments_resident_id_residents")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_amendments")),
    )
    op.create_index(op.f("ix_person_amendments_resident_id"), "person_amendments", ["resident_id"])
    op.create_table(
        "person_merge_acts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(length=40), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=True),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("merged_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_name", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["kept_id"], ["residents.id"], name=op.f("fk_person_merge_acts_kept_id_residents")
        ),
        sa.ForeignKeyConstraint(
            ["merged_id"], ["residents.id"], name=op.f("fk_person_merge_acts_merged_id_residents")
        ),
        sa.ForeignKeyConstraint(
            ["proposal_id"],
            ["person_merge_acts.id"],
            name=op.f("fk_person_merge_acts_proposal_id_person_merge_acts"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["accounts.id"], name=op.f("fk_person_merge_acts_recorded_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_merge_acts")),
        sa.UniqueConstraint("proposal_id", "step", name=op.f("uq_person_merge_acts_proposal_id_step")),
    )
    op.create_index(op.f("ix_person_merge_acts_kept_id"), "person_merge_acts", ["kept_id"])
    op.create_index(op.f("ix_person_merge_acts_merged_id"), "person_merge_acts", ["merged_id"])
    op.create_table(
        "residences",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("address_text", sa.String(length=300), nullable=False),
        sa.Column("home_commune_id", sa.Integer(), nullable=False),
        sa.Column("address_mapping", sa.String(length=40), nullable=False),
        sa.Column("since", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["home_commune_id"], ["communes.id"], name=op.f("fk_residences_home_commune_id_communes")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["accounts.id"], name=op.f("fk_residences_recorded_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_residences_stay_id_stays")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_residences")),
    )
    op.create_index(op.f("ix_residences_stay_id"), "residences", ["stay_id"])
    op.execute(
        "INSERT INTO residences (stay_id, address_text, home_commune_id, address_mapping, reason, recorded_at, "
        "recorded_by_id) SELECT id, address_text, home_commune_id, address_mapping, '', admitted_at, created_by_id "
        "FROM stays ORDER BY id"
    )
    refuse_changes(FACTS)


def downgrade() -> None:
    allow_changes(FACTS)
    for table in reversed(FACTS):
        op.drop_table(table)
    op.drop_index(op.f("ix_identifiers_number"), "identifiers")
    op.create_index(op.f("ix_identifiers_number"), "identifiers", ["number"])
    op.drop_index("uq_identifiers_amends_id", "identifiers")
    for column in ("reason", "valid_to", "source", "standing", "amends_id"):
        op.drop_column("identifiers", column)
    op.drop_index(op.f("ix_residents_merged_into_id"), "residents")
    op.drop_column("residents", "merged_into_id")
