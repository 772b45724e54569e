"""What everybody does: sign in, open pages, fill in forms, and notice when a page is not right."""

from __future__ import annotations

import re
from typing import TypeVar
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, expect

from center.auth.permissions import Role
from tests.browser.house import House
from tests.support.reference import PASSWORD

WAIT_MS = 15_000
AXE_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}

EXPECTED_IN_CONSOLE = re.compile(
    # the browser notes in its console every answer that says no, and every server that does not answer
    r"Failed to load resource: (the server responded with a status of (401|403|409|422)|net::ERR_CONNECTION_REFUSED)"
)

Staff = TypeVar("Staff", bound="Person")


def open_tab(browser: Browser, house: House, width: int, height: int) -> Page:
    """Return a tab of a browser of its own, as one member of the staff has it."""
    context = browser.new_context(
        base_url=house.url,
        viewport={"width": width, "height": height},
        locale="vi-VN",
        timezone_id="Asia/Ho_Chi_Minh",
        accept_downloads=True,
    )
    context.set_default_timeout(WAIT_MS)
    house.joins(context)
    return context.new_page()


class Person:
    """Somebody at a screen; everything wrong with a page that was seen is in ``faults``."""

    role = Role.INTAKE.value

    def __init__(self, page: Page, house: House, username: str) -> None:
        self.page = page
        self.house = house
        self.username = username
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(f"{page.url}: {error}"))
        page.on("console", self._hears)
        page.context.on("request", self._asks)

    def signs_in(self: Staff) -> Staff:
        """Sign in through the page, as at the start of a shift; ends at the first page of the day."""
        self.page.context.clear_cookies()
        self.goes("/")
        self.gives_password()
        expect(self.page.get_by_role("button", name="Đăng xuất")).to_be_attached()
        return self

    def gives_password(self) -> None:
        """Fill in the page that asks who is there."""
        self.writes("Tên đăng nhập", self.username)
        self.writes("Mật khẩu", PASSWORD)
        self.presses("Đăng nhập")

    def goes(self, path: str) -> None:
        """Open a page by its address."""
        answer = self.page.goto(path)
        assert answer is not None
        assert answer.status < 400, f"{answer.status} {path}"
        self.looks()

    def follows(self, name: str, *, exact: bool = False) -> None:
        """Follow the first link of that name."""
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=name, exact=exact).first.click()
        self.looks()

    def presses(self, name: str, *, within: Locator | None = None) -> None:
        """Press the button of that name, which sends a form."""
        with self.page.expect_navigation():
            (within or self.page).get_by_role("button", name=name, exact=True).first.click()
        self.looks()

    def writes(self, label: str, text: str) -> None:
        """Fill the box of that label."""
        self.box(label).fill(text)

    def box(self, label: str) -> Locator:
        """Return the box of that label (without the mark of a required one)."""
        return self.page.get_by_label(re.compile(rf"^\s*{re.escape(label)}\s*\*?\s*$")).first

    def picks(self, label: str, choice: str) -> None:
        """Pick the entry of a list that begins with ``choice``."""
        box = self.box(label)
        offered = box.locator("option").all_inner_texts()
        box.select_option(label=next(text for text in offered if text.startswith(choice)))

    def chooses(self, group: str, choice: str) -> None:
        """Tick one of a group of choices."""
        within = self.page.get_by_role("group", name=re.compile(group))
        within.get_by_label(choice, exact=True).check()

    def types(self, text: str) -> None:
        """Type as a scanner does: fast, into whatever has the focus, with Enter at the end."""
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")

    def reads(self, *words: str) -> None:
        """Make sure that the page says all ``words``."""
        for word in words:
            expect(self.page.locator("main")).to_contain_text(word)

    def downloads(self, link: Locator) -> bytes:
        """Fetch what ``link`` leads to, with this person's session."""
        href = link.get_attribute("href")
        assert href, "a link leads somewhere"
        answer = self.page.context.request.get(href)
        assert answer.ok, f"{answer.status} {href}"
        return answer.body()

    def looks(self) -> None:
        """Check the page's accessibility, the first time a page of its kind is seen."""
        kind = f"{self.house.endpoint_of(self.page.url)} {self.page.locator('[data-error-summary]').count()}"
        if kind in self.house.seen:
            return
        self.house.seen.add(kind)
        for fault in Axe().run(self.page, options=AXE_OPTIONS).response["violations"]:
            self.faults += [f"{self.page.url}: {fault['id']} {node['html'][:160]}" for node in fault["nodes"]]

    def number_in(self, pattern: str, link: Locator | None = None) -> int:
        """Return the number that ``pattern`` finds in a link's address, or in the page's own."""
        address = self.page.url if link is None else link.get_attribute("href") or ""
        found = re.search(pattern, address)
        assert found, f"no {pattern} in {address}"
        return int(found[1])

    def overflow(self) -> list[str]:
        """Return what sticks out of the page sideways."""
        found: list[str] = self.page.evaluate(OVERFLOW)
        return found

    def _hears(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not EXPECTED_IN_CONSOLE.search(message.text):
            self.faults.append(f"{self.page.url}: {message.text}")

    def _asks(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in {"http", "https"} and parts.netloc != urlsplit(self.house.url).netloc:
            self.faults.append(f"{self.page.url} asked {request.url}")


OVERFLOW = """() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.body.querySelectorAll('*')]
        .filter((node) => node.getBoundingClientRect().right > width + 0.5)
        .map((node) => node.outerHTML.slice(0, 120));
}"""
