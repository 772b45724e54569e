"""Tables of things in custody and of contraband.

An item keeps its first row for life (its root): places, photos and returns name that one. A correction is a new row
that names the root and the row it amends.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from center.db import AppendOnly, Model, UTCDateTime, pk, text_enum


class ActKind(StrEnum):
    """What was done with items, in one go and under two signatures."""

    TAKEN = "taken"
    RETURNED = "returned"
    CANCELLED = "cancelled"
    """Says that a return never was."""


class ItemKind(StrEnum):
    """What an item is."""

    ITEM = "item"
    VALUABLE = "valuable"
    PAPER = "paper"
    """Identity papers, diplomas, papers of value."""


class PropertyAct(AppendOnly, Model):
    """Items taken or given back at one time; two named persons sign."""

    __tablename__ = "property_acts"
    __table_args__ = (
        Index(None, "stay_id", "id"),
        CheckConstraint("other_name <> ''", "two_signatures"),
        CheckConstraint("other_id IS NULL OR other_id <> recorded_by_id", "two_persons"),
        CheckConstraint("(kind = 'cancelled') = (cancels_id IS NOT NULL)", "cancels_one"),
        CheckConstraint("cancels_id IS NULL OR reason <> ''", "cancel_reason"),
    )

    id: Mapped[int] = pk()
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    kind: Mapped[ActKind] = mapped_column(text_enum(ActKind))
    happened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    other_name: Mapped[str] = mapped_column(String(120))
    """The second signature: the resident, a second member of the staff, or the relative who receives."""
    other_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    """Account of the second member of the staff."""
    other_relation: Mapped[str] = mapped_column(String(60), default="")
    """Relation to the resident; empty for the resident and for staff."""
    other_paper: Mapped[str] = mapped_column(String(40), default="")
    """Number of the identity paper a relative showed."""
    note: Mapped[str] = mapped_column(String(300), default="")
    cancels_id: Mapped[int | None] = mapped_column(ForeignKey("property_acts.id"), unique=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    client_id: Mapped[str | None] = mapped_column(String(36), unique=True)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))
    """The first signature."""


class Belonging(AppendOnly, Model):
    """An item taken into custody."""

    __tablename__ = "belongings"
    __table_args__ = (
        Index(None, "stay_id"),
        CheckConstraint("quantity >= 0", "quantity_positive"),
        CheckConstraint("(amends_id IS NULL) = (root_id IS NULL)", "amends_its_root"),
        CheckConstraint("amends_id IS NULL OR reason <> ''", "correction_reason"),
    )

    id: Mapped[int] = pk()
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    kind: Mapped[ItemKind] = mapped_column(text_enum(ItemKind), default=ItemKind.ITEM)
    description: Mapped[str] = mapped_column(String(200))
    quantity: Mapped[int]
    """Pieces; zero only in a correction: the item never was."""
    condition: Mapped[str] = mapped_column(String(120), default="")
    taken_at: Mapped[datetime] = mapped_column(UTCDateTime)
    act_id: Mapped[int | None] = mapped_column(ForeignKey("property_acts.id"))
    """None for items taken before acts were kept."""
    root_id: Mapped[int | None] = mapped_column(ForeignKey("belongings.id"))
    """First row of the item; None on that row."""
    amends_id: Mapped[int | None] = mapped_column(ForeignKey("belongings.id"), unique=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))

    @property
    def key(self) -> int:
        """Id of the item's first row."""
        return self.root_id or self.id


class BelongingReturn(AppendOnly, Model):
    """Some or all of an item given back."""

    __tablename__ = "belonging_returns"
    __table_args__ = (Index(None, "belonging_id"), Index(None, "act_id"))

    id: Mapped[int] = pk()
    belonging_id: Mapped[int] = mapped_column(ForeignKey("belongings.id"))
    """The item's root."""
    quantity: Mapped[int]
    received_by: Mapped[str] = mapped_column(String(120))
    """Who took it: the resident, or a relative with the relation."""
    returned_at: Mapped[datetime] = mapped_column(UTCDateTime)
    act_id: Mapped[int | None] = mapped_column(ForeignKey("property_acts.id"))
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class PropertyBag(Model):
    """A sealed bag. Opened once, never otherwise changed: what stays in custody then gets a new seal."""

    __tablename__ = "property_bags"
    __table_args__ = (
        Index(
            "uq_property_bags_in_use",
            "number",
            unique=True,
            sqlite_where=text("opened_at IS NULL"),
            postgresql_where=text("opened_at IS NULL"),
        ),
        Index(None, "stay_id"),
        CheckConstraint("number <> ''", "numbered"),
    )

    id: Mapped[int] = pk()
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    number: Mapped[str] = mapped_column(String(40))
    """Number of the seal; unique among the bags in use."""
    sealed_at: Mapped[datetime] = mapped_column(UTCDateTime)
    sealed_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    opened_at: Mapped[datetime | None] = mapped_column(UTCDateTime)
    opened_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    open_reason: Mapped[str] = mapped_column(String(200), default="")


class BelongingPlace(AppendOnly, Model):
    """Where an item lies from an instant on; the newest row holds."""

    __tablename__ = "belonging_places"
    __table_args__ = (Index(None, "belonging_id", "id"), Index(None, "bag_id"))

    id: Mapped[int] = pk()
    belonging_id: Mapped[int] = mapped_column(ForeignKey("belongings.id"))
    """The item's root."""
    bag_id: Mapped[int | None] = mapped_column(ForeignKey("property_bags.id"))
    place: Mapped[str] = mapped_column(String(80), default="")
    since_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class BelongingPhoto(AppendOnly, Model):
    """A picture of an item, as it was taken."""

    __tablename__ = "belonging_photos"
    __table_args__ = (Index(None, "belonging_id"),)

    id: Mapped[int] = pk()
    belonging_id: Mapped[int] = mapped_column(ForeignKey("belongings.id"))
    """The item's root."""
    file_id: Mapped[int] = mapped_column(ForeignKey("stored_files.id"))
    taken_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class FoundWhere(StrEnum):
    """In what search contraband was found."""

    ENTRY = "entry"
    """Body search at the gate."""
    ROOM = "room"
    VISIT = "visit"
    POST = "post"
    """In a parcel or letter."""
    OTHER = "other"


class ContrabandOutcome(StrEnum):
    """What became of contraband."""

    DESTROYED = "destroyed"
    HANDED_OVER = "handed_over"
    """To the police or another body."""
    SENT_BACK = "sent_back"
    """To the sender or family, where the house rules allow it."""


class Contraband(AppendOnly, Model):
    """Something nobody may have, found on a resident; never mixed with things in custody."""

    __tablename__ = "contraband"
    __table_args__ = (
        Index(None, "stay_id"),
        CheckConstraint("witness_name <> ''", "two_signatures"),
        CheckConstraint("witness_id IS NULL OR witness_id <> recorded_by_id", "two_persons"),
    )

    id: Mapped[int] = pk()
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    found_at: Mapped[datetime] = mapped_column(UTCDateTime)
    found_where: Mapped[FoundWhere] = mapped_column(text_enum(FoundWhere))
    description: Mapped[str] = mapped_column(String(200))
    amount: Mapped[str] = mapped_column(String(60))
    """As written on the record: ``2 gói, khoảng 1 g``."""
    witness_name: Mapped[str] = mapped_column(String(120))
    witness_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    note: Mapped[str] = mapped_column(Text, default="")
    client_id: Mapped[str | None] = mapped_column(String(36), unique=True)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))


class ContrabandEnd(AppendOnly, Model):
    """What became of one find, with the number of the record about it."""

    __tablename__ = "contraband_ends"
    __table_args__ = (
        CheckConstraint("record_number <> ''", "record_numbered"),
        CheckConstraint("outcome = 'destroyed' OR receiver <> ''", "receiver_named"),
    )

    id: Mapped[int] = pk()
    contraband_id: Mapped[int] = mapped_column(ForeignKey("contraband.id"), unique=True)
    outcome: Mapped[ContrabandOutcome] = mapped_column(text_enum(ContrabandOutcome))
    record_number: Mapped[str] = mapped_column(String(60))
    happened_on: Mapped[date]
    receiver: Mapped[str] = mapped_column(String(160), default="")
    witness_name: Mapped[str] = mapped_column(String(120), default="")
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))
