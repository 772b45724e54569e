"""Escapes, returns and hospital trips of the demo center."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from random import Random

from center.audit.actor import Actor
from center.clock import local_instant
from center.db import db
from center.residents.housing.queries import beds_of
from center.residents.stay.models import Stay
from center.residents.whereabouts.models import Location, OutCause
from center.security.escapes.service import EscapeFacts, declare_escape, record_notice, record_return
from center.security.models import NoticeTo
from center.security.outings.service import OutingFacts, bring_back, send_out

CIRCUMSTANCES = (
    "Lợi dụng giờ lao động ngoài vườn, trèo qua hàng rào phía đông.",
    "Trốn khi đi lấy cơm, lợi dụng trời mưa to.",
    "Lợi dụng mất điện ban đêm, cạy cửa sổ phòng ở.",
)


def go_to_hospital(stay: Stay, day: date, *, rng: Random, commander: Actor, until: datetime) -> None:
    """Send ``stay`` to hospital on ``day`` and bring it back some days later, if that is before ``until``."""
    left_at = local_instant(day, time(10, rng.randint(0, 59)))
    if left_at >= until:
        return
    facts = OutingFacts(
        cause=OutCause.HOSPITAL,
        left_at=left_at,
        destination="Bệnh viện đa khoa (mẫu)",
        escort=commander.name,
        paper="Giấy chuyển cơ sở khám bệnh, chữa bệnh",
        expected_at=left_at + timedelta(days=7),
    )
    (outing,) = send_out([stay], facts, actor=commander, now=left_at + timedelta(minutes=5))
    back_at = left_at + timedelta(days=rng.randint(2, 9), hours=4)
    if back_at < until:
        bring_back(
            outing,
            living_area(stay),
            returned_at=back_at,
            actor=commander,
            now=back_at + timedelta(minutes=10),
        )


def escape(
    stay: Stay, day: date, away_days: int | None, *, rng: Random, commander: Actor, until: datetime
) -> bool:
    """Let ``stay`` escape on ``day``; back after ``away_days`` (None: never). Return whether it is at large."""
    left_at = local_instant(day, time(rng.choice((4, 13, 22)), rng.randint(0, 59)))
    found_at = left_at + timedelta(minutes=rng.randint(20, 90))
    if found_at >= until:
        return False
    facts = EscapeFacts(
        left_at=left_at,
        discovered_at=found_at,
        place="Khu lao động",
        circumstances=rng.choice(CIRCUMSTANCES),
        measures="Báo động, truy tìm trong khu vực.",
    )
    (gone,) = declare_escape([stay], facts, actor=commander, now=found_at + timedelta(minutes=15))
    told_at = found_at + timedelta(hours=2)
    if told_at < until:
        record_notice(
            [gone],
            told=NoticeTo.FILE_POLICE,
            recipient=f"Công an {stay.home_commune.label}",
            sent_at=told_at,
            means="Điện thoại, công văn hỏa tốc",
            actor=commander,
            now=told_at + timedelta(minutes=5),
        )
    if away_days is None:
        return True
    back_at = local_instant(day + timedelta(days=away_days), time(15, 30))
    if back_at >= until:
        return True
    record_return(
        gone,
        living_area(stay),
        happened_at=back_at,
        brought_by="Công an nơi cư trú",
        circumstances="Được Công an vận động ra đầu thú, sức khỏe bình thường.",
        actor=commander,
        now=back_at + timedelta(minutes=30),
    )
    return False


def living_area(stay: Stay) -> Location:
    """Return the living area of the stay's bed."""
    bed = beds_of([stay.id])[stay.id]
    place: Location = db.session.scalars(
        db.select(Location).where(Location.zone_id == bed.room.zone_id)
    ).one()
    return place
