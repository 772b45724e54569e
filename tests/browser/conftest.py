"""Chromium, a house for each test, and the people who work in it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Generator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser, Playwright, expect

from tests.browser.house import House
from tests.browser.people.person import WAIT_MS, Person, Staff, open_tab

START = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
"""Monday 2026-11-23, 08:00 at the center."""


FAILED = pytest.StashKey[bool]()
expect.set_options(timeout=WAIT_MS)


class Hire(Protocol):
    """Brings somebody to work, with a browser of their own."""

    def __call__(
        self, kind: type[Staff], *, username: str = "", width: int = 1366, height: int = 768
    ) -> Staff: ...


@pytest.fixture(scope="package")
def browser(playwright: Playwright) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=_chromium(), args=ARGUMENTS)
    yield browser
    browser.close()


ARGUMENTS = [
    "--no-sandbox",  # Chromium refuses root otherwise
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--no-first-run",
]


def _chromium() -> str | None:
    """Return Debian's Chromium; None means Playwright's own (Ubuntu's is a snap, blind to our files)."""
    found = shutil.which("chromium")
    return None if found is None or "snap" in Path(found).resolve().parts else found


@pytest.fixture(scope="package")
def seen_pages() -> set[str]:
    """Kinds of page that were checked already: the second database shows the same ones."""
    return set()


@pytest.fixture
def house(database_url: str, tmp_path: Path, seen_pages: set[str]) -> Iterator[House]:
    """A running center on a fresh database."""
    folder = tmp_path / "data"
    folder.mkdir()
    house = House(database_url, folder, START, seen_pages)
    house.open()
    yield house
    house.leave()
    assert not house.broken, "\n".join(house.broken)


@pytest.fixture
def hires(house: House, browser: Browser, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Hire]:
    """Return the maker of people: ``hires(Guard)``, ``hires(Guard, width=390)``."""
    staff: list[Person] = []

    def hire(kind: type[Staff], *, username: str = "", width: int = 1366, height: int = 768) -> Staff:
        person = kind(open_tab(browser, house, width, height), house, username or kind.role)
        staff.append(person)
        return person

    yield hire
    failed = request.node.stash.get(FAILED, False)
    for person in staff:
        if failed and not person.page.is_closed():
            name = re.sub(r"\W+", "-", f"{request.node.name}-{person.username}")
            person.page.screenshot(path=tmp_path / f"{name}.png", full_page=True)
        person.page.context.close()
    faults = [fault for person in staff for fault in person.faults]
    assert failed or not faults, "\n".join(faults)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember that the test failed, for the fixtures that close it."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report
