"""The guards at the posts."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from center.auth.permissions import Role
from tests.browser.people.person import Person


class Guard(Person):
    """Scans badges at a post."""

    role = Role.GUARD.value

    def stands_at(self, post_id: int) -> None:
        """Open the scanner of a post; it is ready for a scan without a touch."""
        self.goes(f"/security/posts/{post_id}/scan")
        expect(self.page.locator("[data-scan-input]")).to_be_focused()

    def scans(self, token: str) -> None:
        """Hold a badge to the scanner: it types the token and presses Enter."""
        self.types(token)

    @property
    def card(self) -> Locator:
        """The large answer."""
        return self.page.locator("[data-scan-card]")

    @property
    def queue(self) -> Locator:
        """What waits to be sent."""
        return self.page.locator("[data-scan-queue]")

    def sees(self, outcome: str, *words: str) -> None:
        """Make sure that the answer has the colour of ``outcome`` (ok, warn, refused), and says ``words``."""
        expect(self.card).to_have_attribute("data-outcome", re.compile(f"^{outcome}$"))
        for word in words:
            expect(self.card).to_contain_text(word)
        expect(self.card.locator(f".for-{outcome}")).to_be_visible()

    def has_scanned(self, count: int) -> None:
        """Make sure that the list under the scanner has so many lines."""
        expect(self.page.locator("[data-scan-log] li")).to_have_count(count)


class DutyCommander(Person):
    """Declares escapes and records returns."""

    role = Role.DUTY_COMMANDER.value

    def sets_up_post(self, code: str, name: str, place: str) -> int:
        """Add a post and return its number."""
        self.goes("/security/posts/setup")
        self.writes("Mã chốt", code)
        self.writes("Tên chốt", name)
        self.picks("Qua chốt là vào", place)
        self.presses("Lập chốt")
        self.reads(f"Đã lập chốt {name}.")
        self.goes("/security/posts")
        return self.number_in(r"/security/posts/(\d+)/scan", self.page.get_by_role("link", name=name))

    def declares_escape(self, stay_id: int, *, left_at: str) -> int:
        """Declare that somebody is gone; return the number of the escape."""
        self.goes(f"/security/escapes/new?stay={stay_id}")
        self.writes("Bỏ trốn lúc", left_at)
        self.writes("Bỏ trốn từ đâu", "Sân chung")
        self.writes("Diễn biến", "Vượt tường phía đông, đội tuần tra thấy lần cuối lúc 19 giờ.")
        self.presses("Khai báo bỏ trốn")
        self.reads("Đã khai báo bỏ trốn: 1 người.", "đang bỏ trốn")
        return self.number_in(r"/security/escapes/(\d+)")

    def records_return(self, escape_id: int, *, place: str) -> None:
        """Record that the person was brought back."""
        self.goes(f"/security/escapes/{escape_id}/return")
        self.writes("Do ai đưa về", "Công an xã Phú Riềng")
        self.picks("Đưa vào nơi nào", place)
        self.writes("Hoàn cảnh, tình trạng khi trở lại", "Sức khỏe bình thường.")
        self.presses("Ghi trở lại")
        self.reads("Đã ghi trở lại.")

    def term_of(self, stay_id: int) -> str:
        """Return the last day of the term as the file shows it (dd/mm/yyyy)."""
        self.goes(f"/residents/stays/{stay_id}")
        return self.page.locator(".resident-term time").inner_text()
