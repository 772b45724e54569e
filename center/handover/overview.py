"""What the handover's pages show, read once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import current_app, url_for

from center.audit.actor import Actor
from center.documents.forms_catalogue import form_on
from center.documents.paper_form import PaperForm
from center.handover.fact_queries import end_facts
from center.handover.facts import in_sentence, opening_decision, receiving_commune, representative_of
from center.handover.labels import CHECK_LABELS, MISSING_WORDS
from center.handover.limits import ReleaseLimits, first_paper_day, release_limits
from center.handover.models import AftercarePlan
from center.handover.queries import BuiltPacket, ToldEnd, end_papers_of, packets_of, plan_of
from center.handover.rules import (
    Check,
    EndFacts,
    Weight,
    completion_kind,
    end_of,
    may_have_paper,
    paper_signed_on,
    readiness,
)
from center.legal.queries import parameter_book
from center.places.models import Commune
from center.residents.file.overview import Overview, overview
from center.residents.labels import STAGE_LABELS
from center.residents.stay.models import Stage, Stay
from center.ui.filters import format_date

SOON_DAYS = 7
"""A deadline so near is shown as urgent."""

EARLY = frozenset({"term", "notice", "plan", "absence"})
"""What is worth doing long before the last days."""

# Where each check is put right, and the permission that opens the page.
FIXES = {
    "photo": ("residents.new_photo", "residents.badge"),
    "stages": ("residents.stages", "residents.stage"),
    "notice": ("handover.notice", "handover.prepare"),
    "notice_in_time": ("handover.notice", "handover.prepare"),
    "plan": ("handover.plan", "handover.prepare"),
    "goals": ("handover.plan", "handover.prepare"),
    "needs": ("handover.plan", "handover.prepare"),
    "belongings": ("residents.give_back", "residents.belongings"),
    "money": ("residents.return_money", "residents.money"),
}


OWED = frozenset({"belongings", "money"})
"""What the center still owes a person who has left."""


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A check as a page draws it."""

    code: str
    label: str
    state: str
    """ok | info | warn | danger | muted."""
    words: str
    """What is missing and until when; empty when it is done."""
    source: str
    fix_url: str | None


@dataclass(frozen=True, slots=True)
class EndLine:
    """A stay on the list of those that end."""

    stay: Stay
    checks: tuple[Check, ...]
    notice_state: str
    """``done``, ``stale``, ``due``, ``late``, ``later``."""
    notice_due: date | None
    packet_built: bool
    missing: tuple[str, ...]
    """Labels of what must be done before the release and can be done by now."""

    @property
    def is_ready(self) -> bool:
        """Tell whether nothing that is needed is missing."""
        return not any(check.blocking for check in self.checks)


@dataclass(frozen=True, slots=True)
class EndPage:
    """Everything on the handover page of one stay."""

    file: Overview
    facts: EndFacts
    checks: tuple[CheckLine, ...]
    blocking: tuple[CheckLine, ...]
    """What is needed and not done."""
    plan: AftercarePlan | None
    commune: Commune
    told: Sequence[ToldEnd]
    packets: Sequence[BuiltPacket]
    completion_form: PaperForm | None
    notice_form: PaperForm
    first_paper_day: date | None
    paper_due: bool

    @property
    def stay(self) -> Stay:
        """The stay."""
        return self.file.stay

    @property
    def packet(self) -> BuiltPacket | None:
        """The packet that counts."""
        return next((one for one in self.packets if one.in_force), None)


def end_lines(stays: Collection[Stay], today: date) -> list[EndLine]:
    """Return the lines of ``stays`` in their order; a fixed number of statements."""
    facts, book = end_facts(stays), parameter_book()
    lines = []
    for stay in stays:
        limits = release_limits(book, stay.last_day) if stay.last_day else None
        checks = readiness(facts[stay.id], limits)
        due = limits.notice.due_on if limits and limits.notice else None
        lines.append(
            EndLine(
                stay,
                checks,
                notice_state(facts[stay.id], due, today),
                due,
                facts[stay.id].packet_built,
                tuple(
                    str(CHECK_LABELS[check.code])
                    for check in checks
                    if check.blocking and (check.code in EARLY or _is_near(stay.last_day, today))
                ),
            )
        )
    return lines


def _is_near(last_day: date | None, today: date) -> bool:
    return last_day is None or (last_day - today).days <= SOON_DAYS


def notice_state(facts: EndFacts, due: date | None, today: date) -> str:
    """Return where the notice stands: done, stale, late, due within days, or later."""
    if facts.noticed_on is not None:
        return "done"
    if facts.notice_stale:
        return "stale"
    if due is None:
        return "later"
    if due < today:
        return "late"
    return "due" if (due - today).days <= SOON_DAYS else "later"


def end_page(stay: Stay, reader: Actor, *, at: datetime, on: date) -> EndPage:
    """Return the handover page of ``stay`` as ``reader`` may see it."""
    facts = end_facts([stay])[stay.id]
    limits = release_limits(parameter_book(), stay.last_day) if stay.last_day else None
    lines = tuple(_line(check, facts, limits, stay, reader, on) for check in readiness(facts, limits))
    plan = plan_of(stay.id)
    paper_due = (
        stay.last_day is not None
        and limits is not None
        and may_have_paper(facts.kind, on, stay.last_day, facts.ended_on, facts.reason, limits)
    )
    completion = None
    if stay.last_day is not None:
        day = paper_signed_on(on, stay.last_day, stay.ended_on) if paper_due else end_of(stay.last_day, None)
        completion = form_on(completion_kind(stay.kind.value), day)
    return EndPage(
        file=overview(stay, reader, at=at, on=on),
        facts=facts,
        checks=lines,
        blocking=tuple(
            line for line, check in zip(lines, readiness(facts, limits), strict=True) if check.blocking
        ),
        plan=plan,
        commune=receiving_commune(stay, plan),
        told=end_papers_of([stay.id]).get(stay.id, ()),
        packets=packets_of([stay.id]).get(stay.id, ()),
        completion_form=completion,
        notice_form=form_on("completion-notice", on),
        first_paper_day=first_paper_day(stay.last_day, limits) if stay.last_day and limits else None,
        paper_due=paper_due,
    )


def usual_addressees(stay: Stay) -> dict[str, str]:
    """Return how the bodies to be told are usually called on the notice; empty where nobody is known.

    Compulsory: commune police, court, family; voluntary: commune police, and the parents of a minor
    (Decree 163/2026 arts 97.1, 123.1).
    """
    commune = in_sentence(receiving_commune(stay, plan_of(stay.id)).full_label)
    decision, contact = opening_decision(stay.id), representative_of(stay.id)
    family = ""
    if contact.full_name:
        relation = f" ({contact.relation} của {stay.resident.full_name})" if contact.relation else ""
        family = f"ông (bà) {contact.full_name}{relation}"
    by_court = stay.kind.value in {"compulsory", "minor"}
    return {
        "commune_police": f"Công an {commune}",
        "court": decision.issuer if by_court else "",
        "family": family,
    }


def _line(
    check: Check, facts: EndFacts, limits: ReleaseLimits | None, stay: Stay, reader: Actor, today: date
) -> CheckLine:
    words = "" if check.done else _words(check, limits)
    if check.done:
        state = "ok"
    elif check.weight is Weight.WARNS and check.due_on is None:
        state = "warn"
    elif check.due_on is not None and check.due_on > today and check.code != "notice":
        state = "muted"
    elif check.weight is Weight.STOPS or (check.due_on is not None and check.due_on < today):
        state = "danger"
    else:
        state = "warn"
    return CheckLine(
        check.code, str(CHECK_LABELS[check.code]), state, words, check.source, _fix_url(check, stay, reader)
    )


def _words(check: Check, limits: ReleaseLimits | None) -> str:
    key = check.code
    first = None
    if key == "notice" and "stale" in check.missing:
        key = "notice_stale"
    if key == "paper":
        first = first_paper_day(check.due_on, limits) if check.due_on and limits else None
        key = "paper" if first else "paper_other"
    return str(MISSING_WORDS[key]).format(
        missing=", ".join(STAGE_LABELS[Stage(code)] for code in check.missing if code in set(Stage)),
        due=format_date(check.due_on),
        first=format_date(first),
    )


def _fix_url(check: Check, stay: Stay, reader: Actor) -> str | None:
    endpoint, permission = FIXES.get(check.code, ("", ""))
    if check.done or endpoint not in current_app.view_functions or not reader.may(permission):
        return None
    if not stay.is_open and check.code not in OWED:
        return None
    return url_for(endpoint, stay_id=stay.id)
