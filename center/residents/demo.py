"""Invented arrivals for the demo center: people who do not exist, with everything a real file has.

Nothing here touches the session: the caller gives bed, place and communes, and admits through the service.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache
from random import Random

from PIL import Image, ImageDraw, ImageFont

from center.clock import local_date
from center.documents.pdf import ASSETS
from center.legal.rules import RuleSet, rule_set_for
from center.residents.demo_names import DemoName, demo_name
from center.residents.housing.models import Bed
from center.residents.identity.card import FIRST_DAY_OF_CC, ISSUED_BY
from center.residents.identity.model import CardKind
from center.residents.person.models import IdentifierKind, Sex
from center.residents.person.service import IdentityPaper, PersonFacts
from center.residents.photos import PreparedPhoto
from center.residents.property.service import Keeping
from center.residents.stay.models import StayKind
from center.residents.stay.rules import OPENING_DECISION, DecisionFacts
from center.residents.stay.service import Arrival, BelongingFacts, ContactFacts
from center.residents.whereabouts.models import Location
from center.vietnamese import family_name, initials

DemoCommune = tuple[int, str]
"""Id and full name of a commune of today: ``(17, "Xã Phú Riềng, Thành phố Đồng Nai")``."""

_BIRTH_PLACES = ("070", "075", "074", "079", "072", "066", "064", "038", "040", "033", "001", "084", "092")
_JOBS = (
    "Làm rẫy",
    "Cạo mủ cao su",
    "Phụ hồ",
    "Lái xe",
    "Công nhân",
    "Buôn bán nhỏ",
    "Thợ sửa xe",
    "Không có việc làm",
)
_SCHOOLING = ("5/12", "7/12", "9/12", "11/12", "12/12", "Trung cấp")
_BELONGINGS = (
    ("Điện thoại di động", "cũ, vỡ màn hình"), ("Ví da", ""), ("Đồng hồ đeo tay", "còn chạy"), ("Dây thắt lưng", ""),
    ("Chìa khóa xe máy", ""), ("Nhẫn kim loại màu vàng", "trơn"), ("Bật lửa", ""), ("Áo khoác", "màu đen"),
    ("Giấy phép lái xe", ""), ("Ảnh gia đình", ""), ("Kính cận", ""), ("Ba lô", "màu xanh"),
)  # fmt: skip
_MONTHS = {StayKind.COMPULSORY: (12, 15, 18, 24), StayKind.MINOR: (6, 9, 12), StayKind.VOLUNTARY: (6, 9, 12)}
_WALLS = ((222, 230, 238), (232, 227, 218), (219, 233, 223), (236, 222, 222), (226, 222, 236))
_SHIRTS = ((58, 92, 120), (104, 84, 62), (70, 104, 78), (112, 66, 70), (84, 76, 116), (60, 66, 76))


def demo_arrival(
    rng: Random,
    *,
    arrived_at: datetime,
    kind: StayKind,
    sex: Sex,
    serial: int,
    bed: Bed,
    location: Location,
    communes: Sequence[DemoCommune],
    born: date | None = None,
    client_id: str | None = None,
) -> Arrival:
    """Return the arrival of an invented person of ``sex``.

    ``born`` fixes the birth date; None draws one.
    ``serial`` (1-999999) is the random part of the personal number: every number is another one, and all of
    them are plainly made up. The decision is a few days older than the arrival, so that its day chooses the rules.
    """
    day = local_date(arrived_at)
    name = demo_name(rng, sex)
    born = born or _birth_date(rng, kind, day)
    commune_id, commune = rng.choice(communes)
    decided_on = day - timedelta(days=0 if kind is StayKind.CUSTODY else rng.randint(2, 9))
    address = f"{rng.choice(('Thôn', 'Ấp', 'Tổ', 'Khu phố'))} {rng.randint(1, 9)}, {commune}"
    return Arrival(
        person=PersonFacts(
            full_name=name.full_name,
            sex=sex,
            birth_date=born,
            other_names=_nickname(rng, name),
            birth_place=commune.partition(", ")[2],
            home_town=commune,
            ethnicity=name.ethnicity,
        ),
        paper=_paper(rng, sex, born, day, serial),
        resident_id=None,
        kind=kind,
        decision=_decision(rng, kind, decided_on, commune),
        arrived_at=arrived_at,
        first_day=day,
        custody_days=rng.randint(3, 12) if kind is StayKind.COMPULSORY and rng.random() < 0.3 else 0,
        earlier_rehabs=rng.choices((0, 1, 2), (68, 26, 6))[0] if kind is not StayKind.MINOR else 0,
        address_text=address,
        home_commune_id=commune_id,
        address_mapping="chosen",
        bed=bed,
        location=location,
        photo=demo_portrait(rng, name.full_name) if rng.random() < 0.97 else None,
        schooling=rng.choice(_SCHOOLING),
        occupation=rng.choice(_JOBS),
        contacts=_contacts(rng, name, kind, address),
        belongings=_belongings(rng),
        # three of ten lie in the cupboard without a seal
        keeping=Keeping(f"NP-{serial:05d}" if serial % 10 < 7 else "", f"Tủ {serial % 12 + 1}"),
        client_id=client_id,
    )


def demo_portrait(rng: Random, full_name: str) -> PreparedPhoto:
    """Return a drawn portrait without a face: a coloured figure with the initials."""
    width, height = 360, 480
    image = Image.new("RGB", (width, height), rng.choice(_WALLS))
    draw = ImageDraw.Draw(image)
    shirt = rng.choice(_SHIRTS)
    skin = tuple(min(255, part + 60) for part in shirt)
    draw.ellipse((30, 300, 330, 640), fill=shirt)
    draw.rectangle((150, 250, 210, 330), fill=skin)
    draw.ellipse((105, 90, 255, 290), fill=skin)
    draw.text((180, 400), initials(full_name)[:4], font=_letters(), fill="white", anchor="mm")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=80, optimize=True)
    jpeg = out.getvalue()
    return PreparedPhoto(jpeg, width, height, hashlib.sha256(jpeg).hexdigest())


@cache
def _letters() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(ASSETS["fonts/LiberationSans-Bold.ttf"]), 72)


def _birth_date(rng: Random, kind: StayKind, day: date) -> date:
    """Return a birth date that the kind of stay allows: minors 14 to 17, others 18 to 58, mostly younger."""
    if kind is StayKind.MINOR:
        return day - timedelta(days=rng.randint(14 * 366, 18 * 365 - 30))
    return day - timedelta(days=int(366 * (18.1 + 40 * rng.random() ** 1.7)))


def _nickname(rng: Random, name: DemoName) -> str:
    if rng.random() > 0.15:
        return ""
    return f"{name.full_name.rpartition(' ')[2]} {rng.choice(('Đen', 'Còi', 'Lớn', 'Tèo', 'Híp'))}"


def _paper(rng: Random, sex: Sex, born: date, day: date, serial: int) -> IdentityPaper:
    if rng.random() < 0.04:
        return IdentityPaper(IdentifierKind.CCCD, "")
    century_and_sex = 2 * (born.year // 100 - 19) + (sex is Sex.FEMALE)
    number = f"{rng.choice(_BIRTH_PLACES)}{century_and_sex}{born:%y}{serial:06d}"
    issued_on = min(
        day - timedelta(days=20), max(date(2021, 3, 1), born.replace(day=1) + timedelta(days=5200))
    )
    issued_on += timedelta(days=rng.randint(0, max(0, (day - issued_on).days - 15)))
    kind = CardKind.CC if issued_on >= FIRST_DAY_OF_CC else CardKind.CCCD
    old_number = f"28{serial:07d}" if born.year < 2002 and rng.random() < 0.6 else ""
    return IdentityPaper(IdentifierKind(kind.value), number, issued_on, ISSUED_BY[kind], old_number)


def _decision(rng: Random, kind: StayKind, decided_on: date, commune: str) -> DecisionFacts:
    commune_name, _comma, province = commune.partition(", ")
    older = rule_set_for(decided_on) is not RuleSet.R2026
    number = rng.randint(3, 480)
    if kind in (StayKind.COMPULSORY, StayKind.MINOR):
        court = "Tòa án nhân dân khu vực" if decided_on >= date(2025, 7, 1) else "Tòa án nhân dân huyện"
        issuer, symbol = f"{court} {rng.randint(1, 9)}, {province}", "QĐ-TA"
    else:
        issuer, symbol = f"Công an {commune_name}", "QĐ-QLNN" if kind is StayKind.CUSTODY else "QĐ-CNMTTN"
    return DecisionFacts(
        kind=OPENING_DECISION[kind.value],
        number=f"{number}/{symbol}",
        issued_on=decided_on,
        issuer=issuer,
        months=rng.choice(_MONTHS[kind]) if older and kind in _MONTHS else None,
    )


def _contacts(rng: Random, name: DemoName, kind: StayKind, address: str) -> tuple[ContactFacts, ...]:
    family = family_name(name.full_name) if name.ethnicity == "Kinh" else ""
    found = []
    for relation, sex in rng.sample(
        [("Mẹ", Sex.FEMALE), ("Bố", Sex.MALE), ("Vợ hoặc chồng", Sex.FEMALE)], rng.randint(1, 2)
    ):
        other = demo_name(rng, sex)
        full_name = other.full_name
        if relation != "Mẹ" and family and other.ethnicity == "Kinh":
            full_name = f"{family} {other.full_name.partition(' ')[2]}"
        phone = f"09{rng.randint(0, 9)}0 000 {rng.randint(0, 999):03d}"
        representative = relation in ("Mẹ", "Bố") and (kind is StayKind.MINOR or rng.random() < 0.5)
        found.append(ContactFacts(full_name, relation, phone, address, representative))
    return tuple(found)


def _belongings(rng: Random) -> tuple[BelongingFacts, ...]:
    return tuple(
        BelongingFacts(what, rng.randint(2, 9) if what.startswith("Ảnh") else 1, how)
        for what, how in rng.sample(_BELONGINGS, rng.randint(1, 6))
    )
