"""The chart of a stay, and its printed sheet."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import pytest
from flask import Flask

from center.audit.actor import Actor
from center.auth.permissions import Role
from center.db import unit_of_work
from center.medical.observation.chart import course_of, cows_bands
from center.residents.stay.models import EndReason, Stay
from center.residents.stay.service import end_stay
from tests.conftest import NOW, Visitor
from tests.medical.support import admitted, examined, in_detox, measured, scored

H = timedelta(hours=1)
AT = "22/11/2026 09:00"


@pytest.fixture
def stay(app: Flask, doctor: Actor, nurse: Actor) -> Stay:
    with unit_of_work():
        noise = in_detox(doctor, NOW - 100 * H)
        scored(noise, nurse, NOW - H, 4, 3, 5, 2, 4, 4, 3, 4, 1, 4, 3)
        measured(noise, nurse, NOW - H, pulse=141)
        return in_detox(doctor, NOW - 100 * H)


def test_bands_of_the_chart_cover_the_scale() -> None:
    bands = cows_bands()
    assert (bands[0].low, bands[-1].high) == (0, 48)
    assert all(lower.high == upper.low for lower, upper in pairwise(bands))


def test_a_round_is_one_line_and_a_correction_stands_beside_the_corrected(stay: Stay, nurse: Actor) -> None:
    from center.medical.entry import Entry
    from center.medical.observation.service import record_vitals

    with unit_of_work():
        scored(stay, nurse, NOW - 8 * H)
        measured(stay, nurse, NOW - 8 * H)
        wrong = measured(stay, nurse, NOW, pulse=140)
        entry = Entry(NOW, NOW + H, nurse, amends_id=wrong.id, amend_reason="gõ nhầm 84 thành 140")
        record_vitals(stay, {"pulse": 84}, entry=entry)
    found = course_of(stay, NOW, span="all")
    assert [(len(line.rows), line.corrected_by is not None) for line in found.lines] == [
        (1, False),
        (1, True),
        (2, False),
    ]
    pulse = next(chart for chart in found.charts if chart.title == "Mạch")
    assert [figures for _x, figures in pulse.table] == [("78",), ("84",)]
    assert found.last_vitals is not None
    assert found.last_vitals.row.systolic == 120


def test_the_page_shows_figures_charts_and_every_line(
    stay: Stay, nurse: Actor, as_role: Callable[[Role], Visitor]
) -> None:
    with unit_of_work():
        scored(stay, nurse, NOW - 8 * H, 2, 2, 3, 2, 2, 2, 3, 2, 1, 2, 3)
        measured(stay, nurse, NOW - 8 * H, pulse=134)
    page = as_role(Role.NURSE).page(f"/medical/stays/{stay.id}")
    assert [chart.get_text(strip=True) for chart in page.select("#charts figcaption")] == [
        "Điểm COWS(điểm)",
        "Mạch(lần/phút)",
        "Huyết áp(mmHg)",
        "Thân nhiệt(°C)",
    ]
    assert "Trung bình" in page.select_one("#latest").get_text()
    (row,) = page.select(".observations tbody tr")
    assert "is-red" in row["class"]
    assert "mức đỏ" in str(row)
    assert "141" not in page.select_one(".observations").get_text()


def test_a_late_entry_is_labelled(stay: Stay, nurse: Actor, as_role: Callable[[Role], Visitor]) -> None:
    with unit_of_work():
        scored(stay, nurse, NOW - 5 * H, now=NOW, late_reason="mất điện")
    text = as_role(Role.NURSE).page(f"/medical/stays/{stay.id}").select_one(".line-notes").get_text()
    assert "ghi muộn" in text
    assert "mất điện" in text


def test_an_empty_chart_says_what_to_do(stay: Stay, as_role: Callable[[Role], Visitor]) -> None:
    page = as_role(Role.NURSE).page(f"/medical/stays/{stay.id}?span=nonsense")
    assert "Chưa có lần theo dõi nào" in page.get_text()


def test_the_chart_leads_the_doctor_to_the_next_step(
    app: Flask, doctor: Actor, as_role: Callable[[Role], Visitor]
) -> None:
    with unit_of_work():
        new = admitted(doctor, NOW - H)
    visitor = as_role(Role.DOCTOR)
    assert "Chưa khám khi tiếp nhận" in visitor.page(f"/medical/stays/{new.id}").get_text()
    with unit_of_work():
        examined(new, doctor, NOW)
    assert "Đã khám, còn ở giai đoạn tiếp nhận" in visitor.page(f"/medical/stays/{new.id}").get_text()


def test_a_stay_that_ended_is_read_only(
    stay: Stay, doctor: Actor, nurse: Actor, as_role: Callable[[Role], Visitor]
) -> None:
    with unit_of_work():
        measured(stay, nurse, NOW)
        end_stay(stay, EndReason.TRANSFERRED, happened_at=NOW, actor=doctor, now=NOW)
    visitor = as_role(Role.DOCTOR)
    page = visitor.page(f"/medical/stays/{stay.id}")
    assert not page.select("a[href$='/cows/new']")
    assert not page.select("a[href*='amends']")
    answer = visitor.submit(
        f"/medical/stays/{stay.id}/vitals/new", {"happened_at": AT, "pulse": "80"}, status=422
    )
    assert "đã kết thúc" in answer.text


def test_the_tab_is_on_the_file_of_those_who_treat(stay: Stay, as_role: Callable[[Role], Visitor]) -> None:
    address = f"/medical/stays/{stay.id}"
    assert as_role(Role.NURSE).page(f"/residents/stays/{stay.id}").select(f".tab-bar a[href='{address}']")
    assert not as_role(Role.GUARD).page(f"/residents/stays/{stay.id}").select(f"a[href='{address}']")


def test_the_sheet_prints_readings_key_and_sources(
    stay: Stay, nurse: Actor, as_role: Callable[[Role], Visitor]
) -> None:
    with unit_of_work():
        scored(stay, nurse, NOW - 8 * H, 2, 2, 3, 2, 2, 2, 3, 2, 1, 2, 3)
        measured(stay, nurse, NOW - 8 * H)
    text = as_role(Role.NURSE).page(f"/medical/stays/{stay.id}/sheet").get_text(" ", strip=True)
    assert "Phiếu theo dõi cắt cơn" in text
    assert stay.resident.full_name in text
    assert "Wesson DR, Ling W." in text
    assert "Royal College of Physicians" in text
    assert "Nổi da gà : 0 da nhẵn; 3 sờ thấy, lông dựng; 5 nổi rõ" in text
    assert "120/80" in text


def test_an_empty_sheet_prints_too(stay: Stay, as_role: Callable[[Role], Visitor]) -> None:
    text = as_role(Role.NURSE).page(f"/medical/stays/{stay.id}/sheet?span=all").get_text()
    assert "Chưa chấm lần nào" in text
