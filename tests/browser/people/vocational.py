"""The trainer of the classes and the workshop."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.sync_api import Locator, expect

from center.auth.permissions import Role
from tests.browser.people.person import Person


class Trainer(Person):
    """Plans classes, keeps registers, enters hours of labour."""

    role = Role.TRAINER.value

    def opens_class(self, name: str, code: str, *, trade: str, first_day: str, last_day: str) -> int:
        """Open a class taught by oneself and return its number."""
        self.goes("/vocational/courses/new")
        self.writes("Tên lớp", name)
        self.writes("Mã lớp", code)
        self.picks("Loại lớp", "Học nghề")
        self.writes("Nghề", trade)
        self.writes("Số giờ của chương trình", "60")
        self.writes("Từ ngày", first_day)
        self.writes("Đến hết ngày", last_day)
        self.presses("Lưu")
        self.reads(f"Đã mở lớp {name}.")
        return self.number_in(r"/vocational/courses/(\d+)")

    def enrols(self, course_id: int, *names: str) -> None:
        """Put residents into a class."""
        self.goes(f"/vocational/courses/{course_id}/enrol")
        for name in names:
            self.page.get_by_label(name, exact=True).check()
        self.presses("Ghi danh")
        self.reads(f"Đã ghi danh {len(names)} người vào lớp.")

    def plans_lesson(self, course_id: int, *, day: str, starts: str, ends: str, place: str) -> int:
        """Plan one lesson and return its number."""
        self.goes(f"/vocational/courses/{course_id}/lessons/new")
        self.writes("Ngày học", day)
        self.writes("Từ", starts)
        self.writes("Đến", ends)
        self.picks("Nơi học", place)
        self.presses("Xếp buổi học")
        self.reads("Đã xếp 1 buổi học.")
        return self.number_in(
            r"/vocational/lessons/(\d+)",
            self.page.locator("#lessons").get_by_role("link", name=f"{day} {starts}"),
        )

    def keeps_register(self, lesson_id: int, absent: Mapping[str, str]) -> None:
        """Keep the register of a lesson: everyone is there but ``absent``, with the reason by name."""
        self.goes(f"/vocational/lessons/{lesson_id}/register")
        for name, reason in absent.items():
            line = self.page.locator("li.register-line", has_text=name)
            line.get_by_text("Vắng", exact=True).click()
            line.get_by_label(f"Lý do vắng của {name}").select_option(label=reason)
        self.presses("Lưu sổ điểm danh")
        self.reads("Đã lưu sổ điểm danh.", *absent.values())

    def fills_labour(self, day: str, *, work: str, hours: str, own: Mapping[str, str | None]) -> None:
        """Tick people for a day's labour: ``hours`` for all, or a person's own in ``own``; nothing is sent."""
        self.goes(f"/vocational/labour/new?day={day}")
        self.writes("Việc làm", work)
        self.writes("Số giờ chung", hours)
        for name, hours_of_one in own.items():
            line = self.labour_line(name)
            line.get_by_label(name, exact=True).check()
            if hours_of_one is not None:
                self.own_hours(name).fill(hours_of_one)

    def labour_line(self, name: str) -> Locator:
        """Return somebody's line of the group entry."""
        return self.page.locator("tr[data-line]", has_text=name)

    def own_hours(self, name: str) -> Locator:
        """Return the box of somebody's own hours."""
        return self.page.get_by_label(f"Giờ riêng của {name}", exact=True)

    def sends_labour(self) -> None:
        """Save the whole group."""
        self.presses("Lưu giờ lao động")

    def is_refused(self, name: str, *words: str) -> None:
        """See why a line was refused, beside the name."""
        refusal = self.labour_line(name).locator(".line-refusal")
        for word in words:
            expect(refusal).to_contain_text(word)
