"""Make room for what residents have in custody (money, things, contraband) and for the kit they are handed out.

Why: until now money was an item among the belongings, and an item had no second signature, place or picture. A money
entry names the one before it by a composite foreign key and starts from its balance, so that the database itself keeps
every balance the sum of its entries and never below zero. Items taken before stay as they are, without an act.

Revision: 0010, after 0009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from center.append_only import allow_changes, refuse_changes

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

MONEY = (
    "money_entries",
    "cash_movements",
    "cash_counts",
    "cash_closings",
    "money_limits",
    "labour_pools",
)
THINGS = ("property_acts", "belonging_places", "belonging_photos", "contraband", "contraband_ends")
KIT = ("kit_sizes", "kit_issues", "kit_lines")
ALTERED = ("belongings", "belonging_returns")


def upgrade() -> None:
    _money()
    _things()
    _kit()
    refuse_changes((*MONEY, *KIT))
    allow_changes(ALTERED)
    with op.batch_alter_table("belongings") as batch:
        batch.add_column(sa.Column("kind", sa.String(length=40), nullable=False, server_default="item"))
        batch.add_column(sa.Column("act_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("root_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("amends_id", sa.Integer(), nullable=True))
        batch.add_column(sa.Column("reason", sa.Text(), nullable=False, server_default=""))
        for column, table in (
            ("act_id", "property_acts"),
            ("root_id", "belongings"),
            ("amends_id", "belongings"),
        ):
            batch.create_foreign_key(op.f(f"fk_belongings_{column}_{table}"), table, [column], ["id"])
        batch.create_unique_constraint(op.f("uq_belongings_amends_id"), ["amends_id"])
        batch.create_check_constraint(op.f("ck_belongings_quantity_positive"), "quantity >= 0")
        batch.create_check_constraint(
            op.f("ck_belongings_amends_its_root"), "(amends_id IS NULL) = (root_id IS NULL)"
        )
        batch.create_check_constraint(
            op.f("ck_belongings_correction_reason"), "amends_id IS NULL OR reason <> ''"
        )
    with op.batch_alter_table("belonging_returns") as batch:
        batch.add_column(sa.Column("act_id", sa.Integer(), nullable=True))
        batch.create_foreign_key(
            op.f("fk_belonging_returns_act_id_property_acts"), "property_acts", ["act_id"], ["id"]
        )
        batch.create_index(op.f("ix_belonging_returns_act_id"), ["act_id"])
    with op.batch_alter_table("belongings") as batch:
        batch.alter_column("kind", server_default=None)
        batch.alter_column("reason", server_default=None)
    refuse_changes((*ALTERED, *THINGS))


def downgrade() -> None:
    allow_changes((*MONEY, *THINGS, *KIT, *ALTERED))
    with op.batch_alter_table("belonging_returns") as batch:
        batch.drop_index(op.f("ix_belonging_returns_act_id"))
        batch.drop_constraint(op.f("fk_belonging_returns_act_id_property_acts"), type_="foreignkey")
        batch.drop_column("act_id")
    with op.batch_alter_table("belongings") as batch:
        for check in ("quantity_positive", "amends_its_root", "correction_reason"):
            batch.drop_constraint(op.f(f"ck_belongings_{check}"), type_="check")
        batch.drop_constraint(op.f("uq_belongings_amends_id"), type_="unique")
        for name in ("act_id_property_acts", "root_id_belongings", "amends_id_belongings"):
            batch.drop_constraint(op.f(f"fk_belongings_{name}"), type_="foreignkey")
        for column in ("reason", "amends_id", "root_id", "act_id", "kind"):
            batch.drop_column(column)
    refuse_changes(ALTERED)
    for table in (
        "contraband_ends",
        "contraband",
        "belonging_photos",
        "belonging_places",
        "property_bags",
        "property_acts",
        *reversed((*MONEY, *KIT)),
    ):
        op.drop_table(table)


def _money() -> None:
    op.create_table(
        "money_entries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("previous_seq", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("means", sa.String(length=40), nullable=False),
        sa.Column("booked_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("balance_before", sa.BigInteger(), nullable=False),
        sa.Column("balance_after", sa.BigInteger(), nullable=False),
        sa.Column("held_part", sa.BigInteger(), nullable=False),
        sa.Column("held_before", sa.BigInteger(), nullable=False),
        sa.Column("held_after", sa.BigInteger(), nullable=False),
        sa.Column("receipt_series", sa.String(length=4), nullable=False),
        sa.Column("receipt_year", sa.Integer(), nullable=False),
        sa.Column("receipt_number", sa.Integer(), nullable=False),
        sa.Column("party", sa.String(length=120), nullable=False),
        sa.Column("party_relation", sa.String(length=60), nullable=False),
        sa.Column("party_paper", sa.String(length=40), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("share_month", sa.Date(), nullable=True),
        sa.Column("amends_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_name", sa.String(length=120), nullable=False),
        sa.CheckConstraint(
            "amount <> 0 AND balance_after = balance_before + amount",
            name=op.f("ck_money_entries_balance_is_sum"),
        ),
        sa.CheckConstraint(
            "(kind = 'correction') = (amends_id IS NOT NULL)", name=op.f("ck_money_entries_correction_amends")
        ),
        sa.CheckConstraint(
            "amends_id IS NULL OR reason <> ''", name=op.f("ck_money_entries_correction_reason")
        ),
        sa.CheckConstraint(
            "seq >= 1 AND coalesce(previous_seq, 0) = seq - 1", name=op.f("ck_money_entries_follows")
        ),
        sa.CheckConstraint("held_after = held_before + held_part", name=op.f("ck_money_entries_held_is_sum")),
        sa.CheckConstraint(
            "held_after >= 0 AND balance_after >= held_after", name=op.f("ck_money_entries_never_negative")
        ),
        sa.CheckConstraint(
            "(kind = 'labour_share') = (share_month IS NOT NULL)",
            name=op.f("ck_money_entries_share_of_month"),
        ),
        sa.CheckConstraint(
            "previous_seq IS NOT NULL OR (balance_before = 0 AND held_before = 0)",
            name=op.f("ck_money_entries_starts_empty"),
        ),
        sa.CheckConstraint("party <> ''", name=op.f("ck_money_entries_two_parties")),
        sa.ForeignKeyConstraint(
            ["amends_id"], ["money_entries.id"], name=op.f("fk_money_entries_amends_id_money_entries")
        ),
        sa.ForeignKeyConstraint(
            ["stay_id", "previous_seq", "balance_before", "held_before"],
            [
                "money_entries.stay_id",
                "money_entries.seq",
                "money_entries.balance_after",
                "money_entries.held_after",
            ],
            name=op.f("fk_money_entries_chain"),
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["accounts.id"], name=op.f("fk_money_entries_recorded_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_money_entries_stay_id_stays")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_money_entries")),
        sa.UniqueConstraint("amends_id", name=op.f("uq_money_entries_amends_id")),
        sa.UniqueConstraint(
            "stay_id", "seq", "balance_after", "held_after", name=op.f("uq_money_entries_chain")
        ),
        sa.UniqueConstraint("client_id", name=op.f("uq_money_entries_client_id")),
        sa.UniqueConstraint(
            "receipt_series",
            "receipt_year",
            "receipt_number",
            name=op.f("uq_money_entries_receipt_series_receipt_year_receipt_number"),
        ),
        sa.UniqueConstraint("stay_id", "seq", name=op.f("uq_money_entries_stay_id_seq")),
        sa.UniqueConstraint("stay_id", "share_month", name=op.f("uq_money_entries_stay_id_share_month")),
    )
    op.create_index(op.f("ix_money_entries_booked_on"), "money_entries", ["booked_on"], unique=False)
    op.create_table(
        "cash_movements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("booked_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("receipt_year", sa.Integer(), nullable=False),
        sa.Column("receipt_number", sa.Integer(), nullable=False),
        sa.Column("party", sa.String(length=120), nullable=False),
        sa.Column("reference", sa.String(length=80), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("amends_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_name", sa.String(length=120), nullable=False),
        sa.CheckConstraint("amount <> 0", name=op.f("ck_cash_movements_amount_some")),
        sa.CheckConstraint(
            "amends_id IS NULL OR reason <> ''", name=op.f("ck_cash_movements_correction_reason")
        ),
        sa.CheckConstraint("party <> ''", name=op.f("ck_cash_movements_two_parties")),
        sa.ForeignKeyConstraint(
            ["amends_id"], ["cash_movements.id"], name=op.f("fk_cash_movements_amends_id_cash_movements")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["accounts.id"], name=op.f("fk_cash_movements_recorded_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cash_movements")),
        sa.UniqueConstraint("amends_id", name=op.f("uq_cash_movements_amends_id")),
        sa.UniqueConstraint("client_id", name=op.f("uq_cash_movements_client_id")),
        sa.UniqueConstraint(
            "receipt_year", "receipt_number", name=op.f("uq_cash_movements_receipt_year_receipt_number")
        ),
    )
    op.create_index(op.f("ix_cash_movements_booked_on"), "cash_movements", ["booked_on"], unique=False)
    op.create_table(
        "cash_counts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("opening", sa.BigInteger(), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("paid", sa.BigInteger(), nullable=False),
        sa.Column("computed", sa.BigInteger(), nullable=False),
        sa.Column("counted", sa.BigInteger(), nullable=False),
        sa.Column("notes", sa.JSON(), nullable=False),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("counted_by_id", sa.Integer(), nullable=False),
        sa.Column("counted_by_name", sa.String(length=120), nullable=False),
        sa.CheckConstraint(
            "computed = opening + received - paid", name=op.f("ck_cash_counts_computed_is_sum")
        ),
        sa.CheckConstraint("counted >= 0", name=op.f("ck_cash_counts_counted_positive")),
        sa.CheckConstraint(
            "counted = computed OR explanation <> ''", name=op.f("ck_cash_counts_difference_explained")
        ),
        sa.ForeignKeyConstraint(
            ["counted_by_id"], ["accounts.id"], name=op.f("fk_cash_counts_counted_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cash_counts")),
    )
    op.create_index(op.f("ix_cash_counts_day"), "cash_counts", ["day"], unique=False)
    op.create_table(
        "cash_closings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("count_id", sa.Integer(), nullable=False),
        sa.Column("counted_by_id", sa.Integer(), nullable=False),
        sa.Column("closed_by_id", sa.Integer(), nullable=False),
        sa.Column("closed_by_name", sa.String(length=120), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("closed_by_id <> counted_by_id", name=op.f("ck_cash_closings_two_signatures")),
        sa.ForeignKeyConstraint(
            ["closed_by_id"], ["accounts.id"], name=op.f("fk_cash_closings_closed_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["count_id"], ["cash_counts.id"], name=op.f("fk_cash_closings_count_id_cash_counts")
        ),
        sa.ForeignKeyConstraint(
            ["counted_by_id"], ["accounts.id"], name=op.f("fk_cash_closings_counted_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cash_closings")),
        sa.UniqueConstraint("count_id", name=op.f("uq_cash_closings_count_id")),
        sa.UniqueConstraint("day", name=op.f("uq_cash_closings_day")),
    )
    op.create_table(
        "money_limits",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("basis", sa.String(length=200), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_name", sa.String(length=120), nullable=False),
        sa.CheckConstraint("amount IS NULL OR amount >= 0", name=op.f("ck_money_limits_amount_positive")),
        sa.CheckConstraint("basis <> ''", name=op.f("ck_money_limits_basis_named")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["accounts.id"], name=op.f("fk_money_limits_recorded_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_money_limits")),
    )
    op.create_index(
        op.f("ix_money_limits_kind_valid_from"), "money_limits", ["kind", "valid_from"], unique=False
    )
    op.create_table(
        "labour_pools",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("surplus", sa.BigInteger(), nullable=False),
        sa.Column("pool", sa.BigInteger(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_name", sa.String(length=120), nullable=False),
        sa.CheckConstraint(
            "surplus >= 0 AND pool >= 0 AND pool <= surplus", name=op.f("ck_labour_pools_pool_inside_surplus")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["accounts.id"], name=op.f("fk_labour_pools_recorded_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_labour_pools")),
    )
    op.create_index(op.f("ix_labour_pools_month"), "labour_pools", ["month"], unique=False)


def _things() -> None:
    op.create_table(
        "property_acts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("other_name", sa.String(length=120), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=True),
        sa.Column("other_relation", sa.String(length=60), nullable=False),
        sa.Column("other_paper", sa.String(length=40), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("cancels_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_name", sa.String(length=120), nullable=False),
        sa.CheckConstraint("cancels_id IS NULL OR reason <> ''", name=op.f("ck_property_acts_cancel_reason")),
        sa.CheckConstraint(
            "(kind = 'cancelled') = (cancels_id IS NOT NULL)", name=op.f("ck_property_acts_cancels_one")
        ),
        sa.CheckConstraint(
            "other_id IS NULL OR other_id <> recorded_by_id", name=op.f("ck_property_acts_two_persons")
        ),
        sa.CheckConstraint("other_name <> ''", name=op.f("ck_property_acts_two_signatures")),
        sa.ForeignKeyConstraint(
            ["cancels_id"], ["property_acts.id"], name=op.f("fk_property_acts_cancels_id_property_acts")
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["accounts.id"], name=op.f("fk_property_acts_other_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["accounts.id"], name=op.f("fk_property_acts_recorded_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_property_acts_stay_id_stays")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_property_acts")),
        sa.UniqueConstraint("cancels_id", name=op.f("uq_property_acts_cancels_id")),
        sa.UniqueConstraint("client_id", name=op.f("uq_property_acts_client_id")),
    )
    op.create_index(op.f("ix_property_acts_stay_id_id"), "property_acts", ["stay_id", "id"], unique=False)
    op.create_table(
        "property_bags",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=40), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed_by_id", sa.Integer(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened_by_id", sa.Integer(), nullable=True),
        sa.Column("open_reason", sa.String(length=200), nullable=False),
        sa.CheckConstraint("number <> ''", name=op.f("ck_property_bags_numbered")),
        sa.ForeignKeyConstraint(
            ["opened_by_id"], ["accounts.id"], name=op.f("fk_property_bags_opened_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["sealed_by_id"], ["accounts.id"], name=op.f("fk_property_bags_sealed_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_property_bags_stay_id_stays")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_property_bags")),
    )
    op.create_index(op.f("ix_property_bags_stay_id"), "property_bags", ["stay_id"], unique=False)
    op.create_index(
        op.f("uq_property_bags_in_use"),
        "property_bags",
        ["number"],
        unique=True,
        sqlite_where=sa.text("opened_at IS NULL"),
        postgresql_where=sa.text("opened_at IS NULL"),
    )
    op.create_table(
        "belonging_places",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("belonging_id", sa.Integer(), nullable=False),
        sa.Column("bag_id", sa.Integer(), nullable=True),
        sa.Column("place", sa.String(length=80), nullable=False),
        sa.Column("since_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["bag_id"], ["property_bags.id"], name=op.f("fk_belonging_places_bag_id_property_bags")
        ),
        sa.ForeignKeyConstraint(
            ["belonging_id"], ["belongings.id"], name=op.f("fk_belonging_places_belonging_id_belongings")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["accounts.id"], name=op.f("fk_belonging_places_recorded_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_belonging_places")),
    )
    op.create_index(op.f("ix_belonging_places_bag_id"), "belonging_places", ["bag_id"], unique=False)
    op.create_index(
        op.f("ix_belonging_places_belonging_id_id"), "belonging_places", ["belonging_id", "id"], unique=False
    )
    op.create_table(
        "belonging_photos",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("belonging_id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["belonging_id"], ["belongings.id"], name=op.f("fk_belonging_photos_belonging_id_belongings")
        ),
        sa.ForeignKeyConstraint(
            ["file_id"], ["stored_files.id"], name=op.f("fk_belonging_photos_file_id_stored_files")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["accounts.id"], name=op.f("fk_belonging_photos_recorded_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_belonging_photos")),
    )
    op.create_index(
        op.f("ix_belonging_photos_belonging_id"), "belonging_photos", ["belonging_id"], unique=False
    )
    op.create_table(
        "contraband",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("found_where", sa.String(length=40), nullable=False),
        sa.Column("description", sa.String(length=200), nullable=False),
        sa.Column("amount", sa.String(length=60), nullable=False),
        sa.Column("witness_name", sa.String(length=120), nullable=False),
        sa.Column("witness_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("client_id", sa.String(length=36), nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_name", sa.String(length=120), nullable=False),
        sa.CheckConstraint(
            "witness_id IS NULL OR witness_id <> recorded_by_id", name=op.f("ck_contraband_two_persons")
        ),
        sa.CheckConstraint("witness_name <> ''", name=op.f("ck_contraband_two_signatures")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["accounts.id"], name=op.f("fk_contraband_recorded_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_contraband_stay_id_stays")),
        sa.ForeignKeyConstraint(
            ["witness_id"], ["accounts.id"], name=op.f("fk_contraband_witness_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contraband")),
        sa.UniqueConstraint("client_id", name=op.f("uq_contraband_client_id")),
    )
    op.create_index(op.f("ix_contraband_stay_id"), "contraband", ["stay_id"], unique=False)
    op.create_table(
        "contraband_ends",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contraband_id", sa.Integer(), nullable=False),
        sa.Column("outcome", sa.String(length=40), nullable=False),
        sa.Column("record_number", sa.String(length=60), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("receiver", sa.String(length=160), nullable=False),
        sa.Column("witness_name", sa.String(length=120), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_name", sa.String(length=120), nullable=False),
        sa.CheckConstraint(
            "outcome = 'destroyed' OR receiver <> ''", name=op.f("ck_contraband_ends_receiver_named")
        ),
        sa.CheckConstraint("record_number <> ''", name=op.f("ck_contraband_ends_record_numbered")),
        sa.ForeignKeyConstraint(
            ["contraband_id"], ["contraband.id"], name=op.f("fk_contraband_ends_contraband_id_contraband")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["accounts.id"], name=op.f("fk_contraband_ends_recorded_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contraband_ends")),
        sa.UniqueConstraint("contraband_id", name=op.f("uq_contraband_ends_contraband_id")),
    )


def _kit() -> None:
    op.create_table(
        "kit_sizes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("clothes", sa.String(length=10), nullable=False),
        sa.Column("shoes", sa.String(length=10), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["accounts.id"], name=op.f("fk_kit_sizes_recorded_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_kit_sizes_stay_id_stays")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kit_sizes")),
    )
    op.create_index(op.f("ix_kit_sizes_stay_id_id"), "kit_sizes", ["stay_id", "id"], unique=False)
    op.create_table(
        "kit_issues",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("received_by", sa.String(length=120), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("batch_key", sa.String(length=36), nullable=True),
        sa.Column("amends_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_name", sa.String(length=120), nullable=False),
        sa.CheckConstraint("amends_id IS NULL OR reason <> ''", name=op.f("ck_kit_issues_correction_reason")),
        sa.CheckConstraint("received_by <> ''", name=op.f("ck_kit_issues_receiver_named")),
        sa.ForeignKeyConstraint(
            ["amends_id"], ["kit_issues.id"], name=op.f("fk_kit_issues_amends_id_kit_issues")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["accounts.id"], name=op.f("fk_kit_issues_recorded_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_kit_issues_stay_id_stays")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kit_issues")),
        sa.UniqueConstraint("amends_id", name=op.f("uq_kit_issues_amends_id")),
        sa.UniqueConstraint("batch_key", "stay_id", name=op.f("uq_kit_issues_batch_key_stay_id")),
    )
    op.create_index(
        op.f("ix_kit_issues_stay_id_issued_on"), "kit_issues", ["stay_id", "issued_on"], unique=False
    )
    op.create_table(
        "kit_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issue_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("size", sa.String(length=10), nullable=False),
        sa.Column("value_vnd", sa.BigInteger(), nullable=True),
        sa.Column("over_reason", sa.String(length=200), nullable=False),
        sa.CheckConstraint("quantity > 0", name=op.f("ck_kit_lines_quantity_positive")),
        sa.CheckConstraint("value_vnd IS NULL OR value_vnd >= 0", name=op.f("ck_kit_lines_value_positive")),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["kit_issues.id"], name=op.f("fk_kit_lines_issue_id_kit_issues")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kit_lines")),
    )
    op.create_index(op.f("ix_kit_lines_issue_id"), "kit_lines", ["issue_id"], unique=False)
