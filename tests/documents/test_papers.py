"""The base of every paper: its parts, its dotted lines, its verification mark."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
import pytest
from flask import Flask
from jinja2 import UndefinedError

from center.documents import papers
from center.documents.pdf import count_pages
from center.documents.qr import new_token
from tests.documents.reading import codes_in, picture_of, text_of
from tests.documents.samples import DATA, EMPTY, TEMPLATE, add_template

MM = 72 / 25.4


@pytest.fixture
def sample(shared_app: Flask) -> Iterator[str]:
    """A paper needs no database, so one run is enough."""
    add_template(shared_app, "sample.html", TEMPLATE)
    with shared_app.app_context():
        yield "sample.html"


def test_a_filled_paper_reads_as_the_form_does(sample: str) -> None:
    text = text_of(papers.paper_pdf(sample, DATA, title="Giấy xác nhận"))
    for words in (
        "CÔNG AN TỈNH THỬ NGHIỆM",
        "CƠ SỞ CAI NGHIỆN MA TÚY SỐ 1 TỈNH THỬ NGHIỆM",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 05/CN-CSCN",
        "Thử Nghiệm, ngày 05 tháng 7 năm 2026",
        "GIẤY XÁC NHẬN",
        "Căn cứ Luật Phòng, chống ma túy;",
        "Theo đề nghị của Tổ Hồ sơ.",
        "Kính gửi: - Tòa án nhân dân khu vực 1; - Công an xã Thử.",
        "1. Họ, tên (viết in hoa): NGUYỄN THỊ PHƯỢNG",
        "Giới tính: Nữ",
        "Ngày, tháng, năm sinh: 03/02/1990",
        "Tình trạng: Tỉnh táo. Không có dấu hiệu bất thường.",
        "từ ngày: 05/01/2025 đến 04/07/2026.",
        "Đặng Thị Ẩn",
        "Nơi nhận: - Như trên; - Lưu: VT, HS.",
        "TRƯỞNG CƠ SỞ (Ký, ghi rõ họ tên, đóng dấu)",
        "Trần Thị Lãnh Đạo",
    ):
        assert words in text, words


def test_a_missing_value_keeps_its_label_and_its_dotted_line(sample: str) -> None:
    text = text_of(papers.paper_pdf(sample, EMPTY, title="Giấy xác nhận"))
    for words in (
        "Số: …………/CN-CSCN",
        "ngày … tháng … năm …",
        "1. Họ, tên (viết in hoa): .....",
        "Giới tính: ................",
        "Ngày, tháng, năm sinh: .....",
        "Tình trạng: .....",
        "1) .....",
        "2) .....",
        "đến …/…/…",
    ):
        assert words in text, words


def test_text_of_people_cannot_become_part_of_the_page(sample: str) -> None:
    text = text_of(papers.paper_pdf(sample, {**DATA, "name": "<b>a</b><img src=x>"}, title="Giấy"))
    assert "<B>A</B><IMG SRC=X>" in text


def test_a_name_the_data_does_not_hold_stops_the_paper(sample: str) -> None:
    data = {key: value for key, value in DATA.items() if key != "signer"}
    with pytest.raises(UndefinedError, match="signer"):
        papers.paper_pdf(sample, data, title="Giấy")


def test_pages_are_a4_numbered_on_top_from_the_second_and_tables_repeat_their_head(sample: str) -> None:
    content = papers.paper_pdf(sample, {**DATA, "rows": ["Dòng"] * 80}, title="Giấy")
    assert count_pages(content) >= 3
    with pypdfium2.PdfDocument(content) as pdf:
        for number in range(len(pdf)):
            page = pdf[number]
            width, height = page.get_size()
            assert (round(width / MM), round(height / MM)) == (210, 297)
            text = page.get_textpage()
            top = text.get_text_bounded(bottom=height - 20 * MM).strip()
            assert top == ("" if number == 0 else str(number + 1))
            body = text.get_text_bounded()
            assert ("Nội dung" in body) == ("Dòng" in body)
            text.close()
            page.close()


def test_a_signature_is_never_alone_on_a_page(sample: str) -> None:
    for rows in range(12, 30):
        content = papers.paper_pdf(sample, {**DATA, "rows": ["Dòng"] * rows}, title="Giấy")
        with pypdfium2.PdfDocument(content) as pdf:
            page = pdf[len(pdf) - 1]
            text = page.get_textpage()
            last = text.get_text_bounded()
            text.close()
            page.close()
        assert "Lãnh Đạo" in last
        assert "Dòng" in last, rows


def test_each_page_carries_the_code_and_a_qr_that_a_printed_page_still_gives(sample: str) -> None:
    token = new_token()
    mark = papers.verification(token)
    assert mark.url == f"https://kiem-tra.example/verify/{token}"
    content = papers.paper_pdf(sample, {**DATA, "rows": ["Dòng"] * 60}, title="Giấy", mark=mark)
    assert f"Mã kiểm tra: {mark.code}" in text_of(content)
    assert mark.code.replace(" ", "") == token
    for page in range(count_pages(content)):
        assert codes_in(picture_of(content, page, dpi=200)) == [mark.url]


def test_without_a_mark_there_is_no_code(sample: str) -> None:
    content = papers.paper_pdf(sample, DATA, title="Giấy")
    assert codes_in(picture_of(content)) == []
    assert "Mã kiểm tra" not in text_of(content)
