"""Raising flags and reviewing them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db, hold
from center.errors import RuleViolation
from center.residents.duty.service import sync_duties
from center.residents.risk.audit import RiskRaised, RiskReviewed
from center.residents.risk.evidence import evidence_words
from center.residents.risk.labels import flag_words
from center.residents.risk.limits import review_limits
from center.residents.risk.models import RiskFlag, RiskReview
from center.residents.risk.permissions import RiskPermission
from center.residents.risk.queries import FlagNow, flag_now, flags_in_force
from center.residents.risk.rules import (
    CARE_KINDS,
    FlagWords,
    ReviewOutcome,
    RiskKind,
    RiskLevel,
    check_may_decide,
    check_may_raise,
    check_raise,
    check_review,
    next_review,
)
from center.residents.stay.models import Stay
from center.residents.timeline.service import note
from center.residents.timeline.topics import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagFacts:
    """What is flagged, what to do, and why."""

    kind: RiskKind
    level: RiskLevel
    instruction: str
    reason: str
    evidence: str = ""
    """Reference to a fact about the stay, ``incident:12``."""
    review_on: date | None = None
    """None: the latest day the level allows."""


def raise_flag(
    stay: Stay, facts: FlagFacts, *, client_id: str | None = None, actor: Actor, now: datetime
) -> RiskFlag:
    """Raise a flag on ``stay``. The same ``client_id`` again returns what it raised.

    Raises RuleViolation when the stay has ended, a flag of the kind stands, words are missing, the review lies too
    far ahead, or the kind is not for the actor.
    """
    hold(stay)
    if client_id is not None:
        there = db.session.scalars(select(RiskFlag).where(RiskFlag.client_id == client_id)).first()
        if there is not None:
            return there
    if not stay.is_open:
        raise RuleViolation("residents.stay_ended")
    check_may_raise(facts.kind, actor.permissions)
    instruction, reason, today = facts.instruction.strip(), facts.reason.strip(), local_date(now)
    stand = {one.flag.kind for one in flags_in_force([stay.id]).get(stay.id, ())}
    check_raise(instruction=instruction, reason=reason, standing_kinds=stand, kind=facts.kind)
    flag = RiskFlag(
        client_id=client_id,
        stay_id=stay.id,
        kind=facts.kind,
        level=facts.level,
        instruction=instruction,
        reason=reason,
        evidence_ref=facts.evidence,
        evidence_text=evidence_words(stay.id, facts.evidence),
        review_on=next_review(facts.review_on, review_limits(today)[facts.level], today),
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(flag)
    db.session.flush()  # the record names it
    event = RiskRaised(
        flag_id=flag.id,
        kind=flag.kind.value,
        level=flag.level.value,
        evidence=flag.evidence_ref,
        review_on=flag.review_on,
    )
    record(event, actor=actor, at=now, stay_id=stay.id)
    _say(flag, f"Đặt cờ: {flag_words(flag.kind, flag.level)}. {flag.instruction}", actor, now)
    sync_duties([stay.id], now=now)
    return flag


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFacts:
    """What a look at a flag found and decided."""

    outcome: ReviewOutcome
    finding: str
    level: RiskLevel | None = None
    """The new one, of a change."""
    instruction: str = ""
    """The new words, of a change."""
    review_on: date | None = None
    """Next review; None: the latest day the level allows."""


def review_flag(
    flag: RiskFlag, facts: ReviewFacts, *, client_id: str | None = None, actor: Actor, now: datetime
) -> RiskReview:
    """Keep, change or lift ``flag``. The same ``client_id`` again returns what it decided.

    Raises RuleViolation when the flag was lifted before, the actor does not answer for the kind, or the words or
    the next day do not go.
    """
    hold(db.session.get_one(Stay, flag.stay_id))
    if client_id is not None:
        there = db.session.scalars(select(RiskReview).where(RiskReview.client_id == client_id)).first()
        if there is not None:
            return there
    check_may_decide(flag.kind, actor.permissions)
    before, finding, today = flag_now(flag), facts.finding.strip(), local_date(now)
    words = _words_after(before, facts)
    check_review(
        facts.outcome,
        FlagWords(before.level, before.instruction),
        words,
        finding=finding,
        lifted=before.lifted,
    )
    lifted = facts.outcome is ReviewOutcome.LIFTED
    found = RiskReview(
        client_id=client_id,
        flag_id=flag.id,
        outcome=facts.outcome,
        level=words.level,
        instruction=words.instruction,
        finding=finding,
        next_review_on=None
        if lifted
        else next_review(facts.review_on, review_limits(today)[words.level], today),
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(found)
    event = RiskReviewed(
        flag_id=flag.id,
        kind=flag.kind.value,
        outcome=found.outcome.value,
        level=found.level.value,
        next_review_on=found.next_review_on,
    )
    record(event, actor=actor, at=now, stay_id=flag.stay_id)
    _say(flag, _told(flag, found), actor, now)
    sync_duties([flag.stay_id], now=now)
    return found


def _words_after(before: FlagNow, facts: ReviewFacts) -> FlagWords:
    if facts.outcome is not ReviewOutcome.CHANGED:
        return FlagWords(before.level, before.instruction)
    return FlagWords(facts.level or before.level, facts.instruction.strip())


def _told(flag: RiskFlag, review: RiskReview) -> str:
    words = flag_words(flag.kind, review.level)
    if review.outcome is ReviewOutcome.LIFTED:
        return f"Gỡ cờ: {words}"
    if review.outcome is ReviewOutcome.CHANGED:
        return f"Đổi cờ: {words}. {review.instruction}"
    return f"Xem xét, giữ cờ: {words}; xem xét lại trước hết ngày {review.next_review_on:%d/%m/%Y}"


def _say(flag: RiskFlag, text: str, actor: Actor, now: datetime) -> None:
    note(
        flag.stay_id,
        text[:300],
        area="medical" if flag.kind in CARE_KINDS else "security",
        topic=Topic.RISK,
        permission=RiskPermission.VIEW,
        happened_at=now,
        actor=actor,
        now=now,
        link=f"/residents/stays/{flag.stay_id}/risks",
    )
