"""The rows of a decision: number, restriction, record and timeline, always together."""

from __future__ import annotations

from datetime import datetime

from center.audit.actor import Actor
from center.audit.service import record
from center.db import db, hold
from center.documents.service import reserve
from center.documents.wording import official_number
from center.residents.conduct.audit import ConductAmended, ConductDecided
from center.residents.conduct.labels import CONDUCT_LABELS
from center.residents.conduct.models import ConductDecision, ConductKind, ConductProposal
from center.residents.conduct.permissions import ConductPermission
from center.residents.conduct.rules import Terms
from center.residents.labels import RESTRICTION_LABELS
from center.residents.restriction.models import Restriction, RestrictionKind
from center.residents.restriction.service import lift, restrict
from center.residents.stay.models import Stay
from center.residents.timeline.service import note
from center.residents.timeline.topics import Topic

REWARD_PAPER = "reward-decision"
DISCIPLINE_PAPER = "discipline-decision"


def paper_kind(kind: ConductKind) -> str:
    """Return the kind of paper that a decision is printed on."""
    return REWARD_PAPER if kind.is_reward else DISCIPLINE_PAPER


def held_stay(proposal: ConductProposal) -> Stay:
    """Return the stay of a proposal, kept from being changed by others."""
    stay = proposal.stay
    hold(stay)
    return stay


def write_decision(
    proposal: ConductProposal,
    stay: Stay,
    terms: Terms,
    *,
    amends: ConductDecision | None,
    reason: str,
    actor: Actor,
    now: datetime,
) -> ConductDecision:
    """Write a decision for a proposal, with its number and, for a separation, its restriction. Flushes."""
    key = f"conduct-{proposal.id}-{amends.id if amends else 0}"
    slip = reserve(paper_kind(proposal.kind), signed_on=terms.decided_on, key=key, now=now)
    restriction = None
    if proposal.kind is ConductKind.SEPARATION and terms.starts_on is not None and stay.is_open:
        restriction = restrict(
            stay,
            RestrictionKind.SEPARATED,
            public_wording=RESTRICTION_LABELS[RestrictionKind.SEPARATED],
            area="residents",
            starts_on=terms.starts_on,
            ends_on=terms.ends_on,
            actor=actor,
            now=now,
        )
        db.session.flush()  # the decision names it
    found = decision_row(
        proposal,
        terms,
        granted=True,
        reason=reason,
        amends=amends,
        slip_id=slip.id,
        number=official_number(slip.number, slip.symbol),
        restriction_id=restriction.id if restriction else None,
        actor=actor,
        now=now,
    )
    if amends is None:
        record_decided(found, actor=actor, now=now)
    else:
        record_amended(found, reason, actor=actor, now=now)
    merit = ", công nhận lập công" if found.merit else ""
    say(stay.id, f"Quyết định {found.number}: {word_of(proposal.kind)}{merit}", actor=actor, now=now)
    return found


def decision_row(
    proposal: ConductProposal,
    terms: Terms,
    *,
    granted: bool,
    reason: str,
    amends: ConductDecision | None = None,
    slip_id: int | None = None,
    number: str = "",
    restriction_id: int | None = None,
    actor: Actor,
    now: datetime,
) -> ConductDecision:
    """Write one row and return it. Flushes."""
    found = ConductDecision(
        proposal_id=proposal.id,
        stay_id=proposal.stay_id,
        kind=proposal.kind,
        granted=granted,
        decided_on=terms.decided_on,
        decided_by=terms.decided_by,
        slip_id=slip_id,
        number=number,
        form=terms.form,
        merit=terms.merit,
        proof=terms.proof,
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        review_on=terms.review_on,
        effects=terms.effects,
        reason=reason,
        restriction_id=restriction_id,
        amends_id=amends.id if amends else None,
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(found)
    db.session.flush()  # the record names it
    return found


def lift_restriction(decision: ConductDecision, reason: str, *, actor: Actor, now: datetime) -> None:
    """Lift the restriction a decision put, if it is still there."""
    if decision.restriction_id is None:
        return
    restriction = db.session.get_one(Restriction, decision.restriction_id)
    if restriction.lifted_at is None:
        lift(restriction, reason=reason[:200], actor=actor, now=now)


def record_decided(found: ConductDecision, *, actor: Actor, now: datetime) -> None:
    """Put a first decision on the record."""
    event = ConductDecided(
        decision_id=found.id,
        kind=found.kind.value,
        granted=found.granted,
        number=found.number,
        merit=found.merit,
        starts_on=found.starts_on,
        ends_on=found.ends_on,
    )
    record(event, actor=actor, at=now, stay_id=found.stay_id)


def record_amended(found: ConductDecision, reason: str, *, actor: Actor, now: datetime) -> None:
    """Put a correction on the record."""
    event = ConductAmended(decision_id=found.id, kind=found.kind.value, granted=found.granted, reason=reason)
    record(event, actor=actor, at=now, stay_id=found.stay_id)


def word_of(kind: ConductKind) -> str:
    """Return what a kind is called inside a sentence."""
    return str(CONDUCT_LABELS[kind]).lower()


def say(stay_id: int, text: str, *, actor: Actor, now: datetime) -> None:
    """Put a line on the timeline."""
    note(
        stay_id,
        text,
        area="residents",
        topic=Topic.CONDUCT,
        permission=ConductPermission.VIEW,
        happened_at=now,
        actor=actor,
        now=now,
        link=f"/residents/stays/{stay_id}/assessment",
    )
