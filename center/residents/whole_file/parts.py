"""What the print of a whole file is made of. A module above ``residents`` adds its part with ``register_part``.

A part gives plain blocks of facts, tables and words; how they look is decided in one place (``whole_file.typ``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from center.audit.actor import Actor
from center.residents.stay.models import Stay


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with their values, one a line; what is unknown is empty and prints as a dash."""

    lines: Sequence[tuple[str, str]]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a ``Rows``."""

    label: str
    share: float = 0
    """Width in millimetres; 0 shares what is left with the others of 0."""
    number: bool = False
    """True for figures, which stand to the right."""


@dataclass(frozen=True, slots=True)
class Rows:
    """A table; each row has a text for every column. Without rows it prints ``empty``."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    title: str = ""
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    text: str


Block = Facts | Rows | Words


@dataclass(frozen=True, slots=True)
class Reading:
    """Who reads and when: what a part may say follows from it."""

    reader: Actor
    at: datetime
    on: date
    """Local day of ``at``."""


Builder = Callable[[Stay, Reading], Sequence[Block]]


@dataclass(frozen=True, slots=True)
class FilePart:
    """One part of the file."""

    key: str
    """``snake_case``, unique; stored with each print."""
    title: str
    """Lazy Vietnamese string."""
    permission: str
    """Code of the permission a reader needs; who lacks it gets a file that says it was left out."""
    build: Builder = field(compare=False)
    order: int = 100
    of_person: bool = False
    """True when it speaks of the person and not of one stay: it is printed once."""


_parts: dict[str, FilePart] = {}


def register_part(part: FilePart) -> None:
    """Add a part; the same one again changes nothing. Raises ValueError when its key is taken."""
    if _parts.setdefault(part.key, part) != part:
        raise ValueError(f"two parts of the file claim the key {part.key!r}")


def parts() -> list[FilePart]:
    """Return every part, in the order of the file."""
    return sorted(_parts.values(), key=lambda part: (not part.of_person, part.order, part.key))


def parts_for(reader: Actor) -> list[FilePart]:
    """Return the parts ``reader`` may see, in the order of the file."""
    return [part for part in parts() if reader.may(part.permission)]


def left_out_for(reader: Actor) -> list[FilePart]:
    """Return the parts ``reader`` may not see."""
    return [part for part in parts() if not reader.may(part.permission)]


def plain(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """Return blocks as the template reads them; raises ValueError for a row that does not fit its columns."""
    found: list[dict[str, Any]] = []
    for block in blocks:
        if isinstance(block, Words):
            found.append({"kind": "words", "text": block.text})
        elif isinstance(block, Facts):
            lines = [[str(label), value or "–"] for label, value in block.lines]
            found.append({"kind": "facts", "title": block.title, "lines": lines})
        else:
            wrong = [row for row in block.rows if len(row) != len(block.columns)]
            if wrong:
                raise ValueError(f"a row of {len(wrong[0])} cells in {len(block.columns)} columns")
            found.append(
                {
                    "kind": "rows",
                    "title": block.title,
                    "empty": block.empty,
                    "columns": [
                        {"label": str(column.label), "share": column.share, "number": column.number}
                        for column in block.columns
                    ],
                    "rows": [list(row) for row in block.rows],
                }
            )
    return found
