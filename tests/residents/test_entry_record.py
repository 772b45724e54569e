"""The entry record: the right form for kind and day, everything the file knows, the rest as dotted lines."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pypdfium2
import pytest
from sqlalchemy import select

from center.audit.actor import Actor
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.documents.models import IssuedDocument
from center.medical.preliminary.models import Conclusion
from center.medical.preliminary.service import CheckFacts, record_check
from center.residents.money.models import MoneyKind
from center.residents.money.service import EntryFacts, enter
from center.residents.person.models import IdentifierKind, Sex
from center.residents.person.service import IdentityPaper, PersonFacts
from center.residents.reception.marking import PaperAnswer, write_papers
from center.residents.reception.models import PaperState
from center.residents.reception.service import admitted, begin
from center.residents.stay.models import Stay, StayKind
from center.residents.stay.rules import DecisionFacts
from tests.conftest import Visitor, check_page
from tests.residents.conftest import TakeIn

AsRole = Callable[[str], Visitor]
FORM = {
    "act_id": "6f1b6f6e-2f5f-4c0a-9c9e-0d7a3c1b2a12",
    "giver_name": "Đinh Văn Giao",
    "giver_position": "Cán bộ",
    "giver_office": "Công an xã Krông H'Nắng",
    "receiver_name": "Nguyễn Văn Nhận",
    "condition": "Tỉnh táo, tiếp xúc được.\nKhông có vết thương.",
    "documents": "Quyết định số 1/QĐ-TA\n\nBản sao tóm tắt lý lịch",
    "copies": "3",
    "giver_copies": "1",
    "taker_copies": "2",
    "closed_at": "22/11/2026 10:15",
}


def pdf_of(visitor: Visitor, stay_id: int, form: dict[str, str]) -> str:
    answer = visitor.submit(f"/residents/stays/{stay_id}/entry-record", form)
    content = visitor.get(answer.location).data
    pdf = pypdfium2.PdfDocument(content)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in pdf).split())


def test_the_record_holds_the_file_and_what_both_sides_add(as_role: AsRole, take_in: TakeIn) -> None:
    stay_id = take_in("Trần Thị Ngọc Ước", sex=Sex.FEMALE, zone="C")
    text = pdf_of(as_role("intake"), stay_id, FORM)
    for words in (
        "BIÊN BẢN", "Giao, nhận hồ sơ, người vào cơ sở cai nghiện công lập", "163/2026/NĐ-CP",
        "số: 1/QĐ-TA ngày 22 tháng 11 năm 2026 của Tòa án nhân dân khu vực 1",
        "hồi 09 giờ 00 phút, ngày 22/11/2026", "Đinh Văn Giao", "Công an xã Krông H'Nắng",
        "Cơ sở cai nghiện: Cơ sở cai nghiện ma túy số 1 tỉnh Thử Nghiệm", "TRẦN THỊ NGỌC ƯỚC", "Giới tính: Nữ",
        "Số CC/CCCD/CMND/HC: 070190000001", "Không có vết thương.", "02 tài liệu", "2) Bản sao tóm tắt lý lịch",
        "1) Ví da: 01 (màu nâu)", "2) Tờ 100.000 đồng: 03", "được lập thành 3 bản", "vào lúc 10 giờ, ngày 22 tháng 11",
        "Bên giao giữ 1 bản; Bên nhận giữ 2 bản", "ĐẠI DIỆN BÊN GIAO", "ĐẠI DIỆN BÊN NHẬN",
    ):  # fmt: skip
        assert words in text, words
    assert "\ufffd" not in text


def test_the_record_states_its_own_number_of_pages(as_role: AsRole, take_in: TakeIn) -> None:
    stay_id = take_in()
    text = pdf_of(as_role("intake"), stay_id, FORM)
    document = db.session.scalars(select(IssuedDocument)).one()
    assert f"Biên bản này gồm {document.pages} trang" in text
    assert document.form_code == "163/2026/NĐ-CP:42"
    assert document.number is None
    assert "Trần" not in document.title


def test_what_is_missing_is_a_dotted_line_and_never_a_missing_label(as_role: AsRole, take_in: TakeIn) -> None:
    stay_id = take_in(
        paper=IdentityPaper(IdentifierKind.CCCD, ""),
        belongings=(),
        person=PersonFacts("A", Sex.MALE, date(1990, 1, 1)),
    )
    text = pdf_of(as_role("intake"), stay_id, {**dict.fromkeys(FORM, ""), "act_id": FORM["act_id"]})
    for label in ("Họ và tên: ....", "Chức vụ: ....", "Tên gọi khác (nếu có): ....", "Số CC/CCCD/CMND/HC: ....",
                  "nơi cấp: ....", "1) ....", "...... bản", "không có."):  # fmt: skip
        assert label in text, label


@pytest.mark.parametrize(
    ("kind", "day", "code", "words"),
    [
        (StayKind.COMPULSORY, date(2026, 7, 1), "163/2026/NĐ-CP:42", "công lập"),
        (StayKind.COMPULSORY, date(2026, 6, 30), "116/2021/NĐ-CP:40", "vào cơ sở cai nghiện bắt buộc"),
        (StayKind.VOLUNTARY, date(2026, 7, 1), "163/2026/NĐ-CP:31", "cai nghiện ma túy tự nguyện"),
        (StayKind.VOLUNTARY, date(2026, 6, 30), "", "cai nghiện ma túy tự nguyện"),
        (
            StayKind.CUSTODY,
            date(2026, 7, 1),
            "163/2026/NĐ-CP:31",
            "giao quản lý người nghiện ma túy trong thời gian",
        ),
        (StayKind.CUSTODY, date(2026, 6, 30), "116/2021/NĐ-CP:37", "Người bị quản lý"),
        (StayKind.MINOR, date(2026, 7, 1), "163/2026/NĐ-CP:42", "công lập"),
    ],
)
def test_kind_and_day_choose_the_form(
    as_role: AsRole, take_in: TakeIn, kind: StayKind, day: date, code: str, words: str
) -> None:
    old = day < date(2026, 7, 1)
    opening = {StayKind.VOLUNTARY: "voluntary", StayKind.CUSTODY: "custody"}.get(kind, "court")
    stay_id = take_in(
        kind=kind,
        born=date(2010, 1, 1) if kind is StayKind.MINOR else date(1990, 1, 1),
        arrived_at=datetime(day.year, day.month, day.day, 3, tzinfo=UTC),
        decision=DecisionFacts(
            opening, "7/QĐ", day, "Nơi ra quyết định", 12 if old and opening != "custody" else None
        ),
    )
    text = pdf_of(as_role("intake"), stay_id, FORM)
    assert db.session.scalars(select(IssuedDocument.form_code)).one() == code
    assert words in text


def test_the_same_form_sent_twice_makes_one_record_and_a_new_one_takes_its_place(
    as_role: AsRole, take_in: TakeIn
) -> None:
    stay_id = take_in()
    visitor, url = as_role("intake"), f"/residents/stays/{stay_id}/entry-record"
    first = visitor.submit(url, FORM)
    assert visitor.submit(url, FORM).location == first.location
    assert "Đã lập một bản" in visitor.page(url).get_text()
    visitor.submit(url, {**FORM, "act_id": "6f1b6f6e-2f5f-4c0a-9c9e-0d7a3c1b2a13", "copies": "2"})
    old, new = db.session.scalars(select(IssuedDocument).order_by(IssuedDocument.id))
    assert new.supersedes_id == old.id


def test_a_wrong_number_of_copies_keeps_what_was_typed(as_role: AsRole, take_in: TakeIn) -> None:
    stay_id = take_in()
    visitor = as_role("intake")
    answer = visitor.submit(f"/residents/stays/{stay_id}/entry-record", {**FORM, "copies": "hai"}, status=422)
    page = check_page(answer, 422)
    assert page.find("input", attrs={"name": "copies"})["value"] == "hai"
    assert page.find("input", attrs={"name": "giver_name"})["value"] == "Đinh Văn Giao"
    assert db.session.scalars(select(IssuedDocument)).all() == []


def test_what_reception_found_out_is_not_typed_again(
    as_role: AsRole, take_in: TakeIn, actor: Callable[[str], Actor], clock: FixedClock
) -> None:
    stay_id = take_in()
    intake = actor("intake")
    with unit_of_work():
        stay = db.session.get_one(Stay, stay_id)
        reception = begin(actor=intake, now=clock.now())
        admitted(reception, stay, actor=intake, now=clock.now())
        answers = (
            PaperAnswer("court_decision", PaperState.ORIGINAL, 3),
            PaperAnswer("naming_decision", PaperState.MISSING),
            PaperAnswer("cv", PaperState.COPY, 2),
        )
        write_papers(reception, answers, check_id="c" * 36, actor=intake, now=clock.now())
        check = CheckFacts(wording="Tỉnh táo, đi lại được, xước tay trái", conclusion=Conclusion.STABLE)
        record_check(reception, check, actor=actor("nurse"), now=clock.now())
        money = EntryFacts(MoneyKind.FOUND, 350_000, clock.now().date())
        enter(stay, money, actor=actor("records_clerk"), now=clock.now())
    page = as_role("intake").page(f"/residents/stays/{stay_id}/entry-record")
    assert page.find("input", attrs={"name": "giver_office"})["value"] == "Công an xã Phú Riềng"
    assert page.find("textarea", attrs={"name": "condition"}).get_text(strip=True).startswith("Tỉnh táo")
    documents = page.find("textarea", attrs={"name": "documents"}).get_text().strip().splitlines()
    assert len(documents) == 2
    assert documents[0].endswith("số 1/QĐ-TA ngày 22/11/2026 của Tòa án nhân dân khu vực 1 (bản chính, 3 tờ)")
    text = pdf_of(as_role("intake"), stay_id, {**FORM, "documents": "\n".join(documents)})
    assert "3) Tiền mặt: 350.000 đồng (vào sổ lưu ký, phiếu PT 1/2026)" in text
