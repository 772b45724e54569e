"""The papers of the store: receipt, record of giving back, record about contraband. The center's own forms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from center.agency.rules import Profile
from center.clock import LOCAL_ZONE, local_date
from center.documents.forms_catalogue import register_forms
from center.documents.paper_form import PaperForm, Signer
from center.documents.papers import Verification, paper_pdf
from center.documents.readers import register_reader
from center.i18n import lazy_gettext as _l
from center.residents.money.queries import money_found
from center.residents.permissions import ResidentPermission
from center.residents.property.labels import FOUND_LABELS, OUTCOME_LABELS
from center.residents.property.models import ActKind
from center.residents.property.queries import ActLine, ContrabandLine
from center.residents.stay.models import Stay

OWN_FORM = _l(
    "Mẫu của cơ sở: pháp luật chỉ buộc ghi từng loại đồ trong biên bản giao, nhận, không có mẫu riêng."
)
CONTRABAND_FORM = _l(
    "Mẫu của cơ sở: danh mục đồ vật cấm và cách xử lý theo nội quy (Quyết định 1567/QĐ-BCA chưa đối chiếu)."
)

TITLES = {
    "property-receipt": "Biên nhận tài sản lưu ký",
    "property-return": "Biên bản trả tài sản lưu ký",
    "contraband-record": "Biên bản thu giữ, xử lý đồ vật cấm",
}
TEMPLATE = "documents/residents/property_act.html"
CONTRABAND_TEMPLATE = "documents/residents/contraband.html"

register_forms(
    *(
        PaperForm(
            kind=kind,
            title=title,
            abstract="",
            template=CONTRABAND_TEMPLATE if kind == "contraband-record" else TEMPLATE,
            signer=Signer.BOTH_SIDES,
            remarks=(CONTRABAND_FORM if kind == "contraband-record" else OWN_FORM,),
        )
        for kind, title in TITLES.items()
    )
)
for _kind in TITLES:
    register_reader(_kind, ResidentPermission.VIEW)


@dataclass(frozen=True, slots=True)
class Whom:
    """The resident on a paper."""

    full_name: str
    birth_date: date
    code: str


def whom(stay: Stay) -> Whom:
    """Return the resident as papers name them."""
    return Whom(stay.resident.full_name, stay.resident.birth_date, stay.resident.code)


@dataclass(frozen=True, slots=True)
class ActPaper:
    """Everything on a receipt or record of giving back, as plain values."""

    title: str
    taken: bool
    whom: Whom
    day: date
    at: datetime
    items: tuple[tuple[str, int, str], ...]
    bag: str
    place: str
    other: str
    other_is_staff: bool
    relation: str
    paper: str
    clerk: str
    note: str
    money: tuple[tuple[int, str], ...] = ()
    """Đồng taken from the person that day, with the receipts they were booked under."""

    @property
    def pieces(self) -> int:
        """Pieces in all."""
        return sum(count for _what, count, _how in self.items)


def act_kind(line: ActLine) -> str:
    """Return the kind of paper of an act."""
    return "property-receipt" if line.act.kind is ActKind.TAKEN else "property-return"


def act_paper(stay: Stay, line: ActLine, *, bag: str = "", place: str = "") -> ActPaper:
    """Return the paper of an act; ``bag`` and ``place`` where its items were put."""
    act = line.act
    return ActPaper(
        title=TITLES[act_kind(line)],
        taken=act.kind is ActKind.TAKEN,
        whom=whom(stay),
        day=local_date(act.happened_at),
        at=act.happened_at.astimezone(LOCAL_ZONE),
        items=line.items,
        bag=bag,
        place=place,
        other=act.other_name,
        other_is_staff=act.other_id is not None,
        relation=act.other_relation,
        paper=act.other_paper,
        clerk=act.recorded_by_name,
        note=act.note,
        money=tuple(
            (one.amount, one.receipt)
            for one in money_found(stay.id)
            if act.kind is ActKind.TAKEN and one.booked_on == local_date(act.happened_at)
        ),
    )


@dataclass(frozen=True, slots=True)
class ContrabandPaper:
    """Everything on the record about a find, as plain values."""

    title: str
    whom: Whom
    day: date
    at: datetime
    where: str
    description: str
    amount: str
    note: str
    finder: str
    witness: str
    outcome: str
    number: str
    settled_on: date | None
    receiver: str


def contraband_paper(stay: Stay, line: ContrabandLine) -> ContrabandPaper:
    """Return the record about a find as known now."""
    find, end = line.find, line.end
    return ContrabandPaper(
        title=TITLES["contraband-record"],
        whom=whom(stay),
        day=end.happened_on if end else local_date(find.found_at),
        at=find.found_at.astimezone(LOCAL_ZONE),
        where=str(FOUND_LABELS[find.found_where]),
        description=find.description,
        amount=find.amount,
        note=find.note,
        finder=find.recorded_by_name,
        witness=find.witness_name,
        outcome=str(OUTCOME_LABELS[end.outcome]) if end else "",
        number=end.record_number if end else "",
        settled_on=end.happened_on if end else None,
        receiver=end.receiver if end else "",
    )


def property_pdf(paper: ActPaper | ContrabandPaper, profile: Profile, mark: Verification | None) -> bytes:
    """Return one of the store's papers as a PDF."""
    template = TEMPLATE if isinstance(paper, ActPaper) else CONTRABAND_TEMPLATE
    return paper_pdf(template, {"record": paper, "profile": profile}, title=paper.title, mark=mark)
