"""A change of the book: previewed over every open stay, saved exactly as previewed, told to each stay it moves."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import select

from center.audit.actor import Actor
from center.audit.models import AuditEntry
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.legal.catalogue import shipped_parameters
from center.legal.changes import Draft, correct
from center.legal.models import LegalParameter
from center.legal.queries import counting, forget_parameter_book, parameter_book, rows_of
from center.legal.rules import Confidence, Parameter, RuleSet
from center.legal.service import load_parameters
from center.residents.duty.models import Duty
from center.residents.duty.service import sync_duties
from center.residents.duty.times import last_due_day
from center.residents.law.impact import impact_of
from center.residents.stay.models import Stage, Stay, StayKind, TermEvent, TermEventKind
from center.residents.stay.terms import term_of
from center.residents.timeline.models import TimelineEntry
from tests.conftest import NOW, Visitor
from tests.residents.conftest import TakeIn
from tests.residents.law.conftest import Runaway
from tests.support.statements import statements

AsRole = Callable[[str], Visitor]
ActorOf = Callable[[str], Actor]
TODAY = date(2026, 11, 22)
VOLUNTARY = "term.voluntary.at_large_counts"


def row(name: str, on: date = TODAY, rule_set: RuleSet | None = None) -> Parameter:
    db.session.rollback()
    forget_parameter_book()
    return parameter_book().find(name, on, rule_set)


def typed(held: Parameter, **changes: Any) -> dict[str, Any]:
    """Return the form that corrects ``held``, with ``changes``."""
    form = {
        "act_id": "6f1b6f6e-2f5f-4c0a-9c9e-0d7a3c1b2a11",
        "value": "yes" if held.value is True else "no" if held.value is False else str(held.value),
        "unit": held.unit,
        "valid_from": f"{held.valid_from:%d/%m/%Y}",
        "valid_to": f"{held.valid_to:%d/%m/%Y}" if held.valid_to else "",
        "source": held.source,
        "confidence": held.confidence.value,
        "reason": "Lãnh đạo chọn cách tính khác",
    }
    return {**form, **changes}


def previewed(visitor: Visitor, url: str, form: dict[str, Any], status: int = 200) -> BeautifulSoup:
    answer = visitor.submit(url, {**form, "do": "preview"}, status=status)
    return BeautifulSoup(answer.text, "html.parser")


def saving(page: BeautifulSoup) -> dict[str, Any]:
    """Return what the button of the preview sends."""
    fields = page.select("#law-save input[type=hidden]")
    sent: dict[str, Any] = {str(f["name"]): str(f["value"]) for f in fields if f["name"] != "csrf_token"}
    return {**sent, "do": "save"}


def test_what_the_preview_lists_is_what_happens(
    as_role: AsRole, take_in: TakeIn, escaped_volunteer: int, stay_of: Callable[[int], Stay]
) -> None:
    bystander = take_in("Trần Văn Yên", kind=StayKind.VOLUNTARY, photo=None)
    before, quiet = stay_of(escaped_volunteer).last_day, stay_of(bystander).last_day
    assert before is not None
    visitor = as_role("director")
    held = row(VOLUNTARY, rule_set=RuleSet.R2026)
    url = f"/law/rows/{held.row_id}/correct"
    page = previewed(visitor, url, typed(held, value="yes", source="Công văn 12/CV-PC04"))
    text = page.get_text(" ", strip=True)
    assert "1 đợt đổi kết quả, 1 đợt đổi ngày cuối thời hạn" in text
    assert "Lê Văn Nguyện" in text
    assert "Trần Văn Yên" not in text
    earlier = before - timedelta(days=9)
    assert f"{before:%d/%m/%Y} → {earlier:%d/%m/%Y}" in text
    assert stay_of(escaped_volunteer).last_day == before, "a preview changes nothing"

    visitor.submit(url, saving(page))
    moved = stay_of(escaped_volunteer)
    assert moved.last_day == earlier
    assert stay_of(bystander).last_day == quiet
    forget_parameter_book()
    term = term_of(moved, TODAY)
    assert term is not None
    assert term.last_day == earlier
    line = db.session.scalars(select(TermEvent).where(TermEvent.kind == TermEventKind.RECALCULATION)).one()
    assert (line.stay_id, line.last_day_before, line.last_day_after) == (escaped_volunteer, before, earlier)
    assert "Thời gian bỏ về tính vào thời hạn" in line.reason
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.name == "law:parameter:correct")).one()
    assert (entry.data["before"], entry.data["value"], entry.data["moved"]) == (
        "không được tính",
        "được tính",
        1,
    )
    notes = db.session.scalars(
        select(TimelineEntry.text).where(TimelineEntry.stay_id == escaped_volunteer)
    ).all()
    assert any("thay đổi quy định" in text for text in notes)
    shown = visitor.page(f"/law/parameters/{VOLUNTARY}").get_text(" ", strip=True)
    assert "Lãnh đạo chọn cách tính khác" in shown
    assert "1 nội dung trước" in shown


def test_the_same_save_sent_twice_is_one_act(as_role: AsRole, escaped_volunteer: int) -> None:
    visitor = as_role("director")
    held = row(VOLUNTARY, rule_set=RuleSet.R2026)
    url = f"/law/rows/{held.row_id}/correct"
    page = previewed(visitor, url, typed(held, value="yes"))
    visitor.submit(url, saving(page))
    visitor.submit(url, saving(page))
    assert len([row for row in rows_of(VOLUNTARY) if row.shipped_revision is None]) == 1


def test_when_the_world_moved_on_the_new_result_is_shown_first(
    as_role: AsRole, escaped_volunteer: int, runaway: Runaway
) -> None:
    visitor = as_role("director")
    held = row(VOLUNTARY, rule_set=RuleSet.R2026)
    url = f"/law/rows/{held.row_id}/correct"
    page = previewed(visitor, url, typed(held, value="yes"))
    runaway("Trần Văn Hai", came_days_ago=30, left_after=2, back_after=9)
    answer = visitor.submit(url, saving(page), status=409)
    fresh = BeautifulSoup(answer.text, "html.parser")
    assert "tình hình đã thay đổi sau bản xem trước" in fresh.get_text()
    assert "Trần Văn Hai" in fresh.get_text()
    assert [row for row in rows_of(VOLUNTARY) if row.shipped_revision is None] == []
    visitor.submit(url, saving(fresh))
    assert [row.value for row in rows_of(VOLUNTARY) if row.shipped_revision is None] == ["true"]


def test_a_new_value_from_a_day_moves_the_deadlines_after_it(
    as_role: AsRole, take_in: TakeIn, stay_of: Callable[[int], Stay]
) -> None:
    stay_id = take_in("Lê Văn Hạn", photo=None)
    end = stay_of(stay_id).last_day
    assert end is not None
    visitor = as_role("director")
    url = "/law/parameters/release.notice_days_before/new"
    form = typed(
        row("release.notice_days_before"),
        value="45",
        valid_from="01/03/2027",
        valid_to="",
        source="Nghị định sửa đổi, điều 2",
        confidence="V2",
    )
    page = previewed(visitor, url, form)
    text = page.get_text(" ", strip=True)
    assert "1 đợt đổi kết quả, 0 đợt đổi ngày cuối thời hạn" in text
    was, will = end - timedelta(days=30), end - timedelta(days=45)
    assert f"Gửi thông báo chuẩn bị hoàn thành cai nghiện (mẫu 51): {was:%d/%m/%Y} → {will:%d/%m/%Y}" in text
    assert "dòng mới: 45 ngày, từ 01/03/2027" in text
    assert "30 ngày, từ 01/07/2026 → 30 ngày, 01/07/2026 – 28/02/2027" in text
    visitor.submit(url, saving(page))
    assert row("release.notice_days_before", date(2027, 2, 28)).value == 30
    assert row("release.notice_days_before", date(2027, 3, 1)).value == 45
    assert "30 ngày → 45 ngày" in visitor.page("/law/changes").get_text(" ", strip=True)

    added = row("release.notice_days_before", date(2027, 3, 1))
    back = f"/law/rows/{added.row_id}/withdraw"
    page = previewed(
        visitor, back, {"act_id": "6f1b6f6e-2f5f-4c0a-9c9e-0d7a3c1b2a12", "reason": "Hoãn hiệu lực"}
    )
    assert "rút lại: 45 ngày" in page.get_text(" ", strip=True)
    visitor.submit(back, saving(page))
    held = row("release.notice_days_before", date(2030, 1, 1))
    assert (held.value, held.valid_to) == (30, None)
    assert "Đã rút lại" in visitor.page("/law/parameters/release.notice_days_before").get_text()


def test_a_limit_of_a_stage_moves_the_day_it_sets(as_role: AsRole, take_in: TakeIn, app: Flask) -> None:
    stay_id = take_in("Lê Văn Cơn", photo=None)
    with unit_of_work():
        stay = db.session.get_one(Stay, stay_id)
        stay.stage, stay.stage_since = Stage.DETOX, TODAY - timedelta(days=3)
    url = "/law/parameters/stage.detox.min_days/new"
    form = typed(
        row("stage.detox.min_days"),
        value="14",
        valid_from="25/11/2026",
        source="Thông tư mới, điều 3",
        confidence="V2",
    )
    text = previewed(as_role("director"), url, form).get_text(" ", strip=True)
    first, later = TODAY + timedelta(days=7), TODAY + timedelta(days=11)
    assert f"Kết thúc cắt cơn sớm nhất: {first:%d/%m/%Y} → {later:%d/%m/%Y}" in text


def test_the_duties_follow_in_the_same_act(as_role: AsRole, take_in: TakeIn, clock: FixedClock) -> None:
    stay_id = take_in("Lê Văn Nhận", photo=None)
    with unit_of_work():
        sync_duties([stay_id], now=clock.now())
    of_reception = select(Duty).where(Duty.stay_id == stay_id, Duty.kind == "reception")
    assert last_due_day(db.session.scalars(of_reception).one().due_at) == TODAY + timedelta(days=2)
    visitor = as_role("director")
    held = row("stage.reception.max_days")
    url = f"/law/rows/{held.row_id}/correct"
    page = previewed(visitor, url, typed(held, value="3", source="Thông tư mới, điều 4"))
    assert "24/11/2026 → 25/11/2026" in page.get_text(" ", strip=True)
    visitor.submit(url, saving(page))
    db.session.rollback()
    assert last_due_day(db.session.scalars(of_reception).one().due_at) == TODAY + timedelta(days=3)
    shown = visitor.page("/law/parameters/stage.reception.max_days").get_text(" ", strip=True)
    assert "Kết thúc tiếp nhận, phân loại và chuyển sang điều trị»: 1 việc đang mở" in shown


def test_a_length_the_decision_leaves_to_the_law_moves_with_the_law(
    as_role: AsRole, take_in: TakeIn, stay_of: Callable[[int], Stay]
) -> None:
    stay_id = take_in("Lê Văn Dài", photo=None)
    assert stay_of(stay_id).term_months == 24
    visitor = as_role("director")
    held = row("term.first_months", rule_set=RuleSet.R2026)
    url = f"/law/rows/{held.row_id}/correct"
    page = previewed(visitor, url, typed(held, value="18", source="Luật, bản đính chính"))
    assert "(24 → 18 tháng)" in page.get_text(" ", strip=True)
    visitor.submit(url, saving(page))
    stay = stay_of(stay_id)
    assert (stay.term_months, stay.last_day) == (18, date(2028, 5, 21))


def test_a_rule_that_terms_still_need_cannot_be_taken_away(as_role: AsRole, escaped_volunteer: int) -> None:
    visitor = as_role("director")
    held = row(VOLUNTARY, rule_set=RuleSet.R2026)
    url = f"/law/rows/{held.row_id}/correct"
    page = previewed(visitor, url, typed(held, valid_from="01/01/2027"))
    text = page.get_text(" ", strip=True)
    assert "không tính được" in text
    assert "Không lưu được" in text
    assert page.find("button", value="save") is None
    visitor.submit(url, saving(page), status=422)
    assert row(VOLUNTARY, rule_set=RuleSet.R2026).row_id == held.row_id


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"valid_from": "01/07/2026"}, "Đã có giá trị bắt đầu từ ngày 01/07/2026"),
        (
            {"valid_from": "01/01/2025", "valid_to": "01/02/2025"},
            "trùng với dòng có hiệu lực từ ngày 01/01/2022",
        ),
        (
            {"valid_from": "01/03/2027", "valid_to": "28/02/2027"},
            "Ngày cuối 28/02/2027 trước ngày đầu 01/03/2027",
        ),
        ({"valid_from": "31/12/2021"}, "Trước ngày 01/01/2022 chưa có luật nào"),
        ({"valid_from": "01/03/2027", "source": " "}, "Chưa ghi căn cứ"),
        ({"valid_from": "01/03/2027", "value": "ba mươi"}, "Nhập số nguyên"),
        ({"valid_from": "01/03/2027", "unit": "fortnight"}, "Not a valid choice"),
        ({"valid_from": "01/03/2027", "value": "-3"}, "Giá trị không được âm"),
        ({"valid_from": "01/03/2027", "reason": ""}, "Ghi lý do"),
    ],
)
def test_bad_input_is_refused_where_it_stands_and_nothing_typed_is_lost(
    as_role: AsRole, changes: dict[str, str], sentence: str
) -> None:
    form = {**typed(row("release.notice_days_before"), value="45", note="giữ lại"), **changes}
    page = previewed(as_role("director"), "/law/parameters/release.notice_days_before/new", form, status=422)
    if sentence != "Not a valid choice":
        assert sentence in page.get_text()
    note = page.find("textarea", attrs={"name": "note"})
    assert note is not None
    assert note.get_text(strip=True) == "giữ lại"
    assert row("release.notice_days_before").of_center is False


def test_a_choice_that_needs_an_order_asks_for_it(as_role: AsRole) -> None:
    visitor = as_role("director")
    url = "/law/parameters/reduction.enabled/new?rule_set=R2022"
    form = typed(
        row("reduction.enabled", rule_set=RuleSet.R2022),
        value="yes",
        valid_from="01/12/2026",
        source="theo chỉ đạo",
        confidence="I",
    )
    page = previewed(visitor, url, form, status=422)
    assert "phải có văn bản chỉ đạo của người đứng đầu" in page.get_text()
    page = previewed(visitor, url, {**form, "source": "Quyết định 15/QĐ-CSCN ngày 20/11/2026"})
    visitor.submit(url, saving(page))
    held = row("reduction.enabled", date(2026, 12, 1), RuleSet.R2022)
    assert held.value is True
    assert held.is_verified, "the head answers for it"
    assert row("reduction.enabled", date(2026, 11, 30), RuleSet.R2022).value is False
    text = visitor.page("/law/parameters/reduction.enabled").get_text(" ", strip=True)
    assert "Quyết định 15/QĐ-CSCN" in text


def test_what_a_release_says_differently_is_kept_or_taken(as_role: AsRole, app: Flask) -> None:
    visitor = as_role("director")
    held = row("visit.max_relatives")
    url = f"/law/rows/{held.row_id}/correct"
    page = previewed(visitor, url, typed(held, value="4", source="Nội quy 2026, điều 5"))
    visitor.submit(url, saving(page))
    newer = [
        _raised(shipped, value=5) if shipped.name == held.name else shipped
        for shipped in shipped_parameters()
    ]
    with unit_of_work() as session:
        assert load_parameters(session, newer).offered == 1
    assert row("visit.max_relatives").value == 4
    assert "Bản cập nhật nói khác cơ sở" in visitor.page("/law").get_text()
    assert "Bản cập nhật nói khác cơ sở" in visitor.page("/").get_text()
    take = "/law/parameters/visit.max_relatives/offer/take"
    page = previewed(visitor, take, {"act_id": "6f1b6f6e-2f5f-4c0a-9c9e-0d7a3c1b2a13", "reason": "Đúng hơn"})
    visitor.submit(take, saving(page))
    assert row("visit.max_relatives").value == 5
    assert visitor.get("/law/parameters/visit.max_relatives/offer/keep").status_code == 404

    newest = [
        _raised(shipped, value=6, revision=3) if shipped.name == held.name else shipped
        for shipped in shipped_parameters()
    ]
    with unit_of_work() as session:
        assert load_parameters(session, newest).offered == 1
    visitor.submit(
        "/law/parameters/visit.max_relatives/offer/keep",
        {"act_id": "6f1b6f6e-2f5f-4c0a-9c9e-0d7a3c1b2a14", "reason": "Giữ"},
    )
    assert row("visit.max_relatives").value == 5
    assert "nói khác cơ sở" not in visitor.page("/law").get_text()


def _raised(shipped: Parameter, *, value: int, revision: int = 2) -> Parameter:
    return replace(shipped, value=value, revision=revision)


def test_the_computation_costs_the_same_for_few_and_for_many(
    app: Flask, take_in: TakeIn, as_role: AsRole
) -> None:
    held = row("term.first_months", rule_set=RuleSet.R2026)
    draft = Draft(
        name=held.name,
        rule_set=held.rule_set,
        value=18,
        unit="month",
        valid_from=held.valid_from,
        valid_to=None,
        source="x",
        confidence=Confidence.SECONDARY,
    )
    take_in("Trần Văn Một", photo=None, duties=True)
    change = correct(parameter_book(), held, draft)
    with statements() as few:
        assert len(impact_of(change, parameter_book(), now=NOW).stays) == 1
    for number in range(4):
        take_in(f"Trần Văn {'abcd'[number]}", photo=None, duties=True)
    with statements() as many:
        assert len(impact_of(change, parameter_book(), now=NOW).stays) == 5
    assert len(many) == len(few)


def test_a_long_list_has_pages_and_a_sheet(
    as_role: AsRole, take_in: TakeIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("center.residents.law.acts.DEFAULT_SIZE", 2)
    for number in range(3):
        take_in(f"Trần Văn {'abc'[number]}", photo=None)
    visitor = as_role("director")
    held = row("term.first_months", rule_set=RuleSet.R2026)
    url = f"/law/rows/{held.row_id}/correct"
    page = previewed(visitor, url, typed(held, value="18"))
    assert len(page.select("#moved tbody tr")) == 2
    sent = saving(page)
    del sent["do"]
    second = BeautifulSoup(visitor.submit(url, {**sent, "page": "2"}, status=200).text, "html.parser")
    assert len(second.select("#moved tbody tr")) == 1
    sheet = BeautifulSoup(visitor.submit(url, {**sent, "do": "sheet"}, status=200).text, "html.parser")
    assert len(sheet.select("tbody tr")) == 3
    assert re.search(r"Mã tờ: [0-9a-f]{8}", sheet.get_text())


def test_only_the_director_changes_the_book(as_role: AsRole) -> None:
    held = row("visit.per_week")
    for role in ("auditor", "records_clerk", "administrator", "guard"):
        visitor = as_role(role)
        assert visitor.get(f"/law/rows/{held.row_id}/correct").status_code == 403
        assert visitor.get("/law/parameters/visit.per_week/new").status_code == 403
    assert [one.id for one in counting(rows_of("visit.per_week"))] == [held.row_id]
    assert (
        db.session.scalar(select(LegalParameter.id).where(LegalParameter.shipped_revision.is_(None))) is None
    )
