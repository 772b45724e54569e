"""Work of the legal file nobody waits for: a thick file bound into one PDF, and what was held for a while let go."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from center.audit.service import record
from center.clock import clock, local_date
from center.db import unit_of_work
from center.i18n import lazy_gettext as _l
from center.jobs.registry import JobContext, JobFile, JobResult, Schedule, background, register_schedules
from center.residents.legal_file.audit import LegalFilePrinted
from center.residents.legal_file.documents import whole_file
from center.residents.legal_file.holding import PRINT_KEPT, drop_expired, held_content, keep_for_a_while
from center.residents.stay.queries import stay_or_404

WHOLE_FILE = "residents.legal_file"


def open_whole(held_id: int) -> JobFile | None:
    """Return the bound file for the browser; None once it is over."""
    content = held_content(held_id)
    return None if content is None else JobFile(content, "application/pdf", "ho-so-phap-ly.pdf")


@background(WHOLE_FILE, title=_l("In cả hồ sơ pháp lý"), open_file=open_whole)
def bind_file(payload: Mapping[str, Any], context: JobContext) -> JobResult:
    """Bind the legal file of ``stay_id``; it can be fetched for a week and is not kept for ever."""
    stay = stay_or_404(payload["stay_id"])
    content, pages = whole_file(
        stay,
        local_date(clock().now()),
        prepared_by=context.actor.name,
        progress=lambda done, total: context.progress(done, total, f"Đã đóng {done} trong {total} văn bản"),
    )
    with unit_of_work():
        now = clock().now()
        held = keep_for_a_while(content, pages, stay.id, kept=PRINT_KEPT, actor=context.actor, now=now)
        event = LegalFilePrinted(what="whole", pages=pages)
        record(event, actor=context.actor, at=now, stay_id=stay.id)
        result = JobResult(
            file_id=held.id,
            message=f"Đã đóng {pages} trang. Tệp được giữ {PRINT_KEPT.days} ngày rồi tự xóa; cần thì in lại.",
        )
        context.finish(result)
    return result


def drop_held(now: datetime) -> str:
    """Drop uploads and prints that are over; return what was done in one line."""
    with unit_of_work():
        return f"{drop_expired(now)} held files dropped"


register_schedules(
    Schedule("drop_held_files", _l("Xóa tệp giữ tạm đã hết hạn"), drop_held, {"hour": 1, "minute": 10}),
)
