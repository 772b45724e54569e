"""The public check of a paper, the archive's files, the register of forms."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask, g
from sqlalchemy import select

from center.audit.actor import Actor
from center.audit.models import AuditEntry
from center.auth.permissions import Permission, Role
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.documents import pdf, queries, readers, service
from center.documents.assembly import Part, contents_of
from center.documents.models import IssuedDocument
from center.documents.pdf import PdfUnavailable, render_pdf
from center.documents.qr import new_token
from tests.conftest import Visitor, check_page

SYSTEM = Actor.system("tests")


class ReadPermission(Permission):
    """A permission of somebody who may open papers."""

    VIEW = "handover.view"


def paper(words: str) -> bytes:
    return render_pdf(f"<html><body><p>{words}</p></body></html>", title=words)


PART = Part("Tóm tắt lao động trị liệu", paper("Lao động"))
WHOLE = paper("Tập hồ sơ")


@pytest.fixture
def as_role(as_role: Callable[[Role], Visitor]) -> Callable[[Role], Visitor]:
    """The shared one, for tests in which several persons ask: who asked last must not be remembered."""

    def sign_in(role: Role) -> Visitor:
        for name in list(g):
            g.pop(name)
        return as_role(role)

    return sign_in


@pytest.fixture
def document(app: Flask, clock: FixedClock) -> IssuedDocument:
    return issue(clock, "first", WHOLE)


def issue(
    clock: FixedClock,
    key: str,
    content: bytes,
    supersedes: IssuedDocument | None = None,
    kind: str = "packet",
) -> IssuedDocument:
    with unit_of_work():
        slip = service.reserve(kind, signed_on=date(2026, 11, 20), key=key, now=clock.now())
        return service.issue(
            slip,
            content,
            title="Hồ sơ bàn giao",
            actor=SYSTEM,
            now=clock.now(),
            stay_id=3,
            contents=contents_of([PART]),
            supersedes=supersedes,
        )


def test_anybody_can_check_a_genuine_paper_and_sees_no_more_than_the_paper_itself(
    document: IssuedDocument, client: Visitor
) -> None:
    text = client.page(f"/verify/{document.token}").get_text(" ", strip=True)
    assert "Giấy tờ thật, đang có hiệu lực" in text
    for words in (
        "Cơ sở cai nghiện ma túy số 1 tỉnh Thử Nghiệm",
        "Hồ sơ bàn giao",
        "01/CSCN-HC",
        "20/11/2026",
        document.sha256,
        PART.title,
        PART.sha256,
    ):
        assert words in text, words


def test_the_code_typed_by_hand_in_its_groups_and_in_small_letters_is_found(
    document: IssuedDocument, client: Visitor
) -> None:
    token = document.token.lower()
    typed = " ".join(token[at : at + 3] for at in range(0, len(token), 3))
    assert "Giấy tờ thật" in client.page(f"/verify/{typed}").get_text(" ", strip=True)


@pytest.mark.parametrize("token", ["abc", "A" * 27, "<script>"])
def test_an_unknown_code_is_said_to_be_none(app: Flask, client: Visitor, token: str) -> None:
    answer = client.get(f"/verify/{token}")
    assert "Không có giấy tờ nào mang mã này" in check_page(answer, 404).get_text(" ", strip=True)


def test_a_number_set_aside_is_no_paper_yet(app: Flask, clock: FixedClock, client: Visitor) -> None:
    with unit_of_work():
        slip = service.reserve("packet", signed_on=date(2026, 11, 20), key="x", now=clock.now())
    client.page(f"/verify/{slip.token}", 404)
    client.page(f"/verify/{new_token()}", 404)


def test_a_replaced_paper_points_to_the_day_of_its_successor(
    document: IssuedDocument, clock: FixedClock, client: Visitor
) -> None:
    newer = issue(clock, "second", paper("Tập mới"), supersedes=document)
    text = client.page(f"/verify/{document.token}").get_text(" ", strip=True)
    assert "đã được thay bằng bản mới hơn" in text
    assert "Bản thay thế ký ngày 20/11/2026" in text
    assert "đang có hiệu lực" in client.page(f"/verify/{newer.token}").get_text(" ", strip=True)


def test_a_withdrawn_paper_is_void_but_its_reason_stays_in_the_house(
    document: IssuedDocument, clock: FixedClock, client: Visitor
) -> None:
    with unit_of_work():
        service.withdraw(document, "Sai tên Nguyễn Văn Bí Mật", actor=SYSTEM, now=clock.now())
    text = client.page(f"/verify/{document.token}").get_text(" ", strip=True)
    assert "đã bị thu hồi" in text
    assert "Cơ sở thu hồi ngày 22/11/2026" in text
    assert "Bí Mật" not in text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (WHOLE, "Đúng là tệp đã đăng ký"),
        (PART.content, "giống từng byte với phần “Tóm tắt lao động trị liệu”"),
        (WHOLE + b" ", "Không phải tệp đã đăng ký"),
    ],
)
def test_a_file_is_compared_byte_for_byte(
    document: IssuedDocument, client: Visitor, content: bytes, words: str
) -> None:
    upload = {"file": (io.BytesIO(content), "ho-so.pdf")}
    answer = client.submit(f"/verify/{document.token}", upload, status=200)
    assert words in check_page(answer).get_text(" ", strip=True)


def test_comparing_without_a_file_says_so_and_an_unknown_code_stays_unknown(
    document: IssuedDocument, client: Visitor
) -> None:
    answer = client.submit(f"/verify/{document.token}", {}, status=422)
    assert "Chọn tệp PDF cần đối chiếu" in answer.text
    assert client.submit(f"/verify/{new_token()}", {}, status=404)


def test_a_paper_without_a_reader_is_closed_to_everybody(
    document: IssuedDocument, as_role: Callable[[Role], Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "_readers", {})
    for role in Role:
        assert as_role(role).get(f"/documents/files/{document.id}").status_code == 403


def test_those_whom_the_owner_lets_open_the_paper_and_the_reading_is_recorded(
    document: IssuedDocument, as_role: Callable[[Role], Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "_readers", {})
    readers.register_reader("packet", ReadPermission.VIEW)
    assert as_role(Role.GUARD).get(f"/documents/files/{document.id}").status_code == 403
    answer = as_role(Role.DIRECTOR).get(f"/documents/files/{document.id}")
    assert answer.data == WHOLE
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("inline")
    assert answer.headers["Cache-Control"] == "private, no-store"
    answer = as_role(Role.DIRECTOR).get(f"/documents/files/{document.id}?download=1")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    read = db.session.scalars(select(AuditEntry).where(AuditEntry.name == "documents:document:read")).all()
    assert [(entry.stay_id, entry.data["document_id"]) for entry in read] == [(3, document.id)] * 2
    assert as_role(Role.DIRECTOR).get("/documents/files/9999").status_code == 404


def test_one_kind_has_one_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    class Other(Permission):
        VIEW = "residents.view"

    monkeypatch.setattr(readers, "_readers", {})
    readers.register_reader("packet", ReadPermission.VIEW)
    readers.register_reader("packet", ReadPermission.VIEW)
    with pytest.raises(ValueError, match="already have a reader"):
        readers.register_reader("packet", Other.VIEW)


def test_who_configures_the_papers_sees_what_was_not_compared(as_role: Callable[[Role], Visitor]) -> None:
    text = as_role(Role.ADMINISTRATOR).page("/documents/forms").get_text(" ", strip=True)
    assert "Mẫu số 50, Phụ lục V, Nghị định 163/2026/NĐ-CP" in text
    assert "Ký đến 30/06/2026: Mẫu số 46, Phụ lục II, Nghị định 116/2021/NĐ-CP" in text
    assert "Phần đầu (tên cơ quan, số, ký hiệu) của mẫu chưa đối chiếu với bản chính" in text
    assert as_role(Role.RECORDS_CLERK).get("/documents/forms").status_code == 403


def test_the_center_sets_its_own_notation(as_role: Callable[[Role], Visitor]) -> None:
    visitor = as_role(Role.ADMINISTRATOR)
    url = "/documents/forms/completion-compulsory"
    visitor.page(url)
    visitor.submit(url, {"symbol": "CN CSCN", "valid_from": "22/11/2026"}, status=422)
    visitor.submit(url, {"symbol": "CN-CSCN1", "valid_from": "22/11/2026"})
    assert queries.symbol_on("completion-compulsory", date(2026, 11, 22)) == "CN-CSCN1"
    assert "CN-CSCN1" in visitor.page("/documents/forms").get_text(" ", strip=True)
    for kind in ("stages", "poem"):
        assert visitor.get(f"/documents/forms/{kind}").status_code == 404


def test_a_machine_that_cannot_print_says_what_to_install(
    as_role: Callable[[Role], Visitor], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise PdfUnavailable("libpango-1.0-0 not found")

    monkeypatch.setattr(pdf, "_engine", fail)
    text = as_role(Role.ADMINISTRATOR).page("/documents/forms").get_text(" ", strip=True)
    assert pdf.INSTALL_PANGO in text
    monkeypatch.setattr("center.documents.views.catalogue_lines", lambda: paper("x"))
    answer = as_role(Role.ADMINISTRATOR).get("/documents/forms")
    assert pdf.INSTALL_PANGO in check_page(answer, 503).get_text(" ", strip=True)
