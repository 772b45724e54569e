"""Build the center: sites, buildings, floor plans, dated rules of admission, outages, people kept apart.

Until now a zone had a purpose and a sex, a bed a flag. Sites and buildings are added, rooms get area and place on a
plan, the flag becomes rows with days and a reason, whom a zone admits becomes dated rows, and bed assignments say
by which act and why. A trigger keeps the history of beds and stays without overlaps.

Revision: 0009, after 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from center.append_only import allow_changes, refuse_changes

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

FACTS = ("zone_policies", "body_sexes", "keep_apart_pairs")
NEW_ROOM_COLUMNS = ("floor", "area_m2", "care_24h", "grid_x", "grid_y", "grid_w", "grid_h", "closed_on")

SQLITE_TRIGGER = """
CREATE TRIGGER bed_assignments_no_overlap BEFORE INSERT ON bed_assignments
WHEN EXISTS (SELECT 1 FROM bed_assignments WHERE bed_id = NEW.bed_id AND until_at > NEW.from_at)
  OR EXISTS (SELECT 1 FROM bed_assignments WHERE stay_id = NEW.stay_id AND until_at > NEW.from_at)
BEGIN SELECT RAISE(ABORT, 'an assignment of the bed or stay ends after this one begins'); END
"""
POSTGRES_FUNCTION = """
CREATE FUNCTION refuse_bed_overlap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM bed_assignments WHERE bed_id = NEW.bed_id AND until_at > NEW.from_at)
     OR EXISTS (SELECT 1 FROM bed_assignments WHERE stay_id = NEW.stay_id AND until_at > NEW.from_at) THEN
    RAISE EXCEPTION 'an assignment of the bed or stay ends after this one begins' USING ERRCODE = 'exclusion_violation';
  END IF;
  RETURN NEW;
END $$
"""
POSTGRES_TRIGGER = """
CREATE TRIGGER bed_assignments_no_overlap BEFORE INSERT ON bed_assignments
FOR EACH ROW EXECUTE FUNCTION refuse_bed_overlap()
"""


def upgrade() -> None:
    op.create_table(
        "sites",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("is_satellite", sa.Boolean(), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("terrain", sa.String(length=40), nullable=True),
        sa.Column("land_m2", sa.Integer(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sites")),
        sa.UniqueConstraint("code", name=op.f("uq_sites_code")),
    )
    op.create_table(
        "buildings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("site_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("floors", sa.Integer(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["site_id"], ["sites.id"], name=op.f("fk_buildings_site_id_sites")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_buildings")),
        sa.UniqueConstraint("site_id", "code", name=op.f("uq_buildings_site_id_code")),
    )
    op.create_table(
        "outages",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("bed_id", sa.Integer(), nullable=True),
        sa.Column("room_id", sa.Integer(), nullable=True),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(length=160), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("(bed_id IS NULL) <> (room_id IS NULL)", name=op.f("ck_outages_bed_or_room")),
        sa.CheckConstraint("until_on IS NULL OR until_on >= from_on", name=op.f("ck_outages_days_in_order")),
        sa.ForeignKeyConstraint(["bed_id"], ["beds.id"], name=op.f("fk_outages_bed_id_beds")),
        sa.ForeignKeyConstraint(["room_id"], ["rooms.id"], name=op.f("fk_outages_room_id_rooms")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["accounts.id"], name=op.f("fk_outages_recorded_by_id_accounts")
        ),
        sa.ForeignKeyConstraint(
            ["ended_by_id"], ["accounts.id"], name=op.f("fk_outages_ended_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outages")),
    )
    op.create_index(op.f("ix_outages_bed_id"), "outages", ["bed_id"])
    op.create_index(op.f("ix_outages_room_id"), "outages", ["room_id"])
    _facts()
    _places()
    _assignments()


def _facts() -> None:
    op.create_table(
        "zone_policies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("zone_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("sex", sa.String(length=40), nullable=True),
        sa.Column("minors", sa.String(length=40), nullable=False),
        sa.Column("isolation", sa.String(length=40), nullable=False),
        sa.Column("discipline", sa.String(length=40), nullable=False),
        sa.Column("stages", sa.String(length=120), nullable=False),
        sa.Column("kinds", sa.String(length=120), nullable=False),
        sa.Column("rule_sets", sa.String(length=60), nullable=False),
        sa.Column("basis", sa.String(length=200), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.Column("recorded_by_name", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["zone_id"], ["zones.id"], name=op.f("fk_zone_policies_zone_id_zones")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["accounts.id"], name=op.f("fk_zone_policies_recorded_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_zone_policies")),
    )
    op.create_index(op.f("ix_zone_policies_zone_id_valid_from"), "zone_policies", ["zone_id", "valid_from"])
    op.create_table(
        "body_sexes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("sex", sa.String(length=40), nullable=False),
        sa.Column("basis", sa.String(length=200), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_body_sexes_stay_id_stays")),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["accounts.id"], name=op.f("fk_body_sexes_recorded_by_id_accounts")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_sexes")),
    )
    op.create_index(op.f("ix_body_sexes_stay_id_id"), "body_sexes", ["stay_id", "id"])
    op.create_table(
        "keep_apart_pairs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("stay_id", sa.Integer(), nullable=False),
        sa.Column("other_stay_id", sa.Integer(), nullable=False),
        sa.Column("restriction_id", sa.Integer(), nullable=False),
        sa.Column("other_restriction_id", sa.Integer(), nullable=False),
        sa.Column("scope", sa.String(length=40), nullable=False),
        sa.CheckConstraint("stay_id <> other_stay_id", name=op.f("ck_keep_apart_pairs_two_people")),
        sa.ForeignKeyConstraint(["stay_id"], ["stays.id"], name=op.f("fk_keep_apart_pairs_stay_id_stays")),
        sa.ForeignKeyConstraint(
            ["other_stay_id"], ["stays.id"], name=op.f("fk_keep_apart_pairs_other_stay_id_stays")
        ),
        sa.ForeignKeyConstraint(
            ["restriction_id"],
            ["restrictions.id"],
            name=op.f("fk_keep_apart_pairs_restriction_id_restrictions"),
        ),
        sa.ForeignKeyConstraint(
            ["other_restriction_id"],
            ["restrictions.id"],
            name=op.f("fk_keep_apart_pairs_other_restriction_id_restrictions"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_keep_apart_pairs")),
        sa.UniqueConstraint("restriction_id", name=op.f("uq_keep_apart_pairs_restriction_id")),
        sa.UniqueConstraint("other_restriction_id", name=op.f("uq_keep_apart_pairs_other_restriction_id")),
    )
    op.create_index(op.f("ix_keep_apart_pairs_stay_id"), "keep_apart_pairs", ["stay_id"])
    op.create_index(op.f("ix_keep_apart_pairs_other_stay_id"), "keep_apart_pairs", ["other_stay_id"])
    refuse_changes(FACTS)


def _places() -> None:
    # as SQL: Alembic would make the table anew on SQLite, and others refer to it
    op.execute(
        "ALTER TABLE zones ADD COLUMN site_id INTEGER CONSTRAINT fk_zones_site_id_sites REFERENCES sites (id)"
    )
    op.add_column("zones", sa.Column("capacity", sa.Integer(), nullable=True))
    op.add_column("zones", sa.Column("closed_on", sa.Date(), nullable=True))
    op.execute(
        "ALTER TABLE rooms ADD COLUMN building_id INTEGER "
        "CONSTRAINT fk_rooms_building_id_buildings REFERENCES buildings (id)"
    )
    op.add_column("rooms", sa.Column("floor", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("rooms", sa.Column("area_m2", sa.Numeric(6, 1), nullable=True))
    op.add_column("rooms", sa.Column("care_24h", sa.Boolean(), nullable=False, server_default=sa.false()))
    for name in ("grid_x", "grid_y", "grid_w", "grid_h"):
        op.add_column("rooms", sa.Column(name, sa.Integer(), nullable=True))
    op.add_column("rooms", sa.Column("closed_on", sa.Date(), nullable=True))
    op.create_index(op.f("ix_rooms_building_id_floor"), "rooms", ["building_id", "floor"])
    op.add_column("beds", sa.Column("closed_on", sa.Date(), nullable=True))
    # what is there already stands on one site, and what is broken stays broken
    op.execute(
        "INSERT INTO sites (code, name, is_satellite, address) "
        "SELECT 'CS1', 'Cơ sở chính', false, '' WHERE EXISTS (SELECT 1 FROM zones)"
    )
    op.execute("UPDATE zones SET site_id = (SELECT min(id) FROM sites)")
    op.execute(
        "INSERT INTO outages (bed_id, from_on, reason, recorded_at) "
        "SELECT id, CURRENT_DATE, 'Đã ghi hỏng trước khi có sổ hỏng', CURRENT_TIMESTAMP FROM beds "
        "WHERE out_of_order"
    )
    op.drop_column("beds", "out_of_order")


def _assignments() -> None:
    with op.batch_alter_table("bed_assignments") as batch:
        batch.add_column(sa.Column("cause", sa.String(length=40), nullable=False, server_default="move"))
        batch.add_column(sa.Column("reason", sa.String(length=200), nullable=False, server_default=""))
        batch.add_column(
            sa.Column("override_reason", sa.String(length=200), nullable=False, server_default="")
        )
        batch.add_column(
            sa.Column("assigned_by_name", sa.String(length=120), nullable=False, server_default="")
        )
        batch.add_column(sa.Column("client_id", sa.String(length=36), nullable=True))
        batch.create_check_constraint(
            op.f("ck_bed_assignments_instants_in_order"), "until_at IS NULL OR until_at >= from_at"
        )
        batch.create_index(op.f("ix_bed_assignments_bed_id_from_at"), ["bed_id", "from_at"])
    if op.get_bind().dialect.name == "sqlite":
        op.execute(SQLITE_TRIGGER)
    else:
        op.execute(POSTGRES_FUNCTION)
        op.execute(POSTGRES_TRIGGER)


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER bed_assignments_no_overlap")
    else:
        op.execute("DROP TRIGGER bed_assignments_no_overlap ON bed_assignments")
        op.execute("DROP FUNCTION refuse_bed_overlap()")
    with op.batch_alter_table("bed_assignments") as batch:
        batch.drop_index(op.f("ix_bed_assignments_bed_id_from_at"))
        batch.drop_constraint(op.f("ck_bed_assignments_instants_in_order"), type_="check")
        for name in ("client_id", "assigned_by_name", "override_reason", "reason", "cause"):
            batch.drop_column(name)
    op.add_column("beds", sa.Column("out_of_order", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(
        "UPDATE beds SET out_of_order = true WHERE id IN "
        "(SELECT bed_id FROM outages WHERE ended_on IS NULL AND until_on IS NULL)"
    )
    op.drop_column("beds", "closed_on")
    op.drop_index(op.f("ix_rooms_building_id_floor"), "rooms")
    for name in reversed((*NEW_ROOM_COLUMNS, "building_id")):
        op.drop_column("rooms", name)
    for name in ("closed_on", "capacity", "site_id"):
        op.drop_column("zones", name)
    allow_changes(FACTS)
    for table in ("keep_apart_pairs", "body_sexes", "zone_policies", "outages", "buildings", "sites"):
        op.drop_table(table)
