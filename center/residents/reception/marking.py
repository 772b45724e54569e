"""Writing down what only this package keeps of a step: what was said of it, and how the papers came."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from center.audit.actor import Actor
from center.audit.service import record
from center.db import db, hold
from center.errors import RuleViolation
from center.residents.duty.service import sync_duties
from center.residents.permissions import ResidentPermission
from center.residents.reception.audit import (
    ReceptionPapersChecked,
    ReceptionStepMarked,
)
from center.residents.reception.models import (
    PaperState,
    Reception,
    ReceptionMark,
    ReceptionPaper,
)
from center.residents.reception.queries import (
    mark_of_form,
    view_or_404,
)
from center.residents.reception.rules import check_mark, check_search
from center.residents.reception.steps import MarkKind, Step
from center.residents.timeline.service import note
from center.residents.timeline.topics import Topic


@dataclass(frozen=True, slots=True)
class PaperAnswer:
    """How one paper of the list came."""

    code: str
    state: PaperState
    pages: int | None = None
    note: str = ""


def mark(
    reception: Reception,
    step: Step,
    kind: MarkKind,
    *,
    note_text: str = "",
    witness: tuple[int, str] | None = None,
    found: bool = False,
    client_id: str | None = None,
    actor: Actor,
    now: datetime,
) -> ReceptionMark:
    """Say how a step stands where no other fact does. Flushes.

    ``witness`` is the account and name of the second person of a search. The same ``client_id`` again returns the mark
    it made. Raises RuleViolation for what cannot be said of the step.
    """
    there = mark_of_form(client_id)
    if there is not None:
        return there
    hold(reception)
    if reception.abandoned:
        raise RuleViolation("reception.closed")
    view = view_or_404(reception.id, now)
    check_mark(
        step,
        kind,
        note=note_text,
        admitted=reception.stay_id is not None,
        state=view.state_of(step).state,
        said=view.can_take_back(step),
    )
    if step is Step.SEARCH and kind is MarkKind.DONE:
        check_search(me=actor.id, witness=witness[0] if witness else None, found=found, note=note_text)
    row = ReceptionMark(
        reception_id=reception.id,
        step=step,
        kind=kind,
        note=note_text.strip(),
        found=found and kind is MarkKind.DONE,
        witness_id=witness[0] if witness else None,
        witness_name=witness[1] if witness else "",
        client_id=client_id,
        at=now,
        by_id=actor.id,
        by_name=actor.name,
    )
    db.session.add(row)
    if kind is MarkKind.REOPENED and reception.closed_at is not None and step.value not in reception.left:
        reception.left = [*reception.left, step.value]  # it is a duty from now on
    db.session.flush()
    event = ReceptionStepMarked(
        reception_id=reception.id,
        step=step.value,
        kind=kind.value,
        witness_id=row.witness_id,
    )
    record(event, actor=actor, at=now, stay_id=reception.stay_id)
    if reception.stay_id is not None:
        if kind is MarkKind.DONE:
            tell(reception.stay_id, row, now=now)
        sync_duties([reception.stay_id], now=now)
    return row


def write_papers(
    reception: Reception, answers: Iterable[PaperAnswer], *, check_id: str, actor: Actor, now: datetime
) -> int:
    """Write down how papers of the list came; return how many answers are new. Flushes.

    The same ``check_id`` again writes nothing. Raises RuleViolation for nothing, or pages of what is missing.
    """
    hold(reception)
    if reception.abandoned:
        raise RuleViolation("reception.closed")
    view = view_or_404(reception.id, now)
    codes = {rule.code for rule in view.known.paper_rules}
    wanted = [answer for answer in answers if answer.code in codes]
    if not wanted:
        raise RuleViolation("reception.papers_nothing")
    if any(row.check_id == check_id for row in view.known.papers.values()):
        return 0
    new = [answer for answer in wanted if _is_news(answer, view.known.papers)]
    for answer in new:
        if answer.state is PaperState.MISSING and answer.pages:
            raise RuleViolation("reception.paper_pages", field=f"pages_{answer.code}")
        db.session.add(
            ReceptionPaper(
                reception_id=reception.id,
                check_id=check_id,
                code=answer.code,
                state=answer.state,
                pages=answer.pages,
                note=answer.note.strip(),
                at=now,
                by_id=actor.id,
                by_name=actor.name,
            )
        )
    if new:
        db.session.flush()
        event = ReceptionPapersChecked(
            reception_id=reception.id,
            papers=len(wanted),
            missing=sum(answer.state is PaperState.MISSING for answer in wanted),
        )
        record(event, actor=actor, at=now, stay_id=reception.stay_id)
        if reception.stay_id is not None:
            sync_duties([reception.stay_id], now=now)
    return len(new)


def _is_news(answer: PaperAnswer, there: Mapping[str, ReceptionPaper]) -> bool:
    row = there.get(answer.code)
    return row is None or (row.state, row.pages, row.note) != (
        answer.state,
        answer.pages,
        answer.note.strip(),
    )


_TOLD = {
    Step.SEARCH: "Khám người khi tiếp nhận",
    Step.CLASSIFICATION: "Phân loại khi tiếp nhận",
    Step.INFORMATION: "Phổ biến nội quy, quyền và nghĩa vụ",
}


def tell(stay_id: int, row: ReceptionMark, *, now: datetime) -> None:
    """Put what was done into the timeline, in words every reader of the file may see."""
    words = _TOLD[row.step]
    if row.step is Step.SEARCH:
        words += f", cùng {row.witness_name}: " + ("có vật cấm" if row.found else "không có vật cấm")
    note(
        stay_id,
        words,
        area="residents",
        topic=Topic.STAY,
        permission=ResidentPermission.VIEW,
        happened_at=row.at,
        actor=Actor(row.by_id, row.by_name, frozenset(), frozenset()),
        now=now,
        link=f"/residents/receptions/{row.reception_id}",
    )
