"""Tables of rewards and discipline. Every row is a fact; what is in force follows from them."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from center.db import AppendOnly, Model, UTCDateTime, pk, text_enum
from center.residents.stay.models import Stay


class ConductKind(StrEnum):
    """What can be awarded or imposed (Decree 163/2026 art. 125.1-2; Decree 116/2021 art. 71.2)."""

    OCCASIONAL = "occasional"
    """Khen thưởng đột xuất."""
    PERIODIC = "periodic"
    """Khen thưởng định kỳ."""
    CRITICISM = "criticism"
    """Phê bình."""
    WARNING = "warning"
    """Cảnh cáo."""
    SEPARATION = "separation"
    """Đưa vào quản lý tại khu dành riêng."""

    @property
    def is_reward(self) -> bool:
        """True for a reward, False for discipline."""
        return self in (ConductKind.OCCASIONAL, ConductKind.PERIODIC)


class ConductProposal(AppendOnly, Model):
    """Somebody proposes a reward or a discipline."""

    __tablename__ = "conduct_proposals"
    __table_args__ = (Index(None, "stay_id"),)

    id: Mapped[int] = pk()
    client_id: Mapped[str | None] = mapped_column(String(36), unique=True)
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    kind: Mapped[ConductKind] = mapped_column(text_enum(ConductKind))
    happened_on: Mapped[date]
    """Day of the deed, or last day of the period a periodic reward is for."""
    deed: Mapped[str] = mapped_column(Text)
    """What the person did, as it will stand on the decision."""
    wanted: Mapped[str] = mapped_column(String(160), default="")
    """Form of the reward that is asked for; empty for discipline."""
    merit: Mapped[bool] = mapped_column(default=False)
    """Lập công: bears on a reduction of the term (Decree 116/2021 art. 58.1)."""
    proof: Mapped[str] = mapped_column(Text, default="")
    """What proves it: papers, witnesses, number of the incident."""
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))

    stay: Mapped[Stay] = relationship(lazy="joined", innerjoin=True)


class ConductDecision(AppendOnly, Model):
    """What was decided on a proposal. A correction, or taking it back, is a row that amends the former one."""

    __tablename__ = "conduct_decisions"
    __table_args__ = (
        Index(None, "stay_id", "decided_on"),
        Index(
            "uq_conduct_decisions_first",
            "proposal_id",
            unique=True,
            sqlite_where=text("amends_id IS NULL"),
            postgresql_where=text("amends_id IS NULL"),
        ),
    )

    id: Mapped[int] = pk()
    proposal_id: Mapped[int] = mapped_column(ForeignKey("conduct_proposals.id"))
    stay_id: Mapped[int] = mapped_column(ForeignKey("stays.id"))
    kind: Mapped[ConductKind] = mapped_column(text_enum(ConductKind))
    granted: Mapped[bool]
    """False: the proposal was refused, or the decision was taken back."""
    decided_on: Mapped[date]
    decided_by: Mapped[str] = mapped_column(String(160))
    """Who decided, with the office, as the paper names it."""
    slip_id: Mapped[int | None] = mapped_column(ForeignKey("paper_slips.id"))
    """Number of the decision; None when nothing was granted."""
    number: Mapped[str] = mapped_column(String(60), default="")
    """As cited, ``12/QĐ-CSCN``."""
    form: Mapped[str] = mapped_column(String(160), default="")
    """Form of the reward: giấy khen, tuyên dương, thêm giờ gọi điện …"""
    merit: Mapped[bool] = mapped_column(default=False)
    proof: Mapped[str] = mapped_column(Text, default="")
    starts_on: Mapped[date | None]
    """First day of a discipline's effect."""
    ends_on: Mapped[date | None]
    """Last day of it; None only for a reward, or a separation that a review must end."""
    review_on: Mapped[date | None]
    """When a separation must be looked at again: no decree names a most number of days (LAW.md B.11)."""
    effects: Mapped[str] = mapped_column(String(300), default="")
    """What else it means for the person, in words."""
    reason: Mapped[str] = mapped_column(String(300), default="")
    """Why a proposal was refused, or the former row amended."""
    restriction_id: Mapped[int | None] = mapped_column(ForeignKey("restrictions.id"))
    amends_id: Mapped[int | None] = mapped_column(ForeignKey("conduct_decisions.id"), unique=True)
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))

    proposal: Mapped[ConductProposal] = relationship(lazy="joined", innerjoin=True)


class ConductReview(AppendOnly, Model):
    """A separation was looked at again: it goes on until another day, or ends."""

    __tablename__ = "conduct_reviews"
    __table_args__ = (Index(None, "decision_id"),)

    id: Mapped[int] = pk()
    decision_id: Mapped[int] = mapped_column(ForeignKey("conduct_decisions.id"))
    """The first row of the decision, whatever amended it since."""
    reviewed_on: Mapped[date]
    next_review_on: Mapped[date | None]
    """None: it ended on ``reviewed_on``."""
    finding: Mapped[str] = mapped_column(Text)
    """State of health and behaviour, and why it goes on or ends."""
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("accounts.id"))
    recorded_by_name: Mapped[str] = mapped_column(String(120))
