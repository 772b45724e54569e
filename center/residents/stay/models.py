"""Tables of the stay.

Facts are rows of their own; the columns on ``Stay`` marked *projection* only repeat what those rows
say, so that lists stay fast.
"""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, Text, false, text, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from center.clock import local_date
from center.db import BYTE_ORDER, AppendOnly, Model, UTCDateTime, pk, text_enum
from center.places.models import Commune
from center.residents.person.models import Resident
from center.residents.stage.model import Stage as Stage  # the type of Stay.stage, asked for with it
from center.residents.term.events import TermEventKind as TermEventKind  # part of this table's contract
from center.residents.whereabouts.models import OutCause


class StayKind(StrEnum):
    """Legal kind of a stay (LAW.md 3.1)."""

    COMPULSORY = "compulsory"
    """Adult, by decision of a court (bắt buộc)."""
    MINOR = "minor"
    """12 to under 18, by decision of a court."""
    VOLUNTARY = "voluntary"
    """In the center of one's own will (tự nguyện)."""
    CUSTODY = "custody"
    """Managed while the file is being made (quản lý trong thời gian lập hồ sơ); no term yet."""


class EndReason(StrEnum):
    """Why a stay ended."""

    COMPLETED = "completed"
    """The term was served to its end."""
    EXEMPTED = "exempted"
    IMPRISONED = "imprisoned"
    """The rest is waived for the sake of a prison sentence (R2013, R2022)."""
    TRANSFERRED = "transferred"
    DIED = "died"


class DecisionKind(StrEnum):
    """What a decision in the file orders."""

    COURT = "court"
    """Quyết định của Tòa án (compulsory, minor)."""
    VOLUNTARY = "voluntary"
    """Quyết định cai nghiện tự nguyện (form 22 of Decree 163/2026)."""
    CUSTODY = "custody"
    """Quyết định giao quản lý trong thời gian lập hồ sơ (form 32)."""
    NAMING = "naming"
    """Quyết định giao cơ sở tiếp nhận (provincial police)."""


class Stay(Model):
    """One stay of a person (đợt cai nghiện)."""

    __tablename__ = "stays"
    __table_args__ = (
        Index(None, "resident_id"),
        Index(
            "uq_stays_one_open",
            "resident_id",
            unique=True,
            sqlite_where=text("ended_on IS NULL"),
            postgresql_where=text("ended_on IS NULL"),
        ),
        Index(None, "ended_on", "stage"),
        Index(None, "ended_on", "last_day"),
        Index(None, "ended_on", "kind"),
        Index(None, "admitted_at"),
        Index(None, "home_commune_id", "ended_on"),
        # a page of a list in the order of names is read from these, not sorted: SQLite takes the first, PostgreSQL
        # the second, for it does not see that one value alone leaves the order of the next column
        Index(None, "ended_on", "name_sort", "id"),
        *(
            Index(
                f"ix_stays_{name}_by_name",
                "name_sort",
                "id",
                sqlite_where=text(condition),
                postgresql_where=text(condition),
            )
            for name, condition in (("open", "ended_on IS NULL"), ("ended", "ended_on IS NOT NULL"))
        ),
        # who is out for a cause: a few, whatever went before
        Index(
            "ix_stays_out_by_name",
            "out_cause",
            "name_sort",
            "id",
            sqlite_where=text("ended_on IS NULL AND out_cause IS NOT NULL"),
            postgresql_where=text("ended_on IS NULL AND out_cause IS NOT NULL"),
        ),
    )

    id: Mapped[int] = pk()
    resident_id: Mapped[int] = mapped_column(ForeignKey("residents.id"))
    number: Mapped[int]
    """1 for the person's first stay here, 2 for the second …"""
    kind: Mapped[StayKind] = mapped_column(text_enum(StayKind))
    rule_set: Mapped[str] = mapped_column(String(8))
    """Rule set that binds the term to its end (``legal.RuleSet``)."""
    admitted_at: Mapped[datetime] = mapped_column(UTCDateTime)
    """When giver and receiver signed the entry record."""
    decided_on: Mapped[date]
    """Day of the decision that binds the term; its rules are looked up on it."""
    first_day: Mapped[date]
    """First day of the term."""
    term_months: Mapped[int | None]
    """Length by decision; None in custody."""
    custody_days: Mapped[int] = mapped_column(default=0)
    """Days in custody at the center before the decision, deducted from the term."""
    earlier_rehabs: Mapped[int] = mapped_column(default=0)
    """Completed rehabilitations the decision counts; 0 = first time."""
    address_text: Mapped[str] = mapped_column(String(300))
    """Projection of the newest ``Residence``: exactly as on the paper, never rewritten."""
    home_commune_id: Mapped[int] = mapped_column(ForeignKey("communes.id"))
    """Where that address lies today: the commune that will receive the person."""
    address_mapping: Mapped[str] = mapped_column(String(40))
    """How the commune was found: ``mapped`` by the table, or ``chosen`` by a person."""
    schooling: Mapped[str] = mapped_column(String(80), default="")
    occupation: Mapped[str] = mapped_column(String(120), default="")
    religion: Mapped[str] = mapped_column(String(60), default="")
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    client_id: Mapped[str | None] = mapped_column(String(36), unique=True)
    """The form's own id of the admission: the same form sent twice opens one stay."""

    stage: Mapped[Stage] = mapped_column(text_enum(Stage))
    """Projection of the stage facts: the stage that leads in lists (``stage.rules.lead_of``)."""
    stage_since: Mapped[date]
    """Projection of the stage facts: the day the leading stage began."""
    last_day: Mapped[date | None]
    """Projection of the term engine: last day inside the term, as known now; None in custody."""
    ended_on: Mapped[date | None]
    """Projection of ``StayEnding``; None while the stay is open."""
    out_cause: Mapped[OutCause | None] = mapped_column(text_enum(OutCause))
    """Projection of the newest ``WhereaboutsChange``: why the person is out now; None inside the center."""
    name_sort: Mapped[str] = mapped_column(
        String(400).with_variant(BYTE_ORDER(400), "postgresql"), default=""
    )
    """Projection of ``Resident.name_sort``: lists in the order of names are read from an index of stays."""
    version: Mapped[int] = mapped_column(Integer, default=1)

    resident: Mapped[Resident] = relationship(lazy="joined", innerjoin=True)
    home_commune: Mapped[Commune] = relationship(lazy="joined", innerjoin=True)

    __mapper_args__ = {"version_id_col": version}

    @property
    def admitted_on(self) -> date:
        """Local day of ``admitted_at``."""
        return local_date(self.admitted_at)

    @property
    def is_open(self) -> bool:
        """True until the stay has ended."""
        return self.ended_on is None


class StayEnding(AppendOnly, Model):
    """The end of a stay."""

    __tablename__ = "stay_endings"

    id: Mapped[int] = pk()
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"), unique=True)
    reason: Mapped[EndReason] = mapped_column(text_enum(EndReason))
    happened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    note: Mapped[str] = mapped_column(Text, default="")


class Decision(AppendOnly, Model):
    """A decision in the legal file of a stay."""

    __tablename__ = "decisions"
    __table_args__ = (Index(None, "stay_id"), Index(None, "number"))

    id: Mapped[int] = pk()
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    kind: Mapped[DecisionKind] = mapped_column(text_enum(DecisionKind))
    number: Mapped[str] = mapped_column(String(60))
    """Number and symbol as printed, ``12/QĐ-TA``."""
    issued_on: Mapped[date]
    issuer: Mapped[str] = mapped_column(String(160))
    months: Mapped[int | None]
    subject: Mapped[str] = mapped_column(String(300), default="")
    """Trích yếu, printed after "về việc"."""
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class TermEvent(AppendOnly, Model):
    """Something that bears on the term, with the end before and after it."""

    __tablename__ = "term_events"
    __table_args__ = (
        Index(None, "stay_id", "happened_at"),
        CheckConstraint("(kind = 'reduction') = (months IS NOT NULL)", name="reduction_has_months"),
        CheckConstraint("months > 0", name="months_positive"),
    )

    id: Mapped[int] = pk()
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    kind: Mapped[TermEventKind] = mapped_column(text_enum(TermEventKind))
    happened_at: Mapped[datetime] = mapped_column(UTCDateTime)
    on_day: Mapped[date]
    """Local day of ``happened_at``: terms count in days."""
    source: Mapped[str] = mapped_column(String(60))
    """Where it was recorded, ``security:escape:12``."""
    amends_id: Mapped[int | None] = mapped_column(ForeignKey("term_events.id"), unique=True)
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why it happened, where that is not plain; of a correction, why the amended row was wrong."""
    cancels: Mapped[bool] = mapped_column(default=False)
    """True when this row only takes the amended one back."""
    months: Mapped[int | None]
    """Months taken off; in a reduction only."""
    with_merit: Mapped[bool] = mapped_column(default=False, server_default=false())
    """True for a reduction granted for merit (lập công)."""
    due_on: Mapped[date | None]
    """Day on which the person must be back, in an order to return and in lateness."""
    paper_number: Mapped[str] = mapped_column(String(60), default="", server_default="")
    """Number and symbol of the deciding paper, ``12/QĐ-TA``; empty where none decides."""
    paper_on: Mapped[date | None]
    """Day of that paper."""
    paper_issuer: Mapped[str] = mapped_column(String(160), default="", server_default="")
    place: Mapped[str] = mapped_column(String(160), default="", server_default="")
    """Center the person comes from or goes to, in a transfer."""
    client_id: Mapped[str | None] = mapped_column(String(36), unique=True)
    """The form's own id: the same act sent twice is one event."""
    last_day_before: Mapped[date | None]
    """Last day of the term as it stood before this was recorded."""
    last_day_after: Mapped[date | None]
    """Last day of the term as computed when this was recorded."""
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))


class Contact(AppendOnly, Model):
    """A relative or representative to call. A correction, and the end of it, is a row that amends the former one."""

    __tablename__ = "contacts"
    __table_args__ = (
        Index(None, "stay_id"),
        Index("uq_contacts_amends_id", "amends_id", unique=True),
        Index("uq_contacts_client_id", "client_id", unique=True),
    )

    id: Mapped[int] = pk()
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    full_name: Mapped[str] = mapped_column(String(120))
    relation: Mapped[str] = mapped_column(String(60))
    phone: Mapped[str] = mapped_column(String(20), default="")
    address: Mapped[str] = mapped_column(String(300), default="")
    is_representative: Mapped[bool] = mapped_column(default=False)
    """Father, mother, guardian or legal representative as papers name them."""
    is_main: Mapped[bool] = mapped_column(default=False, server_default=false())
    """The first to call; at most one of a stay."""
    may_visit: Mapped[bool] = mapped_column(default=True, server_default=true())
    not_told: Mapped[bool] = mapped_column(default=False, server_default=false())
    """True: must not be told where the person is or how; no notice goes there."""
    not_told_reason: Mapped[str] = mapped_column(String(300), default="", server_default="")
    amends_id: Mapped[int | None] = mapped_column(ForeignKey("contacts.id"))
    ended: Mapped[bool] = mapped_column(default=False, server_default=false())
    """True: the amended row holds no more, and nothing took its place."""
    reason: Mapped[str] = mapped_column(String(300), default="", server_default="")
    """Why the amended row was changed or ended."""
    client_id: Mapped[str | None] = mapped_column(String(36))
    """The form's own id: the same form sent twice is one row."""
    recorded_by_name: Mapped[str] = mapped_column(String(120), default="", server_default="")
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
