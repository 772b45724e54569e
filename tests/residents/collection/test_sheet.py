"""The information sheet as people use it: filled from the file, printed by the form of its day, renewed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import select

from center.audit.actor import Actor
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.documents.models import IssuedDocument
from center.documents.queries import current_document
from center.documents.service import withdraw
from center.medical.entry import Entry
from center.medical.exam.rules import UseFacts
from center.medical.exam.service import ExamFacts, record_exam
from center.medical.models import Fitness, Route, Substance
from center.residents.collection.documents import KIND
from center.residents.collection.models import CollectedSubstance, CollectionSheet
from center.residents.collection.prefill import EARLIER_SHEET, EARLIER_STAY, EXAM, beginning
from center.residents.collection.queries import current_sheet, substances_of_stays
from center.residents.collection.service import record_sheet
from center.residents.duty.jobs import sync_everything
from center.residents.duty.models import Duty, DutyState
from center.residents.stay.models import EndReason, Stay
from center.residents.stay.rules import DecisionFacts
from center.residents.stay.service import end_stay
from tests.conftest import Visitor
from tests.documents.reading import text_of
from tests.residents.conftest import TakeIn

AsRole = Callable[[str], Visitor]
Who = Callable[[str], Actor]
FORM = {
    "client_id": "6f1b6f6e-2f5f-4c0a-9c9e-0d7a3c1b2a13",
    "amends_id": "",
    "collected_on": "22/11/2026",
    "schooling": "9/12",
    "occupation": "Phụ hồ",
    "employment": "unstable",
    "marital": "widowed",
    "legal_status": "Chưa có tiền án",
    "notify_name": "Trần Thị Mẹ",
    "relatives-0-kin": "mother",
    "relatives-0-full_name": "Trần Thị Mẹ",
    "relatives-0-age": "61",
    "relatives-1-kin": "child",
    "relatives-1-full_name": "Trần Văn Con",
    "body_illness": "yes",
    "body_what": "Viêm dạ dày",
    "family_illness": "no",
    "height_cm": "165,5",
    "weight_kg": "52",
    "systolic": "120",
    "diastolic": "80",
    "substances-0-detail": "3",
    "substances-0-first_age": "19",
    "substances-0-days_last_month": "30",
    "substances-0-times_last_month": "60",
    "substances-0-route": "injected",
    "substances-0-money_per_day": "300.000",
    "rehabs-0-year": "2019",
    "rehabs-0-place": "hospital",
    "rehabs-0-method": "no_drugs",
    "rehabs-0-relapse_reason": "Bạn rủ rê",
    "social_signer": "Nguyễn Văn Hỏi",
    "do": "print",
}


def url_of(stay_id: int, rest: str = "") -> str:
    return f"/residents/stays/{stay_id}/information-sheet{rest}"


def flat(content: bytes) -> str:
    return " ".join(text_of(content).split())


def duty() -> Duty:
    db.session.rollback()
    wanted = select(Duty).where(Duty.kind == "information_sheet")
    return db.session.scalars(wanted.execution_options(populate_existing=True)).one()


def test_a_sheet_is_filled_from_the_file_saved_printed_and_closes_its_duty(
    take_in: TakeIn, as_role: AsRole, actor: Who, clock: FixedClock
) -> None:
    stay_id = take_in()
    intake = as_role("intake")
    assert "Chưa lập phiếu" in intake.page(url_of(stay_id)).get_text()
    form = intake.page(url_of(stay_id, "/edit"))
    assert form.find("input", attrs={"name": "notify_name"})["value"] == "Trần Thị Mẹ"
    assert form.find("input", attrs={"name": "relatives-1-full_name"})["value"] == "Trần Thị Mẹ"
    assert "chưa đối chiếu" not in form.find("input", attrs={"name": "schooling"})["class"]
    answer = intake.submit(url_of(stay_id, "/edit"), FORM)
    text = flat(intake.get(answer.location).data)
    for words in (
        "PHIẾU THU THẬP THÔNG TIN NGƯỜI CAI NGHIỆN MA TÚY", "TRẦN VĂN MẪU", "Số CC/CCCD/CMND/HC: 070090000001",
        "8. Trình độ học vấn: 9/12", "Việc làm không ổn định", "Góa", "Họ, tên mẹ: Trần Thị Mẹ Tuổi: 61",
        "Họ, tên con thứ nhất: Trần Văn Con", "Nếu CÓ, ghi rõ: Viêm dạ dày", "xem phần mật của hồ sơ y tế",
        "Chiều cao (m): 1,66", "Huyết áp: 120/80", "CDTP**: 3", "300.000", "2019 4 6 Bạn rủ rê",
        "4= Tiêm tĩnh mạch", "NHÂN VIÊN Y TẾ", "Nguyễn Văn Hỏi",
    ):  # fmt: skip
        assert words in text, words
    document = current_document(stay_id, KIND)
    assert document is not None
    assert (document.form_code, document.number) == ("163/2026/NĐ-CP:17", None)
    assert "Trần" not in document.title
    assert duty().state is DutyState.DONE
    assert duty().proof_link == answer.location
    # sent twice it is one version and one paper
    assert intake.submit(url_of(stay_id, "/edit"), FORM).location == answer.location
    assert db.session.scalars(select(CollectionSheet.stay_id)).all() == [stay_id]
    page = intake.page(url_of(stay_id)).get_text(" ", strip=True)
    assert "Còn chưa hỏi" in page
    assert "nhịp tim" in page
    assert substances_of_stays([stay_id])[stay_id][0].first_age == 19
    # a void paper owes the duty again
    with unit_of_work():
        void = db.session.get_one(IssuedDocument, document.id)
        withdraw(void, "In nhầm người", actor=actor("intake"), now=clock.now())
    sync_everything(clock.now())
    assert duty().state is DutyState.OPEN


def test_a_new_version_says_why_keeps_the_old_one_and_makes_the_paper_old(
    take_in: TakeIn, as_role: AsRole, clock: FixedClock
) -> None:
    stay_id = take_in()
    intake = as_role("intake")
    intake.submit(url_of(stay_id, "/edit"), FORM)
    first = db.session.scalars(select(CollectionSheet)).one()
    clock.advance(hours=1)
    nurse = as_role("nurse")
    again = {
        **FORM,
        "client_id": FORM["client_id"][:-1] + "4",
        "amends_id": str(first.id),
        "pulse": "82",
        "do": "save",
    }
    assert "vì sao phải lập bản mới" in nurse.submit(url_of(stay_id, "/edit"), again, status=422).text
    late = {**again, "amends_id": "", "reason": "Bổ sung sinh hiệu đo lúc vào"}
    assert "sửa lúc" in nurse.submit(url_of(stay_id, "/edit"), late, status=422).text
    refused = nurse.submit(url_of(stay_id, "/edit"), {**again, "chronic": "HIV"}, status=422).text
    assert "Không ghi về HIV" in refused
    assert 'value="82"' in refused
    nurse.submit(url_of(stay_id, "/edit"), {**again, "reason": "Bổ sung sinh hiệu đo lúc vào"})
    page = nurse.page(url_of(stay_id)).get_text(" ", strip=True)
    assert "Giấy đã in cũ hơn phiếu" in page
    assert "Bổ sung sinh hiệu đo lúc vào" in page
    assert "82 lần/phút" in page
    old = nurse.page(url_of(stay_id, f"/versions/{first.id}")).get_text(" ", strip=True)
    assert "Đã có bản mới hơn" in old
    assert "82 lần/phút" not in old
    before = current_document(stay_id, KIND)
    assert before is not None
    nurse.submit(url_of(stay_id, "/print"), {"act_id": FORM["client_id"]})
    after = current_document(stay_id, KIND)
    assert after is not None
    assert after.supersedes_id == before.id
    assert "Nhịp tim" not in nurse.page(f"/residents/stays/{stay_id}/timeline").get_text()


def test_health_is_for_those_who_ask_and_treat(take_in: TakeIn, as_role: AsRole) -> None:
    stay_id = take_in()
    intake = as_role("intake")
    location = intake.submit(url_of(stay_id, "/edit"), FORM).location
    director = as_role("director")
    seen = director.page(url_of(stay_id)).get_text(" ", strip=True)
    assert "Phụ hồ" in seen
    assert "Viêm dạ dày" not in seen
    assert "nhịp tim" not in seen
    assert director.get(location).status_code in {403, 404}
    assert director.get(url_of(stay_id, "/edit")).status_code == 403
    assert as_role("guard").get(url_of(stay_id)).status_code == 403
    assert as_role("records_clerk").get(location).status_code == 200


@pytest.mark.parametrize(("day", "code"), [(30, "116/2021/NĐ-CP:19"), (1, "163/2026/NĐ-CP:17")])
def test_the_day_of_the_sheet_chooses_the_form(
    take_in: TakeIn, as_role: AsRole, clock: FixedClock, day: int, code: str
) -> None:
    on = date(2026, 6, 30) if day == 30 else date(2026, 7, 1)
    clock.set(datetime(on.year, on.month, on.day, 3, tzinfo=UTC))
    old = DecisionFacts("court", "7/QĐ-TA", on, "Tòa án nhân dân khu vực 1", 12 if day == 30 else None)
    stay_id = take_in(decision=old)
    intake = as_role("intake")
    form = {**FORM, "collected_on": f"{on:%d/%m/%Y}", "conclusion": "Sức khỏe trung bình"}
    text = flat(intake.get(intake.submit(url_of(stay_id, "/edit"), form).location).data)
    document = current_document(stay_id, KIND)
    assert document is not None
    assert document.form_code == code
    assert ("Kết luận: Sức khỏe trung bình" in text) == (day == 30)
    assert ("V. THÔNG TIN VỀ QUAN HỆ XÃ HỘI" in text) == (day == 30)
    assert "Chưa kết hôn" in text or day == 1


def test_an_empty_sheet_prints_every_label_with_its_dotted_line(take_in: TakeIn, as_role: AsRole) -> None:
    stay_id = take_in(contacts=())
    form = {"client_id": FORM["client_id"], "collected_on": "22/11/2026", "do": "print"}
    intake = as_role("intake")
    text = flat(intake.get(intake.submit(url_of(stay_id, "/edit"), form).location).data)
    for label in (
        "Tôn giáo: ....", "7. Đối tượng chính sách: ....", "Trình độ chuyên môn cao nhất: ....", "Họ, tên bố: ....",
        "Họ, tên con thứ hai: ....", "Cân nặng (kg): ....", "Các dấu hiệu tâm thần: ....", "Phenobarbital",
    ):  # fmt: skip
        assert label in text, label


def test_the_exam_and_the_stay_before_are_not_typed_again(
    take_in: TakeIn, actor: Who, clock: FixedClock, stay_of: Callable[[int], Stay]
) -> None:
    clock.set(datetime(2026, 8, 1, 3, tzinfo=UTC))
    first_id = take_in(occupation="Thợ hồ")
    intake = actor("intake")
    with unit_of_work():
        first = stay_of(first_id)
        start = beginning(first, today=date(2026, 8, 1), may=lambda _code: False)
        record_sheet(first, start.facts, amends_id=None, actor=intake, now=clock.now())
        clock.advance(days=40)
        end_stay(first, EndReason.EXEMPTED, happened_at=clock.now(), actor=intake, now=clock.now())
    clock.advance(days=30)
    second_id = take_in(resident_id=stay_of(first_id).resident_id)
    doctor = actor("doctor")
    with unit_of_work():
        facts = ExamFacts(
            height_cm=Decimal(165),
            weight_kg=Decimal("52.5"),
            history="Viêm gan B",
            findings="Vết tiêm hai cẳng tay",
            urine_test="",
            fitness=Fitness.LIGHT,
            plan="",
            uses=(UseFacts(Substance.HEROIN, Route.INJECTED, 19, 30, None, is_main=True),),
        )
        record_exam(stay_of(second_id), facts, entry=Entry(clock.now(), clock.now(), doctor))
    second = stay_of(second_id)
    blind = beginning(second, today=clock.now().date(), may=lambda _code: False)
    assert blind.facts.height_cm is None
    assert set(blind.sources) >= {EARLIER_SHEET, EARLIER_STAY}
    assert [(row.year, row.duration) for row in blind.facts.rehabs] == [(2026, "1 tháng")]
    seeing = beginning(second, today=clock.now().date(), may=lambda _code: True)
    assert EXAM in seeing.sources
    assert seeing.facts.height_cm == Decimal(165)
    assert seeing.facts.body_what == "Viêm gan B"
    assert [(row.detail, row.first_age) for row in seeing.facts.substances] == [("3", 19)]
    assert current_sheet(second_id) is None
    assert db.session.scalars(select(CollectedSubstance)).all() == []
