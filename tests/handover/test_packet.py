"""The packet: its papers, its list of contents, its mark."""

from __future__ import annotations

from datetime import date
from flask import Flask

from center.audit.actor import Actor
from center.clock import FixedClock
from center.db import unit_of_work
from center.documents.queries import file_content
from center.handover.desk import make_packet, print_notices
from center.handover.models import Addressee
from center.handover.queries import packets_of
from center.handover.service import save_plan
from tests.documents.reading import text_of
from tests.handover.support import NAME, a_plan, a_stay, at


def test_try(app: Flask, clock: FixedClock, intake: Actor, clerk: Actor, tmp_path) -> None:
    with unit_of_work():
        stay = a_stay(intake, first_day=date(2025, 11, 23), months=12)
    assert stay.last_day == date(2026, 11, 22)
    with unit_of_work():
        save_plan(stay, a_plan(), actor=clerk, now=at(date(2026, 10, 1)))
    print_notices(stay, [(Addressee.COMMUNE_POLICE, "Công an xã Phú Riềng, tỉnh Đồng Nai")], key="x", actor=clerk, now=at(date(2026, 10, 10)))
    packet = make_packet(stay.id, key="k", actor=clerk, now=clock.now())
    content, _ = file_content(packets_of([stay.id])[stay.id][0].document.file_id)
    open("/tmp/packet.pdf", "wb").write(content)
    text = text_of(content)
    assert NAME.upper() in text
