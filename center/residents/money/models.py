"""Tables of the money in custody.

Every row is a fact. The database itself keeps an account right: each entry names the one before it and starts from the
balance that one ended with, so the balance is always the sum of the entries, and no row can end below zero.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from center.db import AppendOnly, Model, UTCDateTime, pk, text_enum
from center.residents.stay.models import Stay


class MoneyKind(StrEnum):
    """Why money comes into an account or leaves it (Decree 163/2026 arts 118, 120.3, 123.3)."""

    OPENING = "opening"
    """Balance carried over from the paper book when the center begins with the program."""
    FOUND = "found"
    """Taken into custody at the gate."""
    RELATIVE = "relative"
    """Brought by a relative."""
    POST = "post"
    """Sent by post and collected by the designated officer."""
    LABOUR_SHARE = "labour_share"
    """The resident's part of the surplus of labour; held until the release."""
    CANTEEN = "canteen"
    PHONE_POST = "phone_post"
    SENT_HOME = "sent_home"
    RETURNED = "returned"
    """Paid out when the stay ends."""
    CORRECTION = "correction"
    """The difference that puts an earlier entry right."""


class Means(StrEnum):
    """Whether notes changed hands at the desk."""

    CASH = "cash"
    BOOK = "book"
    """By bank or in the books only; the cash box does not change."""


class MoneyEntry(AppendOnly, Model):
    """One line of a resident's account."""

    __tablename__ = "money_entries"
    __table_args__ = (
        UniqueConstraint("stay_id", "seq"),
        UniqueConstraint("stay_id", "seq", "balance_after", "held_after", name="uq_money_entries_chain"),
        UniqueConstraint("receipt_series", "receipt_year", "receipt_number"),
        UniqueConstraint("stay_id", "share_month"),
        ForeignKeyConstraint(
            ["stay_id", "previous_seq", "balance_before", "held_before"],
            [
                "money_entries.stay_id",
                "money_entries.seq",
                "money_entries.balance_after",
                "money_entries.held_after",
            ],
            name="fk_money_entries_chain",
        ),
        CheckConstraint("seq >= 1 AND coalesce(previous_seq, 0) = seq - 1", "follows"),
        CheckConstraint(
            "previous_seq IS NOT NULL OR (balance_before = 0 AND held_before = 0)", "starts_empty"
        ),
        CheckConstraint("amount <> 0 AND balance_after = balance_before + amount", "balance_is_sum"),
        CheckConstraint("held_after = held_before + held_part", "held_is_sum"),
        CheckConstraint("held_after >= 0 AND balance_after >= held_after", "never_negative"),
        CheckConstraint("(kind = 'correction') = (amends_id IS NOT NULL)", "correction_amends"),
        CheckConstraint("amends_id IS NULL OR reason <> ''", "correction_reason"),
        CheckConstraint("(kind = 'labour_share') = (share_month IS NOT NULL)", "share_of_month"),
        CheckConstraint("party <> ''", "two_parties"),
        Index(None, "booked_on"),
    )

    id: Mapped[int] = pk()
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    seq: Mapped[int]
    """1 for the first entry of the account, then one more each."""
    previous_seq: Mapped[int | None]
    """``seq`` of the entry before; None for the first."""
    kind: Mapped[MoneyKind] = mapped_column(text_enum(MoneyKind))
    means: Mapped[Means] = mapped_column(text_enum(Means))
    booked_on: Mapped[date]
    """Day of the cash desk it belongs to; never a closed one."""
    amount: Mapped[int] = mapped_column(BigInteger)
    """Whole đồng; above zero in, below zero out."""
    balance_before: Mapped[int] = mapped_column(BigInteger)
    balance_after: Mapped[int] = mapped_column(BigInteger)
    held_part: Mapped[int] = mapped_column(BigInteger, default=0)
    """How much of ``amount`` belongs to what is held until the release (signed alike)."""
    held_before: Mapped[int] = mapped_column(BigInteger)
    held_after: Mapped[int] = mapped_column(BigInteger)
    """Part of the balance that may not be spent before the release."""
    receipt_series: Mapped[str] = mapped_column(String(4))
    """PT (phiếu thu) or PC (phiếu chi)."""
    receipt_year: Mapped[int]
    receipt_number: Mapped[int]
    party: Mapped[str] = mapped_column(String(120))
    """Who gave it or took it: the other side beside the desk."""
    party_relation: Mapped[str] = mapped_column(String(60), default="")
    party_paper: Mapped[str] = mapped_column(String(40), default="")
    """Number of the identity paper the other side showed."""
    reference: Mapped[str] = mapped_column(String(80), default="")
    """Number of the paper behind it: postal order, bill, request."""
    note: Mapped[str] = mapped_column(String(300), default="")
    share_month: Mapped[date | None]
    """First day of the month whose labour it pays; once for each month."""
    amends_id: Mapped[int | None] = mapped_column(ForeignKey("money_entries.id"), unique=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why the amended entry was wrong."""
    client_id: Mapped[str | None] = mapped_column(String(36), unique=True)
    """The form's own id: the same form sent twice is one entry."""
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))
    """The desk's side."""

    stay: Mapped[Stay] = relationship(lazy="raise")

    @property
    def receipt(self) -> str:
        """The number as it is written: ``PT 12/2026``."""
        return f"{self.receipt_series} {self.receipt_number}/{self.receipt_year}"


class MovementKind(StrEnum):
    """Why notes leave or enter the cash box without an account changing."""

    FROM_BANK = "from_bank"
    TO_BANK = "to_bank"
    TO_CANTEEN = "to_canteen"
    """Payment of what residents bought on their accounts."""


class CashMovement(AppendOnly, Model):
    """Notes moved between the cash box and the bank or the canteen."""

    __tablename__ = "cash_movements"
    __table_args__ = (
        UniqueConstraint("receipt_year", "receipt_number"),
        CheckConstraint("amount <> 0", "amount_some"),
        CheckConstraint("party <> ''", "two_parties"),
        CheckConstraint("amends_id IS NULL OR reason <> ''", "correction_reason"),
        Index(None, "booked_on"),
    )

    id: Mapped[int] = pk()
    kind: Mapped[MovementKind] = mapped_column(text_enum(MovementKind))
    booked_on: Mapped[date]
    amount: Mapped[int] = mapped_column(BigInteger)
    """Whole đồng; above zero into the box, below zero out of it."""
    receipt_year: Mapped[int]
    receipt_number: Mapped[int]
    party: Mapped[str] = mapped_column(String(120))
    reference: Mapped[str] = mapped_column(String(80), default="")
    note: Mapped[str] = mapped_column(String(300), default="")
    amends_id: Mapped[int | None] = mapped_column(ForeignKey("cash_movements.id"), unique=True)
    """The movement this one takes back."""
    reason: Mapped[str] = mapped_column(Text, default="")
    client_id: Mapped[str | None] = mapped_column(String(36), unique=True)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))

    @property
    def receipt(self) -> str:
        """The number as it is written: ``QT 3/2026``."""
        return f"QT {self.receipt_number}/{self.receipt_year}"


class CashCount(AppendOnly, Model):
    """The notes of the cash box counted at the end of a day: the first of two signatures."""

    __tablename__ = "cash_counts"
    __table_args__ = (
        CheckConstraint("computed = opening + received - paid", "computed_is_sum"),
        CheckConstraint("counted = computed OR explanation <> ''", "difference_explained"),
        CheckConstraint("counted >= 0", "counted_positive"),
        Index(None, "day"),
    )

    id: Mapped[int] = pk()
    day: Mapped[date]
    opening: Mapped[int] = mapped_column(BigInteger)
    """What the closing before had counted."""
    received: Mapped[int] = mapped_column(BigInteger)
    paid: Mapped[int] = mapped_column(BigInteger)
    computed: Mapped[int] = mapped_column(BigInteger)
    counted: Mapped[int] = mapped_column(BigInteger)
    notes: Mapped[dict[str, int]] = mapped_column(JSON)
    """Pieces by denomination, ``{"500000": 3}``."""
    explanation: Mapped[str] = mapped_column(Text, default="")
    counted_at: Mapped[datetime] = mapped_column(UTCDateTime)
    counted_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    counted_by_name: Mapped[str] = mapped_column(String(120))

    @property
    def difference(self) -> int:
        """Counted less computed: below zero, money is missing."""
        return self.counted - self.computed


class CashClosing(AppendOnly, Model):
    """A day of the cash desk closed for good: the second signature, of another account."""

    __tablename__ = "cash_closings"
    __table_args__ = (CheckConstraint("closed_by_id <> counted_by_id", "two_signatures"),)

    id: Mapped[int] = pk()
    day: Mapped[date] = mapped_column(unique=True)
    count_id: Mapped[int] = mapped_column(ForeignKey("cash_counts.id"), unique=True)
    counted_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    """Repeats the count's, so that the database can tell the two apart."""
    closed_by_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    closed_by_name: Mapped[str] = mapped_column(String(120))
    closed_at: Mapped[datetime] = mapped_column(UTCDateTime)

    count: Mapped[CashCount] = relationship(lazy="joined", innerjoin=True)


class LimitKind(StrEnum):
    """What the house rules may cap."""

    RELATIVE_MONTH = "relative_month"
    """Brought by relatives in a calendar month."""
    CANTEEN_MONTH = "canteen_month"
    """Spent at the canteen in a calendar month."""
    BALANCE = "balance"
    """Balance above which relatives may bring no more."""


class MoneyLimit(AppendOnly, Model):
    """A cap the house rules set from a day on; the newest row of a day holds. None of them exists at first."""

    __tablename__ = "money_limits"
    __table_args__ = (
        CheckConstraint("amount IS NULL OR amount >= 0", "amount_positive"),
        CheckConstraint("basis <> ''", "basis_named"),
        Index(None, "kind", "valid_from"),
    )

    id: Mapped[int] = pk()
    kind: Mapped[LimitKind] = mapped_column(text_enum(LimitKind))
    amount: Mapped[int | None] = mapped_column(BigInteger)
    """Whole đồng; None lifts the cap."""
    valid_from: Mapped[date]
    basis: Mapped[str] = mapped_column(String(200))
    """The house rule it stands in."""
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))


class LabourPool(AppendOnly, Model):
    """What a month's labour left over, and the part of it that belongs to the residents; the newest row counts."""

    __tablename__ = "labour_pools"
    __table_args__ = (
        CheckConstraint("surplus >= 0 AND pool >= 0 AND pool <= surplus", "pool_inside_surplus"),
        Index(None, "month"),
    )

    id: Mapped[int] = pk()
    month: Mapped[date]
    """First day of the month."""
    surplus: Mapped[int] = mapped_column(BigInteger)
    pool: Mapped[int] = mapped_column(BigInteger)
    """``surplus`` × the share in force at the end of the month, whole đồng."""
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))
