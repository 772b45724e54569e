"""What the demo center handed out: by the norm of each day, the newest still waiting for theirs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from center.audit.actor import Actor
from center.clock import local_date, local_instant
from center.residents.kit.queries import norm_on
from center.residents.kit.rules import HYGIENE, NormItem
from center.residents.kit.service import IssueFacts, LineFacts, issue, record_sizes
from center.residents.stay.models import Stay

_CLOTHES, _SHOES = ("S", "M", "L", "XL"), ("38", "39", "40", "41", "42")
_OLD_SETS = (("long_sets", 2), ("short_sets", 2), ("underwear_sets", 2), ("sandals", 1), ("mats", 1))
IN_KIND_FROM = date(2026, 7, 1)
NEW_FOR = timedelta(days=2)


def demo_kit(stays: Sequence[Stay], *, rng: Random, clerk: Actor, now: datetime) -> None:
    """Hand out to ``stays`` (all still here) what each should have by now. In one unit of work."""
    items = norm_on(local_date(now)).items
    for stay in stays:
        if now - stay.admitted_at < NEW_FOR:
            continue  # somebody's work of today
        day = max(stay.admitted_on, IN_KIND_FROM)
        at = max(local_instant(day, time(15)), stay.admitted_at)
        sizes = {"clothes": rng.choice(_CLOTHES), "shoes": rng.choice(_SHOES)}
        record_sizes(stay, sizes["clothes"], sizes["shoes"], actor=clerk, now=at)
        if stay.admitted_on < IN_KIND_FROM - timedelta(days=366) and rng.random() < 0.6:
            _old(stay, rng=rng, clerk=clerk)
        lines = tuple(_line(item, sizes) for item in items if rng.random() < 0.9)
        if lines:
            issue(stay, IssueFacts(day, lines), actor=clerk, now=at)
        if stay.resident.sex.value == "female" and local_date(now).day > 1:
            month = max(local_date(now).replace(day=1), stay.admitted_on)
            pads = (LineFacts(HYGIENE, 1, "", rng.choice((45_000, 60_000, 90_000))),)
            issue(stay, IssueFacts(month, pads), actor=clerk, now=now)


def _line(item: NormItem, sizes: dict[str, str]) -> LineFacts:
    size = {"sandals": sizes["shoes"]}.get(item.code, sizes["clothes"] if item.unit == "set" else "")
    return LineFacts(item.code, item.quantity, size)


def _old(stay: Stay, *, rng: Random, clerk: Actor) -> None:
    """Write down what was bought under the money norm, with its value."""
    lines = [LineFacts(code, quantity) for code, quantity in _OLD_SETS]
    lines[0] = LineFacts(*_OLD_SETS[0], value_vnd=rng.randint(60, 105) * 10_000)
    issue(stay, IssueFacts(stay.admitted_on, tuple(lines)), actor=clerk, now=stay.admitted_at)
