"""The whole file on paper: who gets which parts, numbered pages, why it was printed, and that it does not stay."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime

import pypdfium2
import pytest
from sqlalchemy import func, select

from center.audit.actor import Actor
from center.audit.models import AuditEntry
from center.auth.permissions import Role
from center.clock import FixedClock
from center.db import db, unit_of_work
from center.jobs import runner
from center.jobs.models import BackgroundJob, JobStatus
from center.medical.entry import Entry
from center.medical.models import SecretKind
from center.medical.secret.service import record_secret
from center.residents.stay.models import EndReason, Stay
from center.residents.stay.service import end_stay
from center.residents.whole_file.jobs import wipe_prints
from center.residents.whole_file.models import FilePrint, FilePrintContent
from center.residents.whole_file.parts import (
    Column,
    Facts,
    FilePart,
    Rows,
    Words,
    parts,
    parts_for,
    plain,
    register_part,
)
from tests.conftest import Visitor
from tests.residents.conftest import TakeIn

AsRole = Callable[[str], Visitor]
ActorOf = Callable[[str], Actor]
ARRIVED = datetime(2026, 8, 1, 2, tzinfo=UTC)
ACT = "6f1b6f6e-2f5f-4c0a-9c9e-0d7a3c1b2a11"


def url_of(stay_id: int) -> str:
    return f"/residents/stays/{stay_id}/print"


def chosen(visitor: Visitor, stay_id: int) -> list[str]:
    page = visitor.page(url_of(stay_id))
    return [box["value"] for box in page.select("input[name=parts]") if box.has_attr("checked")]


def printed(visitor: Visitor, stay_id: int, *, keys: list[str] | None = None, **form: object) -> bytes:
    """Ask for the file, let the queue work, and fetch the PDF."""
    data = {"purpose": "Gửi Viện kiểm sát", "parts": keys or chosen(visitor, stay_id), **form}
    answer = visitor.submit(url_of(stay_id), data)
    claimed = runner.claim()
    assert claimed is not None
    runner.run_claim(claimed)
    job = db.session.scalars(select(BackgroundJob).order_by(BackgroundJob.id.desc())).first()
    assert job is not None
    assert job.status is JobStatus.DONE, job.error
    assert "trang" in visitor.page(answer.location).get_text()
    return visitor.get(f"/jobs/{job.id}/file").data


def pages_of(content: bytes) -> list[str]:
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(io.BytesIO(content))]


def test_the_file_is_one_pdf_with_numbered_pages_and_says_who_printed_it_for_what(
    as_role: AsRole, take_in: TakeIn, actor: ActorOf
) -> None:
    stay_id = take_in("Trần Văn Mẫu", arrived_at=ARRIVED)
    clerk = as_role("records_clerk")
    pages = pages_of(printed(clerk, stay_id))
    cover, contents, rest = pages[0], pages[1], "\n".join(pages[2:])
    for words in (
        "TOÀN BỘ HỒ SƠ",
        "Trần Văn Mẫu",
        "HV000001",
        "Gửi Viện kiểm sát",
        "không phải văn bản ban hành",
    ):
        assert words in cover, words
    assert "vì người in không được xem: tóm tắt y tế" in cover.replace("\r\n", " ")
    assert "HIV và sức khỏe tâm thần không bao giờ" in cover.replace("\r\n", " ")
    for number, page in enumerate(pages, start=1):
        assert f"Trang {number}/{len(pages)}" in page
        assert "HV000001" in page
    for title in ("Nhân thân", "Thời hạn", "Giường đã ở", "Tiền lưu ký", "Dòng thời gian"):
        assert title in contents, title
    for fact in ("1/QĐ-TA", "Trần Thị Mẹ", "Ví da", "Tiếp nhận vào cơ sở", "đến hết 31/07/2028"):
        assert fact in rest.replace("\r\n", " "), fact
    where = next(number for number, page in enumerate(pages, start=1) if number > 2 and "Giường đã ở" in page)
    line = next(line for line in contents.splitlines() if line.startswith("Giường đã ở"))
    assert line.rstrip().endswith(str(where)), line
    assert db.session.scalars(select(FilePrint.purpose)).all() == ["Gửi Viện kiểm sát"]
    names = db.session.scalars(
        select(AuditEntry.name).where(AuditEntry.name.startswith("residents:file:")).order_by(AuditEntry.id)
    ).all()
    assert names == ["residents:file:ask-print", "residents:file:print", "residents:file:fetch-print"]
    sentences = as_role("auditor").page("/record?area=residents").get_text(" ", strip=True)
    assert "Đã in toàn bộ hồ sơ, bản in số 1" in sentences


def test_each_reader_gets_the_parts_they_may_see_and_never_what_is_secret(
    as_role: AsRole, take_in: TakeIn, actor: ActorOf, clock: FixedClock
) -> None:
    stay_id = take_in("Trần Văn Mẫu", arrived_at=ARRIVED)
    with unit_of_work():
        entry = Entry(happened_at=clock.now(), actor=actor("doctor"), now=clock.now())
        record_secret(db.session.get_one(Stay, stay_id), SecretKind.HIV, "KẾT QUẢ KÍN", entry=entry)
    nurse = "\n".join(pages_of(printed(as_role("nurse"), stay_id)))
    doctor = "\n".join(pages_of(printed(as_role("doctor"), stay_id)))
    assert "Khám khi tiếp nhận" in nurse
    assert "Sổ chi tiết" not in nurse, "money is not for medical staff"
    for paper in (nurse, doctor):
        assert "KẾT QUẢ KÍN" not in paper
    assert as_role("guard").get(url_of(stay_id)).status_code == 403
    assert as_role("administrator").get(url_of(stay_id)).status_code == 403
    # a part that was not offered is not printed by naming it
    sly = as_role("nurse").submit(url_of(stay_id), {"purpose": "x", "parts": ["money"]}, status=422)
    assert "money" not in sly.text.split("<form")[0]
    assert db.session.scalar(select(func.count()).select_from(FilePrint)) == 2


def test_a_print_needs_a_purpose_and_parts_and_is_one_however_often_sent(
    as_role: AsRole, take_in: TakeIn
) -> None:
    stay_id, clerk = take_in(), as_role("records_clerk")
    refused = clerk.submit(url_of(stay_id), {"purpose": " ", "parts": ["term"]}, status=422)
    assert "Chưa ghi in để làm gì" in refused.text
    assert "Chưa chọn phần nào" in clerk.submit(url_of(stay_id), {"purpose": "Tra cứu"}, status=422).text
    for _time in range(2):
        clerk.submit(url_of(stay_id), {"purpose": "Tra cứu", "parts": ["term", "kit"], "client_id": ACT})
    assert [row.parts for row in db.session.scalars(select(FilePrint))] == [["term", "kit"]]
    assert db.session.scalar(select(func.count()).select_from(BackgroundJob)) == 1


def test_only_chosen_parts_of_every_stay_are_printed_and_the_cover_says_what_was_not(
    as_role: AsRole, take_in: TakeIn, actor: ActorOf, clock: FixedClock
) -> None:
    first = take_in("Trần Văn Mẫu", arrived_at=ARRIVED)
    with unit_of_work():
        stay = db.session.get_one(Stay, first)
        person = stay.resident_id
        end_stay(stay, EndReason.COMPLETED, happened_at=clock.now(), actor=actor("director"), now=clock.now())
    clock.advance(days=30)
    second = take_in("Trần Văn Mẫu", resident_id=person)
    content = printed(as_role("director"), second, keys=["stays", "beds"], span="person")
    pages = [page.replace("\r\n", " ") for page in pages_of(content)]
    assert "mọi đợt của người này" in pages[0]
    assert "Không chọn in: nhân thân" in pages[0]
    assert "Đợt 1: cai nghiện bắt buộc" in pages[1]
    assert "Đợt 2: cai nghiện bắt buộc" in pages[1]
    assert "Thời hạn theo quyết định" not in " ".join(pages)


def test_the_pdf_is_gone_after_a_day_but_not_who_printed_it(
    as_role: AsRole, take_in: TakeIn, clock: FixedClock
) -> None:
    stay_id, clerk = take_in(), as_role("records_clerk")
    assert printed(clerk, stay_id, keys=["stays"]).startswith(b"%PDF")
    job_id = db.session.scalar(select(BackgroundJob.id))
    assert as_role("director").get(f"/jobs/{job_id}/file").status_code == 404, "only who asked fetches it"
    clock.advance(hours=25)
    clerk = as_role("records_clerk")  # a session does not last so long
    assert "đã hết hạn giữ" in clerk.page(f"/jobs/{job_id}/file", 422).get_text()
    assert wipe_prints(clock.now()) == "1 prints wiped"
    assert wipe_prints(clock.now()) == "0 prints wiped"
    assert db.session.scalar(select(func.count()).select_from(FilePrintContent)) == 0
    assert db.session.scalar(select(func.count()).select_from(FilePrint)) == 1


OFFERED = {
    Role.NURSE: {"identity", "stays", "basis", "term", "stages", "restrictions", "beds", "belongings", "kit",
                 "medical", "duties", "papers", "timeline"},
    Role.COUNSELLOR: {"identity", "stays", "basis", "term", "stages", "restrictions", "beds", "belongings", "kit",
                      "grades", "conduct", "training", "handover", "duties", "papers", "timeline"},
    Role.DUTY_COMMANDER: {"identity", "stays", "basis", "term", "stages", "restrictions", "beds", "belongings", "kit",
                          "grades", "conduct", "security", "duties", "papers", "timeline"},
}  # fmt: skip


@pytest.mark.parametrize("role", OFFERED)
def test_what_is_offered_follows_from_the_role(shared_app: object, role: Role) -> None:
    from center.auth.grants import permissions_of

    reader = Actor(1, "x", frozenset({role.value}), permissions_of(frozenset({role.value})))
    offered = {part.key for part in parts_for(reader)}
    # other features add parts of their own; of ours these and no others
    ours = {"money", "medical", "security", "handover", "training", "grades", "conduct"} | OFFERED[role]
    assert offered & ours == OFFERED[role]


def test_blocks_are_plain_values_and_a_row_must_fit() -> None:
    table = Rows((Column("a"), Column("b", 20, number=True)), [("1", "2")])
    assert plain([Words("w"), Facts([("l", "")]), table]) == [
        {"kind": "words", "text": "w"},
        {"kind": "facts", "title": "", "lines": [["l", "–"]]},
        {
            "kind": "rows",
            "title": "",
            "empty": "",
            "columns": [
                {"label": "a", "share": 0, "number": False},
                {"label": "b", "share": 20, "number": True},
            ],
            "rows": [["1", "2"]],
        },
    ]
    with pytest.raises(ValueError, match="1 cells in 2 columns"):
        plain([Rows((Column("a"), Column("b")), [("1",)])])


def test_two_parts_cannot_have_one_key(shared_app: object) -> None:
    known = parts()[0]
    register_part(known)
    with pytest.raises(ValueError, match="claim the key"):
        register_part(FilePart(known.key, "khác", known.permission, known.build))
