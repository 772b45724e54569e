"""Beginning a reception, handing it over, doing its steps, closing it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import LOCAL_ZONE
from center.db import db, hold
from center.errors import RuleViolation
from center.residents.duty.service import sync_center, sync_duties
from center.residents.expected.service import hold_expected
from center.residents.permissions import ResidentPermission
from center.residents.photos import PreparedPhoto
from center.residents.reception.audit import (
    ReceptionHappened,
    ReceptionPapersChecked,
    ReceptionStepMarked,
)
from center.residents.reception.boxes import Boxes, boxes_of
from center.residents.reception.models import (
    PaperState,
    Reception,
    ReceptionDraft,
    ReceptionEvent,
    ReceptionEventKind,
    ReceptionMark,
    ReceptionPaper,
)
from center.residents.reception.queries import (
    draft_of,
    mark_of_form,
    reception_of_form,
    reception_of_stay,
    view_or_404,
)
from center.residents.reception.rules import check_close, check_mark, check_search, owed
from center.residents.reception.steps import MarkKind, Step
from center.residents.stay.models import Stay
from center.residents.timeline.service import note
from center.residents.timeline.topics import Topic


@dataclass(frozen=True, slots=True)
class PaperAnswer:
    """How one paper of the list came."""

    code: str
    state: PaperState
    pages: int | None = None
    note: str = ""


def begin(
    *,
    expected_id: int | None = None,
    boxes: Boxes = (),
    photo: PreparedPhoto | None = None,
    client_id: str | None = None,
    actor: Actor,
    now: datetime,
) -> Reception:
    """Begin the reception of somebody, of an expected arrival or of one nobody announced. Flushes.

    What the decision said, and then ``boxes``, stands in the form. The same ``client_id`` again returns what it began.
    Raises RuleViolation when the expected arrival is settled or at the desk already.
    """
    there = reception_of_form(client_id)
    if there is not None:
        return there
    known = hold_expected(expected_id, now=now) if expected_id is not None else None
    reception = Reception(
        client_id=client_id,
        expected_id=expected_id,
        begun_at=now,
        begun_by_name=actor.name,
        holder_id=actor.id,
        holder_name=actor.name,
        held_since=now,
        abandoned=False,
        left=[],
    )
    db.session.add(reception)
    db.session.flush()
    _event(reception, ReceptionEventKind.BEGUN, actor=actor, now=now)
    told = {"arrived_at": f"{now.astimezone(LOCAL_ZONE):%d/%m/%Y %H:%M}"} | (
        boxes_of(known) if known is not None else {}
    )
    told |= dict(boxes)
    keep = [*told.items()]
    db.session.add(
        ReceptionDraft(
            reception_id=reception.id,
            boxes=[list(pair) for pair in keep],
            photo=photo.jpeg if photo else None,
            has_photo=photo is not None,
            version=1,
            saved_at=now,
            saved_by_id=actor.id,
            saved_by_name=actor.name,
        )
    )
    db.session.flush()
    if expected_id is not None:
        sync_center(now=now)
    return reception


def take_over(reception: Reception, *, actor: Actor, now: datetime) -> None:
    """Let ``actor`` go on with a reception. Raises RuleViolation when it is closed, or the actor's already."""
    hold(reception)
    _check_running(reception)
    if reception.holder_id == actor.id:
        raise RuleViolation("reception.yours_already")
    reason = f"từ {reception.holder_name}"
    _hand_to(reception, actor, now)
    _event(reception, ReceptionEventKind.TAKEN_OVER, reason=reason, actor=actor, now=now)


def save_draft(
    reception: Reception,
    boxes: Boxes,
    photo: PreparedPhoto | None,
    *,
    version: int | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Keep what was typed so far. ``version`` is that of the draft the form was filled from (None: not asked).

    Raises RuleViolation when somebody else has the reception, saved meanwhile, or the person is admitted.
    """
    hold(reception)
    _check_running(reception)
    if reception.stay_id is not None:
        raise RuleViolation("reception.admitted_before")
    _check_mine(reception, actor)
    draft = draft_of(reception.id)
    if draft is None:
        raise RuleViolation("reception.admitted_before")
    check_version(draft, version)
    draft.boxes = [list(pair) for pair in boxes]
    draft.photo = photo.jpeg if photo else None
    draft.has_photo = photo is not None
    draft.version += 1
    draft.saved_at, draft.saved_by_id, draft.saved_by_name = now, actor.id, actor.name


def check_draft(reception: Reception, version: int | None, *, actor: Actor) -> None:
    """Refuse to accept a form whose reception somebody else has, or whose draft somebody else saved meanwhile."""
    hold(reception)
    _check_running(reception)
    draft = draft_of(reception.id)
    if draft is not None:
        _check_mine(reception, actor)
        check_version(draft, version)


def set_kind(reception: Reception, kind: str, *, actor: Actor, now: datetime) -> None:
    """Put the kind of stay into the form, where nobody has typed one yet."""
    hold(reception)
    draft = draft_of(reception.id)
    if reception.stay_id is not None or draft is None:
        return
    boxes = [(name, value) for name, value in draft.boxes if name != "kind"]
    draft.boxes = [[name, value] for name, value in (*boxes, ("kind", kind))]
    draft.version += 1
    draft.saved_at, draft.saved_by_id, draft.saved_by_name = now, actor.id, actor.name


def check_version(draft: ReceptionDraft, version: int | None) -> None:
    """Refuse to write over what somebody else saved after the form was opened."""
    if version is not None and version != draft.version:
        raise RuleViolation(
            "reception.draft_changed",
            by=draft.saved_by_name,
            at=f"{draft.saved_at.astimezone(LOCAL_ZONE):%H:%M %d/%m}",
        )


def admitted(reception: Reception, stay: Stay, *, actor: Actor, now: datetime) -> None:
    """Join the stay that was just opened to its reception; the draft goes. The stay's own admission is elsewhere.

    Raises RuleViolation when the reception is closed, somebody else's, or led to another stay.
    """
    hold(reception)
    if reception.stay_id == stay.id:
        return
    _check_running(reception)
    _check_mine(reception, actor)
    if reception.stay_id is not None or reception_of_stay(stay.id) is not None:
        raise RuleViolation("reception.admitted_before")
    reception.stay_id = stay.id
    db.session.execute(delete(ReceptionDraft).where(ReceptionDraft.reception_id == reception.id))
    _event(reception, ReceptionEventKind.ADMITTED, actor=actor, now=now)
    db.session.flush()
    for mark in view_or_404(reception.id, now).known.marks:
        if mark.kind is MarkKind.DONE:
            _tell(stay.id, mark, now=now)
    if reception.expected_id is not None:
        sync_center(now=now)


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
            _tell(reception.stay_id, row, now=now)
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


def close(reception: Reception, *, actor: Actor, now: datetime) -> None:
    """End a reception whose person is in; what is left of it becomes duties. Flushes."""
    hold(reception)
    _check_running(reception)
    if reception.stay_id is None:
        raise RuleViolation("reception.close_unadmitted")
    view = view_or_404(reception.id, now)
    check_close(view.steps)
    reception.closed_at = now
    reception.left = [one.step.value for one in owed(view.steps, closed=True)]
    done, of = view.finished, len(view.steps)
    _event(reception, ReceptionEventKind.CLOSED, reason=f"{done}/{of}", actor=actor, now=now)
    note(
        reception.stay_id,
        f"Kết thúc lượt tiếp nhận, xong {done} trong {of} bước",
        area="residents",
        topic=Topic.STAY,
        permission=ResidentPermission.VIEW,
        happened_at=now,
        actor=actor,
        now=now,
        link=f"/residents/receptions/{reception.id}",
    )
    sync_duties([reception.stay_id], now=now)


def abandon(reception: Reception, *, reason: str, actor: Actor, now: datetime) -> None:
    """End a reception without taking the person in; what was typed goes, what was marked stays. Flushes.

    Raises RuleViolation without a reason, or when the person is in.
    """
    hold(reception)
    _check_running(reception)
    if reception.stay_id is not None:
        raise RuleViolation("reception.abandon_admitted")
    if not reason.strip():
        raise RuleViolation("reception.reason", field="reason")
    reception.closed_at, reception.abandoned = now, True
    db.session.execute(delete(ReceptionDraft).where(ReceptionDraft.reception_id == reception.id))
    _event(reception, ReceptionEventKind.ABANDONED, reason=reason.strip(), actor=actor, now=now)
    if reception.expected_id is not None:
        db.session.flush()
        sync_center(now=now)


def _is_news(answer: PaperAnswer, there: Mapping[str, ReceptionPaper]) -> bool:
    row = there.get(answer.code)
    return row is None or (row.state, row.pages, row.note) != (
        answer.state,
        answer.pages,
        answer.note.strip(),
    )


def _check_running(reception: Reception) -> None:
    if reception.closed_at is not None:
        raise RuleViolation("reception.closed")


def _check_mine(reception: Reception, actor: Actor) -> None:
    if reception.holder_id != actor.id:
        raise RuleViolation("reception.not_yours", holder=reception.holder_name)


def _hand_to(reception: Reception, actor: Actor, now: datetime) -> None:
    reception.holder_id, reception.holder_name, reception.held_since = actor.id, actor.name, now


def _event(
    reception: Reception, kind: ReceptionEventKind, *, reason: str = "", actor: Actor, now: datetime
) -> None:
    db.session.add(
        ReceptionEvent(
            reception_id=reception.id,
            kind=kind,
            reason=reason[:300],
            at=now,
            by_id=actor.id,
            by_name=actor.name,
        )
    )
    event = ReceptionHappened(reception_id=reception.id, kind=kind.value, reason=reason[:300])
    record(event, actor=actor, at=now, stay_id=reception.stay_id)


_TOLD = {
    Step.SEARCH: "Khám người khi tiếp nhận",
    Step.CLASSIFICATION: "Phân loại khi tiếp nhận",
    Step.INFORMATION: "Phổ biến nội quy, quyền và nghĩa vụ",
}


def _tell(stay_id: int, row: ReceptionMark, *, now: datetime) -> None:
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
