"""What the record says about the print of a whole file."""

from __future__ import annotations

from dataclasses import dataclass

from center.audit.service import Event
from center.i18n import lazy_gettext as _l


@dataclass(frozen=True)
class FilePrintAsked(Event):
    """Somebody asked for the whole file on paper; the purpose stands with the print itself."""

    name = "residents:file:ask-print"
    sentence = _l("Yêu cầu in toàn bộ hồ sơ, bản in số {print_id}, {count} phần")

    print_id: int
    count: int
    every_stay: bool


@dataclass(frozen=True)
class FilePrinted(Event):
    """The PDF was made."""

    name = "residents:file:print"
    sentence = _l("Đã in toàn bộ hồ sơ, bản in số {print_id}, {pages} trang")

    print_id: int
    pages: int
    parts: list[str]
    left_out: list[str]
    """Keys of the parts the reader may not see."""
    sha256: str


@dataclass(frozen=True)
class FilePrintFetched(Event):
    """The one who asked fetched the PDF."""

    name = "residents:file:fetch-print"
    sentence = _l("Tải bản in toàn bộ hồ sơ số {print_id}")

    print_id: int


@dataclass(frozen=True)
class FilePrintsWiped(Event):
    """PDFs whose time was over were removed."""

    name = "residents:file:wipe-prints"
    sentence = _l("Xóa {count} bản in toàn bộ hồ sơ đã hết hạn giữ")

    count: int
