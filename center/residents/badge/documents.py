"""Badges on paper: one card (CR80, 85.6 × 54 mm) or A4 sheets of ten with cut marks.

A card bears name, code, photo and the QR of the random token: no bed (it changes), no birth date, and the QR
says nothing about the person. Absolute positions and PNG pictures keep WeasyPrint at some 15 ms a card.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pikepdf

from center.agency.rules import Profile
from center.documents.papers import paper_html
from center.documents.pdf import render_pdf
from center.documents.qr import data_uri, qr_png
from center.documents.queries import file_content
from center.i18n import gettext as _
from center.residents.badge.models import Badge
from center.residents.person.models import Resident
from center.residents.person.queries import newest_photo_id
from center.vietnamese import nfc

CARD_WIDTH, CARD_HEIGHT = 85.6, 54.0
"""Millimetres, ISO/IEC 7810 ID-1 (53.98 high)."""
COLUMNS, ROWS = 2, 5
PER_SHEET = COLUMNS * ROWS
LEFT, TOP = (210 - COLUMNS * CARD_WIDTH) / 2, (297 - ROWS * CARD_HEIGHT) / 2
"""Margins that put the cards in the middle of an A4 sheet."""
CHUNK = 100
"""Cards in one rendering: whole in one document, 2,000 cards would take half a gigabyte."""


@dataclass(frozen=True, slots=True)
class BadgeCard:
    """What is printed on a card."""

    name: str
    code: str
    number: int
    """Number of the badge; a card issued again has another one."""
    photo: str | None
    """``data:`` address."""
    qr: str
    """``data:`` address."""
    center: str
    phone: str

    @property
    def name_lines(self) -> int:
        """Lines the name takes; no real name needs more than one."""
        return 1 if len(self.name) <= 44 else 2

    @property
    def name_size(self) -> float:
        """Points: long names are set smaller, so that none is cut."""
        return round(min(13.0, 286 * self.name_lines / len(self.name)), 1)


def badge_card(badge: Badge, resident: Resident, profile: Profile) -> BadgeCard:
    """Return the card of ``badge``; reads the photo."""
    photo_id = newest_photo_id(resident.id)
    photo = file_content(photo_id) if photo_id is not None else None
    return BadgeCard(
        name=nfc(resident.full_name),
        code=resident.code,
        number=badge.id,
        photo=f"data:{photo[1]};base64,{base64.b64encode(photo[0]).decode('ascii')}" if photo else None,
        qr=data_uri(qr_png(badge.token)),
        center=profile.name,
        phone=profile.phone,
    )


def card_pdf(card: BadgeCard) -> bytes:
    """Return one card as a page of its own size."""
    return _pdf([[(card, 0.0, 0.0)]], CARD_WIDTH, CARD_HEIGHT, marks=False)


def sheets_pdf(cards: Sequence[BadgeCard]) -> bytes:
    """Return the cards on A4 sheets, ten on each, with marks for the cutter."""
    return _pdf(list(_sheets(cards)), 210, 297, marks=True)


def joined(parts: Sequence[bytes]) -> bytes:
    """Return the pages of several PDFs as one, in their order."""
    with pikepdf.new() as whole:
        for part in parts:
            with pikepdf.open(io.BytesIO(part)) as source:
                whole.pages.extend(source.pages)
        out = io.BytesIO()
        whole.save(out, deterministic_id=True)
    return out.getvalue()


def _sheets(cards: Sequence[BadgeCard]) -> Iterator[list[tuple[BadgeCard, float, float]]]:
    for start in range(0, len(cards), PER_SHEET):
        yield [
            (card, LEFT + place % COLUMNS * CARD_WIDTH, TOP + place // COLUMNS * CARD_HEIGHT)
            for place, card in enumerate(cards[start : start + PER_SHEET])
        ]


def _pdf(
    pages: Sequence[Sequence[tuple[BadgeCard, float, float]]], width: float, height: float, *, marks: bool
) -> bytes:
    title = _("Thẻ người cai nghiện")
    data = {
        "paper_title": title,
        "pages": pages,
        "width": width,
        "height": height,
        "cut_x": [LEFT + column * CARD_WIDTH for column in range(COLUMNS + 1)] if marks else [],
        "cut_y": [TOP + row * CARD_HEIGHT for row in range(ROWS + 1)] if marks else [],
    }
    return render_pdf(paper_html("documents/residents/badges.html", data), title=title, css=())
