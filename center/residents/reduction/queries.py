"""Reading reviews, their candidates, objections, papers and results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from center.db import db
from center.errors import NotFound
from center.residents.person.models import Resident
from center.residents.reduction.models import (
    ReductionCandidate,
    ReductionObjection,
    ReductionObjectionAnswer,
    ReductionPaper,
    ReductionResult,
    ReductionReview,
)
from center.residents.stay.models import Stay


@dataclass(frozen=True, slots=True)
class ReviewSummary:
    """A review with its figures."""

    review: ReductionReview
    proposed: int
    answered: int
    """Results entered."""


@dataclass(frozen=True, slots=True)
class CandidateLine:
    """A candidate with what the court decided."""

    candidate: ReductionCandidate
    result: ReductionResult | None


@dataclass(frozen=True, slots=True)
class ObjectionLine:
    """An objection with its answer."""

    objection: ReductionObjection
    answer: ReductionObjectionAnswer | None


def review_or_404(review_id: int) -> ReductionReview:
    """Return a review. Raises NotFound."""
    found = db.session.get(ReductionReview, review_id)
    if found is None:
        raise NotFound(f"no reduction review {review_id}")
    return found


def candidate_or_404(candidate_id: int) -> ReductionCandidate:
    """Return a candidate. Raises NotFound."""
    found = db.session.get(ReductionCandidate, candidate_id)
    if found is None:
        raise NotFound(f"no reduction candidate {candidate_id}")
    return found


def objection_or_404(objection_id: int) -> ReductionObjection:
    """Return an objection. Raises NotFound."""
    found = db.session.get(ReductionObjection, objection_id)
    if found is None:
        raise NotFound(f"no reduction objection {objection_id}")
    return found


def newest_review() -> ReductionReview | None:
    """Return the review that was opened last."""
    return db.session.scalars(select(ReductionReview).order_by(ReductionReview.id.desc()).limit(1)).first()


def reviews(*, offset: int = 0, limit: int = 50) -> tuple[list[ReviewSummary], int]:
    """Return the reviews, the newest first, and how many there are; three statements."""
    total = db.session.scalar(select(func.count(ReductionReview.id))) or 0
    found = db.session.scalars(
        select(ReductionReview).order_by(ReductionReview.id.desc()).offset(offset).limit(limit)
    ).all()
    rows = db.session.execute(
        select(
            ReductionCandidate.review_id,
            func.count(ReductionCandidate.id),
            func.count(ReductionResult.id),
        )
        .outerjoin(
            ReductionResult,
            (ReductionResult.candidate_id == ReductionCandidate.id) & ReductionResult.amends_id.is_(None),
        )
        .where(
            ReductionCandidate.review_id.in_([each.id for each in found]),
            ReductionCandidate.months.is_not(None),
            ReductionCandidate.removed_reason == "",
        )
        .group_by(ReductionCandidate.review_id)
    )
    counts = {row[0]: (row[1], row[2]) for row in rows}
    return [ReviewSummary(each, *counts.get(each.id, (0, 0))) for each in found], total


def candidates_of(review_id: int) -> list[CandidateLine]:
    """Return everybody in a review by Vietnamese name, with the result that counts; one statement."""
    later = aliased(ReductionResult)
    newest = ~select(later.id).where(later.amends_id == ReductionResult.id).exists()
    rows = db.session.execute(
        select(ReductionCandidate, ReductionResult)
        .join(ReductionCandidate.stay)
        .join(Stay.resident)
        .outerjoin(ReductionResult, (ReductionResult.candidate_id == ReductionCandidate.id) & newest)
        .where(ReductionCandidate.review_id == review_id)
        .order_by(Resident.name_sort, ReductionCandidate.id)
    )
    return [CandidateLine(candidate, result) for candidate, result in rows]


def result_of(candidate_id: int) -> ReductionResult | None:
    """Return what counts of the court's answer about a candidate."""
    later = aliased(ReductionResult)
    newest = ~select(later.id).where(later.amends_id == ReductionResult.id).exists()
    return db.session.scalar(
        select(ReductionResult).where(ReductionResult.candidate_id == candidate_id, newest)
    )


def objections_of(review_id: int) -> list[ObjectionLine]:
    """Return the objections to a list, the newest first."""
    rows = db.session.execute(
        select(ReductionObjection, ReductionObjectionAnswer)
        .outerjoin(ReductionObjectionAnswer, ReductionObjectionAnswer.objection_id == ReductionObjection.id)
        .where(ReductionObjection.review_id == review_id)
        .order_by(ReductionObjection.id.desc())
    )
    return [ObjectionLine(objection, answer) for objection, answer in rows]


def papers_of(review_id: int) -> Sequence[ReductionPaper]:
    """Return the papers of a review, the newest first."""
    return db.session.scalars(
        select(ReductionPaper).where(ReductionPaper.review_id == review_id).order_by(ReductionPaper.id.desc())
    ).all()


def last_court() -> str:
    """Return the court the last list went to; empty when none was sent."""
    found = db.session.scalar(
        select(ReductionReview.court)
        .where(ReductionReview.court != "")
        .order_by(ReductionReview.id.desc())
        .limit(1)
    )
    return found or ""


def sent_between(first: date, last: date) -> ReductionReview | None:
    """Return a review of that span that was sent, the newest."""
    return db.session.scalars(
        select(ReductionReview)
        .where(ReductionReview.reviewed_on.between(first, last), ReductionReview.sent_on.is_not(None))
        .order_by(ReductionReview.id.desc())
        .limit(1)
    ).first()
