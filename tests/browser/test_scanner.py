"""A guard at 5 a.m. with a phone in one hand: by scans alone, with and without a network."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.arrivals import people_inside, post_at
from tests.browser.conftest import Hire
from tests.browser.house import House
from tests.browser.people.security import Guard

pytestmark = pytest.mark.browser


def test_badges_pass_one_after_the_other_without_a_touch(house: House, hires: Hire) -> None:
    inside = people_inside(house, 4)
    guard = hires(Guard, width=390, height=844).signs_in()
    guard.stands_at(post_at(house, "LOP1", "Cửa lớp 1"))
    assert guard.overflow() == []
    for number, person in enumerate(inside, 1):
        house.passes(seconds=4)
        guard.scans(person.token)
        guard.sees("ok", "Vào Lớp học 1", person.name)
        guard.has_scanned(number)
    house.passes(seconds=4)
    guard.scans("2B4C6G8H2B4C6G8H2B4C6G8H2B")
    guard.sees("refused", "Thẻ lạ", "báo trực chỉ huy")
    expect(guard.page.locator("[data-scan-count]")).to_contain_text("4")
    assert guard.overflow() == []


def test_scans_made_while_the_server_is_away_are_sent_when_it_is_back(house: House, hires: Hire) -> None:
    inside = people_inside(house, 3)
    post = post_at(house, "SAN", "Cổng sân")
    guard = hires(Guard, width=390, height=844).signs_in()
    guard.stands_at(post)
    house.close()
    for person in inside:
        house.passes(seconds=4)
        guard.scans(person.token)
    expect(guard.queue).to_have_text("3 lượt chờ gửi")
    guard.sees("warn", "Đã giữ lại, chưa gửi được")
    house.open()
    guard.page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(guard.queue).to_have_text("Đã gửi hết")
    guard.stands_at(post)
    for person in inside:
        expect(guard.page.locator("[data-scan-log]")).to_contain_text(person.name)
    guard.has_scanned(3)
