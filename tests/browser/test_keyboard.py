"""Work without a mouse, and what is kept when a session ends in the middle of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.arrivals import people_inside
from tests.browser.conftest import Hire
from tests.browser.house import House
from tests.browser.people.desk import Intake

pytestmark = pytest.mark.browser


def test_a_person_is_found_with_a_slash_some_letters_and_enter(house: House, hires: Hire) -> None:
    inside = people_inside(house, 5)
    intake = hires(Intake).signs_in()
    page, keyboard = intake.page, intake.page.keyboard
    asked: list[str] = []
    page.on(
        "request", lambda request: asked.append(request.url) if "/search/options" in request.url else None
    )
    box = page.get_by_role("combobox", name="Tìm người cai nghiện")
    options = page.get_by_role("listbox", name="Kết quả tìm").get_by_role("option")

    keyboard.press("/")
    keyboard.type("hoang thuyen", delay=5)
    expect(options).to_have_count(1)
    expect(options).to_have_attribute("aria-selected", "true")  # alone, so Enter takes it
    assert len(asked) == 1, asked
    with page.expect_navigation():
        keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nguyễn Hoàng Đình Thuyên Khuyết")

    keyboard.press("/")
    keyboard.type("a", delay=5)
    expect(options.nth(1)).to_be_visible()
    expect(page.get_by_role("option", selected=True)).to_have_count(0)
    keyboard.press("ArrowDown")
    keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", options.nth(1).get_attribute("id") or "")
    keyboard.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("a")
    with page.expect_navigation():
        keyboard.press("Enter")  # nothing marked: the page with all results
    intake.reads("Tìm «a»")
    keyboard.press("/")
    keyboard.type("gia", delay=5)
    expect(options.first).to_be_visible()
    intake.looks()  # with the list open
    keyboard.press("Escape")
    keyboard.press("ArrowDown")  # the list is closed: on through the table
    with page.expect_navigation():
        keyboard.press("Enter")
    intake.reads("Tổng quan")

    keyboard.press("/")
    with page.expect_navigation():
        intake.types(inside[2].token)
    expect(page.get_by_role("heading", level=1)).to_have_text("Giàng A Mẫu")


def test_what_was_typed_is_there_again_after_signing_in_anew(house: House, hires: Hire) -> None:
    intake = hires(Intake).signs_in()
    intake.goes("/intake/new")
    intake.writes("Họ và tên", "Quách Thị Ước")
    intake.writes("Ngày sinh", "03/02/1990")
    intake.chooses("Giới tính", "Nữ")
    intake.writes("Cơ quan quyết định", "Tòa án nhân dân khu vực 3")
    house.passes(hours=13)
    intake.presses("Tiếp nhận")
    intake.gives_password()
    expect(intake.page.get_by_text("Đã khôi phục những gì đã nhập")).to_be_visible()
    expect(intake.box("Họ và tên")).to_have_value("Quách Thị Ước")
    expect(intake.box("Ngày sinh")).to_have_value("03/02/1990")
    expect(intake.page.get_by_label("Nữ", exact=True)).to_be_checked()
    expect(intake.box("Cơ quan quyết định")).to_have_value("Tòa án nhân dân khu vực 3")
