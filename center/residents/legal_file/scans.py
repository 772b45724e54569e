"""What a scanner or a phone delivers, made into one clean PDF; anything else is refused in words.

The kind of a file is read from its bytes, never from its name. A PDF is kept byte for byte, so that a signature in it
stays what it is; pictures are turned upright, made smaller, stripped of all metadata and bound into a PDF.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pikepdf

from center.errors import RuleViolation
from center.residents.photos import PreparedPhoto, in_megabytes, prepare_page

MAX_PDF_BYTES = 20 * 1024 * 1024
MAX_PICTURES = 60
"""Pictures bound into one paper."""
MAX_PAGES = 1000
MAX_OBJECTS = 200_000
"""Parts a PDF may have; a scan of 300 pages has some thousand."""
MAX_UNPACKED = 128 * 1024 * 1024
"""Bytes one compressed part of a PDF may have when unpacked: what is smaller than a real page and larger than this
was made to fill the memory."""
PORTRAIT_WIDTH, LANDSCAPE_WIDTH = 595, 842
"""Points: the width of A4 upright and across."""

pikepdf.settings.set_qpdf_limits(
    flate_max_memory=MAX_UNPACKED, run_length_max_memory=MAX_UNPACKED, png_max_memory=MAX_UNPACKED
)

_BLANK = b" \t\r\n\f\0"
_ACTIONS = frozenset(
    (
        "/JavaScript",
        "/Launch",
        "/SubmitForm",
        "/ImportData",
        "/GoToE",
        "/Rendition",
        "/Movie",
        "/Sound",
        "/RichMediaExecute",
    )
)
"""Kinds of actions a paper has no use for."""
_SCRIPTS = frozenset(("/JS", "/JavaScript", "/XFA"))
_INSIDE = frozenset(("/EmbeddedFiles", "/EF"))
_MEDIA = frozenset(("/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D", "/EmbeddedFile"))

_SEEN: tuple[tuple[bytes, str], ...] = (
    (b"PK\x03\x04", "tệp nén hoặc tệp Word, Excel"),
    (b"\xd0\xcf\x11\xe0", "tệp Word, Excel kiểu cũ"),
    (b"{\\rtf", "tệp văn bản RTF"),
    (b"Rar!", "tệp nén"),
    (b"7z\xbc\xaf", "tệp nén"),
    (b"II*\0", "ảnh TIFF"),
    (b"MM\0*", "ảnh TIFF"),
    (b"GIF8", "ảnh GIF"),
    (b"BM", "ảnh BMP"),
    (b"MZ", "tệp chương trình"),
    (b"\x7fELF", "tệp chương trình"),
)


@dataclass(frozen=True, slots=True)
class PreparedScan:
    """A PDF ready to be stored."""

    pdf: bytes
    pages: int

    @property
    def sha256(self) -> str:
        """Of ``pdf``, in hex."""
        return hashlib.sha256(self.pdf).hexdigest()


def prepare_scan(files: Sequence[bytes]) -> PreparedScan:
    """Return ``files`` as one PDF: a single PDF as it is, or pictures (JPEG, PNG, WebP) in their order, a page each.

    The same pictures always give the same bytes. Raises RuleViolation on the field ``files``: nothing there, both
    kinds at once, several PDFs, too large, not what it should be, damaged, encrypted, or with active content.
    """
    if not files:
        raise _refused("no_file")
    pdfs = sum(content.startswith(b"%PDF-") for content in files)
    if pdfs and len(files) > 1:
        raise _refused("one_pdf")
    if pdfs:
        return check_pdf(files[0])
    if len(files) > MAX_PICTURES:
        raise _refused("many_pictures", count=len(files), limit=MAX_PICTURES)
    return bound([_page(content, at) for at, content in enumerate(files, start=1)])


def check_pdf(content: bytes) -> PreparedScan:
    """Return ``content`` unchanged with its number of pages, if it is a whole and harmless PDF."""
    if len(content) > MAX_PDF_BYTES:
        raise _refused(
            "pdf_too_large", megabytes=in_megabytes(len(content)), limit=in_megabytes(MAX_PDF_BYTES)
        )
    end = content.rfind(b"%%EOF")
    if not content.startswith(b"%PDF-") or end < 0:
        raise _refused("pdf_damaged")
    if content[end + 5 :].strip(_BLANK):
        raise _refused("pdf_more_behind")
    try:
        with pikepdf.open(io.BytesIO(content), attempt_recovery=False, suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                raise _refused("pdf_encrypted")
            _check_content(pdf)
            pages = len(pdf.pages)
    except pikepdf.PasswordError:
        raise _refused("pdf_encrypted") from None
    # what qpdf and pikepdf raise for files that only begin like a PDF
    except (pikepdf.PdfError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise _refused("pdf_damaged") from None
    except RuntimeError:
        raise _refused("pdf_damaged") from None
    if pages < 1:
        raise _refused("pdf_empty")
    if pages > MAX_PAGES:
        raise _refused("pdf_many_pages", pages=pages, limit=MAX_PAGES)
    return PreparedScan(content, pages)


def _check_content(pdf: pikepdf.Pdf) -> None:
    """Raise RuleViolation for anything in a PDF that could act, or hide another file."""
    objects = pdf.objects
    if len(objects) > MAX_OBJECTS:
        raise _refused("pdf_too_complex")
    for item in (*objects, pdf.trailer):
        for dictionary in _dictionaries(item):
            keys = set(dictionary.keys())
            if keys & _SCRIPTS or str(dictionary.get("/S", "")) in _ACTIONS:
                raise _refused("pdf_active")
            kinds = {str(dictionary.get("/Subtype", "")), str(dictionary.get("/Type", ""))}
            if keys & _INSIDE or kinds & _MEDIA:
                raise _refused("pdf_attachment")


def _dictionaries(item: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield ``item`` and every dictionary that stands directly in it; what has a number of its own comes by itself."""
    pending = [item]
    while pending:
        found = pending.pop()
        inner: list[object] = []
        if isinstance(found, pikepdf.Stream):
            yield found
            inner = [found.stream_dict.get(key) for key in found.stream_dict.keys()]  # noqa: SIM118  no mapping
        elif isinstance(found, pikepdf.Dictionary):
            yield found
            inner = [found.get(key) for key in found.keys()]  # noqa: SIM118  no mapping
        elif isinstance(found, pikepdf.Array):
            inner = list(found)
        pending += [one for one in inner if isinstance(one, pikepdf.Object) and not one.is_indirect]


def bound(pictures: Sequence[PreparedPhoto]) -> PreparedScan:
    """Return ``pictures`` as a PDF, one on each page, as wide as A4; the JPEG bytes stay as they are."""
    with pikepdf.new() as pdf:
        for picture in pictures:
            width = LANDSCAPE_WIDTH if picture.width > picture.height else PORTRAIT_WIDTH
            height = round(width * picture.height / picture.width, 2)
            image = pikepdf.Stream(
                pdf,
                picture.jpeg,
                Type=pikepdf.Name.XObject,
                Subtype=pikepdf.Name.Image,
                Width=picture.width,
                Height=picture.height,
                ColorSpace=pikepdf.Name.DeviceRGB,
                BitsPerComponent=8,
                Filter=pikepdf.Name.DCTDecode,
            )
            page = pdf.add_blank_page(page_size=(width, height))
            page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Scan=image))
            page.obj.Contents = pdf.make_stream(f"q {width} 0 0 {height} 0 0 cm /Scan Do Q".encode())
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, min_version="1.7")
    return PreparedScan(out.getvalue(), len(pictures))


def _page(content: bytes, at: int) -> PreparedPhoto:
    """Return picture number ``at`` ready to be bound. Raises RuleViolation on the field ``files``."""
    if content:
        seen = _looks_like(content)
        if seen:
            raise _refused("not_a_paper", at=at, seen=seen)
    try:
        return prepare_page(content)
    except RuleViolation as refusal:
        raise RuleViolation(refusal.code, field="files", **refusal.facts) from None


def _looks_like(content: bytes) -> str:
    """Return what a file is that cannot be a paper, in Vietnamese; empty when it may be a picture."""
    head = content[:1024].lstrip(b"\xef\xbb\xbf" + _BLANK).lower()
    if head.startswith((b"<!doctype html", b"<html", b"<script", b"<head", b"<body")):
        return "trang web (HTML)"
    if head.startswith((b"<svg", b"<?xml")):
        return "tệp XML hoặc SVG"
    return next((words for start, words in _SEEN if content.startswith(start)), "")


def _refused(what: str, **facts: object) -> RuleViolation:
    return RuleViolation(f"residents.legal_{what}", field="files", **facts)
