from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PIL import Image, ImageDraw

from tests.browser.house import House
from tests.browser.paper import codes_on
from tests.browser.people.desk import Counsellor, Intake, Papers
from tests.browser.people.handover import Clerk, Director
from tests.browser.people.medical import Doctor, SecondDoctor
from center.auth.permissions import Role
from tests.browser.people.security import DutyCommander, Guard
from tests.browser.people.vocational import Trainer
from tests.browser.arrivals import past_detox
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

CARD = "070095000123|285000111|Đặng Quỳnh Nguyễn Thuỵ Ước|09031995|Nam|Thôn 3, Xã Phú Riềng, Huyện Phú Riềng, Bình Phước|15042021"


def portrait() -> bytes:
    image = Image.new("RGB", (600, 800), (200, 210, 220))
    draw = ImageDraw.Draw(image)
    draw.ellipse((180, 150, 420, 480), fill=(224, 188, 160))
    draw.rectangle((120, 500, 480, 800), fill=(70, 80, 110))
    out = io.BytesIO()
    image.save(out, "JPEG")
    return out.getvalue()


def test_story(house: House, hires: Callable[..., Any]) -> None:
    house.set_clock(date(2026, 11, 23), "08:00")
    intake = hires(Intake).signs_in()
    intake.scans_card(CARD)
    intake.page.screenshot(path="/tmp/center/shot_intake.png", full_page=True)
    stay = intake.admits(Papers(CARD, "Đặng Quỳnh Nguyễn Thuỵ Ước", portrait(), "12/QĐ-TA", "20/11/2026", "Tòa án nhân dân khu vực 3"))
    intake.page.screenshot(path="/tmp/center/shot_file.png", full_page=True)
    badge = intake.prints_badge(stay)
    (token,) = codes_on(badge, 0)
    print(token)
    ward(house, hires, stay)
    gates(house, hires, stay, token)
    school(house, hires, stay)
    end(house, hires, stay)


def ward(house, hires, stay):
    doctor = hires(Doctor).signs_in()
    house.set_clock(date(2026, 11, 23), "09:00")
    doctor.examines(stay, last_used="20/11/2026")
    doctor.page.screenshot(path="/tmp/center/shot_exam.png", full_page=True)
    print(doctor.page.evaluate("[...document.querySelectorAll('.table-wrap')].map(n => [n.scrollWidth, n.clientWidth, n.scrollHeight, n.clientHeight])"))
    doctor.scores(stay, {"pulse": 2, "sweat": 3, "restless": 3, "pupil": 2, "aches": 2, "yawn": 1})
    doctor.measures(stay, CALM | {"Mạch": "112"})
    house.set_clock(date(2026, 12, 2), "16:00")
    doctor.signs_in()
    doctor.scores(stay, {"restless": 1})
    house.set_clock(date(2026, 12, 3), "08:00")
    doctor.signs_in()
    doctor.scores(stay, {"sweat": 1})
    doctor.measures(stay, CALM)
    house.set_clock(date(2026, 12, 3), "17:00")
    doctor.signs_in()
    doctor.scores(stay, {})
    doctor.goes(f"/medical/stays/{stay}")
    doctor.page.screenshot(path="/tmp/center/shot_chart.png", full_page=True)
    doctor.declares_detox_complete(stay)
    doctor.cannot_sign_own(stay)
    house.employs("bac-si-hai", "Phạm Thị Thứ Hai", Role.DOCTOR)
    second = hires(SecondDoctor, username="bac-si-hai").signs_in()
    second.page.screenshot(path="/tmp/center/shot_doctor_home.png", full_page=True)
    second.countersigns(stay)


CALM = {"Mạch": "76", "Huyết áp tâm thu": "118", "Huyết áp tâm trương": "74", "Nhịp thở": "16", "SpO2": "98", "Thân nhiệt": "36,8", "Tri giác": "A – Tỉnh táo"}


def gates(house, hires, stay, token):
    house.set_clock(date(2027, 2, 1), "07:30")
    commander = hires(DutyCommander).signs_in()
    post = commander.sets_up_post("LOP-1", "Cửa lớp học 1", "Lớp học 1")
    guard = hires(Guard, width=390, height=844).signs_in()
    guard.stands_at(post)
    guard.scans(token)
    guard.sees("ok", "Vào Lớp học 1")
    guard.page.screenshot(path="/tmp/center/shot_guard_ok.png", full_page=True)
    house.passes(seconds=20)
    guard.scans("0" * len(token))
    guard.sees("refused", "Thẻ lạ")
    guard.page.screenshot(path="/tmp/center/shot_guard_bad.png", full_page=True)
    before = commander.term_of(stay)
    house.set_clock(date(2027, 2, 10), "21:00")
    commander.signs_in()
    escape = commander.declares_escape(stay, left_at="10/02/2027 19:30")
    commander.page.screenshot(path="/tmp/center/shot_escape.png", full_page=True)
    house.set_clock(date(2027, 2, 11), "06:00")
    guard.signs_in().stands_at(post)
    guard.scans(token)
    guard.sees("refused", "ĐANG BỎ TRỐN", "báo ngay trực chỉ huy")
    house.set_clock(date(2027, 2, 14), "10:00")
    commander.signs_in()
    commander.records_return(escape, place="Trạm y tế")
    commander.page.screenshot(path="/tmp/center/shot_return.png", full_page=True)
    print(before, commander.term_of(stay))


def end(house, hires, stay):
    name = "Đặng Quỳnh Nguyễn Thuỵ Ước"
    house.set_clock(date(2027, 6, 1), "09:00")
    counsellor = hires(Counsellor).signs_in()
    counsellor.moves_to(stay, "Lao động trị liệu, học nghề")
    house.set_clock(date(2028, 10, 20), "09:00")
    clerk = hires(Clerk).signs_in()
    clerk.page.screenshot(path="/tmp/center/shot_clerk_home.png", full_page=True)
    clerk.finds_on_the_list(name, "25/11/2028", "gửi trước 26/10/2028")
    clerk.page.screenshot(path="/tmp/center/shot_clerk_list.png", full_page=True)
    clerk.writes_plan(stay)
    clerk.sends_notice(stay)
    clerk.page.screenshot(path="/tmp/center/shot_handover.png", full_page=True)
    house.set_clock(date(2028, 10, 28), "09:00")
    counsellor.signs_in()
    counsellor.moves_to(stay, "Chuẩn bị tái hòa nhập")
    house.set_clock(date(2028, 11, 25), "07:30")
    clerk.signs_in()
    clerk.issues_completion_paper(stay)
    clerk.gives_belongings_back(stay, "Lê Thị Mẹ, mẹ đẻ")
    packet = clerk.has_packet_built(stay)
    from pathlib import Path
    Path("/tmp/center/packet.pdf").write_bytes(packet)
    clerk.page.screenshot(path="/tmp/center/shot_job.png", full_page=True)
    director = hires(Director).signs_in()
    director.page.screenshot(path="/tmp/center/shot_director.png", full_page=True)
    director.releases(stay)
    director.page.screenshot(path="/tmp/center/shot_released.png", full_page=True)
    house.set_clock(date(2029, 3, 1), "07:30")
    intake = hires(Intake).signs_in()
    intake.scans_card(CARD)
    intake.page.screenshot(path="/tmp/center/shot_return_intake.png", full_page=True)
    intake.presses("Dùng hồ sơ cũ")
    intake.page.screenshot(path="/tmp/center/shot_second_intake.png", full_page=True)


def school(house, hires, stay):
    name = "Đặng Quỳnh Nguyễn Thuỵ Ước"
    house.set_clock(date(2027, 3, 1), "07:00")
    mate = past_detox(house)
    trainer = hires(Trainer).signs_in()
    course = trainer.opens_class("May công nghiệp khóa 3", "MAY-K3", trade="may công nghiệp", first_day="01/03/2027", last_day="30/06/2027")
    trainer.enrols(course, name, mate.name)
    first = trainer.plans_lesson(course, day="02/03/2027", starts="08:00", ends="10:00", place="Lớp học 1")
    second = trainer.plans_lesson(course, day="04/03/2027", starts="08:00", ends="10:00", place="Lớp học 1")
    house.set_clock(date(2027, 3, 2), "10:15")
    trainer.signs_in()
    trainer.keeps_register(first, {name: "Ốm, đi khám"})
    trainer.page.screenshot(path="/tmp/center/shot_lesson.png", full_page=True)
    house.set_clock(date(2027, 3, 4), "10:15")
    trainer.signs_in()
    trainer.page.screenshot(path="/tmp/center/shot_trainer_home.png", full_page=True)
    trainer.keeps_register(second, {})
    house.set_clock(date(2027, 3, 5), "17:00")
    trainer.signs_in()
    trainer.fills_labour("05/03/2027", work="May gia công", hours="6", own={mate.name: None, name: "9"})
    trainer.page.screenshot(path="/tmp/center/shot_labour.png", full_page=True)
    trainer.sends_labour()
    trainer.page.screenshot(path="/tmp/center/shot_refused.png", full_page=True)
    trainer.is_refused(name, "quá 8 giờ", "Còn được ghi 8 giờ")
    expect(trainer.box("Việc làm")).to_have_value("May gia công")
    expect(trainer.box("Số giờ chung")).to_have_value("6")
    own = trainer.page.get_by_label(f"Giờ riêng của {name}")
    expect(own).to_have_value("9")
    expect(trainer.labour_line(mate.name).get_by_label(mate.name, exact=True)).to_be_checked()
    own.fill("7,5")
    trainer.sends_labour()
    trainer.reads("Đã ghi giờ lao động cho 2 người.", "7,5")
    trainer.page.screenshot(path="/tmp/center/shot_labour_day.png", full_page=True)
