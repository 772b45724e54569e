"""The doctors of the ward."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.sync_api import expect

from center.auth.permissions import Role
from center.medical import cows
from tests.browser.people.person import Person


class Doctor(Person):
    """Examines, observes, and declares the end of detox."""

    role = Role.DOCTOR.value

    def examines(self, stay_id: int, *, last_used: str) -> None:
        """Write the admission exam and take the person into detox."""
        self.goes(f"/medical/stays/{stay_id}/exam/new")
        page = self.page
        page.locator("#uses-0-substance").select_option(label="Heroin")
        page.locator("#uses-0-route").select_option(label="Tiêm chích")
        page.locator("#uses-0-first_age").fill("19")
        page.locator("#uses-0-days_last_month").fill("30")
        page.locator("#uses-0-last_used_on").fill(last_used)
        page.locator("[name=main]").first.check()
        self.writes("Chiều cao", "168")
        self.writes("Cân nặng", "54,5")
        self.writes("Xét nghiệm nhanh nước tiểu", "heroin dương tính")
        self.writes("Hướng xử trí", "Theo dõi hội chứng cai mỗi 4 giờ.")
        self.chooses("Khả năng lao động", "Không lao động")
        page.get_by_label("Chuyển sang điều trị cắt cơn").check()
        self.presses("Lưu phiếu khám")
        self.reads("Đã ghi phiếu khám khi tiếp nhận.")

    def scores(self, stay_id: int, points: Mapping[str, int]) -> None:
        """Score every item of COWS; items that are not named have no points."""
        self.goes(f"/medical/stays/{stay_id}/cows/new")
        for item in cows.ITEMS:
            self.page.locator(f"input[name='{item.code}'][value='{points.get(item.code, 0)}']").check()
        total = sum(points.values())
        expect(self.page.locator("[data-cows-total]")).to_contain_text(str(total))
        self.presses("Lưu COWS")
        self.reads(f"Đã ghi COWS {total} điểm")

    def measures(self, stay_id: int, signs: Mapping[str, str]) -> None:
        """Write vital signs by their labels."""
        self.goes(f"/medical/stays/{stay_id}/vitals/new")
        for label, value in signs.items():
            if label == "Tri giác":
                self.box(label).select_option(label=value)
            else:
                self.writes(label, value)
        self.presses("Lưu")
        self.reads("Đã ghi dấu hiệu sinh tồn.")

    def sees_course(self, stay_id: int, *figures: str) -> None:
        """Open the chart: the curves, and every figure behind them."""
        self.goes(f"/medical/stays/{stay_id}")
        expect(self.page.locator("svg.chart-lines, figure.chart svg").first).to_be_visible()
        self.reads(*figures)

    def declares_detox_complete(self, stay_id: int) -> None:
        """Tick what the record cannot know, and declare; a second doctor must sign."""
        self.goes(f"/medical/stays/{stay_id}/detox")
        for box in self.page.locator("input[name=attested]").all():
            box.check()
        self.writes("Kết luận", "Đã hết hội chứng cai, ăn ngủ được.")
        self.chooses("Khả năng lao động từ nay", "Đủ sức khỏe lao động")
        self.presses("Kết luận kết thúc cắt cơn")
        self.reads("Một bác sĩ khác cần ký xác nhận.")

    def cannot_sign_own(self, stay_id: int) -> None:
        """See that the one who declared is not asked to sign."""
        self.goes(f"/medical/stays/{stay_id}/detox")
        self.reads("Bạn là người kết luận")
        expect(self.page.get_by_role("button", name="Ghi ý kiến")).to_have_count(0)


class SecondDoctor(Doctor):
    """Looks at a colleague's declaration and signs."""

    def countersigns(self, stay_id: int) -> None:
        """Sign the declaration that waits."""
        self.goes(f"/medical/stays/{stay_id}/detox")
        self.page.get_by_label("Ký xác nhận: kết thúc cắt cơn").check()
        self.presses("Ghi ý kiến")
        self.reads("Đã ký xác nhận kết thúc cắt cơn.")
