"""Reading the end of stays: for one, and for a list in a fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from center.db import db
from center.documents.models import DocumentWithdrawal, IssuedDocument
from center.errors import NotFound
from center.handover.models import Addressee, AftercarePlan, EndPaper, Packet
from center.residents.person.models import Resident
from center.residents.stay.models import (
    Stay,
    StayEnding,
)


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
