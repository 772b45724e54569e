"""Reading a PDF back, the way a person or a scanner does."""

from __future__ import annotations

import re

import pypdfium2
import zxingcpp
from PIL import Image


def text_of(content: bytes) -> str:
    """Return the text of all pages, blanks and line ends collapsed."""
    with pypdfium2.PdfDocument(content) as pdf:
        pages = []
        for number in range(len(pdf)):
            page = pdf[number]
            text = page.get_textpage()
            pages.append(text.get_text_bounded())
            text.close()
            page.close()
    return re.sub(r"\s+", " ", "\n".join(pages))


def picture_of(content: bytes, page: int = 0, dpi: int = 300) -> Image.Image:
    """Return one page as a printer would print it."""
    with pypdfium2.PdfDocument(content) as pdf:
        found = pdf[page]
        bitmap = found.render(scale=dpi / 72)
        picture: Image.Image = bitmap.to_pil().copy()
        bitmap.close()
        found.close()
    return picture


def codes_in(picture: Image.Image) -> list[str]:
    """Return the text of each QR code in ``picture``."""
    return [code.text for code in zxingcpp.read_barcodes(picture)]
