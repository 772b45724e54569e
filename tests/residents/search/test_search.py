"""Finding a person by any scrap, on both databases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import delete, select

from center.audit.actor import Actor
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.places.queries import communes_matching
from center.residents.badge.models import Badge
from center.residents.badge.service import issue_badge
from center.residents.housing.models import Bed, Room, Zone
from center.residents.housing.queries import beds_of
from center.residents.person.models import Identifier, IdentifierKind, Sex
from center.residents.person.service import PersonFacts
from center.residents.search import queries
from center.residents.search.models import SearchKey
from center.residents.search.queries import find
from center.residents.search.service import index_everybody
from center.residents.stay.models import EndReason, Stay
from center.residents.stay.service import end_stay
from tests.conftest import NOW, Visitor
from tests.residents.conftest import TakeIn
from tests.support.statements import statements

AsRole = Callable[[str], Visitor]
ActorOf = Callable[[str], Actor]


def names(text: str, limit: int = 20) -> list[str]:
    return [found.resident.full_name for found in find(text, limit=limit)]


def shown(visitor: Visitor, text: str) -> list[str]:
    answer = visitor.get("/residents/search", query_string={"q": text})
    page = BeautifulSoup(answer.text, "html.parser")
    return [cell.get_text(strip=True) for cell in page.select("td.col-main a")]


@pytest.fixture
def gone(take_in: TakeIn, actor: ActorOf) -> Callable[..., int]:
    """Return a function that takes somebody in and lets them go again; it gives the id of the stay."""

    def make(full_name: str, **facts: object) -> int:
        stay_id = take_in(full_name, arrived_at=NOW - timedelta(days=50), **facts)
        with unit_of_work() as session:
            stay = session.get_one(Stay, stay_id)
            end_stay(stay, EndReason.EXEMPTED, happened_at=NOW, actor=actor("director"), now=NOW)
        return stay_id

    return make


def test_people_sort_and_are_found_as_vietnamese_lists_do(take_in: TakeIn) -> None:
    order = "An, Ánh, Ân, Bình, Dung, Dũng, Đạt, Đức, Em, Hà, Hạ, Hòa, Hồng, Ơn, Thu, Thư, Uyên, Ước"
    given = order.split(", ")
    for name in sorted(given, key=lambda name: name[::-1]):
        take_in(f"Trần Văn {name}", photo=None)
    assert names("tran van", limit=30) == [f"Trần Văn {name}" for name in given]
    assert names("hoa") == names("hòa") == names("hoà") == ["Trần Văn Hòa"]
    assert names("dat") == ["Trần Văn Đạt"]
    assert names("thu") == ["Trần Văn Thu", "Trần Văn Thư"]
    assert names("thư") == ["Trần Văn Thư", "Trần Văn Thu"]
    assert names("uoc tran") == ["Trần Văn Ước"]
    assert names("v hon") == ["Trần Văn Hồng"]


def test_those_on_the_roll_come_first_then_better_matches_then_names(
    take_in: TakeIn, gone: Callable[..., int]
) -> None:
    gone("Lê Văn Hoàng")
    gone("Bùi Thị Hòa", sex=Sex.FEMALE)
    take_in("Hoàng Văn An")
    take_in("Trần Thị Hoa", sex=Sex.FEMALE)
    take_in("Lê Văn Hòa")
    assert names("hòa") == ["Lê Văn Hòa", "Trần Thị Hoa", "Hoàng Văn An", "Bùi Thị Hòa", "Lê Văn Hoàng"]
    assert names("hoa", limit=3) == ["Trần Thị Hoa", "Lê Văn Hòa", "Hoàng Văn An"]
    assert [found.is_open for found in find("hoa")] == [True, True, True, False, False]


def test_of_very_many_the_best_matches_are_read_first(
    take_in: TakeIn, gone: Callable[..., int], monkeypatch: pytest.MonkeyPatch
) -> None:
    gone("Nguyễn Văn Hòa")
    for name in ("Lê Văn Hoàng", "Lê Thị Hoa", "Phạm Văn Thoại", "Lê Văn Hòa"):
        take_in(name, photo=None)
    assert names("hòa") == ["Lê Văn Hòa", "Lê Thị Hoa", "Lê Văn Hoàng", "Phạm Văn Thoại", "Nguyễn Văn Hòa"]
    for few in (1, 2, 3):
        monkeypatch.setattr(queries, "FEW", few)
        assert len(names("hòa")) <= few
        assert names("hòa")[0] == "Lê Văn Hòa"
        assert names("thoai") == ["Phạm Văn Thoại"]


def test_other_names_numbers_old_numbers_beds_and_communes_are_found(
    as_role: AsRole, take_in: TakeIn, clock: FixedClock
) -> None:
    stay_id = take_in(
        "Nguyễn Đức Hòa",
        zone="B",
        person=PersonFacts("Nguyễn Đức Hòa", Sex.MALE, date(1990, 2, 3), "Tư Đen, Tèo"),
    )
    take_in("Nguyễn Thị Hoa", sex=Sex.FEMALE)
    elsewhere = communes_matching("đồng xoài", NOW.date())[0]
    take_in("Hồ Văn Khác", home_commune_id=elsewhere.id)
    resident_id = db.session.get_one(Stay, stay_id).resident_id
    with unit_of_work() as session:
        session.add(
            Identifier(
                resident_id=resident_id, kind=IdentifierKind.CMND, number="285000111", recorded_at=clock.now()
            )
        )
    number = db.session.scalars(
        select(Identifier.number).where(
            Identifier.kind == IdentifierKind.CCCD, Identifier.resident_id == resident_id
        )
    ).one()
    bed = beds_of([stay_id])[stay_id]
    for text in (
        "duc hoa",
        "Đức",
        "tư đen",
        "teo",
        "2850",
        "28500",
        number[:8],
        bed.label,
        bed.label.lower(),
    ):
        assert names(text)[:1] == ["Nguyễn Đức Hòa"], text
    assert [found.detail for found in find("teo")] == ["Tèo"]
    assert [found.detail for found in find("2850")] == ["285000111"]
    assert "Nguyễn Đức Hòa" in names(f"{bed.room.zone.code} {bed.room.name}")
    assert names("dong xoai") == ["Hồ Văn Khác"]
    assert find("Đồng Xoài, Đồng Nai")[0].detail == elsewhere.name
    visitor = as_role("guard")
    assert shown(visitor, "HOÀ") == ["Nguyễn Đức Hòa", "Nguyễn Thị Hoa"]
    for text in ("%", "_", "xyz", "%%%", "'", '"; --', "\\", "🙂", "\u0000a\uffff"):
        assert shown(visitor, text) == [], text
    assert "Không thấy ai" in visitor.page("/residents/search?q=xyz").get_text()
    assert "Gõ điều muốn tìm" in visitor.page("/residents/search?q=").get_text()
    assert "số 285000111" in visitor.get("/residents/search/options?q=2850").text


def test_a_code_a_number_or_a_badge_opens_the_file_at_once(
    as_role: AsRole, take_in: TakeIn, actor: ActorOf
) -> None:
    take_in("Nguyễn Đức Hòa")
    second = take_in("Hồ Văn Khác")
    token = db.session.scalars(select(Badge.token).where(Badge.stay_id == second)).one()
    number = db.session.scalars(
        select(Identifier.number)
        .join(Stay, Stay.resident_id == Identifier.resident_id)
        .where(Stay.id == second)
    ).one()
    with unit_of_work() as session:
        issue_badge(session.get_one(Stay, second), actor=actor("intake"), now=NOW, reason="Mất")
    visitor = as_role("guard")
    for text in (
        "HV000002",
        "hv000002",
        "hv2",
        token,
        token.lower(),
        f"https://x/{token}",
        number,
        f" {number} ",
    ):
        answer = visitor.get("/residents/search", query_string={"q": text})
        assert (answer.status_code, answer.location) == (303, f"/residents/stays/{second}"), text


def test_two_people_with_one_old_number_are_both_shown(
    as_role: AsRole, take_in: TakeIn, clock: FixedClock
) -> None:
    stays = [take_in("Nguyễn Văn Một"), take_in("Nguyễn Văn Hai")]
    with unit_of_work() as session:
        session.add_all(
            Identifier(
                resident_id=session.get_one(Stay, stay_id).resident_id,
                kind=IdentifierKind.CMND,
                number="285000111",
                recorded_at=clock.now(),
            )
            for stay_id in stays
        )
    assert shown(as_role("guard"), "285000111") == ["Nguyễn Văn Hai", "Nguyễn Văn Một"]


def test_suggestions_are_the_lines_of_a_list_box(as_role: AsRole, take_in: TakeIn) -> None:
    stay_id = take_in("Nguyễn Đức Hòa", zone="B")
    answer = as_role("guard").get("/residents/search/options?q=hoa")
    assert "<html" not in answer.text
    option = BeautifulSoup(answer.text, "html.parser").select_one("li[role=option]")
    assert option is not None
    assert option["data-url"] == f"/residents/stays/{stay_id}"
    assert option["data-line"] == f"HV000001 Nguyễn Đức Hòa ({beds_of([stay_id])[stay_id].label})"
    assert "36 tuổi" in option.get_text()
    assert option.img is not None


def test_a_search_costs_the_same_for_one_hit_and_for_twenty(take_in: TakeIn, app: object) -> None:
    with unit_of_work() as session:
        room = session.scalars(select(Room).join(Zone).where(Zone.code == "B")).first()
        session.add_all(Bed(room_id=room.id, name=f"X{number}") for number in range(30))
    take_in("Nguyễn Văn Riêng", zone="B")
    for number in range(20):
        take_in(f"Trần Văn {'abcde'[number // 4]}{'abcd'[number % 4]}", zone="B", photo=None)
    with statements() as one:
        assert len(find("rieng")) == 1
    with statements() as twenty:
        assert len(find("tran")) == 20
    # a search that is not full goes on to words in another order and to communes
    assert len(twenty) <= len(one) <= 20


def test_the_keys_can_be_made_anew(take_in: TakeIn, gone: Callable[..., int]) -> None:
    take_in("Nguyễn Đức Hòa")
    gone("Bùi Thị Hòa", sex=Sex.FEMALE)

    def keys() -> set[tuple[object, ...]]:
        columns = (SearchKey.resident_id, SearchKey.key, SearchKey.kind, SearchKey.on_roll)
        return {tuple(row) for row in db.session.execute(select(*columns))}

    before = keys()
    with unit_of_work() as session:
        session.execute(delete(SearchKey))
        assert index_everybody() == 2
    assert keys() == before
