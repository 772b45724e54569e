"""Whom a change of the book would move: computed from the book as it is and as it would be, over every open stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from center.clock import local_date
from center.db import db
from center.errors import MissingParameter, RuleViolation
from center.legal.changes import Change, gaps_after
from center.legal.rules import Basis, ParameterBook
from center.residents.law.deadlines import Due, bears_on_deadlines, moved_deadlines
from center.residents.law.labels import topic_of
from center.residents.law.limits import STAGE_LIMITS, StageLimit
from center.residents.person.models import Resident
from center.residents.stay.models import Decision, Stay
from center.residents.stay.term_inputs import StayTerm, stay_terms
from center.residents.term.lengths import term_months
from center.residents.term.model import TermInput
from center.residents.term.rules import compute_last_day

Fault = RuleViolation | MissingParameter
"""Why a last day cannot be computed."""
LENGTHS = frozenset({"term.first_months", "term.repeat_months"})
"""They give the length of a term whose decision names none."""


@dataclass(frozen=True, slots=True)
class End:
    """A last day that moves."""

    before: date | None
    after: date | None
    is_provisional: bool = False
    """True when an open absence moves the last day from day to day."""
    months: tuple[int, int] | None = None
    """Length before and after, where the decision leaves it to the law and the law changes it."""


@dataclass(frozen=True, slots=True)
class StayMoved:
    """A stay of which something moves."""

    stay_id: int
    code: str
    name: str
    number: int
    end: End | None
    """None when the term stays."""
    dues: tuple[Due, ...]
    """Limits of stages and deadlines of duties that move."""
    fault: Fault | None
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
        return sum(stay.end is not None for stay in self.stays)

    @property
    def faults(self) -> int:
        """How many stays could not be computed any more."""
        return sum(stay.fault is not None for stay in self.stays)


def bears_on_terms(name: str) -> bool:
    """Tell whether the last day of a term may follow from a parameter."""
    return topic_of(name).key in {"term", "reduction"}


def impact_of(change: Change, book: ParameterBook, *, now: datetime) -> Impact:
    """Return what ``change`` of ``book`` moves, as of the local day of ``now``. A fixed number of statements."""
    on = local_date(now)
    gaps = gaps_after(book, change, on)
    terms, duties = bears_on_terms(change.name), bears_on_deadlines(change.name)
    limits = tuple(limit for limit in STAGE_LIMITS if limit.name == change.name)
    if not (terms or duties or limits):
        return Impact((), 0, gaps)
    after = change.applied(book)
    wanted = _concerned(change, book)
    stays = _facts(*wanted)
    ends: dict[int, End] = {}
    faults: dict[int, Fault] = {}
    if terms:
        unnamed = _lengths_left_to_law() if change.name in LENGTHS else frozenset[int]()
        for term in stay_terms(*wanted):
            rehabs = stays[term.stay_id].earlier_rehabs if term.stay_id in unnamed else None
            outcome = _end(term, book, after, on, earlier_rehabs=rehabs)
            if isinstance(outcome, End):
                ends[term.stay_id] = outcome
            elif outcome is not None:
                faults[term.stay_id] = outcome
    dues = _dues(stays, ends, book, after, limits, duties=duties, now=now)
    found = [
        StayMoved(
            row.id,
            row.code,
            row.full_name,
            row.number,
            ends.get(row.id),
            tuple(dues.get(row.id, ())) if row.id not in faults else (),
            faults.get(row.id),
        )
        for row in stays.values()
        if row.id in ends or row.id in faults or dues.get(row.id)
    ]
    return Impact(tuple(found), len(stays), gaps)


def _end(
    term: StayTerm, before: ParameterBook, after: ParameterBook, on: date, *, earlier_rehabs: int | None
) -> End | Fault | None:
    """Return the last day under both books if they differ; None where nothing moves or nothing could be computed.

    ``earlier_rehabs``: what the law's length of the term depends on, where the decision names none.
    """
    facts = term.facts
    if facts is None:
        return None
    try:
        held, _provisional = compute_last_day(facts, before, on=on)
    except (RuleViolation, MissingParameter):
        return None  # it cannot be computed today either: not this change's fault
    wanted = facts
    try:
        if earlier_rehabs is not None:
            wanted = replace(facts, months=_lawful_length(facts, earlier_rehabs, after))
        last_day, provisional = compute_last_day(wanted, after, on=on)
    except (RuleViolation, MissingParameter) as error:
        return error
    if last_day == held:
        return None
    months = (facts.months, wanted.months) if wanted.months != facts.months else None
    return End(held, last_day, provisional, months)


def _lawful_length(facts: TermInput, earlier_rehabs: int, book: ParameterBook) -> int:
    return term_months(
        facts.kind,
        facts.rule_set,
        decided_on=facts.decided_on,
        earlier_rehabs=earlier_rehabs,
        decision_months=None,
        book=book,
    )


def _dues(
    stays: Mapping[int, Any],
    ends: Mapping[int, End],
    before: ParameterBook,
    after: ParameterBook,
    limits: Sequence[StageLimit],
    *,
    duties: bool,
    now: datetime,
) -> dict[int, list[Due]]:
    """Return by stay the limits of stages and the deadlines that move; a term that moves takes its own along."""
    moved = {stay_id: end.after for stay_id, end in ends.items() if end.after is not None}
    found = moved_deadlines(stays if duties else moved, moved, before, after, now=now)
    for row in stays.values():
        for limit in limits:
            if row.stage.value != limit.stage:
                continue
            days = limit.first_day(row.stage_since, before), limit.first_day(row.stage_since, after)
            if days[0] != days[1]:
                found.setdefault(row.id, []).append(Due(str(limit.label), *days))
    return found


def _facts(*wanted: ColumnElement[bool]) -> Mapping[int, Any]:
    """Return of every stay what a list says about it and what the limits read, by name; one statement."""
    rows = db.session.execute(
        select(
            Stay.id,
            Stay.number,
            Stay.stage,
            Stay.stage_since,
            Stay.earlier_rehabs,
            Resident.code,
            Resident.full_name,
        )
        .join(Resident, Resident.id == Stay.resident_id)
        .where(*wanted)
        .order_by(Resident.name_sort, Stay.id)
    )
    return {row.id: row for row in rows}


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
