"""An invented person at the end of a stay, and what the tests do with packets."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any

import pikepdf
from sqlalchemy import select

from center.audit.actor import Actor
from center.clock import local_instant
from center.db import db
from center.handover.models import AftercareNeed
from center.handover.service import PlanFacts
from center.places.models import Commune
from center.residents.housing.queries import free_beds
from center.residents.person.models import IdentifierKind, Sex
from center.residents.person.service import IdentityPaper, PersonFacts
from center.residents.stay.models import Stage, Stay, StayKind
from center.residents.stay.rules import DecisionFacts
from center.residents.stay.service import Arrival, BelongingFacts, ContactFacts, admit
from center.residents.whereabouts.queries import living_area
from tests.support.stages import write_stages

NAME = "Đặng Thị Ngọc Ẩn-Phượng"
MOTHER = "Nguyễn Thị Ỷ Lan"
_numbers = count(1)

GRADES = {"medical": "good", "recovery": "reached", "education": "good", "labour": "not_reached"}


def at(day: date, hour: int = 9) -> datetime:
    return local_instant(day, time(hour)).astimezone(UTC)


def commune(name: str = "Phú Riềng") -> Commune:
    return (
        db.session.scalars(
            select(Commune).where(Commune.name == name, Commune.valid_to.is_(None)).order_by(Commune.id)
        ).first()
        or db.session.scalars(select(Commune).where(Commune.valid_to.is_(None)).limit(1)).one()
    )


def a_stay(
    actor: Actor,
    *,
    first_day: date,
    months: int | None,
    kind: str = "compulsory",
    name: str = NAME,
    born: date = date(1990, 2, 3),
    sex: Sex = Sex.FEMALE,
    belongings: bool = True,
    contact: bool = True,
    stages: bool = True,
) -> Stay:
    """Take somebody in on ``first_day``; with ``stages`` the five begin a month apart, labour beside education."""
    number = next(_numbers)
    now = at(first_day)
    bed = free_beds(sex)[0]
    location = living_area(bed.room.zone_id)
    assert location is not None
    court = kind in {"compulsory", "minor"}
    decision_kind = "court" if court else kind
    stay = admit(
        Arrival(
            person=PersonFacts(
                name,
                sex,
                born,
                birth_place="Bệnh viện huyện Phú Riềng",
                home_town="Nghệ An",
                ethnicity="Kinh",
            ),
            paper=IdentityPaper(
                IdentifierKind.CCCD, f"0701900{number:05}", date(2021, 7, 1), "Cục Cảnh sát QLHC"
            ),
            resident_id=None,
            kind=StayKind(kind),
            decision=DecisionFacts(
                decision_kind,
                f"{number}/QĐ-TA",
                first_day - timedelta(days=1) if kind != "custody" else first_day,
                "Tòa án nhân dân khu vực 1 – Đồng Nai" if court else "Công an xã Phú Riềng",
                months,
            ),
            arrived_at=now,
            first_day=first_day,
            custody_days=0,
            earlier_rehabs=0,
            address_text="Thôn Phú Thịnh, xã Phú Riềng, tỉnh Đồng Nai",
            home_commune_id=commune().id,
            address_mapping="chosen",
            bed=bed,
            location=location,
            contacts=(ContactFacts(MOTHER, "mẹ", "0912 345 678", "Thôn Phú Thịnh", True),) if contact else (),
            belongings=(BelongingFacts("Điện thoại Nokia", 1, "cũ"),) if belongings else (),
        ),
        actor=actor,
        now=now,
    )
    if stages:
        days = [first_day + timedelta(days=30 * months_later) for months_later in range(5)]
        write_stages(
            stay,
            {
                Stage.RECEPTION: (None, days[1]),
                Stage.DETOX: (days[1], days[2]),
                Stage.EDUCATION: (days[2], days[3]),
                Stage.LABOUR: (days[2], None),
                Stage.REINTEGRATION: (days[4], None),
            },
            by=actor.name,
            by_id=actor.id,
        )
    return stay


def a_plan(**changes: Any) -> PlanFacts:
    values: dict[str, Any] = {
        "address_text": "Thôn Phú Thịnh",
        "commune_id": commune().id,
        "lives_with": MOTHER,
        "work_plan": "Làm vườn điều của gia đình",
        "health_advice": "Khám sức khỏe ở trạm y tế mỗi tháng.",
        "needs": (AftercareNeed.ID_CARD, AftercareNeed.JOB),
        "needs_note": "Cần học nghề cạo mủ.",
        "evaluation": GRADES,
    }
    return PlanFacts(**{**values, **changes})


def attachments(content: bytes) -> dict[str, bytes]:
    """Return the files inside a packet by name."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return {name: spec.get_file().read_bytes() for name, spec in pdf.attachments.items()}
