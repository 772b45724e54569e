"""Reading PDFs as a person and as a scanner would."""

from __future__ import annotations

import hashlib
import io

import pikepdf
import pypdfium2
import zxingcpp
from PIL import Image


def words_of(pdf: bytes) -> list[str]:
    """Return the text of every page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        texts = []
        for page in document:
            text_page = page.get_textpage()
            texts.append(" ".join(text_page.get_text_range().split()))
            text_page.close()
            page.close()
        return texts
    finally:
        document.close()


def picture_of(pdf: bytes, page: int, scale: float = 3) -> Image.Image:
    """Return a page as it would look on paper; ``scale`` 1 is 72 dots an inch."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return document[page].render(scale=scale).to_pil()
    finally:
        document.close()


def codes_on(pdf: bytes, page: int, scale: float = 3) -> list[str]:
    """Return the texts of the QR codes a scanner finds on a page."""
    return [code.text for code in zxingcpp.read_barcodes(picture_of(pdf, page, scale))]


def fonts_of(pdf: bytes) -> dict[str, bool]:
    """Return the fonts of all pages and whether each is embedded."""
    found: dict[str, bool] = {}
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
                name = str(item.FontName)
                found[name] = any(key in item for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    return found


def attachments_of(pdf: bytes) -> dict[str, str]:
    """Return the SHA-256 of every embedded file by its name."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return {
            name: hashlib.sha256(document.attachments[name].get_file().read_bytes()).hexdigest()
            for name in document.attachments
        }
