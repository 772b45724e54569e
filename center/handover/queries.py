"""Reading the end of stays: for one, and for a list in a fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select

from center.db import db
from center.documents.models import DocumentWithdrawal, IssuedDocument
from center.errors import NotFound
from center.handover.models import Addressee, AftercarePlan, EndPaper, Packet
from center.handover.rules import EndFacts, end_of
from center.medical.models import DetoxCountersign, DetoxDeclaration
from center.residents.person.models import Identifier, IdentifierKind, Photo, Resident
from center.residents.stay.models import (
    Belonging,
    BelongingReturn,
    Contact,
    StageChange,
    Stay,
    StayEnding,
    TermEvent,
)
from center.residents.stay.rules import RETURN_OF


@dataclass(frozen=True, slots=True)
class ToldEnd:
    """An end paper with the archived document, and whether it still holds."""

    paper: EndPaper
    document: IssuedDocument
    in_force: bool
    """Neither superseded nor withdrawn."""


@dataclass(frozen=True, slots=True)
class BuiltPacket:
    """A packet with the archived document, and whether it is the one that counts."""

    packet: Packet
    document: IssuedDocument
    in_force: bool


def plan_of(stay_id: int) -> AftercarePlan | None:
    """Return the newest aftercare plan of a stay."""
    return db.session.scalars(
        select(AftercarePlan)
        .where(AftercarePlan.stay_id == stay_id)
        .order_by(AftercarePlan.id.desc())
        .limit(1)
    ).first()


def ending_of(stay_id: int) -> StayEnding | None:
    """Return how the stay ended, if it did."""
    return db.session.scalars(select(StayEnding).where(StayEnding.stay_id == stay_id)).first()


def end_papers_of(stay_ids: Collection[int]) -> Mapping[int, Sequence[ToldEnd]]:
    """Return the notices and completion papers of the stays, newest first, in three statements."""
    found: dict[int, list[ToldEnd]] = defaultdict(list)
    rows = db.session.execute(
        select(EndPaper, IssuedDocument)
        .join(IssuedDocument, IssuedDocument.id == EndPaper.document_id)
        .where(EndPaper.stay_id.in_(stay_ids))
        .order_by(EndPaper.id.desc())
    ).all()
    void = _void([document.id for _, document in rows])
    for paper, document in rows:
        found[paper.stay_id].append(ToldEnd(paper, document, document.id not in void))
    return found


def packets_of(stay_ids: Collection[int]) -> Mapping[int, Sequence[BuiltPacket]]:
    """Return the packets of the stays, newest first, in three statements."""
    found: dict[int, list[BuiltPacket]] = defaultdict(list)
    rows = db.session.execute(
        select(Packet, IssuedDocument)
        .join(IssuedDocument, IssuedDocument.id == Packet.document_id)
        .where(Packet.stay_id.in_(stay_ids))
        .order_by(Packet.id.desc())
    ).all()
    void = _void([document.id for _, document in rows])
    for packet, document in rows:
        found[packet.stay_id].append(BuiltPacket(packet, document, document.id not in void))
    return found


def _void(document_ids: Collection[int]) -> set[int]:
    if not document_ids:
        return set()
    superseded = select(IssuedDocument.supersedes_id).where(IssuedDocument.supersedes_id.in_(document_ids))
    withdrawn = select(DocumentWithdrawal.document_id).where(DocumentWithdrawal.document_id.in_(document_ids))
    return {found for found in db.session.scalars(superseded.union_all(withdrawn)) if found is not None}


def notices_in_force(told: Sequence[ToldEnd], last_day: date | None) -> list[ToldEnd]:
    """Return the notices that hold and tell ``last_day``, newest first."""
    return [
        one
        for one in told
        if one.in_force and one.paper.addressee is not Addressee.BEARER and one.paper.last_day == last_day
    ]


def completion_in_force(told: Sequence[ToldEnd], last_day: date | None) -> ToldEnd | None:
    """Return the completion paper that holds and states ``last_day``."""
    return next(
        (
            one
            for one in told
            if one.in_force and one.paper.addressee is Addressee.BEARER and one.paper.last_day == last_day
        ),
        None,
    )


def end_facts(stays: Collection[Stay]) -> dict[int, EndFacts]:
    """Return what the checks need about each stay, in a fixed number of statements."""
    if not stays:
        return {}
    ids = [stay.id for stay in stays]
    people = [stay.resident_id for stay in stays]
    stages = _stages(ids)
    photos = set(db.session.scalars(select(Photo.resident_id).where(Photo.resident_id.in_(people))))
    numbered = set(
        db.session.scalars(
            select(Identifier.resident_id).where(
                Identifier.resident_id.in_(people), Identifier.kind != IdentifierKind.CMND
            )
        )
    )
    contacts = set(db.session.scalars(select(Contact.stay_id).where(Contact.stay_id.in_(ids))))
    plans = _plans(ids)
    told, packets = end_papers_of(ids), packets_of(ids)
    left, away, detoxed, endings = _left(ids), _away(ids), _detoxed(ids), _endings(ids)
    found = {}
    for stay in stays:
        plan = plans.get(stay.id)
        own = told.get(stay.id, ())
        end = end_of(stay.last_day, stay.ended_on) if stay.last_day else None
        notices = notices_in_force(own, stay.last_day)
        completion = completion_in_force(own, end)
        built = next((one for one in packets.get(stay.id, ()) if one.in_force), None)
        found[stay.id] = EndFacts(
            kind=stay.kind.value,
            rule_set=stay.rule_set,
            last_day=stay.last_day,
            stages_begun=stages.get(stay.id, ()),
            has_photo=stay.resident_id in photos,
            has_identity_number=stay.resident_id in numbered,
            has_contact=stay.id in contacts,
            has_plan=plan is not None,
            goals_graded=len(plan.evaluation) if plan else 0,
            needs_stated=bool(plan and (plan.needs or plan.needs_note)),
            noticed_on=min((one.document.signed_on for one in notices), default=None),
            notice_stale=any(one.in_force and one.paper.addressee is not Addressee.BEARER for one in own)
            and not notices,
            belongings_left=left.get(stay.id, 0),
            open_absence=away.get(stay.id),
            detox_completed=stay.id in detoxed,
            paper_issued=completion is not None,
            packet_built=built is not None
            and completion is not None
            and built.document.id > completion.document.id,
            ended_on=stay.ended_on,
            reason=endings.get(stay.id),
        )
    return found


def ending_stays(today: date, days: int) -> Sequence[Stay]:
    """Return the running stays whose last day is at most ``days`` ahead, the first to end on top."""
    return db.session.scalars(
        select(Stay)
        .join(Stay.resident)
        .where(Stay.ended_on.is_(None), Stay.last_day <= today + timedelta(days=days))
        .order_by(Stay.last_day, Resident.name_sort, Stay.id)
    ).all()


def released_stays(since: date, limit: int) -> Sequence[Stay]:
    """Return the stays that ended from ``since`` on, the newest first."""
    return db.session.scalars(
        select(Stay).where(Stay.ended_on >= since).order_by(Stay.ended_on.desc(), Stay.id.desc()).limit(limit)
    ).all()


def stay_named(text: str) -> Stay:
    """Return the stay whose number ``text`` is, or the newest one of the person with that code.

    Raises NotFound.
    """
    wanted = text.strip()
    stay = db.session.get(Stay, int(wanted)) if wanted.isdecimal() else None
    if stay is None:
        stay = db.session.scalars(
            select(Stay)
            .join(Stay.resident)
            .where(Resident.code == wanted.upper())
            .order_by(Stay.number.desc())
            .limit(1)
        ).first()
    if stay is None:
        raise NotFound(f"no stay {wanted!r}")
    return stay


@dataclass(frozen=True, slots=True)
class ReturnedItem:
    """An item taken into custody, and who took it back."""

    description: str
    condition: str
    taken: int
    returned: int
    receivers: tuple[str, ...]

    @property
    def left(self) -> int:
        """Pieces still in custody."""
        return self.taken - self.returned


def belongings_with_receivers(stay_id: int) -> list[ReturnedItem]:
    """Return every item taken from the stay with what was given back to whom, in the order of taking."""
    rows = db.session.execute(
        select(Belonging, BelongingReturn)
        .outerjoin(BelongingReturn, BelongingReturn.belonging_id == Belonging.id)
        .where(Belonging.stay_id == stay_id)
        .order_by(Belonging.id, BelongingReturn.id)
    )
    items: dict[int, tuple[Belonging, list[BelongingReturn]]] = {}
    for item, back in rows:
        _, backs = items.setdefault(item.id, (item, []))
        if back is not None:
            backs.append(back)
    return [
        ReturnedItem(
            item.description,
            item.condition,
            item.quantity,
            sum(back.quantity for back in backs),
            tuple(dict.fromkeys(back.received_by for back in backs)),
        )
        for item, backs in items.values()
    ]


def _stages(ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = defaultdict(tuple)
    rows = db.session.execute(
        select(StageChange.stay_id, StageChange.stage)
        .where(StageChange.stay_id.in_(ids))
        .order_by(StageChange.id)
    )
    for stay_id, stage in rows:
        found[stay_id] = (*found[stay_id], stage.value)
    return found


def _plans(ids: Collection[int]) -> dict[int, AftercarePlan]:
    newest = (
        select(func.max(AftercarePlan.id))
        .where(AftercarePlan.stay_id.in_(ids))
        .group_by(AftercarePlan.stay_id)
    )
    rows = db.session.scalars(select(AftercarePlan).where(AftercarePlan.id.in_(newest)))
    return {plan.stay_id: plan for plan in rows}


def _left(ids: Collection[int]) -> dict[int, int]:
    taken = db.session.execute(
        select(Belonging.stay_id, func.sum(Belonging.quantity))
        .where(Belonging.stay_id.in_(ids))
        .group_by(Belonging.stay_id)
    )
    left = {stay_id: int(pieces) for stay_id, pieces in taken}
    back = db.session.execute(
        select(Belonging.stay_id, func.sum(BelongingReturn.quantity))
        .join(BelongingReturn, BelongingReturn.belonging_id == Belonging.id)
        .where(Belonging.stay_id.in_(ids))
        .group_by(Belonging.stay_id)
    )
    for stay_id, pieces in back:
        left[stay_id] -= int(pieces)
    return left


def _away(ids: Collection[int]) -> dict[int, str]:
    amended = select(TermEvent.amends_id).where(TermEvent.stay_id.in_(ids), TermEvent.amends_id.is_not(None))
    rows = db.session.execute(
        select(TermEvent.stay_id, TermEvent.kind)
        .where(TermEvent.stay_id.in_(ids), TermEvent.id.not_in(amended), TermEvent.cancels.is_(False))
        .order_by(TermEvent.happened_at, TermEvent.id)
    )
    absence_of = {back: kind for kind, back in RETURN_OF.items()}
    open_kinds: dict[int, list[str]] = defaultdict(list)
    for stay_id, kind in rows:
        if kind.value in RETURN_OF:
            open_kinds[stay_id].append(kind.value)
        elif absence_of[kind.value] in open_kinds[stay_id]:
            open_kinds[stay_id].remove(absence_of[kind.value])
    return {stay_id: kinds[0] for stay_id, kinds in open_kinds.items() if kinds}


def _detoxed(ids: Collection[int]) -> set[int]:
    return set(
        db.session.scalars(
            select(DetoxDeclaration.stay_id)
            .join(DetoxCountersign, DetoxCountersign.declaration_id == DetoxDeclaration.id)
            .where(DetoxDeclaration.stay_id.in_(ids), DetoxCountersign.agreed)
        )
    )


def _endings(ids: Collection[int]) -> dict[int, str]:
    rows = db.session.execute(
        select(StayEnding.stay_id, StayEnding.reason).where(StayEnding.stay_id.in_(ids))
    )
    return {stay_id: reason.value for stay_id, reason in rows}
