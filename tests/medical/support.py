"""Residents and entries for the tests of the medical module."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from sqlalchemy import select

from center.audit.actor import Actor
from center.clock import local_date
from center.db import db
from center.medical import cows
from center.medical.entry import Entry
from center.medical.exam.rules import UseFacts
from center.medical.exam.service import ExamFacts, record_exam, start_detox
from center.medical.models import (
    AdmissionExam,
    Consciousness,
    Fitness,
    ScaleContext,
    ScaleScore,
    VitalSigns,
)
from center.medical.observation.service import record_vitals, score_cows
from center.places.models import Commune
from center.residents.housing.queries import free_beds
from center.residents.person.models import IdentifierKind, Sex
from center.residents.person.service import IdentityPaper, PersonFacts
from center.residents.stay.models import Stage, Stay, StayKind
from center.residents.stay.rules import DecisionFacts
from center.residents.stay.service import Arrival, admit
from center.residents.whereabouts.queries import living_area

_numbers = count(1)

NAMES = ("Lò Văn Thử", "Nguyễn Thị Mẫu", "Trần Văn Ví Dụ", "Giàng A Mẫu", "Phạm Văn Giả Định")


def admitted(
    actor: Actor, at: datetime, *, name: str = "", born: date = date(1990, 5, 5), kind: str = "compulsory"
) -> Stay:
    """Take an invented person in at ``at``."""
    number = next(_numbers)
    bed = free_beds(Sex.MALE)[0]
    location = living_area(bed.room.zone_id)
    commune = db.session.scalars(select(Commune.id).where(Commune.valid_to.is_(None)).limit(1)).one()
    assert location is not None
    day = local_date(at)
    court = kind in {"compulsory", "minor"}
    return admit(
        Arrival(
            person=PersonFacts(name or NAMES[number % len(NAMES)], Sex.MALE, born),
            paper=IdentityPaper(IdentifierKind.CCCD, f"0010900{number:05}"),
            resident_id=None,
            kind=StayKind(kind),
            decision=DecisionFacts(
                "court" if court else "voluntary",
                f"{number}/QĐ-TA",
                day - timedelta(days=1),
                "Tòa án nhân dân khu vực 1",
                12 if day < date(2026, 7, 1) else None,
            ),
            arrived_at=at,
            first_day=day,
            custody_days=0,
            earlier_rehabs=0,
            address_text="Xã Thử",
            home_commune_id=commune,
            address_mapping="chosen",
            bed=bed,
            location=location,
        ),
        actor=actor,
        now=at,
    )


HEROIN = UseFacts("heroin", "injected", first_age=20, days_last_month=30, is_main=True)


def exam_facts(**changes: Any) -> ExamFacts:
    """Return the smallest valid examination."""
    values: dict[str, Any] = {
        "height_cm": Decimal("168.0"),
        "weight_kg": Decimal("55.5"),
        "fitness": Fitness.UNFIT,
    }
    return ExamFacts(**values | changes)


def examined(stay: Stay, actor: Actor, at: datetime, **changes: Any) -> AdmissionExam:
    """Write the admission exam of ``stay`` at ``at``."""
    return record_exam(stay, exam_facts(**changes), entry=Entry(at, at, actor))


def in_detox(actor: Actor, at: datetime, *, used_on: date | None = None, **person: Any) -> Stay:
    """Take somebody in at ``at``, examine them an hour later and start detox."""
    stay = admitted(actor, at, **person)
    later = at + timedelta(hours=1)
    use = UseFacts("heroin", "injected", first_age=12, days_last_month=30, last_used_on=used_on, is_main=True)
    examined(stay, actor, later, uses=(use,))
    start_detox(stay, actor=actor, now=later)
    return stay


ZEROS = {item.code: 0 for item in cows.ITEMS}


def vector(*points: int | None) -> dict[str, int | None]:
    """Return eleven points, in the scale's order, as an item vector."""
    return dict(zip((item.code for item in cows.ITEMS), points, strict=True))


def scored(stay: Stay, actor: Actor, at: datetime, *points: int | None, **entry: Any) -> ScaleScore:
    """Score COWS at ``at``; without points all items are zero."""
    return score_cows(
        stay,
        vector(*points) if points else ZEROS,
        {},
        context=ScaleContext.ROUTINE,
        entry=Entry(at, entry.pop("now", at), actor, **entry),
    )


CALM: dict[str, Decimal | int | None] = {
    "pulse": 78,
    "respiration": 18,
    "spo2": 98,
    "systolic": 120,
    "diastolic": 80,
    "temperature": Decimal("36.8"),
}


def measured(
    stay: Stay, actor: Actor, at: datetime, now: datetime | None = None, **changes: Any
) -> VitalSigns:
    """Write calm vital signs at ``at``, with ``changes``."""
    return record_vitals(
        stay, CALM | changes, consciousness=Consciousness.ALERT, entry=Entry(at, now or at, actor)
    )


def stage_of(stay: Stay) -> Stage:
    """Return the stage the database holds now."""
    db.session.rollback()
    return db.session.scalars(select(Stay.stage).where(Stay.id == stay.id)).one()


def calm_course(stay: Stay, actor: Actor, until: datetime, *, days: int = 3) -> None:
    """Write low scores and calm readings every eight hours up to ``until``."""
    for step in range(days * 3, -1, -1):
        at = until - timedelta(hours=8 * step)
        scored(stay, actor, at)
        measured(stay, actor, at)
