"""The legal file on the database."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from center.audit.models import AuditEntry
from center.auth.permissions import Role
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.documents.models import StoredFile
from center.errors import NotAllowed
from center.residents.duty.models import Duty, DutyState
from center.residents.legal_file.kinds import CopyKind, PaperKind
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
from center.residents.stay.models import Stay
from tests.residents.conftest import TakeIn
from tests.residents.legal_file.conftest import ActorOf, AsRole, FileOne, numbers, refused
from tests.residents.legal_file.scans import pdf
from tests.residents.test_entry_record import FORM
from tests.residents.test_races import together


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
