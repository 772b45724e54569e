"""Pages of lists, the navigation, tabs and panels."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from center.ui import navigation, panels
from center.ui.navigation import NavItem
from center.ui.pagination import MAX_PAGE, Page, requested_page


def page(number: int, total: int, size: int = 50) -> Page[int]:
    start = (number - 1) * size
    return Page(range(start, min(start + size, total)), number, size, total)


@pytest.mark.parametrize(
    ("number", "total", "first", "last", "pages"),
    [
        (1, 0, 0, 0, 1),
        (1, 50, 1, 50, 1),
        (2, 51, 51, 51, 2),
        (1, 1312, 1, 50, 27),
        (27, 1312, 1301, 1312, 27),
    ],
)
def test_a_page_knows_its_place(number: int, total: int, first: int, last: int, pages: int) -> None:
    found = page(number, total)
    assert (found.first, found.last, found.pages) == (first, last, pages)
    assert found.has_previous == (number > 1)
    assert found.has_next == (number < pages)
    assert len(found) == len(list(found))


@pytest.mark.parametrize(
    ("number", "total", "numbers"),
    [
        (1, 40, [1]),
        (1, 1312, [1, 2, 3, None, 27]),
        (4, 1312, [1, 2, 3, 4, 5, 6, None, 27]),
        (5, 1312, [1, 2, 3, 4, 5, 6, 7, None, 27]),
        (14, 1312, [1, None, 12, 13, 14, 15, 16, None, 27]),
        (27, 1312, [1, None, 25, 26, 27]),
    ],
)
def test_the_pager_links_the_ends_and_the_neighbours(
    number: int, total: int, numbers: list[int | None]
) -> None:
    assert page(number, total).numbers == numbers


def test_the_address_of_a_page_keeps_the_filters(kitchen: Flask) -> None:
    with kitchen.test_request_context("/residents?zone=B&stage=1&stage=2&page=3&q=nguyễn"):
        url = urlsplit(page(3, 1312).url_for_page(4))
    assert url.path == "/residents"
    assert parse_qs(url.query) == {"zone": ["B"], "stage": ["1", "2"], "q": ["nguyễn"], "page": ["4"]}


def test_the_address_of_a_page_keeps_the_parts_of_its_route(kitchen: Flask) -> None:
    with kitchen.test_request_context("/stays/7"):
        assert page(1, 80).url_for_page(2) == "/stays/7?page=2"


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("3", 3),
        ("0", 1),
        ("-2", 1),
        ("x", 1),
        ("", 1),
        ("٣", 1),
        ("1e3", 1),
        ("9" * 8, MAX_PAGE),
        ("9" * 30, 1),
    ],
)
def test_a_page_number_that_is_not_one_is_the_first(kitchen: Flask, typed: str, number: int) -> None:
    with kitchen.test_request_context("/residents", query_string={"page": typed}):
        assert requested_page() == number


def test_the_navigation_shows_what_the_person_may_use(inside: Flask) -> None:
    sections = navigation.navigation()
    assert [section.key for section in sections] == [
        "day",
        "residents",
        "medical",
        "vocational",
        "security",
        "handover",
    ]
    assert [link.label for link in sections[1].links] == ["Danh sách", "Tiếp nhận", "Phòng, giường"]
    assert [link.label for section in sections for link in section.links if link.is_current] == ["Hôm nay"]


def test_a_page_below_an_item_belongs_to_it(kitchen: Flask) -> None:
    with kitchen.test_request_context("/residents/7/exam"):
        current = [
            link.label for section in navigation.navigation() for link in section.links if link.is_current
        ]
    assert current == ["Danh sách"]


def test_without_a_permission_check_only_open_items_show(inside: Flask) -> None:
    del inside.jinja_env.globals["can"]
    assert [link.label for section in navigation.navigation() for link in section.links] == ["Hôm nay"]


def test_an_item_is_registered_once(inside: Flask) -> None:
    item = NavItem("Hôm nay", "home", None, "house", "day", 1)
    navigation.register_navigation([item])
    with pytest.raises(ValueError, match="home"):
        navigation.register_navigation([NavItem("Khác", "home", None, "house", "day")])
    with pytest.raises(ValueError, match="section"):
        navigation.register_navigation([NavItem("Khác", "other", None, "house", "nowhere")])


@pytest.fixture
def own_panels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(panels, "_tabs", {})
    monkeypatch.setattr(panels, "_panels", {})


def test_the_tabs_of_a_stay_are_those_the_person_may_open(inside: Flask, own_panels: None) -> None:
    panels.register_tab(panels.ResidentTab("second", "Thứ hai", "stay", "residents.view", 2))
    panels.register_tab(panels.ResidentTab("first", "Thứ nhất", "stay", None, 1))
    panels.register_tab(panels.ResidentTab("closed", "Đóng", "stay", "auth.accounts"))
    panels.register_tab(panels.ResidentTab("missing", "Không có", "no.such.endpoint", None))
    assert panels.resident_tabs(7) == [("first", "Thứ nhất", "/stays/7"), ("second", "Thứ hai", "/stays/7")]
    with pytest.raises(ValueError, match="first"):
        panels.register_tab(panels.ResidentTab("first", "Khác", "stay", None))


def test_panels_of_a_slot_are_drawn_in_order_for_those_who_may_see_them(
    inside: Flask, own_panels: None
) -> None:
    def panel(key: str, order: int, permission: str | None = None, slot: str = "home") -> panels.Panel:
        return panels.Panel(
            slot, key, permission, "kitchen/panel.html", lambda **facts: {"text": f"<{key}> {facts}"}, order
        )

    for one in (panel("b", 2), panel("a", 1), panel("c", 3, "auth.accounts"), panel("d", 0, slot="resident")):
        panels.register_panel(one)
    panels.register_panel(panels.Panel("home", "none", None, "kitchen/panel.html", lambda: None))
    assert panels.panels("home") == ["<p>&lt;a&gt; {}</p>", "<p>&lt;b&gt; {}</p>"]
    assert panels.panels("resident", stay_id=7) == ["<p>&lt;d&gt; {&#39;stay_id&#39;: 7}</p>"]
    with pytest.raises(ValueError, match=r"'a'"):
        panels.register_panel(panel("a", 9))
