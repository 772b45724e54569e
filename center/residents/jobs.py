"""Work of this package nobody waits for: sheets of many badges, and the last days of the terms each night."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from center.agency.queries import profile_on
from center.clock import clock, today
from center.db import unit_of_work
from center.documents.queries import file_content
from center.documents.service import store_file
from center.i18n import lazy_gettext as _l
from center.jobs.registry import JobContext, JobFile, JobResult, Schedule, background, register_schedules
from center.residents.badge.documents import CHUNK, BadgeCard, badge_cards, many_sheets_pdf
from center.residents.badge.queries import printed_badges, valid_badge_ids
from center.residents.badge.service import record_print
from center.residents.stay.refresh import refresh_last_days

BADGE_SHEET = "residents.badge_sheet"
TELL_EVERY = 5 * CHUNK
"""Cards between two words about the progress, each of which is a commit."""

register_schedules(
    Schedule(
        "refresh_last_days",
        _l("Cập nhật ngày cuối thời hạn"),
        refresh_last_days,
        {"hour": 0, "minute": 5},  # the lists of the morning are read after it
    )
)


def open_sheets(file_id: int) -> JobFile | None:
    """Return the printed sheets for the browser."""
    content, media_type = file_content(file_id)
    return JobFile(content, media_type, "the-a4.pdf")


@background(BADGE_SHEET, title=_l("In thẻ hàng loạt"), open_file=open_sheets)
def print_sheets(payload: Mapping[str, Any], context: JobContext) -> JobResult:
    """Print the badges in force of a zone (``zone_id``; None: of all), ten on a sheet."""
    badge_ids = list(valid_badge_ids(payload["zone_id"]))
    if not badge_ids:
        return JobResult(message="Không có thẻ nào để in.")
    profile = profile_on(today())
    without_photo: list[str] = []

    def batches() -> Iterator[list[BadgeCard]]:
        for start in range(0, len(badge_ids), CHUNK):
            if start % TELL_EVERY == 0:
                context.progress(start, len(badge_ids), f"Đã dựng {start} trong {len(badge_ids)} thẻ")
            cards = badge_cards(printed_badges(badge_ids[start : start + CHUNK]), profile)
            without_photo.extend(
                f"{card.name} ({card.code}): chưa có ảnh" for card in cards if card.photo is None
            )
            yield cards

    content = many_sheets_pdf(batches())
    with unit_of_work():
        now = clock().now()
        file = store_file(content, "application/pdf", now=now)
        record_print(badge_ids, actor=context.actor, now=now)
        result = JobResult(
            file_id=file.id, message=f"Đã dựng {len(badge_ids)} thẻ.", problems=tuple(without_photo)
        )
        context.finish(result)
    return result
