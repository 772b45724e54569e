"""The table the search reads."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from center.db import Model, text_enum
from center.residents.search.rules import KEY_LENGTH, KeyKind


class SearchKey(Model):
    """An ending of a name a person has or had: any part of the name is the beginning of some key.

    A projection of names (the person's, other names, names before a correction, those of merged files) and of the
    roll; only ``search.service`` writes it, in the transaction of the act that changed one of them.
    """

    __tablename__ = "search_keys"
    __table_args__ = (
        Index(None, "on_roll", "kind", "key", postgresql_ops={"key": "text_pattern_ops"}),
        {"sqlite_with_rowid": False},
    )

    resident_id: Mapped[int] = mapped_column(ForeignKey("residents.id"), primary_key=True)
    """The file that is kept, when several were merged."""
    key: Mapped[str] = mapped_column(String(KEY_LENGTH), primary_key=True)
    kind: Mapped[KeyKind] = mapped_column(text_enum(KeyKind))
    on_roll: Mapped[bool]
    """True while a stay of the person runs."""
