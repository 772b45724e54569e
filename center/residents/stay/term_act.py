"""What the acts on a term have in common: one event with its paper, and where the person is then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import Concatenate, NotRequired, ParamSpec, TypedDict

from center.audit.actor import Actor
from center.db import hold
from center.errors import RuleViolation
from center.legal.queries import parameter_book
from center.legal.rules import RuleSet
from center.residents.labels import TERM_EVENT_LABELS
from center.residents.stay.departures import close_what_is_open
from center.residents.stay.models import EndReason, Stay, TermEvent, TermEventKind
from center.residents.stay.service import end_stay
from center.residents.stay.terms import Paper, event_of_form, record_term_event
from center.residents.term.endings import PRISON_RULE, WAIVES
from center.residents.whereabouts.models import Location, OutCause
from center.residents.whereabouts.service import change_whereabouts

SOURCE = "residents:term"


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Who records what about a term, and when it was."""

    kind: TermEventKind
    happened_at: datetime
    paper: Paper | None = None
    reason: str = ""
    months: int | None = None
    with_merit: bool = False
    due_on: date | None = None
    place: str = ""
    client_id: str | None = None
    actor: Actor
    now: datetime


class Who(TypedDict):
    """Who records an act, when, and from which form."""

    client_id: NotRequired[str | None]
    actor: Actor
    now: datetime


P = ParamSpec("P")
TermAct = Callable[Concatenate[Stay, P], TermEvent]


def one_act(act: TermAct[P]) -> TermAct[P]:
    """Let ``act`` be one however often its form is sent: the stay is held, and what the form recorded is returned."""

    @wraps(act)
    def run(stay: Stay, /, *args: P.args, **kwargs: P.kwargs) -> TermEvent:
        hold(stay)
        client_id = kwargs.get("client_id")
        there = event_of_form(client_id) if isinstance(client_id, str) else None
        return act(stay, *args, **kwargs) if there is None else there

    return run


def last_day_of_term(stay: Stay) -> date:
    """Return the last day as stored. Raises RuleViolation in custody, which has none."""
    if stay.last_day is None:
        raise RuleViolation("residents.no_term")
    return stay.last_day


def prison_waives(stay: Stay) -> bool:
    """Return whether a prison sentence waives the rest of this term, by the law that binds it."""
    effect = parameter_book().value_text(PRISON_RULE, on=stay.decided_on, rule_set=RuleSet(stay.rule_set))
    return effect == WAIVES


def write(stay: Stay, act: Act) -> TermEvent:
    """Write the event of ``act``. Raises RuleViolation."""
    return record_term_event(
        stay,
        act.kind,
        happened_at=act.happened_at,
        source=SOURCE,
        reason=act.reason,
        months=act.months,
        with_merit=act.with_merit,
        due_on=act.due_on,
        paper=act.paper,
        place=act.place,
        client_id=act.client_id,
        actor=act.actor,
        now=act.now,
    )


def goes_out(stay: Stay, act: Act, cause: OutCause) -> TermEvent:
    """Write the event and let the person be out for ``cause`` from then on."""
    _close(stay, act)
    event = write(stay, act)
    change_whereabouts(
        stay,
        out_cause=cause,
        happened_at=act.happened_at,
        source=whereabouts_source(event),
        actor=act.actor,
        now=act.now,
    )
    return event


def comes_back(stay: Stay, act: Act, location: Location) -> TermEvent:
    """Write the event and let the person be at ``location`` from then on."""
    event = write(stay, act)
    change_whereabouts(
        stay,
        location=location,
        happened_at=act.happened_at,
        source=whereabouts_source(event),
        actor=act.actor,
        now=act.now,
    )
    return event


def ends(stay: Stay, act: Act, reason: EndReason) -> TermEvent:
    """Write the event and end the stay with it; the note of the ending names the paper."""
    _close(stay, act)
    event = write(stay, act)
    decided = (
        f"{event.paper_number} ngày {event.paper_on:%d/%m/%Y}, {event.paper_issuer}" if act.paper else ""
    )
    note_text = "; ".join(part for part in (event.place, decided, event.reason) if part)
    end_stay(stay, reason, happened_at=act.happened_at, note_text=note_text, actor=act.actor, now=act.now)
    return event


def _close(stay: Stay, act: Act) -> None:
    why = TERM_EVENT_LABELS[act.kind]
    close_what_is_open(stay, at=act.happened_at, why=why, actor=act.actor, now=act.now)


def whereabouts_source(event: TermEvent) -> str:
    """Return how a change of whereabouts names the event that caused it."""
    return f"residents:term-event:{event.id}"
