"""Collecting, once, everything the papers of one stay's end say."""

from __future__ import annotations

from datetime import date

from center.db import db
from center.errors import RuleViolation
from center.handover import sources
from center.handover.data import (
    Aftercare,
    BelongingLine,
    DecisionLine,
    GoalLine,
    MoneyLine,
    NeedLine,
    PacketFacts,
    Person,
    Representative,
    StageLine,
    TermFacts,
    TermPart,
)
from center.handover.labels import GOAL_LABELS, GRADE_LABELS, NEED_LABELS, STAGE_PAPER_LABELS
from center.handover.models import AftercareNeed, AftercarePlan
from center.handover.queries import ending_of, plan_of
from center.handover.rules import GOALS, aftercare_years, end_of
from center.legal.queries import parameter_book
from center.places.models import Commune
from center.residents.labels import KIND_LABELS, SEX_LABELS, TERM_EFFECT_LABELS, TERM_LINE_LABELS
from center.residents.money.queries import account_of, returned_to
from center.residents.person.models import IdentifierKind
from center.residents.person.queries import current_identifier
from center.residents.property.queries import belongings_of
from center.residents.stage.drawing import lane_lines
from center.residents.stage.queries import conveyor
from center.residents.stay.models import DecisionKind, EndReason, Stay, StayKind
from center.residents.stay.queries import contacts_to_tell, decisions_of
from center.residents.stay.rules import age_on
from center.residents.stay.terms import term_of

ID_NAMES = {
    IdentifierKind.CC: "thẻ căn cước",
    IdentifierKind.CCCD: "thẻ căn cước công dân",
    IdentifierKind.CMND: "chứng minh nhân dân",
    IdentifierKind.PASSPORT: "hộ chiếu",
}


def packet_facts(stay: Stay, *, on: date) -> PacketFacts:
    """Return what the papers of ``stay`` say on the day ``on``. Raises RuleViolation in custody, without a term."""
    ending = ending_of(stay.id)
    if stay.last_day is None:
        raise RuleViolation("handover.no_term")
    end = end_of(stay.last_day, stay.ended_on)
    plan = plan_of(stay.id)
    incidents, escapes = sources.conduct(stay.id, on=on)
    courses, certificates, labour = sources.work_and_study(stay.id)
    return PacketFacts(
        stay_id=stay.id,
        kind=stay.kind.value,
        kind_label=KIND_LABELS[stay.kind],
        ended=ending is not None,
        completed=ending is None or ending.reason in {EndReason.COMPLETED, EndReason.EXEMPTED},
        person=_person(stay, end),
        representative=representative_of(stay.id),
        decision=opening_decision(stay.id),
        term=_term(stay, end, on),
        stages=_stages(stay, end if ending else min(end, on)),
        goals=tuple(
            GoalLine(GOAL_LABELS[goal], GRADE_LABELS.get(plan.evaluation.get(goal, ""), "") if plan else "")
            for goal in GOALS
        ),
        aftercare=_aftercare(stay, plan, end),
        medical=sources.medical(stay.id, on=on),
        courses=courses,
        certificates=certificates,
        labour=labour,
        incidents=incidents,
        escapes=escapes,
        belongings=tuple(
            BelongingLine(
                item.belonging.description,
                item.belonging.condition,
                item.belonging.quantity,
                item.returned,
                item.left,
                ", ".join(item.receivers),
            )
            for item in belongings_of(stay.id)
            if item.belonging.quantity
        ),
        money=_money(stay.id),
    )


def _money(stay_id: int) -> MoneyLine:
    returned, receivers = returned_to(stay_id)
    return MoneyLine(returned, account_of(stay_id).balance, ", ".join(receivers))


def opening_decision(stay_id: int) -> DecisionLine:
    """Return the decision that opened the stay, the newest of several (a corrected one comes later)."""
    row = next((row for row in reversed(decisions_of(stay_id)) if row.kind is not DecisionKind.NAMING), None)
    return DecisionLine(row.number, row.issued_on, row.issuer, row.subject) if row else DecisionLine()


def representative_of(stay_id: int) -> Representative:
    """Return the legal representative, else the main or first relative; nobody who must not be told."""
    told = contacts_to_tell(stay_id)
    contact = next((one for one in told if one.is_representative), told[0] if told else None)
    if contact is None:
        return Representative()
    return Representative(contact.full_name, contact.relation, contact.address, contact.phone)


def receiving_commune(stay: Stay, plan: AftercarePlan | None) -> Commune:
    """Return the commune that will receive the person: of the plan, or of the residence."""
    found = db.session.get(Commune, plan.commune_id) if plan else None
    return found or stay.home_commune


def in_sentence(label: str) -> str:
    """Return "Xã Phú Riềng, Thành phố Đồng Nai" as it stands inside a sentence: the kinds in small letters."""
    return ", ".join(part[:1].lower() + part[1:] for part in label.split(", "))


def _person(stay: Stay, end: date) -> Person:
    resident, paper = stay.resident, current_identifier(stay.resident_id)
    adult = parameter_book().value_int("age.adult_from_years", on=end)
    return Person(
        full_name=resident.full_name,
        code=resident.code,
        other_names=resident.other_names,
        sex=SEX_LABELS[resident.sex],
        birth_date=resident.birth_date,
        birth_place=resident.birth_place,
        home_town=resident.home_town,
        id_name=ID_NAMES[paper.kind] if paper else "thẻ căn cước",
        id_number=paper.number if paper else "",
        id_issued_on=paper.issued_on if paper else None,
        id_issued_by=paper.issued_by if paper else "",
        residence=stay.address_text,
        ethnicity=resident.ethnicity,
        religion=stay.religion,
        schooling=stay.schooling,
        occupation=stay.occupation,
        is_minor=age_on(resident.birth_date, end) < adult,
    )


def _term(stay: Stay, end: date, on: date) -> TermFacts:
    term = term_of(stay, min(end, on))
    if term is None:
        raise RuleViolation("handover.no_term")
    return TermFacts(
        first_day=stay.first_day,
        end=end,
        days_total=term.days_total,
        days_counted=term.days_counted + term.days_credited,
        parts=tuple(
            TermPart(
                TERM_LINE_LABELS[line.kind],
                TERM_EFFECT_LABELS[line.effect],
                line.from_day,
                line.to_day,
                line.days,
                line.article,
            )
            for line in term.lines
        ),
    )


def _stages(stay: Stay, until: date) -> tuple[StageLine, ...]:
    """Return the five stages up to ``until``, on which whatever is still open ends; they may overlap."""
    return tuple(
        StageLine(
            STAGE_PAPER_LABELS[line.stage],
            line.begun.on_day if line.begun else None,
            line.last_on,
            line.days,
            line.begun.recorded_by_name if line.begun else "",
            line.passed_reason,
        )
        for line in lane_lines(conveyor(stay, until), until)
    )


def _aftercare(stay: Stay, plan: AftercarePlan | None, end: date) -> Aftercare:
    book = parameter_book()
    name = (
        "postrehab.adult_compulsory_years"
        if stay.kind is StayKind.COMPULSORY
        else "postrehab.voluntary_or_minor_years"
    )
    years = aftercare_years(
        stay.kind.value,
        voluntary_or_minor=book.value_int("postrehab.voluntary_or_minor_years", on=end),
        adult_compulsory=book.value_int("postrehab.adult_compulsory_years", on=end),
    )
    wanted = set(plan.needs) if plan else set()
    return Aftercare(
        address=plan.address_text if plan else "",
        commune=in_sentence(receiving_commune(stay, plan).full_label),
        lives_with=plan.lives_with if plan else "",
        work_plan=plan.work_plan if plan else "",
        health_advice=plan.health_advice if plan else "",
        needs=tuple(NeedLine(NEED_LABELS[need], need.value in wanted) for need in AftercareNeed),
        needs_note=plan.needs_note if plan else "",
        years=years,
        years_source=book.find(name, end).source,
    )
