"""What may come in as a scan, and what may not, by its bytes."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from PIL import Image

from center.errors import RuleViolation
from center.residents.legal_file import messages
from center.residents.legal_file.binding import Bound, bind
from center.residents.legal_file.scans import MAX_PDF_BYTES, prepare_scan
from center.residents.photo_messages import MESSAGES as PHOTO_MESSAGES
from tests.residents.legal_file.scans import built, hostile, pdf, picture

HOSTILE = hostile()


@pytest.mark.parametrize("name", list(HOSTILE))
def test_what_is_no_paper_is_refused_in_words(name: str) -> None:
    _filename, content, code = HOSTILE[name]
    with pytest.raises(RuleViolation) as refused:
        prepare_scan([content])
    assert refused.value.code == f"residents.{code}"
    assert refused.value.field == "files"
    words = {**messages.MESSAGES, **PHOTO_MESSAGES}[refused.value.code]
    assert str(words.what).format(**refused.value.facts)
    assert str(words.next_step).format(**refused.value.facts)


def test_a_pdf_is_kept_byte_for_byte() -> None:
    content = pdf(3, words="Quyết định")
    scan = prepare_scan([content])
    assert (scan.pdf, scan.pages) == (content, 3)
    assert prepare_scan([content + b"\r\n\0 "]).pages == 3, "blanks behind the end are harmless"


def test_a_signed_decision_and_ordinary_links_are_welcome() -> None:
    def sign(book: pikepdf.Pdf) -> None:
        field = pikepdf.Dictionary(
            FT=pikepdf.Name.Sig, T=pikepdf.String("ky"), V=pikepdf.Dictionary(Type=pikepdf.Name.Sig)
        )
        book.Root.AcroForm = pikepdf.Dictionary(SigFlags=3, Fields=pikepdf.Array([field]))
        book.Root.OpenAction = pikepdf.Array([book.pages[0].obj, pikepdf.Name.Fit])
        action = pikepdf.Dictionary(
            S=pikepdf.Name.URI, URI=pikepdf.String("https://congbobanan.toaan.gov.vn")
        )
        book.pages[0].obj.Annots = pikepdf.Array(
            [
                pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action
                )
            ]
        )

    assert prepare_scan([built(sign)]).pages == 1


def test_a_pdf_of_more_than_twenty_megabytes_is_told_how_to_become_smaller() -> None:
    with pytest.raises(RuleViolation, match="legal_pdf_too_large") as refused:
        prepare_scan([b"%PDF-1.7\n" + bytes(MAX_PDF_BYTES)])
    assert refused.value.facts == {"megabytes": "20", "limit": "20"}


def test_photos_become_one_pdf_without_anything_the_phone_wrote() -> None:
    exif = Image.Exif()
    exif[0x010F] = "PHONE-MAKER"
    exif[0x0112] = 6  # lies on its side
    photos = [picture(1200, 900, exif=exif.tobytes()), picture(1800, 2400, "white", "PNG")]
    scan = prepare_scan(photos)
    assert scan.pages == 2
    assert b"PHONE-MAKER" not in scan.pdf
    assert scan == prepare_scan(photos), "the same photos are the same file"
    assert scan.sha256 != prepare_scan(photos[::-1]).sha256
    with pikepdf.open(io.BytesIO(scan.pdf)) as book:
        boxes = [[float(number) for number in page.mediabox] for page in book.pages]
        images = [page.obj.Resources.XObject.Scan for page in book.pages]
        assert boxes == [[0, 0, 595, pytest.approx(793.5, abs=0.2)]] * 2
        assert [(int(one.Width), int(one.Height)) for one in images] == [(900, 1200), (1315, 1754)]


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ([], "no_file"),
        ([pdf(), pdf()], "one_pdf"),
        ([pdf(), picture()], "one_pdf"),
        ([picture(200, 200)] * 61, "many_pictures"),
    ],
)
def test_one_paper_is_one_pdf_or_its_photos(files: list[bytes], code: str) -> None:
    with pytest.raises(RuleViolation, match=f"residents.legal_{code}"):
        prepare_scan(files)


def test_a_pdf_that_would_fill_the_memory_is_refused() -> None:
    """A page's content is not unpacked; a compressed list of objects is, up to a limit."""
    whole = built(lambda book: None, pages=1, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert prepare_scan([whole]).pages == 1
    import zlib

    packed = zlib.compress(b" " * (200 * 1024 * 1024), 9)
    head = b"%PDF-1.5\n"
    first = b"1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n" % len(packed)
    objects = head + first + packed + b"\nendstream endobj\n"
    start = len(objects)
    rows = bytes([0, 0, 0, 0, 255, 1, 0, 0, len(head), 0, 2, 0, 0, 1, 0, 1, *start.to_bytes(3, "big"), 0])
    table = zlib.compress(rows)
    objects += (
        b"3 0 obj\n<</Type/XRef/Size 4/W[1 3 1]/Root 2 0 R/Filter/FlateDecode/Length %d>>stream\n"
        % len(table)
    )
    objects += table + b"\nendstream endobj\nstartxref\n%d\n%%%%EOF" % start
    with pytest.raises(RuleViolation, match=r"legal_pdf_(damaged|empty)"):
        prepare_scan([objects])


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_the_number_stands_upright_in_the_corner_a_reader_sees(rotate: int) -> None:
    content = pdf(1, rotate=rotate)
    book, pages = bind(
        pdf(1), [Bound("Quyết định", ["BL 12 (sau)"], lambda: content)], title="x", author="y", progress=print
    )
    assert pages == 2
    with pypdfium2.PdfDocument(book) as shown:
        page = shown[1]
        assert "BL 12 (sau)" in page.get_textpage().get_text_bounded()
        image = page.render(scale=1).to_pil().convert("L")
    width, height = image.size
    dark = [
        (x, y)
        for x in range(width)
        for y in range(height)
        if image.getpixel((x, y)) < 128  # type: ignore[operator]
    ]
    assert dark
    assert min(x for x, _y in dark) > width - 120
    assert max(y for _x, y in dark) < 40
    assert max(x for x, _y in dark) < width - 8


def test_a_page_scanned_in_points_of_the_scanner_gets_a_number_of_its_size() -> None:
    def enlarge(book: pikepdf.Pdf) -> None:
        book.pages[0].obj.MediaBox = pikepdf.Array([0, 0, 2480, 3508])

    content = built(enlarge)
    book, _pages = bind(pdf(1), [Bound("x", ["BL 1"], lambda: content)], title="", author="", progress=print)
    with pypdfium2.PdfDocument(book) as shown:
        box = shown[1].get_textpage().get_charbox(0)
    assert box[3] - box[1] > 25


def test_the_same_papers_bind_to_the_same_bytes() -> None:
    one, two = (
        bind(pdf(1), [Bound("x", ["BL 1", "BL 2"], lambda: pdf(2))], title="", author="", progress=print)
        for _time in range(2)
    )
    assert one == two
