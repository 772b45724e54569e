"""Scans, good and hostile, made for the tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pikepdf
from PIL import Image, ImageDraw


def pdf(pages: int = 1, *, rotate: int = 0, words: str = "", **save: object) -> bytes:
    """Return a small PDF; different ``words`` give different bytes."""
    return built(lambda book: None, pages=pages, rotate=rotate, words=words, **save)


def built(
    change: Callable[[pikepdf.Pdf], None],
    *,
    pages: int = 1,
    rotate: int = 0,
    words: str = "",
    **save: object,
) -> bytes:
    """Return a PDF that ``change`` did something to."""
    with pikepdf.new() as book:
        for _page in range(pages):
            page = book.add_blank_page(page_size=(595, 842))
            if rotate:
                page.obj.Rotate = rotate
        if words:
            book.docinfo["/Title"] = words
        change(book)
        out = io.BytesIO()
        book.save(out, deterministic_id="encryption" not in save, **save)  # type: ignore[arg-type]
    return out.getvalue()


def picture(
    width: int = 900, height: int = 1200, colour: str = "ivory", kind: str = "JPEG", **save: object
) -> bytes:
    """Return the photo of a page."""
    image = Image.new("RGB", (width, height), colour)
    ImageDraw.Draw(image).rectangle((40, 40, width // 2, 90), fill="black")
    out = io.BytesIO()
    image.save(out, kind, **save)  # type: ignore[arg-type]
    return out.getvalue()


def _with_script(book: pikepdf.Pdf) -> None:
    book.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert('x')"))


def _with_launch(book: pikepdf.Pdf) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("cmd.exe"))
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
    book.pages[0].obj.Annots = pikepdf.Array([link])


def _with_hidden_script(book: pikepdf.Pdf) -> None:
    deep = pikepdf.Dictionary(Next=pikepdf.Array([pikepdf.Dictionary(JS=pikepdf.String("1"))]))
    book.pages[0].obj.AA = pikepdf.Dictionary(O=deep)


def _with_file(book: pikepdf.Pdf) -> None:
    book.attachments["bia.exe"] = pikepdf.AttachedFileSpec(book, b"MZ", filename="bia.exe")


def _with_form(book: pikepdf.Pdf) -> None:
    book.Root.AcroForm = pikepdf.Dictionary(XFA=pikepdf.String("<xdp/>"), Fields=pikepdf.Array())


def _zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return out.getvalue()


def _bomb() -> bytes:
    """Return a PNG of a few kilobytes with more points than are decoded."""
    out = io.BytesIO()
    Image.new("1", (6000, 5000)).save(out, "PNG")
    return out.getvalue()


def hostile() -> dict[str, tuple[str, bytes, str]]:
    """Return what must be refused: name of the file, its bytes, code of the refusal."""
    html = b"<!doctype html><script>alert(1)</script>"
    secret = pikepdf.Encryption(user="mat-khau", owner="chu")
    owner_only = pikepdf.Encryption(user="", owner="chu", allow=pikepdf.Permissions(extract=False))
    good = pdf(2)
    return {
        "encrypted": ("qd.pdf", pdf(encryption=secret), "legal_pdf_encrypted"),
        "owner password": ("qd.pdf", pdf(encryption=owner_only), "legal_pdf_encrypted"),
        "javascript": ("qd.pdf", built(_with_script), "legal_pdf_active"),
        "javascript in compressed objects": (
            "qd.pdf",
            built(_with_script, object_stream_mode=pikepdf.ObjectStreamMode.generate),
            "legal_pdf_active",
        ),
        "javascript deep inside": ("qd.pdf", built(_with_hidden_script), "legal_pdf_active"),
        "launch": ("qd.pdf", built(_with_launch), "legal_pdf_active"),
        "xfa": ("qd.pdf", built(_with_form), "legal_pdf_active"),
        "embedded file": ("qd.pdf", built(_with_file), "legal_pdf_attachment"),
        "no pages": ("qd.pdf", pdf(0), "legal_pdf_empty"),
        "truncated": ("qd.pdf", good[: len(good) // 2], "legal_pdf_damaged"),
        "end alone": ("qd.pdf", b"%PDF-1.7\n%%EOF", "legal_pdf_damaged"),
        "broken table": (
            "qd.pdf",
            good.replace(b"startxref", b"startxxxx"),
            "legal_pdf_damaged",
        ),
        "zip behind": ("qd.pdf", good + _zip(), "legal_pdf_more_behind"),
        "html behind": ("qd.pdf", good + html, "legal_pdf_more_behind"),
        "gif before": ("qd.pdf", b"GIF89a" + good, "legal_not_a_paper"),
        "html named pdf": ("qd.pdf", html, "legal_not_a_paper"),
        "html behind blanks": ("qd.pdf", b"\xef\xbb\xbf\n  <HTML>", "legal_not_a_paper"),
        "svg": ("qd.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "legal_not_a_paper"),
        "word": ("qd.pdf", _zip(), "legal_not_a_paper"),
        "program": ("qd.jpg", b"MZ\x90\x00", "legal_not_a_paper"),
        "text": ("qd.pdf", b"Quyet dinh", "photo_not_an_image"),
        "half a picture": ("qd.jpg", picture()[:3000], "photo_damaged"),
        "bomb": ("qd.png", _bomb(), "photo_too_many_pixels"),
        "empty": ("qd.pdf", b"", "photo_empty"),
    }
