"""Corrections of contacts in the demo center: numbers that changed, a main one, one who must not be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from center.audit.actor import Actor
from center.residents.contact.rules import ContactEntry
from center.residents.contact.service import add_contact, amend_contact, end_contact, entry_of
from center.residents.stay.models import Stay
from center.residents.stay.queries import contacts_of_stays


def demo_contacts(stays: Sequence[Stay], *, rng: Random, staff: Mapping[str, Actor], now: datetime) -> None:
    """Correct the contacts of one in ten of ``stays`` (all still here) in the last days."""
    chosen = rng.sample(list(stays), max(min(len(stays), 3), len(stays) // 10))
    families = contacts_of_stays([stay.id for stay in chosen])
    for number, stay in enumerate(chosen):
        at = max(now - timedelta(days=1 + number % 9), stay.admitted_at + timedelta(hours=1))
        family = families[stay.id]
        if at >= now or not family:
            continue
        first = entry_of(family[0])
        if number % 3 == 0:
            changed = replace(first, is_main=True, phone=f"0970 000 {rng.randint(0, 999):03d}")
            amend_contact(family[0], changed, reason="Gia đình báo đổi số", actor=staff["hoso"], now=at)
        elif number % 3 == 1:
            brother = ContactEntry(
                full_name=f"{stay.resident.full_name.partition(' ')[0]} Văn Trưởng",
                relation="Anh ruột",
                phone=f"0360 000 {rng.randint(0, 999):03d}",
                is_main=True,
            )
            add_contact(stay, brother, actor=staff["tuvan"], now=at)
        elif len(family) > 1 and not family[1].is_representative:
            secret = replace(
                entry_of(family[1]),
                may_visit=False,
                not_told=True,
                not_told_reason="Bạo lực gia đình, theo lời khai khi tư vấn",
            )
            amend_contact(family[1], secret, reason="Học viên đề nghị", actor=staff["tuvan"], now=at)
        elif len(family) > 1:
            end_contact(family[1], reason="Đã chuyển đi, không liên lạc được", actor=staff["hoso"], now=at)
