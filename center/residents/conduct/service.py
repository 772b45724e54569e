"""Proposing, deciding and reviewing rewards and discipline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db, hold
from center.errors import RuleViolation
from center.residents.conduct.audit import (
    ConductProposed,
    SeparationReviewed,
)
from center.residents.conduct.models import ConductDecision, ConductKind, ConductProposal, ConductReview
from center.residents.conduct.queries import decision_of, line_of
from center.residents.conduct.rows import (
    decision_row,
    held_stay,
    lift_restriction,
    record_decided,
    say,
    word_of,
    write_decision,
)
from center.residents.conduct.rules import Standing, Terms, check_proposal, check_review, check_terms
from center.residents.stay.models import Stay


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalFacts:
    """What is proposed, and why."""

    kind: ConductKind
    happened_on: date
    deed: str
    wanted: str = ""
    merit: bool = False
    proof: str = ""


def propose(
    stay: Stay, facts: ProposalFacts, *, client_id: str | None = None, actor: Actor, now: datetime
) -> ConductProposal:
    """Propose a reward or a discipline. The same ``client_id`` again returns what it proposed.

    Raises RuleViolation when the stay has ended, without a deed, for a day outside the stay, or for a merit
    without proof.
    """
    hold(stay)
    if client_id is not None:
        there = db.session.scalars(
            select(ConductProposal).where(ConductProposal.client_id == client_id)
        ).first()
        if there is not None:
            return there
    if not stay.is_open:
        raise RuleViolation("residents.stay_ended")
    check_proposal(
        is_reward=facts.kind.is_reward,
        deed=facts.deed,
        happened_on=facts.happened_on,
        merit=facts.merit,
        proof=facts.proof,
        admitted_on=stay.admitted_on,
        today=local_date(now),
    )
    found = ConductProposal(
        client_id=client_id,
        stay=stay,
        kind=facts.kind,
        happened_on=facts.happened_on,
        deed=facts.deed,
        wanted=facts.wanted if facts.kind.is_reward else "",
        merit=facts.merit,
        proof=facts.proof,
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(found)
    db.session.flush()  # the record names it
    event = ConductProposed(proposal_id=found.id, kind=found.kind.value, merit=found.merit)
    record(event, actor=actor, at=now, stay_id=stay.id)
    say(stay.id, f"Đề nghị {word_of(found.kind)}", actor=actor, now=now)
    return found


def grant(proposal: ConductProposal, terms: Terms, *, actor: Actor, now: datetime) -> ConductDecision:
    """Decide for a proposal: it gets its number, and a separation its restriction.

    Raises RuleViolation when it was decided before, the stay has ended, or the terms are incomplete.
    """
    stay = held_stay(proposal)
    _check_open(proposal, terms, now)
    return write_decision(proposal, stay, terms, amends=None, reason="", actor=actor, now=now)


def refuse(
    proposal: ConductProposal, reason: str, *, decided_on: date, decided_by: str, actor: Actor, now: datetime
) -> ConductDecision:
    """Decide against a proposal. Raises RuleViolation without a reason, or when it was decided before."""
    stay = held_stay(proposal)
    if decision_of(proposal.id) is not None:
        raise RuleViolation("conduct.decided")
    if not reason:
        raise RuleViolation("conduct.reason_needed", field="reason")
    if not proposal.happened_on <= decided_on <= local_date(now):
        raise RuleViolation("conduct.decision_day", field="decided_on", happened=proposal.happened_on)
    found = decision_row(
        proposal,
        Terms(decided_on=decided_on, decided_by=decided_by),
        granted=False,
        reason=reason,
        actor=actor,
        now=now,
    )
    record_decided(found, actor=actor, now=now)
    say(stay.id, f"Không chấp nhận đề nghị {word_of(proposal.kind)}", actor=actor, now=now)
    return found


def review(
    proposal: ConductProposal,
    *,
    reviewed_on: date,
    next_review_on: date | None,
    finding: str,
    actor: Actor,
    now: datetime,
) -> ConductReview:
    """Look again at a stay in the separate area: it goes on to another review, or ends (``next_review_on`` None).

    Raises RuleViolation when nothing of the kind is in force, and as ``check_review``.
    """
    stay = held_stay(proposal)
    line = line_of(proposal, local_date(now))
    decision = line.decision
    if (
        decision is None
        or line.first_decision is None
        or decision.starts_on is None
        or proposal.kind is not ConductKind.SEPARATION
        or line.standing not in (Standing.IN_FORCE, Standing.REVIEW_DUE)
    ):
        raise RuleViolation("conduct.nothing_to_review")
    since = line.reviews[-1].reviewed_on if line.reviews else decision.starts_on
    check_review(
        since=since,
        ends_on=decision.ends_on,
        reviewed_on=reviewed_on,
        next_review_on=next_review_on,
        finding=finding,
        today=local_date(now),
    )
    found = ConductReview(
        decision_id=line.first_decision.id,
        reviewed_on=reviewed_on,
        next_review_on=next_review_on,
        finding=finding,
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(found)
    if next_review_on is None:
        lift_restriction(decision, "Hết quản lý tại khu dành riêng", actor=actor, now=now)
    record(
        SeparationReviewed(decision_id=line.first_decision.id, next_review_on=next_review_on),
        actor=actor,
        at=now,
        stay_id=stay.id,
    )
    outcome = f"tiếp tục đến {next_review_on:%d/%m/%Y}" if next_review_on else "kết thúc"
    say(stay.id, f"Xem xét lại việc quản lý tại khu dành riêng: {outcome}", actor=actor, now=now)
    return found


def _check_open(proposal: ConductProposal, terms: Terms, now: datetime) -> None:
    if decision_of(proposal.id) is not None:
        raise RuleViolation("conduct.decided")
    if not proposal.stay.is_open:
        raise RuleViolation("residents.stay_ended")
    check_terms(
        terms,
        kind=proposal.kind.value,
        is_reward=proposal.kind.is_reward,
        happened_on=proposal.happened_on,
        today=local_date(now),
    )
