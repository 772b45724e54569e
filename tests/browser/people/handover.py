"""Those who let a person go: the records clerk prepares, the director signs."""

from __future__ import annotations

from playwright.sync_api import expect

from center.auth.permissions import Role
from tests.browser.people.person import Person


class Clerk(Person):
    """Prepares the end of a stay."""

    role = Role.RECORDS_CLERK.value

    def finds_on_the_list(self, name: str, *words: str) -> None:
        """See a stay on the list of those that end soon, with what is said about it."""
        self.goes("/handover")
        row = self.page.locator("#ending tr", has_text=name)
        for word in words:
            expect(row).to_contain_text(word)

    def writes_plan(self, stay_id: int, *, work: str) -> None:
        """Write where the person goes, what is needed there, and how the goals were reached."""
        self.goes(f"/handover/stays/{stay_id}/plan")
        self.writes("Sống cùng", "Lê Thị Mẹ, mẹ đẻ")
        self.writes("Dự kiến việc làm sau khi hoàn thành cai nghiện", work)
        self.writes("Lời dặn về sức khỏe", "Khám lại sau 3 tháng.")
        self.page.get_by_label("Vay vốn", exact=True).check()
        self.page.get_by_label("Việc làm", exact=True).check()
        for goal in ("I.", "II.", "III.", "IV."):
            self.chooses(f"^{goal} ", "Đạt")
        self.presses("Ghi kế hoạch")
        self.reads("Đã ghi kế hoạch sau cai.")

    def sends_notice(self, stay_id: int) -> None:
        """Issue the notice of the coming end to everybody who is told."""
        self.goes(f"/handover/stays/{stay_id}/notice")
        self.presses("Lập thông báo")
        self.reads("Đã lập thông báo.")

    def gives_belongings_back(self, stay_id: int, to: str, relation: str, paper: str) -> None:
        """Give back all that is in custody to a relative."""
        self.goes(f"/residents/stays/{stay_id}/belongings/return")
        self.writes("Người nhận", to)
        self.writes("Quan hệ với học viên", relation)
        self.writes("Số giấy tờ tùy thân", paper)
        for box in self.page.locator("input[name^=item_]").all():
            box.fill("1")
        self.presses("Ghi đã trả")
        self.reads("Đã ghi trả đồ lưu ký.")

    def issues_completion_paper(self, stay_id: int) -> None:
        """Issue the completion paper in its window."""
        self.goes(f"/handover/stays/{stay_id}")
        self.presses("Cấp giấy hoàn thành")
        self.reads("Đã cấp giấy hoàn thành.")

    def has_packet_built(self, stay_id: int) -> bytes:
        """Ask for the packet, leave it to the background, and fetch it from the page of the work."""
        self.goes(f"/handover/stays/{stay_id}")
        self.presses("Lập hồ sơ bàn giao")
        assert "/jobs/" in self.page.url
        assert self.house.works() == 1
        expect(self.page.locator("main")).to_contain_text("Đã lập hồ sơ bàn giao.")
        return self.downloads(self.page.locator("main").get_by_role("link", name="Mở tệp"))


class Director(Person):
    """Signs, and lets people go."""

    role = Role.DIRECTOR.value

    def releases(self, stay_id: int) -> None:
        """Let a person go whose papers are complete."""
        self.goes(f"/handover/stays/{stay_id}/release")
        self.reads("Đã đủ giấy tờ")
        self.page.get_by_label("Đồ lưu ký đã trả đủ").check()
        self.presses("Cho ra và kết thúc đợt")
        self.reads("Đã cho ra và kết thúc đợt cai nghiện.")
