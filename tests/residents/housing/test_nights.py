"""Who slept where: moves before and after the hour, people out, those without a bed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta

from sqlalchemy import delete

from center.audit.actor import Actor
from center.clock import FixedClock, local_instant
from center.db import db, unit_of_work
from center.residents.housing.models import Bed, BedAssignment
from center.residents.housing.nights.queries import NightFilter, night_counts, night_of, slept
from center.residents.housing.service import assign_bed
from center.residents.person.models import Sex
from center.residents.stay.models import EndReason, Stay
from center.residents.stay.service import end_stay
from center.residents.whereabouts.models import OutCause
from center.residents.whereabouts.service import change_whereabouts
from tests.conftest import NOW, Visitor
from tests.residents.conftest import TakeIn

AsRole = Callable[[str], Visitor]
DAY = date(2026, 11, 18)


def at(day: int, hour: int) -> object:
    return local_instant(date(2026, 11, day), time(hour))


def where(day: date, **wanted: object) -> dict[str, str]:
    found, total = slept(night_of(day), NightFilter(**wanted), offset=0, limit=50)  # type: ignore[arg-type]
    assert total == len(found)
    return {line.stay.resident.full_name: line.bed.label if line.bed else "" for line in found}


def test_each_night_has_its_beds(
    as_role: AsRole,
    take_in: TakeIn,
    actor: Callable[[str], Actor],
    bed_named: Callable[[str], Bed],
    clock: FixedClock,
) -> None:
    mover = take_in("Lê Văn Dời", zone="A", arrived_at=NOW - timedelta(days=6))
    away = take_in("Lê Thị Viện", sex=Sex.FEMALE, zone="C", arrived_at=NOW - timedelta(days=6))
    gone = take_in("Lê Văn Về", zone="B", arrived_at=NOW - timedelta(days=6))
    nobed = take_in("Lê Văn Chưa", zone="B", arrived_at=NOW - timedelta(days=6))

    def stay(stay_id: int) -> Stay:
        return db.session.get_one(Stay, stay_id)

    with unit_of_work() as session:
        evening = local_instant(DAY, time(22))  # before the hour of that night
        assign_bed(stay(mover), bed_named("B · P2 · G1"), actor=actor("intake"), now=evening)
        change_whereabouts(
            stay(away),
            out_cause=OutCause.HOSPITAL,
            happened_at=evening,
            source="test",
            actor=actor("guard"),
            now=NOW,
        )
        leaving = local_instant(DAY + timedelta(days=1), time(9))
        end_stay(stay(gone), EndReason.EXEMPTED, happened_at=leaving, actor=actor("director"), now=leaving)
        session.execute(delete(BedAssignment).where(BedAssignment.stay_id == nobed))

    before, night, after = DAY - timedelta(days=1), DAY, DAY + timedelta(days=1)
    assert where(before)["Lê Văn Dời"] == "A · P1 · G1"
    assert where(night) == {
        "Lê Văn Dời": "B · P2 · G1",
        "Lê Thị Viện": "C · P1 · G1",
        "Lê Văn Về": "B · P1 · G1",
        "Lê Văn Chưa": "",
    }
    assert "Lê Văn Về" not in where(after)
    assert where(date(2026, 11, 10)) == {}
    assert where(date(2020, 1, 1)) == {}
    assert where(night, where="out") == {"Lê Thị Viện": "C · P1 · G1"}
    assert where(night, where="no-bed") == {"Lê Văn Chưa": ""}
    assert set(where(night, text="le van doi")) == {"Lê Văn Dời"}
    counts = {
        line.zone.code if line.zone else "": (line.people, line.inside, line.out)
        for line in night_counts(night_of(night))
    }
    assert counts == {"B": (2, 2, 0), "C": (1, 0, 1), "": (1, 1, 0)}

    guard = as_role("guard")
    page = guard.page("/housing/nights?night=18/11/2026")
    text = page.find(id="sleepers").get_text(" ", strip=True).replace("\u00a0", " ")
    assert "C · P1 · G1 Lê Thị Viện" in text
    assert "Đi bệnh viện" in text
    assert "18/11/2026 23:00" in page.get_text()
    assert "21/11/2026" in guard.page("/housing/nights").find("h1").get_text()  # the last night that was
    assert "Lê Văn Dời" in guard.page("/housing/nights/sheet?night=18/11/2026").get_text()
    room = bed_named("B · P2 · G1").room_id
    assert "Lê Văn Dời" in guard.page(f"/housing/nights?night=18/11/2026&room={room}").get_text()
    assert "Không đọc được ngày" in guard.page("/housing/nights?night=hôm qua").get_text()
    assert "Lê Văn Dời" in guard.page(f"/housing/rooms/{room}").find(id="history").get_text()
