"""Handing out clothing and kit, one person or a whole zone at a time, and putting an issue right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import select

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db, hold, one_at_a_time
from center.errors import RuleViolation
from center.residents.kit.audit import KitBatchIssued, KitCorrected, KitIssued
from center.residents.kit.labels import KIT
from center.residents.kit.models import KitIssue, KitLine, KitSize
from center.residents.kit.queries import hygiene_spent, issue_or_404, norm_on, owed_to, sizes_of
from center.residents.kit.rules import HYGIENE, check_day, check_hygiene, check_line
from center.residents.permissions import ResidentPermission
from center.residents.stay.models import Stay
from center.residents.timeline.service import note
from center.residents.timeline.topics import Topic
from center.ui.filters import format_number


@dataclass(frozen=True, slots=True)
class LineFacts:
    """One kind of thing."""

    code: str
    quantity: int
    size: str = ""
    value_vnd: int | None = None


@dataclass(frozen=True, slots=True)
class IssueFacts:
    """What is handed out, and who signs for it."""

    issued_on: date
    lines: tuple[LineFacts, ...]
    received_by: str = ""
    """Empty: the resident."""
    note: str = ""
    over_reason: str = ""
    batch_key: str | None = None


def issue(stay: Stay, facts: IssueFacts, *, actor: Actor, now: datetime) -> KitIssue:
    """Hand out to one resident. Flushes. The same ``batch_key`` again returns the issue it made.

    Raises RuleViolation for nothing, for more than the norm of that day without a reason, above the cap of women's
    hygiene, or for a day outside the stay. Source: Decree 163/2026 art. 113.
    """
    hold(stay)
    there = _of_form(stay.id, facts.batch_key)
    if there is not None:
        return there
    row = _write(stay, facts, actor=actor, now=now)
    record(
        KitIssued(
            issue_id=row.id,
            issued_on=row.issued_on,
            lines=len(facts.lines),
            over_norm=bool(facts.over_reason.strip()),
        ),
        actor=actor,
        at=now,
        stay_id=stay.id,
    )
    _tell(stay, row, facts.lines, actor=actor, now=now)
    return row


def issue_batch(
    stays: Sequence[Stay],
    code: str,
    quantities: Mapping[int, int],
    *,
    issued_on: date,
    values: Mapping[int, int] | None = None,
    batch_key: str,
    note_text: str = "",
    actor: Actor,
    now: datetime,
) -> list[KitIssue]:
    """Hand out one thing to many residents, all or none. Flushes. The same ``batch_key`` again writes nothing anew.

    ``quantities``: by stay; ``values``: what it cost, by stay. Nobody gets more than the norm in a batch.
    """
    one_at_a_time(f"residents.kit.{batch_key}")
    ids = sorted(stay.id for stay in stays if quantities.get(stay.id))
    if not ids:
        raise RuleViolation("residents.kit_nothing")
    held = db.session.scalars(
        select(Stay)
        .where(Stay.id.in_(ids))
        .order_by(Stay.id)
        .with_for_update(of=Stay, key_share=True)
        .execution_options(populate_existing=True)
    ).all()
    sizes, made = sizes_of(ids), []
    kind = KIT[code].size if code in KIT else ""
    for stay in held:
        there = _of_form(stay.id, batch_key)
        if there is not None:
            made.append(there)
            continue
        size = getattr(sizes.get(stay.id), kind, "") if kind else ""
        line = LineFacts(code, quantities[stay.id], size, (values or {}).get(stay.id))
        facts = IssueFacts(issued_on, (line,), note=note_text, batch_key=batch_key)
        row = _write(stay, facts, actor=actor, now=now)
        _tell(stay, row, facts.lines, actor=actor, now=now)
        made.append(row)
    record(KitBatchIssued(code=code, issued_on=issued_on, count=len(made)), actor=actor, at=now)
    return made


def correct(
    stay: Stay, wrong: KitIssue, facts: IssueFacts, reason: str, *, actor: Actor, now: datetime
) -> KitIssue:
    """Put an issue right by a whole new one; without lines it says that nothing was handed out. Flushes.

    Raises RuleViolation without a reason, when it was corrected before, or where the new one breaks the norm.
    """
    hold(stay)
    if not reason.strip():
        raise RuleViolation("residents.kit_reason", field="correction")
    if issue_or_404(stay.id, wrong.id).amended:
        raise RuleViolation("residents.kit_corrected_before")
    row = _write(stay, replace(facts, batch_key=None), amends=wrong, reason=reason, actor=actor, now=now)
    record(
        KitCorrected(issue_id=row.id, amended=wrong.id, reason=row.reason),
        actor=actor,
        at=now,
        stay_id=stay.id,
    )
    note(
        stay.id,
        f"Sửa lần cấp phát ngày {wrong.issued_on:%d/%m/%Y}: {row.reason}",
        area="residents",
        topic=Topic.KIT,
        permission=ResidentPermission.VIEW,
        happened_at=now,
        actor=actor,
        now=now,
    )
    return row


def record_sizes(stay: Stay, clothes: str, shoes: str, *, actor: Actor, now: datetime) -> None:
    """Keep the sizes of a resident when they are others than those known."""
    known = sizes_of([stay.id]).get(stay.id)
    if known is not None and (known.clothes, known.shoes) == (clothes.strip(), shoes.strip()):
        return
    if known is None and not (clothes.strip() or shoes.strip()):
        return
    db.session.add(
        KitSize(
            stay_id=stay.id,
            clothes=clothes.strip(),
            shoes=shoes.strip(),
            recorded_at=now,
            recorded_by_id=actor.id,
        )
    )


def _of_form(stay_id: int, batch_key: str | None) -> KitIssue | None:
    if batch_key is None:
        return None
    return db.session.scalars(
        select(KitIssue).where(KitIssue.batch_key == batch_key, KitIssue.stay_id == stay_id)
    ).first()


def _write(
    stay: Stay,
    facts: IssueFacts,
    *,
    amends: KitIssue | None = None,
    reason: str = "",
    actor: Actor,
    now: datetime,
) -> KitIssue:
    check_day(facts.issued_on, today=local_date(now), admitted_on=stay.admitted_on, ended_on=stay.ended_on)
    if not facts.lines and amends is None:
        raise RuleViolation("residents.kit_nothing")
    row = KitIssue(
        stay_id=stay.id,
        issued_on=facts.issued_on,
        received_by=facts.received_by.strip() or stay.resident.full_name,
        note=facts.note.strip(),
        batch_key=facts.batch_key,
        amends_id=amends.id if amends else None,
        reason=reason.strip(),
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(row)
    db.session.flush()  # what it amends no longer counts in what is checked below
    _check(stay, facts)
    db.session.add_all(
        KitLine(
            issue_id=row.id,
            code=line.code,
            quantity=line.quantity,
            size=line.size.strip(),
            value_vnd=line.value_vnd,
            over_reason=facts.over_reason.strip() if line.code != HYGIENE else "",
        )
        for line in facts.lines
    )
    db.session.flush()
    return row


def _check(stay: Stay, facts: IssueFacts) -> None:
    norm = norm_on(facts.issued_on)
    left = {one.item.code: one.left for one in owed_to([stay.id], facts.issued_on, norm)[stay.id]}
    if norm.money is not None:
        # before 2026-07-01 the norm is money: what is handed out is only written down with its value
        left = {line.code: line.quantity for line in facts.lines if line.code in KIT}
    for line in facts.lines:
        if line.code == HYGIENE:
            spent = hygiene_spent([stay.id], facts.issued_on).get(stay.id, 0)
            check_hygiene(stay.resident.sex.value, line.value_vnd or 0, spent, norm.hygiene_cap)
        else:
            check_line(line.code, line.quantity, left, facts.over_reason)


def _tell(stay: Stay, row: KitIssue, lines: Sequence[LineFacts], *, actor: Actor, now: datetime) -> None:
    said = ", ".join(
        f"{KIT[line.code].label} {format_number(line.quantity)} {KIT[line.code].unit}" for line in lines[:4]
    )
    more = f" và {len(lines) - 4} loại khác" if len(lines) > 4 else ""
    note(
        stay.id,
        f"Cấp phát ngày {row.issued_on:%d/%m/%Y}: {said}{more}",
        area="residents",
        topic=Topic.KIT,
        permission=ResidentPermission.VIEW,
        happened_at=now,
        actor=actor,
        now=now,
    )
