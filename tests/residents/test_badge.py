"""Badges on paper: what they say, and that their codes can be read from the page."""

from __future__ import annotations

import io
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import replace
from random import Random

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageFilter
from sqlalchemy import select

from center.agency.queries import profile_on
from center.audit.models import AuditEntry
from center.clock import today
from center.db import db, unit_of_work
from center.documents.qr import data_uri, new_token, qr_png
from center.jobs import runner
from center.jobs.models import BackgroundJob, JobStatus
from center.residents.badge.documents import BadgeCard, badge_card, card_pdf, sheets_pdf
from center.residents.badge.models import Badge
from center.residents.demo import demo_portrait
from center.residents.housing.models import Bed, Room, Zone
from center.residents.stay.models import Stay
from tests.conftest import Visitor, check_page
from tests.residents.conftest import TakeIn

AsRole = Callable[[str], Visitor]
MM = 72 / 25.4


def pictures(content: bytes, dpi: int) -> list[Image.Image]:
    return [page.render(scale=dpi / 72).to_pil().convert("L") for page in pypdfium2.PdfDocument(content)]


def text_of(content: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content))


def card(name: str = "Nguyễn Thị Ngọc Ước", token: str | None = None) -> BadgeCard:
    portrait = demo_portrait(Random(1), name)
    return BadgeCard(
        name=name,
        code="HV000123",
        number=45,
        photo="data:image/jpeg;base64," + b64encode(portrait.jpeg).decode(),
        qr=data_uri(qr_png(token or new_token())),
        center="Cơ sở cai nghiện ma túy số 1 tỉnh Thử Nghiệm",
        phone="0271 000 000",
    )


def test_the_card_has_the_size_of_a_card_and_its_code_can_be_read(app: object) -> None:
    token = new_token()
    content = card_pdf(card(token=token))
    (page,) = pypdfium2.PdfDocument(content)
    assert page.get_size() == pytest.approx((85.6 * MM, 54 * MM), abs=0.2)
    (picture,) = pictures(content, 300)
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [token]


def test_the_code_is_read_from_30_centimetres_by_a_poor_camera(app: object) -> None:
    token = new_token()
    (picture,) = pictures(card_pdf(card(token=token)), 300)
    # at 30 cm a camera of 1,280 pixels with a view of 60 degrees sees some 35 cm: 3.6 pixels a millimetre
    seen = picture.resize((round(85.6 * 3.6), round(54 * 3.6)), Image.Resampling.BILINEAR)
    seen = seen.filter(ImageFilter.GaussianBlur(0.8)).point(lambda grey: 60 + grey * 150 // 255)
    assert [found.text for found in zxingcpp.read_barcodes(seen)] == [token]


def test_the_card_says_name_code_and_number_and_nothing_else(app: object) -> None:
    text = " ".join(text_of(card_pdf(card())).split())
    for words in (
        "Nguyễn Thị Ngọc Ước",
        "HV000123",
        "Thẻ số 45",
        "CƠ SỞ CAI NGHIỆN MA TÚY SỐ 1 TỈNH THỬ NGHIỆM",
    ):
        assert words in text
    assert "\ufffd" not in text


@pytest.mark.parametrize("name", ["Lê A", "NGUYỄN HOÀNG THỊ PHƯƠNG THẢO UYÊN NHI", "Nguyễn " * 17])
def test_no_name_is_cut(app: object, name: str) -> None:
    (page,) = pypdfium2.PdfDocument(card_pdf(card(name.strip())))
    textpage = page.get_textpage()
    assert " ".join(name.split()) in " ".join(textpage.get_text_bounded().split())
    right = max(textpage.get_charbox(i)[2] for i in range(textpage.count_chars()))
    assert right <= 82.5 * MM


def test_every_code_of_a_sheet_can_be_read(app: object) -> None:
    tokens = [new_token() for _ in range(13)]
    content = sheets_pdf([card(token=token) for token in tokens])
    pages = pictures(content, 200)
    assert len(pages) == 2
    read = [found.text for page in pages for found in zxingcpp.read_barcodes(page)]
    assert sorted(read) == sorted(tokens)


def test_a_card_without_a_photo_leaves_a_frame_for_one(app: object) -> None:
    assert card_pdf(replace(card(), photo=None)).startswith(b"%PDF")


def test_the_card_of_a_stay_bears_its_badge_and_its_printing_is_recorded(
    as_role: AsRole, take_in: TakeIn
) -> None:
    stay_id = take_in("Trần Thị Mẫu", zone="A")
    badge = db.session.scalars(select(Badge)).one()
    answer = as_role("intake").get(f"/residents/stays/{stay_id}/badge.pdf")
    assert answer.mimetype == "application/pdf"
    assert "no-store" in answer.headers["Cache-Control"]
    (picture,) = pictures(answer.data, 300)
    assert [found.text for found in zxingcpp.read_barcodes(picture)] == [badge.token]
    text = text_of(answer.data)
    assert "Trần Thị Mẫu" in text
    assert "1990" not in text
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.name == "residents:badge:print")).one()
    assert entry.data == {"count": 1, "badge_ids": [badge.id]}
    assert as_role("doctor").get(f"/residents/stays/{stay_id}/badge.pdf").status_code == 403


def test_a_zone_is_printed_at_once_when_it_is_small(as_role: AsRole, take_in: TakeIn) -> None:
    take_in("Trần Văn Mẫu", zone="B")
    take_in("Hồ Văn Khác", zone="A")
    zone = db.session.scalars(select(Zone.id).where(Zone.code == "B")).one()
    visitor = as_role("records_clerk")
    assert "2 thẻ" in visitor.page("/residents/badges").get_text()
    answer = visitor.submit("/residents/badges", {"act_id": ACT, "zone": str(zone)})
    assert answer.location == f"/residents/badges.pdf?zone={zone}"
    text = text_of(visitor.get(answer.location).data)
    assert "Trần Văn Mẫu" in text
    assert "Hồ Văn Khác" not in text


ACT = "6f1b6f6e-2f5f-4c0a-9c9e-0d7a3c1b2a11"


def test_a_big_center_is_printed_in_the_background_once(as_role: AsRole, take_in: TakeIn) -> None:
    with unit_of_work() as session:
        room = session.scalars(select(Room).join(Zone).where(Zone.code == "B")).first()
        session.add_all(Bed(room_id=room.id, name=f"X{number}") for number in range(30))
    for number in range(22):
        take_in(f"Trần Văn {'abcdefgh'[number // 8]}{'abcdefgh'[number % 8]}", zone="B", photo=None)
    visitor = as_role("intake")
    assert visitor.get("/residents/badges.pdf").location == "/residents/badges"
    first = visitor.submit("/residents/badges", {"act_id": ACT, "zone": ""})
    again = visitor.submit("/residents/badges", {"act_id": ACT, "zone": ""})
    assert first.location == again.location
    while runner.run_one():
        pass
    job = db.session.scalars(select(BackgroundJob)).one()
    assert job.status == JobStatus.DONE, job.error
    assert job.message == "Đã dựng 22 thẻ."
    assert len(job.problems) == 22  # nobody has a photo
    page = check_page(visitor.get(first.location))
    link = page.find("a", href=f"{first.location}/file")
    assert link is not None
    pages = pictures(visitor.get(link["href"]).data, 200)
    assert len(pages) == 3
    tokens = set(db.session.scalars(select(Badge.token)))
    assert {found.text for picture in pages for found in zxingcpp.read_barcodes(picture)} == tokens


def test_the_card_takes_the_newest_photo(take_in: TakeIn) -> None:
    stay = db.session.get_one(Stay, take_in())
    made = badge_card(db.session.scalars(select(Badge)).one(), stay.resident, profile_on(today()))
    assert made.photo is not None
    with Image.open(io.BytesIO(b64decode(made.photo.partition(",")[2]))) as portrait:
        assert portrait.size == (360, 480)
