"""Legal files of the demo center: most papers lie in the cupboard, a few are scanned, some are still missing."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random

from PIL import Image, ImageDraw, ImageFont

from center.audit.actor import Actor
from center.clock import local_date
from center.documents.pdf import HERE
from center.legal.queries import parameter_book
from center.residents.legal_file.desk import DECISIONS
from center.residents.legal_file.kinds import KIND_LABELS, CopyKind, PaperKind
from center.residents.legal_file.queries import ADULT
from center.residents.legal_file.requirements import required
from center.residents.legal_file.rows import PaperFacts, ScanFacts
from center.residents.legal_file.rules import RequiredPaper, check_scannable
from center.residents.legal_file.scans import PreparedScan, prepare_scan
from center.residents.legal_file.service import file_paper
from center.residents.stay.models import Stay
from center.residents.stay.queries import decisions_of
from center.residents.stay.rules import age_on

SINCE = date(2026, 7, 1)
"""The demo center keeps its legal files here since the new law."""
SCANNED = 6
"""Files with scans; all others are noted as lying on paper."""
NEW_FOR = timedelta(days=4)
"""The newest files are somebody's work of these days."""


def demo_legal_files(stays: Sequence[Stay], *, rng: Random, clerk: Actor, now: datetime) -> None:
    """Put the papers of ``stays`` (all still here) into their files. In one unit of work."""
    scans: dict[PaperKind, PreparedScan] = {}
    known = [stay for stay in stays if stay.admitted_on >= SINCE and now - stay.admitted_at > NEW_FOR]
    for number, stay in enumerate(known):
        papers = list(_papers(stay))
        if number % 6 == 5:
            papers.pop(rng.randrange(len(papers)))  # still missing: a duty of the clerk
        at = stay.admitted_at + timedelta(hours=3)
        place = f"Tủ {1 + number // 40}, ngăn {1 + number // 10 % 4}"
        for paper in papers:
            kind = paper.kinds[0]
            scan = _scan(kind, scans) if number < SCANNED else None
            facts = _facts(stay, paper, place)
            file_paper(
                stay,
                facts,
                ScanFacts(scan, known_elsewhere=True) if scan is not None else None,
                sheets=rng.randint(1, 3),
                actor=clerk,
                now=at,
            )


def _papers(stay: Stay) -> tuple[RequiredPaper, ...]:
    adult = parameter_book().value_int(ADULT, on=stay.admitted_on)
    of_age = age_on(stay.resident.birth_date, stay.admitted_on) >= adult
    return required(stay.kind, stay.rule_set, adult=of_age, admitted_on=stay.admitted_on)


def _facts(stay: Stay, paper: RequiredPaper, place: str) -> PaperFacts:
    kind = paper.kinds[0]
    wanted = DECISIONS.get(kind)
    decision = next((one for one in decisions_of(stay.id) if one.kind is wanted), None)
    if decision is not None and decision.issued_on <= local_date(stay.admitted_at):
        return PaperFacts(
            kind,
            str(KIND_LABELS[kind]),
            decision.number,
            decision.issued_on,
            decision.issuer,
            CopyKind.ORIGINAL,
            place,
        )
    copy = CopyKind.ORIGINAL if paper.by_center else CopyKind.CERTIFIED
    return PaperFacts(kind, str(KIND_LABELS[kind]), issued_on=stay.admitted_on, copy_kind=copy, place=place)


def _scan(kind: PaperKind, drawn: dict[PaperKind, PreparedScan]) -> PreparedScan | None:
    """Return the scan of an invented paper, drawn once for all files; None for what is kept on paper only."""
    if kind is PaperKind.ID_COPY:
        return None
    check_scannable(kind)
    if kind not in drawn:
        drawn[kind] = prepare_scan([_page(str(KIND_LABELS[kind]), page) for page in (1, 2)])
    return drawn[kind]


def _page(title: str, number: int) -> bytes:
    """Return the picture of a page that nobody could take for a real one."""
    image = Image.new("L", (880, 1240), 252)
    draw = ImageDraw.Draw(image)
    bold = ImageFont.truetype(str(HERE / "fonts" / "LiberationSerif-Bold.ttf"), 34)
    plain = ImageFont.truetype(str(HERE / "fonts" / "LiberationSerif-Regular.ttf"), 26)
    draw.text((440, 130), title.upper() if number == 1 else f"- {number} -", font=bold, fill=20, anchor="mm")
    draw.text((440, 190), "Văn bản mẫu của cơ sở mẫu, không có giá trị", font=plain, fill=60, anchor="mm")
    for line in range(22):
        draw.rectangle((110, 270 + line * 36, 770 - line * 37 % 260, 278 + line * 36), fill=150)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
