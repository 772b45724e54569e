"""Acts on the book of legal parameters, with their record."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime

from center.audit.actor import Actor
from center.audit.service import Event, record
from center.clock import local_date
from center.db import db, one_at_a_time
from center.errors import Conflict, RuleViolation
from center.legal.changes import Change
from center.legal.models import LegalParameter
from center.legal.queries import forget_parameter_book, parameter_book, row_of_form
from center.legal.rules import ParameterBook
from center.legal.service import confirm_rows, settle_offers, write_change
from center.residents.law.audit import OfferSettled, ParametersConfirmed
from center.residents.law.impact import Impact, bears_on_terms, impact_of
from center.residents.law.preview import token_of
from center.residents.law.projections import hold_open_stays, move_ends

LOCK = "legal.parameters"
"""Acts on the book run one after the other."""
EARLIEST_READING = date(2026, 1, 1)
"""Nobody compared a row before the product was there."""

Plan = Callable[[ParameterBook], Change]
"""From the book as it is to the change that was typed. Raises RuleViolation ``law.…``."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A change and what it would do: exactly this is saved, or nothing."""

    change: Change
    impact: Impact
    token: str
    """Names the content, the stays and their days; another one means that the world moved on."""


class Outdated(Conflict):
    """What was previewed is not what would happen now; ``preview`` is."""

    def __init__(self, preview: Preview) -> None:
        super().__init__("the world changed since the preview")
        self.preview = preview


def preview(plan: Plan, now: datetime) -> Preview:
    """Return what ``plan`` would do on the local day of ``now``. Writes nothing; raises RuleViolation."""
    book = parameter_book()
    change = plan(book)
    impact = impact_of(change, book, now=now)
    return Preview(change, impact, token_of(change, impact, local_date(now)))


def save(
    plan: Plan,
    token: str,
    *,
    reason: str,
    describe: Callable[[Preview], Event],
    client_id: str | None,
    actor: Actor,
    now: datetime,
) -> Preview | None:
    """Do what was previewed under ``token``: write the rows, and bring every last day up to date in the same act.

    ``describe`` gives the event for the record. The same ``client_id`` again does nothing and returns None.
    Raises Outdated when something else would happen now, RuleViolation ``law.leaves_gap`` when a term could not be
    computed any more.
    """
    one_at_a_time(LOCK)
    if client_id is not None and row_of_form(client_id) is not None:
        return None
    forget_parameter_book()
    if bears_on_terms(plan(parameter_book()).name):
        hold_open_stays()  # nobody may move a term between the computation and the writing
    found = preview(plan, now)
    if found.token != token:
        raise Outdated(found)
    if found.impact.faults:
        raise RuleViolation("law.leaves_gap", count=found.impact.faults)
    write_change(db.session, found.change, reason=reason, recorded_by=actor.name, client_id=client_id, at=now)
    move_ends(found.impact.stays, found.change, actor=actor, now=now)
    record(describe(found), actor=actor, at=now)
    return found


def settle(name: str, decision: str, *, reason: str, moved: int = 0, actor: Actor, now: datetime) -> None:
    """Record that somebody decided about what releases offer for ``name``: ``keep`` or ``take``.

    Raises RuleViolation when nothing is offered.
    """
    one_at_a_time(LOCK)
    if not settle_offers(db.session, name, reason=reason, recorded_by=actor.name, at=now):
        raise RuleViolation("law.nothing_offered")
    record(OfferSettled(parameter=name, decision=decision, reason=reason, moved=moved), actor=actor, at=now)


def confirm(
    row_ids: Collection[int],
    *,
    confirmed_by: str,
    confirmed_on: date,
    where: str,
    actor: Actor,
    now: datetime,
) -> list[LegalParameter]:
    """Record that ``confirmed_by`` compared the rows with the official text on ``confirmed_on``.

    ``where`` is the copy that was read. Each row is superseded by the same content with the confirmation.
    Raises RuleViolation for a day to come, for no rows, and for a row that no longer counts.
    """
    if not row_ids:
        raise RuleViolation("law.no_rows", field="rows")
    if confirmed_on > local_date(now):
        raise RuleViolation("law.confirmed_in_future", field="confirmed_on", day=confirmed_on)
    if confirmed_on < EARLIEST_READING:
        raise RuleViolation("law.confirmed_before_text", field="confirmed_on", day=confirmed_on)
    one_at_a_time(LOCK)
    written = confirm_rows(
        db.session,
        row_ids,
        confirmed_by=confirmed_by,
        confirmed_on=confirmed_on,
        where=where,
        recorded_by=actor.name,
        at=now,
    )
    event = ParametersConfirmed(
        count=len(written),
        row_ids=[row.id for row in written],
        confirmed_by=confirmed_by,
        confirmed_on=confirmed_on,
        where=where,
    )
    record(event, actor=actor, at=now)
    return written
