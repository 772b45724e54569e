"""What changes on which day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from center.legal.rules import Basis, Parameter, ParameterBook
from center.residents.law.labels import Topic, topic_of
from center.residents.law.queries import TOPIC_ORDER, rank
from center.residents.law.values import said
from center.residents.law.words import word_of

DAY = timedelta(days=1)
COMING_DAYS = 730
RECENT_DAYS = 365


@dataclass(frozen=True, slots=True)
class Turn:
    """A day on which one parameter changes."""

    day: date
    before: Parameter | None
    after: Parameter | None
    """None when nothing follows."""

    @property
    def row(self) -> Parameter:
        """The row that begins, or the one that ended."""
        row = self.after or self.before
        if row is None:
            raise ValueError("a turn is between two rows")
        return row

    @property
    def topic(self) -> Topic:
        """Where it belongs."""
        return topic_of(self.row.name)

    @property
    def label(self) -> str:
        """What the parameter is called."""
        return str(word_of(self.row.name).label)

    @property
    def said_before(self) -> str:
        """What held the day before; empty when nothing did."""
        return said(self.before) if self.before else ""

    @property
    def said_after(self) -> str:
        """What holds from the day on; empty when nothing does."""
        return said(self.after) if self.after else ""


def turns(book: ParameterBook, since: date, until: date) -> list[Turn]:
    """Return what changes from ``since`` to ``until``, both included, by day and in the order of the law.

    A term rule passes from one rule set to the next: the day is the first decision the new one binds.
    """
    found = []
    for rows in _timelines(book):
        before: Parameter | None = None
        for row in rows:
            if before is not None and before.valid_to is not None and before.valid_to + DAY < row.valid_from:
                found.append(Turn(before.valid_to + DAY, before, None))
                before = None
            found.append(Turn(row.valid_from, before, row))
            before = row
        if before is not None and before.valid_to is not None:
            found.append(Turn(before.valid_to + DAY, before, None))
    found = [turn for turn in found if since <= turn.day <= until]
    found.sort(key=lambda turn: (turn.day, TOPIC_ORDER[turn.topic.key], rank(turn.row)))
    return found


def _timelines(book: ParameterBook) -> Iterable[list[Parameter]]:
    by_key: defaultdict[tuple[str, str], list[Parameter]] = defaultdict(list)
    for row in book:
        by_key[row.name, "" if row.basis is Basis.STAY else row.rule_set or ""].append(row)
    return (sorted(rows, key=lambda row: row.valid_from) for rows in by_key.values())
