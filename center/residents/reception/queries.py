"""Receptions that run, and how far each is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, exists, func, select
from sqlalchemy.orm import undefer

from center.db import db
from center.errors import NotFound
from center.residents.reception.facts import facts_of
from center.residents.reception.health import health_checks
from center.residents.reception.known import Known, known_of
from center.residents.reception.models import (
    PaperState,
    Reception,
    ReceptionDraft,
    ReceptionEvent,
    ReceptionMark,
)
from center.residents.reception.rules import StepState, finished, next_step, states
from center.residents.reception.steps import MarkKind, State, Step


@dataclass(frozen=True, slots=True)
class ReceptionView:
    """One reception with the state of every step."""

    known: Known
    steps: tuple[StepState, ...]

    @property
    def reception(self) -> Reception:
        """The reception itself."""
        return self.known.reception

    @property
    def finished(self) -> int:
        """How many steps have nothing left to do."""
        return finished(self.steps)

    @property
    def next(self) -> StepState | None:
        """What the desk does now."""
        return next_step(self.steps)

    @property
    def open_steps(self) -> list[StepState]:
        """What is left, whoever does it."""
        return [one for one in self.steps if not one.is_finished]

    def can_take_back(self, step: Step) -> bool:
        """Tell whether something was said of a step that still holds."""
        said = [mark for mark in self.known.marks if mark.step is step]
        return bool(said) and said[-1].kind is not MarkKind.REOPENED

    def state_of(self, step: Step) -> StepState:
        """Return how one step stands."""
        return next(one for one in self.steps if one.step is step)


def views_of(receptions: Sequence[Reception], now: datetime) -> list[ReceptionView]:
    """Return the receptions with their steps, in the order given; a fixed number of statements."""
    if not receptions:
        return []
    known = known_of(receptions, now)
    facts = facts_of(known)
    return [
        ReceptionView(known[one.id], states(facts[one.id], admitted=one.stay_id is not None))
        for one in receptions
    ]


def reception_or_404(reception_id: int) -> Reception:
    """Return a reception. Raises NotFound."""
    found = db.session.get(Reception, reception_id)
    if found is None:
        raise NotFound(f"no reception {reception_id}")
    return found


def view_or_404(reception_id: int, now: datetime) -> ReceptionView:
    """Return a reception with its steps. Raises NotFound."""
    return views_of([reception_or_404(reception_id)], now)[0]


def running() -> Select[*tuple[Any, ...]]:
    """Return the statement of the receptions that run, the longest first."""
    return select(Reception).where(Reception.closed_at.is_(None)).order_by(Reception.begun_at, Reception.id)


def receptions_page(
    *, closed: bool, offset: int, limit: int, now: datetime
) -> tuple[list[ReceptionView], int]:
    """Return running receptions, the longest first, or closed ones, the newest first, and how many there are."""
    wanted = running()
    if closed:
        wanted = (
            select(Reception)
            .where(Reception.closed_at.is_not(None))
            .order_by(Reception.closed_at.desc(), Reception.id.desc())
        )
    total = db.session.scalar(select(func.count()).select_from(wanted.order_by(None).subquery())) or 0
    return views_of(db.session.scalars(wanted.offset(offset).limit(limit)).all(), now), total


def reception_of_stay(stay_id: int) -> Reception | None:
    """Return the reception that opened the stay, if it was taken in so."""
    return db.session.scalars(select(Reception).where(Reception.stay_id == stay_id)).first()


def reception_of_form(client_id: str | None) -> Reception | None:
    """Return the reception that the form with ``client_id`` began, if it did."""
    if client_id is None:
        return None
    return db.session.scalars(select(Reception).where(Reception.client_id == client_id)).first()


def draft_of(reception_id: int) -> ReceptionDraft | None:
    """Return what was typed so far, with the portrait."""
    return db.session.scalars(
        select(ReceptionDraft)
        .where(ReceptionDraft.reception_id == reception_id)
        .options(undefer(ReceptionDraft.photo))
    ).first()


def events_of(reception_id: int) -> Sequence[ReceptionEvent]:
    """Return what happened to a reception, oldest first."""
    return db.session.scalars(
        select(ReceptionEvent).where(ReceptionEvent.reception_id == reception_id).order_by(ReceptionEvent.id)
    ).all()


def mark_of_form(client_id: str | None) -> ReceptionMark | None:
    """Return the mark that the form with ``client_id`` made, if it did."""
    if client_id is None:
        return None
    return db.session.scalars(select(ReceptionMark).where(ReceptionMark.client_id == client_id)).first()


def waiting_for_health(now: datetime, limit: int) -> list[tuple[ReceptionView, StepState]]:
    """Return the running receptions whose preliminary check was asked for and not done, the longest first."""
    asked = exists().where(
        ReceptionMark.reception_id == Reception.id,
        ReceptionMark.step == Step.HEALTH,
        ReceptionMark.kind == MarkKind.ASKED,
    )
    found = views_of(
        db.session.scalars(
            select(Reception)
            .where(asked, ~Reception.abandoned)
            .where(Reception.closed_at.is_(None))
            .order_by(Reception.begun_at)
            .limit(limit)
        ).all(),
        now,
    )
    pairs = [(one, one.state_of(Step.HEALTH)) for one in found]
    return [(one, state) for one, state in pairs if state.state is State.WAITING]


def closed_of_stays(stay_ids: Collection[int]) -> Sequence[Reception]:
    """Return the closed receptions of the stays, in one statement."""
    if not stay_ids:
        return []
    return db.session.scalars(
        select(Reception).where(Reception.stay_id.in_(stay_ids), Reception.closed_at.is_not(None))
    ).all()


PAPER_WORDS = {PaperState.ORIGINAL: "bản chính", PaperState.COPY: "bản sao"}


def papers_brought(stay_id: int, numbers: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """Return the papers that came with a stay, as the hand-over record lists them; empty when nobody checked.

    ``numbers``: number, day and issuer of those the file knows, by their code.
    """
    reception = reception_of_stay(stay_id)
    if reception is None:
        return ()
    known = known_of([reception], reception.begun_at)[reception.id]
    return tuple(
        rule.title
        + (f" {numbers[rule.code]}" if numbers and rule.code in numbers else "")
        + f" ({PAPER_WORDS[row.state]}{_pages(row.pages)})"
        for rule in known.paper_rules
        if (row := known.papers.get(rule.code)) is not None and row.state is not PaperState.MISSING
    )


def _pages(pages: int | None) -> str:
    return f", {pages} tờ" if pages else ""


def condition_seen(stay_id: int) -> str:
    """Return what those who treat let the hand-over record say of the person's state; empty when nobody looked."""
    reception = reception_of_stay(stay_id)
    if reception is None:
        return ""
    note = health_checks({reception.id: stay_id}).get(reception.id)
    return note.wording if note is not None else ""
