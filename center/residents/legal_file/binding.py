"""The whole legal file as one PDF: the list of contents, then every paper with its sheets' numbers on the pages."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf

FONT = "/CenterMark"
SIZE = 11.0
"""Points, on a page as wide as A4."""
A4_WIDTH = 595.0
MARGIN = 14.0
_WIDTH_OF_SIGN = 0.6
"""Of the size; generous for Helvetica bold, so that the box is never too narrow."""


@dataclass(frozen=True, slots=True)
class Bound:
    """One paper to be bound in."""

    title: str
    """As the outline names it."""
    marks: Sequence[str]
    """What is stamped on each page, in the letters of ASCII."""
    load: Callable[[], bytes]
    """Returns the PDF; called when its turn comes, so that never more than one is in the memory twice."""


def bind(
    contents: bytes, papers: Iterable[Bound], *, title: str, author: str, progress: Callable[[int], None]
) -> tuple[bytes, int]:
    """Return one PDF and its number of pages; ``progress`` is told after each paper how many are in.

    The papers themselves are not changed: the number is drawn above each page, in its upper right corner as it is
    looked at, on white.
    """
    with pikepdf.new() as book:
        font = book.make_indirect(
            pikepdf.Dictionary(
                Type=pikepdf.Name.Font,
                Subtype=pikepdf.Name.Type1,
                BaseFont=pikepdf.Name("/Helvetica-Bold"),
                Encoding=pikepdf.Name.WinAnsiEncoding,
            )
        )
        marks: list[tuple[str, int]] = [("Mục lục văn bản", 0)]
        _append(book, contents)
        for count, paper in enumerate(papers, start=1):
            start = len(book.pages)
            marks.append((paper.title, start))
            _append(book, paper.load())
            for page, mark in zip(list(book.pages)[start:], paper.marks, strict=False):
                stamp(book, page, mark, font)
            progress(count)
        with book.open_outline() as outline:
            outline.root.extend(pikepdf.OutlineItem(name, at) for name, at in marks)
        book.Root.Lang = pikepdf.String("vi")
        book.Root.PageMode = pikepdf.Name.UseOutlines
        book.docinfo["/Title"] = title
        book.docinfo["/Author"] = author
        out = io.BytesIO()
        book.save(out, deterministic_id=True, min_version="1.7")
        return out.getvalue(), len(book.pages)


def stamp(book: pikepdf.Pdf, page: pikepdf.Page, mark: str, font: pikepdf.Object) -> None:
    """Draw ``mark`` into the upper right corner of ``page`` as a reader sees it, however the page is turned."""
    left, low, right, high = _seen_box(page)
    turned = _turned(page)
    scale = max(min(right - left, high - low) / A4_WIDTH, 0.3)
    corner = {
        0: (1, 0, 0, 1, right, high),
        90: (0, 1, -1, 0, left, high),
        180: (-1, 0, 0, -1, left, low),
        270: (0, -1, 1, 0, right, low),
    }[turned]
    room = SIZE * _WIDTH_OF_SIGN * len(mark) + 8
    height = SIZE + 6
    x, y = -room - MARGIN, -height - MARGIN
    a, b, c, d, e, f = corner
    drawing = (
        f"Q q {a * scale:.4f} {b * scale:.4f} {c * scale:.4f} {d * scale:.4f} {e:.2f} {f:.2f} cm "
        f"1 g 0 G 0.6 w {x:.2f} {y:.2f} {room:.2f} {height:.2f} re B "
        f"0 g BT {FONT} {SIZE} Tf {x + 4:.2f} {y + 4.5:.2f} Td ({_escaped(mark)}) Tj ET Q"
    )
    if "/Resources" not in page.obj:
        page.obj.Resources = _inherited(page, "/Resources") or pikepdf.Dictionary()
    page.add_resource(font, pikepdf.Name.Font, pikepdf.Name(FONT), replace_existing=True)
    page.contents_add(book.make_stream(b"q\n"), prepend=True)
    page.contents_add(book.make_stream(b"\n" + drawing.encode("ascii")))


def _append(book: pikepdf.Pdf, content: bytes) -> None:
    with pikepdf.open(io.BytesIO(content)) as source:
        book.pages.extend(source.pages)


def _seen_box(page: pikepdf.Page) -> tuple[float, float, float, float]:
    """Return left, low, right, high of the part of the page a reader sees."""
    x1, y1, x2, y2 = (float(number) for number in page.cropbox)
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _turned(page: pikepdf.Page) -> int:
    """Return by how much a reader turns the page clockwise: 0, 90, 180 or 270 degrees."""
    found = _inherited(page, "/Rotate")
    turned = int(found) % 360 if found is not None else 0
    return turned if turned % 90 == 0 else 0


def _inherited(page: pikepdf.Page, name: str) -> Any:
    node: Any = page.obj
    for _depth in range(50):
        found = node.get(name)
        if found is not None:
            return found
        node = node.get("/Parent")
        if node is None:
            return None
    return None


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
