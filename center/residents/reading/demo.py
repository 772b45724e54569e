"""Who looked at files in the demo center's last days, who searched, and who printed a whole file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from random import Random

from center.audit.actor import Actor
from center.db import unit_of_work
from center.residents.reading.service import read_file, searched
from center.residents.stay.models import Stay
from center.residents.whole_file.parts import parts_for
from center.residents.whole_file.service import Wanted, ask

READERS = (
    ("truc", "residents"),
    ("truc", "security"),
    ("dieuduong", "residents"),
    ("dieuduong", "medical"),
    ("bacsi", "medical"),
    ("hoso", "residents"),
    ("giaovien", "vocational"),
    ("lanhdao", "residents"),
)
DAYS, A_DAY = 5, 8


def demo_readings(stays: Sequence[Stay], *, rng: Random, staff: Mapping[str, Actor], now: datetime) -> None:
    """Let the staff open some files of ``stays`` and search on the last days; opens its own units of work."""
    begin = now - timedelta(days=DAYS)
    for number in range(DAYS * A_DAY):
        who, area = rng.choice(READERS)
        at, stay = begin + timedelta(days=number / A_DAY, minutes=rng.randint(0, 50)), rng.choice(stays)
        if at < stay.admitted_at or at >= now:
            continue
        address = f"10.0.0.{10 + len(who)}"
        if number % 3 == 0:
            searched(
                stay.resident.full_name, 1, typing=number % 2 == 0, actor=staff[who], address=address, now=at
            )
        read_file(stay.id, area, actor=staff[who], address=address, now=at)
    asked_at = max(now - timedelta(days=3), stays[0].admitted_at + timedelta(minutes=5))
    keys = tuple(part.key for part in parts_for(staff["hoso"]))
    wanted = Wanted(keys, every_stay=False, purpose="Gửi Viện kiểm sát nhân dân theo yêu cầu kiểm sát (mẫu)")
    if asked_at < now:
        with unit_of_work():
            ask(stays[0], wanted, actor=staff["hoso"], now=asked_at)
