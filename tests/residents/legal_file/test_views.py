"""The legal file on the pages and on paper."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import func, select

from center.audit.models import AuditEntry
from center.clock import FixedClock, local_date
from center.db import db, unit_of_work
from center.documents.models import IssuedDocument, StoredFile
from center.documents.service import withdraw
from center.jobs.runner import run_one
from center.residents.legal_file import scans
from center.residents.legal_file.file_part import PART
from center.residents.legal_file.jobs import drop_held
from center.residents.legal_file.kinds import PaperKind
from center.residents.legal_file.models import HeldFile
from center.residents.legal_file.queries import issued_outside, papers_of
from center.residents.legal_file.rows import Insertion
from center.residents.legal_file.service import (
    withdraw_paper,
)
from center.residents.reception.marking import PaperAnswer, write_papers
from center.residents.reception.models import PaperState
from center.residents.reception.queries import view_or_404
from center.residents.reception.service import admitted, begin
from center.residents.stay.models import Stay
from center.residents.whole_file.parts import Reading, Rows, Words, parts_for
from tests.conftest import check_page
from tests.documents.reading import text_of
from tests.residents.conftest import TakeIn
from tests.residents.legal_file.conftest import ActorOf, AsRole, FileOne, numbers
from tests.residents.legal_file.scans import hostile, pdf, picture
from tests.residents.test_entry_record import FORM
from tests.support.statements import statements


def fields(**changes: str) -> dict[str, str]:
    return {
        "kind": "court_decision",
        "abstract": "Quyết định đưa đi cai nghiện bắt buộc",
        "number": "12/QĐ-TA",
        "issued_on": "20/11/2026",
        "issuer": "Tòa án nhân dân khu vực 2",
        "copy_kind": "original",
        "behind": "",
        "act_id": "6f1b6f6e-2f5f-4c0a-9c9e-0d7a3c1b2a10",
        **changes,
    }


def send(*files: tuple[str, bytes], **changes: str) -> dict[str, Any]:
    return {**fields(**changes), "files": [(io.BytesIO(content), name) for name, content in files]}


def said(answer: Any) -> BeautifulSoup:
    return check_page(answer, 422)


def test_the_clerk_files_photos_from_a_phone_and_reads_them_again(
    stay_id: int, as_role: AsRole, clock: FixedClock
) -> None:
    clerk, base = as_role("records_clerk"), f"/residents/stays/{stay_id}/legal-file"
    form = clerk.page(f"{base}/new?kind=court_decision")
    assert form.find("input", {"name": "number"})["value"] == "1/QĐ-TA"  # type: ignore[index]
    data = send(("p1.jpg", picture()), ("p2.jpg", picture(colour="white")))
    clerk.submit(f"{base}/new", data)
    clerk.submit(f"{base}/new", send(("p1.jpg", picture()), ("p2.jpg", picture(colour="white"))))
    (line,) = papers_of(stay_id)
    assert (str(line.span), line.pages, line.text.number) == ("1–2", 2, "12/QĐ-TA")
    page = clerk.page(base).get_text(" ", strip=True)
    assert "1 văn bản, 2 tờ" in page
    assert "có, tờ 1–2" in page
    detail = clerk.page(f"{base}/{line.id}").get_text(" ", strip=True)
    assert line.sha256 in detail
    answer = clerk.get(f"{base}/{line.id}/file")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.headers["Content-Disposition"] == f"inline; filename=ho-so-{stay_id}-to-1.pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]
    reads = db.session.scalars(select(AuditEntry).where(AuditEntry.name == "residents:legal-file:read")).all()
    assert [(read.stay_id, read.data) for read in reads] == [
        (stay_id, {"paper_id": line.id, "kind": "court_decision"})
    ]


@pytest.mark.parametrize(
    "name", ["encrypted", "javascript", "truncated", "zip behind", "html named pdf", "bomb"]
)
def test_a_hostile_upload_is_refused_and_what_was_typed_stays(
    name: str, stay_id: int, as_role: AsRole
) -> None:
    filename, content, _code = hostile()[name]
    clerk = as_role("intake")
    page = said(
        clerk.submit(f"/residents/stays/{stay_id}/legal-file/new", send((filename, content)), status=422)
    )
    words = page.find(attrs={"data-error-summary": True}).get_text(" ", strip=True)  # type: ignore[union-attr]
    assert "Các ô đã nhập vẫn được giữ" in words or "thu nhỏ ảnh" in words
    assert page.find("input", {"name": "number"})["value"] == "12/QĐ-TA"  # type: ignore[index]
    assert not papers_of(stay_id)
    assert db.session.scalar(select(func.count()).select_from(HeldFile)) == 0


def test_large_files_are_told_by_the_form_and_the_largest_by_the_server(
    stay_id: int, as_role: AsRole, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk, new = as_role("records_clerk"), f"/residents/stays/{stay_id}/legal-file/new"
    monkeypatch.setattr(scans, "MAX_PDF_BYTES", 100 * 1024)
    page = said(clerk.submit(new, send(("to.pdf", b"%PDF-1.7" + bytes(200 * 1024))), status=422))
    assert "Tệp PDF nặng 0,2 MB, vượt mức 0,1 MB." in page.get_text(" ", strip=True)
    sixty = {"CONTENT_LENGTH": str(60 * 1024 * 1024)}
    answer = clerk.submit(new, send(("to.pdf", pdf(1))), status=413, environ_overrides=sixty)
    assert check_page(answer, 413).find("h1") is not None


def test_a_good_upload_is_held_while_the_rest_is_put_right(
    stay_id: int, as_role: AsRole, clock: FixedClock
) -> None:
    clerk, new = as_role("records_clerk"), f"/residents/stays/{stay_id}/legal-file/new"
    page = said(clerk.submit(new, send(("qd.pdf", pdf(3)), abstract=""), status=422))
    assert "Đã nhận tệp 3 trang" in page.get_text(" ", strip=True)
    token = str(page.find("input", {"name": "held"})["value"])  # type: ignore[index]
    stranger = as_role("intake")
    assert "không còn được giữ" in said(stranger.submit(new, fields(held=token), status=422)).get_text(
        " ", strip=True
    )
    said(clerk.submit(new, fields(held=token, issued_on="31/02/2026"), status=422))
    assert db.session.scalar(select(func.count()).select_from(HeldFile)) == 1
    clerk.submit(new, fields(held=token))
    assert numbers(stay_id) == ["1–3"]
    assert db.session.scalar(select(func.count()).select_from(HeldFile)) == 0, "no copy is left behind"


def test_held_files_go_after_their_time(stay_id: int, as_role: AsRole, clock: FixedClock) -> None:
    clerk, new = as_role("records_clerk"), f"/residents/stays/{stay_id}/legal-file/new"
    page = said(clerk.submit(new, send(("qd.pdf", pdf(3)), abstract=""), status=422))
    token = str(page.find("input", {"name": "held"})["value"])  # type: ignore[index]
    assert drop_held(clock.now() + timedelta(hours=23)) == "0 held files dropped"
    assert drop_held(clock.now() + timedelta(hours=24)) == "1 held files dropped"
    gone = said(clerk.submit(new, fields(held=token), status=422))
    assert "không còn được giữ" in gone.get_text(" ", strip=True)


def test_who_sees_the_file_and_who_changes_it(stay_id: int, file_one: FileOne, as_role: AsRole) -> None:
    paper = file_one(stay_id, content=pdf(1))
    base = f"/residents/stays/{stay_id}/legal-file"
    for role in ("counsellor", "trainer", "guard", "duty_commander", "doctor", "nurse", "administrator"):
        visitor = as_role(role)
        for address in (base, f"{base}/{paper.id}", f"{base}/{paper.id}/file", f"{base}/contents.pdf"):
            assert visitor.get(address).status_code == 403, (role, address)
    guard = as_role("guard").page(f"/residents/stays/{stay_id}")
    assert "Hồ sơ pháp lý" not in guard.get_text(" ", strip=True)
    for role, adds, withdraws in (
        ("director", False, False),
        ("intake", True, False),
        ("records_clerk", True, True),
    ):
        visitor = as_role(role)
        words = visitor.page(base).get_text(" ", strip=True)
        assert ("Thêm văn bản" in words) is adds, role
        assert ("Rút khỏi hồ sơ" in visitor.page(f"{base}/{paper.id}").get_text(" ", strip=True)) is withdraws
    intake = as_role("intake")
    assert intake.get(f"{base}/{paper.id}/scan").status_code == 403, "exchanging a scan is the clerk's"
    other_stay = as_role("records_clerk").get(f"/residents/stays/{stay_id + 1}/legal-file/{paper.id}/file")
    assert other_stay.status_code == 404


def test_the_clerk_corrects_scans_and_withdraws_on_the_pages(
    stay_id: int, file_one: FileOne, as_role: AsRole
) -> None:
    paper = file_one(stay_id, sheets=1, place="Tủ 1")
    clerk, base = as_role("records_clerk"), f"/residents/stays/{stay_id}/legal-file/{paper.id}"
    clerk.submit(f"{base}/scan", {"files": (io.BytesIO(pdf(1)), "qd.pdf")})
    text_id = str(clerk.page(f"{base}/correct").find("input", {"name": "text_id"})["value"])  # type: ignore[index]
    said(clerk.submit(f"{base}/correct", fields(text_id=text_id), status=422))
    clerk.submit(f"{base}/correct", fields(text_id=text_id, reason="ghi thiếu số"))
    page = clerk.page(base).get_text(" ", strip=True)
    assert "Trước đó: Văn bản khác; Văn bản mẫu" in page
    clerk.submit(f"{base}/withdraw", {"reason": "trả lại Tòa án"})
    assert "trả lại Tòa án" in clerk.page(base).get_text(" ", strip=True)
    assert clerk.get(f"{base}/file").status_code == 200, "a withdrawn paper can still be read"


def test_contents_and_the_whole_file_on_paper(
    stay_id: int, file_one: FileOne, as_role: AsRole, actor: ActorOf, clock: FixedClock
) -> None:
    first = file_one(
        stay_id, PaperKind.COURT_DECISION, pdf(2, words="a"), abstract="Quyết định áp dụng biện pháp"
    )
    file_one(stay_id, sheets=3, place="Tủ 2, ngăn 1", abstract="Sổ theo dõi")
    gone = file_one(stay_id, content=pdf(1, words="b"), abstract="Giấy của người khác")
    file_one(stay_id, content=pdf(3, words="c"), two_sided=True, abstract="Biên bản hai mặt")
    file_one(
        stay_id,
        content=pdf(1, words="d"),
        abstract="Tờ bị sót",
        insertion=Insertion(first.id, "sót khi đánh số"),
    )
    with unit_of_work():
        withdraw_paper(
            db.session.get_one(Stay, stay_id),
            gone.id,
            "nhầm người",
            actor=actor("records_clerk"),
            now=clock.now(),
        )
    clerk, base = as_role("auditor"), f"/residents/stays/{stay_id}/legal-file"
    words = " ".join(text_of(clerk.get(f"{base}/contents.pdf").data).split())
    for expected in (
        "MỤC LỤC VĂN BẢN",
        "TRẦN VĂN MẪU",
        "Quyết định áp dụng biện pháp",
        "Tủ 2, ngăn 1",
        "nhầm người",
        "tờ cuối mang số 8",
    ):
        assert expected in words
    answer = clerk.submit(f"{base}/whole", {})
    assert answer.headers["Location"].endswith("/whole.pdf")
    whole = clerk.get(answer.headers["Location"])
    assert whole.status_code == 200
    import pypdfium2

    with pypdfium2.PdfDocument(whole.data) as book:
        marks = [page.get_textpage().get_text_bounded().strip() for page in book]
        outline = [item.get_title() for item in book.get_toc()]
    assert [mark for mark in marks if mark.startswith("BL")] == [
        "BL 1",
        "BL 2",
        "BL 2a",
        "BL 7",
        "BL 7 (sau)",
        "BL 8",
    ]
    assert len(outline) == 4
    printed = db.session.scalars(
        select(AuditEntry.data).where(AuditEntry.name == "residents:legal-file:print").order_by(AuditEntry.id)
    ).all()
    assert [one["what"] for one in printed] == ["contents", "whole"]


def test_a_thick_file_is_bound_in_the_background_and_not_kept_for_ever(
    stay_id: int, file_one: FileOne, as_role: AsRole, clock: FixedClock, app: Flask
) -> None:
    file_one(stay_id, content=pdf(31))
    clerk = as_role("records_clerk")
    stored = db.session.scalar(select(func.count()).select_from(StoredFile))
    twice = {"act_id": "6f1b6f6e-2f5f-4c0a-9c9e-0d7a3c1b2a19"}
    asked = [clerk.submit(f"/residents/stays/{stay_id}/legal-file/whole", twice) for _click in range(2)]
    (job_page,) = {answer.headers["Location"] for answer in asked}
    assert "/jobs/" in job_page
    assert run_one()
    assert "Đã đóng 32 trang" in clerk.page(job_page).get_text(" ", strip=True)
    assert clerk.get(f"{job_page}/file").data.startswith(b"%PDF-")
    assert db.session.scalar(select(func.count()).select_from(StoredFile)) == stored
    drop_held(clock.now() + timedelta(days=8))
    assert clerk.get(f"{job_page}/file").status_code == 404


def test_the_page_costs_the_same_with_one_paper_and_with_many(
    stay_id: int, file_one: FileOne, as_role: AsRole
) -> None:
    clerk, base = as_role("records_clerk"), f"/residents/stays/{stay_id}/legal-file"
    file_one(stay_id, content=pdf(1))
    clerk.page(base)
    with statements() as few:
        clerk.page(base)
    for at in range(60):
        file_one(stay_id, sheets=1, place=f"Tủ {at}")
    with statements() as many:
        page = clerk.page(base)
    assert len(few) == len(many)
    assert "1–50 trong 61" in page.get_text(" ", strip=True)
    assert "Tủ 59" in clerk.page(f"{base}?page=2").get_text(" ", strip=True)


def test_what_came_with_the_person_waits_to_be_put_in(
    stay_id: int, as_role: AsRole, actor: ActorOf, clock: FixedClock
) -> None:
    desk = actor("intake")
    with unit_of_work():
        reception = begin(actor=desk, now=clock.now())
        admitted(reception, db.session.get_one(Stay, stay_id), actor=desk, now=clock.now())
        answers = [
            PaperAnswer("court_decision", PaperState.ORIGINAL, 3),
            PaperAnswer("cv", PaperState.COPY, 2),
            PaperAnswer("naming_decision", PaperState.MISSING),
        ]
        write_papers(reception, answers, check_id="kiem-1", actor=desk, now=clock.now())
    clerk, base = as_role("records_clerk"), f"/residents/stays/{stay_id}/legal-file"
    words = clerk.page(base).get_text(" ", strip=True)
    assert words.count("đã nhận, chưa đưa vào") == 2
    assert "Hồ sơ còn thiếu 4 giấy tờ" in words
    form = clerk.page(f"{base}/new?kind=cv")
    assert form.find("input", {"name": "sheets"})["value"] == "2"  # type: ignore[index]
    chosen = form.select_one("select[name=copy_kind] option[selected]")
    assert chosen is not None
    assert chosen["value"] == "photocopy"
    clerk.submit(
        f"{base}/new", fields(kind="cv", on_paper="y", sheets="2", place="Tủ 1", act_id=str(uuid4()))
    )
    assert clerk.page(base).get_text(" ", strip=True).count("đã nhận, chưa đưa vào") == 1
    assert [rule.code for rule in view_or_404(reception.id, clock.now()).known.paper_check.missing] == [
        "naming_decision"
    ]
    clerk.submit(f"{base}/new", {**send(("qd.pdf", pdf(1)), kind="naming_decision"), "act_id": str(uuid4())})
    check = view_or_404(reception.id, clock.now()).known.paper_check
    assert not check.missing, "what lies in the file has come"


def test_the_print_of_the_whole_file_has_the_list_of_contents(
    stay_id: int, file_one: FileOne, actor: ActorOf, clock: FixedClock
) -> None:
    file_one(stay_id, PaperKind.COURT_DECISION, pdf(2), abstract="Quyết định áp dụng biện pháp")
    assert PART in parts_for(actor("records_clerk"))
    assert PART not in parts_for(actor("counsellor"))
    reading = Reading(actor("records_clerk"), clock.now(), local_date(clock.now()))
    rows, missing = PART.build(db.session.get_one(Stay, stay_id), reading)
    assert isinstance(rows, Rows)
    assert [row[:2] for row in rows.rows] == [("1–2", "Quyết định áp dụng biện pháp")]
    assert isinstance(missing, Words)
    assert "Bản sao tóm tắt lý lịch (mẫu 33)" in missing.text


def test_a_file_of_somebody_else_is_told_and_filed_when_meant(
    stay_id: int, file_one: FileOne, take_in: TakeIn, as_role: AsRole
) -> None:
    content = pdf(2, words="danh sách nhiều người")
    file_one(stay_id, content=content)
    other = take_in("Hồ Văn Khác")
    clerk, new = as_role("records_clerk"), f"/residents/stays/{other}/legal-file/new"
    assert clerk.page(new).find("input", {"name": "known_elsewhere"}) is None
    page = said(clerk.submit(new, send(("ds.pdf", content)), status=422))
    assert "đã có trong hồ sơ pháp lý của Trần Văn Mẫu (HV" in page.get_text(" ", strip=True)
    assert page.find("input", {"name": "known_elsewhere"}) is not None
    token = str(page.find("input", {"name": "held"})["value"])  # type: ignore[index]
    clerk.submit(new, fields(held=token, known_elsewhere="y"))
    assert numbers(other) == ["1–2"]


def test_a_file_and_the_word_that_there_is_none_contradict(stay_id: int, as_role: AsRole) -> None:
    clerk, new = as_role("records_clerk"), f"/residents/stays/{stay_id}/legal-file/new"
    both = send(("qd.pdf", pdf(1)), on_paper="y", sheets="1", place="Tủ 1")
    assert "bỏ đánh dấu này" in said(clerk.submit(new, both, status=422)).get_text(" ", strip=True)
    neither = said(clerk.submit(new, fields(), status=422))
    assert "Chọn tệp PDF hoặc ảnh, hoặc đánh dấu" in neither.get_text(" ", strip=True)


def test_a_paper_of_the_center_that_was_replaced_says_so(
    stay_id: int, as_role: AsRole, actor: ActorOf, clock: FixedClock
) -> None:
    as_role("intake").submit(f"/residents/stays/{stay_id}/entry-record", FORM)
    clerk, base = as_role("records_clerk"), f"/residents/stays/{stay_id}/legal-file"
    (record,) = issued_outside(stay_id)
    clerk.submit(f"{base}/issued/{record.id}", {})
    assert "đã có bản thay" not in clerk.page(base).get_text(" ", strip=True)
    with unit_of_work():
        document = db.session.get_one(IssuedDocument, record.id)
        withdraw(document, "ghi sai giờ", actor=actor("records_clerk"), now=clock.now())
    assert "đã có bản thay hoặc thu hồi" in clerk.page(base).get_text(" ", strip=True)
