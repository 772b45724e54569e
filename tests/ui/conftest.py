"""The kitchen app, and a real browser looking at it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, Playwright

from tests.ui.kitchen import make_app, navigation_of_kitchen, qr_video, served


@pytest.fixture
def kitchen() -> Iterator[Flask]:
    with navigation_of_kitchen():
        yield make_app()


@pytest.fixture
def inside(kitchen: Flask) -> Iterator[Flask]:
    """The kitchen within one request to its home page."""
    with kitchen.test_request_context("/"):
        yield kitchen


@pytest.fixture(scope="session")
def browser(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium with a camera that shows a badge."""
    video = qr_video(tmp_path_factory.mktemp("camera") / "badge.y4m", "2B4C6G8H")
    browser = playwright.chromium.launch(
        executable_path=shutil.which("chromium"),
        args=[
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            f"--use-file-for-fake-video-capture={video}",
        ],
    )
    yield browser
    browser.close()


@pytest.fixture
def address(kitchen: Flask) -> Iterator[str]:
    """Where the kitchen is served."""
    with served(kitchen) as url:
        yield url


@pytest.fixture(params=[(1366, 768), (390, 844)], ids=["desk", "phone"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    found: tuple[int, int] = request.param
    return found


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=address,
        viewport={"width": 1366, "height": 768},
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
    )
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A tab; an error of a script, or anything the content policy stops, fails the test."""
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on(
        "console",
        lambda message: wrong.append(message.text) if "Content Security Policy" in message.text else None,
    )
    yield page
    assert wrong == []
