"""The plan as people use it: proposed from the sheet, signed on paper, revised, evaluated at each stage."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import select

from center.audit.actor import Actor
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.documents.queries import current_document
from center.residents.collection.demo import demo_sheet
from center.residents.collection.file_part import asked
from center.residents.duty.models import Duty, DutyState
from center.residents.plan.file_part import planned as planned_part
from center.residents.plan.model import PAPER, EvaluationFacts, GradeFacts
from center.residents.plan.models import PlanEvaluation, RehabPlan
from center.residents.plan.process import proposal
from center.residents.plan.queries import STATES, current_plan, evaluations_of, plan_counts, plan_list
from center.residents.plan.service import draw_plan, evaluate_plan
from center.residents.stay.models import Stay
from center.residents.stay.rules import DecisionFacts
from center.residents.whole_file.parts import Reading, plain
from tests.conftest import Visitor
from tests.documents.reading import text_of
from tests.residents.collection.test_sheet import FORM as SHEET
from tests.residents.conftest import TakeIn
from tests.support.stages import in_education, write_stages
from tests.support.statements import statements

AsRole = Callable[[str], Visitor]
Who = Callable[[str], Actor]
ACT = "6f1b6f6e-2f5f-4c0a-9c9e-0d7a3c1b2a20"


def url_of(stay_id: int, rest: str = "") -> str:
    return f"/residents/stays/{stay_id}/plan{rest}"


def flat(content: bytes) -> str:
    return " ".join(text_of(content).split())


def typed(page: BeautifulSoup, **changes: str) -> dict[str, str]:
    """Return what the form of a page would send as it stands, with ``changes``."""
    form = page.find("form", id="rehab-plan") or page.find("form", id="evaluation")
    assert form is not None
    found = {}
    for box in form.find_all(["input", "textarea"]):
        if box.get("type") == "radio" and not box.has_attr("checked"):
            continue
        if box.get("name") and box["name"] != "csrf_token":
            found[box["name"]] = box.get("value", "") if box.name == "input" else box.get_text().strip("\r\n")
    return {**found, **changes}


def duty() -> Duty:
    db.session.rollback()
    wanted = select(Duty).where(Duty.kind == "rehab_plan")
    return db.session.scalars(wanted.execution_options(populate_existing=True)).one()


@pytest.fixture
def planned(take_in: TakeIn, actor: Who, clock: FixedClock) -> Callable[..., int]:
    """Return a function that takes somebody in ten days ago and draws up the plan."""

    def make(name: str = "Trần Văn Mẫu", **changes: object) -> int:
        now = datetime(2026, 11, 2, 3, tzinfo=UTC)
        stay_id = take_in(name, arrived_at=now, decided_on=date(2026, 11, 1), **changes)
        with unit_of_work():
            stay = db.session.get_one(Stay, stay_id)
            facts = proposal(stay, today=now.date(), counsellor="Tạ Minh Tư", may=lambda _code: True)
            draw_plan(stay, facts, amends_id=None, actor=actor("counsellor"), now=now)
        return stay_id

    return make


def test_a_plan_is_proposed_from_the_sheet_signed_on_paper_and_closes_its_duty(
    take_in: TakeIn, as_role: AsRole
) -> None:
    stay_id = take_in()
    as_role("intake").submit(f"/residents/stays/{stay_id}/information-sheet/edit", SHEET)
    counsellor = as_role("counsellor")
    empty = counsellor.page(url_of(stay_id)).get_text(" ", strip=True)
    assert "Chưa lập kế hoạch" in empty
    assert "Hạn lập: hết ngày 24/11/2026" in empty
    page = counsellor.page(url_of(stay_id, "/edit"))
    form = typed(page)
    assert "heroin" in form["medical_assessment"]
    assert "Phụ hồ" in form["labour_assessment"]
    assert "ít nhất 10 ngày" in form["detox_time"]
    assert form["detox_method"] == "", "a protocol is named by the doctor, never proposed"
    sent = {
        **form,
        "do": "print",
        "detox_method": "Phác đồ của Bộ Y tế",
        "education_goals": "Đọc thông viết thạo\nBiết từ chối",
    }
    answer = counsellor.submit(url_of(stay_id, "/edit"), sent)
    text = flat(counsellor.get(answer.location).data)
    for words in (
        "KẾ HOẠCH CAI NGHIỆN MA TÚY", "TRẦN VĂN MẪU", "Tuổi: 36", "Số CC/CCCD/CMND/HC: 070090000001",
        "Hình thức cai nghiện ma túy: Cai nghiện bắt buộc", "Ngày tiếp nhận: ngày 22 tháng 11 năm 2026",
        "Ngày dự kiến kết thúc: ngày 21 tháng 11 năm 2028", "I. ĐIỀU TRỊ Y TẾ", "3.1. Điều trị cắt cơn, giải độc",
        "Phác đồ điều trị: Phác đồ của Bộ Y tế", "II. HỖ TRỢ PHỤC HỒI", "- Đọc thông viết thạo",
        "3.2. Học nghề", "V. ĐÁNH GIÁ, CHUẨN BỊ TÁI HÒA NHẬP", "Tốt - Đạt - Không đạt",
        "2. Cung cấp thông tin cho người cai nghiện", "NGƯỜI TƯ VẤN", "XÁC NHẬN CỦA CƠ SỞ",
    ):  # fmt: skip
        assert words in text, words
    document = current_document(stay_id, PAPER)
    assert document is not None
    assert document.form_code == "163/2026/NĐ-CP:18"
    assert duty().state is DutyState.DONE
    assert counsellor.submit(url_of(stay_id, "/edit"), sent).location == answer.location
    assert len(db.session.scalars(select(RehabPlan.id)).all()) == 1
    bare = {**sent, "client_id": ACT, "amends_id": "1", "labour_goals": "", "reason": "Thử bỏ mục tiêu"}
    assert "chưa có mục tiêu nào" in counsellor.submit(url_of(stay_id, "/edit"), bare, status=422).text


def test_a_new_version_says_why_and_the_old_one_stays(planned: Callable[..., int], as_role: AsRole) -> None:
    stay_id = planned()
    doctor = as_role("doctor")
    form = typed(doctor.page(url_of(stay_id, "/edit")), other_illness_method="Điều trị viêm gan", do="save")
    assert "vì sao phải lập bản mới" in doctor.submit(url_of(stay_id, "/edit"), form, status=422).text
    doctor.submit(url_of(stay_id, "/edit"), {**form, "reason": "Phát hiện viêm gan khi khám"})
    late = {**form, "client_id": ACT, "reason": "Sửa từ màn hình cũ", "amends_id": form["amends_id"]}
    assert "sửa lúc" in doctor.submit(url_of(stay_id, "/edit"), late, status=422).text
    page = doctor.page(url_of(stay_id)).get_text(" ", strip=True)
    assert "Phát hiện viêm gan khi khám" in page
    assert "Điều trị viêm gan" in page
    first = db.session.scalars(select(RehabPlan).order_by(RehabPlan.id)).first()
    assert first is not None
    old = doctor.page(url_of(stay_id, f"/versions/{first.id}")).get_text(" ", strip=True)
    assert "Đã có bản mới hơn" in old
    assert "Điều trị viêm gan" not in old
    trainer = as_role("trainer").page(url_of(stay_id)).get_text(" ", strip=True)
    assert "Lao động trị liệu" in trainer
    assert "Điều trị viêm gan" not in trainer
    assert as_role("guard").get(url_of(stay_id)).status_code == 403
    assert as_role("trainer").get(url_of(stay_id, "/edit")).status_code == 403


def test_each_goal_is_graded_when_a_stage_has_begun_and_the_paper_shows_it(
    planned: Callable[..., int], as_role: AsRole
) -> None:
    stay_id = planned()
    with unit_of_work():
        write_stages(db.session.get_one(Stay, stay_id), in_education(date(2026, 11, 2)))
    counsellor = as_role("counsellor")
    assert "Kế hoạch cần đánh giá" in counsellor.page("/").get_text()
    listed = counsellor.page("/residents/plans?state=due").get_text(" ", strip=True)
    assert "Trần Văn Mẫu" in listed
    assert "Cần đánh giá" in counsellor.page(url_of(stay_id)).get_text()
    page = counsellor.page(url_of(stay_id, "/evaluate"))
    form = typed(page, do="print")
    assert next(name for name in form if name.startswith("note_")) == "note_medical_0"
    refused = counsellor.submit(url_of(stay_id, "/evaluate"), form, status=422).text
    assert "chưa được đánh giá" in refused
    grades = {name.replace("note_", "grade_"): "Đạt" for name in form if name.startswith("note_")}
    failed = {**form, **grades, "grade_labour_0": "Không đạt"}
    refused = counsellor.submit(url_of(stay_id, "/evaluate"), failed, status=422).text
    assert "chưa ghi phải điều chỉnh gì" in refused
    sent = {**failed, "adjustments": "Đổi sang việc nhẹ", "information": "Đã phổ biến quản lý sau cai"}
    text = flat(counsellor.get(counsellor.submit(url_of(stay_id, "/evaluate"), sent).location).data)
    for words in (
        "Đánh giá ngày 22 tháng 11 năm 2026, giai đoạn: Giáo dục", "Không đạt",
        "Điều chỉnh tiếp theo: Đổi sang việc nhẹ", "Đã phổ biến quản lý sau cai",
    ):  # fmt: skip
        assert words in text, words
    assert "Trần Văn Mẫu" not in counsellor.page("/residents/plans?state=due").get_text()
    # what was to be done differently stands above the form of the next version
    assert "Đổi sang việc nhẹ" in counsellor.page(url_of(stay_id, "/edit")).get_text()
    row = db.session.scalars(select(PlanEvaluation)).one()
    correct = url_of(stay_id, f"/evaluations/{row.id}/correct")
    again = typed(counsellor.page(correct), grade_labour_0="Tốt", do="save")
    assert "vì sao" in counsellor.submit(correct, again, status=422).text
    counsellor.submit(correct, {**again, "reason": "Ghi nhầm mục tiêu lao động"})
    assert [one.row.amends_id for one in evaluations_of(stay_id)] == [row.id]
    assert counsellor.get(correct).status_code == 404


def test_before_july_2026_form_20_is_printed(take_in: TakeIn, as_role: AsRole, clock: FixedClock) -> None:
    clock.set(datetime(2026, 6, 20, 3, tzinfo=UTC))
    old = DecisionFacts("court", "7/QĐ-TA", date(2026, 6, 19), "Tòa án nhân dân huyện Mẫu", 12)
    stay_id = take_in(decision=old)
    counsellor = as_role("counsellor")
    form = typed(counsellor.page(url_of(stay_id, "/edit")), do="print")
    text = flat(counsellor.get(counsellor.submit(url_of(stay_id, "/edit"), form).location).data)
    document = current_document(stay_id, PAPER)
    assert document is not None
    assert document.form_code == "116/2021/NĐ-CP:20"
    assert "Hình thức cai nghiện" not in text
    assert "Người cai nghiện: TRẦN VĂN MẪU" in text


def test_the_list_says_what_each_line_says_and_costs_the_same(
    planned: Callable[..., int], take_in: TakeIn, actor: Who, app: Flask, clock: FixedClock
) -> None:
    fine, due, looked = (planned(name) for name in ("Lê Văn Một", "Lê Văn Hai", "Lê Văn Ba"))
    missing = take_in("Lê Văn Bốn")
    with unit_of_work():
        for stay_id in (due, looked):
            write_stages(db.session.get_one(Stay, stay_id), in_education(date(2026, 11, 2)))
        plan = current_plan(looked)
        assert plan is not None
        facts = EvaluationFacts(
            stage=db.session.get_one(Stay, looked).stage,
            evaluated_on=date(2026, 11, 22),
            grades=tuple(GradeFacts(part, at, "Tốt") for part, at, _goal in plan.facts.goals()),
        )
        stay = db.session.get_one(Stay, looked)
        evaluate_plan(stay, plan, facts, actor=actor("counsellor"), now=clock.now())
    found = {}
    for state in STATES:
        with statements() as seen:
            lines, total = plan_list(state, offset=0, limit=10)
        assert len(seen) == 4
        assert total == len(lines)
        assert {line.state for line in lines} == {state}
        found[state] = {line.stay.id for line in lines}
    assert found == {"missing": {missing}, "due": {due}, "fine": {fine, looked}}
    assert plan_list("", offset=0, limit=10)[1] == 4
    assert plan_counts() == {"missing": 1, "due": 1}


def test_the_printed_file_holds_the_sheet_and_the_plan_with_its_evaluations(
    planned: Callable[..., int], actor: Who, clock: FixedClock
) -> None:
    stay_id = planned()
    stay, counsellor = db.session.get_one(Stay, stay_id), actor("counsellor")
    reading = Reading(counsellor, clock.now(), clock.now().date())
    assert "Chưa lập phiếu" in str(plain(asked(stay, reading)))
    with unit_of_work():
        demo_sheet(stay, clerk=actor("intake"), now=clock.now())
        plan = current_plan(stay_id)
        assert plan is not None
        grades = tuple(GradeFacts(part, at, "Tốt") for part, at, _goal in plan.facts.goals())
        facts = EvaluationFacts(stage=stay.stage, evaluated_on=date(2026, 11, 22), grades=grades)
        evaluate_plan(stay, plan, facts, actor=counsellor, now=clock.now())
    sheet, printed = str(plain(asked(stay, reading))), str(plain(planned_part(stay, reading)))
    for words in ("methamphetamine", "xem hồ sơ y tế", "Trần Thị Mẹ"):
        assert words in sheet, words
    for words in ("I. Điều trị y tế", "Xưởng dạy nghề", "Đánh giá ngày 22/11/2026", "Tốt"):
        assert words in printed, words
