"""The print in the background, and the wiping each night."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from center.audit.service import record
from center.auth.access import current_actor
from center.clock import clock, local_date
from center.db import db, unit_of_work
from center.errors import RuleViolation
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.jobs.registry import JobContext, JobFile, JobResult, Schedule, background, register_schedules
from center.residents.whole_file.audit import FilePrintFetched
from center.residents.whole_file.documents import draw
from center.residents.whole_file.models import FilePrint
from center.residents.whole_file.parts import Reading
from center.residents.whole_file.queries import content_of
from center.residents.whole_file.service import KEPT, keep, wipe_over
from center.ui.filters import format_datetime

PRINT_JOB = "residents.whole_file"


def open_print(print_id: int) -> JobFile:
    """Return the PDF for the one who asked, and record that it was fetched. Raises RuleViolation when it is gone."""
    now = clock().now()
    with unit_of_work():
        found = content_of(print_id, at=now)
        if found is None:
            raise RuleViolation("whole_file.over")
        content = found.content
        stay_id = db.session.get_one(FilePrint, print_id).stay_id
        record(FilePrintFetched(print_id=print_id), actor=current_actor(), at=now, stay_id=stay_id)
    return JobFile(content, "application/pdf", f"ho-so-ban-in-{print_id}.pdf")


@background(PRINT_JOB, title=_l("In toàn bộ hồ sơ"), open_file=open_print)
def print_file(payload: Mapping[str, Any], context: JobContext) -> JobResult:
    """Print the file that ``print_id`` asks for, as the one who asked may see it now."""
    now = clock().now()
    row = db.session.get_one(FilePrint, payload["print_id"])
    drawn = draw(
        row,
        Reading(context.actor, now, local_date(now)),
        progress=lambda done, total: _tell(context, done, total),
    )
    with unit_of_work():
        at = clock().now()
        keep(row, drawn.content, pages=drawn.pages, printed=drawn.parts, actor=context.actor, now=at)
        result = JobResult(
            file_id=row.id,
            message=_(
                "Đã in %(pages)s trang. Tải về trước %(until)s; sau đó bản in tự xóa.",
                pages=drawn.pages,
                until=format_datetime(at + KEPT),
            ),
        )
        context.finish(result)
    return result


def _tell(context: JobContext, done: int, total: int) -> None:
    if done % 5 == 0 or done == total:  # each word is a commit
        context.progress(done, total, _("Đã gom %(done)s trong %(total)s phần", done=done, total=total))


def wipe_prints(now: datetime) -> str:
    """Remove the PDFs whose time is over."""
    with unit_of_work():
        return f"{wipe_over(now=now)} prints wiped"


register_schedules(
    Schedule("wipe_file_prints", _l("Xóa bản in hồ sơ hết hạn giữ"), wipe_prints, {"minute": 20})
)
