"""How the last day of a term came to be what it is: every change with its cause, who, when, and the paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import select

from center.auth.models import Account
from center.clock import local_date
from center.db import db
from center.legal.queries import parameter_book
from center.residents.stay.models import Stay, TermEvent
from center.residents.stay.term_inputs import input_of
from center.residents.term.ledger import Ledger
from center.residents.term.rules import compute_term


class Cause(StrEnum):
    """What a line of the history is about."""

    DECISION = "decision"
    """The term as the decision laid it down."""
    EVENT = "event"
    CORRECTION = "correction"
    """The line above it, named by ``amends_id``, was wrong."""
    TAKEN_BACK = "taken_back"
    TIME = "time"
    """Days went by while the person was away and no day counted."""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One step in the history of a last day."""

    cause: Cause
    recorded_at: datetime | None
    """None where nobody recorded anything: time alone did it."""
    by: str
    event: TermEvent | None
    before: date | None
    after: date | None
    counts: bool = True
    """False for an event that was amended or taken back later."""

    @property
    def shift(self) -> int | None:
        """By how many days the last day moved: above zero, later; None where there was none before."""
        if self.before is None or self.after is None:
            return None
        return (self.after - self.before).days


def history_of(stay: Stay) -> tuple[HistoryLine, ...]:
    """Return the history of the last day of ``stay`` in the order in which it was recorded."""
    rows = _rows(stay.id)
    amended = {row.amends_id for row, _name in rows}
    first = _as_decided(stay)
    lines = [HistoryLine(Cause.DECISION, stay.admitted_at, _name_of(stay.created_by_id), None, None, first)]
    known = first
    for row, name in rows:
        before = row.last_day_before or known
        if known is not None and before is not None and before != known:
            lines.append(HistoryLine(Cause.TIME, None, "", None, known, before))
        cause = Cause.EVENT
        if row.amends_id is not None:
            cause = Cause.TAKEN_BACK if row.cancels else Cause.CORRECTION
        lines.append(
            HistoryLine(
                cause, row.recorded_at, name or "", row, before, row.last_day_after, row.id not in amended
            )
        )
        known = row.last_day_after or before
    if stay.last_day is not None and known is not None and stay.last_day != known:
        lines.append(HistoryLine(Cause.TIME, None, "", None, known, stay.last_day))
    return tuple(lines)


def _rows(stay_id: int) -> Sequence[tuple[TermEvent, str | None]]:
    found = db.session.execute(
        select(TermEvent, Account.full_name)
        .outerjoin(Account, Account.id == TermEvent.recorded_by_id)
        .where(TermEvent.stay_id == stay_id)
        .order_by(TermEvent.id)
    )
    return [(row, name) for row, name in found]


def _as_decided(stay: Stay) -> date | None:
    """Return the last day as the decision and the custody alone make it."""
    facts = input_of(_Untouched(stay), Ledger(), None)
    if facts is None:
        return None
    return compute_term(
        facts, parameter_book(), on=max(local_date(stay.admitted_at), stay.first_day)
    ).last_day


class _Untouched:
    """A stay as it began, without its ending."""

    def __init__(self, stay: Stay) -> None:
        self.kind = stay.kind
        self.rule_set = stay.rule_set
        self.decided_on = stay.decided_on
        self.term_months = stay.term_months
        self.first_day = stay.first_day
        self.custody_days = stay.custody_days
        self.ended_on = None


def _name_of(account_id: int | None) -> str:
    if account_id is None:
        return ""
    return db.session.scalar(select(Account.full_name).where(Account.id == account_id)) or ""
