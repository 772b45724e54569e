"""Putting another decision in the place of one, and taking one back."""

from __future__ import annotations

from datetime import date, datetime

from center.audit.actor import Actor
from center.clock import local_date
from center.documents.service import withdraw
from center.errors import RuleViolation
from center.residents.conduct.models import ConductDecision, ConductProposal
from center.residents.conduct.queries import ConductLine, line_of
from center.residents.conduct.rows import (
    decision_row,
    held_stay,
    lift_restriction,
    record_amended,
    say,
    word_of,
    write_decision,
)
from center.residents.conduct.rules import Terms, check_terms
from center.residents.stay.models import Stay


def correct(
    proposal: ConductProposal, terms: Terms, reason: str, *, actor: Actor, now: datetime
) -> ConductDecision:
    """Put another decision in the place of the one in force; its paper is withdrawn, its restriction lifted.

    Raises RuleViolation without a reason, when nothing is in force, or the terms are incomplete.
    """
    stay, before, line = _amendable(proposal, reason, now)
    check_terms(
        terms,
        kind=proposal.kind.value,
        is_reward=proposal.kind.is_reward,
        happened_on=proposal.happened_on,
        today=local_date(now),
    )
    _undo(line, reason, actor=actor, now=now)
    return write_decision(proposal, stay, terms, amends=before, reason=reason, actor=actor, now=now)


def take_back(
    proposal: ConductProposal, reason: str, *, decided_on: date, decided_by: str, actor: Actor, now: datetime
) -> ConductDecision:
    """Take a decision back as if it had not been made; it stays visible. Raises as ``correct``."""
    stay, before, line = _amendable(proposal, reason, now)
    _undo(line, reason, actor=actor, now=now)
    found = decision_row(
        proposal,
        Terms(decided_on=decided_on, decided_by=decided_by),
        granted=False,
        reason=reason,
        amends=before,
        actor=actor,
        now=now,
    )
    record_amended(found, reason, actor=actor, now=now)
    say(stay.id, f"Thu hồi quyết định {word_of(proposal.kind)}: {reason}", actor=actor, now=now)
    return found


def _amendable(
    proposal: ConductProposal, reason: str, now: datetime
) -> tuple[Stay, ConductDecision, ConductLine]:
    stay = held_stay(proposal)
    line = line_of(proposal, local_date(now))
    if line.decision is None or not line.decision.granted:
        raise RuleViolation("conduct.nothing_in_force")
    if not reason:
        raise RuleViolation("conduct.reason_needed", field="reason")
    return stay, line.decision, line


def _undo(line: ConductLine, reason: str, *, actor: Actor, now: datetime) -> None:
    if line.document is not None:
        withdraw(line.document, reason, actor=actor, now=now)
    if line.decision is not None:
        lift_restriction(line.decision, reason, actor=actor, now=now)
