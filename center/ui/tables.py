"""Columns of a list, so that one macro draws it as a table, as cards on a phone, and on paper."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column of ``components/table.html``."""

    key: str
    """Attribute or mapping key of the row."""
    label: str
    kind: str = "text"
    """text | code | number | date | datetime | time | custom | main | actions.

    ``code`` is never broken across lines.

    ``main`` is the name of the row: it becomes the card's title on a phone. ``custom``, ``main`` and
    ``actions`` are drawn by the caller of the macro when there is one.
    """
    no_phone: bool = False
    """Left out of the cards of a phone."""
    no_print: bool = False
    """Left out on paper; buttons always are."""
