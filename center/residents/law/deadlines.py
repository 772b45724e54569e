"""The deadlines of the law under both books: what the sources of duties derive from each, side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from center.errors import MissingParameter
from center.legal.rules import ParameterBook
from center.residents.duty.facts import known_of_stays, scope_of, stayers
from center.residents.duty.registry import kind_of, sources
from center.residents.duty.rules import Scope, Wanted
from center.residents.duty.times import is_whole_day, last_due_day
from center.residents.law.labels import topic_of

WITHOUT_DUTIES = frozenset({"clinical", "contact", "labour", "norm", "premises"})
"""Topics no duty is counted from."""


@dataclass(frozen=True, slots=True)
class Due:
    """One deadline that moves."""

    label: str
    before: date | datetime | None
    """Last day in time, or the instant of what is counted in hours; None: no such duty."""
    after: date | datetime | None


def bears_on_deadlines(name: str) -> bool:
    """Tell whether a duty may be counted from a parameter."""
    return topic_of(name).key not in WITHOUT_DUTIES


def moved_deadlines(
    stay_ids: Iterable[int],
    ends: Mapping[int, date],
    before: ParameterBook,
    after: ParameterBook,
    *,
    now: datetime,
) -> dict[int, list[Due]]:
    """Return by stay the deadlines of open duties that differ between the books; ``ends``: the last days that move.

    Twice the statements of the sources, whatever the number of stays.
    """
    ids = list(stay_ids)
    if not ids:
        return {}
    scope = replace(scope_of(stayers(ids), known_of_stays(ids), now=now), book=before)
    held = _owed(scope)
    later = _owed(
        replace(
            scope,
            book=after,
            stays={
                id_: replace(stay, last_day=ends[id_]) if id_ in ends else stay
                for id_, stay in scope.stays.items()
            },
        )
    )
    found: defaultdict[int, list[Due]] = defaultdict(list)
    for key in sorted(held.keys() | later.keys()):
        was, will = held.get(key), later.get(key)
        known = was or will
        if known is None or known.stay_id is None or _day(was) == _day(will):
            continue
        found[known.stay_id].append(Due(str(kind_of(known.kind).label), _day(was), _day(will)))
    return found


def _owed(scope: Scope) -> dict[str, Wanted]:
    """Return what is still to be done, by key; a source that misses a rule of the book has nothing to say."""
    found: dict[str, Wanted] = {}
    for source in sources(for_center=False):
        try:
            found |= {
                want.key: want for want in source.derive(scope) if want.done is None and not want.lapsed
            }
        except MissingParameter:
            continue
    return found


def _day(want: Wanted | None) -> date | datetime | None:
    if want is None:
        return None
    return last_due_day(want.due_at) if is_whole_day(want.due_at) else want.due_at
