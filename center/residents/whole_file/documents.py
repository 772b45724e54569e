"""The PDF of a whole file: cover, contents with page numbers, the parts.

It is the center's working print and no official paper: no number, no signature, no verification mark; the cover and
the foot of each page say so. Typst draws it: a file of five years has a hundred pages of tables, for which WeasyPrint
needs ten times as long (``docs/decisions/0018-whole-file.md``).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from center.agency.queries import profile_on
from center.documents.pdf import count_pages
from center.documents.queries import file_content
from center.documents.typeset import typeset
from center.i18n import gettext as _
from center.residents.labels import KIND_LABELS
from center.residents.person.queries import files, newest_photo_id
from center.residents.stay.models import Stay
from center.residents.stay.queries import stay_or_404, stays_of
from center.residents.whole_file.models import FilePrint
from center.residents.whole_file.parts import (
    FilePart,
    Reading,
    left_out_for,
    parts_for,
    plain,
)
from center.ui.filters import format_date, format_datetime

TEMPLATE = "residents/whole_file.typ"
PICTURE_NAMES = {"image/jpeg": "photo.jpg", "image/png": "photo.png"}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A PDF with what is in it."""

    content: bytes
    pages: int
    parts: list[str]


def draw(
    row: FilePrint, reading: Reading, *, progress: Callable[[int, int], None] = lambda done, total: None
) -> Drawn:
    """Return the PDF of a print as its reader may see the file now; reads only.

    ``progress`` is told after each part how many of all were gathered.
    """
    stay = stay_or_404(row.stay_id)
    asked = [part for part in parts_for(reading.reader) if part.key in row.parts]
    spans = list(reversed(stays_of(stay.resident_id))) if row.every_stay else [stay]
    of_person = [part for part in asked if part.of_person]
    of_stay = [part for part in asked if not part.of_person]
    total = len(of_person) + len(of_stay) * len(spans)
    several = len(spans) > 1
    sections = [_section(part, stay, 1, reading) for part in of_person]
    done = len(of_person)
    for span in spans if of_stay else []:
        if several:
            sections.append({"title": _stay_words(span), "level": 1, "blocks": []})
        for part in of_stay:
            sections.append(_section(part, span, 2 if several else 1, reading))
            progress(done := done + 1, total)
    picture = _picture(stay)
    data = _cover(row, stay, reading, asked) | {"sections": sections, "photo": next(iter(picture), None)}
    content = typeset(TEMPLATE, data, picture)
    return Drawn(content, count_pages(content), [part.key for part in asked])


def _section(part: FilePart, stay: Stay, level: int, reading: Reading) -> dict[str, Any]:
    return {"title": str(part.title), "level": level, "blocks": plain(part.build(stay, reading))}


def _cover(row: FilePrint, stay: Stay, reading: Reading, printed: Sequence[FilePart]) -> dict[str, Any]:
    person, profile, at = files(stay.resident_id)[0], profile_on(reading.on), format_datetime(reading.at)
    return {
        "title": _("Toàn bộ hồ sơ %(code)s", code=person.code),
        "heading": _("Toàn bộ hồ sơ"),
        "superior": profile.superior,
        "center": profile.name,
        "name": person.full_name,
        "code": person.code,
        "facts": [
            [_("Mã hồ sơ"), person.code],
            [_("Ngày sinh"), format_date(person.birth_date)],
            [_("Phạm vi"), _("mọi đợt của người này") if row.every_stay else _stay_words(stay)],
            [_("Người in"), row.asked_by_name],
            [_("In lúc"), at],
            [_("Bản in số"), str(row.id)],
            [_("In để làm gì"), row.purpose],
        ],
        "notes": _notes(reading, printed),
        "foot": _("Bản in số %(number)s, %(name)s, %(at)s", number=row.id, name=row.asked_by_name, at=at),
        "contents": _("Mục lục"),
        "page": _("Trang"),
    }


def _notes(reading: Reading, printed: Sequence[FilePart]) -> list[str]:
    """Return what is not in the print and why, and what it is worth."""
    notes = []
    if closed := left_out_for(reading.reader):
        notes.append(_("Không có trong bản in, vì người in không được xem: %(names)s.", names=_names(closed)))
    if unasked := [part for part in parts_for(reading.reader) if part not in printed]:
        notes.append(_("Không chọn in: %(names)s.", names=_names(unasked)))
    notes.append(_("Thông tin về HIV và sức khỏe tâm thần không bao giờ nằm trong bản in này."))
    notes.append(
        _(
            "Bản in để làm việc trong cơ sở, không phải văn bản ban hành, không thay giấy tờ gốc. Có dữ liệu cá nhân "
            "nhạy cảm: giữ kín, dùng đúng mục đích ghi ở trên, hủy khi xong việc."
        )
    )
    return notes


def _names(named: Sequence[FilePart]) -> str:
    return ", ".join(str(part.title).lower() for part in named)


def _stay_words(stay: Stay) -> str:
    words = _(
        "Đợt %(number)s: %(kind)s, từ %(day)s",
        number=stay.number,
        kind=KIND_LABELS[stay.kind].lower(),
        day=format_date(stay.admitted_on),
    )
    return _("%(words)s đến %(day)s", words=words, day=format_date(stay.ended_on)) if stay.ended_on else words


def _picture(stay: Stay) -> dict[str, bytes]:
    """Return the newest portrait under the name by which the template loads it; empty without one."""
    file_id = newest_photo_id(stay.resident_id)
    if file_id is None:
        return {}
    content, media_type = file_content(file_id)
    return {PICTURE_NAMES[media_type]: content} if media_type in PICTURE_NAMES else {}
