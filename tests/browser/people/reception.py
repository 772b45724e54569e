"""The intake desk without a mouse: a keyboard that counts, and a scanner that is counted apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, expect

from tests.browser.house import House
from tests.browser.people.desk import Intake

PAINTED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


class KeyboardDesk(Intake):
    """Works with the keys alone; every stroke a person makes is counted."""

    strokes = 0
    scanned = 0

    def __init__(self, page: Page, house: House, username: str) -> None:
        super().__init__(page, house, username)
        # asked for only together with the key that opens it, the browser's file window sometimes opens unnoticed:
        # the request to be told of it and the key race each other
        page.on("filechooser", lambda _chooser: None)

    def strikes(self, *keys: str) -> None:
        """Press keys one after the other: ``Tab``, ``Enter``, ``Control+Enter`` (a chord is one stroke)."""
        for key in keys:
            self.page.keyboard.press(key)
            self.strokes += 1

    def tabs(self, times: int) -> None:
        """Press Tab so many times."""
        self.strikes(*["Tab"] * times)

    def keys_in(self, text: str) -> None:
        """Type letter by letter, as a person does."""
        self.page.keyboard.type(text)
        self.strokes += len(text)

    def scans(self, text: str) -> None:
        """Let the scanner type, with its Enter; nobody touches a key."""
        self.scanned += len(text) + 1
        with self.page.expect_navigation():
            self.types(text)

    @contextmanager
    def leads_on(self) -> Iterator[None]:
        """Expect the strokes of the block to open another page, and look at it."""
        with self.page.expect_navigation():
            yield
        self.page.evaluate(PAINTED)  # the browser drops keys that come before it has drawn the page
        self.looks()

    def stands_on(self, name: str) -> None:
        """Make sure that the cursor is on the control whose name begins so: the next useful one."""
        focus = self.page.locator("*:focus").first
        expect(focus).to_have_accessible_name(re.compile(rf"^\s*{re.escape(name)}"))


__all__ = ["KeyboardDesk"]
