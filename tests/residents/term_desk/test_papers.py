"""The proof sheet and form 46 on paper: what they say, that they are numbered, archived and can be checked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from sqlalchemy import select

from center.clock import FixedClock
from center.db import db
from center.documents.models import IssuedDocument
from center.documents.queries import current_document
from center.residents.stay.models import StayKind, TermEventKind
from center.residents.stay.term_decisions import reduce_term
from center.residents.stay.terms import record_term_event
from center.residents.term_desk.papers import PROPOSAL_KIND, SHEET_KIND
from tests.conftest import Visitor
from tests.documents.reading import text_of
from tests.residents.stay.conftest import Act, morning, paper
from tests.residents.stay.conftest import do as do
from tests.residents.stay.conftest import new_law as new_law
from tests.residents.stay.conftest import old_law as old_law

AsRole = Callable[[str], Visitor]
ACT = "6f1b6f6e-2f5f-4c0a-9c9e-0d7a3c1b2a10"


def flat(content: bytes) -> str:
    return " ".join(text_of(content).split())


def test_the_sheet_lets_anybody_check_the_last_day_by_hand(
    as_role: AsRole, old_law: Callable[..., int], do: Act
) -> None:
    stay_id = old_law(custody_days=7)
    do(record_term_event, stay_id, TermEventKind.ESCAPE, happened_at=morning("2026-09-05"), source="t")
    do(record_term_event, stay_id, TermEventKind.ESCAPE_RETURN, happened_at=morning("2026-09-10"), source="t")
    do(
        reduce_term,
        stay_id,
        paper("2026-11-16", "12/QĐ-TA"),
        months=2,
        order="05/LĐ-CSCN ngày 10/11/2026",
        happened_at=morning("2026-11-20"),
    )
    url = f"/residents/stays/{stay_id}/term"
    clerk = as_role("records_clerk")
    draft = clerk.get(f"{url}/sheet.pdf?on=22/11/2026")
    assert draft.mimetype == "application/pdf"
    text = flat(draft.data)
    for words in (
        "DỰ THẢO",
        "BẢNG TÍNH THỜI HẠN CHẤP HÀNH",
        "số 7/QĐ-TA ngày 05/01/2026 của Tòa án nhân dân khu vực 1",
        "18 tháng, cai nghiện lần đầu",
        "7 ngày",
        # 18 months to 2027-07-09; two off: to 2027-05-09; 7 days off, 4 days on: 2027-05-06
        "Ngày cuối của thời hạn: ngày 06 tháng 5 năm 2027",
        "18 tháng kể từ 10/01/2026: đến hết 09/07/2027",
        "giảm 2 tháng theo quyết định ngày 16/11/2026",
        "trừ 7 ngày vào cuối thời hạn",
        "không cộng; ngày cuối lùi 4 ngày",
        "478 ngày phải chấp hành + 4 ngày không được tính = 482 ngày kể từ 10/01/2026: ngày thứ 482 là 06/05/2027",
        "Cách tính ở những chỗ luật để ngỏ",
        "Giảm thời hạn",
        "12/QĐ-TA ngày 16/11/2026",
        "Người cai nghiện đã xem",
    ):
        assert words.upper() in text.upper(), words
    assert "Mã kiểm tra" not in text
    assert db.session.scalars(select(IssuedDocument)).all() == []


def test_an_issued_sheet_is_numbered_archived_and_can_be_checked(
    as_role: AsRole, new_law: Callable[..., int]
) -> None:
    stay_id = new_law()
    url = f"/residents/stays/{stay_id}/term"
    clerk = as_role("records_clerk")
    first = clerk.submit(f"{url}/sheet", {"client_id": ACT})
    again = clerk.submit(f"{url}/sheet", {"client_id": ACT})
    assert first.location == again.location  # pressed twice
    document = current_document(stay_id, SHEET_KIND)
    assert document is not None
    assert (document.number, document.signed_on) == (1, date(2026, 11, 22))
    content = as_role("guard").get(first.location).data
    text = flat(content)
    assert "Số: 01/BT-" in text
    assert "Mã kiểm tra" in text
    assert "DỰ THẢO" not in text
    public = as_role("guard").get(f"/verify/{document.token}").text
    assert "Bảng tính thời hạn chấp hành" in public
    assert "Trần Văn Mẫu" not in public
    assert "01/BT-" in clerk.page(url).find(id="issued").get_text()
    told = as_role("guard").page(f"/residents/stays/{stay_id}/timeline?topic=file").select(".col-whole a")
    assert [(line.get_text(), line["href"]) for line in told] == [
        ("Lập giấy tờ: Bảng tính thời hạn chấp hành", first.location)
    ]
    clerk.submit(f"{url}/sheet", {"client_id": ACT[:-1] + "9"})
    newest = current_document(stay_id, SHEET_KIND)
    assert newest is not None
    assert newest.supersedes_id == document.id
    assert as_role("doctor").submit(f"{url}/sheet", {"client_id": ACT}, status=403)


def test_form_46_proposes_with_a_list(as_role: AsRole, new_law: Callable[..., int]) -> None:
    stay_id = new_law(earlier_rehabs=0)
    url = f"/residents/stays/{stay_id}/term/proposal"
    clerk = as_role("records_clerk")
    page = clerk.page(url)
    assert "Chưa đối chiếu với bản chính" in page.get_text()
    assert page.find("input", attrs={"name": "addressee"})["value"] == "Tòa án nhân dân khu vực 1"
    form = {
        "act_id": ACT,
        "what": "suspension",
        "addressee": "Tòa án nhân dân khu vực 1",
        "ground": "Lao phổi, cần điều trị tại gia đình",
        "proof": "Giấy ra viện số 15\nBiên bản hội chẩn",
    }
    clerk.submit(url, form | {"ground": ""}, status=422)
    answer = clerk.submit(url, form)
    text = flat(clerk.get(answer.location).data)
    for words in (
        "Số: 01/ĐN-",
        "Kính gửi: Tòa án nhân dân khu vực 1",
        "quyết định tạm đình chỉ/miễn chấp hành quyết định",
        "DANH SÁCH",
        "Lao phổi, cần điều trị tại gia đình",
        "2) Biên bản hội chẩn",
    ):
        assert words in text, words
    document = current_document(stay_id, PROPOSAL_KIND)
    assert document is not None
    assert document.form_code == "163/2026/NĐ-CP:46"
    assert as_role("guard").get(answer.location).status_code in {403, 404}  # it names an illness
    voluntary = new_law(kind=StayKind.VOLUNTARY)
    page = clerk.page(f"/residents/stays/{voluntary}/term/proposal")
    assert page.find("input", attrs={"name": "addressee"})["value"].startswith("Giám đốc Công an")


def test_before_july_2026_form_43_proposes_with_the_list_of_form_44(
    as_role: AsRole, old_law: Callable[..., int], clock: FixedClock
) -> None:
    clock.set(datetime(2026, 6, 20, 3, tzinfo=UTC))
    stay_id = old_law()
    clerk = as_role("records_clerk")
    url = f"/residents/stays/{stay_id}/term/proposal"
    assert "Mẫu số 43, Phụ lục II" in clerk.page(url).get_text()
    form = {
        "act_id": ACT,
        "what": "exemption",
        "addressee": "Tòa án nhân dân khu vực 1",
        "ground": "Bệnh hiểm nghèo",
        "proof": "Giấy ra viện số 15",
    }
    text = flat(clerk.get(clerk.submit(url, form).location).data)
    for words in ("Số: 01/ĐN-CSCN", "Tôi là: ", "Chức vụ: Giám đốc", "116/2021/NĐ-CP", "DANH SÁCH ĐỐI TƯỢNG",
                  "Thời gian đã chấp hành", "Bệnh hiểm nghèo", "1) Giấy ra viện số 15"):  # fmt: skip
        assert words in text, words
    document = current_document(stay_id, PROPOSAL_KIND)
    assert document is not None
    assert document.form_code == "116/2021/NĐ-CP:43"
