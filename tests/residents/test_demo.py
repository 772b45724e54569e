"""Invented arrivals: believable, lawful, plainly made up, and the same for the same seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime
from random import Random

import pytest

from center.audit.actor import Actor
from center.clock import FixedClock, local_date
from center.db import unit_of_work
from center.places.queries import communes_matching
from center.residents.demo import demo_arrival, demo_portrait
from center.residents.demo_names import demo_name
from center.residents.housing.models import ZonePurpose
from center.residents.housing.queries import free_beds
from center.residents.identity.number import PersonalNumber, read_number
from center.residents.person.models import Sex
from center.residents.stay.models import StayKind
from center.residents.stay.service import Arrival, admit
from center.residents.whereabouts.queries import living_area
from center.vietnamese import is_plausible_name, sort_key
from tests.support.buildings import build_minors_zone


def test_names_are_names_of_several_peoples() -> None:
    rng = Random(3)
    names = [demo_name(rng, sex) for sex in Sex for _ in range(600)]
    assert all(is_plausible_name(name.full_name) for name in names)
    assert all(sort_key(name.full_name) for name in names)
    groups = Counter(name.ethnicity for name in names)
    assert groups["Kinh"] > 900
    assert {"Xtiêng", "Ê Đê", "Mông", "Thái", "Khmer"} <= groups.keys()
    families = Counter(name.full_name.split()[0] for name in names if name.ethnicity == "Kinh")
    assert families.most_common(1)[0][0] == "Nguyễn"


def arrival(seed: int, kind: StayKind, at: datetime, serial: int) -> Arrival:
    rng = Random(seed)
    sex = rng.choice(list(Sex))
    minor = kind is StayKind.MINOR
    bed = next(bed for bed in free_beds(sex) if (bed.room.zone.purpose is ZonePurpose.MINORS) == minor)
    location = living_area(bed.room.zone_id)
    assert location is not None
    communes = [(unit.id, unit.full_label) for unit in communes_matching("phú riềng", date(2026, 11, 22))]
    return demo_arrival(
        rng,
        arrived_at=at,
        kind=kind,
        sex=sex,
        serial=serial,
        bed=bed,
        location=location,
        communes=communes,
    )


@pytest.mark.parametrize("year", [2025, 2026])
def test_every_kind_of_arrival_passes_the_desk_of_its_day(
    app: object, clock: FixedClock, actor: Callable[[str], Actor], year: int
) -> None:
    at = datetime(year, 10, 5, 3, tzinfo=UTC)
    build_minors_zone()
    for serial, kind in enumerate([*StayKind] * 3, start=1):
        clock.set(at)
        with unit_of_work():
            one = arrival(serial, kind, at, serial)
            stay = admit(one, actor=actor("intake"), now=at)
        assert stay.rule_set == ("R2022" if year == 2025 else "R2026")
        assert (stay.last_day is None) == (kind is StayKind.CUSTODY)
        number = one.paper.number
        if number:
            assert isinstance(read_number(number, local_date(at)), PersonalNumber)
            assert number.endswith(f"{serial:06d}")


def test_the_same_seed_gives_the_same_person(app: object) -> None:
    at = datetime(2026, 10, 5, 3, tzinfo=UTC)
    one, two = (arrival(5, StayKind.COMPULSORY, at, 1) for _ in range(2))
    assert (one.person, one.paper, one.contacts, one.photo) == (
        two.person,
        two.paper,
        two.contacts,
        two.photo,
    )


def test_the_portrait_is_a_small_jpeg_of_the_right_shape() -> None:
    photo = demo_portrait(Random(1), "Nguyễn Văn Ước")
    assert (photo.width, photo.height) == (360, 480)
    assert photo.jpeg.startswith(b"\xff\xd8")
    assert len(photo.jpeg) < 20_000
