"""The intake desk."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import expect

from center.auth.permissions import Role
from tests.browser.people.person import Person


@dataclass(frozen=True)
class Papers:
    """What somebody is brought in with."""

    name: str
    photo: bytes
    decision_number: str
    decided_on: str
    issuer: str


class Intake(Person):
    """Takes people in and prints their badges."""

    role = Role.INTAKE.value

    def scans_card(self, text: str) -> None:
        """Open the form and scan a citizen card; the scanner's Enter reads it."""
        self.goes("/intake/new")
        expect(self.box("Mã QR của thẻ căn cước")).to_be_focused()
        with self.page.expect_navigation():
            self.types(text)
        self.looks()

    def admits(self, papers: Papers) -> int:
        """Complete the scanned form and take the person in; return the number of the stay."""
        page = self.page
        if not page.locator("input[name=home_commune_id]").input_value():
            self.presses("Tìm theo địa chỉ")
            offered = page.locator("button[name=do][value^='commune:']")
            if offered.count():
                with page.expect_navigation():
                    offered.first.click()
        self.chooses("Diện", "Cai nghiện bắt buộc")
        self.writes("Số quyết định", papers.decision_number)
        self.writes("Ngày quyết định", papers.decided_on)
        self.writes("Cơ quan quyết định", papers.issuer)
        page.set_input_files("#photo", {"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": papers.photo})
        expect(page.locator("[data-photo-preview]")).to_be_visible()
        page.locator("#contacts-0-full_name").fill("Lê Thị Mẹ")
        page.locator("#contacts-0-relation").fill("mẹ đẻ")
        page.locator("#contacts-0-phone").fill("0912 345 678")
        page.locator("#belongings-0-description").fill("Điện thoại di động")
        self.box("Giường").select_option(index=1)
        self.presses("Tiếp nhận")
        self.reads(f"Đã tiếp nhận {papers.name}")
        return self.number_in(r"/residents/stays/(\d+)", page.locator(".resident-name a"))

    def prints_badge(self, stay_id: int) -> bytes:
        """Return the PDF of the badge, one card on a page of its size."""
        self.goes(f"/residents/stays/{stay_id}")
        return self.downloads(self.page.locator("main").get_by_role("link", name="In thẻ"))


class Counsellor(Person):
    """Leads people through the stages."""

    role = Role.COUNSELLOR.value

    def takes_step(self, stay_id: int, step: str) -> None:
        """Record the next step of a stay on its conveyor."""
        self.goes(f"/residents/stays/{stay_id}")
        self.follows("Chuyển giai đoạn")
        self.reads(step)
        self.follows("Ghi bước này")
        self.writes("Nhận xét, căn cứ", "Đạt yêu cầu của giai đoạn.")
        self.presses("Ghi bước này")
        self.reads("Đã ghi:")
