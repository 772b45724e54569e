"""Reading a PDF as a person, a scanner and a suspicious officer would."""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
from functools import cached_property

import pikepdf
import pypdfium2

from tests.documents.reading import codes_in, picture_of, text_of

HASH = re.compile(r"\b([0-9a-f]{32}) ?([0-9a-f]{32})\b")
"""A SHA-256 as the list of contents prints it, broken once."""


class Paper:
    """One PDF."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    @cached_property
    def text(self) -> str:
        """The text of all pages, blanks and line ends collapsed."""
        return text_of(self.content)

    @cached_property
    def pages(self) -> int:
        """How many pages it has."""
        with pypdfium2.PdfDocument(self.content) as document:
            return len(document)

    @cached_property
    def fonts(self) -> dict[str, bool]:
        """Its fonts, and whether each is embedded."""
        with pikepdf.open(io.BytesIO(self.content)) as document:
            return {
                str(item.FontName): any(key in item for key in ("/FontFile", "/FontFile2", "/FontFile3"))
                for item in document.objects
                if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
            }

    @cached_property
    def attachments(self) -> dict[str, str]:
        """SHA-256 of every embedded file by its name."""
        with pikepdf.open(io.BytesIO(self.content)) as document:
            return {
                name: hashlib.sha256(document.attachments[name].get_file().read_bytes()).hexdigest()
                for name in document.attachments
            }

    def codes(self, page: int) -> list[str]:
        """Return what a scanner reads on a printed page."""
        return codes_in(picture_of(self.content, page))

    def listed_hashes(self) -> set[str]:
        """Return the SHA-256 values its text lists."""
        return {first + second for first, second in HASH.findall(self.text)}

    def bad_letters(self) -> list[str]:
        """Return letters without a meaning, and marks that stand apart from their letter."""
        return [
            f"U+{ord(letter):04X}"
            for letter in self.text
            if letter == "\ufffd" or unicodedata.category(letter) in {"Cc", "Cn", "Co", "Cs", "Mn"}
        ]

    def missing_glyphs(self) -> int:
        """Return how many times its pages draw the box of a letter the font lacks (glyph 0)."""
        count = 0
        with pikepdf.open(io.BytesIO(self.content)) as document:
            for page in document.pages:
                for step in pikepdf.parse_content_stream(page):
                    if str(step.operator) in {"Tj", "TJ"}:
                        count += sum(0 in _glyphs(shown) for shown in _strings(step.operands[0]))
        return count


def _strings(shown: pikepdf.Object) -> list[bytes]:
    parts = shown if isinstance(shown, pikepdf.Array) else [shown]
    return [bytes(part) for part in parts if isinstance(part, pikepdf.String)]


def _glyphs(shown: bytes) -> list[int]:
    # composite fonts with Identity-H: two bytes a glyph
    return [int.from_bytes(shown[place : place + 2]) for place in range(0, len(shown), 2)]
