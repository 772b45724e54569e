"""Printing: letters right, nothing from outside, and no silent hole."""

from __future__ import annotations

import builtins
import io
import re
import sys
from typing import Any

import pikepdf
import pytest

from center.documents import pdf
from center.documents.pdf import PaperNotRendered, PdfUnavailable, count_pages, render_pdf
from tests.documents.reading import text_of
from tests.documents.test_fonts import vietnamese_letters


def page(body: str) -> str:
    return f'<html lang="vi"><body>{body}</body></html>'


def test_every_vietnamese_letter_comes_back_from_the_text_in_all_four_faces() -> None:
    letters = " ".join(sorted(vietnamese_letters()))
    content = render_pdf(
        page(f"<p>{letters}</p><p><b>{letters}</b></p><p><i>{letters}</i></p><p><b><i>{letters}</i></b></p>"),
        title="Chữ",
    )
    text = text_of(content)
    for letter in vietnamese_letters():
        assert text.count(letter) == 4, letter


def test_only_our_fonts_are_in_the_file_whole_words_of_names_of_minorities_too() -> None:
    content = render_pdf(
        page("<p>Nguyễn Thị Phượng – Đặng Y Ŏ Ksơr, H’Bŭk Niê <b>½ ₫ ≥ …</b></p>"), title="Tên"
    )
    assert text_of(content).startswith("Nguyễn Thị Phượng – Đặng Y Ŏ Ksơr, H’Bŭk Niê ½ ₫ ≥ …")
    fonts = set(re.findall(rb"/BaseFont /\w+\+([\w-]+)", uncompressed(content)))
    assert fonts == {b"Paper-Serif", b"Paper-Serif-Bold"}


def test_the_style_sheet_holds_nothing_the_printer_does_not_understand() -> None:
    notes: list[str] = []
    pdf._engine().sheets.clear()
    render_pdf(page("<p>Xin chào</p>"), title="Thử", notes=notes)
    assert notes == []


def test_the_file_says_its_title_and_language_and_the_same_input_gives_the_same_bytes() -> None:
    first = render_pdf(page("<p>Giấy tờ</p>"), title="Giấy xác nhận")
    assert first == render_pdf(page("<p>Giấy tờ</p>"), title="Giấy xác nhận")
    with pikepdf.open(io.BytesIO(first)) as found:
        assert str(found.Root.Lang) == "vi"
        assert str(found.docinfo["/Title"]) == "Giấy xác nhận"


@pytest.mark.parametrize(
    "body",
    [
        '<img src="file:///etc/passwd">',
        '<img src="https://example.org/x.png">',
        '<img src="x.png">',
        '<img src="/static/x.png">',
        '<img src="asset:../pdf.py">',
        '<img src="asset:fonts/OFL.txt">',
        '<img src="data:image/png;base64,AAAA">',
        '<link rel="stylesheet" href="asset:css/none.css">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<object data="x.pdf"></object>',
        "<style>@import url(https://example.org/x.css);</style>",
        "<style>p { background: url(file:///etc/passwd) }</style>",
        "<style>@font-face { font-family: x; src: url(https://example.org/x.ttf) } p { font-family: x }</style>",
        '<style>@font-face { font-family: x; src: local("No Such Font") } p { font-family: x }</style>',
        '<svg width="9" height="9"><image href="file:///etc/passwd" width="5" height="5"/></svg>',
    ],
)
def test_what_a_paper_may_not_load_ends_the_printing(body: str) -> None:
    with pytest.raises(PaperNotRendered):
        render_pdf(page(f"{body}<p>Chữ</p>"), title="Thử")


def test_a_link_is_only_text_and_is_not_followed() -> None:
    assert count_pages(render_pdf(page('<a href="https://example.org/">đây</a>'), title="Thử")) == 1


def test_pages_are_counted_and_what_is_no_pdf_is_refused() -> None:
    three = render_pdf(page("<p>1</p><p class='new-page'>2</p><p class='new-page'>3</p>"), title="Ba trang")
    assert count_pages(three) == 3
    with pytest.raises(ValueError, match="not a readable PDF"):
        count_pages(b"GIF89a")


def test_a_machine_without_pango_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without_pango(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.startswith("weasyprint"):
            raise OSError("cannot load library 'libpango-1.0-0': not found\nmore")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", without_pango)
    pdf._engine.cache_clear()
    try:
        with pytest.raises(PdfUnavailable) as caught:
            render_pdf(page("<p>Chữ</p>"), title="Thử")
        assert caught.value.facts["command"] == pdf.INSTALL_PANGO
        assert caught.value.facts["cause"] == "cannot load library 'libpango-1.0-0': not found"
        assert pdf.pdf_problem() is not None
    finally:
        monkeypatch.undo()
        pdf._engine.cache_clear()
    assert pdf.pdf_problem() is None


def test_printing_is_imported_only_when_a_paper_is_made() -> None:
    import subprocess

    code = "import sys, center.documents.views, center.documents.papers; print('weasyprint' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert answer.stdout.strip() == "False"


def uncompressed(content: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as found:
        buffer = io.BytesIO()
        found.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.disable, compress_streams=False)
    return buffer.getvalue()
