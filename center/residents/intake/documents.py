"""The entry record handed over at the gate: forms 42, 31 (from 2026-07-01), 40, 37 (before) and the center's own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from center.agency.queries import profile_on
from center.clock import LOCAL_ZONE
from center.documents.forms_catalogue import form_on
from center.documents.papers import Verification, paper_pdf
from center.documents.pdf import count_pages
from center.documents.wording import long_date
from center.residents.intake.paper_kinds import entry_kind
from center.residents.labels import SEX_LABELS
from center.residents.money.queries import money_found
from center.residents.person.queries import current_identifier
from center.residents.property.queries import belongings_of
from center.residents.stay.models import Decision, DecisionKind, Stay, StayKind
from center.residents.stay.queries import decisions_of
from center.ui.filters import format_number


@dataclass(frozen=True, slots=True)
class Party:
    """One side of the record; what is empty is printed as the form's dotted line."""

    name: str = ""
    position: str = ""
    office: str = ""


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """What only the two sides at the gate know."""

    giver: Party
    receiver: Party
    condition: str
    """General features, health, abnormal physical or mental signs."""
    documents: tuple[str, ...]
    closed_at: datetime | None
    copies: int | None
    giver_copies: int | None
    taker_copies: int | None


@dataclass(frozen=True, slots=True)
class EntryRecord:
    """Everything on the paper, as plain values."""

    name: str
    abstract: str
    center: str
    place: str
    day: date
    hour: int
    minute: int
    custody: bool
    decision: str
    """Number, day and issuer of the decision that opened the stay, as a legal basis cites them."""
    naming: str
    """The same of the decision that names this center; room to write it when the file has none."""
    giver: Party
    receiver: Party
    full_name: str
    sex: str
    other_names: str
    birth_date: date
    number: str
    issued_on: date | None
    issued_by: str
    condition: str
    documents: tuple[str, ...]
    belongings: tuple[str, ...]
    closed_hour: int | None
    closed_on: date | None
    copies: int | None
    giver_copies: int | None
    taker_copies: int | None
    pages: int | None = None


def entry_record(stay: Stay, facts: EntryFacts) -> EntryRecord:
    """Return the record of ``stay``: what the file holds, and what the two sides add."""
    day = stay.admitted_on
    form = form_on(entry_kind(stay.kind), day)
    profile = profile_on(day)
    decisions = decisions_of(stay.id)
    resident, paper = stay.resident, current_identifier(stay.resident_id)
    arrived = stay.admitted_at.astimezone(LOCAL_ZONE)
    closed = facts.closed_at.astimezone(LOCAL_ZONE) if facts.closed_at else None
    return EntryRecord(
        name=form.title,
        abstract=form.abstract,
        center=profile.name,
        place=profile.place_name,
        day=day,
        hour=arrived.hour,
        minute=arrived.minute,
        custody=stay.kind is StayKind.CUSTODY,
        decision=_cited(next((row for row in decisions if row.kind is not DecisionKind.NAMING), None)),
        naming=_cited(next((row for row in decisions if row.kind is DecisionKind.NAMING), None)),
        giver=facts.giver,
        receiver=replace(facts.receiver, office=profile.name),
        full_name=resident.full_name,
        sex=SEX_LABELS[resident.sex],
        other_names=resident.other_names,
        birth_date=resident.birth_date,
        number=paper.number if paper else "",
        issued_on=paper.issued_on if paper else None,
        issued_by=paper.issued_by if paper else "",
        condition=facts.condition,
        documents=facts.documents,
        belongings=(
            *(
                _item(item.belonging.description, item.belonging.quantity, item.belonging.condition)
                for item in belongings_of(stay.id)
                if item.belonging.quantity
            ),
            *(
                f"Tiền mặt: {format_number(one.amount)} đồng (vào sổ lưu ký, phiếu {one.receipt})"
                for one in money_found(stay.id)
            ),
        ),
        closed_hour=closed.hour if closed else None,
        closed_on=closed.date() if closed else None,
        copies=facts.copies,
        giver_copies=facts.giver_copies,
        taker_copies=facts.taker_copies,
    )


def entry_pdf(stay: Stay, record: EntryRecord, mark: Verification) -> bytes:
    """Return the record as a PDF. It states its own number of pages, so it is laid out until that is true."""
    form = form_on(entry_kind(stay.kind), record.day)
    title = f"{form.title} {form.abstract[:1].lower()}{form.abstract[1:]}"
    pages = None
    for _attempt in range(3):
        content = paper_pdf(form.template, {"record": replace(record, pages=pages)}, title=title, mark=mark)
        counted = count_pages(content)
        if counted == pages:
            break
        pages = counted
    return content


def usual_documents(stay: Stay) -> tuple[str, ...]:
    """Return the papers that come with the person (Decree 163/2026 arts 96.2, 99.2, 108.2; 116/2021 art. 55.3)."""
    opening = next((row for row in decisions_of(stay.id) if row.kind is not DecisionKind.NAMING), None)
    first = f"Quyết định {decision_words(opening)}" if opening else ""
    if stay.kind is StayKind.CUSTODY:
        rest: tuple[str, ...] = ("Bản tóm tắt lý lịch",)
    elif stay.kind is StayKind.VOLUNTARY:
        rest = ("Hồ sơ đăng ký cai nghiện ma túy tự nguyện", "Quyết định giao cơ sở tiếp nhận")
    elif stay.rule_set == "R2026":
        rest = ("Quyết định giao cơ sở tiếp nhận", "Bản sao tóm tắt lý lịch")
    else:
        rest = ("Bản sao tóm tắt lý lịch",)
    return (*((first,) if first else ()), *rest)


def decision_words(row: Decision) -> str:
    """Return number, day and issuer of a decision, as a list of papers names them."""
    return f"số {row.number} ngày {row.issued_on:%d/%m/%Y} của {row.issuer}"


def _cited(row: Decision | None) -> str:
    if row is None:
        return "số: ………………… ngày … tháng … năm …… của ………………………………"
    return f"số: {row.number} {long_date(row.issued_on)} của {row.issuer}"


def _item(description: str, quantity: int, condition: str) -> str:
    """Return one line of the list: a pen, two books."""
    return f"{description}: {quantity:02}" + (f" ({condition})" if condition else "")
