"""The timeline answers: by kind, module, author, days and words; over all stays; page after page, and on paper."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import text

from center.audit.actor import Actor
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.medical.permissions import MedicalPermission
from center.residents.money.permissions import MoneyPermission
from center.residents.permissions import ResidentPermission
from center.residents.stay.models import EndReason, Stay
from center.residents.stay.service import end_stay
from center.residents.timeline.models import TimelineEntry
from center.residents.timeline.queries import Place, read_place
from center.residents.timeline.service import note
from center.residents.timeline.topics import TOPIC_LABELS, Topic, topic_of
from tests.conftest import Visitor
from tests.residents.conftest import TakeIn
from tests.support.statements import statements

AsRole = Callable[[str], Visitor]
ActorOf = Callable[[str], Actor]
DAY = datetime(2026, 11, 10, 3, tzinfo=UTC)


def said(page: BeautifulSoup) -> list[str]:
    return [cell.get_text(" ", strip=True) for cell in page.select("tbody td[data-label='Việc gì']")]


def options(page: BeautifulSoup, field: str) -> list[str]:
    return [option.get_text(strip=True) for option in page.select(f"#{field} option")]


@pytest.fixture
def told(take_in: TakeIn, actor: ActorOf, clock: FixedClock) -> int:
    """A stay with lines of several modules beside those of the admission."""
    stay_id = take_in("Trần Văn Mẫu", arrived_at=DAY)
    lines = (
        ("Cân nặng 51 kg", "medical", MedicalPermission.VIEW, None, "doctor", 1),
        ("Gửi 200.000 đồng cho người nhà", "residents", MoneyPermission.VIEW, Topic.MONEY, "intake", 2),
        ("Được đề nghị khen 100% buổi học", "vocational", ResidentPermission.VIEW, None, "trainer", 3),
        ("Ra cổng có người đi kèm", "security", ResidentPermission.VIEW, None, "guard", 4),
    )
    with unit_of_work():
        for words, area, permission, topic, role, days in lines:
            note(stay_id, words, area=area, permission=permission, topic=topic, actor=actor(role),
                 happened_at=DAY + timedelta(days=days), now=DAY + timedelta(days=days))  # fmt: skip
    return stay_id


def test_each_filter_narrows_and_the_address_keeps_it(as_role: AsRole, told: int, actor: ActorOf) -> None:
    url, clerk = f"/residents/stays/{told}/timeline", as_role("records_clerk")
    everything = said(clerk.page(url))
    assert everything[0] == "Ra cổng có người đi kèm"
    assert "Cân nặng 51 kg" not in everything
    asked = {
        "topic=money": ["Gửi 200.000 đồng cho người nhà"],
        "area=security": ["Ra cổng có người đi kèm"],
        "author=" + actor("trainer").name: ["Được đề nghị khen 100% buổi học"],
        "since=14/11/2026": ["Ra cổng có người đi kèm"],
        "since=12/11/2026&until=12/11/2026": ["Gửi 200.000 đồng cho người nhà"],
        "text=nguoi": ["Ra cổng có người đi kèm", "Gửi 200.000 đồng cho người nhà"],
        "text=NGƯỜI nha": ["Gửi 200.000 đồng cho người nhà"],
        "text=dong": ["Gửi 200.000 đồng cho người nhà"],
        "text=100%25 b": ["Được đề nghị khen 100% buổi học"],
        "topic=money&text=khen": [],
    }
    for query, lines in asked.items():
        page = clerk.page(f"{url}?{query}")
        assert said(page) == lines, query
    assert "Không có việc nào như vậy" in page.get_text()
    chosen = clerk.page(f"{url}?topic=money&since=12/11/2026&text=nha")
    assert chosen.select_one("#topic option[selected]").get_text() == "Tiền lưu ký"  # type: ignore[union-attr]
    assert chosen.select_one("#since")["value"] == "12/11/2026"  # type: ignore[index]
    for wrong in ("topic=x&area=y&author=z", "since=x", "before=1-2-3", "before=" + "9" * 30 + "-1"):
        clerk.page(f"{url}?{wrong}")


def test_the_filter_offers_only_what_the_reader_may_see(as_role: AsRole, told: int, actor: ActorOf) -> None:
    url = f"/residents/stays/{told}/timeline"
    guard, doctor = as_role("guard").page(url), as_role("doctor").page(url)
    assert "Tiền lưu ký" not in options(guard, "topic")
    assert "Y tế" not in options(guard, "topic")
    assert actor("doctor").name not in options(guard, "author")
    assert "Y tế" in options(doctor, "topic")
    assert "Vào, ra cơ sở" in options(guard, "topic")
    assert "Chỗ ở" in options(guard, "topic")
    assert "Cân nặng 51 kg" not in said(as_role("guard").page(f"{url}?topic=medical"))


def test_pages_follow_one_another_without_loss_at_a_fixed_cost(
    as_role: AsRole, told: int, actor: ActorOf
) -> None:
    with unit_of_work():
        db.session.add_all(
            TimelineEntry(stay_id=told, area="residents", topic=Topic.KIT, text=f"Việc {number}",
                          permission="residents.view", happened_at=DAY + timedelta(days=5, hours=number // 7),
                          recorded_at=DAY, actor_name="Người ghi")
            for number in range(160)
        )  # fmt: skip
    guard, url = as_role("guard"), f"/residents/stays/{told}/timeline?topic=kit"
    guard.page(url)
    seen: list[str] = []
    costs = set()
    while True:
        with statements() as cost:
            page = guard.page(url)
        costs.add(len(cost))
        seen += said(page)
        older = page.select_one("a[rel=next]")
        if older is None:
            break
        url = str(older["href"])
        assert "topic=kit" in url
    assert seen[:160] == [f"Việc {number}" for number in reversed(range(160))]
    assert len(seen) == len(set(seen))
    assert len(costs) == 1
    sheet = guard.page(f"/residents/stays/{told}/timeline/sheet?topic=kit&text=viec 15")
    assert len(sheet.select("tbody tr")) == 12  # 15, 115 and 150 to 159
    assert "Loại việc: Cấp phát; có chữ «viec 15»" in sheet.get_text()


def test_every_stay_of_the_person_is_told_together_when_asked(
    as_role: AsRole, take_in: TakeIn, actor: ActorOf, clock: FixedClock
) -> None:
    first = take_in("Trần Văn Mẫu", arrived_at=DAY)
    guard = as_role("guard")
    assert not guard.page(f"/residents/stays/{first}/timeline").select("#span")
    with unit_of_work():
        stay = db.session.get_one(Stay, first)
        person = stay.resident_id
        end_stay(stay, EndReason.COMPLETED, happened_at=clock.now(), actor=actor("director"), now=clock.now())
    clock.advance(hours=2)
    second = take_in("Trần Văn Mẫu", resident_id=person)
    url = f"/residents/stays/{second}/timeline"
    assert not any("Kết thúc đợt" in line for line in said(guard.page(url)))
    both = guard.page(f"{url}?span=all")
    assert any("Kết thúc đợt" in line for line in said(both))
    assert {cell.get_text() for cell in both.select("tbody td[data-label='Đợt']")} == {"1", "2"}


def test_a_line_without_a_kind_takes_that_of_its_module() -> None:
    assert topic_of("medical") is Topic.MEDICAL
    assert topic_of("residents") is Topic.FILE
    assert set(TOPIC_LABELS) == set(Topic)


def test_a_place_survives_the_address_and_nonsense_is_no_place() -> None:
    place = Place(datetime(2026, 11, 22, 2, 3, 4, 567_890, tzinfo=UTC), 77)
    assert read_place(place.address) == place
    for wrong in ("", "1", "-", "1-x", "x-1", "1-99999999999", "9" * 20 + "-1", "²-1"):
        assert read_place(wrong) is None, wrong


def test_a_page_of_a_long_timeline_is_read_from_its_index(told: int) -> None:
    page = (
        "SELECT * FROM timeline_entries WHERE stay_id IN (1) AND permission IN ('a') "
        "ORDER BY happened_at DESC, id DESC LIMIT 51"
    )
    if db.engine.dialect.name == "postgresql":
        db.session.execute(
            text("SET LOCAL enable_seqscan = off")
        )  # a handful of rows is read faster as a whole
        plan = " ".join(db.session.scalars(text(f"EXPLAIN {page}")))
    else:
        plan = " ".join(str(row[3]) for row in db.session.execute(text(f"EXPLAIN QUERY PLAN {page}")))
    assert "ix_timeline_entries_stay_id_happened_at_id" in plan
    assert "TEMP B-TREE" not in plan
    assert "Sort" not in plan
