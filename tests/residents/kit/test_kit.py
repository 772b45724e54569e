"""Handing out, on the database and on the pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from center.audit.actor import Actor
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.errors import RuleViolation
from center.residents.kit.labels import KIT
from center.residents.kit.models import KitIssue
from center.residents.kit.queries import hygiene_spent, issues_of, norm_on, owed_to, sizes_of
from center.residents.kit.rules import HYGIENE
from center.residents.kit.service import IssueFacts, LineFacts, correct, issue, issue_batch, record_sizes
from center.residents.person.models import Sex
from center.residents.stay.models import Stay
from center.residents.stay.rules import DecisionFacts
from tests.conftest import Visitor, check_page
from tests.residents.conftest import TakeIn
from tests.residents.test_races import together
from tests.support.statements import statements

AsRole = Callable[[str], Visitor]
ActorOf = Callable[[str], Actor]
TODAY = date(2026, 11, 22)
JULY = datetime(2026, 7, 10, 3, tzinfo=UTC)
KEY = "8b3d6f3c-52f5-4c0a-9c9e-0d7a3c1b2a10"


def refused(code: str) -> Any:
    return pytest.raises(RuleViolation, match=f"residents.{code}")


@pytest.fixture
def hand(app: Flask, actor: ActorOf, clock: FixedClock) -> Callable[..., KitIssue]:
    def write(stay_id: int, *lines: LineFacts, on: date = TODAY, **more: Any) -> KitIssue:
        with unit_of_work():
            facts = IssueFacts(on, lines, **more)
            return issue(db.session.get_one(Stay, stay_id), facts, actor=actor("intake"), now=clock.now())

    return write


def left(stay_id: int, code: str, on: date = TODAY) -> int:
    return next(one.left for one in owed_to([stay_id], on, norm_on(on))[stay_id] if one.item.code == code)


def test_the_norm_in_force_has_a_word_for_everything(app: Flask) -> None:
    norm = norm_on(TODAY)
    assert [item.code for item in norm.items[:3]] == ["mosquito_nets", "blankets", "pillows"]
    assert {item.code: item.quantity for item in norm.items}["soap"] == 3600
    assert all(item.code in KIT for item in norm.items)
    assert (norm.money, norm.hygiene_cap) == (None, 90_000)
    old = norm_on(date(2026, 6, 30))
    assert old.items == ()
    assert old.money is not None
    assert old.money.amount == 2_106_000


def test_what_is_handed_out_is_no_longer_owed_and_a_correction_gives_it_back(
    take_in: TakeIn, hand: Callable[..., KitIssue], actor: ActorOf, clock: FixedClock
) -> None:
    stay_id = take_in(arrived_at=JULY)
    first = hand(stay_id, LineFacts("soap", 1800), LineFacts("mats", 2), on=date(2026, 7, 10), batch_key=KEY)
    assert hand(stay_id, LineFacts("mats", 1), batch_key=KEY).id == first.id, "sent twice, one issue"
    assert (left(stay_id, "soap"), left(stay_id, "mats")) == (1800, 0)
    with refused("kit_over_norm"):
        hand(stay_id, LineFacts("mats", 1))
    hand(stay_id, LineFacts("mats", 1), over_reason="chiếu cháy thuốc")
    with refused("kit_nothing"):
        hand(stay_id)
    with refused("kit_outside_stay"):
        hand(stay_id, LineFacts("soap", 1), on=date(2026, 7, 9))

    def fix(wrong: KitIssue, *lines: LineFacts, reason: str = "ghi nhầm") -> None:
        with unit_of_work():
            correct(
                db.session.get_one(Stay, stay_id),
                wrong,
                IssueFacts(date(2026, 7, 10), lines),
                reason,
                actor=actor("intake"),
                now=clock.now(),
            )

    with refused("kit_reason"):
        fix(first, reason=" ")
    fix(first, LineFacts("soap", 900), LineFacts("mats", 2))
    assert left(stay_id, "soap") == 2700
    with refused("kit_corrected_before"):
        fix(first)
    assert [line.amended for line in issues_of(stay_id)] == [False, False, True]


def test_before_july_the_norm_is_money(take_in: TakeIn, hand: Callable[..., KitIssue]) -> None:
    decision = DecisionFacts("court", "1/QĐ-TA", date(2026, 3, 1), "Tòa án nhân dân khu vực 1", 18)
    stay_id = take_in(arrived_at=datetime(2026, 3, 2, 3, tzinfo=UTC), decision=decision)
    hand(stay_id, LineFacts("long_sets", 4, value_vnd=800_000), on=date(2026, 3, 3))
    assert left(stay_id, "long_sets") == 0, "what lasts still is not handed out again"
    assert left(stay_id, "mats") == 2


def test_hygiene_is_capped_by_the_calendar_month(take_in: TakeIn, hand: Callable[..., KitIssue]) -> None:
    her, him = take_in("Lê Thị An", sex=Sex.FEMALE, arrived_at=JULY), take_in()
    hand(her, LineFacts(HYGIENE, 1, value_vnd=60_000), on=date(2026, 11, 2))
    hand(her, LineFacts(HYGIENE, 1, value_vnd=90_000), on=date(2026, 10, 31))
    with refused("kit_hygiene_cap"):
        hand(her, LineFacts(HYGIENE, 1, value_vnd=30_001), over_reason="xin thêm")
    hand(her, LineFacts(HYGIENE, 1, value_vnd=30_000))
    assert hygiene_spent([her, him], TODAY) == {her: 90_000}
    with refused("kit_women_only"):
        hand(him, LineFacts(HYGIENE, 1, value_vnd=10_000))


def test_a_batch_sent_by_two_at_once_is_one(
    app: Flask, take_in: TakeIn, actor: ActorOf, clock: FixedClock
) -> None:
    ids, who, now = [take_in(), take_in("Hồ Văn Khác")], actor("intake"), clock.now()

    def give() -> None:
        stays = [db.session.get_one(Stay, stay_id) for stay_id in ids]
        issue_batch(stays, "mats", dict.fromkeys(ids, 2), issued_on=TODAY, batch_key=KEY, actor=who, now=now)

    assert together(app, give, give) == ["done", "done"]
    assert db.session.scalar(select(func.count()).select_from(KitIssue)) == 2
    stays = [db.session.get_one(Stay, stay_id) for stay_id in ids]
    with refused("kit_over_norm"), unit_of_work():
        issue_batch(stays, "mats", {ids[0]: 1}, issued_on=TODAY, batch_key="x", actor=who, now=now)
    with refused("kit_nothing"), unit_of_work():
        issue_batch(stays, "mats", {}, issued_on=TODAY, batch_key="y", actor=who, now=now)


def test_the_desk_hands_out_what_is_due_and_puts_it_right(as_role: AsRole, take_in: TakeIn) -> None:
    her = take_in("Lê Thị An", sex=Sex.FEMALE, arrived_at=JULY)
    desk, base = as_role("intake"), f"/residents/stays/{her}/kit"
    page = desk.page(f"{base}/new")
    assert page.find("input", attrs={"name": "q_soap"})["value"] == "3600"
    form = {
        "issued_on": "22/11/2026", "clothes": "M", "shoes": "38", "q_long_sets": "2", "q_sandals": "1",
        "hygiene": "95.000", "received_by": "Lê Thị An",
    }  # fmt: skip
    assert "90.000 đồng" in desk.submit(f"{base}/new", form, status=422).get_data(as_text=True)
    desk.submit(f"{base}/new", {**form, "hygiene": "80.000"})
    text = desk.page(base).get_text(" ", strip=True)
    assert "Quần áo dài 2 bộ (cỡ M)" in text
    assert "Dép nhựa 1 đôi (cỡ 38)" in text
    assert "đã cấp 80.000 trong 90.000 đồng" in text
    assert "cấp lại từ 22/11/2027" in text
    assert sizes_of([her])[her].clothes == "M"
    over = {"issued_on": "22/11/2026", "q_long_sets": "1"}
    assert "quá định mức" in desk.submit(f"{base}/new", over, status=422).get_data(as_text=True)
    desk.submit(f"{base}/new", {**over, "reason": "rách"})
    wrong = issues_of(her)[-1].issue.id
    shown = desk.page(f"{base}/{wrong}/correct")
    assert shown.find("input", attrs={"name": "q_long_sets"})["value"] == "2"
    fix = {"issued_on": "22/11/2026", "q_sandals": "1"}
    desk.submit(f"{base}/{wrong}/correct", fix, status=422)
    desk.submit(f"{base}/{wrong}/correct", {**fix, "correction": "chưa nhận quần áo"})
    assert left(her, "long_sets") == 1
    assert as_role("guard").get(f"{base}/new").status_code == 403
    assert "đã sửa" in as_role("guard").page(base).get_text()


def test_a_zone_is_handed_out_at_once_with_a_sheet_to_sign(
    as_role: AsRole, take_in: TakeIn, actor: ActorOf, clock: FixedClock
) -> None:
    first, second = take_in("Trần Văn Mẫu", zone="B"), take_in("Hồ Văn Khác", zone="B")
    her = take_in("Lê Thị An", sex=Sex.FEMALE)
    with unit_of_work():
        record_sizes(db.session.get_one(Stay, first), "L", "41", actor=actor("intake"), now=clock.now())
    desk = as_role("records_clerk")
    zones = {o.get_text(): o["value"] for o in desk.page("/residents/kit").select("#zone option")}
    zone = next(value for label, value in zones.items() if "B" in label)
    women = next(value for label, value in zones.items() if "Nữ" in label or "C" in label)
    url = f"/residents/kit?zone={zone}&item=long_sets"
    text = desk.page(url).get_text(" ", strip=True)
    assert "Quần áo dài 2 4 bộ" in text
    assert "chưa rõ cỡ: 2; L: 2" in text
    sheet = desk.page(url.replace("kit?", "kit/sheet?")).get_text(" ", strip=True)
    assert "cỡ L" in sheet
    assert "Ký nhận" in sheet
    batch = url.replace("kit?", "kit/batch?")
    form = {"batch_key": KEY, "issued_on": "22/11/2026", "pick": [str(first), str(second)]}
    assert "Chưa chọn" in desk.submit(batch, {**form, "pick": []}, status=422).get_data(as_text=True)
    desk.submit(batch, form)
    assert (left(first, "long_sets"), left(second, "long_sets")) == (0, 0)
    assert "Không ai còn được cấp món này" in desk.page(batch).get_text()
    soap = f"/residents/kit/batch?zone={zone}&item=soap"
    desk.submit(soap, {**form, "batch_key": KEY.replace("8b", "9c"), "each": "600", "pick": [str(first)]})
    assert left(first, "soap") == 3000
    pads = f"/residents/kit/batch?zone={women}&item={HYGIENE}"
    assert "90.000 đ" in desk.page(pads).get_text()
    pick = {**form, "batch_key": KEY.replace("8b", "7d"), "each": "50.000", "pick": [str(her)]}
    desk.submit(pads, pick)
    assert hygiene_spent([her], TODAY) == {her: 50_000}
    assert as_role("nurse").get(batch).status_code == 403
    check_page(as_role("nurse").get("/residents/kit/sheet"))


def test_the_list_costs_the_same_however_long(
    as_role: AsRole, take_in: TakeIn, hand: Callable[..., KitIssue]
) -> None:
    desk, first = as_role("intake"), take_in("Trần Văn Mẫu", zone="B")
    zone = next(o["value"] for o in desk.page("/residents/kit").select("#zone option") if "B" in o.get_text())
    urls = (f"/residents/kit?zone={zone}", "/residents/kit", f"/residents/stays/{first}/kit", "/")

    def costs() -> list[int]:
        found = []
        for url in urls:
            with statements() as seen:
                desk.page(url)
            found.append(len(seen))
        return found

    hand(first, LineFacts("soap", 100))
    before = costs()
    for name in ("Lê Văn An", "Lê Văn Bình", "Lê Văn Cường"):
        hand(take_in(name, zone="B"), LineFacts("soap", 100), LineFacts("mats", 1))
    hand(first, LineFacts("mats", 1))
    assert costs() == before


def test_custody_has_its_place_on_the_first_page(as_role: AsRole) -> None:
    text = as_role("records_clerk").page("/").get_text(" ", strip=True)
    for words in ("Đã ra, chưa trả hết tiền", "Đã ra, chưa trả hết đồ", "Đồ vật cấm chưa xử lý"):
        assert words in text
    assert "Chưa phát hiện" in as_role("intake").page("/residents/contraband").get_text()
