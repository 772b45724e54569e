"""The packet: its papers, its list of contents, its mark, and what never stands in it."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal

import pikepdf
import pytest
from flask import Flask
from sqlalchemy import select

from center.audit.actor import Actor
from center.clock import FixedClock, local_date
from center.db import db, unit_of_work
from center.documents.models import IssuedDocument, PaperSlip
from center.documents.pdf import ASSETS
from center.documents.queries import document_by_id, file_content
from center.errors import RuleViolation
from center.handover.desk import make_packet, print_completion, print_notices
from center.handover.models import Addressee, EndPaper, Packet
from center.handover.packet import TITLE, draw_packet, reserve_packet
from center.handover.queries import packets_of
from center.handover.service import build_packet, release, save_plan
from center.medical.models import SecretFinding, SecretKind
from center.residents.stay.models import EndReason, Stay, TermEventKind
from center.residents.stay.terms import record_term_event
from center.security.models import Incident, IncidentKind, IncidentParty, PartyRole, Severity
from center.vocational.models import Certificate, Course, CourseKind, LabourEntry
from tests.conftest import Visitor
from tests.documents.reading import codes_in, picture_of, text_of
from tests.handover.support import MOTHER, NAME, a_plan, a_stay, at, attachments

LAST = date(2026, 11, 22)
"""Today in the tests."""
POLICE = (Addressee.COMMUNE_POLICE, "Công an xã Phú Riềng, thành phố Đồng Nai")

SHEETS = (
    "TÓM TẮT QUÁ TRÌNH CAI NGHIỆN THEO NĂM GIAI ĐOẠN",
    "NHU CẦU HỖ TRỢ SAU CAI NGHIỆN",
    "TÓM TẮT TÌNH TRẠNG SỨC KHỎE",
    "DANH MỤC VĂN BẰNG, CHỨNG CHỈ",
    "TÓM TẮT LAO ĐỘNG TRỊ LIỆU",
    "NHẬN XÉT VIỆC CHẤP HÀNH NỘI QUY",
    "BIÊN BẢN TRẢ TƯ TRANG, ĐỒ DÙNG CÁ NHÂN",
)


@pytest.fixture
def stay(app: Flask, intake: Actor, clerk: Actor) -> Stay:
    """Return a stay whose last day is today, with plan and notice."""
    with unit_of_work():
        a_stay(intake, first_day=date(2025, 11, 1), months=12, name="Người Khác Hẳn")
        stay = a_stay(intake, first_day=date(2025, 11, 23), months=12)
    with unit_of_work():
        save_plan(stay, a_plan(), actor=clerk, now=at(date(2026, 10, 1)))
    print_notices(stay, [POLICE], key="notice", actor=clerk, now=at(date(2026, 10, 10)))
    assert stay.last_day == LAST
    return stay


def built(packet: Packet) -> tuple[IssuedDocument, bytes]:
    document = document_by_id(packet.document_id)
    assert document is not None
    return document, file_content(document.file_id)[0]


def test_the_packet_holds_every_paper_with_its_digest(stay: Stay, clerk: Actor, clock: FixedClock) -> None:
    document, content = built(make_packet(stay.id, key="job-1", actor=clerk, now=clock.now()))
    text = text_of(content)
    assert NAME.upper() in text
    assert "Người Khác" not in text
    for title in (*SHEETS, "DANH MỤC TÀI LIỆU", "THÔNG BÁO", "GIẤY XÁC NHẬN"):
        assert title in text, title
    assert "V/v bàn giao hồ sơ người hoàn thành cai nghiện ma túy" in text
    assert "Ủy ban nhân dân xã Phú Riềng" in text
    assert "TRƯỞNG CƠ SỞ CAI NGHIỆN MA TÚY SỐ 1 TỈNH THỬ NGHIỆM" in text
    assert "Thời gian chấp hành: từ ngày: 23/11/2025 đến 22/11/2026." in text
    assert "Số: 01/CSCN-HC" in text
    assert "DỰ THẢO" not in text
    assert "None" not in text
    assert not {"\ufffd", "\u25a1"} & set(text)

    files = attachments(content)
    assert [line["title"] for line in document.contents][:2] == [
        "Công văn bàn giao hồ sơ",
        "Danh mục tài liệu",
    ]
    assert len(document.contents) == len(files) == 11
    digests = [hashlib.sha256(files[name]).hexdigest() for name in sorted(files)]
    assert digests == [line["sha256"] for line in document.contents]
    assert sum(line["pages"] for line in document.contents) == document.pages
    # the sheet prints the digest of each other part in two lines of 32 signs
    sheet = text_of(files[sorted(files)[1]]).replace(" ", "")
    for line in document.contents[:1] + document.contents[2:]:
        assert line["sha256"] in sheet
    assert (document.number, document.title) == (1, TITLE)


def test_the_first_page_after_the_letter_is_the_list_of_contents(
    stay: Stay, clerk: Actor, clock: FixedClock
) -> None:
    _, content = built(make_packet(stay.id, key="job-1", actor=clerk, now=clock.now()))
    with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles[:2] == ["Công văn bàn giao hồ sơ", "Danh mục tài liệu"]
    assert len(titles) == 11


def test_every_font_is_ours_and_inside(stay: Stay, clerk: Actor, clock: FixedClock) -> None:
    _, content = built(make_packet(stay.id, key="job-1", actor=clerk, now=clock.now()))
    names = set(fonts_of(content))
    assert names
    # the style sheets' only family, made of the Liberation files and nothing else
    assert all(re.fullmatch(r"/[A-Z]{6}\+Paper-Serif(-Bold)?(-Italic)?", name) for name in names), names
    sheets = [
        file.read_text() for name, file in ASSETS.items() if name in {"css/paper.css", "css/handover.css"}
    ]
    sources = {source for sheet in sheets for source in re.findall(r'url\("([^"]+)"\)', sheet)}
    assert sources == {
        f"asset:fonts/LiberationSerif-{face}.ttf" for face in ("Regular", "Bold", "Italic", "BoldItalic")
    }


def fonts_of(content: bytes) -> Iterator[str]:
    """Yield the name of each font; fail for one that is not embedded."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            fonts = page.Resources.Font
            for name in set(fonts.keys()):
                font = fonts[name]
                inner = font.DescendantFonts[0] if "/DescendantFonts" in font else font
                assert {"/FontFile2", "/FontFile3"} & set(inner.FontDescriptor.keys())
                yield str(font.BaseFont)


def test_the_papers_inside_are_the_very_ones_that_were_issued(
    stay: Stay, clerk: Actor, clock: FixedClock
) -> None:
    print_completion(stay, actor=clerk, now=clock.now())
    _, content = built(make_packet(stay.id, key="job-1", actor=clerk, now=clock.now()))
    papers = db.session.scalars(
        select(IssuedDocument).join(EndPaper, EndPaper.document_id == IssuedDocument.id)
    ).all()
    inside = {hashlib.sha256(one).hexdigest() for one in attachments(content).values()}
    assert {paper.kind for paper in papers} == {"completion-notice", "completion-compulsory"}
    assert {paper.sha256 for paper in papers} <= inside


def test_the_code_on_the_pages_opens_the_page_that_says_genuine_and_later_superseded(
    stay: Stay, clerk: Actor, clock: FixedClock, client: Visitor
) -> None:
    _, first = built(make_packet(stay.id, key="job-1", actor=clerk, now=clock.now()))
    codes = [codes_in(picture_of(first, page, 200)) for page in range(2)]
    (letter,), (contents,) = codes
    assert letter == contents
    path = letter.removeprefix("https://kiem-tra.example")
    page = client.page(path).get_text(" ", strip=True)
    assert "Giấy tờ thật, đang có hiệu lực" in page
    assert "01/CSCN-HC" in page
    assert NAME not in page
    clock.advance(hours=1)
    second, _ = built(make_packet(stay.id, key="job-2", actor=clerk, now=clock.now()))
    assert second.number == 2
    assert "đã được thay bằng bản mới hơn" in client.page(path).get_text(" ", strip=True)
    assert [one.in_force for one in packets_of([stay.id])[stay.id]] == [True, False]


def test_a_try_again_takes_no_second_number_and_makes_no_second_packet(
    stay: Stay, clerk: Actor, clock: FixedClock
) -> None:
    with unit_of_work():
        reserve_packet(stay, key="job-7", now=clock.now())  # the worker died while it printed
    first = make_packet(stay.id, key="job-7", actor=clerk, now=clock.now())
    again = make_packet(stay.id, key="job-7", actor=clerk, now=clock.now())
    assert first.id == again.id
    assert len(db.session.scalars(select(PaperSlip).where(PaperSlip.kind == "packet")).all()) == 1
    assert (
        len(db.session.scalars(select(PaperSlip).where(PaperSlip.kind == "completion-compulsory")).all()) == 1
    )


def test_the_same_facts_give_the_same_bytes(stay: Stay, clerk: Actor, clock: FixedClock) -> None:
    with unit_of_work():
        reserved = reserve_packet(stay, key="job-1", now=clock.now())
    one, two = (draw_packet(stay, reserved, prepared_by=clerk.name) for _ in range(2))
    assert one.content == two.content


def test_before_its_last_day_the_packet_holds_drafts_and_says_so(
    app: Flask, intake: Actor, clerk: Actor, clock: FixedClock
) -> None:
    with unit_of_work():
        stay = a_stay(intake, first_day=date(2026, 1, 5), months=15, belongings=False)
    packet = make_packet(stay.id, key="early", actor=clerk, now=clock.now())
    document, content = built(packet)
    titles = [line["title"] for line in document.contents]
    assert titles[2].endswith("(dự thảo, chưa ban hành)")
    assert titles[3].endswith("(dự thảo, chưa ban hành)")
    files = attachments(content)
    draft = text_of(files[sorted(files)[2]])
    assert "DỰ THẢO" in draft
    assert "Số: …………/CN-CSCN" in draft.replace("....", "…")
    assert "Mã kiểm tra" not in draft
    assert "sẽ hoàn thành" in text_of(content)
    assert {"plan", "notice", "paper"} <= set(packet.missing)
    assert not db.session.scalars(select(EndPaper)).all()
    assert "Nơi cư trú sau cai nghiện ma túy: ...." in text_of(content)


@pytest.mark.parametrize(
    ("kind", "first_day", "ended", "words"),
    [
        ("compulsory", date(2025, 6, 15), date(2026, 6, 14), "GIẤY CHỨNG NHẬN"),
        ("voluntary", date(2025, 12, 1), date(2026, 5, 31), "GXN-CNTN"),
    ],
)
def test_a_stay_that_ended_under_the_old_law_gets_the_old_form_of_that_day(
    app: Flask,
    intake: Actor,
    clerk: Actor,
    director: Actor,
    clock: FixedClock,
    kind: str,
    first_day: date,
    ended: date,
    words: str,
) -> None:
    months = 12 if kind == "compulsory" else 6
    with unit_of_work():
        stay = a_stay(intake, first_day=first_day, months=months, kind=kind, belongings=False)
    assert stay.last_day == ended
    clock.set(at(ended, 15))
    with unit_of_work():
        release(
            stay,
            EndReason.COMPLETED,
            happened_at=at(ended, 14),
            explanation="sổ giấy",
            actor=director,
            now=clock.now(),
        )
    clock.set(at(LAST))
    document, content = built(make_packet(stay.id, key="late", actor=clerk, now=clock.now()))
    completion = next(
        row for row in db.session.scalars(select(IssuedDocument)) if row.kind.startswith("completion-")
    )
    assert completion.signed_on == ended
    assert completion.form_code == ("116/2021/NĐ-CP:46" if kind == "compulsory" else "116/2021/NĐ-CP:26b")
    text = text_of(content)
    assert words in text
    assert "GIÁM ĐỐC" in text
    assert "Chưa có trong hồ sơ khi lập: - Thông báo chuẩn bị hoàn thành" in text
    assert len(document.contents) == 10


def test_the_paper_of_a_volunteer_strikes_out_what_only_fits_a_private_center(
    app: Flask, intake: Actor, clerk: Actor, clock: FixedClock
) -> None:
    with unit_of_work():
        stay = a_stay(intake, first_day=date(2025, 11, 23), months=12, kind="voluntary", name="Trần Ích")
    assert print_completion(stay, actor=clerk, now=clock.now()) is not None
    (document,) = db.session.scalars(select(IssuedDocument)).all()
    assert document.form_code == "163/2026/NĐ-CP:30"
    assert "tư nhân" not in document.title
    text = text_of(file_content(document.file_id)[0])
    assert "Xác nhận: Hoàn thành cai nghiện ma túy tự nguyện" in text
    assert "của ông (bà): Trần Ích" in text
    assert "Thời gian: từ ngày 23 tháng 11 năm 2025 đến ngày 22 tháng 11 năm 2026." in text


def test_a_day_that_moved_makes_notice_and_paper_out_of_date(
    stay: Stay, clerk: Actor, clock: FixedClock
) -> None:
    clock.set(at(LAST - timedelta(days=1)))
    print_completion(stay, actor=clerk, now=clock.now())
    for kind, hour in ((TermEventKind.ESCAPE, 10), (TermEventKind.ESCAPE_RETURN, 10)):
        day = LAST - timedelta(days=1) if kind is TermEventKind.ESCAPE else LAST + timedelta(days=3)
        clock.set(at(day, hour))
        with unit_of_work():
            stay = db.session.merge(stay)
            record_term_event(stay, kind, happened_at=clock.now(), source="t", actor=clerk, now=clock.now())
    assert stay.last_day is not None
    assert stay.last_day > LAST
    clock.set(at(stay.last_day, 8))
    assert print_completion(stay, actor=clerk, now=clock.now()) is not None
    papers = [
        one for one in db.session.scalars(select(IssuedDocument)) if one.kind == "completion-compulsory"
    ]
    assert [paper.number for paper in papers] == [1, 2]
    assert papers[1].supersedes_id == papers[0].id
    packet = make_packet(stay.id, key="x", actor=clerk, now=clock.now())
    assert "notice" in packet.missing


def test_custody_has_no_packet(app: Flask, intake: Actor, clerk: Actor, clock: FixedClock) -> None:
    with unit_of_work():
        stay = a_stay(intake, first_day=date(2026, 11, 10), months=None, kind="custody", stages=False)
    with pytest.raises(RuleViolation, match="no_term"):
        make_packet(stay.id, key="x", actor=clerk, now=clock.now())
    assert not db.session.scalars(select(PaperSlip)).all()


def test_the_packet_in_one_unit_of_work_is_the_same(stay: Stay, clerk: Actor, clock: FixedClock) -> None:
    with unit_of_work():
        packet = build_packet(stay, key="demo", actor=clerk, now=clock.now())
    assert built(packet)[0].pages >= 11
    assert "belongings" in packet.missing


def test_what_a_doctor_keeps_secret_is_in_no_packet(
    stay: Stay, clerk: Actor, actor: Callable[[str], Actor], clock: FixedClock
) -> None:
    with unit_of_work() as session:
        for kind, words in ((SecretKind.HIV, "dương tính HIV phác đồ TLD"), (SecretKind.MENTAL, "loạn thần")):
            session.add(
                SecretFinding(
                    stay_id=stay.id,
                    kind=kind,
                    text=words,
                    happened_at=at(date(2026, 2, 1)),
                    recorded_at=at(date(2026, 2, 1)),
                    recorded_by_name="Bác sĩ",
                )
            )
    _, content = built(make_packet(stay.id, key="x", actor=clerk, now=clock.now()))
    text = text_of(content)
    for word in ("HIV", "TLD", "loạn thần"):
        assert word not in text
    assert local_date(clock.now()) == LAST
    assert MOTHER in text


def test_classes_labour_and_conduct_reach_their_sheets_but_not_the_words_of_reports(
    stay: Stay, clerk: Actor, clock: FixedClock
) -> None:
    with unit_of_work() as session:
        happened = at(date(2026, 5, 4))
        incident = Incident(
            kind=IncidentKind.FIGHT,
            severity=Severity.MINOR,
            happened_at=happened,
            place="Sân chung",
            description="đánh nhau với Người Khác Hẳn",
            recorded_at=happened,
            recorded_by_name="Trực",
        )
        session.add(incident)
        session.flush()
        session.add(IncidentParty(incident_id=incident.id, stay_id=stay.id, role=PartyRole.INVOLVED))
        for day, hours in ((2, "3.50"), (3, "4.00")):
            session.add(
                LabourEntry(
                    stay_id=stay.id,
                    worked_on=date(2026, 4, day),
                    hours=Decimal(hours),
                    work="may bao tay",
                    batch=f"batch-{day}",
                    recorded_at=at(date(2026, 4, day)),
                )
            )
        course = Course(
            code="MAY-1",
            name="May công nghiệp",
            kind=CourseKind.VOCATIONAL,
            hours_planned=60,
            starts_on=date(2026, 4, 1),
            ends_on=date(2026, 6, 30),
            trainer_id=clerk.id,
            created_at=at(date(2026, 3, 1)),
        )
        session.add(course)
        session.flush()
        session.add(
            Certificate(
                course_id=course.id,
                stay_id=stay.id,
                title="Chứng chỉ sơ cấp may",
                number="CC-17",
                issued_on=date(2026, 7, 1),
                issuer="Trường Trung cấp nghề",
                recorded_at=at(date(2026, 7, 1)),
            )
        )
    _, content = built(make_packet(stay.id, key="x", actor=clerk, now=clock.now()))
    text = text_of(content)
    assert "Có liên quan sự việc: đánh nhau" in text
    assert "Người Khác" not in text
    assert "04/2026 2 7,5 may bao tay" in text
    assert "Chứng chỉ sơ cấp may CC-17 01/07/2026 Trường Trung cấp nghề" in text
