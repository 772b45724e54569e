from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PIL import Image, ImageDraw

from tests.browser.house import House
from tests.browser.paper import codes_on
from tests.browser.people.desk import Intake, Papers
from tests.browser.people.medical import Doctor, SecondDoctor
from center.auth.permissions import Role

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
