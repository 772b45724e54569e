"""What a release brings to a center that has rows of its own: what is taken over, and what is only offered.

The center's word wins: a row that somebody at the center typed, corrected or confirmed is never replaced by a
release. What the release says instead is kept as an offer, for somebody to look at. The one exception is harmless:
a release may give an open row of the center its last day, because the next law says so, and change nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from center.legal.models import LegalParameter
from center.legal.queries import counting, open_offers
from center.legal.rules import OverlappingParameters, Parameter, ParameterBook
from center.legal.values import kind_of

Key = tuple[str, str, object]
"""Name, rule set, first day."""


def key_of(row: Parameter | LegalParameter) -> Key:
    """Return what the revisions of one row have in common."""
    return row.name, str(row.rule_set or ""), row.valid_from


def content_of(row: Parameter) -> tuple[object, ...]:
    """Return what a file can say about a row: not its place in the table, not who confirmed it.

    With the kind of its value, because Python holds 1 and True for equal.
    """
    plain = replace(
        row, row_id=None, revision=1, confirmed_by="", confirmed_on=None, confirmed_where="", of_center=False
    )
    return plain, kind_of(row.value)


@dataclass(frozen=True, slots=True)
class Arrival:
    """A shipped row on its way into the table."""

    content: Parameter
    """With the confirmation of the row it closes, if it only does that."""
    supersedes_id: int | None
    revision: int
    """Its place among the rows of its key."""
    shipped_revision: int
    offered: bool


@dataclass(frozen=True, slots=True)
class Release:
    """What a release brings."""

    arrivals: tuple[Arrival, ...]
    unchanged: int
    changed: tuple[str, ...]
    """Rows that differ from a stored one of the same or a later revision of the file: a fault of the release."""


def compare(shipped: Iterable[Parameter], stored: Sequence[LegalParameter]) -> Release:
    """Return what of ``shipped`` is new beside ``stored``, and how it enters the table.

    Raises OverlappingParameters when two shipped rows would answer the same question; where a row of the
    center is in the way, the shipped rows of that name become offers instead.
    """
    center = _Center(stored)
    arrivals: list[Arrival] = []
    changed: list[str] = []
    unchanged = 0
    for row in shipped:
        same, newest = center.release_of(row), center.newest_release(row)
        if same is not None and content_of(same.as_parameter()) == content_of(row):
            unchanged += 1
        elif same is not None or newest > row.revision:
            changed.append(f"{row.name} [{row.rule_set or 'any'}] from {row.valid_from}")
        elif (end := center.holder_of(row)) is not None and content_of(end.as_parameter()) == content_of(row):
            unchanged += 1  # the center came to say the same
        else:
            arrivals.append(center.arrival(row, end))
    return Release(tuple(center.apart(arrivals)), unchanged, tuple(changed))


class _Center:
    """The rows of a center, searched by what a release needs."""

    def __init__(self, stored: Sequence[LegalParameter]) -> None:
        self._by_id = {row.id: row for row in stored}
        self._next = {row.supersedes_id: row for row in stored if row.supersedes_id is not None}
        self._live = counting(stored)
        self._by_key: defaultdict[Key, list[LegalParameter]] = defaultdict(list)
        for row in stored:
            self._by_key[key_of(row)].append(row)
        self._offers = {key_of(row): row for row in open_offers(stored)}

    def release_of(self, row: Parameter) -> LegalParameter | None:
        """Return the stored row that came from the same revision of the file."""
        found = (known for known in self._by_key[key_of(row)] if known.shipped_revision == row.revision)
        return next(found, None)

    def newest_release(self, row: Parameter) -> int:
        """Return the newest revision of the file that was loaded for this key; 0 for none."""
        return max((known.shipped_revision or 0 for known in self._by_key[key_of(row)]), default=0)

    def holder_of(self, row: Parameter) -> LegalParameter | None:
        """Return the row that counts where ``row`` would stand: also one the center moved to another first day."""
        here = [known for known in self._by_key[key_of(row)] if not known.offered]
        for known in reversed(here):
            while known.id in self._next:
                known = self._next[known.id]
            if not known.cancels:
                return known
        return None

    def arrival(self, row: Parameter, holder: LegalParameter | None) -> Arrival:
        """Return how ``row`` enters: over a shipped row, over an open row it closes, beside nothing, or as an offer."""
        if holder is None or not _is_word(holder):
            return self._placed(row, holder, offered=False)
        if _only_closes(row, held := holder.as_parameter()):
            kept = replace(
                row,
                confirmed_by=held.confirmed_by,
                confirmed_on=held.confirmed_on,
                confirmed_where=held.confirmed_where,
            )
            return self._placed(kept, holder, offered=False)
        return self._placed(row, self._offers.get(key_of(row)), offered=True)

    def apart(self, arrivals: list[Arrival]) -> list[Arrival]:
        """Turn into offers what a row of the center keeps from standing in the book."""
        by_name: defaultdict[str, list[Arrival]] = defaultdict(list)
        for arrival in arrivals:
            by_name[arrival.content.name].append(arrival)
        return [arrival for name, group in by_name.items() for arrival in self._of_name(name, group)]

    def _of_name(self, name: str, group: list[Arrival]) -> list[Arrival]:
        entering = [arrival for arrival in group if not arrival.offered]
        replaced = {arrival.supersedes_id for arrival in entering}
        live = [row for row in self._live if row.name == name]
        kept = [row.as_parameter() for row in live if row.id not in replaced]
        try:
            ParameterBook([*kept, *(arrival.content for arrival in entering)])
        except OverlappingParameters:
            if not any(map(_is_word, live)):
                raise
            return [
                self._placed(arrival.content, self._offers.get(key_of(arrival.content)), offered=True)
                for arrival in group
            ]
        return group

    def _placed(self, row: Parameter, over: LegalParameter | None, *, offered: bool) -> Arrival:
        known = self._by_key[key_of(row)]
        return Arrival(
            content=row,
            supersedes_id=over.id if over else None,
            revision=1 + max((other.revision for other in known), default=0),
            shipped_revision=row.revision,
            offered=offered,
        )


def _is_word(row: LegalParameter) -> bool:
    """Tell whether somebody at the center answers for ``row``."""
    return row.shipped_revision is None or row.confirmed_on is not None


def _only_closes(row: Parameter, held: Parameter) -> bool:
    """Tell whether ``row`` says what ``held`` says and only gives it its last day (with a note about it)."""
    if held.valid_to is not None or row.valid_to is None:
        return False
    return content_of(replace(row, valid_to=None, note="")) == content_of(replace(held, note=""))
