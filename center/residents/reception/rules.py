"""How each step of a reception stands, by the facts; what comes next; what is still owed. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from center.errors import RuleViolation
from center.residents.reception.papers import Need, PaperRule
from center.residents.reception.steps import (
    BEFORE_ADMISSION,
    BEFORE_CLOSING,
    FINISHED,
    MARKED_DONE,
    MAY_NOT_APPLY,
    MarkKind,
    State,
    Step,
)


class Source(StrEnum):
    """Where a fact about a step comes from."""

    PROOF = "proof"
    """A fact kept elsewhere shows it done."""
    GAP = "gap"
    """A fact shows that something of it is missing, whatever else says."""
    DRAFT = "draft"
    """Typed into the form that is not accepted yet."""
    MARK = "mark"
    """Somebody said so."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing known about one step."""

    step: Step
    source: Source
    at: datetime
    by: str = ""
    words: str = ""
    """What is shown beside it: what is missing, the reason, the remark."""
    mark: MarkKind | None = None
    """Of a MARK only."""
    order: int = 0
    """Tells marks of one instant apart: the higher came later."""


@dataclass(frozen=True, slots=True)
class StepState:
    """How one step stands."""

    step: Step
    state: State
    at: datetime | None = None
    """When it came to be so; None for what is simply open."""
    by: str = ""
    words: str = ""
    possible: bool = True
    """False: the person must be admitted first."""

    @property
    def is_finished(self) -> bool:
        """True when nothing of it is left to do."""
        return self.state in FINISHED


def states(facts: Iterable[Fact], *, admitted: bool) -> tuple[StepState, ...]:
    """Return how every step stands, in the order of the conveyor; the order of ``facts`` does not matter.

    A proof beats what somebody said; what is missing beats a proof; of what was said the newest holds.
    """
    by_step: dict[Step, list[Fact]] = {step: [] for step in Step}
    for fact in facts:
        by_step[fact.step].append(fact)
    return tuple(_state(step, found, admitted) for step, found in by_step.items())


def _state(step: Step, facts: Sequence[Fact], admitted: bool) -> StepState:
    possible = admitted or step in BEFORE_ADMISSION
    marks = [fact for fact in facts if fact.source is Source.MARK]
    said = max(marks, key=lambda fact: (fact.at, fact.order)) if marks else None
    gaps = sorted({fact.words for fact in facts if fact.source is Source.GAP})
    proof = _first(facts, Source.PROOF)

    def found(state: State, fact: Fact | None, words: str | None = None) -> StepState:
        if fact is None:
            return StepState(step, state, words=words or "", possible=possible)
        return StepState(
            step, state, fact.at, fact.by, fact.words if words is None else words, possible=possible
        )

    put_off = said if said is not None and said.mark is MarkKind.PUT_OFF else None
    if gaps:
        missing = "; ".join(gaps)
        if put_off is not None:
            return found(State.PUT_OFF, put_off, "; ".join([put_off.words, missing]))
        return found(State.OPEN, None, missing)
    if proof is not None:
        return found(State.DONE, proof)
    if said is not None and said.mark is MarkKind.DONE:
        return found(State.DONE, said)
    if said is not None and said.mark is MarkKind.NOT_APPLICABLE:
        return found(State.NOT_APPLICABLE, said)
    if put_off is not None:
        return found(State.PUT_OFF, put_off)
    if said is not None and said.mark is MarkKind.ASKED:
        return found(State.WAITING, said)
    drafted = _first(facts, Source.DRAFT)
    return found(State.DRAFTED, drafted) if drafted is not None else found(State.OPEN, None)


def _first(facts: Iterable[Fact], source: Source) -> Fact | None:
    return min(
        (fact for fact in facts if fact.source is source),
        key=lambda fact: (fact.at, fact.by, fact.words),
        default=None,
    )


def next_step(steps: Sequence[StepState]) -> StepState | None:
    """Return what the desk does now: the first step left to it, what was put off last; None when nothing is."""
    mine = [one for one in steps if one.possible and not one.is_finished and one.state is not State.WAITING]
    return min(mine, key=lambda one: one.state is State.PUT_OFF, default=None)


def finished(steps: Iterable[StepState]) -> int:
    """Return how many steps have nothing left to do."""
    return sum(one.is_finished for one in steps)


def owed(steps: Iterable[StepState], *, closed: bool) -> tuple[StepState, ...]:
    """Return the steps that are a duty: of a closed reception every one that is not finished, else none."""
    return tuple(one for one in steps if not one.is_finished) if closed else ()


# --- papers ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class PaperSeen:
    """How one paper came: ``original``, ``copy`` or ``missing``."""

    state: str
    at: datetime
    by: str
    pages: int | None = None

    @property
    def is_there(self) -> bool:
        """True when the paper came, in whatever form."""
        return self.state != "missing"


@dataclass(frozen=True, slots=True)
class PaperCheck:
    """The list of papers against what came."""

    unanswered: tuple[PaperRule, ...]
    """Nobody looked yet."""
    missing: tuple[PaperRule, ...]
    """Asked for and not there, nothing instead of it either."""
    last: PaperSeen | None
    """The newest answer; None while there is none."""

    @property
    def is_complete(self) -> bool:
        """True when every paper was looked for and those the list asks for are there."""
        return not self.unanswered and not self.missing


def check_papers(rules: Sequence[PaperRule], seen: Mapping[str, PaperSeen]) -> PaperCheck:
    """Compare what came (by code) with the list; of papers that stand for each other one is enough."""
    there = {rule.code for rule in rules if rule.code in seen and seen[rule.code].is_there}
    covered = {rule.instead for rule in rules if rule.instead and rule.code in there}
    unanswered = tuple(rule for rule in rules if rule.code not in seen and rule.instead not in covered)
    missing = tuple(
        rule
        for rule in rules
        if rule.need is not Need.IF_ANY
        and rule.code in seen
        and rule.code not in there
        and rule.instead not in covered
    )
    known = {rule.code for rule in rules}
    last = max((one for code, one in seen.items() if code in known), key=lambda one: one.at, default=None)
    return PaperCheck(unanswered, missing, last)


# --- what may be said --------------------------------------------------------------------------------


def check_mark(step: Step, kind: MarkKind, *, note: str, admitted: bool, state: State, said: bool) -> None:
    """Refuse what cannot be said of a step: done where facts decide, without a reason, before it is possible.

    ``said``: whether something said before can be taken back.
    """
    if kind is MarkKind.DONE and step not in MARKED_DONE:
        raise RuleViolation("reception.facts_decide")
    if kind is MarkKind.ASKED and step is not Step.HEALTH:
        raise RuleViolation("reception.facts_decide")
    if kind is MarkKind.NOT_APPLICABLE and step not in MAY_NOT_APPLY:
        raise RuleViolation("reception.always_applies")
    if kind is MarkKind.REOPENED and not said:
        raise RuleViolation("reception.nothing_said")
    if kind in (MarkKind.PUT_OFF, MarkKind.NOT_APPLICABLE, MarkKind.REOPENED) and not note.strip():
        raise RuleViolation("reception.reason", field="note")
    if kind is MarkKind.DONE and not admitted and step not in BEFORE_ADMISSION:
        raise RuleViolation("reception.not_admitted")
    if kind in (MarkKind.PUT_OFF, MarkKind.NOT_APPLICABLE, MarkKind.ASKED) and state is State.DONE:
        raise RuleViolation("reception.done_before")


def check_close(steps: Iterable[StepState]) -> None:
    """Refuse to end a reception whose person has no bed, or is not in."""
    for one in steps:
        if one.step in BEFORE_CLOSING and not one.is_finished:
            raise RuleViolation(
                "reception.close_without_bed" if one.step is Step.BED else "reception.close_unadmitted"
            )


def check_search(*, me: int | None, witness: int | None, found: bool, note: str) -> None:
    """Refuse a search by one person alone, or a find nobody describes."""
    if witness is None:
        raise RuleViolation("reception.search_alone", field="witness")
    if witness == me:
        raise RuleViolation("reception.search_same", field="witness")
    if found and not note.strip():
        raise RuleViolation("reception.find_undescribed", field="note")
