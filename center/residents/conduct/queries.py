"""Reading rewards and discipline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import aliased

from center.db import db
from center.documents.models import DocumentWithdrawal, IssuedDocument
from center.errors import NotFound
from center.residents.conduct.models import ConductDecision, ConductKind, ConductProposal, ConductReview
from center.residents.conduct.rules import Course, Standing, standing

REWARDS = tuple(kind for kind in ConductKind if kind.is_reward)


@dataclass(frozen=True, slots=True)
class ConductLine:
    """A proposal with everything that came of it."""

    proposal: ConductProposal
    decision: ConductDecision | None
    """The row that counts."""
    first_decision: ConductDecision | None
    """The row that decided; the same unless it was amended."""
    reviews: tuple[ConductReview, ...]
    """Oldest first."""
    document: IssuedDocument | None
    """The printed decision in force."""
    standing: Standing

    @property
    def review_on(self) -> date | None:
        """When the next review is due."""
        if self.reviews:
            return self.reviews[-1].next_review_on
        return self.decision.review_on if self.decision else None


@dataclass(frozen=True, slots=True)
class Merit:
    """A merit that was recognised (lập công)."""

    stay_id: int
    decided_on: date
    number: str
    deed: str
    proof: str


def counting_decisions() -> Select[ConductDecision]:
    """Return the statement of the decisions that count: those no later row amends."""
    return select(ConductDecision).where(_counts())


def merits_of(stay_ids: Collection[int], *, until: date | None = None) -> Mapping[int, Sequence[Merit]]:
    """Return the recognised merits of each stay, the oldest first, in one statement; stays without one are missing.

    ``until``: only those decided by that day.
    """
    found: dict[int, list[Merit]] = defaultdict(list)
    if not stay_ids:
        return found
    wanted = counting_decisions().where(
        ConductDecision.stay_id.in_(stay_ids),
        ConductDecision.granted.is_(True),
        ConductDecision.merit.is_(True),
    )
    if until is not None:
        wanted = wanted.where(ConductDecision.decided_on <= until)
    for row in db.session.scalars(wanted.order_by(ConductDecision.decided_on, ConductDecision.id)):
        found[row.stay_id].append(
            Merit(row.stay_id, row.decided_on, row.number, row.proposal.deed, row.proof)
        )
    return found


def proposal_or_404(proposal_id: int) -> ConductProposal:
    """Return a proposal. Raises NotFound."""
    found = db.session.get(ConductProposal, proposal_id)
    if found is None:
        raise NotFound(f"no conduct proposal {proposal_id}")
    return found


def decision_of(proposal_id: int) -> ConductDecision | None:
    """Return the decision that counts on a proposal, if it was decided."""
    return db.session.scalar(counting_decisions().where(ConductDecision.proposal_id == proposal_id))


def line_of(proposal: ConductProposal, on: date) -> ConductLine:
    """Return a proposal with what came of it."""
    return lines_for([proposal], on)[0]


def conduct_of(stay_id: int, on: date) -> list[ConductLine]:
    """Return everything of a stay, the newest first."""
    proposals = db.session.scalars(
        select(ConductProposal).where(ConductProposal.stay_id == stay_id).order_by(ConductProposal.id.desc())
    ).all()
    return lines_for(proposals, on)


@dataclass(frozen=True, slots=True)
class ConductFilter:
    """What the list is narrowed to; empty fields narrow nothing."""

    state: str = ""
    """``waiting``: not decided; ``due``: to be reviewed; ``in_force``: discipline in force."""
    side: str = ""
    """``reward`` or ``discipline``."""
    since: date | None = None
    until: date | None = None
    """Days of the deed."""
    merit: bool = False


def conduct_list(
    wanted: ConductFilter, on: date, *, offset: int, limit: int
) -> tuple[list[ConductLine], int]:
    """Return a page of the filtered list, the newest first, and how many there are."""
    statement = select(ConductProposal).outerjoin(
        ConductDecision, and_(ConductDecision.proposal_id == ConductProposal.id, _counts())
    )
    statement = statement.where(*_conditions(wanted, on))
    total = (
        db.session.scalar(
            select(func.count()).select_from(statement.with_only_columns(ConductProposal.id).subquery())
        )
        or 0
    )
    rows = db.session.scalars(statement.order_by(ConductProposal.id.desc()).offset(offset).limit(limit)).all()
    return lines_for(rows, on), total


def lines_for(proposals: Sequence[ConductProposal], on: date) -> list[ConductLine]:
    """Return the lines of ``proposals`` in their order, in three statements."""
    ids = [proposal.id for proposal in proposals]
    decisions: dict[int, list[ConductDecision]] = defaultdict(list)
    for row in db.session.scalars(
        select(ConductDecision).where(ConductDecision.proposal_id.in_(ids)).order_by(ConductDecision.id)
    ):
        decisions[row.proposal_id].append(row)
    every = [row for rows in decisions.values() for row in rows]
    reviews: dict[int, list[ConductReview]] = defaultdict(list)
    for review in db.session.scalars(
        select(ConductReview)
        .where(ConductReview.decision_id.in_([row.id for row in every]))
        .order_by(ConductReview.id)
    ):
        reviews[review.decision_id].append(review)
    papers = _papers(row.slip_id for row in every if row.slip_id is not None)
    found = []
    for proposal in proposals:
        rows = decisions.get(proposal.id, [])
        newest, first = (rows[-1], rows[0]) if rows else (None, None)
        looked_at = tuple(reviews.get(first.id, [])) if first else ()
        paper = papers.get(newest.slip_id) if newest and newest.slip_id else None
        state = standing(_course(proposal, newest, first, looked_at), on)
        found.append(ConductLine(proposal, newest, first, looked_at, paper, state))
    return found


def _course(
    proposal: ConductProposal,
    newest: ConductDecision | None,
    first: ConductDecision | None,
    reviews: Sequence[ConductReview],
) -> Course:
    if newest is None or first is None:
        return Course(is_reward=proposal.kind.is_reward)
    last = reviews[-1] if reviews else None
    return Course(
        is_reward=proposal.kind.is_reward,
        decided=True,
        granted=newest.granted,
        taken_back=first.granted and not newest.granted,
        starts_on=newest.starts_on,
        ends_on=newest.ends_on,
        review_on=last.next_review_on if last else newest.review_on,
        ended_on=last.reviewed_on if last and last.next_review_on is None else None,
    )


def _papers(slip_ids: Iterable[int]) -> dict[int, IssuedDocument]:
    withdrawn = select(DocumentWithdrawal.document_id)
    rows = db.session.scalars(
        select(IssuedDocument).where(
            IssuedDocument.slip_id.in_(list(slip_ids)), IssuedDocument.id.not_in(withdrawn)
        )
    )
    return {row.slip_id: row for row in rows}


def _counts() -> ColumnElement[bool]:
    later = aliased(ConductDecision)
    return ~select(later.id).where(later.amends_id == ConductDecision.id).exists()


def _conditions(wanted: ConductFilter, on: date) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.side:
        inside = ConductProposal.kind.in_(REWARDS)
        found.append(inside if wanted.side == "reward" else ~inside)
    if wanted.since is not None:
        found.append(ConductProposal.happened_on >= wanted.since)
    if wanted.until is not None:
        found.append(ConductProposal.happened_on <= wanted.until)
    if wanted.merit:
        found.append(or_(ConductDecision.merit.is_(True), ConductProposal.merit.is_(True)))
    if wanted.state == "waiting":
        found.append(ConductDecision.id.is_(None))
    elif wanted.state in ("in_force", "due"):
        found += [
            ConductDecision.granted.is_(True),
            ConductDecision.starts_on <= on,
            or_(ConductDecision.ends_on.is_(None), ConductDecision.ends_on >= on),
        ]
        first = func.coalesce(_first_of(ConductDecision.proposal_id), ConductDecision.id)
        found.append(~_review(first, ConductReview.next_review_on.is_(None)))
        if wanted.state == "due":
            found += [
                ConductDecision.review_on <= on,
                ~_review(first, ConductReview.next_review_on > on),
            ]
    return found


def _first_of(proposal_id: object) -> ColumnElement[int]:
    first = aliased(ConductDecision)
    return (
        select(first.id).where(first.proposal_id == proposal_id, first.amends_id.is_(None)).scalar_subquery()
    )


def _review(decision_id: object, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return select(ConductReview.id).where(ConductReview.decision_id == decision_id, *conditions).exists()
