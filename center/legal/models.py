"""The table of dated parameters. Rows are only added; a correction is a row that supersedes another."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from center.db import AppendOnly, Model, UTCDateTime, pk, text_enum
from center.legal.rules import Basis, Confidence, Parameter, RuleSet
from center.legal.values import ValueKind, from_text


class LegalParameter(AppendOnly, Model):
    """One revision of one dated row.

    A row counts as long as no other row names it in ``supersedes_id``, and unless it is ``offered`` or
    ``cancels``. The superseding row carries the whole content anew, so that it may mend any column, also the
    first day of validity.
    """

    __tablename__ = "legal_parameters"
    __table_args__ = (
        UniqueConstraint("name", "rule_set", "valid_from", "revision"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="validity_in_order"),
        CheckConstraint("basis <> 'stay' OR rule_set <> ''", name="term_rule_has_rule_set"),
        CheckConstraint("(confirmed_by = '') = (confirmed_on IS NULL)", name="confirmed_whole"),
        CheckConstraint("revision >= 1", name="revision_from_one"),
        Index("uq_legal_parameters_client_id", "client_id", unique=True),
    )

    id: Mapped[int] = pk()
    name: Mapped[str] = mapped_column(String(80))
    value_kind: Mapped[ValueKind] = mapped_column(text_enum(ValueKind))
    value: Mapped[str] = mapped_column(Text)
    """As ``values.to_text`` writes it."""
    unit: Mapped[str] = mapped_column(String(40), default="")
    rule_set: Mapped[str] = mapped_column(String(8), default="")
    """Empty, never NULL: two NULLs would not clash in the unique constraint."""
    basis: Mapped[Basis] = mapped_column(text_enum(Basis))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    source: Mapped[str] = mapped_column(String(300))
    confidence: Mapped[Confidence] = mapped_column(text_enum(Confidence))
    note: Mapped[str] = mapped_column(Text, default="")
    revision: Mapped[int] = mapped_column(default=1)
    """1 for the first content of its name, rule set and first day, one more for each that follows."""
    shipped_revision: Mapped[int | None]
    """Revision of the shipped file the content is from; None: the center's own row."""
    offered: Mapped[bool] = mapped_column(default=False)
    """A later release says this, but the center had its own word: nothing counts until somebody decides."""
    cancels: Mapped[bool] = mapped_column(default=False)
    """True when this row only takes back the one it supersedes."""
    supersedes_id: Mapped[int | None] = mapped_column(ForeignKey("legal_parameters.id"), unique=True)
    confirmed_by: Mapped[str] = mapped_column(String(120), default="")
    """Who compared the row with the official text, as the name stood then."""
    confirmed_on: Mapped[date | None]
    confirmed_where: Mapped[str] = mapped_column(String(300), default="")
    """Where that person read it: the official gazette, a certified copy …"""
    reason: Mapped[str] = mapped_column(Text, default="")
    """Why the center wrote this row; empty for a shipped one."""
    recorded_by: Mapped[str] = mapped_column(String(120), default="")
    """Who wrote it, as the name stood then; empty for a shipped row."""
    client_id: Mapped[str | None] = mapped_column(String(36))
    """The form's own id: the same form sent twice is one act."""
    recorded_at: Mapped[datetime] = mapped_column(UTCDateTime)

    def as_parameter(self) -> Parameter:
        """Return the row as the plain value rules work with."""
        return Parameter(
            name=self.name,
            value=from_text(self.value_kind, self.value),
            unit=self.unit,
            rule_set=RuleSet(self.rule_set) if self.rule_set else None,
            basis=self.basis,
            valid_from=self.valid_from,
            valid_to=self.valid_to,
            source=self.source,
            confidence=self.confidence,
            note=self.note,
            revision=self.revision,
            confirmed_by=self.confirmed_by,
            confirmed_on=self.confirmed_on,
            confirmed_where=self.confirmed_where,
            of_center=self.shipped_revision is None,
            row_id=self.id,
        )
