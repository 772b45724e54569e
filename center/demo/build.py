"""Building the demo center: everything through the services, so that every rule and record holds."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from center.agency.models import SiteKind
from center.agency.queries import center_is_demo, is_set_up
from center.agency.rules import Profile
from center.agency.service import amend_profile, set_up
from center.audit.actor import Actor
from center.audit.models import AuditEntry
from center.audit.service import Event, record
from center.auth.queries import has_accounts
from center.clock import clock, local_date, local_instant
from center.db import db, unit_of_work
from center.demo.accounts import make_accounts
from center.demo.assessments import judge
from center.demo.buildings import make_buildings
from center.demo.duties import begin_clocks, settle_duties, special_lives
from center.demo.housing import house_separated, move_people
from center.demo.law import look_at_the_law
from center.demo.lives import live
from center.demo.plan import FIRST_DECISION, plan
from center.demo.reception import draw_papers
from center.demo.routine import fill_weeks
from center.demo.staff import Staff
from center.demo.term_stories import decide_terms
from center.errors import CenterError
from center.i18n import lazy_gettext as _l
from center.residents.contact.demo import demo_contacts
from center.residents.duty.service import duties_later
from center.residents.reading.demo import demo_readings
from center.residents.reception.demo import demo_receptions
from center.residents.risk.demo import demo_risk
from center.residents.stay.models import Stay
from center.residents.stay.refresh import refresh_last_days

Report = Callable[[int, int, str], None]

FOUNDED = local_instant(FIRST_DECISION - timedelta(days=9))


@dataclass(frozen=True)
class DemoBuilt(Event):
    """The demo center is complete."""

    name = "demo:center:build"
    sentence = _l("Dựng xong cơ sở mẫu: {residents} học viên, {years} năm")

    residents: int
    years: int
    seed: int


class NotEmpty(CenterError):
    """The database holds people the demo must not mix with."""


def build_demo(*, residents: int, years: int, seed: int, report: Report) -> None:
    """Build a center with ``residents`` people on the roll and ``years`` of history.

    The same numbers on the same day give the same people. Raises NotEmpty for a database that holds
    real people, or a demo center that was built before.
    """
    refuse_real_people()
    now = clock().now()
    with unit_of_work():
        _set_up(now)
        staff = Staff(make_accounts(now=FOUNDED))
        beds = make_buildings(residents, builder=Actor.system("demo"), since=FOUNDED)
    wanted = special_lives(local_date(now))
    # in the order of admission: a room is shared with whoever was there before, at the age they had then
    lives = sorted(
        [*plan(residents, years, seed, local_date(now)), *wanted], key=lambda life: life.admitted_on
    )
    rng = random.Random(seed)
    released: list[int] = []
    special: list[Stay] = []
    with duties_later():  # years of facts: the duties are made of them once, at the end
        for number, life in enumerate(lives, start=1):
            stay = live(life, number, rng=rng, staff=staff, beds=beds, released=released, now=now)
            if life in wanted:
                special.append(stay)
            if number % 10 == 0 or number == len(lives):
                report(number, len(lives), "Học viên")
        decide_terms(clerk=staff["hoso"], now=now)
        begin_clocks(special, rng=rng, staff=staff, now=now)
        with unit_of_work():
            move_people(rng=random.Random(seed + 2), staff=staff, now=now)
        fill_weeks(rng=rng, staff=staff, now=now, report=report)
        draw_papers(staff=staff, now=now)
        judge(rng=random.Random(seed + 1), staff=staff, now=now)
        with unit_of_work():
            house_separated(staff=staff, now=now)
        with unit_of_work():
            demo_risk(_here(), rng=random.Random(seed + 3), staff=staff.actors, now=now)
            demo_contacts(_here(), rng=random.Random(seed + 4), staff=staff.actors, now=now)
            demo_receptions(rng=random.Random(seed + 5), staff=staff.actors, now=now)
    refresh_last_days(now)  # who is still at large was last computed on the day of leaving
    look_at_the_law(director=staff["lanhdao"], now=now)
    demo_readings(_here(), rng=random.Random(seed + 6), staff=staff.actors, now=now)
    settle_duties(rng=rng, staff=staff, now=now)
    with unit_of_work():
        record(DemoBuilt(residents=residents, years=years, seed=seed), actor=Actor.system("demo"), at=now)


def _here() -> Sequence[Stay]:
    return db.session.scalars(db.select(Stay).where(Stay.ended_on.is_(None)).order_by(Stay.id)).all()


def is_half_built() -> bool:
    """Tell whether this is a demo center whose building was interrupted."""
    built = db.select(AuditEntry.id).where(AuditEntry.name == DemoBuilt.name).limit(1)
    return center_is_demo() and db.session.scalar(built) is None


def refuse_real_people() -> None:
    """Raise NotEmpty unless the database is empty."""
    if is_set_up() and not center_is_demo():
        raise NotEmpty(
            "Cơ sở dữ liệu này của một cơ sở thật. Dữ liệu mẫu chỉ được dựng trong cơ sở dữ liệu trống."
        )
    if is_set_up() or has_accounts() or db.session.scalar(db.select(Stay.id).limit(1)) is not None:
        raise NotEmpty(
            "Cơ sở dữ liệu này đã có dữ liệu. Muốn dựng lại cơ sở mẫu, dùng một thư mục dữ liệu mới."
        )


def _set_up(now: datetime) -> None:
    """Name the center as it was called when it was founded, and as it is called now."""
    builder = Actor.system("demo")
    first = Profile(
        valid_from=local_date(FOUNDED),
        name="Cơ sở cai nghiện ma túy tỉnh Đồng Nai (mẫu)",
        superior="Sở Lao động - Thương binh và Xã hội tỉnh Đồng Nai",
        head_name="Mai Thị Quyết",
        advising_unit="Tổ Hồ sơ",
        place_name="Đồng Nai",
        address="Ấp Mẫu, xã Xuân Phú, tỉnh Đồng Nai",
        phone="0251 000 0000",
        symbol="CSCN",
    )
    set_up(first, kind=SiteKind.DEMO, actor=builder, now=FOUNDED)
    changes = (
        (date(2025, 3, 1), "Công an tỉnh Đồng Nai", "Chuyển cơ sở cai nghiện về Bộ Công an quản lý"),
        (
            date(2026, 4, 30),
            "Công an thành phố Đồng Nai",
            "Đồng Nai trở thành thành phố trực thuộc trung ương",
        ),
    )
    for first_day, superior, basis in changes:
        changed = Profile(
            valid_from=first_day,
            name=first.name if first_day.year < 2026 else "Cơ sở cai nghiện ma túy thành phố Đồng Nai (mẫu)",
            superior=superior,
            head_name=first.head_name,
            advising_unit=first.advising_unit,
            place_name=first.place_name,
            address=first.address if first_day.year < 2026 else "Ấp Mẫu, xã Xuân Phú, thành phố Đồng Nai",
            phone=first.phone,
            symbol=first.symbol,
        )
        amend_profile(changed, basis, actor=builder, now=local_instant(first_day, time(8)))
