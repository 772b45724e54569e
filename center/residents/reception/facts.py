"""What is known about the steps of receptions: read from whoever keeps it, in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from center.auth.models import Account
from center.db import db
from center.documents.models import DocumentWithdrawal, IssuedDocument
from center.residents.badge.models import Badge, BadgePrint
from center.residents.collection.model import PAPER as COLLECTION_SHEET
from center.residents.housing.models import BedAssignment
from center.residents.intake.paper_kinds import ENTRY_KINDS
from center.residents.kit.models import KitIssue
from center.residents.money.models import MoneyEntry, MoneyKind
from center.residents.person.models import Photo
from center.residents.property.models import ActKind, Contraband, FoundWhere, PropertyAct
from center.residents.reception.known import Known
from center.residents.reception.models import (
    ReceptionEvent,
    ReceptionEventKind,
    ReceptionMark,
)
from center.residents.reception.rules import Fact, Source
from center.residents.reception.steps import Step
from center.residents.stage.model import StageAct
from center.residents.stage.models import StageChange
from center.residents.stage.queries import changes_of, in_force
from center.residents.stay.models import Stage

BOXES = {
    Step.IDENTITY: ("full_name", "number", "decision_number"),
    Step.BELONGINGS: ("belongings-0-description",),
    Step.BED: ("bed_id",),
}
"""Boxes of the form that show that somebody began with a step."""


def facts_of(known: Mapping[int, Known]) -> dict[int, list[Fact]]:
    """Return every fact about every step of the receptions; a fixed number of statements."""
    found: dict[int, list[Fact]] = {key: list(_own(one)) for key, one in known.items()}
    by_stay = {one.stay.id: key for key, one in known.items() if one.stay is not None}
    if not by_stay:
        return found
    for event in db.session.scalars(
        select(ReceptionEvent).where(
            ReceptionEvent.reception_id.in_(by_stay.values()),
            ReceptionEvent.kind == ReceptionEventKind.ADMITTED,
        )
    ):
        found[event.reception_id].append(_proof(Step.IDENTITY, event.at, event.by_name))
    for stay_id, fact in _proofs(by_stay, known):
        found[by_stay[stay_id]].append(fact)
    return found


def _own(one: Known) -> Iterator[Fact]:
    """Return what this package itself keeps about a reception."""
    for mark in one.marks:
        yield Fact(mark.step, Source.MARK, mark.at, mark.by_name, _mark_words(mark), mark.kind, mark.id)
    check = one.paper_check
    if one.paper_rules and check.is_complete and check.last is not None:
        yield _proof(Step.PAPERS, check.last.at, check.last.by)
    else:
        words = "; ".join(rule.title for rule in check.missing)
        if words:
            yield Fact(Step.PAPERS, Source.GAP, one.reception.begun_at, words=f"Thiếu: {words}")
        elif check.last is not None and check.unanswered:
            rest = f"Còn {len(check.unanswered)} giấy tờ chưa kiểm"
            yield Fact(Step.PAPERS, Source.GAP, one.reception.begun_at, words=rest)
    if one.health is not None:
        yield _proof(Step.HEALTH, one.health.at, one.health.by, one.health.conclusion)
    draft = one.draft
    if draft is not None:
        for step, boxes in BOXES.items():
            if any(draft.value(box) for box in boxes):
                yield Fact(step, Source.DRAFT, draft.saved_at, draft.saved_by_name)
        if draft.has_photo:
            yield Fact(Step.PHOTO, Source.DRAFT, draft.saved_at, draft.saved_by_name)


def _mark_words(mark: ReceptionMark) -> str:
    if mark.step is Step.SEARCH and mark.witness_name:
        found = f"có vật cấm: {mark.note}" if mark.found else "không có vật cấm"
        return f"cùng {mark.witness_name}; {found}"
    return mark.note


def _proof(step: Step, at: datetime, by: str | None, words: str = "") -> Fact:
    return Fact(step, Source.PROOF, at, by or "", words)


def _proofs(by_stay: Mapping[int, int], known: Mapping[int, Known]) -> Iterator[tuple[int, Fact]]:
    """Return what other packages keep that shows a step done, with the stay it is about."""
    stays = list(by_stay)
    for act in db.session.scalars(
        select(PropertyAct).where(PropertyAct.stay_id.in_(stays), PropertyAct.kind == ActKind.TAKEN)
    ):
        yield act.stay_id, _proof(Step.BELONGINGS, act.happened_at, act.recorded_by_name)
    for entry in db.session.scalars(
        select(MoneyEntry).where(MoneyEntry.stay_id.in_(stays), MoneyEntry.kind == MoneyKind.FOUND)
    ):
        yield entry.stay_id, _proof(Step.BELONGINGS, entry.recorded_at, entry.recorded_by_name)
    for issue in db.session.scalars(select(KitIssue).where(KitIssue.stay_id.in_(stays))):
        yield issue.stay_id, _proof(Step.KIT, issue.recorded_at, issue.recorded_by_name)
    yield from _stage_proofs(stays)
    yield from _photo_proofs(by_stay, known)
    yield from _signed(
        stays,
        select(BedAssignment.stay_id, BedAssignment.from_at, BedAssignment.assigned_by_name).where(
            BedAssignment.stay_id.in_(stays), BedAssignment.until_at.is_(None)
        ),
        lambda _row: Step.BED,
    )
    yield from _signed(
        stays,
        select(Badge.stay_id, BadgePrint.printed_at, BadgePrint.printed_by_name)
        .join(BadgePrint, BadgePrint.badge_id == Badge.id)
        .where(Badge.stay_id.in_(stays), Badge.revoked_at.is_(None)),
        lambda _row: Step.BADGE,
    )
    yield from _signed(
        stays,
        select(
            IssuedDocument.stay_id,
            IssuedDocument.issued_at,
            IssuedDocument.issued_by_name,
            IssuedDocument.kind,
        )
        .outerjoin(DocumentWithdrawal, DocumentWithdrawal.document_id == IssuedDocument.id)
        .where(
            IssuedDocument.stay_id.in_(stays),
            IssuedDocument.kind.in_([*ENTRY_KINDS, COLLECTION_SHEET]),
            DocumentWithdrawal.id.is_(None),
        ),
        lambda row: Step.INFORMATION if row[3] == COLLECTION_SHEET else Step.RECORD,
    )
    yield from _unrecorded_finds(by_stay, known)


def _signed(
    stays: Collection[int], statement: Select[*tuple[Any, ...]], step: Callable[[Any], Step]
) -> Iterator[tuple[int, Fact]]:
    for row in db.session.execute(statement):
        yield row[0], _proof(step(row), row[1], row[2])


def _stage_proofs(stays: Sequence[int]) -> Iterator[tuple[int, Fact]]:
    """Whoever was moved on from reception has been classified (Decree 163/2026 art. 84)."""
    for stay_id, rows in changes_of(stays).items():
        for row in in_force(rows):
            if row.act is StageAct.BEGIN and row.stage is not Stage.RECEPTION:
                yield stay_id, _stage_fact(row)


def _stage_fact(row: StageChange) -> Fact:
    return _proof(Step.CLASSIFICATION, row.recorded_at, row.recorded_by_name, "Đã chuyển giai đoạn")


def _photo_proofs(by_stay: Mapping[int, int], known: Mapping[int, Known]) -> Iterator[tuple[int, Fact]]:
    """A portrait taken since the reception began: an old file's picture is years old."""
    people = {
        one.stay.resident_id: one for one in (known[key] for key in by_stay.values()) if one.stay is not None
    }
    rows = db.session.execute(
        select(Photo.resident_id, Photo.taken_at, Account.full_name)
        .outerjoin(Account, Account.id == Photo.recorded_by_id)
        .where(Photo.resident_id.in_(people))
    )
    for resident_id, at, name in rows:
        one = people[resident_id]
        if one.stay is not None and at >= min(one.reception.begun_at, one.stay.admitted_at):
            yield one.stay.id, _proof(Step.PHOTO, at, name)


def _unrecorded_finds(by_stay: Mapping[int, int], known: Mapping[int, Known]) -> Iterator[tuple[int, Fact]]:
    """What a search found must stand in the book of contraband too."""
    written = set(
        db.session.scalars(
            select(Contraband.stay_id).where(
                Contraband.stay_id.in_(by_stay), Contraband.found_where == FoundWhere.ENTRY
            )
        )
    )
    for stay_id, key in by_stay.items():
        searches = [mark for mark in known[key].marks if mark.step is Step.SEARCH]
        if searches and searches[-1].found and stay_id not in written:
            gap = "Vật cấm tìm thấy chưa ghi vào sổ"
            yield stay_id, Fact(Step.SEARCH, Source.GAP, searches[-1].at, words=gap)
