"""What the ledger says about the terms of stays, one or thousands: the only place that builds ``TermInput``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Row, Select, select

from center.db import db
from center.errors import RuleViolation
from center.legal.rules import RuleSet
from center.residents.person.models import Resident
from center.residents.stay.models import EndReason, Stay, StayEnding, TermEvent
from center.residents.term.events import LedgerEvent
from center.residents.term.ledger import Ledger, read_ledger
from center.residents.term.model import EndCause, TermInput, TermKind

END_CAUSES = {
    EndReason.EXEMPTED: EndCause.EXEMPTION,
    EndReason.IMPRISONED: EndCause.PRISON,
    EndReason.TRANSFERRED: EndCause.TRANSFER,
}
"""Endings that decide what becomes of the rest of a term."""
BATCH = 500
"""Rows fetched at once: the memory a recomputation of everybody takes."""


class StayFacts(Protocol):
    """What a term follows from besides its events; a ``Stay`` has it, and so has a row of its columns."""

    kind: Any
    rule_set: Any
    decided_on: Any
    term_months: Any
    first_day: Any
    custody_days: Any
    ended_on: Any


@dataclass(frozen=True, slots=True)
class StayTerm:
    """A stay as a recomputation sees it."""

    stay_id: int
    code: str
    """Code of the resident."""
    number: int
    is_open: bool
    last_day: date | None
    """As stored."""
    facts: TermInput | None
    """None in custody, which has no term, and where ``fault`` says why."""
    fault: RuleViolation | None = None
    """Why the events contradict each other; None when they do not."""


def input_of(stay: StayFacts, ledger: Ledger, ended: EndReason | None) -> TermInput | None:
    """Return the facts of a stay's term; None in custody. ``ended`` is the reason of its ending, if it has one."""
    if stay.term_months is None:
        return None
    return TermInput(
        rule_set=RuleSet(stay.rule_set),
        kind=TermKind(stay.kind.value),
        decided_on=stay.decided_on,
        months=stay.term_months,
        first_day=stay.first_day,
        custody_days=stay.custody_days,
        absences=ledger.absences,
        reductions=ledger.reductions,
        moves=ledger.moves,
        exempted_on=ledger.exempted_on,
        ended_on=stay.ended_on,
        ended_by=END_CAUSES.get(ended) if ended is not None else None,
    )


class _Amending(LedgerEvent, Protocol):
    @property
    def id(self) -> Any: ...

    @property
    def amends_id(self) -> Any: ...

    @property
    def cancels(self) -> Any: ...


def in_force(rows: Sequence[_Amending]) -> list[_Amending]:
    """Return those of one stay's rows that no later row amends, and that do not only take one back."""
    amended = {row.amends_id for row in rows}
    if amended == {None}:
        return list(rows)
    return [row for row in rows if row.id not in amended and not row.cancels]


def stay_terms(*wanted: ColumnElement[bool]) -> Iterator[StayTerm]:
    """Yield the stays that fulfil every one of ``wanted`` (conditions on ``Stay``), by id, with their facts.

    Two statements, read side by side in batches: memory does not grow with the number of stays. Nothing may
    be committed before the last one was read.
    """
    stays = db.session.execute(_stays(*wanted).execution_options(yield_per=BATCH))
    events = _by_stay(db.session.execute(_events(*wanted).execution_options(yield_per=BATCH)))
    waiting = next(events, None)
    for stay in stays:
        while waiting is not None and waiting[0] < stay.id:
            waiting = next(events, None)
        mine: Sequence[Any] = waiting[1] if waiting is not None and waiting[0] == stay.id else ()
        yield _stay_term(stay, mine)


def _stay_term(stay: Any, rows: Sequence[Any]) -> StayTerm:
    facts, fault = None, None
    try:
        ledger = read_ledger(in_force(rows)) if rows else Ledger()
        facts = input_of(stay, ledger, stay.reason)
    except RuleViolation as refusal:
        fault = refusal
    return StayTerm(stay.id, stay.code, stay.number, stay.ended_on is None, stay.last_day, facts, fault)


def _stays(*wanted: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            Stay.id,
            Resident.code,
            Stay.number,
            Stay.kind,
            Stay.rule_set,
            Stay.decided_on,
            Stay.term_months,
            Stay.first_day,
            Stay.custody_days,
            Stay.ended_on,
            Stay.last_day,
            StayEnding.reason,
        )
        .join(Resident, Resident.id == Stay.resident_id)
        .outerjoin(StayEnding, StayEnding.stay_id == Stay.id)
        .where(*wanted)
        .order_by(Stay.id)
    )


def _events(*wanted: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    row = TermEvent.__table__.c  # plain columns: there may be a hundred thousand rows
    statement = select(
        row.id,
        row.stay_id,
        row.kind,
        row.on_day,
        row.months,
        row.with_merit,
        row.due_on,
        row.paper_on,
        row.place,
        row.amends_id,
        row.cancels,
    )
    if wanted:
        statement = statement.join(Stay, Stay.id == row.stay_id).where(*wanted)
    return statement.order_by(row.stay_id, row.happened_at, row.id)


def _by_stay(rows: Iterable[Row[Any]]) -> Iterator[tuple[int, list[Any]]]:
    for stay_id, found in groupby(rows, key=attrgetter("stay_id")):
        yield stay_id, list(found)
