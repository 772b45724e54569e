"""The count: everyone explained, now and then, and the names behind every figure."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select

from center.auth.permissions import Role
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.residents.person.models import Sex
from center.residents.stay.models import EndReason, Stay
from center.residents.stay.service import end_stay
from center.residents.whereabouts.models import Location, OutCause
from center.residents.whereabouts.queries import headcount
from center.security.escapes.service import EscapeFacts, declare_escape
from center.security.headcount.queries import NO_BED, Presence, Where, ZoneCount, placed, zone_counts
from center.security.incidents.service import IncidentFacts, report_incident
from center.security.models import IncidentKind, Severity
from center.security.outings.service import OutingFacts, send_out
from tests.conftest import Visitor
from tests.security.conftest import Found, Scanned, Who
from tests.support.statements import statements

SignIn = Callable[[Role], Visitor]


@pytest.fixture
def scattered(person: Found, scan: Scanned, clock: FixedClock, actor: Who) -> list[Stay]:
    """Five people: at home, in class, in hospital, escaped, released."""
    names = ("Trần Văn Nhà", "Trần Văn Lớp", "Trần Văn Viện", "Trần Văn Trốn", "Trần Văn Xong")
    stays = [person(name) for name in names]
    commander, director = actor(Role.DUTY_COMMANDER), actor(Role.DIRECTOR)
    scan(stays[1], "LOP1", at=clock.now() - timedelta(minutes=30))
    then = clock.now() - timedelta(hours=2)
    with unit_of_work():
        _, _, patient, gone, done = (db.session.get_one(Stay, stay.id) for stay in stays)
        send_out(
            [patient],
            OutingFacts(OutCause.HOSPITAL, then, "Bệnh viện tỉnh"),
            actor=commander,
            now=clock.now(),
        )
        facts = EscapeFacts(then, then, "Vườn rau", "Trèo rào.")
        declare_escape([gone], facts, actor=commander, now=clock.now())
        end_stay(done, EndReason.COMPLETED, happened_at=then, actor=director, now=clock.now())
    return stays


def test_everyone_on_the_roll_stands_in_exactly_one_figure(scattered: list[Stay], clock: FixedClock) -> None:
    now = headcount(clock.now())
    assert now.on_roll == 4
    assert {count.label: count.persons for count in now.present} == {"Khu B – Nam": 1, "Lớp học 1": 1}
    assert {count.cause: count.persons for count in now.out} == {OutCause.HOSPITAL: 1, OutCause.ESCAPE: 1}
    assert now.on_roll == now.persons_present + now.persons_out


PAST: list[tuple[float, tuple[int, int]]] = [
    (0, (4, 2)),
    (0.6, (4, 2)),
    (2, (4, 2)),
    (2.01, (5, 5)),
    (71.9, (5, 5)),
    (72.1, (0, 0)),
]


def test_the_count_of_any_past_minute_is_what_held_then(
    scattered: list[Stay], clock: FixedClock, subtests: pytest.Subtests
) -> None:
    for hours_ago, expected in PAST:
        with subtests.test(hours_ago=hours_ago):
            then = headcount(clock.now() - timedelta(hours=hours_ago))
            assert (then.on_roll, then.persons_present) == expected


def test_a_zone_knows_who_is_home_elsewhere_and_out(
    scattered: list[Stay], person: Found, clock: FixedClock
) -> None:
    person("Lê Thị Khác", zone="C", sex=Sex.FEMALE)
    found = zone_counts(clock.now())
    assert [(zone.name, zone.on_roll, zone.at_home, zone.elsewhere, zone.out) for zone in found] == [
        ("Khu B – Nam", 4, 1, 1, 2),
        ("Khu C – Nữ", 1, 1, 0, 0),
    ]
    before = zone_counts(clock.now() - timedelta(hours=3))
    assert before[0] == ZoneCount(before[0].zone_id, "Khu B – Nam", 5, 5, 0, 0)


def test_the_names_behind_the_figures(scattered: list[Stay], clock: FixedClock) -> None:
    def names(where: Where) -> list[str]:
        found, total = placed(where, clock.now())
        assert len(found) == total
        return [line.stay.resident.full_name.split()[-1] for line in found]

    classroom = db.session.scalars(select(Location).where(Location.code == "LOP1")).one()
    zone = zone_counts(clock.now())[0].zone_id
    assert names(Where()) == ["Lớp", "Nhà", "Trốn", "Viện"]
    assert names(Where(presence=Presence.INSIDE)) == ["Lớp", "Nhà"]
    assert names(Where(presence=Presence.OUT)) == ["Trốn", "Viện"]
    assert names(Where(location_id=classroom.id)) == ["Lớp"]
    assert names(Where(cause=OutCause.ESCAPE)) == ["Trốn"]
    assert names(Where(zone_id=zone, presence=Presence.HOME)) == ["Nhà"]
    assert names(Where(zone_id=zone, presence=Presence.AWAY)) == ["Lớp"]
    assert names(Where(zone_id=NO_BED)) == []
    assert names(Where(zone_id=999)) == []
    found, _ = placed(Where(cause=OutCause.ESCAPE), clock.now())
    assert found[0].bed is not None
    assert found[0].bed.label.startswith("B · P1")


def test_lists_and_counts_cost_the_same_whatever_the_number(person: Found, clock: FixedClock) -> None:
    def cost() -> int:
        db.session.rollback()
        with statements() as seen:
            headcount(clock.now())
            zone_counts(clock.now())
            found, _ = placed(Where(), clock.now(), limit=50)
            assert all(line.stay.resident.full_name and line.bed and line.bed.label for line in found)
        return sum("SELECT" in one for one in seen)

    person("Trần Văn Một")
    one = cost()
    for name in ("Hai", "Ba", "Tư"):
        person(f"Trần Văn {name}")
    assert cost() == one == 5


def test_the_guards_page_shows_the_count_and_opens_every_figure(
    scattered: list[Stay], as_role: SignIn
) -> None:
    visitor = as_role(Role.GUARD)
    page = visitor.page("/security")
    text = page.get_text(" ", strip=True)
    assert "1 người đang bỏ trốn" in text
    assert "còn 22 giờ để báo" in text
    links = {link["href"] for link in page.select("main a[href*='/security/present?']")}
    assert len(links) >= 10
    for link in links:
        listed = visitor.page(str(link))
        assert listed.select("tbody tr"), link
    assert page.select_one("a[href='/security/escapes/new']") is None, "a guard does not declare"


def test_a_past_minute_goes_with_the_links(scattered: list[Stay], as_role: SignIn) -> None:
    visitor = as_role(Role.DUTY_COMMANDER)
    page = visitor.page("/security?at=22/11/2026+06:30")
    assert "Đang xem lại quân số lúc 22/11/2026 06:30" in page.get_text()
    everyone = next(link for link in page.select("a.stat") if "Trong danh sách" in link.get_text())
    assert len(visitor.page(str(everyone["href"])).select("tbody tr")) == 5
    sheet = next(link for link in page.select("a") if "In danh sách" in link.get_text())
    assert len(visitor.page(str(sheet["href"])).select("tbody tr")) == 5


def test_an_impossible_minute_is_told_and_now_is_shown(
    scattered: list[Stay], as_role: SignIn, subtests: pytest.Subtests
) -> None:
    guard = as_role(Role.GUARD)
    for at, told in (
        ("22/11/2026 23:00", "nằm ở tương lai"),
        ("hôm qua 5h", "Không đọc được ngày"),
        ("22/11/2026", "Nhập cả ngày và giờ"),
    ):
        for path in ("/security", "/security/present", "/security/present/sheet"):
            with subtests.test(path=path, at=at):
                answer = guard.get(path, query_string={"at": at})
                assert answer.status_code == 422
                if not path.endswith("sheet"):
                    assert told in answer.text
                    assert at in answer.text


def test_the_sheet_has_a_box_for_everybody_inside(scattered: list[Stay], as_role: SignIn) -> None:
    page = as_role(Role.AUDITOR).page("/security/present/sheet")
    assert len(page.select("tbody tr")) == 4
    assert len(page.select(".tick-box")) == 2
    assert "QS-20261122-0900" in page.get_text()
    assert "Trực chỉ huy" in page.get_text()


def test_the_missing_are_ticked_and_declared(scattered: list[Stay], as_role: SignIn) -> None:
    visitor = as_role(Role.DUTY_COMMANDER)
    page = visitor.page("/security/present?presence=in")
    boxes = [box["value"] for box in page.select("input[name=stay]")]
    assert len(boxes) == 2
    form = visitor.page(f"/security/escapes/new?stay={boxes[0]}&stay={boxes[1]}")
    people = form.select_one("textarea[name=people]")
    assert people is not None
    assert len(people.get_text(strip=True).splitlines()) == 2
    assert visitor.page("/security/present?at=22/11/2026+06:30").select("input[name=stay]") == []


def test_the_first_page_of_security_staff(
    scattered: list[Stay], as_role: SignIn, scan: Scanned, clock: FixedClock, actor: Who
) -> None:
    scan(scattered[3], "SAN")
    scan("2B4C", "SAN")
    guard = actor(Role.GUARD)
    for days in (1, 8):
        facts = IncidentFacts(
            IncidentKind.FIRE if days == 1 else IncidentKind.PROPERTY,
            Severity.GRAVE,
            clock.now() - timedelta(days=days),
            "Bếp ăn",
            "Cháy nhỏ.",
        )
        with unit_of_work():
            report_incident(facts, actor=guard, now=clock.now())
    text = as_role(Role.GUARD).page("/").get_text(" ", strip=True)
    for words in (
        "Trong danh sách 4",
        "Có mặt 2",
        "trong đó bỏ trốn 1",
        "Cháy, thiên tai",
        "ĐANG BỎ TRỐN",
        "Thẻ lạ",
    ):
        assert words in text
    assert "Hư hỏng" not in text
    assert "Lượt quét bất thường" not in as_role(Role.NURSE).page("/").get_text()


def test_a_post_that_is_gone_from_the_books_does_not_break_the_day(as_role: SignIn) -> None:
    visitor = as_role(Role.GUARD)
    with visitor.session_transaction() as stored:
        stored["security.post"] = 999
    visitor.page("/security")
    visitor.page("/")
