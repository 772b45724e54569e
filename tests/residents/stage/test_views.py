"""The conveyor of one stay on its page: lanes, what blocks, who moved it, exceptions, corrections."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from center.db import db, unit_of_work
from center.residents.stage.model import Stage
from center.residents.stage.queries import in_force, stage_changes_of
from center.residents.stay.models import Stay
from tests.conftest import NOW, Visitor, check_page
from tests.residents.conftest import TakeIn
from tests.support.stages import in_education, through_education, write_stages

AsRole = Callable[[str], Visitor]
StayOf = Callable[[int], Stay]
TODAY = date(2026, 11, 22)
ACT = "6f1b6f6e-2f5f-4c0a-9c9e-0d7a3c1b2a10"


@pytest.fixture
def learning(take_in: TakeIn) -> int:
    """Somebody in education since 2026-10-03, labour beside it."""
    stay_id = take_in("Lê Văn Học", zone="B", arrived_at=NOW - timedelta(days=60))
    with unit_of_work():
        stay = db.session.get_one(Stay, stay_id)
        write_stages(stay, in_education(stay.admitted_on), by="Trần Thị Tư Vấn")
    return stay_id


def test_five_lanes_show_what_overlaps_and_what_blocks(as_role: AsRole, learning: int) -> None:
    page = as_role("guard").page(f"/residents/stays/{learning}/stages")
    lanes = page.select("figure.lanes .lane")
    assert [lane.select_one("text").get_text() for lane in lanes][3] == "Lao động"
    assert lanes[2].select(".lane-open")
    assert lanes[3].select(".lane-open")
    assert lanes[3].select(".lane-ahead")
    assert lanes[4].select(".lane-window")
    text = page.find(id="next").get_text(" ", strip=True)
    assert "Giáo dục từ ngày 03/10/2026, chưa đủ 3 tháng; đủ vào ngày 03/01/2027." in text
    assert "Nghị định 163/2026/NĐ-CP, điều 86.6" in text
    assert "bắt đầu từ ngày 24/08/2028" in text  # the window of reintegration, though education blocks it too
    table = page.find(id="lanes").get_text(" ", strip=True)
    assert "ít nhất 3 tháng" in table
    assert "từ khi kết thúc cắt cơn đến hết thời hạn" in table
    assert "Trần Thị Tư Vấn" in table
    assert not page.select("#next a.btn")  # a guard moves nobody


def test_the_counsellor_is_told_what_blocks_and_the_director_lets_it_pass(
    as_role: AsRole, learning: int, stay_of: StayOf
) -> None:
    url = f"/residents/stays/{learning}/stages"
    form = {"on_day": "22/11/2026", "reason": "Đạt yêu cầu", "client_id": ACT}
    counsellor, director = as_role("counsellor"), as_role("director")
    page = check_page(counsellor.submit(f"{url}/end-education", form, status=422), 422)
    assert "chưa đủ 3 tháng" in page.get_text()
    assert "Đạt yêu cầu" in page.find("textarea").get_text()
    waive = f"{url}/limits/education-min/waive"
    assert counsellor.get(waive).status_code == 403
    assert not counsellor.page(url).find("a", href=waive)
    assert director.page(url).find("a", href=waive)
    director.submit(waive, {"reason": "", "client_id": ACT}, status=422)
    director.submit(
        waive, {"reason": "Thời hạn còn ngắn", "paper": "12/QĐ-CSCN ngày 20/11/2026", "client_id": ACT}
    )
    assert counsellor.page(url).select("#offer-end-education a.btn")
    counsellor.submit(f"{url}/end-education", form)
    counsellor.submit(f"{url}/end-education", form)  # the button pressed twice
    assert stay_of(learning).stage is Stage.LABOUR
    text = counsellor.page(url).get_text(" ", strip=True)
    assert "lãnh đạo cho qua giới hạn Thời hạn còn ngắn" in text
    assert "12/QĐ-CSCN ngày 20/11/2026" in text


def test_reception_ends_and_detox_begins_in_one_step(
    as_role: AsRole, take_in: TakeIn, stay_of: StayOf
) -> None:
    stay_id = take_in(zone="B", arrived_at=NOW - timedelta(days=1))
    url = f"/residents/stays/{stay_id}/stages"
    counsellor = as_role("counsellor")
    counsellor.submit(
        f"{url}/start-detox", {"on_day": "23/11/2026", "reason": "", "client_id": ACT}, status=422
    )
    counsellor.submit(f"{url}/start-detox", {"on_day": "21/11/2026", "reason": "", "client_id": ACT})
    assert (stay_of(stay_id).stage, stay_of(stay_id).stage_since) == (Stage.DETOX, date(2026, 11, 21))
    text = counsellor.page(url).find(id="next").get_text(" ", strip=True)
    assert "Chưa có kết luận kết thúc cắt cơn của bác sĩ" in text
    assert "Mới cắt cơn 1 ngày; giai đoạn này tối thiểu 10 ngày, đủ vào ngày 01/12/2026." in text
    for wrong in ("end-detox", "nonsense"):
        assert counsellor.get(f"{url}/{wrong}").status_code == 404  # only the doctors end detox
    assert as_role("director").get(f"{url}/limits/nonsense/waive").status_code == 404


def test_a_step_is_corrected_and_the_old_line_stays(
    as_role: AsRole, take_in: TakeIn, stay_of: StayOf
) -> None:
    stay_id = take_in(zone="B", arrived_at=NOW - timedelta(days=140))
    with unit_of_work():
        stay = db.session.get_one(Stay, stay_id)
        write_stages(stay, through_education(stay.admitted_on))
    done = in_force(stage_changes_of(stay_id))[-2]
    assert done.stage is Stage.EDUCATION
    url = f"/residents/stays/{stay_id}/stages"
    correct = f"{url}/facts/{done.id}/correct"
    counsellor = as_role("counsellor")
    assert counsellor.page(url).find("a", href=correct)
    assert not as_role("doctor").page(url).find("a", href=correct)
    empty = {"act": "day", "on_day": "", "reason": "gõ nhầm", "client_id": ACT}
    page = check_page(counsellor.submit(correct, empty, status=422), 422)
    assert "Chưa nhập ngày đúng" in page.get_text()
    counsellor.submit(correct, empty | {"on_day": "01/11/2026"})
    text = counsellor.page(url).find(id="facts").get_text(" ", strip=True)
    assert "01/11/2026" in text
    assert "đã đính chính" in text
    assert "gõ nhầm" in text
    counsellor.submit(correct, empty | {"on_day": "02/11/2026", "client_id": ACT[:-1] + "1"}, status=422)
    other = take_in("Lê Văn Khác")
    assert counsellor.get(f"/residents/stays/{other}/stages/facts/{done.id}/correct").status_code == 404


def test_an_exception_is_taken_back_on_the_page(as_role: AsRole, learning: int) -> None:
    url = f"/residents/stays/{learning}/stages"
    director = as_role("director")
    director.submit(f"{url}/limits/education-min/waive", {"reason": "thử", "paper": "", "client_id": ACT})
    link = director.page(url).find("a", string="Thôi cho qua")
    assert link is not None
    director.submit(str(link["href"]), {"reason": ""}, status=422)
    director.submit(str(link["href"]), {"reason": "hết lý do"})
    page = director.page(url)
    assert "hết lý do" in page.find(id="waivers").get_text()
    assert not page.find("a", string="Thôi cho qua")
