"""Following one's own background work: it can be left and found again."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from flask import Blueprint, Response, render_template, url_for
from flask.typing import ResponseReturnValue

from center.auth.access import current_actor, requires
from center.clock import clock
from center.errors import NotFound
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.jobs import queries
from center.jobs.models import BackgroundJob, JobStatus
from center.jobs.permissions import JobsPermission
from center.jobs.registry import background_kind
from center.ui.navigation import NavItem, register_navigation

bp = Blueprint("jobs", __name__, url_prefix="/jobs")

register_navigation(
    [NavItem(_l("Việc đang chạy"), "jobs.index", JobsPermission.OWN, "hourglass-split", "day", 90)]
)

STATUS_LABELS = {
    JobStatus.QUEUED: _l("Đang chờ"),
    JobStatus.RUNNING: _l("Đang làm"),
    JobStatus.DONE: _l("Xong"),
    JobStatus.FAILED: _l("Không xong"),
}
STATUS_STATES = {
    JobStatus.QUEUED: "muted",
    JobStatus.RUNNING: "info",
    JobStatus.DONE: "ok",
    JobStatus.FAILED: "danger",
}
PATIENCE_SECONDS = 30
"""A queue that has not moved for so long is explained: the background process may not run."""


@dataclass(frozen=True, slots=True)
class JobView:
    """One piece of work as the pages draw it."""

    job: BackgroundJob
    title: str
    status_label: str
    state: str
    result_url: str | None
    ahead: int
    """Pieces of work before it, while it waits."""
    waits_long: bool

    @property
    def has_problems(self) -> bool:
        """Tell whether some of it could not be done."""
        return bool(self.job.problems)


@bp.get("")
@requires(JobsPermission.OWN)
def index() -> ResponseReturnValue:
    """List one's own latest work."""
    return render_template(
        "jobs/index.html", jobs=[view_of(job) for job in queries.own_jobs(current_actor().id)]
    )


@bp.get("/<int:job_id>")
@requires(JobsPermission.OWN)
def show(job_id: int) -> ResponseReturnValue:
    """Show how far the work is."""
    return render_template("jobs/show.html", view=_own_view(job_id))


@bp.get("/<int:job_id>/progress")
@requires(JobsPermission.OWN)
def progress(job_id: int) -> ResponseReturnValue:
    """Answer the page's question of each second with the part that changes."""
    return render_template("jobs/_progress.html", view=_own_view(job_id))


@bp.get("/<int:job_id>/file")
@requires(JobsPermission.OWN)
def file(job_id: int) -> ResponseReturnValue:
    """Give the one who asked the file the work made."""
    job = own_job_or_404(job_id)
    kind = background_kind(job.kind)
    if job.result_file_id is None or kind is None or kind.open_file is None:
        raise NotFound
    found = kind.open_file(job.result_file_id)
    if found is None:
        raise NotFound
    response = Response(found.content, mimetype=found.media_type)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.filename)}"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def own_job_or_404(job_id: int) -> BackgroundJob:
    """Return the signed-in person's own work. Raises NotFound, for somebody else's too."""
    job = queries.own_job(job_id, current_actor().id)
    if job is None:
        raise NotFound
    return job


def view_of(job: BackgroundJob, ahead: int = 0) -> JobView:
    """Return what the pages need to draw ``job``, which has ``ahead`` other work before it."""
    kind = background_kind(job.kind)
    waiting = job.status == JobStatus.QUEUED
    waited = (clock().now() - job.requested_at).total_seconds()
    with_problems = job.status == JobStatus.DONE and bool(job.problems)
    return JobView(
        job=job,
        title=str(kind.title) if kind else _("Việc nền"),
        status_label=_("Xong, có chỗ sót") if with_problems else str(STATUS_LABELS[job.status]),
        state="warn" if with_problems else STATUS_STATES[job.status],
        result_url=_result_url(job),
        ahead=ahead,
        waits_long=waiting and ahead == 0 and waited > PATIENCE_SECONDS,
    )


def _own_view(job_id: int) -> JobView:
    job = own_job_or_404(job_id)
    return view_of(job, queries.jobs_ahead(job.id) if job.status == JobStatus.QUEUED else 0)


def _result_url(job: BackgroundJob) -> str | None:
    if job.status != JobStatus.DONE:
        return None
    if job.result_document_id is not None:
        return url_for("documents.file", document_id=job.result_document_id)
    return url_for(".file", job_id=job.id) if job.result_file_id is not None else None
