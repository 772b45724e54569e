"""What the court decided: entered once, carried out on the term, corrected with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db, hold
from center.errors import RuleViolation
from center.residents.reduction.audit import ResultRecorded
from center.residents.reduction.labels import OUTCOME_LABELS
from center.residents.reduction.models import Outcome, ReductionCandidate, ReductionResult
from center.residents.reduction.permissions import ReductionPermission
from center.residents.reduction.queries import result_of
from center.residents.reduction.steps import check_result
from center.residents.stay.models import TermEvent
from center.residents.stay.term_corrections import Amendment, amend_event, take_back
from center.residents.stay.term_decisions import reduce_term
from center.residents.stay.terms import Paper
from center.residents.timeline.service import note
from center.residents.timeline.topics import Topic


@dataclass(frozen=True, slots=True, kw_only=True)
class CourtAnswer:
    """The court's decision about one person."""

    outcome: Outcome
    months: int | None = None
    number: str
    decided_on: date
    court: str
    arrived_at: datetime

    @property
    def paper(self) -> Paper:
        """The decision as the term knows it."""
        return Paper(self.number, self.decided_on, self.court)

    def says(self, row: ReductionResult) -> bool:
        """Tell whether ``row`` says the same."""
        return (self.outcome, self.months, self.number, self.decided_on) == (
            row.outcome,
            row.months,
            row.number,
            row.decided_on,
        )


def record_result(
    candidate: ReductionCandidate, answer: CourtAnswer, *, actor: Actor, now: datetime
) -> ReductionResult:
    """Enter what the court decided; granted months move the last day of the term. The same result again is one act.

    Raises RuleViolation before the list was sent, for somebody not on it, beyond the range, and for a second result.
    """
    there = _held(candidate, answer, now)
    if there is not None:
        if answer.says(there):
            return there
        raise RuleViolation("reduction.result_known", number=there.number)
    event = _reduce(candidate, answer, actor=actor, now=now) if answer.outcome is Outcome.GRANTED else None
    return _write(candidate, answer, event, None, "", actor=actor, now=now)


def correct_result(
    candidate: ReductionCandidate, answer: CourtAnswer, reason: str, *, actor: Actor, now: datetime
) -> ReductionResult:
    """Put another result in the place of the one entered; the event of the term follows. Raises RuleViolation."""
    before = _held(candidate, answer, now)
    if before is None:
        raise RuleViolation("reduction.no_result")
    if not reason:
        raise RuleViolation("reduction.reason_needed", field="reason")
    former = db.session.get(TermEvent, before.term_event_id) if before.term_event_id else None
    event: TermEvent | None = None
    if former is not None and answer.outcome is Outcome.GRANTED:
        right = Amendment(happened_at=answer.arrived_at, months=answer.months, paper=answer.paper)
        event = amend_event(former, right, reason=reason, actor=actor, now=now)
    elif former is not None:
        take_back([former], reason=reason, actor=actor, now=now)
    elif answer.outcome is Outcome.GRANTED:
        event = _reduce(candidate, answer, actor=actor, now=now)
    return _write(candidate, answer, event, before, reason, actor=actor, now=now)


def _held(candidate: ReductionCandidate, answer: CourtAnswer, now: datetime) -> ReductionResult | None:
    hold(candidate.stay)
    if not candidate.is_proposed:
        raise RuleViolation("reduction.not_on_list")
    check_result(
        granted=answer.outcome is Outcome.GRANTED,
        months=answer.months,
        number=answer.number,
        decided_on=answer.decided_on,
        sent_on=candidate.review.sent_on,
        today=local_date(now),
        low=candidate.low,
        high=candidate.high,
    )
    return result_of(candidate.id)


def _reduce(candidate: ReductionCandidate, answer: CourtAnswer, *, actor: Actor, now: datetime) -> TermEvent:
    return reduce_term(
        candidate.stay,
        answer.paper,
        months=answer.months or 0,
        with_merit=candidate.merit,
        happened_at=answer.arrived_at,
        # after 2026-06-30 the review was opened on somebody's word, which answers for its results too
        order=candidate.review.open_point_reason,
        reason=f"Đợt xét ngày {candidate.review.reviewed_on:%d/%m/%Y}",
        actor=actor,
        now=now,
    )


def _write(
    candidate: ReductionCandidate,
    answer: CourtAnswer,
    event: TermEvent | None,
    before: ReductionResult | None,
    reason: str,
    *,
    actor: Actor,
    now: datetime,
) -> ReductionResult:
    db.session.flush()  # the result names the event
    found = ReductionResult(
        candidate_id=candidate.id,
        stay_id=candidate.stay_id,
        outcome=answer.outcome,
        months=answer.months if answer.outcome is Outcome.GRANTED else None,
        number=answer.number,
        decided_on=answer.decided_on,
        court=answer.court,
        arrived_at=answer.arrived_at,
        term_event_id=event.id if event else None,
        amends_id=before.id if before else None,
        amend_reason=reason,
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(found)
    record(
        ResultRecorded(
            candidate_id=candidate.id, outcome=found.outcome.value, months=found.months, reason=reason
        ),
        actor=actor,
        at=now,
        stay_id=candidate.stay_id,
    )
    word = str(OUTCOME_LABELS[found.outcome])
    months = f" {found.months} tháng" if found.months else ""
    note(
        candidate.stay_id,
        f"Tòa án xét giảm thời hạn: {word}{months} ({found.number})",
        area="residents",
        topic=Topic.REDUCTION,
        permission=ReductionPermission.VIEW,
        happened_at=now,
        actor=actor,
        now=now,
        link=f"/residents/reduction/reviews/{candidate.review_id}",
    )
    return found
