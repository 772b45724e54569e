"""HTML to PDF through WeasyPrint: our own fonts and styles only, and no fetch that fails in silence.

WeasyPrint takes over a second to import and needs the system's Pango, so it is imported when the first
paper is made; a machine without Pango runs everything else and says what to install.
"""

from __future__ import annotations

import atexit
import gc
import io
import logging
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from center.errors import CenterError, RuleViolation

HERE = Path(__file__).resolve().parent
ASSETS = {
    f"{folder}/{file.name}": file
    for folder, pattern in (("css", "*.css"), ("fonts", "*.ttf"))
    for file in (HERE / folder).glob(pattern)
}
"""What a paper may load by ``asset:<name>``: our style sheets and fonts, by their exact names."""

MEDIA_TYPES = {".css": "text/css", ".ttf": "font/ttf"}

INSTALL_PANGO = "sudo apt-get install -y libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
"""What an administrator of Debian or Ubuntu runs when Pango is missing."""


class PdfUnavailable(RuleViolation):
    """This machine cannot make PDF files: WeasyPrint or the Pango library is missing.

    Its sentence says what to install; a page, a form and a background job all show it as it is.
    """

    def __init__(self, cause: str) -> None:
        super().__init__("documents.pdf_unavailable", command=INSTALL_PANGO, cause=cause)


class PaperNotRendered(CenterError):
    """A paper asks for something it may not load, or holds a picture that cannot be read.

    It is a fault of the paper's template or data; nothing was printed.
    """


class _Complaints(logging.Handler):
    """Collects what WeasyPrint only logs: a missing picture must not become a paper without it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.fatal: list[str] = []
        self.notes: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        # a font that is not found is only a warning to WeasyPrint, which then prints with any other
        severe = record.levelno >= logging.ERROR or text.startswith("Font-face")
        (self.fatal if severe else self.notes).append(text)


@dataclass(frozen=True, slots=True)
class _Engine:
    """WeasyPrint with what one process shares between its papers."""

    html: Callable[..., Any]
    css: Callable[..., Any]
    fetcher: Any
    fonts: Any
    refused: type[BaseException]
    sheets: dict[str, Any] = field(default_factory=dict)
    lock: threading.RLock = field(default_factory=threading.RLock)
    """Pango's font map is not made for two threads."""


@cache
def _engine() -> _Engine:
    try:
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse
    except (ImportError, OSError) as error:
        raise PdfUnavailable(str(error).splitlines()[0]) from error

    class AssetFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint is untyped
        """Answers ``asset:`` from ASSETS and ``data:`` from itself; anything else ends the rendering."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            if url.startswith("data:"):
                return super().fetch(url, headers)
            file = ASSETS.get(url.removeprefix("asset:")) if url.startswith("asset:") else None
            if file is None:
                raise FatalURLFetchingError(f"a paper may not load {url[:200]!r}")
            return URLFetcherResponse(url, file.read_bytes(), {"Content-Type": MEDIA_TYPES[file.suffix]})

    return _Engine(
        html=weasyprint.HTML,
        css=weasyprint.CSS,
        fetcher=AssetFetcher(allowed_protocols=["data"], fail_on_errors=True),
        fonts=FontConfiguration(),
        refused=FatalURLFetchingError,
    )


@atexit.register
def _put_fonts_away() -> None:
    # WeasyPrint removes its folder of fonts when the object dies, which is too late at the end of the process
    _engine.cache_clear()
    gc.collect()


def pdf_problem() -> PdfUnavailable | None:
    """Return why this machine cannot make PDF files, or None when it can."""
    try:
        _engine()
    except PdfUnavailable as error:
        return error
    return None


def render_pdf(
    html: str,
    *,
    title: str,
    css: Iterable[str] = ("paper.css",),
    lang: str = "vi",
    notes: list[str] | None = None,
) -> bytes:
    """Return ``html`` as a PDF; the same input gives the same bytes.

    ``css`` names style sheets of ``documents/css`` in their order. ``title`` and ``lang`` go into the
    file's own description. WeasyPrint's remarks about the style are added to ``notes``.
    Raises PdfUnavailable, and PaperNotRendered when anything but ``asset:`` or ``data:`` is asked for,
    or when a picture or font cannot be read.
    """
    engine = _engine()
    complaints = _Complaints()
    with engine.lock, _listening(complaints):
        try:
            document = engine.html(string=html, base_url="asset:", url_fetcher=engine.fetcher).render(
                stylesheets=[_sheet(engine, name) for name in css], font_config=engine.fonts
            )
            document.metadata.title = title
            document.metadata.lang = lang
            content: bytes = document.write_pdf()
        except engine.refused as error:
            raise PaperNotRendered(str(error)) from error
    if complaints.fatal:
        raise PaperNotRendered("; ".join(complaints.fatal))
    if notes is not None:
        notes.extend(complaints.notes)
    return content


def count_pages(content: bytes) -> int:
    """Return the number of pages of a PDF. Raises ValueError when ``content`` is not one."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            return len(pdf.pages)
    except pikepdf.PdfError as error:
        raise ValueError("not a readable PDF") from error


def _sheet(engine: _Engine, name: str) -> Any:
    if name not in engine.sheets:
        engine.sheets[name] = engine.css(
            string=ASSETS[f"css/{name}"].read_text(encoding="utf-8"),
            base_url="asset:",
            url_fetcher=engine.fetcher,
            font_config=engine.fonts,
        )
    return engine.sheets[name]


@contextmanager
def _listening(complaints: _Complaints) -> Iterator[None]:
    logger = logging.getLogger("weasyprint")
    logger.addHandler(complaints)
    try:
        yield
    finally:
        logger.removeHandler(complaints)
