"""The forms of COWS and of vital signs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from center.audit.actor import Actor
from center.auth.permissions import Role
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.medical import cows
from center.medical.models import ScaleScore, VitalSigns
from center.residents.stay.models import Stay
from tests.conftest import NOW, Visitor
from tests.medical.support import in_detox, measured, scored

H = timedelta(hours=1)
AT = "22/11/2026 09:00"


@pytest.fixture
def stay(app: Flask, doctor: Actor, nurse: Actor) -> Stay:
    with unit_of_work():
        noise = in_detox(doctor, NOW - 100 * H)
        scored(noise, nurse, NOW - H, 4, 3, 5, 2, 4, 4, 3, 4, 1, 4, 3)
        measured(noise, nurse, NOW - H, pulse=141)
        return in_detox(doctor, NOW - 100 * H)


def cows_form(*points: int | str, **changes: str) -> dict[str, str]:
    levels = points or (0,) * 11
    items = {item.code: str(point) for item, point in zip(cows.ITEMS, levels, strict=True)}
    return {"happened_at": AT, "context": "routine", "beats": "", **items, **changes}


def test_a_score_is_given_on_the_form(stay: Stay, as_role: Callable[[Role], Visitor]) -> None:
    visitor = as_role(Role.NURSE)
    url = f"/medical/stays/{stay.id}/cows/new"
    page = visitor.page(url)
    assert len(page.select("fieldset.cows-item")) == 11
    assert len(page.select("input[type=radio]")) == sum(len(item.points) + 1 for item in cows.ITEMS)
    assert "Wesson" in page.get_text()
    visitor.submit(url, cows_form(2, 2, 3, 2, 2, 2, 3, 2, 1, 2, 3))
    page = visitor.page(f"/medical/stays/{stay.id}")
    assert "Đã ghi COWS 24 điểm – Trung bình." in page.get_text()
    row = db.session.scalars(select(ScaleScore).where(ScaleScore.stay_id == stay.id)).one()
    shown = visitor.page(f"/medical/stays/{stay.id}/cows/{row.id}").get_text(" ", strip=True)
    assert "Vã mồ hôi" in shown
    assert "thường xuyên đổi tư thế" in shown
    assert cows.CITATION in shown


def test_a_high_score_says_call_the_doctor(stay: Stay, as_role: Callable[[Role], Visitor]) -> None:
    visitor = as_role(Role.NURSE)
    visitor.submit(f"/medical/stays/{stay.id}/cows/new", cows_form(2, 3, 3, 2, 2, 2, 3, 2, 1, 2, 3))
    assert "Báo bác sĩ ngay" in visitor.page(f"/medical/stays/{stay.id}").get_text()


REFUSED_SCORES: list[tuple[dict[str, str], str]] = [
    ({"pulse": "3"}, "Mục «Mạch khi nghỉ» không có mức 3 điểm."),
    ({"goose": "1"}, "Chỉ chọn một trong các mức: 0, 3, 5."),
    ({"gi": "4"}, "Mục «Tiêu hóa (nửa giờ qua)» không có mức 4 điểm."),
    ({"tremor": "abc"}, "Mục «Run tay» không có mức abc điểm."),
    ({"yawn": ""}, "Chưa chấm mục này."),
    ({"yawn": "x"}, "Ghi lý do không chấm được."),
    ({"beats": "110", "pulse": "1"}, "Mạch 110 lần/phút ứng với 2 điểm, nhưng đã chọn 1 điểm."),
    ({"beats": "700"}, "Giá trị 700 lần/phút không thể có"),
    ({"happened_at": "23/11/2026 09:00"}, "nằm ở tương lai"),
    ({"happened_at": "22/11/2026 05:00"}, "chưa ghi lý do ghi muộn"),
    ({"happened_at": "01/01/1999 05:00"}, "sớm hơn lúc người này được tiếp nhận"),
    ({"happened_at": ""}, "Lúc đo, khám"),
    ({"context": "party"}, "Chọn một mục trong danh sách"),
]


def test_a_refused_score_keeps_what_was_chosen(stay: Stay, as_role: Callable[[Role], Visitor]) -> None:
    visitor = as_role(Role.NURSE)
    for changes, said in REFUSED_SCORES:
        form = cows_form(1, 1, 1, 0, 1, 1, 0, 0, 0, 0, 0) | changes
        answer = visitor.submit(f"/medical/stays/{stay.id}/cows/new", form, status=422)
        assert said in answer.text, changes
        assert 'checked class="form-check-input" id="restless-1"' in answer.text, changes
    assert db.session.scalars(select(ScaleScore).where(ScaleScore.stay_id == stay.id)).all() == []


def test_all_forgotten_items_are_named_at_once(stay: Stay, as_role: Callable[[Role], Visitor]) -> None:
    answer = as_role(Role.NURSE).submit(
        f"/medical/stays/{stay.id}/cows/new", {"happened_at": AT, "context": "routine"}, status=422
    )
    assert answer.text.count('<a href="#') >= 11


def test_a_counted_pulse_fills_the_first_item(stay: Stay, as_role: Callable[[Role], Visitor]) -> None:
    form = cows_form(beats="96") | {"pulse": ""}
    as_role(Role.NURSE).submit(f"/medical/stays/{stay.id}/cows/new", form)
    row = db.session.scalars(select(ScaleScore).where(ScaleScore.stay_id == stay.id)).one()
    assert row.items["pulse"] == 1
    assert db.session.scalars(select(VitalSigns.pulse).where(VitalSigns.stay_id == stay.id)).one() == 96


def test_a_fresh_pulse_is_offered(stay: Stay, nurse: Actor, as_role: Callable[[Role], Visitor]) -> None:
    with unit_of_work():
        measured(stay, nurse, NOW - timedelta(minutes=20), pulse=104)
    page = as_role(Role.NURSE).page(f"/medical/stays/{stay.id}/cows/new")
    assert "Mạch 104 đo lúc 08:40" in page.get_text()
    assert page.select_one("input[name=pulse][checked]")["value"] == "2"


def test_an_item_that_cannot_be_scored_leaves_no_total(
    stay: Stay, as_role: Callable[[Role], Visitor]
) -> None:
    visitor = as_role(Role.NURSE)
    form = cows_form() | {"pupil": "x", "pupil_reason": "băng mắt"}
    visitor.submit(f"/medical/stays/{stay.id}/cows/new", form)
    page = visitor.page(f"/medical/stays/{stay.id}")
    assert "chưa đủ mục nên không có tổng điểm" in page.get_text()
    row = db.session.scalars(select(ScaleScore).where(ScaleScore.stay_id == stay.id)).one()
    shown = visitor.page(f"/medical/stays/{stay.id}/cows/{row.id}").get_text(" ", strip=True)
    assert "không chấm được: băng mắt" in shown


def test_a_score_is_corrected_from_what_was_written(
    stay: Stay, nurse: Actor, as_role: Callable[[Role], Visitor]
) -> None:
    with unit_of_work():
        row = scored(stay, nurse, NOW - 5 * H, 1, 1, 1, 0, 1, 1, 0, 0, 0, 0, 0)
    visitor = as_role(Role.NURSE)
    url = f"/medical/stays/{stay.id}/cows/new?amends={row.id}"
    page = visitor.page(url)
    assert page.select_one("#happened_at")["value"] == "22/11/2026 04:00"
    assert page.select_one("input[name=restless][checked]")["value"] == "1"
    form = cows_form(happened_at="22/11/2026 04:00")
    answer = visitor.submit(url, {**form, "amend_reason": "nhầm"}, status=422)
    assert "ít nhất 10 ký tự" in answer.text
    visitor.submit(url, {**form, "amend_reason": "chấm nhầm người bên cạnh"})
    page = visitor.page(f"/medical/stays/{stay.id}")
    assert len(page.select("tr.is-corrected .struck")) == 8
    assert "chấm nhầm người bên cạnh" in page.get_text()
    visitor.submit(url, {**form, "amend_reason": "chấm nhầm người bên cạnh"})  # sent twice: one act
    other = {**form, "yawn": "1", "amend_reason": "chấm nhầm lần nữa rồi"}
    answer = visitor.submit(url, other, status=422)
    assert "đã được đính chính rồi" in answer.text


def test_a_row_of_another_stay_is_not_found(
    stay: Stay, doctor: Actor, as_role: Callable[[Role], Visitor]
) -> None:
    visitor = as_role(Role.NURSE)
    score, reading = (
        db.session.scalars(select(ScaleScore)).one(),
        db.session.scalars(select(VitalSigns)).one(),
    )
    visitor.page(f"/medical/stays/{stay.id}/cows/{score.id}", 404)
    visitor.page(f"/medical/stays/{stay.id}/cows/new?amends={score.id}", 404)
    visitor.page(f"/medical/stays/{stay.id}/vitals/new?amends={reading.id}", 404)
    visitor.page("/medical/stays/999", 404)


VITALS = {
    "happened_at": AT,
    "pulse": "78",
    "systolic": "120",
    "diastolic": "80",
    "respiration": "18",
    "spo2": "98",
    "temperature": "36,8",
    "consciousness": "A",
}


def test_vital_signs_are_written(stay: Stay, as_role: Callable[[Role], Visitor]) -> None:
    visitor = as_role(Role.NURSE)
    url = f"/medical/stays/{stay.id}/vitals/new"
    text = visitor.page(url).get_text(" ", strip=True)
    assert "30,0–43,0" in text
    assert "chưa được Tổ trưởng Tổ Y tế phê duyệt" in text
    visitor.submit(url, {**VITALS, "weight_kg": "56,4", "on_oxygen": "y", "note": "mệt"})
    row = db.session.scalars(select(VitalSigns).where(VitalSigns.stay_id == stay.id)).one()
    assert (row.pulse, str(row.temperature), str(row.weight_kg)) == (78, "36.8", "56.4")
    assert (row.on_oxygen, row.note, row.recorded_at) == (True, "mệt", NOW)


def test_a_red_value_is_said_at_once(stay: Stay, as_role: Callable[[Role], Visitor]) -> None:
    visitor = as_role(Role.NURSE)
    visitor.submit(f"/medical/stays/{stay.id}/vitals/new", {**VITALS, "spo2": "89"})
    flashes = visitor.page(f"/medical/stays/{stay.id}").select_one(".flashes")
    assert "SpO2 89 % (mức đỏ)" in flashes.get_text()
    assert flashes.select(".state-danger")


REFUSED_READINGS: list[tuple[dict[str, str], str]] = [
    ({"pulse": "19"}, "Giá trị 19 lần/phút không thể có (từ 20 đến 250)."),
    ({"temperature": "368"}, "Giá trị 368 °C không thể có (từ 30,0 đến 43,0)."),
    ({"temperature": "36,85"}, "Chỉ nhập đến 1 chữ số"),
    ({"systolic": "80", "diastolic": "120"}, "phải nhỏ hơn tâm thu (80)"),
    ({"systolic": ""}, "Có huyết áp tâm trương mà thiếu tâm thu."),
    ({"pulse": "bảy tám"}, "Nhập số nguyên"),
    ({"pulse": "78,5"}, "Nhập số nguyên"),
    ({"note": "HIV dương tính"}, "Ô này có nội dung về HIV"),
    ({"consciousness": "Z"}, "Chọn một mục trong danh sách"),
    (dict.fromkeys(VITALS, "") | {"happened_at": AT}, "Chưa nhập chỉ số nào."),
]


def test_a_refused_reading_keeps_what_was_typed(stay: Stay, as_role: Callable[[Role], Visitor]) -> None:
    visitor = as_role(Role.NURSE)
    for changes, said in REFUSED_READINGS:
        form = {**VITALS, "spo2": "97", **changes}
        answer = visitor.submit(f"/medical/stays/{stay.id}/vitals/new", form, status=422)
        assert said in answer.text, changes
        assert not form["spo2"] or 'value="97"' in answer.text, changes
    assert db.session.scalars(select(VitalSigns).where(VitalSigns.stay_id == stay.id)).all() == []


def test_a_late_reading_asks_for_its_reason_and_takes_it(
    stay: Stay, as_role: Callable[[Role], Visitor], clock: FixedClock
) -> None:
    visitor = as_role(Role.NURSE)
    url = f"/medical/stays/{stay.id}/vitals/new"
    clock.advance(hours=2)
    answer = visitor.submit(url, VITALS, status=422)
    assert "Ghi lý do vào ô «Lý do ghi muộn»" in answer.text
    visitor.submit(url, {**VITALS, "late_reason": "bận cấp cứu"})
    row = db.session.scalars(select(VitalSigns).where(VitalSigns.stay_id == stay.id)).one()
    assert row.late_reason == "bận cấp cứu"
