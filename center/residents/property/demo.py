"""A few finds of the demo center's searches."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random

from center.audit.actor import Actor
from center.clock import local_date
from center.residents.property.contraband import EndOfFind, FindFacts, record_find, settle
from center.residents.property.models import ContrabandOutcome, FoundWhere
from center.residents.property.rules import Signer
from center.residents.stay.models import Stay

_FINDS = (
    ("Thuốc lá", "2 bao", FoundWhere.ROOM),
    ("Bật lửa", "1 cái", FoundWhere.OTHER),
    ("Điện thoại giấu trong giày", "1 cái", FoundWhere.VISIT),
    ("Lưỡi dao lam", "1 lưỡi", FoundWhere.ROOM),
    ("Rượu trong chai nước", "khoảng 300 ml", FoundWhere.POST),
)


def demo_contraband(
    stays: Sequence[Stay], *, rng: Random, finder: Actor, witness: Actor, now: datetime
) -> None:
    """Find something on a few of ``stays`` in the last weeks; all but the last is settled. In one unit of work."""
    chosen = rng.sample(list(stays), min(len(_FINDS), len(stays)))
    for number, (stay, (what, amount, where)) in enumerate(zip(chosen, _FINDS, strict=False), start=1):
        at = max(now - timedelta(days=rng.randint(3, 20), hours=2), stay.admitted_at)
        facts = FindFacts(what, amount, where, at, Signer(witness.name, witness.id))
        find = record_find(stay, facts, actor=finder, now=now)
        if number == len(chosen):
            return
        police = number % 2 == 0
        outcome = ContrabandOutcome.HANDED_OVER if police else ContrabandOutcome.DESTROYED
        end = EndOfFind(
            outcome,
            f"{number:02}/BB-ĐVC",
            local_date(now),
            "Công an xã Xuân Phú" if police else "",
            witness.name,
        )
        settle(find, end, actor=finder, now=now)
