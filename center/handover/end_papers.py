"""The papers that tell the end of a term: completion paper and notices, each with its own number.

As for the packet: numbers are set aside, the paper is printed, then archived.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db, hold
from center.documents.forms_catalogue import form_on
from center.documents.models import IssuedDocument, PaperSlip
from center.documents.queries import documents_of_stay
from center.documents.service import issue, reserve
from center.errors import RuleViolation
from center.handover.audit import EndPaperIssued
from center.handover.documents import name_of
from center.handover.fact_queries import end_facts
from center.handover.labels import ADDRESSEE_LABELS
from center.handover.limits import release_limits
from center.handover.models import Addressee, EndPaper
from center.handover.permissions import HandoverPermission
from center.handover.queries import completion_in_force, end_papers_of
from center.handover.rules import check_paper, completion_kind, end_of, may_have_paper, paper_signed_on
from center.legal.queries import parameter_book
from center.residents.duty.service import sync_duties
from center.residents.stay.models import Stay
from center.residents.timeline.service import note

NOTICE = "completion-notice"


@dataclass(frozen=True, slots=True)
class CompletionSlip:
    """The number of a completion paper, and the paper it will take the place of."""

    slip: PaperSlip
    supersedes: IssuedDocument | None


@dataclass(frozen=True, slots=True)
class NoticeSlip:
    """The number of a notice for one addressee."""

    slip: PaperSlip
    addressee: Addressee
    name: str
    """As printed after "Kính gửi"."""


def check_completion(stay: Stay, *, now: datetime) -> None:
    """Raise RuleViolation when the completion paper may not be issued now."""
    facts = end_facts([stay])[stay.id]
    if stay.last_day is None:
        raise RuleViolation("handover.no_term")
    if facts.open_absence is not None and stay.is_open:
        raise RuleViolation("handover.day_unknown")
    limits = release_limits(parameter_book(), stay.last_day)
    check_paper(facts.kind, local_date(now), stay.last_day, facts.ended_on, facts.reason, limits)


def reserve_completion(stay: Stay, *, now: datetime) -> CompletionSlip | None:
    """Set aside the number of the completion paper; None when one is in force or none is due yet. Flushes.

    The key counts the papers of the stay, so that two who ask at once print one paper.
    """
    if stay.last_day is None:
        return None
    facts = end_facts([stay])[stay.id]
    limits = release_limits(parameter_book(), stay.last_day)
    today = local_date(now)
    away = facts.open_absence is not None and stay.is_open
    if (
        facts.paper_issued
        or away
        or not may_have_paper(facts.kind, today, stay.last_day, facts.ended_on, facts.reason, limits)
    ):
        return None
    kind = completion_kind(stay.kind.value)
    earlier = documents_of_stay(stay.id, kind)
    slip = reserve(
        kind,
        signed_on=paper_signed_on(today, stay.last_day, stay.ended_on),
        key=f"handover-completion-{stay.id}-{len(earlier)}",
        now=now,
    )
    told = end_papers_of([stay.id]).get(stay.id, ())
    former = next(
        (one.document for one in told if one.in_force and one.paper.addressee is Addressee.BEARER), None
    )
    return CompletionSlip(slip, former)


def keep_completion(
    stay: Stay, due: CompletionSlip, content: bytes, *, actor: Actor, now: datetime
) -> IssuedDocument:
    """Archive the completion paper; kept twice it is one paper. Flushes."""
    hold(stay)
    if stay.last_day is None:
        raise RuleViolation("handover.no_term")
    end = end_of(stay.last_day, stay.ended_on)
    there = completion_in_force(end_papers_of([stay.id]).get(stay.id, ()), end)
    if there is not None and there.document.slip_id == due.slip.id:
        return there.document
    form = form_on(due.slip.kind, due.slip.signed_on)
    document = issue(
        due.slip,
        content,
        title=name_of(form),
        actor=actor,
        now=now,
        stay_id=stay.id,
        supersedes=due.supersedes,
        told=True,
    )
    name = stay.resident.full_name
    _remember(stay, document, Addressee.BEARER, name, actor=actor, now=now)
    note(
        stay.id,
        f"Cấp {form.title.lower()} hoàn thành cai nghiện",
        area="handover",
        permission=HandoverPermission.VIEW,
        happened_at=now,
        actor=actor,
        now=now,
    )
    return document


def check_notice(stay: Stay) -> None:
    """Raise RuleViolation when nobody can be told the end: no term, ended, or at large."""
    if stay.last_day is None:
        raise RuleViolation("handover.no_term")
    if not stay.is_open:
        raise RuleViolation("residents.stay_ended")
    if end_facts([stay])[stay.id].open_absence is not None:
        raise RuleViolation("handover.day_unknown")


def reserve_notices(
    stay: Stay, to: Sequence[tuple[Addressee, str]], *, key: str, now: datetime
) -> list[NoticeSlip]:
    """Set aside one number for each addressee; the same ``key`` again takes no second one. Flushes.

    Raises RuleViolation without an addressee, and as ``check_notice``.
    """
    check_notice(stay)
    if not to:
        raise RuleViolation("handover.nobody_told", field="addressees")
    today = local_date(now)
    return [
        NoticeSlip(
            reserve(NOTICE, signed_on=today, key=f"notice-{stay.id}-{addressee.value}-{key}", now=now),
            addressee,
            name,
        )
        for addressee, name in to
    ]


def keep_notice(
    stay: Stay, due: NoticeSlip, content: bytes, *, actor: Actor, now: datetime
) -> IssuedDocument:
    """Archive one notice; it takes the place of an earlier one to the same addressee. Flushes."""
    hold(stay)
    told = end_papers_of([stay.id]).get(stay.id, ())
    there = next((one.document for one in told if one.document.slip_id == due.slip.id), None)
    if there is not None:
        return there
    former = next(
        (one.document for one in told if one.in_force and one.paper.addressee is due.addressee), None
    )
    form = form_on(NOTICE, due.slip.signed_on)
    document = issue(
        due.slip,
        content,
        title=name_of(form),
        actor=actor,
        now=now,
        stay_id=stay.id,
        supersedes=former,
        told=True,
    )
    _remember(stay, document, due.addressee, due.name, actor=actor, now=now)
    note(
        stay.id,
        f"Thông báo chuẩn bị hoàn thành cai nghiện, gửi {ADDRESSEE_LABELS[due.addressee]}",
        area="handover",
        permission=HandoverPermission.VIEW,
        happened_at=now,
        actor=actor,
        now=now,
    )
    return document


def _remember(
    stay: Stay, document: IssuedDocument, addressee: Addressee, name: str, *, actor: Actor, now: datetime
) -> None:
    if stay.last_day is None:
        raise RuleViolation("handover.no_term")
    last_day = end_of(stay.last_day, stay.ended_on) if addressee is Addressee.BEARER else stay.last_day
    known = db.session.scalar(select(EndPaper.id).where(EndPaper.document_id == document.id))
    if known is not None:
        return
    db.session.add(
        EndPaper(
            stay_id=stay.id,
            document_id=document.id,
            addressee=addressee,
            addressee_name=name,
            last_day=last_day,
            recorded_at=now,
            recorded_by_id=actor.id,
        )
    )
    db.session.flush()
    record(
        EndPaperIssued(
            document_id=document.id, kind=document.kind, addressee=addressee.value, last_day=last_day
        ),
        actor=actor,
        at=now,
        stay_id=stay.id,
    )
    sync_duties([stay.id], now=now)
