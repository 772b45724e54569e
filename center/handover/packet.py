"""The handover packet in three steps: set numbers aside, print every part, archive the whole.

Printing takes seconds, so only the first and the last step write; each runs in a unit of work of its caller.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from center.agency.queries import profile_on
from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db, hold
from center.documents.assembly import PacketDescription, Part, assemble, contents_of
from center.documents.forms_catalogue import form_on
from center.documents.models import IssuedDocument, PaperSlip
from center.documents.papers import verification
from center.documents.queries import current_document, file_content, symbol_on
from center.documents.service import issue, reserve
from center.errors import RuleViolation
from center.handover.audit import PacketBuilt
from center.handover.data import ContentsEntry, PacketFacts, Signing
from center.handover.documents import (
    SHEETS,
    completion_pdf,
    contents_pdf,
    letter_pdf,
    name_of,
    notice_pdf,
    sheet_pdf,
)
from center.handover.end_papers import CompletionSlip, keep_completion, reserve_completion
from center.handover.fact_queries import end_facts
from center.handover.facts import packet_facts
from center.handover.labels import CHECK_LABELS
from center.handover.limits import release_limits
from center.handover.models import Addressee, Packet
from center.handover.permissions import HandoverPermission
from center.handover.queries import completion_in_force, end_papers_of, notices_in_force
from center.handover.rules import Check, completion_kind, open_checks, readiness
from center.legal.queries import parameter_book
from center.residents.stay.models import Stay
from center.residents.timeline.service import note

PACKET = "packet"
TITLE = "Hồ sơ bàn giao người hoàn thành cai nghiện ma túy"
DRAFT = "{title} (dự thảo, chưa ban hành)"

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Reserved:
    """What was set aside for one packet."""

    slip: PaperSlip
    completion: CompletionSlip | None
    """Set aside when the completion paper is due and none is in force."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A packet in print, not yet archived."""

    reserved: Reserved
    parts: tuple[Part, ...]
    content: bytes
    completion: bytes | None
    """The completion paper printed with it."""


def reserve_packet(stay: Stay, *, key: str, now: datetime) -> Reserved:
    """Set aside the packet's number and, when it is due, that of the completion paper. Flushes.

    The same ``key`` again takes no second number. Raises RuleViolation for a stay without a term.
    """
    hold(stay)
    if stay.last_day is None:
        raise RuleViolation("handover.no_term")
    return Reserved(
        reserve(PACKET, signed_on=local_date(now), key=f"handover-packet-{stay.id}-{key}", now=now),
        reserve_completion(stay, now=now),
    )


def draw_packet(
    stay: Stay, reserved: Reserved, *, prepared_by: str, progress: Progress | None = None
) -> Drawn:
    """Print every part and put them together; the same facts and numbers give the same bytes."""
    slip = reserved.slip
    facts = packet_facts(stay, on=slip.signed_on)
    mark = verification(slip.token)
    signing = Signing(
        profile_on(slip.signed_on), slip.signed_on, slip.number, slip.symbol, prepared_by=prepared_by
    )
    total = len(SHEETS) + 4

    def step(done: int) -> None:
        if progress is not None:
            progress(done, total)

    own = _drawn_completion(facts, reserved.completion)
    papers = [*_completion_part(stay, facts, own), *_notice_part(stay, facts, slip.signed_on)]
    step(2)
    for at, kind in enumerate(SHEETS, start=3):
        form = form_on(kind, slip.signed_on)
        papers.append(Part(form.title, sheet_pdf(facts, signing, mark, form=form)))
        step(at)
    letter = Part(
        "Công văn bàn giao hồ sơ",
        letter_pdf(facts, signing, mark, form=form_on(PACKET, slip.signed_on), parts=len(papers)),
    )
    listed = [letter, *papers]
    form = form_on("contents", slip.signed_on)
    contents = Part(
        form.title,
        contents_pdf(
            facts,
            signing,
            mark,
            form=form,
            contents=[
                ContentsEntry(line["title"], line["pages"], line["sha256"]) for line in contents_of(listed)
            ],
            absent=absent_papers(stay, facts),
        ),
    )
    parts = (letter, contents, *papers)
    description = PacketDescription(title=TITLE, author=signing.profile.name)
    content = assemble(parts, description=description)
    step(total)
    return Drawn(reserved, parts, content, own)


def keep_packet(stay: Stay, drawn: Drawn, *, actor: Actor, now: datetime) -> Packet:
    """Archive the packet, and the completion paper printed with it; it takes the place of an earlier one. Flushes.

    The same print kept twice is one packet.
    """
    hold(stay)
    reserved = drawn.reserved
    if reserved.completion is not None and drawn.completion is not None:
        keep_completion(stay, reserved.completion, drawn.completion, actor=actor, now=now)
    there = db.session.scalars(
        select(Packet)
        .join(IssuedDocument, IssuedDocument.id == Packet.document_id)
        .where(IssuedDocument.slip_id == reserved.slip.id)
    ).first()
    if there is not None:
        return there
    document = issue(
        reserved.slip,
        drawn.content,
        title=TITLE,
        actor=actor,
        now=now,
        stay_id=stay.id,
        contents=contents_of(drawn.parts),
        supersedes=current_document(stay.id, PACKET),
        told=True,
    )
    missing = tuple(check.code for check in open_checks(checks_of(stay)) if check.code != PACKET)
    packet = Packet(
        stay_id=stay.id,
        document_id=document.id,
        missing=list(missing),
        built_at=now,
        built_by_id=actor.id,
    )
    db.session.add(packet)
    db.session.flush()
    record(
        PacketBuilt(packet_id=packet.id, document_id=document.id, missing=missing),
        actor=actor,
        at=now,
        stay_id=stay.id,
    )
    note(
        stay.id,
        "Lập hồ sơ bàn giao" + (f", còn thiếu {len(missing)} việc" if missing else ""),
        area="handover",
        permission=HandoverPermission.VIEW,
        happened_at=now,
        actor=actor,
        now=now,
        link=f"/handover/stays/{stay.id}",
    )
    return packet


def checks_of(stay: Stay) -> tuple[Check, ...]:
    """Return what the end of ``stay`` asks for, as the record stands."""
    facts = end_facts([stay])[stay.id]
    limits = release_limits(parameter_book(), stay.last_day) if stay.last_day else None
    return readiness(facts, limits)


def absent_papers(stay: Stay, facts: PacketFacts) -> list[str]:
    """Return the papers this packet should hold and does not, for its list of contents."""
    told = end_papers_of([stay.id]).get(stay.id, ())
    if facts.ended and not notices_in_force(told, stay.last_day):
        return [str(CHECK_LABELS["notice"])]
    return []


def _drawn_completion(facts: PacketFacts, due: CompletionSlip | None) -> bytes | None:
    if due is None:
        return None
    slip = due.slip
    return completion_pdf(
        facts,
        Signing(profile_on(slip.signed_on), slip.signed_on, slip.number, slip.symbol),
        verification(slip.token),
        form=form_on(slip.kind, slip.signed_on),
    )


def _completion_part(stay: Stay, facts: PacketFacts, drawn: bytes | None) -> list[Part]:
    """Return the completion paper: just printed, in force since earlier, or a draft where it is not due yet."""
    if not facts.completed:
        return []
    kind = completion_kind(facts.kind)
    there = completion_in_force(end_papers_of([stay.id]).get(stay.id, ()), facts.term.end)
    if there is not None:
        return [Part(there.document.title, file_content(there.document.file_id)[0])]
    day = facts.term.end
    form = form_on(kind, day)
    if drawn is not None:
        return [Part(name_of(form), drawn)]
    blank = Signing(profile_on(day), None, None, symbol_on(kind, day))
    return [Part(DRAFT.format(title=name_of(form)), completion_pdf(facts, blank, None, form=form))]


def _notice_part(stay: Stay, facts: PacketFacts, today: date) -> list[Part]:
    """Return the notice that went to the commune police, or a draft while there is time to send it."""
    notices = notices_in_force(end_papers_of([stay.id]).get(stay.id, ()), stay.last_day)
    notices.sort(key=lambda one: one.paper.addressee is not Addressee.COMMUNE_POLICE)
    if notices:
        return [Part(notices[0].document.title, file_content(notices[0].document.file_id)[0])]
    if facts.ended:
        return []
    form = form_on("completion-notice", today)
    blank = Signing(profile_on(today), None, None, symbol_on(form.kind, today))
    addressee = f"Công an {facts.aftercare.commune}"
    content = notice_pdf(facts, blank, None, form=form, addressee=addressee)
    return [Part(DRAFT.format(title=name_of(form)), content)]
