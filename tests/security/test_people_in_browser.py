"""The search box below a list of names, in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.arrivals import people_inside
from tests.browser.conftest import Hire
from tests.browser.conftest import browser as browser
from tests.browser.conftest import hires as hires
from tests.browser.conftest import house as house
from tests.browser.conftest import seen_pages as seen_pages
from tests.browser.house import House
from tests.browser.people.security import Guard

pytestmark = pytest.mark.browser


def test_people_are_found_by_name_or_badge_and_become_lines(house: House, hires: Hire) -> None:
    one, other = people_inside(house, 2)
    guard = hires(Guard).signs_in()
    guard.goes("/security/incidents/new")
    box = guard.page.locator("#involved")
    search = guard.page.get_by_label("Tìm để thêm: tên, mã, giường, thẻ").first
    search.press_sequentially("lo van")
    option = guard.page.locator("#involved-search-list").get_by_role("option")
    expect(option).to_have_count(1)
    search.press("Enter")
    expect(box).to_have_value(f"HV000001 {one.name} (A · P1 · G1)")
    expect(search).to_have_value("")
    search.press_sequentially(other.token)
    search.press("Enter")
    expect(box).to_have_value(f"HV000001 {one.name} (A · P1 · G1)\n{other.token}")
    search.press_sequentially("zzz")
    expect(guard.page.locator("#involved-search-list .found-none")).to_contain_text("Không tìm thấy ai.")
    search.fill("")
    guard.page.get_by_label("Loại sự việc").select_option("fight")
    guard.chooses("Mức độ", "Nhẹ")
    guard.writes("Tại đâu", "Sân chung")
    guard.writes("Diễn biến", "Xô xát khi xếp hàng.")
    guard.presses("Ghi sự việc")
    guard.reads("Đã ghi sự việc số 1.", one.name, other.name)
