"""The receipt of one entry (phiếu thu, phiếu chi tiền lưu ký): the center's own paper, the law prescribes no form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from center.agency.rules import Profile
from center.documents.forms_catalogue import form_on, register_forms
from center.documents.paper_form import PaperForm, Signer
from center.documents.papers import Verification, paper_pdf
from center.documents.readers import register_reader
from center.i18n import lazy_gettext as _l
from center.residents.money.labels import KIND_LABELS, MEANS_LABELS
from center.residents.money.models import MoneyEntry, MoneyKind
from center.residents.money.permissions import MoneyPermission
from center.residents.money.words import in_words
from center.residents.stay.models import Stay

OWN_FORM = _l("Mẫu của cơ sở: pháp luật không có mẫu phiếu thu, chi tiền lưu ký.")

RECEIPT_KINDS = ("money-in", "money-out")

register_forms(
    *(
        PaperForm(
            kind=kind,
            title=title,
            abstract="",
            template="documents/residents/money_receipt.html",
            signer=Signer.BOTH_SIDES,
            remarks=(OWN_FORM,),
        )
        for kind, title in zip(RECEIPT_KINDS, ("Phiếu thu tiền lưu ký", "Phiếu chi tiền lưu ký"), strict=True)
    )
)
for _kind in RECEIPT_KINDS:
    register_reader(_kind, MoneyPermission.VIEW)


@dataclass(frozen=True, slots=True)
class Receipt:
    """Everything on the paper, as plain values."""

    title: str
    incoming: bool
    number: str
    day: date
    full_name: str
    birth_date: date
    code: str
    party: str
    relation: str
    paper: str
    what: str
    means: str
    amount: int
    words: str
    balance: int
    held: int
    reference: str
    note: str
    amends: str
    reason: str
    clerk: str


def receipt_kind(entry: MoneyEntry) -> str:
    """Return the kind of paper of an entry."""
    return RECEIPT_KINDS[entry.amount < 0]


def receipt_of(stay: Stay, entry: MoneyEntry, amends: str) -> Receipt:
    """Return the receipt of ``entry``; ``amends``: receipt number of the entry it corrects."""
    return Receipt(
        title=form_on(receipt_kind(entry), entry.booked_on).title,
        incoming=entry.amount > 0,
        number=entry.receipt,
        day=entry.booked_on,
        full_name=stay.resident.full_name,
        birth_date=stay.resident.birth_date,
        code=stay.resident.code,
        party=entry.party,
        relation=entry.party_relation,
        paper=entry.party_paper,
        what=str(KIND_LABELS[entry.kind]) if entry.kind is not MoneyKind.CORRECTION else "Điều chỉnh sổ",
        means=str(MEANS_LABELS[entry.means]),
        amount=abs(entry.amount),
        words=in_words(abs(entry.amount)),
        balance=entry.balance_after,
        held=entry.held_after,
        reference=entry.reference,
        note=entry.note,
        amends=amends,
        reason=entry.reason,
        clerk=entry.recorded_by_name,
    )


def receipt_pdf(receipt: Receipt, profile: Profile, mark: Verification | None) -> bytes:
    """Return the receipt as a PDF."""
    return paper_pdf(
        "documents/residents/money_receipt.html",
        {"receipt": receipt, "profile": profile},
        title=receipt.title,
        mark=mark,
    )
