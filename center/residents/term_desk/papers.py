"""What is printed of a term: the proof sheet, and the proposal to suspend or waive (form 46, 43 before 2026-07)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from center.agency.queries import profile_on
from center.agency.rules import Profile
from center.audit.actor import Actor
from center.clock import local_date
from center.db import unit_of_work
from center.documents.bases import DECREE_116
from center.documents.forms_catalogue import SET_A_FROM, SET_B_UNTIL, form_on, register_forms
from center.documents.models import IssuedDocument, PaperSlip
from center.documents.paper_form import DECREE_A, DECREE_B, PaperForm, Signer, Unseen
from center.documents.papers import Verification, paper_pdf, verification
from center.documents.queries import current_document, symbol_on
from center.documents.readers import register_reader
from center.documents.service import issue, reserve
from center.documents.wording import authority_line
from center.i18n import lazy_gettext as _l
from center.legal.queries import parameter_book
from center.residents.labels import SEX_LABELS
from center.residents.permissions import ResidentPermission
from center.residents.person.queries import current_identifier
from center.residents.stay.models import Stay, StayKind
from center.residents.stay.queries import decisions_of
from center.residents.term.model import TermInput
from center.residents.term.rules import compute_term
from center.residents.term_desk.permissions import TermPermission
from center.residents.term_desk.sheet import TermSheet, cited, term_sheet

SHEET_KIND = "term-sheet"
PROPOSAL_KIND = "term-proposal"
CSS = ("paper.css", "handover.css", "term.css")

register_forms(
    PaperForm(
        kind=SHEET_KIND,
        label=_l("Bảng tính thời hạn chấp hành"),
        title="Bảng tính thời hạn chấp hành",
        abstract="",
        template="documents/residents/term_sheet.html",
        signer=Signer.HEAD,
        series="term-sheet",
        symbol="BT-{agency}",
        remarks=(
            _l(
                "Không có mẫu quy định; đây là mẫu của cơ sở theo Nghị định 30/2020/NĐ-CP. Cách tính ở những chỗ luật "
                "để ngỏ ghi ngay trên giấy."
            ),
        ),
    ),
    PaperForm(
        kind=PROPOSAL_KIND,
        label=_l("Đề nghị tạm đình chỉ, miễn chấp hành"),
        title="Đề nghị",
        abstract="Xem xét tạm đình chỉ/miễn thi hành quyết định đưa vào cơ sở cai nghiện bắt buộc",
        template="documents/residents/form_43_proposal.html",
        signer=Signer.HEAD,
        number="43",
        decree=DECREE_B,
        signed_until=SET_B_UNTIL,
        series="term-proposal",
        symbol="ĐN-CSCN",
    ),
    PaperForm(
        kind=PROPOSAL_KIND,
        label=_l("Đề nghị tạm đình chỉ, miễn chấp hành"),
        title="Đề nghị",
        abstract="Tạm đình chỉ/miễn chấp hành phần thời gian còn lại",
        template="documents/residents/form_46_proposal.html",
        signer=Signer.HEAD,
        number="46",
        decree=DECREE_A,
        signed_from=SET_A_FROM,
        series="term-proposal",
        symbol="ĐN-{agency}",
        unseen=(Unseen.HEADER, Unseen.SIGNATURE),
        remarks=(
            _l(
                "Số, ký hiệu của mẫu chưa thấy; đang dùng “ĐN” như mẫu số 43 năm 2021. Danh sách kèm theo không còn "
                "mẫu: dựng theo mẫu số 44 năm 2021."
            ),
        ),
    ),
)
register_reader(SHEET_KIND, ResidentPermission.VIEW)
register_reader(PROPOSAL_KIND, TermPermission.RECORD)


@dataclass(frozen=True, slots=True)
class Signed:
    """How a paper is dated, numbered and signed; None is room to write it by hand."""

    profile: Profile
    signed_on: date | None
    number: int | None
    symbol: str
    prepared_by: str


@dataclass(frozen=True, slots=True)
class ProposalFacts:
    """What form 46, or 43 before it, asks for one person, as typed."""

    exemption: bool
    """True: waive the rest; False: suspend."""
    addressee: str
    ground: str
    proof: tuple[str, ...]


def draft_sheet(stay: Stay, facts: TermInput, on: date) -> bytes:
    """Return the proof sheet for ``on`` without number, day and code: it says that it is a draft."""
    signed = Signed(profile_on(on), None, None, symbol_on(SHEET_KIND, on), "")
    return _sheet_pdf(term_sheet(stay, facts, on), signed, None)


def issue_sheet(stay: Stay, facts: TermInput, *, key: str, actor: Actor, now: datetime) -> int:
    """Issue the proof sheet of today and return its document's id; it takes the place of the one before.

    The same ``key`` again returns the same paper. It opens its own units of work: printing holds no lock.
    """
    on = local_date(now)
    with unit_of_work():
        slip = reserve(SHEET_KIND, signed_on=on, key=f"{SHEET_KIND}-{stay.id}-{key}", now=now)
        mark = verification(slip.token)
    content = _sheet_pdf(term_sheet(stay, facts, on), _signed(slip, actor), mark)
    return _keep(stay, slip, content, form_on(SHEET_KIND, on).title, actor=actor, now=now)


def issue_proposal(
    stay: Stay, facts: TermInput, proposal: ProposalFacts, *, key: str, actor: Actor, now: datetime
) -> int:
    """Issue form 46, or 43 before it, with its list of one person, and return the document's id. As ``issue_sheet``."""
    on = local_date(now)
    with unit_of_work():
        slip = reserve(PROPOSAL_KIND, signed_on=on, key=f"{PROPOSAL_KIND}-{stay.id}-{key}", now=now)
        mark = verification(slip.token)
    content = _proposal_pdf(stay, facts, proposal, _signed(slip, actor), mark, on)
    form = form_on(PROPOSAL_KIND, on)
    return _keep(stay, slip, content, f"{form.title} {form.abstract.lower()}", actor=actor, now=now)


def usual_addressee(stay: Stay) -> str:
    """Return who decides: the court, or for a voluntary stay the provincial director (Decree 163 art. 110.2, 110.4)."""
    if stay.kind is StayKind.VOLUNTARY:
        return "Giám đốc Công an "
    issuers = [row.issuer for row in decisions_of(stay.id) if row.issuer.startswith("Tòa án")]
    return issuers[-1] if issuers else "Tòa án nhân dân khu vực "


def _sheet_pdf(sheet: TermSheet, signed: Signed, mark: Verification | None) -> bytes:
    title = form_on(SHEET_KIND, sheet.on).title
    data = {"sheet": sheet, "signed": signed, "form_title": title, "draft": mark is None}
    return paper_pdf("documents/residents/term_sheet.html", data, title=title, mark=mark, css=CSS)


def _proposal_pdf(
    stay: Stay,
    facts: TermInput,
    proposal: ProposalFacts,
    signed: Signed,
    mark: Verification | None,
    on: date,
) -> bytes:
    form = form_on(PROPOSAL_KIND, on)
    term = compute_term(facts, parameter_book(), on=on)
    paper = current_identifier(stay.resident_id)
    data = {
        "signed": signed,
        "form_title": form.title,
        "draft": mark is None,
        "proposal": proposal,
        "head_position": authority_line(signed.profile.head_title, signed.profile.name),
        "bases": (DECREE_116, "Căn cứ kết quả cai nghiện của người cai nghiện ma túy"),
        "what": "miễn" if proposal.exemption else "tạm đình chỉ",
        "person": {
            "full_name": stay.resident.full_name,
            "birth_date": stay.resident.birth_date,
            "sex": SEX_LABELS[stay.resident.sex],
            "number": paper.number if paper else "",
            "decision": cited(decisions_of(stay.id)),
            "served": term.days_counted + term.days_credited,
            "left": term.days_left,
            "last_day": term.last_day,
        },
    }
    return paper_pdf(form.template, data, title=form.title, mark=mark, css=(*CSS, "assessment.css"))


def _signed(slip: PaperSlip, actor: Actor) -> Signed:
    return Signed(profile_on(slip.signed_on), slip.signed_on, slip.number, slip.symbol, actor.name)


def _keep(stay: Stay, slip: PaperSlip, content: bytes, title: str, *, actor: Actor, now: datetime) -> int:
    with unit_of_work():
        before: IssuedDocument | None = current_document(stay.id, slip.kind)
        if before is not None and before.slip_id == slip.id:
            return before.id
        document = issue(slip, content, title=title, actor=actor, now=now, stay_id=stay.id, supersedes=before)
        return document.id
