"""Files, numbers, issued papers: nothing twice, nothing lost, nothing changed."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError, InvalidRequestError

from center.audit.actor import Actor
from center.audit.models import AuditEntry
from center.auth.permissions import Role
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.documents import queries, service
from center.documents.assembly import Part, contents_of
from center.documents.models import IssuedDocument, PaperSlip, StoredFile
from center.documents.pdf import render_pdf
from center.errors import Conflict, RuleViolation

SIGNED = date(2026, 11, 22)
SYSTEM = Actor.system("tests")


def paper(words: str) -> bytes:
    return render_pdf(f"<html><body><p>{words}</p></body></html>", title=words)


def issue(
    clock: FixedClock, words: str = "Một", *, kind: str = "completion-compulsory", **more: object
) -> IssuedDocument:
    with unit_of_work():
        slip = service.reserve(kind, signed_on=SIGNED, key=f"{kind}-{words}", now=clock.now())
        return service.issue(
            slip,
            paper(words),
            title="Giấy xác nhận",
            actor=SYSTEM,
            now=clock.now(),
            stay_id=7,
            **more,  # type: ignore[arg-type]
        )


def test_the_same_bytes_are_kept_once(app: Flask, clock: FixedClock) -> None:
    with unit_of_work():
        first = service.store_file(b"anh", "image/jpeg", now=clock.now())
        again = service.store_file(b"anh", "image/jpeg", now=clock.now())
        other = service.store_file(b"anh khac", "image/jpeg", now=clock.now())
        assert first.id == again.id != other.id
    assert db.session.scalar(select(func.count()).select_from(StoredFile)) == 2
    assert queries.file_content(first.id) == (b"anh", "image/jpeg")


def test_a_file_is_not_loaded_by_accident(app: Flask, clock: FixedClock) -> None:
    with unit_of_work():
        service.store_file(b"x" * 1000, "image/jpeg", now=clock.now())
    found = db.session.scalars(select(StoredFile)).one()
    assert found.size == 1000
    with pytest.raises(InvalidRequestError):
        _ = found.content


def test_numbers_run_by_series_and_year(app: Flask) -> None:
    with unit_of_work():
        assert [service.next_number("notice", 2026) for _ in range(3)] == [1, 2, 3]
        assert service.next_number("notice", 2027) == 1
        assert service.next_number("letter", 2026) == 1


def test_a_number_of_an_act_that_failed_is_given_again(app: Flask) -> None:
    with pytest.raises(RuntimeError), unit_of_work():  # noqa: PT012
        assert service.next_number("notice", 2026) == 1
        raise RuntimeError
    with unit_of_work():
        assert service.next_number("notice", 2026) == 1


def test_many_writers_at_once_get_numbers_without_gap_or_double(app: Flask) -> None:
    taken: list[int] = []
    failures: list[BaseException] = []

    def write() -> None:
        try:
            for _ in range(5):
                with app.app_context():
                    with unit_of_work():
                        number = service.next_number("notice", 2026)
                    taken.append(number)
        except BaseException as error:
            failures.append(error)

    writers = [threading.Thread(target=write) for _ in range(6)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert not failures
    assert sorted(taken) == list(range(1, 31))


def test_a_slip_asked_for_again_under_its_key_is_the_same(app: Flask, clock: FixedClock) -> None:
    with unit_of_work():
        first = service.reserve("completion-compulsory", signed_on=SIGNED, key="job-1", now=clock.now())
        again = service.reserve("completion-compulsory", signed_on=SIGNED, key="job-1", now=clock.now())
        other = service.reserve("completion-compulsory", signed_on=SIGNED, key="job-2", now=clock.now())
    assert first.id == again.id
    assert (first.number, first.symbol, first.year) == (1, "CN-CSCN", 2026)
    assert other.number == 2
    assert first.token != other.token
    with pytest.raises(Conflict), unit_of_work():
        service.reserve("packet", signed_on=SIGNED, key="job-1", now=clock.now())


def test_the_notation_is_the_forms_default_or_the_centers_own_from_its_day_on(
    app: Flask, clock: FixedClock
) -> None:
    assert queries.symbol_on("completion-notice", SIGNED) == "TB-CSCN"
    with unit_of_work():
        service.set_symbol("completion-notice", "TB-CSCN1", date(2026, 11, 1), actor=SYSTEM, now=clock.now())
    assert queries.symbol_on("completion-notice", date(2026, 10, 31)) == "TB-CSCN"
    assert queries.symbol_on("completion-notice", SIGNED) == "TB-CSCN1"
    with unit_of_work():
        service.set_symbol(
            "completion-notice", "TB-CSCN-HC", date(2026, 11, 1), actor=SYSTEM, now=clock.now()
        )
    assert queries.symbol_on("completion-notice", SIGNED) == "TB-CSCN-HC", (
        "the later row corrects the earlier"
    )


@pytest.mark.parametrize("symbol", ["", "CN CSCN", "CN-", "-CN", "CN/CSCN", "CN--X", "X" * 41])
def test_a_notation_that_is_none_is_refused(app: Flask, clock: FixedClock, symbol: str) -> None:
    with pytest.raises(RuleViolation) as caught, unit_of_work():
        service.set_symbol("packet", symbol, SIGNED, actor=SYSTEM, now=clock.now())
    assert caught.value.code == "documents.bad_symbol"


def test_an_issued_paper_keeps_form_number_bytes_and_issuer(
    app: Flask, clock: FixedClock, actor: Callable[[Role], Actor]
) -> None:
    director = actor(Role.DIRECTOR)
    content = paper("Một")
    with unit_of_work():
        slip = service.reserve("completion-compulsory", signed_on=SIGNED, key="a", now=clock.now())
        document = service.issue(
            slip, content, title="Giấy xác nhận", actor=director, now=clock.now(), stay_id=7
        )
    assert (document.form_code, document.number, document.symbol) == ("163/2026/NĐ-CP:50", 1, "CN-CSCN")
    assert (document.issued_by_id, document.issued_by_name) == (director.id, director.name)
    assert document.pages == 1
    assert queries.file_content(document.file_id) == (content, "application/pdf")
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.name == "documents:document:issue")).one()
    assert entry.stay_id == 7
    assert entry.data["number"] == "01/CN-CSCN"
    assert document.token not in str(entry.data), "the token is a key"


def test_a_paper_signed_before_july_2026_keeps_the_old_form(app: Flask, clock: FixedClock) -> None:
    with unit_of_work():
        slip = service.reserve("completion-compulsory", signed_on=date(2026, 6, 30), key="a", now=clock.now())
        document = service.issue(slip, paper("Cũ"), title="Giấy chứng nhận", actor=SYSTEM, now=clock.now())
    assert document.form_code == "116/2021/NĐ-CP:46"


def test_a_slip_makes_one_paper_and_the_same_again_changes_nothing(app: Flask, clock: FixedClock) -> None:
    first = issue(clock, "Một")
    assert issue(clock, "Một").id == first.id
    with unit_of_work():
        slip = db.session.scalars(select(PaperSlip)).one()
        with pytest.raises(Conflict):
            service.issue(slip, paper("Hai"), title="Giấy", actor=SYSTEM, now=clock.now())


def test_what_is_no_pdf_is_not_issued(app: Flask, clock: FixedClock) -> None:
    with unit_of_work():
        slip = service.reserve("packet", signed_on=SIGNED, key="a", now=clock.now())
        with pytest.raises(ValueError, match="not a readable PDF"):
            service.issue(slip, b"GIF89a", title="Công văn", actor=SYSTEM, now=clock.now())


def test_a_paper_has_one_successor_of_its_own_stay_and_kind(app: Flask, clock: FixedClock) -> None:
    first = issue(clock, "Một")
    second = issue(clock, "Hai", supersedes=first)
    assert second.supersedes_id == first.id
    assert queries.current_document(7, "completion-compulsory") == second
    with pytest.raises(RuleViolation, match="already_superseded"):
        issue(clock, "Ba", supersedes=first)
    with pytest.raises(RuleViolation, match="other_stay"):
        issue(clock, "Bốn", kind="completion-notice", supersedes=second)


def test_a_withdrawn_paper_is_no_longer_current_and_says_why(app: Flask, clock: FixedClock) -> None:
    document = issue(clock)
    with pytest.raises(RuleViolation, match="reason_needed"), unit_of_work():
        service.withdraw(document, "  ", actor=SYSTEM, now=clock.now())
    with unit_of_work():
        service.withdraw(document, "Sai ngày sinh", actor=SYSTEM, now=clock.now())
    assert queries.current_document(7, "completion-compulsory") is None
    for act in (lambda: issue(clock, "Hai", supersedes=document), lambda: withdraw_again(document, clock)):
        with pytest.raises(RuleViolation, match="already_withdrawn"):
            act()


def withdraw_again(document: IssuedDocument, clock: FixedClock) -> None:
    with unit_of_work():
        service.withdraw(document, "Lần nữa", actor=SYSTEM, now=clock.now())


def test_numbers_set_aside_without_a_paper_are_listed(app: Flask, clock: FixedClock) -> None:
    issue(clock)
    with unit_of_work():
        left = service.reserve("packet", signed_on=SIGNED, key="left", now=clock.now())
        service.reserve("contents", signed_on=SIGNED, key="no-number", now=clock.now())
    assert [slip.id for slip in queries.unused_slips()] == [left.id]


def test_the_contents_of_a_packet_are_archived_with_it(app: Flask, clock: FixedClock) -> None:
    contents = contents_of([Part("Công văn", paper("Một"))])
    document = issue(clock, "Tập", kind="packet", contents=contents)
    db.session.expire_all()
    assert document.contents == contents


@pytest.mark.parametrize("table", ["stored_files", "paper_slips", "issued_documents"])
def test_the_archive_cannot_be_changed_even_by_hand(app: Flask, clock: FixedClock, table: str) -> None:
    issue(clock)
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET id = id + 100"):  # noqa: S608
        with pytest.raises(DBAPIError), unit_of_work() as session:
            session.execute(text(statement))
