"""The legal file on the database and on the pages."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import func, select

from center.audit.actor import Actor
from center.audit.models import AuditEntry
from center.auth.permissions import Role
from center.clock import FixedClock, local_date
from center.db import db, unit_of_work
from center.documents.models import StoredFile
from center.errors import NotAllowed, RuleViolation
from center.jobs.runner import run_one
from center.residents.duty.models import Duty, DutyState
from center.residents.legal_file import scans
from center.residents.legal_file.file_part import PART
from center.residents.legal_file.jobs import drop_held
from center.residents.legal_file.kinds import CopyKind, PaperKind
from center.residents.legal_file.models import FiledPaper, HeldFile
from center.residents.legal_file.queries import checklist_of, issued_outside, papers_of, totals_of
from center.residents.legal_file.rows import Insertion, PaperFacts, ScanFacts
from center.residents.legal_file.rules import Presence
from center.residents.legal_file.scans import prepare_scan
from center.residents.legal_file.service import (
    correct_paper,
    file_issued,
    file_paper,
    scan_paper,
    withdraw_paper,
)
from center.residents.reception.models import PaperState
from center.residents.reception.service import PaperAnswer, admitted, begin, write_papers
from center.residents.stay.models import Stay
from center.residents.whole_file.parts import Reading, Rows, Words, parts_for
from tests.conftest import NOW, Visitor, check_page
from tests.documents.reading import text_of
from tests.residents.conftest import TakeIn
from tests.residents.legal_file.scans import hostile, pdf, picture
from tests.residents.test_entry_record import FORM
from tests.residents.test_races import together
from tests.support.statements import statements

AsRole = Callable[[str], Visitor]
ActorOf = Callable[[str], Actor]
FileOne = Callable[..., FiledPaper]


def refused(code: str) -> Any:
    return pytest.raises(RuleViolation, match=f"residents.legal_{code}")


@pytest.fixture
def stay_id(take_in: TakeIn) -> int:
    return take_in(arrived_at=NOW - timedelta(days=2))


@pytest.fixture
def file_one(app: Flask, actor: ActorOf, clock: FixedClock) -> FileOne:
    """Return a function that puts an invented paper into a file."""

    def write(
        stay_id: int, kind: PaperKind = PaperKind.OTHER, content: bytes | None = None, **more: Any
    ) -> FiledPaper:
        facts = PaperFacts(kind, more.pop("abstract", "Văn bản mẫu"), place=more.pop("place", ""))
        two_sided, known = more.pop("two_sided", False), more.pop("known", False)
        scan = ScanFacts(prepare_scan([content]), two_sided, known) if content is not None else None
        with unit_of_work():
            return file_paper(
                db.session.get_one(Stay, stay_id),
                facts,
                scan,
                actor=actor(more.pop("who", "records_clerk")),
                now=clock.now(),
                **more,
            )

    return write


def numbers(stay_id: int) -> list[str]:
    db.session.expire_all()
    return [str(line.span) for line in papers_of(stay_id)]


def test_numbers_once_given_stay_whatever_happens_later(
    stay_id: int, file_one: FileOne, actor: ActorOf, clock: FixedClock
) -> None:
    who, now = actor("records_clerk"), clock.now()
    first = file_one(stay_id, PaperKind.COURT_DECISION, pdf(3, words="1"))
    second = file_one(stay_id, content=pdf(4, words="2"), two_sided=True)
    on_paper = file_one(stay_id, PaperKind.ID_COPY, sheets=1, place="Tủ 2, ngăn 3")
    assert numbers(stay_id) == ["1–3", "4–5", "6"]
    with refused("insert_reason"):
        file_one(stay_id, content=pdf(words="3"), insertion=Insertion(first.id, " "))
    file_one(stay_id, content=pdf(2, words="3"), insertion=Insertion(first.id, "sót khi đánh số"))
    file_one(stay_id, content=pdf(words="4"), insertion=Insertion(on_paper.id, ""))
    assert numbers(stay_id) == ["1–3", "3a–3b", "4–5", "6", "7"]
    with unit_of_work():
        withdraw_paper(db.session.get_one(Stay, stay_id), second.id, "của người khác", actor=who, now=now)
    with refused("withdrawn"), unit_of_work():
        withdraw_paper(db.session.get_one(Stay, stay_id), second.id, "lần nữa", actor=who, now=now)
    file_one(stay_id, content=pdf(words="5"))
    assert numbers(stay_id) == ["1–3", "3a–3b", "4–5", "6", "7", "8"]
    totals = totals_of(stay_id)
    assert (totals.papers, totals.rows, totals.sheets, totals.pages) == (5, 6, 8, 7)
    assert totals.size == sum(line.size for line in papers_of(stay_id) if line.in_force)
    # the withdrawn one's file may come again, now where it belongs
    file_one(stay_id, content=pdf(4, words="2"))
    assert numbers(stay_id)[-1] == "9–12"


def test_the_same_file_is_told_here_and_in_another_file(
    stay_id: int, file_one: FileOne, take_in: TakeIn, app: Flask
) -> None:
    content = pdf(2, words="chung")
    file_one(stay_id, content=content)
    with refused("same_here") as told:
        file_one(stay_id, content=content, known=True)
    assert told.value.facts == {"sheets": "1–2"}
    other = take_in("Hồ Văn Khác")
    with refused("same_elsewhere") as told:
        file_one(other, content=content)
    assert "Trần Văn Mẫu (HV" in str(told.value.facts["whose"])
    file_one(other, content=content, known=True)
    assert (
        db.session.scalar(select(func.count()).select_from(StoredFile).where(StoredFile.size == len(content)))
        == 1
    )


def test_a_paper_on_paper_is_scanned_later_and_a_bad_scan_exchanged(
    stay_id: int, file_one: FileOne, actor: ActorOf, clock: FixedClock
) -> None:
    who, now = actor("records_clerk"), clock.now()
    with refused("place"):
        file_one(stay_id, sheets=2)
    with refused("no_sheets"):
        file_one(stay_id, place="Tủ 1")
    paper = file_one(stay_id, sheets=2, place="Tủ 1")
    card = file_one(stay_id, PaperKind.ID_COPY, sheets=1, place="Tủ 1")

    def scan(paper_id: int, content: bytes, reason: str = "", **more: Any) -> None:
        with unit_of_work():
            scan_paper(
                db.session.get_one(Stay, stay_id),
                paper_id,
                ScanFacts(prepare_scan([content]), **more),
                reason,
                actor=who,
                now=now,
            )

    with refused("other_sheets") as told:
        scan(paper.id, pdf(3))
    assert told.value.facts == {"found": 3, "noted": 2}
    with refused("id_paper_only"):
        scan(card.id, pdf(1))
    with refused("id_paper_only"):
        file_one(stay_id, PaperKind.ID_COPY, content=pdf(1))
    scan(paper.id, pdf(3), two_sided=True)
    with refused("reason"):
        scan(paper.id, pdf(2))
    scan(paper.id, pdf(2), "trang đầu bị mờ")
    db.session.expire_all()
    line = papers_of(stay_id)[0]
    assert (line.pages, line.two_sided, numbers(stay_id)) == (2, False, ["1–2", "3"])
    events = db.session.scalars(
        select(AuditEntry).where(AuditEntry.name == "residents:legal-file:scan").order_by(AuditEntry.id)
    ).all()
    assert [bool(event.data["replaced"]) for event in events] == [False, True]


def test_words_are_corrected_by_new_ones(
    stay_id: int, file_one: FileOne, actor: ActorOf, clock: FixedClock
) -> None:
    paper = file_one(stay_id, content=pdf(1))
    old = papers_of(stay_id)[0].text
    right = PaperFacts(
        PaperKind.COURT_DECISION, "Quyết định", "12/QĐ-TA", date(2026, 11, 1), "Tòa án", CopyKind.CERTIFIED
    )

    def correct(facts: PaperFacts, reason: str = "ghi nhầm loại", seen: int = old.id) -> None:
        with unit_of_work():
            correct_paper(
                db.session.get_one(Stay, stay_id),
                paper.id,
                seen,
                facts,
                reason,
                actor=actor("records_clerk"),
                now=clock.now(),
            )

    with refused("reason"):
        correct(right, " ")
    with refused("id_paper_only"):
        correct(PaperFacts(PaperKind.ID_COPY, "CCCD"))
    with refused("future"):
        correct(PaperFacts(PaperKind.OTHER, "x", issued_on=date(2027, 1, 1)))
    correct(right)
    with refused("corrected_before"):
        correct(right)
    db.session.expire_all()
    line = papers_of(stay_id)[0]
    assert (line.text.kind, line.text.number, line.text.amends_id) == (
        PaperKind.COURT_DECISION,
        "12/QĐ-TA",
        old.id,
    )


def test_missing_papers_are_a_duty_until_they_are_there(
    stay_id: int, file_one: FileOne, as_role: AsRole, actor: ActorOf, clock: FixedClock
) -> None:
    def duty() -> Duty:
        db.session.rollback()
        wanted = select(Duty).where(Duty.kind == "legal_file", Duty.stay_id == stay_id)
        return db.session.scalars(wanted.execution_options(populate_existing=True)).one()

    def stay() -> Stay:
        return db.session.get_one(Stay, stay_id)

    assert duty().state is DutyState.OPEN
    assert duty().owner == Role.RECORDS_CLERK
    clerk = as_role("records_clerk")
    page = clerk.page(f"/residents/stays/{stay_id}/legal-file")
    assert "Hồ sơ còn thiếu 4 giấy tờ" in page.get_text(" ", strip=True)
    file_one(stay_id, PaperKind.COURT_DECISION, pdf(2, words="a"))
    file_one(stay_id, PaperKind.NAMING_DECISION, pdf(1, words="b"))
    file_one(stay_id, PaperKind.LIFE_SUMMARY, sheets=2, place="Tủ 1")
    assert duty().state is DutyState.OPEN
    as_role("intake").submit(f"/residents/stays/{stay_id}/entry-record", FORM)
    (record,) = issued_outside(stay_id)
    assert [line.presence for line in checklist_of(stay(), [record])] == [
        Presence.FILED,
        Presence.FILED,
        Presence.ON_PAPER,
        Presence.ISSUED,
    ]
    assert duty().state is DutyState.OPEN, "issued is not yet in the file"
    clerk.submit(f"/residents/stays/{stay_id}/legal-file/issued/{record.id}", {})
    clerk.submit(f"/residents/stays/{stay_id}/legal-file/issued/{record.id}", {})
    assert len(papers_of(stay_id)) == 4, "twice is once"
    line = papers_of(stay_id)[-1]
    assert (line.text.kind, line.sha256, line.pages) == (PaperKind.ENTRY_RECORD, record.sha256, record.pages)
    assert duty().state is DutyState.DONE
    assert not any(one.is_open for one in checklist_of(stay()))
    with unit_of_work():
        withdraw_paper(stay(), line.id, "in nhầm", actor=actor("records_clerk"), now=clock.now())
    assert duty().state is DutyState.OPEN
    with pytest.raises(NotAllowed), unit_of_work():
        file_issued(stay(), record.id, actor=actor("administrator"), now=clock.now())


def test_two_clerks_at_once_never_get_one_number(
    stay_id: int, app: Flask, actor: ActorOf, clock: FixedClock
) -> None:
    who = actor("records_clerk")
    both = [prepare_scan([pdf(2, words=str(at))]) for at in range(2)]

    def add(at: int) -> None:
        file_paper(
            db.session.get_one(Stay, stay_id),
            PaperFacts(PaperKind.OTHER, f"Văn bản {at}"),
            ScanFacts(both[at]),
            actor=who,
            now=clock.now(),
        )

    assert together(app, lambda: add(0), lambda: add(1)) == ["done", "done"]
    assert numbers(stay_id) == ["1–2", "3–4"]


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
    clerk.submit(f"{base}/new", fields(kind="cv", on_paper="y", sheets="2", place="Tủ 1"))
    assert clerk.page(base).get_text(" ", strip=True).count("đã nhận, chưa đưa vào") == 1


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
