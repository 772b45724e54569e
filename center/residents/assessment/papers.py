"""The list of grades as a paper: the center's own, no decree prescribes one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from center.agency.rules import Profile
from center.documents.forms_catalogue import register_forms
from center.documents.paper_form import PaperForm, Signer
from center.documents.papers import Verification, paper_pdf
from center.documents.readers import register_reader
from center.i18n import lazy_gettext as _l
from center.residents.assessment.permissions import AssessmentPermission

LIST = "assessment-list"

FORM = PaperForm(
    kind=LIST,
    label=_l("Danh sách kết quả xếp loại"),
    title="Danh sách",
    abstract="Kết quả đánh giá, xếp loại người cai nghiện ma túy",
    template="documents/residents/assessment_list.html",
    signer=Signer.HEAD,
    remarks=(
        _l(
            "Không có mẫu trong nghị định; đây là mẫu của cơ sở. Thang, kỳ và tiêu chí là cấu hình của cơ sở."
        ),
    ),
)
register_forms(FORM)
register_reader(LIST, AssessmentPermission.VIEW)


@dataclass(frozen=True, slots=True)
class ListRow:
    """One resident on the paper."""

    name: str
    code: str
    born: date
    bed: str
    points: tuple[int, ...]
    """Empty for somebody who is not graded."""
    total: int | None
    level: str
    note: str


@dataclass(frozen=True, slots=True)
class GradeList:
    """Everything on the paper, as plain values."""

    profile: Profile
    day: date
    period: str
    scope: str
    """The zone, or "toàn cơ sở"."""
    criteria: tuple[tuple[str, int], ...]
    """Label and most points of each."""
    rows: tuple[ListRow, ...]
    counts: tuple[tuple[str, int], ...]
    """Level and number of people, the best first."""
    meeting_on: date | None
    minutes_number: str
    members: tuple[str, ...]
    posted: str
    """When and where it hangs out; empty while it does not."""
    proposed: bool
    """True before the council decided: the paper says that it only proposes."""
    unverified: str
    """What the reader must know of an unconfirmed scale; empty when the center set its own."""
    prepared_by: str


def list_pdf(found: GradeList, mark: Verification) -> bytes:
    """Return the list as a PDF, A4 across, its head on every page."""
    return paper_pdf(
        FORM.template,
        {"list": found},
        title=f"{FORM.title} {FORM.abstract[:1].lower()}{FORM.abstract[1:]}",
        mark=mark,
        css=("paper.css", "assessment.css"),
    )


def counted(rows: Sequence[ListRow], levels: Sequence[str]) -> tuple[tuple[str, int], ...]:
    """Return how many rows have each of ``levels``, in their order."""
    return tuple((level, sum(1 for row in rows if row.level == level and row.points)) for level in levels)
