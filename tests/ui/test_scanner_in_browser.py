"""The scanner of a post in a real browser: wedge, camera, a dead network, the end of a session."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page, expect

from tests.ui.accessibility import faults

pytestmark = pytest.mark.browser


def scan(page: Page, token: str) -> None:
    """Type as a wedge scanner does: to whatever has the focus."""
    page.keyboard.type(token)
    page.keyboard.press("Enter")


@pytest.mark.parametrize("token", ["2B4C6G8H", "odd", "bad"])
def test_every_answer_of_the_scanner_can_be_read_by_all(page: Page, token: str) -> None:
    page.goto("/scan")
    scan(page, token)
    expect(page.locator("[data-scan-card]")).not_to_have_attribute("data-outcome", re.compile("ready|wait"))
    assert faults(page) == []


def test_badges_are_scanned_one_after_the_other_without_a_touch(page: Page, kitchen: Flask) -> None:
    page.goto("/scan")
    for token in ("2B4C6G8H", "odd", "bad", "3B4C6G8H"):
        scan(page, token)
    card = page.locator("[data-scan-card]")
    expect(page.locator("[data-scan-log] li")).to_have_count(4)
    expect(card).to_have_attribute("data-outcome", "ok")
    expect(card).to_contain_text("Vào khu B")
    expect(page.locator("[data-scan-count]")).to_contain_text("28/31")
    expect(page.locator("[data-scan-count]")).to_contain_text("còn 3")
    sent = kitchen.extensions["scans"]
    assert [one["token"] for one in sent] == ["2B4C6G8H", "odd", "bad", "3B4C6G8H"]
    assert len({one["client_id"] for one in sent}) == 4
    assert all(set(one) == {"client_id", "token", "happened_at"} for one in sent)
    assert [one["happened_at"] for one in sent] == sorted(one["happened_at"] for one in sent)
    assert all(one["happened_at"].endswith("Z") for one in sent)


def test_a_refusal_says_what_to_do_and_stays(page: Page) -> None:
    page.goto("/scan")
    scan(page, "bad")
    card = page.locator("[data-scan-card]")
    expect(card).to_have_attribute("data-outcome", "refused")
    for words in ("Không được ra", "Nguyễn Thị Hồng Nhung", "Phải có người đi kèm", "Giữ lại tại chốt"):
        expect(card).to_contain_text(words)
    expect(page.locator(".for-refused")).to_be_visible()
    expect(page.locator(".for-ok")).to_be_hidden()


def test_the_same_badge_read_twice_at_once_is_one_scan(page: Page, kitchen: Flask) -> None:
    page.goto("/scan")
    scan(page, "2B4C6G8H")
    scan(page, "2B4C6G8H")
    scan(page, "odd")
    expect(page.locator("[data-scan-log] li")).to_have_count(2)
    assert [one["token"] for one in kitchen.extensions["scans"]] == ["2B4C6G8H", "odd"]


def test_a_scan_typed_while_a_button_has_the_focus_is_not_lost(page: Page, kitchen: Flask) -> None:
    page.goto("/scan")
    page.get_by_role("button", name="Tắt tiếng").focus()
    scan(page, "2B4C6G8H")
    expect(page.locator("[data-scan-log] li")).to_have_count(1)
    assert kitchen.extensions["scans"][0]["token"] == "2B4C6G8H"
    expect(page.get_by_role("button", name="Tắt tiếng")).to_have_attribute("aria-pressed", "false")


def test_scans_without_a_network_are_kept_over_a_reload_and_sent_in_order(
    page: Page, context: BrowserContext, kitchen: Flask
) -> None:
    page.goto("/scan")
    page.route(
        "**/scan", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )
    for token in ("1B4C", "2B4C", "3B4C"):
        scan(page, token)
    queue = page.locator("[data-scan-queue]")
    expect(queue).to_have_text("3 lượt chờ gửi")
    expect(page.locator("[data-scan-card]")).to_contain_text("Đã giữ lại")
    page.reload()
    expect(queue).to_have_text("3 lượt chờ gửi")
    assert "scans" not in kitchen.extensions
    page.unroute("**/scan")
    page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(queue).to_have_text("Đã gửi hết")
    assert [one["token"] for one in kitchen.extensions["scans"]] == ["1B4C", "2B4C", "3B4C"]
    assert page.evaluate("localStorage.length") == 0


def test_a_scan_after_the_session_ended_is_kept_and_asks_to_sign_in(page: Page, kitchen: Flask) -> None:
    page.goto("/scan")
    page.route("**/scan", lambda route: route.fulfill(status=401, json={"status": 401}))
    scan(page, "2B4C6G8H")
    card = page.locator("[data-scan-card]")
    expect(card).to_contain_text("Hết phiên đăng nhập")
    expect(card.get_by_role("link", name="Đăng nhập")).to_be_visible()
    expect(page.locator("[data-scan-queue]")).to_have_text("1 lượt chờ gửi")


def test_a_new_session_in_another_tab_does_not_stop_the_post(
    page: Page, context: BrowserContext, kitchen: Flask
) -> None:
    page.goto("/scan")
    context.clear_cookies()
    scan(page, "2B4C6G8H")
    expect(page.locator("[data-scan-card]")).to_have_attribute("data-outcome", "ok")
    assert len(kitchen.extensions["scans"]) == 1


def test_what_the_server_does_not_take_waits_aside_and_lets_the_next_pass(page: Page, kitchen: Flask) -> None:
    page.goto("/scan")
    page.route(
        "**/scan",
        lambda route: (
            route.fulfill(status=404, json={})
            if "9B9C" in (route.request.post_data or "")
            else route.continue_()
        ),
    )
    scan(page, "9B9C")
    expect(page.locator("[data-scan-card]")).to_contain_text("Máy chủ không nhận")
    scan(page, "2B4C6G8H")
    expect(page.locator("[data-scan-card]")).to_have_attribute("data-outcome", "ok")
    expect(page.locator("[data-scan-queue]")).to_have_text("1 lượt chờ gửi")
    page.unroute("**/scan")
    page.get_by_role("button", name="Gửi lại").click()
    expect(page.locator("[data-scan-queue]")).to_have_text("Đã gửi hết")


def test_a_token_mangled_by_telex_is_not_sent(page: Page, kitchen: Flask) -> None:
    page.goto("/scan")
    page.locator("[data-scan-input]").fill("BÂĐ4C")
    page.keyboard.press("Enter")
    expect(page.locator("[data-scan-card]")).to_contain_text("Bộ gõ tiếng Việt đang bật")
    assert "scans" not in kitchen.extensions


def test_a_badge_before_the_phones_camera_is_read_by_our_own_decoder(page: Page, kitchen: Flask) -> None:
    hosts: set[str] = set()
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.goto("/scan")
    page.get_by_role("button", name="Camera").click()
    expect(page.locator("[data-scan-log] li").first).to_be_visible()
    assert kitchen.extensions["scans"][0]["token"] == "2B4C6G8H"
    assert len(hosts) == 1
    page.get_by_role("button", name="Camera").click()
    expect(page.locator("[data-scan-viewer]")).to_be_hidden()
