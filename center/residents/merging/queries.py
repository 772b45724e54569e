"""Reading proposals and merges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, exists, func, or_, select
from sqlalchemy.orm import aliased

from center.db import db
from center.errors import NotFound
from center.residents.merging.models import MergeStep, PersonMergeAct
from center.residents.merging.rules import FileFacts
from center.residents.person.models import Resident
from center.residents.person.queries import files_of
from center.residents.stay.models import Stay


@dataclass(frozen=True, slots=True)
class Merge:
    """A proposal with what came of it."""

    proposal: PersonMergeAct
    answers: tuple[PersonMergeAct, ...]
    """Confirmation or refusal, then the undoing; in their order."""

    @property
    def step(self) -> MergeStep:
        """How it stands."""
        return (self.answers or (self.proposal,))[-1].step


def merge_or_404(proposal_id: int) -> Merge:
    """Return a proposal. Raises NotFound."""
    proposal = db.session.get(PersonMergeAct, proposal_id)
    if proposal is None or proposal.step is not MergeStep.PROPOSED:
        raise NotFound(f"no proposal {proposal_id}")
    return _with_answers([proposal])[0]


def _with_answers(proposals: Sequence[PersonMergeAct]) -> list[Merge]:
    ids = [proposal.id for proposal in proposals]
    answers = db.session.scalars(
        select(PersonMergeAct).where(PersonMergeAct.proposal_id.in_(ids)).order_by(PersonMergeAct.id)
    ).all()
    return [
        Merge(proposal, tuple(answer for answer in answers if answer.proposal_id == proposal.id))
        for proposal in proposals
    ]


def _is_open() -> ColumnElement[bool]:
    answer = aliased(PersonMergeAct)
    return ~exists().where(answer.proposal_id == PersonMergeAct.id)


def waiting(limit: int = 50) -> tuple[list[Merge], int]:
    """Return the proposals nobody has decided, oldest first, and how many there are."""
    wanted = select(PersonMergeAct).where(PersonMergeAct.step == MergeStep.PROPOSED, _is_open())
    total = (
        db.session.scalar(
            select(func.count()).select_from(wanted.with_only_columns(PersonMergeAct.id).subquery())
        )
        or 0
    )
    rows = db.session.scalars(wanted.order_by(PersonMergeAct.id).limit(limit)).all()
    return [Merge(row, ()) for row in rows], total


def decided(*, offset: int, limit: int) -> tuple[list[Merge], int]:
    """Return the proposals that were decided, newest first, and how many there are."""
    wanted = select(PersonMergeAct).where(PersonMergeAct.step == MergeStep.PROPOSED, ~_is_open())
    total = (
        db.session.scalar(
            select(func.count()).select_from(wanted.with_only_columns(PersonMergeAct.id).subquery())
        )
        or 0
    )
    rows = db.session.scalars(wanted.order_by(PersonMergeAct.id.desc()).offset(offset).limit(limit)).all()
    return _with_answers(rows), total


def merges_of(resident_id: int) -> list[Merge]:
    """Return the proposals about any file of the person, newest first."""
    own = files_of(resident_id)
    rows = db.session.scalars(
        select(PersonMergeAct)
        .where(
            PersonMergeAct.step == MergeStep.PROPOSED,
            or_(PersonMergeAct.kept_id.in_(own), PersonMergeAct.merged_id.in_(own)),
        )
        .order_by(PersonMergeAct.id.desc())
    ).all()
    return _with_answers(rows)


def is_waiting(*resident_ids: int) -> bool:
    """Tell whether a proposal about one of the files waits."""
    found = select(PersonMergeAct.id).where(
        PersonMergeAct.step == MergeStep.PROPOSED,
        _is_open(),
        or_(PersonMergeAct.kept_id.in_(resident_ids), PersonMergeAct.merged_id.in_(resident_ids)),
    )
    return db.session.scalar(found.limit(1)) is not None


def merges_in_force() -> dict[int, int]:
    """Return which file went into which, for every merge that was confirmed and not undone."""
    undone = aliased(PersonMergeAct)
    rows = db.session.execute(
        select(PersonMergeAct.merged_id, PersonMergeAct.kept_id).where(
            PersonMergeAct.step == MergeStep.CONFIRMED,
            ~exists().where(
                undone.proposal_id == PersonMergeAct.proposal_id, undone.step == MergeStep.UNDONE
            ),
        )
    )
    return dict(rows.all())


def file_facts(person: Resident) -> FileFacts:
    """Return what the rule looks at of a file."""
    kept = db.session.get(Resident, person.merged_into_id) if person.merged_into_id else None
    inside = select(Stay.id).where(Stay.resident_id.in_(files_of(person.id)), Stay.ended_on.is_(None))
    return FileFacts(
        person.id,
        person.code,
        kept.code if kept else "",
        db.session.scalar(inside.limit(1)) is not None,
    )
