"""What a new sheet begins with: everything the file holds already, so that nobody types it again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from center.clock import local_date
from center.residents.collection.model import (
    Kin,
    RehabFacts,
    RehabMethod,
    RehabPlace,
    RelativeFacts,
    SheetFacts,
)
from center.residents.collection.queries import current_sheet, sheet_before
from center.residents.collection.sources import HealthFacts, health_of
from center.residents.stay.models import Contact, Stay, StayKind
from center.residents.stay.queries import contacts_of, stays_of
from center.vietnamese import fold

FILE, EARLIER_SHEET, EARLIER_STAY, EXAM = "file", "earlier_sheet", "earlier_stay", "exam"
"""Where answers were taken from."""

_KIN = {
    "bo": Kin.FATHER, "cha": Kin.FATHER, "ba": Kin.FATHER, "bo de": Kin.FATHER, "cha de": Kin.FATHER,
    "me": Kin.MOTHER, "ma": Kin.MOTHER, "me de": Kin.MOTHER,
    "vo": Kin.SPOUSE, "chong": Kin.SPOUSE,
    "con": Kin.CHILD, "con trai": Kin.CHILD, "con gai": Kin.CHILD,
}  # fmt: skip
"""Relations as people type them at the desk, folded."""


@dataclass(frozen=True, slots=True)
class Beginning:
    """The answers a form starts from."""

    facts: SheetFacts
    amends_id: int | None
    """The version it would take the place of."""
    sources: tuple[str, ...]


def beginning(stay: Stay, *, today: date, may: Callable[[str], bool]) -> Beginning:
    """Return what a new version of ``stay``'s sheet starts from; ``may`` tells what the reader may see."""
    now = current_sheet(stay.id)
    if now is not None:
        facts, sources = now.facts, list[str]()
    else:
        facts, sources = _first(stay, today)
    health = health_of(stay.id, may)
    if health is not None:
        filled = _with_health(facts, health)
        if filled != facts:
            sources.append(EXAM)
        facts = filled
    day = max(stay.admitted_on, min(today, stay.ended_on or today))
    facts = replace(facts, collected_on=facts.collected_on if now else day)
    return Beginning(facts, now.row.id if now else None, tuple(sources))


def _first(stay: Stay, today: date) -> tuple[SheetFacts, list[str]]:
    earlier, contacts, sources = sheet_before(stay), contacts_of(stay.id), [FILE]
    base = earlier.facts if earlier else SheetFacts(collected_on=today)
    if earlier is not None:
        sources.append(EARLIER_SHEET)
        # health is asked anew: what was measured then says nothing of now
        base = replace(
            base, height_cm=None, weight_kg=None, pulse=None, systolic=None, diastolic=None,
            physical_signs="", mental_signs="", conclusion="", medical_signer="", social_signer="",
            relatives=tuple(_older(row, earlier.facts.collected_on, today) for row in base.relatives),
        )  # fmt: skip
    rehabs = (*base.rehabs, *_stays_before(stay, base.rehabs))
    if len(rehabs) > len(base.rehabs):
        sources.append(EARLIER_STAY)
    first = next((row for row in contacts if row.is_representative), contacts[0] if contacts else None)
    notify = (first.full_name, first.phone, first.relation, first.address) if first else None
    return (
        replace(
            base,
            schooling=stay.schooling or base.schooling,
            occupation=stay.occupation or base.occupation,
            religion=stay.religion or base.religion,
            notify_name=notify[0] if notify else base.notify_name,
            notify_phone=notify[1] if notify else base.notify_phone,
            notify_relation=notify[2] if notify else base.notify_relation,
            notify_address=notify[3] if notify else base.notify_address,
            relatives=base.relatives or _family(contacts),
            rehabs=rehabs,
        ),
        sources,
    )


def _family(contacts: Sequence[Contact]) -> tuple[RelativeFacts, ...]:
    found = [(_KIN.get(fold(row.relation)), row) for row in contacts]
    order = list(Kin)
    known = [(kin, row) for kin, row in found if kin is not None]
    known.sort(key=lambda pair: order.index(pair[0]))
    return tuple(RelativeFacts(kin, row.full_name, address=row.address) for kin, row in known)


def _older(row: RelativeFacts, then: date, today: date) -> RelativeFacts:
    return row if row.age is None else replace(row, age=row.age + today.year - then.year)


def _stays_before(stay: Stay, known: Sequence[RehabFacts]) -> tuple[RehabFacts, ...]:
    """Return the earlier stays here that the history does not name yet, oldest first."""
    years = {row.year for row in known}
    return tuple(
        RehabFacts(
            year=one.admitted_on.year,
            place=RehabPlace.CENTER,
            duration=_span(one.admitted_on, one.ended_on or local_date(stay.admitted_at)),
            method=RehabMethod.REHABILITATION,
        )
        for one in sorted(stays_of(stay.resident_id), key=lambda one: one.admitted_at)
        if one.admitted_at < stay.admitted_at
        and one.kind is not StayKind.CUSTODY
        and one.admitted_on.year not in years
    )


def _span(first: date, last: date) -> str:
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    return f"{months} tháng" if months > 0 else f"{(last - first).days} ngày"


def _with_health(facts: SheetFacts, health: HealthFacts) -> SheetFacts:
    """Fill what nobody has answered; an answer given is never replaced."""
    names = ("height_cm", "weight_kg", "pulse")
    found = {name: getattr(health, name) for name in names if getattr(facts, name) is None}
    if facts.systolic is None and facts.diastolic is None:
        found |= {"systolic": health.systolic, "diastolic": health.diastolic}
    if facts.body_illness is None and health.history:
        found |= {"body_illness": True, "body_what": health.history}
    if not facts.physical_signs:
        found["physical_signs"] = health.findings
    if not facts.substances:
        found["substances"] = health.substances
    return replace(facts, **found)
