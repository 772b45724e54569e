"""Whom a change of the book would move: computed from the book as it is and as it would be, over every open stay."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select

from center.db import db
from center.errors import MissingParameter, RuleViolation
from center.legal.changes import Change, gaps_after
from center.legal.rules import Basis, ParameterBook
from center.residents.law.clocks import Clock, StayFacts, clocks
from center.residents.law.labels import topic_of
from center.residents.person.models import Resident
from center.residents.stay.models import Decision, Stay
from center.residents.stay.term_inputs import StayTerm, stay_terms
from center.residents.term.lengths import term_months
from center.residents.term.model import TermInput
from center.residents.term.rules import compute_last_day

LENGTHS = frozenset({"term.first_months", "term.repeat_months"})
"""They give the length of a term whose decision names none."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One day that moves."""

    key: str
    label: str
    before: date | None
    after: date | None


@dataclass(frozen=True, slots=True)
class StayMoved:
    """A stay of which something moves."""

    stay_id: int
    code: str
    name: str
    number: int
    last_day: Moved | None
    """None when the term stays."""
    is_provisional: bool
    """True when an open absence moves the last day from day to day."""
    months: tuple[int, int] | None
    """Length before and after, where the decision leaves it to the law and the law changes it."""
    clocks: tuple[Moved, ...]
    fault: RuleViolation | MissingParameter | None
    """Why nothing can be computed any more; None when it can."""


@dataclass(frozen=True, slots=True)
class Impact:
    """What a change does."""

    stays: tuple[StayMoved, ...]
    """By Vietnamese name."""
    looked_at: int
    """Open stays that were computed; 0 when nothing of a stay follows from the parameter."""
    gaps: tuple[tuple[date, date | None], ...]
    """Stretches in which a rule would be missing."""

    @property
    def ends_moved(self) -> int:
        """How many terms end on another day."""
        return sum(stay.last_day is not None for stay in self.stays)

    @property
    def faults(self) -> int:
        """How many stays could not be computed any more."""
        return sum(stay.fault is not None for stay in self.stays)


def bears_on_terms(name: str) -> bool:
    """Tell whether the last day of a term may follow from a parameter."""
    return topic_of(name).key in {"term", "reduction"}


def impact_of(change: Change, book: ParameterBook, on: date) -> Impact:
    """Return what ``change`` of ``book`` moves, as of the day ``on``. A fixed number of statements."""
    gaps = gaps_after(book, change, on)
    own = tuple(clock for clock in clocks() if change.name in clock.names)
    terms = bears_on_terms(change.name)
    if not terms and not own:
        return Impact((), 0, gaps)
    after = change.applied(book)
    wanted = _concerned(change, book)
    more = _more_facts(*wanted)
    # where the term stays as it is, the stored day does, and nobody's events need be read
    found_terms = stay_terms(*wanted) if terms else (_as_stored(row) for row in more.values())
    unnamed = _lengths_left_to_law() if change.name in LENGTHS else frozenset[int]()
    found = []
    for stay in found_terms:
        facts = more.get(stay.stay_id)
        if facts is None:
            continue
        moved = _Both(stay, facts, book, after, on).moved(
            own, terms=terms, length_of_law=stay.stay_id in unnamed
        )
        if moved is not None:
            found.append((facts.name_sort, moved))
    found.sort(key=lambda pair: (pair[0], pair[1].stay_id))
    return Impact(tuple(moved for _, moved in found), len(more), gaps)


class _Both:
    """One stay under both books."""

    def __init__(
        self, stay: StayTerm, facts: Any, before: ParameterBook, after: ParameterBook, on: date
    ) -> None:
        self._stay, self._facts, self._on = stay, facts, on
        self._books = before, after

    def moved(self, own: Sequence[Clock], *, terms: bool, length_of_law: bool) -> StayMoved | None:
        """Return what moves; None when nothing does."""
        before = after = self._stay.last_day
        provisional = False
        months = None
        fault: RuleViolation | MissingParameter | None = None
        if terms and (known := self._stay.facts) is not None:
            then, now = known, known
            try:
                before, _ = compute_last_day(then, self._books[0], on=self._on)
            except (RuleViolation, MissingParameter):
                return None  # it cannot be computed today either: not this change's fault
            try:
                if length_of_law:
                    now = self._with_lawful_length(known)
                after, provisional = compute_last_day(now, self._books[1], on=self._on)
            except (RuleViolation, MissingParameter) as error:
                fault, after = error, None
            months = (then.months, now.months) if now.months != then.months else None
        asked: Iterable[Clock] = clocks() if before != after else own
        ticks = () if fault is not None else tuple(self._ticks(asked, before, after))
        if before == after and not ticks and fault is None:
            return None
        return StayMoved(
            self._stay.stay_id,
            self._stay.code,
            self._facts.full_name,
            self._stay.number,
            Moved("last_day", "", before, after) if before != after else None,
            provisional,
            months,
            ticks,
            fault,
        )

    def _with_lawful_length(self, known: TermInput) -> TermInput:
        months = term_months(
            known.kind,
            known.rule_set,
            decided_on=known.decided_on,
            earlier_rehabs=self._facts.earlier_rehabs,
            decision_months=None,
            book=self._books[1],
        )
        return replace(known, months=months)

    def _ticks(self, asked: Iterable[Clock], before: date | None, after: date | None) -> Iterable[Moved]:
        for clock in asked:
            days = [
                clock.day(self._plain(last_day), book)
                for last_day, book in zip((before, after), self._books, strict=True)
            ]
            if days[0] != days[1]:
                yield Moved(clock.key, str(clock.label), days[0], days[1])

    def _plain(self, last_day: date | None) -> StayFacts:
        return StayFacts(
            kind=self._facts.kind.value,
            stage=self._facts.stage.value,
            stage_since=self._facts.stage_since,
            last_day=last_day,
            today=self._on,
        )


def _more_facts(*wanted: ColumnElement[bool]) -> Mapping[int, Any]:
    """Return of every stay what a list says about it and what the clocks read, in one statement."""
    rows = db.session.execute(
        select(
            Stay.id,
            Stay.number,
            Stay.kind,
            Stay.stage,
            Stay.stage_since,
            Stay.last_day,
            Stay.earlier_rehabs,
            Resident.code,
            Resident.full_name,
            Resident.name_sort,
        )
        .join(Resident, Resident.id == Stay.resident_id)
        .where(*wanted)
    )
    return {row.id: row for row in rows}


def _as_stored(row: Any) -> StayTerm:
    return StayTerm(row.id, row.code, row.number, is_open=True, last_day=row.last_day, facts=None)


def _lengths_left_to_law() -> frozenset[int]:
    """Return the open stays of which no decision names a length, in one statement."""
    named = select(Decision.stay_id).where(Decision.months.is_not(None))
    return frozenset(
        db.session.scalars(select(Stay.id).where(Stay.ended_on.is_(None), Stay.id.not_in(named)))
    )


def _concerned(change: Change, book: ParameterBook) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions on the stays a change can reach: open, and of a rule set that a term rule binds."""
    is_open = Stay.ended_on.is_(None)
    rows = change.touched(book)
    if any(row.basis is not Basis.STAY for row in rows):
        return (is_open,)
    return is_open, Stay.rule_set.in_({row.rule_set.value for row in rows if row.rule_set is not None})
