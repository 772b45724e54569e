"""Badges on paper: one card (CR80, 85.6 × 54 mm) or A4 sheets of ten with cut marks.

A card bears name, code, photo and the QR of the random token: no bed (it changes), no birth date, and the QR
says nothing about the person.
"""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pikepdf

from center.agency.rules import Profile
from center.documents.qr import token_png
from center.documents.typeset import typeset
from center.i18n import gettext as _
from center.residents.badge.queries import PrintedBadge
from center.vietnamese import nfc

CARD_WIDTH, CARD_HEIGHT = 85.6, 54.0
"""Millimetres, ISO/IEC 7810 ID-1 (53.98 high)."""
COLUMNS, ROWS = 2, 5
PER_SHEET = COLUMNS * ROWS
LEFT, TOP = (210 - COLUMNS * CARD_WIDTH) / 2, (297 - ROWS * CARD_HEIGHT) / 2
"""Margins that put the cards in the middle of an A4 sheet."""
CHUNK = 4 * PER_SHEET
"""Cards in one rendering. Typst keeps the decoded pictures of its last ten renderings: with whole sheets of few
cards the memory stays the same however many cards follow."""
PRESSES = 2
"""Renderings at once: each alone leaves a processor idle half of its time."""
TEMPLATE = "residents/badges.typ"

Drawing = tuple[dict[str, Any], dict[str, bytes]]
"""Data and pictures of the template."""


@dataclass(frozen=True, slots=True)
class BadgeCard:
    """What is printed on a card."""

    name: str
    code: str
    number: int
    """Number of the badge; a card issued again has another one."""
    photo: bytes | None
    """JPEG."""
    token: str
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


def badge_cards(badges: Sequence[PrintedBadge], profile: Profile) -> list[BadgeCard]:
    """Return the cards of ``badges`` in their order, as ``profile`` names the center."""
    return [
        BadgeCard(
            name=nfc(badge.full_name),
            code=badge.code,
            number=badge.number,
            photo=badge.photo,
            token=badge.token,
            center=profile.name,
            phone=profile.phone,
        )
        for badge in badges
    ]


def card_pdf(card: BadgeCard) -> bytes:
    """Return one card as a page of its own size."""
    return typeset(TEMPLATE, *_drawing([card], CARD_WIDTH, CARD_HEIGHT, [(0.0, 0.0)], marks=False))


def sheets_pdf(cards: Sequence[BadgeCard]) -> bytes:
    """Return the cards on A4 sheets, ten on each, with marks for the cutter."""
    return typeset(TEMPLATE, *sheets_drawing(cards))


def many_sheets_pdf(batches: Iterable[Sequence[BadgeCard]]) -> bytes:
    """Return the cards of all batches (of CHUNK each) on the sheets of one PDF.

    Some are drawn while the next are read and their codes are made: Typst works beside Python.
    """
    parts: list[bytes] = []
    drawn: deque[Future[bytes]] = deque()
    with ThreadPoolExecutor(PRESSES, thread_name_prefix="badge-sheets") as presses:
        for cards in batches:
            drawing = sheets_drawing(cards)
            if len(drawn) == 2 * PRESSES:  # no more wait in memory, however slow the presses
                parts.append(drawn.popleft().result())
            drawn.append(presses.submit(typeset, TEMPLATE, *drawing))
        parts += [one.result() for one in drawn]
    return _joined(parts)


def sheets_drawing(cards: Sequence[BadgeCard]) -> Drawing:
    """Return what TEMPLATE draws the sheets of ``cards`` from."""
    places = [
        (LEFT + place % COLUMNS * CARD_WIDTH, TOP + place // COLUMNS * CARD_HEIGHT)
        for place in range(PER_SHEET)
    ]
    return _drawing(cards, 210, 297, places, marks=True)


def _joined(parts: Sequence[bytes]) -> bytes:
    """Return the pages of several PDFs as one, in their order."""
    with pikepdf.new() as whole:
        for part in parts:
            with pikepdf.open(io.BytesIO(part)) as source:
                whole.pages.extend(source.pages)
        out = io.BytesIO()
        whole.save(out, deterministic_id=True)
    return out.getvalue()


def _drawing(
    cards: Sequence[BadgeCard],
    width: float,
    height: float,
    places: Sequence[tuple[float, float]],
    *,
    marks: bool,
) -> Drawing:
    data = {
        "title": _("Thẻ người cai nghiện"),
        "width": width,
        "height": height,
        "places": places,
        "cut_x": [LEFT + column * CARD_WIDTH for column in range(COLUMNS + 1)] if marks else [],
        "cut_y": [TOP + row * CARD_HEIGHT for row in range(ROWS + 1)] if marks else [],
        "cards": [_drawn(number, card) for number, card in enumerate(cards)],
    }
    return data, dict(_pictures(cards))


def _drawn(number: int, card: BadgeCard) -> dict[str, Any]:
    call = _(", điện thoại %(phone)s", phone=card.phone) if card.phone else ""
    return {
        "name": card.name,
        "name_size": card.name_size,
        "code": card.code,
        "number": card.number,
        "photo": f"photo-{number}.jpg" if card.photo else None,
        "qr": f"qr-{number}.png",
        "center": card.center,
        "lost": _("Nhặt được thẻ này, xin trả lại cơ sở%(call)s.", call=call),
    }


def _pictures(cards: Sequence[BadgeCard]) -> Iterator[tuple[str, bytes]]:
    for number, card in enumerate(cards):
        yield f"qr-{number}.png", token_png(card.token)
        if card.photo:
            yield f"photo-{number}.jpg", card.photo
