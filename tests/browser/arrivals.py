"""People who are in the center already when a test begins, taken in through the service."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select

from center.audit.actor import Actor
from center.auth.grants import permissions_of
from center.auth.models import Account
from center.auth.permissions import Role
from center.clock import local_date
from center.db import db, unit_of_work
from center.places.models import Commune
from center.residents.badge.queries import badges_of
from center.residents.housing.queries import free_beds
from center.residents.person.models import IdentifierKind, Sex
from center.residents.person.service import IdentityPaper, PersonFacts
from center.residents.stage.model import Step
from center.residents.stage.service import take_step
from center.residents.stay.models import Stay, StayKind
from center.residents.stay.rules import DecisionFacts
from center.residents.stay.service import Arrival, admit
from center.residents.whereabouts.models import Location
from center.residents.whereabouts.queries import living_area
from center.security.service import ensure_post
from tests.browser.house import House

NAMES = (
    "Lò Văn Thử",
    "Trần Quốc Toản Ví",
    "Giàng A Mẫu",
    "Phạm Văn Giả Định",
    "Nguyễn Hoàng Đình Thuyên Khuyết",
    "Kpă H’Rơi",
)


@dataclass(frozen=True)
class Inside:
    """Somebody in the center."""

    stay_id: int
    name: str
    token: str
    """What the badge's QR says."""


def people_inside(house: House, count: int) -> list[Inside]:
    """Take ``count`` invented men in, an hour ago."""
    at = house.clock.now() - timedelta(hours=1)
    with house.app.app_context():
        with unit_of_work():
            found = [_inside(_take_in(number, name, at)) for number, name in enumerate(NAMES[:count], 1)]
        db.session.remove()
    return found


def past_detox(house: House) -> Inside:
    """Take a man in some weeks ago; his detox is behind him."""
    now = house.clock.now()
    with house.app.app_context():
        with unit_of_work():
            stay = _take_in(9, NAMES[-1], now - timedelta(days=30))
            doctor = actor_of(Role.DOCTOR)
            take_step(stay, Step.START_DETOX, actor=doctor, now=now - timedelta(days=29))
            over = now - timedelta(days=15)
            take_step(stay, Step.END_DETOX, doctors_signed=True, actor=doctor, now=over)
            found = _inside(stay)
        db.session.remove()
    return found


def post_at(house: House, code: str, name: str) -> int:
    """Set up a post at the place of that code and return its id."""
    with house.app.app_context():
        with unit_of_work() as session:
            place = session.scalars(select(Location).where(Location.code == code)).one()
            post_id = ensure_post(f"CHOT-{code}", name, place).id
        db.session.remove()
    return post_id


def _inside(stay: Stay) -> Inside:
    return Inside(stay.id, stay.resident.full_name, badges_of(stay.id)[0].token)


def _take_in(number: int, name: str, at: datetime) -> Stay:
    bed = free_beds(Sex.MALE)[0]
    location = living_area(bed.room.zone_id)
    commune = db.session.scalars(select(Commune.id).where(Commune.valid_to.is_(None)).limit(1)).one()
    if location is None:
        raise LookupError(f"zone {bed.room.zone_id} has no living area")
    day = local_date(at)
    return admit(
        Arrival(
            person=PersonFacts(name, Sex.MALE, date(1990, 5, number)),
            paper=IdentityPaper(IdentifierKind.CCCD, f"0010900{number:05}"),
            resident_id=None,
            kind=StayKind.COMPULSORY,
            decision=DecisionFacts(
                "court", f"{number}/QĐ-TA", day - timedelta(days=1), "Tòa án nhân dân khu vực 1", None
            ),
            arrived_at=at,
            first_day=day,
            custody_days=0,
            earlier_rehabs=0,
            address_text="Thôn Mẫu, xã Thử",
            home_commune_id=commune,
            address_mapping="chosen",
            bed=bed,
            location=location,
        ),
        actor=actor_of(Role.INTAKE),
        now=at,
    )


def actor_of(role: Role) -> Actor:
    account = db.session.scalars(select(Account).filter_by(username=role.value)).one()
    roles = frozenset({role.value})
    return Actor(account.id, account.full_name, roles, permissions_of(roles))
