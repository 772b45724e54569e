"""One resident's whole stay, from the gate to the commune, at the screens of those who work there."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import expect

from center.auth.permissions import Role
from tests.browser.arrivals import past_detox
from tests.browser.conftest import Hire
from tests.browser.house import House
from tests.browser.paper import Paper
from tests.browser.people.desk import Counsellor, Intake, Papers
from tests.browser.people.handover import Clerk, Director
from tests.browser.people.medical import Doctor, SecondDoctor
from tests.browser.people.person import Person
from tests.browser.people.security import DutyCommander, Guard
from tests.browser.people.vocational import Trainer

pytestmark = pytest.mark.browser

NAME = "Đặng Quỳnh Nguyễn Thuỵ Ước"
CARD = (
    f"070095000123|285000111|{NAME}|09031995|Nam|Thôn 3, Xã Phú Riềng, Huyện Phú Riềng, Bình Phước|15042021"
)
ALL_LETTERS = "Ẵm ỷ, ngượng nghịu: ễnh ương, khoẻ hoà, Ỹ Quỵnh, ỡm ờ, ặc ẫ ỗ ợ ử ữ ự"
"""Typed into the aftercare plan, to be read again in the packet."""

CALM = {
    "Mạch": "76",
    "Huyết áp tâm thu": "118",
    "Huyết áp tâm trương": "74",
    "Nhịp thở": "16",
    "SpO2": "98",
    "Thân nhiệt": "36,8",
    "Tri giác": "A – Tỉnh táo",
}

FIRST_DAY = date(2026, 11, 23)
LAST_DAY, LAST_DAY_AFTER_ESCAPE = "22/11/2028", "25/11/2028"
"""Two years from the first day; three days later for the days strictly between escape and return."""


@dataclass(frozen=True)
class Scene:
    """Where the story is told, and whom it is about."""

    house: House
    hires: Hire
    stay_id: int
    token: str


def test_one_resident_from_the_gate_to_the_commune(house: House, hires: Hire, tmp_path: Path) -> None:
    scene = arrival(house, hires)
    detox(scene)
    days_at_the_posts(scene)
    escape_and_return(scene)
    classes_and_labour(scene)
    stages_and_notice(scene)
    packet = last_day(scene)
    read_packet(scene, packet)
    years_later(scene)


def arrival(house: House, hires: Hire) -> Scene:
    """The card fills the form; photo, decision and bed; the badge's QR is the token."""
    house.set_clock(FIRST_DAY, "08:00")
    intake = hires(Intake).signs_in()
    intake.scans_card(CARD)
    expect(intake.box("Họ và tên")).to_have_value(NAME)
    expect(intake.box("Ngày sinh")).to_have_value("09/03/1995")
    expect(intake.box("Số giấy tờ")).to_have_value("070095000123")
    expect(intake.page.get_by_role("combobox", name="Xã, phường")).to_have_value(
        "Xã Phú Riềng, Thành phố Đồng Nai"
    )
    stay_id = intake.admits(Papers(NAME, portrait(), "12/QĐ-TA", "20/11/2026", "Tòa án nhân dân khu vực 3"))
    intake.reads(LAST_DAY)
    badge = Paper(intake.prints_badge(stay_id))
    assert badge.pages == 1
    assert NAME in badge.text
    (token,) = badge.codes(0)
    assert re.fullmatch("[0-9A-Z]{20,}", token), "the badge says nothing about the person"
    return Scene(house, hires, stay_id, token)


def detox(scene: Scene) -> None:
    """The exam, COWS and vital signs until two doctors agree that detox is over."""
    house, stay_id = scene.house, scene.stay_id
    doctor = scene.hires(Doctor)
    house.set_clock(FIRST_DAY, "09:00")
    doctor.signs_in().examines(stay_id, last_used="20/11/2026")
    doctor.scores(stay_id, {"pulse": 2, "sweat": 3, "restless": 3, "pupil": 2, "aches": 2, "yawn": 1})
    doctor.measures(stay_id, CALM | {"Mạch": "112"})
    house.set_clock(date(2026, 12, 2), "16:00")
    doctor.signs_in().scores(stay_id, {"restless": 1})
    house.set_clock(date(2026, 12, 3), "08:00")
    doctor.signs_in().scores(stay_id, {"sweat": 1})
    doctor.measures(stay_id, CALM)
    house.set_clock(date(2026, 12, 3), "17:00")
    doctor.signs_in().scores(stay_id, {})
    doctor.sees_course(stay_id, "13", "118/74")
    doctor.declares_detox_complete(stay_id)
    doctor.cannot_sign_own(stay_id)
    house.employs("bac-si-hai", "Phạm Thị Thứ Hai", Role.DOCTOR)
    scene.hires(SecondDoctor, username="bac-si-hai").signs_in().countersigns(stay_id)


def days_at_the_posts(scene: Scene) -> None:
    """A badge at a post is green; a badge nobody knows is red."""
    scene.house.set_clock(date(2027, 2, 1), "07:30")
    post = scene.hires(DutyCommander).signs_in().sets_up_post("LOP-1", "Cửa lớp học 1", "Lớp học 1")
    guard = scene.hires(Guard, width=390, height=844).signs_in()
    guard.stands_at(post)
    guard.scans(scene.token)
    guard.sees("ok", "Vào Lớp học 1", NAME)
    scene.house.passes(seconds=20)
    guard.scans("0" * len(scene.token))
    guard.sees("refused", "Thẻ lạ", "báo trực chỉ huy")


def escape_and_return(scene: Scene) -> None:
    """An escape stops the term; the return moves its end by the days strictly between."""
    house, stay_id = scene.house, scene.stay_id
    commander = scene.hires(DutyCommander)
    house.set_clock(date(2027, 2, 10), "21:00")
    assert commander.signs_in().term_of(stay_id) == LAST_DAY
    escape = commander.declares_escape(stay_id, left_at="10/02/2027 19:30")
    house.set_clock(date(2027, 2, 11), "06:00")
    guard = scene.hires(Guard, width=390, height=844).signs_in()
    guard.goes("/security/posts")
    guard.follows("Cửa lớp học 1")
    guard.scans(scene.token)
    guard.sees("refused", "ĐANG BỎ TRỐN", "báo ngay trực chỉ huy")
    house.set_clock(date(2027, 2, 14), "10:00")
    commander.signs_in().records_return(escape, place="Trạm y tế")
    assert commander.term_of(stay_id) == LAST_DAY_AFTER_ESCAPE


def classes_and_labour(scene: Scene) -> None:
    """Two lessons, one missed for a reason; a group's labour of which one line is beyond the cap."""
    house = scene.house
    house.set_clock(date(2027, 3, 1), "07:00")
    mate = past_detox(house).name
    trainer = scene.hires(Trainer).signs_in()
    course = trainer.opens_class(
        "May công nghiệp khóa 3",
        "MAY-K3",
        trade="may công nghiệp",
        first_day="01/03/2027",
        last_day="30/06/2027",
    )
    trainer.enrols(course, NAME, mate)
    lessons = [
        trainer.plans_lesson(course, day=day, starts="08:00", ends="10:00", place="Lớp học 1")
        for day in ("02/03/2027", "04/03/2027")
    ]
    house.set_clock(date(2027, 3, 2), "10:15")
    trainer.signs_in().keeps_register(lessons[0], {NAME: "Ốm, đi khám"})
    house.set_clock(date(2027, 3, 4), "10:15")
    trainer.signs_in().keeps_register(lessons[1], {})
    house.set_clock(date(2027, 3, 5), "17:00")
    trainer.signs_in().fills_labour("05/03/2027", work="May gia công", hours="6", own={mate: None, NAME: "9"})
    trainer.sends_labour()
    trainer.is_refused(NAME, "quá 8 giờ", "Còn được ghi 8 giờ")
    expect(trainer.box("Việc làm")).to_have_value("May gia công")
    expect(trainer.box("Số giờ chung")).to_have_value("6")
    expect(trainer.labour_line(mate).get_by_label(mate, exact=True)).to_be_checked()
    expect(trainer.own_hours(NAME)).to_have_value("9")
    trainer.own_hours(NAME).fill("7,5")
    trainer.sends_labour()
    trainer.reads("Đã ghi giờ lao động cho 2 người.", "7,5")


def stages_and_notice(scene: Scene) -> None:
    """The stages to the last one; the plan for afterwards and the notice of the coming end."""
    house, stay_id = scene.house, scene.stay_id
    counsellor, clerk = scene.hires(Counsellor), scene.hires(Clerk)
    house.set_clock(date(2027, 6, 1), "09:00")
    counsellor.signs_in().takes_step(stay_id, "Kết thúc giáo dục")
    house.set_clock(date(2028, 10, 20), "09:00")
    clerk.signs_in().finds_on_the_list(NAME, LAST_DAY_AFTER_ESCAPE, "gửi trước 26/10/2028")
    clerk.writes_plan(stay_id, work=ALL_LETTERS)
    clerk.sends_notice(stay_id)
    house.set_clock(date(2028, 10, 28), "09:00")
    counsellor.signs_in().takes_step(stay_id, "Bắt đầu chuẩn bị tái hòa nhập")


def last_day(scene: Scene) -> Paper:
    """The completion paper, the belongings, the packet; the director lets the person go."""
    stay_id = scene.stay_id
    scene.house.set_clock(date(2028, 11, 25), "07:30")
    clerk = scene.hires(Clerk).signs_in()
    clerk.issues_completion_paper(stay_id)
    clerk.gives_belongings_back(stay_id, "Lê Thị Mẹ", "mẹ đẻ", "070170000123")
    packet = clerk.has_packet_built(stay_id)
    scene.hires(Director).signs_in().releases(stay_id)
    return Paper(packet)


def read_packet(scene: Scene, packet: Paper) -> None:
    """The packet as the commune reads it: every letter, every part, and the page that says it is genuine."""
    for title in (
        "V/v bàn giao hồ sơ người hoàn thành cai nghiện ma túy",
        "DANH MỤC TÀI LIỆU",
        "GIẤY XÁC NHẬN Chấp hành xong Quyết định đưa đi cai nghiện bắt buộc",
        "THÔNG BÁO Về việc người cai nghiện ma túy chuẩn bị hoàn thành cai nghiện ma túy",
        "TÓM TẮT QUÁ TRÌNH CAI NGHIỆN THEO NĂM GIAI ĐOẠN",
        "NHU CẦU HỖ TRỢ SAU CAI NGHIỆN",
        "TÓM TẮT TÌNH TRẠNG SỨC KHỎE",
        "DANH MỤC VĂN BẰNG, CHỨNG CHỈ",
        "TÓM TẮT LAO ĐỘNG TRỊ LIỆU",
        "NHẬN XÉT VIỆC CHẤP HÀNH NỘI QUY",
        "BIÊN BẢN TRẢ TƯ TRANG, ĐỒ DÙNG CÁ NHÂN",
    ):
        assert title in packet.text
    for words in (NAME.upper(), ALL_LETTERS, "xã Phú Riềng, thành phố Đồng Nai", "Lê Thị Mẹ"):
        assert words in packet.text
    for fact in ("May công nghiệp khóa 3", "May gia công", "10/02/2027", "14/02/2027", "Điện thoại di động"):
        assert fact in packet.text
    assert packet.bad_letters() == []
    assert packet.missing_glyphs() == 0
    assert packet.fonts
    assert all(packet.fonts.values()), "every font is embedded"
    assert len(packet.attachments) == 11
    listed = packet.listed_hashes()
    assert len(listed) == 10
    assert listed <= set(packet.attachments.values()), "each hash of the list is an embedded part's"
    (address,) = packet.codes(1)
    visitor = scene.hires(Person, username="-", width=390, height=844)
    visitor.goes(urlsplit(address).path)
    visitor.reads("Giấy tờ thật, đang có hiệu lực", *listed)
    assert visitor.overflow() == []
    assert NAME not in visitor.page.content(), "the public page names nobody"


def years_later(scene: Scene) -> None:
    """The same card at the desk again: the file is found, and opens a second stay."""
    scene.house.set_clock(date(2030, 3, 1), "08:00")
    intake = scene.hires(Intake).signs_in()
    intake.scans_card(CARD)
    intake.reads("Số giấy tờ này đã có hồ sơ", "Đợt 1: từ 23/11/2026 đến 25/11/2028")
    intake.presses("Dùng hồ sơ cũ")
    intake.reads("Mở đợt mới cho người đã có hồ sơ", NAME)


def portrait() -> bytes:
    """Return somebody's passport photo."""
    image = Image.new("RGB", (600, 800), (200, 210, 220))
    draw = ImageDraw.Draw(image)
    draw.ellipse((180, 150, 420, 480), fill=(224, 188, 160))
    draw.rectangle((120, 500, 480, 800), fill=(70, 80, 110))
    out = io.BytesIO()
    image.save(out, "JPEG")
    return out.getvalue()
