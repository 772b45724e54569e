"""The proposal to the court and its list: forms 43 and 44 of Decree 116/2021, and what stands in for them since.

Source: Decree 116/2021 art. 58.4-5, Annex II. Decree 163/2026 has no form for a reduction: papers signed from
2026-07-01 keep the shape of the forms of 2021, are the center's own, and say that the law leaves the point open.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from center.agency.queries import profile_on
from center.agency.rules import Profile
from center.audit.actor import Actor
from center.clock import clock, local_date
from center.db import db, unit_of_work
from center.documents.bases import DECREE_116
from center.documents.forms_catalogue import SET_A_FROM, SET_B_UNTIL, form_on, register_forms
from center.documents.models import IssuedDocument
from center.documents.paper_form import DECREE_B, PaperForm, Signer, Unseen
from center.documents.papers import paper_pdf, verification
from center.documents.readers import register_reader
from center.documents.service import issue, reserve
from center.documents.wording import authority_line
from center.errors import RuleViolation
from center.i18n import gettext as _
from center.i18n import lazy_gettext as _l
from center.jobs.registry import JobContext, JobResult, background
from center.residents.labels import SEX_LABELS
from center.residents.person.models import Identifier
from center.residents.reduction.models import ReductionCandidate, ReductionPaper, ReductionReview, ReviewStep
from center.residents.reduction.permissions import ReductionPermission
from center.residents.reduction.queries import candidates_of, papers_of, review_or_404
from center.residents.stay.models import Decision, DecisionKind

PROPOSAL, LIST = "reduction-proposal", "reduction-list"
PAPERS_JOB = "residents.reduction_papers"
CSS = ("paper.css", "assessment.css")
LABELS = {
    PROPOSAL: _l("Đề nghị Tòa án giảm thời hạn"),
    LIST: _l("Danh sách đề nghị giảm thời hạn"),
}
NO_FORM = _l(
    "Nghị định 163/2026/NĐ-CP không có mẫu cho việc giảm thời hạn; giấy dựng theo mẫu 43, 44 năm 2021, chưa đối chiếu. "
    "Việc giảm thời hạn sau 30/6/2026 là vấn đề chưa có hướng dẫn."
)
_TITLES = {
    PROPOSAL: ("Đề nghị", "Xem xét giảm thời hạn quyết định đưa vào cơ sở cai nghiện bắt buộc", "43"),
    LIST: (
        "Danh sách đối tượng",
        "Đề nghị giảm thời hạn chấp hành quyết định đưa vào cơ sở cai nghiện bắt buộc",
        "44",
    ),
}

for _kind, (_title, _abstract, _number) in _TITLES.items():
    _shared: dict[str, Any] = {
        "kind": _kind,
        "label": LABELS[_kind],
        "title": _title,
        "abstract": _abstract,
        "template": f"documents/residents/{_kind.replace('-', '_')}.html",
        "signer": Signer.HEAD,
        "series": "proposal" if _kind == PROPOSAL else "",
        "symbol": "ĐN-CSCN" if _kind == PROPOSAL else "",
    }
    register_forms(
        PaperForm(**_shared, number=_number, decree=DECREE_B, signed_until=SET_B_UNTIL),
        PaperForm(
            **_shared,
            signed_from=SET_A_FROM,
            unseen=(Unseen.HEADER, Unseen.SIGNATURE),
            remarks=(NO_FORM,),
        ),
    )
    register_reader(_kind, ReductionPermission.VIEW)


@dataclass(frozen=True, slots=True)
class ListRow:
    """One resident in the list, by the eleven columns of form 44."""

    name: str
    born: date
    sex: str
    id_number: str
    decision: str
    served: str
    left: str
    proposed: str
    grounds: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Everything on both papers, as plain values."""

    profile: Profile
    signed_on: date
    number: int | None
    symbol: str
    court: str
    head_position: str
    rows: tuple[ListRow, ...]
    open_point: str
    """The center's reason after 2026-06-30; empty before."""
    posted: str
    bases: tuple[str, ...] = (DECREE_116, "Căn cứ kết quả cai nghiện của người cai nghiện ma túy")


def make_papers(
    review: ReductionReview,
    court: str,
    *,
    key: str,
    actor: Actor,
    now: datetime,
    finish: JobContext | None = None,
) -> list[IssuedDocument]:
    """Issue the proposal and its list; new ones take the place of the former. Opens its own units of work.

    Raises RuleViolation before the list was posted, or once it was sent.
    """
    if review.step is not ReviewStep.POSTED:
        raise RuleViolation("reduction.out_of_order")
    if not court:
        raise RuleViolation("reduction.court_needed", field="court")
    day = local_date(now)
    with unit_of_work():
        slips = {
            kind: reserve(kind, signed_on=day, key=f"{kind}-{review.id}-{key}", now=now)
            for kind in (PROPOSAL, LIST)
        }
        marks = {kind: verification(slip.token) for kind, slip in slips.items()}
    slip = slips[PROPOSAL]
    data = proposal_of(review, court, day, number=slip.number, symbol=slip.symbol)
    prints = {}
    for kind in (PROPOSAL, LIST):
        form = form_on(kind, day)
        prints[kind] = paper_pdf(
            form.template, {"paper_data": data}, title=_name(form), mark=marks[kind], css=CSS
        )
    with unit_of_work():
        made = []
        for kind, content in prints.items():
            former = _former(review.id, kind, slips[kind].id)
            document = issue(
                slips[kind],
                content,
                title=_name(form_on(kind, day)),
                actor=actor,
                now=now,
                supersedes=former,
            )
            known = select(ReductionPaper.id).where(ReductionPaper.document_id == document.id)
            if db.session.scalar(known) is None:
                db.session.add(ReductionPaper(review_id=review.id, document_id=document.id, recorded_at=now))
            made.append(document)
        if finish is not None:
            finish.finish(_result(made))
    return made


@background(PAPERS_JOB, title=_l("In đề nghị giảm thời hạn"))
def print_papers(payload: Mapping[str, Any], context: JobContext) -> JobResult:
    """Print both papers of a review (``review_id``, ``court``)."""
    review = review_or_404(payload["review_id"])
    made = make_papers(
        review, payload["court"], key=context.key, actor=context.actor, now=clock().now(), finish=context
    )
    return _result(made)


def proposal_of(
    review: ReductionReview, court: str, day: date, *, number: int | None, symbol: str
) -> Proposal:
    """Return what stands on both papers, in a fixed number of statements."""
    profile = profile_on(day)
    listed = [line.candidate for line in candidates_of(review.id) if line.candidate.is_proposed]
    posted = ""
    if review.posted_from is not None and review.posted_to is not None:
        posted = (
            f"Danh sách đã được niêm yết tại {review.posted_place} từ ngày {review.posted_from:%d/%m/%Y} "
            f"đến hết ngày {review.posted_to:%d/%m/%Y}."
        )
    return Proposal(
        profile=profile,
        signed_on=day,
        number=number,
        symbol=symbol,
        court=court,
        head_position=authority_line(profile.head_title, profile.name),
        rows=_rows(listed),
        open_point=review.open_point_reason,
        posted=posted,
    )


def _rows(listed: Sequence[ReductionCandidate]) -> tuple[ListRow, ...]:
    numbers = _id_numbers([one.stay.resident_id for one in listed])
    decisions = _decisions([one.stay_id for one in listed])
    return tuple(
        ListRow(
            name=one.stay.resident.full_name,
            born=one.stay.resident.birth_date,
            sex=SEX_LABELS[one.stay.resident.sex],
            id_number=numbers.get(one.stay.resident_id, ""),
            decision=decisions.get(one.stay_id, ""),
            served=f"{one.served_days} ngày (đến ngày {one.review.reviewed_on:%d/%m/%Y})",
            left=f"{one.left_days} ngày (đến ngày {one.last_day:%d/%m/%Y})",
            proposed=f"{one.months} tháng",
            grounds=one.grounds
            + (f" Đề nghị riêng của lãnh đạo: {one.exception_reason}" if one.exception_reason else ""),
            evidence=f"Phụ lục {place}: {one.evidence}",
        )
        for place, one in enumerate(listed, start=1)
    )


def _id_numbers(resident_ids: Sequence[int]) -> dict[int, str]:
    rows = db.session.execute(
        select(Identifier.resident_id, Identifier.number)
        .where(Identifier.resident_id.in_(resident_ids))
        .order_by(Identifier.id)
    )
    return {row[0]: row[1] for row in rows}


def _decisions(stay_ids: Sequence[int]) -> dict[int, str]:
    rows = db.session.scalars(
        select(Decision)
        .where(Decision.stay_id.in_(stay_ids), Decision.kind == DecisionKind.COURT)
        .order_by(Decision.id.desc())
    )
    return {row.stay_id: f"{row.number} ngày {row.issued_on:%d/%m/%Y} của {row.issuer}" for row in rows}


def _former(review_id: int, kind: str, slip_id: int) -> IssuedDocument | None:
    newest = next((one.document for one in papers_of(review_id) if one.document.kind == kind), None)
    return None if newest is None or newest.slip_id == slip_id else newest


def _name(form: PaperForm) -> str:
    return f"{form.title} {form.abstract[:1].lower()}{form.abstract[1:]}"


def _result(made: Sequence[IssuedDocument]) -> JobResult:
    return JobResult(document_id=made[0].id, message=_("Đã in văn bản đề nghị và danh sách."))
