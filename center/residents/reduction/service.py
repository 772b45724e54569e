"""A quarterly review from its opening to the day the list is sent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db, hold, one_at_a_time
from center.errors import RuleViolation
from center.legal.queries import parameter_book
from center.legal.workdays.queries import work_calendar
from center.residents.assessment.council import Meeting
from center.residents.reduction.audit import (
    CandidatesSaved,
    ExceptionAdded,
    PostingObjection,
    ReviewOpened,
    ReviewStepped,
)
from center.residents.reduction.grounds import evidence_of, grounds_of
from center.residents.reduction.models import (
    ReductionCandidate,
    ReductionObjection,
    ReductionObjectionAnswer,
    ReductionReview,
    ReviewStep,
)
from center.residents.reduction.permissions import ReductionPermission
from center.residents.reduction.queries import candidates_of, newest_review, objections_of, papers_of
from center.residents.reduction.radar import RadarLine, enabled_on, limits_of, radar
from center.residents.reduction.rules import is_open_point, usual_months
from center.residents.reduction.steps import (
    check_council,
    check_months,
    check_opening,
    check_posting,
    check_sending,
)
from center.residents.stay.models import Stay
from center.residents.timeline.service import note
from center.residents.timeline.topics import Topic
from center.ui.batch import LineFaults


@dataclass(frozen=True, slots=True)
class CandidateFacts:
    """What is proposed for one person."""

    candidate_id: int
    version: int
    months: int | None
    """None: not in this review."""
    grounds: str
    evidence: str


def open_review(
    reviewed_on: date,
    *,
    open_point_reason: str = "",
    client_id: str | None = None,
    actor: Actor,
    now: datetime,
) -> ReductionReview:
    """Begin a review: everybody who may be proposed on ``reviewed_on`` is on its list, with the usual months.

    The same ``client_id`` again returns the review it opened. Raises RuleViolation while reductions are off on that
    day, without a reason after 2026-06-30, in the future, behind the last review, or while another one is not sent.
    Source: Decree 116/2021 art. 58.5.a.
    """
    one_at_a_time("reduction.open")
    if client_id is not None:
        there = db.session.scalars(
            select(ReductionReview).where(ReductionReview.client_id == client_id)
        ).first()
        if there is not None:
            return there
    if reviewed_on > local_date(now):
        raise RuleViolation("reduction.review_day", field="reviewed_on")
    before = newest_review()
    check_opening(
        enabled=enabled_on(parameter_book(), reviewed_on),
        open_point=is_open_point(reviewed_on),
        reason=open_point_reason,
        previous=before.reviewed_on if before else None,
        on=reviewed_on,
    )
    if before is not None and before.sent_on is None:
        raise RuleViolation("reduction.review_open", day=before.reviewed_on)
    review = ReductionReview(
        client_id=client_id,
        reviewed_on=reviewed_on,
        open_point_reason=open_point_reason if is_open_point(reviewed_on) else "",
        opened_at=now,
        opened_by_id=actor.id,
        opened_by_name=actor.name,
    )
    db.session.add(review)
    db.session.flush()  # candidates need its id
    lines = [line for line in radar(reviewed_on) if line.verdict.eligible]
    db.session.add_all(_candidate(review, line) for line in lines)
    record(
        ReviewOpened(
            review_id=review.id, reviewed_on=reviewed_on, people=len(lines), reason=review.open_point_reason
        ),
        actor=actor,
        at=now,
    )
    return review


def add_exception(
    review: ReductionReview, stay: Stay, reason: str, *, actor: Actor, now: datetime
) -> ReductionCandidate:
    """Put somebody on the list who may not be proposed, with the director's written reason.

    Raises RuleViolation after the council, for a stay the old law does not bind, for somebody on the list already,
    or without a reason.
    """
    _hold(review, ReviewStep.PREPARING, "reduction.locked")
    lines = radar(review.reviewed_on, [stay.id])
    if not lines:
        raise RuleViolation("reduction.not_r2022", field="stay")
    if any(line.candidate.stay_id == stay.id for line in candidates_of(review.id)):
        raise RuleViolation("reduction.already_listed", field="stay")
    line = lines[0]
    if not line.verdict.eligible and not reason:
        raise RuleViolation("reduction.exception_reason", field="reason")
    found = _candidate(review, line, exception_reason="" if line.verdict.eligible else reason)
    db.session.add(found)
    missing = ", ".join(line.verdict.missing)
    event = ExceptionAdded(review_id=review.id, missing=missing, reason=reason)
    record(event, actor=actor, at=now, stay_id=stay.id)
    return found


def save_candidates(
    review: ReductionReview, facts: Sequence[CandidateFacts], *, actor: Actor, now: datetime
) -> int:
    """Set months, grounds and evidence; return how many changed. The same list twice is one act.

    Raises RuleViolation after the council, BatchRefused with the rule by stay (beyond the range, no grounds,
    changed by somebody else meanwhile).
    """
    _hold(review, ReviewStep.PREPARING, "reduction.locked")
    there = {line.candidate.id: line.candidate for line in candidates_of(review.id)}
    if {each.candidate_id for each in facts} - set(there):
        raise RuleViolation("reduction.people_changed")
    faults, changed = LineFaults(), []
    for each in facts:
        found = there[each.candidate_id]
        if (found.months, found.grounds, found.evidence) == (each.months, each.grounds, each.evidence):
            continue
        with faults.line(found.stay_id):
            if found.version != each.version:
                raise RuleViolation("reduction.line_changed")
            if each.months is not None:
                check_months(each.months, low=found.low, high=found.high)
                if not each.grounds:
                    raise RuleViolation("reduction.grounds_needed")
            changed.append((found, each))
    faults.settle("reduction.batch_refused")
    for found, each in changed:
        found.months, found.grounds, found.evidence = each.months, each.grounds, each.evidence
    if changed:
        record(CandidatesSaved(review_id=review.id, changed=len(changed)), actor=actor, at=now)
    return len(changed)


def hold_council(review: ReductionReview, meeting: Meeting, *, actor: Actor, now: datetime) -> None:
    """Record that the council decided the list: it can be posted. Raises RuleViolation."""
    _hold(review, ReviewStep.PREPARING, "reduction.out_of_order")
    check_council(
        held_on=meeting.held_on,
        reviewed_on=review.reviewed_on,
        today=local_date(now),
        number=meeting.minutes_number,
        members=bool(meeting.members),
        people=len(_proposed(review)),
    )
    review.meeting_on, review.minutes_number = meeting.held_on, meeting.minutes_number
    review.members, review.council_by_name = "\n".join(meeting.members), actor.name
    _stepped(review, ReviewStep.COUNCIL, meeting.minutes_number, actor=actor, now=now)


def post_list(
    review: ReductionReview, *, posted_from: date, posted_to: date, place: str, actor: Actor, now: datetime
) -> None:
    """Record where and how long the list hangs out: at least the working days the law asks. Raises RuleViolation."""
    _hold(review, ReviewStep.COUNCIL, "reduction.out_of_order")
    if review.meeting_on is None:
        raise RuleViolation("reduction.out_of_order")
    check_posting(
        work_calendar(),
        posted_from=posted_from,
        posted_to=posted_to,
        meeting_on=review.meeting_on,
        days=posting_days(review),
    )
    review.posted_from, review.posted_to, review.posted_place = posted_from, posted_to, place
    _stepped(
        review, ReviewStep.POSTED, f"{posted_from:%d/%m/%Y} – {posted_to:%d/%m/%Y}", actor=actor, now=now
    )


def posting_days(review: ReductionReview) -> int:
    """Return how many working days the list of a review hangs out at least."""
    book = parameter_book()
    days = [limits_of(book, one.stay.decided_on).posting_days for one in _proposed(review)]
    return max(days, default=0)


def receive_objection(
    review: ReductionReview,
    *,
    said_by: str,
    objection: str,
    received_on: date,
    candidate: ReductionCandidate | None,
    client_id: str | None = None,
    actor: Actor,
    now: datetime,
) -> ReductionObjection:
    """Record an objection to the posted list. The same ``client_id`` again returns it. Raises RuleViolation."""
    if client_id is not None:
        there = db.session.scalars(
            select(ReductionObjection).where(ReductionObjection.client_id == client_id)
        ).first()
        if there is not None:
            return there
    _hold(review, ReviewStep.POSTED, "reduction.out_of_order")
    if not objection:
        raise RuleViolation("reduction.objection_empty", field="objection")
    if review.posted_from is None or not review.posted_from <= received_on <= local_date(now):
        raise RuleViolation("reduction.objection_day", field="received_on", posted=review.posted_from)
    found = ReductionObjection(
        client_id=client_id,
        review_id=review.id,
        candidate_id=candidate.id if candidate else None,
        said_by=said_by,
        received_on=received_on,
        objection=objection,
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(found)
    db.session.flush()  # the record names it
    _objected(review, found, "nhận", removes=False, actor=actor, now=now)
    return found


def answer_objection(
    objection: ReductionObjection,
    *,
    answer: str,
    answered_on: date,
    removes: bool,
    actor: Actor,
    now: datetime,
) -> ReductionObjectionAnswer:
    """Answer an objection; ``removes`` takes the person it is about off the list. Raises RuleViolation."""
    review = db.session.get_one(ReductionReview, objection.review_id)
    _hold(review, ReviewStep.POSTED, "reduction.out_of_order")
    known = select(ReductionObjectionAnswer.id).where(ReductionObjectionAnswer.objection_id == objection.id)
    if db.session.scalar(known) is not None:
        raise RuleViolation("reduction.answered")
    if not answer:
        raise RuleViolation("reduction.answer_empty", field="answer")
    if not objection.received_on <= answered_on <= local_date(now):
        raise RuleViolation("reduction.objection_day", field="answered_on", posted=objection.received_on)
    if removes and objection.candidate_id is not None:
        candidate = db.session.get_one(ReductionCandidate, objection.candidate_id)
        candidate.removed_reason = answer[:300]
    found = ReductionObjectionAnswer(
        objection_id=objection.id,
        answered_on=answered_on,
        answer=answer,
        removes=removes and objection.candidate_id is not None,
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(found)
    _objected(review, objection, "trả lời", removes=found.removes, actor=actor, now=now)
    return found


def send(review: ReductionReview, *, sent_on: date, court: str, actor: Actor, now: datetime) -> None:
    """Record that the proposal went to the court. Raises RuleViolation."""
    _hold(review, ReviewStep.POSTED, "reduction.out_of_order")
    if not court:
        raise RuleViolation("reduction.court_needed", field="court")
    if review.posted_to is None:
        raise RuleViolation("reduction.out_of_order")
    check_sending(
        sent_on=sent_on,
        posted_to=review.posted_to,
        today=local_date(now),
        unanswered=sum(1 for line in objections_of(review.id) if line.answer is None),
        printed=len(papers_of(review.id)) >= 2,
    )
    review.sent_on, review.court, review.sent_by_name = sent_on, court, actor.name
    _stepped(review, ReviewStep.SENT, court, actor=actor, now=now)
    for one in _proposed(review):
        note(
            one.stay_id,
            f"Đề nghị {court} giảm {one.months} tháng thời hạn",
            area="residents",
            topic=Topic.REDUCTION,
            permission=ReductionPermission.VIEW,
            happened_at=now,
            actor=actor,
            now=now,
            link=f"/residents/reduction/reviews/{review.id}",
        )


def _candidate(review: ReductionReview, line: RadarLine, *, exception_reason: str = "") -> ReductionCandidate:
    verdict = line.verdict
    limits = limits_of(parameter_book(), line.stay.decided_on)
    return ReductionCandidate(
        review_id=review.id,
        stay_id=line.stay.id,
        missing=list(verdict.missing),
        exception_reason=exception_reason,
        merit=bool(line.merits),
        low=verdict.low,
        high=verdict.high,
        served_days=line.served_days,
        left_days=line.term.days_left,
        last_day=line.term.last_day,
        months=usual_months(limits, merit=bool(line.merits), high=verdict.high),
        grounds=grounds_of(line)[:400],
        evidence=evidence_of(line)[:400],
    )


def _proposed(review: ReductionReview) -> list[ReductionCandidate]:
    return [line.candidate for line in candidates_of(review.id) if line.candidate.is_proposed]


def _hold(review: ReductionReview, step: ReviewStep, code: str) -> None:
    hold(review)
    if review.step is not step:
        raise RuleViolation(code)


def _stepped(review: ReductionReview, step: ReviewStep, detail: str, *, actor: Actor, now: datetime) -> None:
    record(ReviewStepped(review_id=review.id, step=step.value, detail=detail), actor=actor, at=now)


def _objected(
    review: ReductionReview,
    objection: ReductionObjection,
    act: str,
    *,
    removes: bool,
    actor: Actor,
    now: datetime,
) -> None:
    event = PostingObjection(review_id=review.id, objection_id=objection.id, act=act, removes=removes)
    record(event, actor=actor, at=now)
