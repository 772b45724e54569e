"""From the police car to a bed: by scanner and keyboard alone, and by two shifts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from center.auth.permissions import Role
from center.clock import local_date
from center.db import db, unit_of_work
from center.residents.expected.service import ExpectedFacts
from center.residents.expected.service import expect as announce
from center.residents.person.models import Sex
from center.residents.stay.models import StayKind
from tests.browser.arrivals import actor_of
from tests.browser.conftest import Hire
from tests.browser.house import House
from tests.browser.people.desk import Intake
from tests.browser.people.reception import KeyboardDesk
from tests.browser.test_story import portrait

pytestmark = pytest.mark.browser

NAME = "Lê Văn Thử"
CARD = (
    f"070095000123|285000111|{NAME}|09031995|Nam|Thôn 3, Xã Phú Riềng, Huyện Phú Riềng, Bình Phước|15042021"
)
TYPED = ("Lê Thị Mẹ", "mẹ đẻ", "0912345678", "Điện thoại", "Tổ 2")
"""What no scanner and no paper received can know; a person must type it."""
MOST_STROKES = 100
"""38 letters of those words and three figures of pages; the rest, half a hundred, opens and sends eleven steps (two
strokes each), ticks three papers, picks the second searcher and steps from box to box. That makes 91; the few to spare
are for what a list of papers or a norm adds. Whoever adds a box to the way of every reception takes one away, or argues
for it in docs/decisions/0022-reception.md."""


def announced(house: House) -> None:
    """Record the decision received for the person of the card."""
    now = house.clock.now()
    with house.app.app_context():
        with unit_of_work():
            announce(
                ExpectedFacts(
                    NAME,
                    StayKind.COMPULSORY,
                    "77/QĐ-TA",
                    local_date(now) - timedelta(days=3),
                    "Tòa án nhân dân khu vực 4",
                    local_date(now),
                    birth_date=date(1995, 3, 9),
                    sex=Sex.MALE,
                    number="070095000123",
                ),
                actor=actor_of(Role.RECORDS_CLERK),
                now=now,
            )
        db.session.remove()


def test_a_whole_reception_by_scanner_and_keyboard(house: House, hires: Hire) -> None:
    announced(house)
    desk = hires(KeyboardDesk).signs_in()
    page = desk.page
    with desk.leads_on():
        desk.strikes("Alt+t")
    desk.stands_on("Kiểm giấy tờ")
    with desk.leads_on():
        desk.strikes("Enter")
    desk.stands_on("Cai nghiện bắt buộc")
    with desk.leads_on():
        desk.strikes("Space", "Enter")
    for pages in ("3", "2", "4"):
        desk.strikes("Space", "Tab")
        desk.keys_in(pages)
        desk.tabs(2)
    with desk.leads_on():
        desk.strikes("Space", "Enter")
    expect(page.locator("#step-papers")).to_contain_text("Xong")

    desk.stands_on("Quét thẻ, điền biểu mẫu")
    with desk.leads_on():
        desk.strikes("Enter")
    desk.stands_on("Mã QR của thẻ căn cước")
    desk.scans(CARD)
    desk.stands_on("Đúng, lấy theo quyết định đã nhận")
    with desk.leads_on():
        desk.strikes("Enter")
    expect(desk.box("Số quyết định")).to_have_value("77/QĐ-TA")
    expect(page.locator("#contacts-0-full_name")).to_be_focused()
    for word in TYPED[:3]:
        desk.keys_in(word)
        desk.strikes("Tab")
    with desk.leads_on():
        desk.strikes("Control+Enter")
    desk.reads(f"Đã tiếp nhận {NAME}")

    desk.stands_on("Ghi khám người")
    with desk.leads_on():
        desk.strikes("Enter")
    desk.stands_on("Người thứ hai cùng khám")
    with desk.leads_on():
        desk.strikes("ArrowDown", "Tab", "Space", "Enter")
    desk.stands_on("Báo y tế khám")
    with desk.leads_on():
        desk.strikes("Enter")
    desk.stands_on("Nhận giữ đồ")
    with desk.leads_on():
        desk.strikes("Enter")
    desk.keys_in(TYPED[3])
    with desk.leads_on():
        desk.strikes("Control+Enter")

    desk.stands_on("Chụp ảnh")
    with desk.leads_on():
        desk.strikes("Enter")
    expect(page.locator("#photo")).to_be_focused()
    with page.expect_file_chooser() as chosen:
        desk.strikes("Enter")
    desk.strokes += 1  # Enter on the newest picture in the system's own window
    chosen.value.set_files({"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": portrait()})
    expect(page.locator("[data-photo-preview]")).to_be_visible()
    with desk.leads_on():
        desk.strikes("Control+Enter")

    desk.stands_on("Cấp phát")
    with desk.leads_on():
        desk.strikes("Enter")
    with desk.leads_on():
        desk.strikes("Control+Enter")
    desk.stands_on("Ghi phân loại")
    with desk.leads_on():
        desk.strikes("Enter")
    desk.keys_in(TYPED[4])
    with desk.leads_on():
        desk.strikes("Control+Enter")

    desk.stands_on("In thẻ")
    with page.context.expect_page() as printed:
        desk.strikes("Enter")
    printed.value.close()
    desk.strokes += 1  # Ctrl + W closes the printed card
    page.bring_to_front()
    desk.tabs(2)
    desk.stands_on("Ghi phổ biến nội quy")
    with desk.leads_on():
        desk.strikes("Enter")
    with desk.leads_on():
        desk.strikes("Control+Enter")
    desk.stands_on("Lập biên bản")
    with desk.leads_on():
        desk.strikes("Enter")
    with desk.leads_on():
        desk.strikes("Control+Enter")

    desk.reads("11/12")
    desk.stands_on("Kết thúc lượt tiếp nhận")
    with desk.leads_on():
        desk.strikes("Enter")
    desk.reads("Khám sức khỏe sơ bộ: Chờ y tế")
    with desk.leads_on():
        desk.strikes("Enter")
    desk.reads("Đã kết thúc, còn 1 việc")
    assert desk.scanned == len(CARD) + 1
    assert desk.strokes <= MOST_STROKES, f"{desk.strokes} strokes"


def test_the_next_shift_takes_up_what_was_left_half_done(house: House, hires: Hire) -> None:
    first = hires(Intake).signs_in()
    first.scans_card(CARD)
    first.chooses("Diện", "Cai nghiện bắt buộc")
    first.writes("Số quyết định", "12/QĐ-TA")
    first.writes("Nghề nghiệp", "Cạo mủ cao su")
    page = first.page
    page.set_input_files("#photo", {"name": "anh.jpg", "mimeType": "image/jpeg", "buffer": portrait()})
    expect(page.locator("[data-photo-preview]")).to_be_visible()
    page.locator("#contacts-0-full_name").fill("Lê Thị Mẹ")
    page.locator("#contacts-0-relation").fill("mẹ đẻ")
    page.locator("#belongings-1-description").fill("Ví da")
    first.presses("Lưu, làm tiếp sau")
    first.reads("Ai ở bàn tiếp nhận cũng làm tiếp được", "Đã nhập, chưa lưu")

    house.employs("ca-dem", "Phan Thị Ca Đêm", Role.INTAKE)
    second = hires(Intake, username="ca-dem").signs_in()
    second.reads(NAME)
    second.follows(NAME)
    second.presses("Tiếp tục")
    second.follows("Quét thẻ, điền biểu mẫu")
    page = second.page
    expect(second.box("Họ và tên")).to_have_value(NAME)
    expect(second.box("Số giấy tờ")).to_have_value("070095000123")
    expect(second.box("Số quyết định")).to_have_value("12/QĐ-TA")
    expect(second.box("Nghề nghiệp")).to_have_value("Cạo mủ cao su")
    expect(page.locator("#contacts-0-relation")).to_have_value("mẹ đẻ")
    expect(page.locator("#belongings-1-description")).to_have_value("Ví da")
    expect(page.locator("[data-photo-current]")).to_be_visible()
    expect(second.box("Ngày quyết định")).to_be_focused()
    second.writes("Ngày quyết định", "20/11/2026")
    second.writes("Cơ quan quyết định", "Tòa án nhân dân khu vực 3")
    assert second.overflow() == []
    second.presses("Tiếp nhận")
    second.reads(f"Đã tiếp nhận {NAME}", "4/12", "Nhận làm tiếp: Phan Thị Ca Đêm")
    first.goes("/residents/receptions")
    first.reads(NAME, "Phan Thị Ca Đêm")
