"""The floor plan: what fits, what the colours say in words, and the page that arranges it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from center.db import db, unit_of_work
from center.errors import RuleViolation
from center.residents.housing.models import Building, Outage, Room, Site, Zone
from center.residents.housing.plan.rules import COLUMNS, ROWS, Box, check_layout, draw_rest
from tests.conftest import NOW, Visitor
from tests.residents.conftest import TakeIn

AsRole = Callable[[str], Visitor]


@pytest.mark.parametrize(
    ("boxes", "code"),
    [
        ([Box(1, "P1", 0, 0, 4, 3), Box(2, "P2", 4, 0, 4, 3)], None),
        ([Box(1, "P1", 0, 0, 4, 3), Box(2, "P2", 3, 2, 4, 3)], "housing.plan_overlap"),
        ([Box(1, "P1", 22, 0, 4, 3)], "housing.plan_outside"),
        ([Box(1, "P1", -1, 0, 4, 3)], "housing.plan_outside"),
        ([Box(1, "P1", 0, 0, 0, 3)], "housing.plan_size"),
        ([], None),
    ],
)
def test_rooms_lie_inside_and_beside_one_another(boxes: list[Box], code: str | None) -> None:
    if code is None:
        check_layout(boxes)
        return
    with pytest.raises(RuleViolation) as refused:
        check_layout(boxes)
    assert refused.value.code == code


@given(st.integers(0, COLUMNS - 1), st.integers(0, ROWS - 1), st.integers(0, 30))
def test_rooms_nobody_has_drawn_find_a_place_that_fits(x: int, y: int, rest: int) -> None:
    drawn = [Box(0, "P0", x, y, 1, 1)]
    found = draw_rest(drawn, [(number, f"P{number}") for number in range(1, rest + 1)])
    check_layout([*drawn, *found])
    assert len(found) == min(rest, 23)


@pytest.fixture
def house(app: object) -> int:
    """A building with the rooms of zone B on its first floor."""
    with unit_of_work() as session:
        site = session.scalars(db.select(Site)).one()
        building = Building(site_id=site.id, code="N1", name="Nhà N1", floors=2)
        session.add(building)
        session.flush()
        for room in session.scalars(db.select(Room).join(Zone).where(Zone.code == "B")):
            room.building_id = building.id
        return building.id


def test_a_floor_is_arranged_and_then_drawn_with_words(as_role: AsRole, take_in: TakeIn, house: int) -> None:
    take_in(zone="B")
    admin, url = as_role("administrator"), f"/housing/buildings/{house}/arrange?floor=1"
    page = admin.page(url)
    numbers = {box["name"]: box["value"] for box in page.select("input.plan-number")}
    assert len(numbers) == 8
    one, other = sorted(db.session.scalars(db.select(Room.id).where(Room.building_id == house)))
    on_top = {**numbers, f"x-{other}": numbers[f"x-{one}"]}
    assert "chồng lên nhau" in admin.submit(url, on_top, status=422).text
    assert "nằm ngoài khung" in admin.submit(url, {**numbers, f"x-{one}": "abc"}, status=422).text
    admin.submit(url, {**numbers, f"x-{one}": "10"})
    with unit_of_work() as session:
        session.add(Outage(room_id=other, from_on=NOW.date(), reason="dột mái", recorded_at=NOW))
    guard = as_role("guard")
    for view, first, second in (
        ("occupancy", "còn 7", "không dùng được"),
        ("sex", "Nam", "không có ai"),
        ("state", "tốt", "không dùng được"),
    ):
        plan = guard.page(f"/housing/buildings/{house}/plan?by={view}")
        rooms = plan.select("svg.floor-plan .plan-room")
        assert [room.select("text")[2].get_text() for room in rooms] == [first, second]
        assert plan.select_one(".plan-list li").get_text(" ", strip=True).endswith(first)
    assert rooms[0].rect["x"] == str(10 * 50 + 2)
    assert "chưa có phòng nào" in guard.page(f"/housing/buildings/{house}/plan?floor=2").get_text()
