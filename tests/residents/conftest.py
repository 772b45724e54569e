"""People at the desk: through the service for whoever needs a resident, and as the form the desk sends."""

from __future__ import annotations

import io
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from random import Random
from typing import Any

import pytest
from flask import Flask
from PIL import Image

from center.audit.actor import Actor
from center.clock import FixedClock, local_date
from center.db import db, unit_of_work
from center.places.queries import communes_matching
from center.residents.demo import demo_portrait
from center.residents.duty.service import duties_later
from center.residents.housing.admission.queries import bed_facts, newcomer
from center.residents.housing.admission.rules import propose
from center.residents.housing.models import Bed, Zone
from center.residents.housing.queries import free_beds
from center.residents.person.models import IdentifierKind, Sex
from center.residents.person.service import IdentityPaper, PersonFacts
from center.residents.stay.models import Stay, StayKind
from center.residents.stay.rules import OPENING_DECISION, DecisionFacts
from center.residents.stay.service import Arrival, BelongingFacts, ContactFacts, admit
from center.residents.whereabouts.queries import living_area

TakeIn = Callable[..., int]


@pytest.fixture
def take_in(app: Flask, clock: FixedClock, actor: Callable[[str], Actor]) -> TakeIn:
    """Return a function that takes an invented person in and returns the id of the stay.

    Without ``duties`` those of the stay are left to the next act that brings them up to date: most tests have no use
    for them, and they cost a fifth of an admission.
    """
    numbers = iter(range(1, 10_000))

    def make(
        full_name: str = "Trần Văn Mẫu",
        *,
        sex: Sex = Sex.MALE,
        born: date = date(1990, 2, 3),
        kind: StayKind = StayKind.COMPULSORY,
        arrived_at: datetime | None = None,
        decided_on: date | None = None,
        zone: str = "",
        duties: bool = False,
        **changes: Any,
    ) -> int:
        number = next(numbers)
        now = arrived_at or clock.now()
        with nullcontext() if duties else duties_later(), unit_of_work():
            person = newcomer(sex=sex, birth_date=born, kind=kind, decided_on=now.date(), on=local_date(now))
            offers = propose(person, bed_facts(local_date(now), zone_ids=zones_named(zone))).offers
            bed = db.session.get_one(Bed, offers[0].bed.id)
            location = living_area(bed.room.zone_id)
            assert location is not None
            digit = {Sex.MALE: 0, Sex.FEMALE: 1}[sex] + 2 * (born.year >= 2000)
            arrival = Arrival(
                person=PersonFacts(full_name, sex, born),
                paper=IdentityPaper(
                    IdentifierKind.CCCD, f"070{digit}{born:%y}{number:06d}", date(2021, 5, 6), "Cục Cảnh sát"
                ),
                resident_id=None,
                kind=kind,
                decision=DecisionFacts(
                    OPENING_DECISION[kind.value],
                    f"{number}/QĐ-TA",
                    decided_on or now.date(),
                    "Tòa án nhân dân khu vực 1",
                    None,
                ),
                arrived_at=now,
                first_day=now.date(),
                custody_days=0,
                earlier_rehabs=0,
                address_text="Thôn 3, Xã Phú Riềng, Thành phố Đồng Nai",
                home_commune_id=commune_id("phú riềng", now.date()),
                address_mapping="chosen",
                bed=bed,
                location=location,
                photo=demo_portrait(Random(number), full_name),
                contacts=(ContactFacts("Trần Thị Mẹ", "Mẹ", "0912 000 345", is_representative=True),),
                belongings=(BelongingFacts("Ví da", 1, "màu nâu"), BelongingFacts("Tờ 100.000 đồng", 3)),
            )
            return admit(replace(arrival, **changes), actor=actor("intake"), now=now).id

    return make


def commune_id(name: str, day: date) -> int:
    """Return the id of a commune."""
    return _commune_id(db.engine.dialect.name, name, day)


@cache  # every database of an engine is a copy of one
def _commune_id(_engine: str, name: str, day: date) -> int:
    return communes_matching(name, day)[0].id


def zones_named(code: str) -> list[int]:
    """Return the zones whose code begins so."""
    return list(db.session.scalars(db.select(Zone.id).where(Zone.code.startswith(code))))


@pytest.fixture
def stay_of(app: Flask) -> Callable[[int], Stay]:
    def find(stay_id: int) -> Stay:
        return db.session.get_one(Stay, stay_id, populate_existing=True)

    return find


@pytest.fixture
def desk_form(app: Flask) -> Callable[..., dict[str, Any]]:
    """Return a function that gives a complete form of the intake desk, with ``changes``."""

    def fill(**changes: Any) -> dict[str, Any]:
        bed = next(bed for bed in free_beds(Sex.MALE) if bed.room.zone.code == "B")
        form = {
            "do": "admit",
            "act_id": "6f1b6f6e-2f5f-4c0a-9c9e-0d7a3c1b2a10",
            "full_name": "Lê Văn Thử",
            "sex": "male",
            "birth_date": "09/03/1995",
            "nationality": "Việt Nam",
            "paper_kind": "CCCD",
            "number": "070095000123",
            "issued_on": "15/04/2021",
            "issued_by": "Cục Cảnh sát quản lý hành chính về trật tự xã hội",
            "address_text": "Thôn 3, Xã Phú Riềng, Huyện Phú Riềng, Bình Phước",
            "home_commune_id": str(commune_id("phú riềng", date(2026, 11, 22))),
            "kind": "compulsory",
            "decision_number": "12/QĐ-TA",
            "decision_issued_on": "20/11/2026",
            "decision_issuer": "Tòa án nhân dân khu vực 2",
            "arrived_at": "22/11/2026 08:30",
            "contacts-0-full_name": "Lê Thị Mẹ",
            "contacts-0-relation": "Mẹ",
            "belongings-0-description": "Ví da",
            "belongings-0-quantity": "1",
            "belongings-1-description": "Tờ 100.000 đồng",
            "belongings-1-quantity": "3",
            "bed_id": str(bed.id),
        }
        return {**form, **changes}

    return fill


def jpeg(width: int = 600, height: int = 800, colour: str = "teal") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG")
    return out.getvalue()
