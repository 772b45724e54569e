"""Everything the proof of one term says, as plain values: the page and the paper draw the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from center.legal.queries import parameter_book
from center.legal.rules import Parameter
from center.residents.labels import (
    KIND_LABELS,
    RULE_SET_LABELS,
    SEX_LABELS,
    TERM_EFFECT_LABELS,
    TERM_EVENT_LABELS,
    TERM_LINE_LABELS,
    TERM_STATE_LABELS,
)
from center.residents.law.words import word_of
from center.residents.person.queries import current_identifier
from center.residents.stay.models import Decision, DecisionKind, Stay
from center.residents.stay.queries import decisions_of
from center.residents.term.labels import CONVENTION_SENTENCES
from center.residents.term.model import Effect, Term, TermInput
from center.residents.term.rules import compute_term
from center.residents.term_desk.drawing import drawn
from center.residents.term_desk.figures import Check, Figure, balance, check, figures
from center.residents.term_desk.history import Cause, HistoryLine, history_of
from center.residents.term_desk.words import (
    BALANCE_WORDS,
    CAUSE_WORDS,
    arithmetic,
    check_sentence,
)
from center.ui.filters import format_date
from center.ui.term_line import TermLine

COUNTS = {Effect.COUNTED: True, Effect.NOT_COUNTED: False}


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One line of the proof in words."""

    number: int
    label: str
    from_day: date | None
    to_day: date | None
    days: int
    effect: str
    counts: bool | None
    """Whether the days count; None on lines about the whole term, and for days ahead."""
    after: int | None
    """Days served after the line, custody included; None on lines about the whole term."""
    arithmetic: str
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class SheetEvent:
    """One step in the history of the last day, in words."""

    recorded_at: datetime | None
    by: str
    cause: str
    detail: str
    """What exactly, with its own day."""
    paper: str
    before: date | None
    after: date | None
    shift: int | None
    counts: bool
    event_id: int | None
    """Row of the ledger; None for the decision and for what time did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermSheet:
    """The proof of a term on one day."""

    on: date
    full_name: str
    code: str
    birth_date: date
    sex: str
    id_number: str
    kind: str
    rule_set: str
    decision: str
    """Number, day and issuer of the decision that opened the stay."""
    months: int
    first_day: date
    admitted_on: date
    custody_days: int
    earlier_rehabs: int
    last_day: date
    is_provisional: bool
    state: str
    days_total: int
    days_counted: int
    """Days from the first day to ``on`` that count, custody not included."""
    days_credited: int
    days_not_counted: int
    days_left: int
    lines: tuple[SheetLine, ...]
    check: str
    """The last day found by one addition; empty where there is nothing to check."""
    balance: tuple[tuple[str, int], ...]
    conventions: tuple[str, ...]
    unverified: tuple[tuple[str, str], ...]
    """Name in words and source of each parameter nobody has compared with the official text."""
    history: tuple[SheetEvent, ...]
    line: TermLine | None


def term_sheet(stay: Stay, facts: TermInput, on: date) -> TermSheet:
    """Return the proof of the term of ``stay`` as it stands on ``on``. Raises RuleViolation."""
    term = compute_term(facts, parameter_book(), on=on)
    person, paper = stay.resident, current_identifier(stay.resident_id)
    return TermSheet(
        on=on,
        full_name=person.full_name,
        code=person.code,
        birth_date=person.birth_date,
        sex=SEX_LABELS[person.sex],
        id_number=paper.number if paper else "",
        kind=KIND_LABELS[stay.kind],
        rule_set=RULE_SET_LABELS[stay.rule_set],
        decision=cited(decisions_of(stay.id)),
        months=facts.months,
        first_day=facts.first_day,
        admitted_on=stay.admitted_on,
        custody_days=facts.custody_days,
        earlier_rehabs=stay.earlier_rehabs,
        last_day=term.last_day,
        is_provisional=term.is_provisional,
        state=TERM_STATE_LABELS[term.state],
        days_total=term.days_total,
        days_counted=term.days_counted,
        days_credited=term.days_credited,
        days_not_counted=term.days_not_counted,
        days_left=term.days_left,
        lines=lines_of(term, facts),
        check=_checked(check(term)),
        balance=tuple((BALANCE_WORDS[name], days) for name, days in balance(term)),
        conventions=tuple(str(CONVENTION_SENTENCES[code]) for code in term.conventions),
        unverified=tuple((str(word_of(row.name).label), row.source) for row in term.unverified),
        history=tuple(_event(line) for line in history_of(stay)),
        line=drawn(term),
    )


def lines_of(term: Term, facts: TermInput) -> tuple[SheetLine, ...]:
    """Return the lines of ``term`` in words, numbered."""
    return tuple(
        _line(number, figure, facts) for number, figure in enumerate(figures(term, facts.reductions), start=1)
    )


def cited(decisions: Sequence[Decision]) -> str:
    """Return how the decision that opened the stay is cited; empty when the file has none."""
    opening = next((row for row in decisions if row.kind is not DecisionKind.NAMING), None)
    if opening is None:
        return ""
    return f"số {opening.number} ngày {format_date(opening.issued_on)} của {opening.issuer}"


def _line(number: int, figure: Figure, facts: TermInput) -> SheetLine:
    line = figure.line
    row: Parameter = line.parameter
    return SheetLine(
        number=number,
        label=TERM_LINE_LABELS[line.kind],
        from_day=line.from_day,
        to_day=line.to_day,
        days=line.days,
        effect=TERM_EFFECT_LABELS[line.effect],
        counts=COUNTS.get(line.effect),
        after=figure.after,
        arithmetic=arithmetic(figure, facts),
        source=row.source,
        verified=row.is_verified,
    )


def _checked(found: Check | None) -> str:
    return check_sentence(found) if found else ""


def _event(line: HistoryLine) -> SheetEvent:
    event = line.event
    detail = []
    if event is not None:
        detail.append(f"ngày {format_date(event.on_day)}")
        if event.months is not None:
            detail.append(f"{event.months} tháng")
        if event.with_merit:
            detail.append("có lập công")
        if event.due_on is not None:
            detail.append(f"phải có mặt ngày {format_date(event.due_on)}")
        if event.place:
            detail.append(event.place)
        if event.reason:
            detail.append(event.reason)
    paper = ""
    if event is not None and event.paper_number:
        paper = f"{event.paper_number} ngày {format_date(event.paper_on)}, {event.paper_issuer}"
    prefix = CAUSE_WORDS[line.cause]
    label = TERM_EVENT_LABELS[event.kind] if event is not None else ""
    return SheetEvent(
        recorded_at=line.recorded_at,
        by=line.by,
        cause=f"{prefix}: {label}" if prefix and label else prefix or label,
        detail="; ".join(detail),
        paper=paper,
        before=line.before,
        after=line.after,
        shift=line.shift,
        counts=line.counts and line.cause is not Cause.TAKEN_BACK,
        event_id=event.id if event is not None else None,
    )
