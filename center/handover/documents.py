"""The papers of a handover as PDF: completion paper, notice, and the packet's own sheets.

Official forms print their labels as FORMS.md quotes them; what the transcription of Decree 163/2026 lost (head
and signature blocks) follows Decree 30/2020 and the form of 2021.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from center.agency.rules import Profile
from center.documents.paper_form import DECREE_A, PaperForm, Signer
from center.documents.papers import Verification, paper_pdf
from center.documents.wording import authority_line
from center.handover.bases import bases_of
from center.handover.data import ContentsEntry, PacketFacts, Person, Signing
from center.i18n import gettext as _

CSS = ("paper.css", "handover.css")

SHEETS = (
    "stages",
    "aftercare-needs",
    "medical-summary",
    "certificates",
    "labour",
    "conduct",
    "belongings-returned",
)
"""Kinds of the packet's own sheets, in their order after the official papers."""

ID_LABELS = {
    "50": "Số CC/CCCD/CMND/HC",
    "30": "Số CC/CCCD/CMND/HC",
    "51": "Số CC/CCCD/CMND/HC",
    "46": "Số CCCD/CMT/HC",
}
OLD_ID_LABEL = "Số CCCD/CMND/Hộ chiếu"

PRIVATE_CENTER = " tại cơ sở cai nghiện ma túy tư nhân"
PART_OF_PROCESS = "/thời gian, quy trình người cai nghiện ma túy đã thực hiện"


def completion_pdf(
    facts: PacketFacts, signing: Signing, mark: Verification | None, *, form: PaperForm
) -> bytes:
    """Return the completion paper on ``form``; without a number and a mark it is a draft, and says so."""
    profile = signing.profile
    data = {
        **_common(facts, signing, form),
        "draft": mark is None,
        "issuer": issuer_line(profile, form),
        "basis": bases_of(form, facts, profile),
        "verb": "Chứng nhận" if form.number == "46" else "Xác nhận",
        "statement": _statement(form),
        "struck": _struck(form.abstract),
        "struck_statement": _struck(_statement(form)),
        "signer_title": "Giám đốc/Người đại diện" if form.number == "26b" else profile.head_title,
        "recipients": completion_copies(facts, form),
    }
    return paper_pdf(form.template, data, title=name_of(form), mark=mark, css=CSS)


def notice_pdf(
    facts: PacketFacts, signing: Signing, mark: Verification | None, *, form: PaperForm, addressee: str
) -> bytes:
    """Return the notice of the coming end for one addressee; without a mark it is a draft."""
    data = {
        **_common(facts, signing, form),
        "draft": mark is None,
        "addressee": addressee,
        "recipients": ["Như trên", "Lưu: VT, HS"],
    }
    return paper_pdf(form.template, data, title=name_of(form), mark=mark, css=CSS)


def letter_pdf(
    facts: PacketFacts, signing: Signing, mark: Verification, *, form: PaperForm, parts: int
) -> bytes:
    """Return the letter that goes with a packet of ``parts`` papers."""
    commune = facts.aftercare.commune
    data = {
        **_common(facts, signing, form),
        "addressees": [f"Ủy ban nhân dân {commune}", f"Công an {commune}"],
        "parts_count": parts,
        "recipients": ["Như trên", "Lưu: VT, HS"],
    }
    return paper_pdf(form.template, data, title=_("Công văn bàn giao hồ sơ"), mark=mark, css=CSS)


def contents_pdf(
    facts: PacketFacts,
    signing: Signing,
    mark: Verification,
    *,
    form: PaperForm,
    contents: Sequence[ContentsEntry],
    absent: Sequence[str],
) -> bytes:
    """Return the list of the other parts with their digests, the mark in full size, and what is not in it."""
    data = {**_sheet(facts, signing, form), "contents": contents, "absent": absent, "check": mark}
    return paper_pdf(form.template, data, title=form.title, css=CSS)


def sheet_pdf(facts: PacketFacts, signing: Signing, mark: Verification, *, form: PaperForm) -> bytes:
    """Return one of ``SHEETS``."""
    return paper_pdf(form.template, _sheet(facts, signing, form), title=form.title, mark=mark, css=CSS)


def name_of(form: PaperForm) -> str:
    """Return name and abstract as one line without personal data: what archive and verification page show."""
    if not form.abstract:
        return form.title
    # the words about private centers are struck out on our paper
    abstract = form.abstract.replace(PRIVATE_CENTER, "").replace(PART_OF_PROCESS, "")
    return f"{form.title} {abstract[:1].lower()}{abstract[1:]}"


def issuer_line(profile: Profile, form: PaperForm) -> str:
    """Return the line of the issuing authority: TRƯỞNG CƠ SỞ CAI NGHIỆN MA TÚY …, or the center's name."""
    if form.kind == "completion-voluntary":
        return profile.name
    return authority_line(profile.head_title, profile.name)


def parents_or(person: Person, facts: PacketFacts) -> str:
    """Return who gets the person's own copy: the parents of a minor, everybody else in person."""
    if person.is_minor:
        return facts.representative.full_name or "Cha, mẹ hoặc người giám hộ"
    return f"Ông (bà) {person.full_name}"


def completion_copies(facts: PacketFacts, form: PaperForm) -> list[str]:
    """Return the receivers of the completion paper (Decree 163/2026 arts 97.2, 123.2; forms 46 and 26b)."""
    commune, own = facts.aftercare.commune, parents_or(facts.person, facts)
    court = facts.decision.issuer or "Tòa án nhân dân đã ra quyết định"
    copies = {
        "50": [own, court, f"Ủy ban nhân dân {commune}", f"Công an {commune}"],
        "46": [own, court, f"Ủy ban nhân dân {commune}", "Đại diện gia đình"],
        "30": [own, f"Chủ tịch Ủy ban nhân dân {commune}", f"Trưởng Công an {commune}"],
        "26b": [own, "Đại diện gia đình", f"Công an {commune}", f"Ủy ban nhân dân {commune}"],
    }
    return [*copies[form.number], "Lưu: VT, HS"]


def _statement(form: PaperForm) -> str:
    return {
        "50": "Xác nhận: Chấp hành xong Quyết định đưa đi cai nghiện bắt buộc.",
        "46": "Chứng nhận: Chấp hành xong Quyết định đưa vào cơ sở cai nghiện bắt buộc.",
        "30": f"Xác nhận: {form.abstract}",
        "26b": "Xác nhận: Hoàn thành cai nghiện ma túy tự nguyện/Hoàn thành sử dụng dịch vụ cai nghiện ma túy "
        "tự nguyện tại gia đình, cộng đồng.",
    }[form.number]


def _struck(text: str) -> list[tuple[str, bool]]:
    """Split a text of form 30 into (words, struck out): what only fits a private center keeps its place."""
    pieces = [(text, False)]
    for part in (PART_OF_PROCESS, PRIVATE_CENTER):
        head, found, tail = pieces[-1][0].partition(part)
        if found:
            pieces[-1:] = [(head, False), (part, True), (tail, False)]
    return [piece for piece in pieces if piece[0]]


def _common(facts: PacketFacts, signing: Signing, form: PaperForm) -> dict[str, Any]:
    return {
        "profile": signing.profile,
        "signed_on": signing.signed_on,
        "number": signing.number,
        "symbol": signing.symbol,
        "form_title": form.title,
        "form_abstract": form.abstract,
        "id_label": ID_LABELS.get(form.number, OLD_ID_LABEL),
        "set_a": form.decree == DECREE_A,
        "person": facts.person,
        "representative": facts.representative,
        "decision": facts.decision,
        "term": facts.term,
        "aftercare": facts.aftercare,
        "ended": facts.ended,
        "completed": facts.completed,
    }


def _sheet(facts: PacketFacts, signing: Signing, form: PaperForm) -> dict[str, Any]:
    profile = signing.profile
    titles = {
        Signer.HEAD: profile.head_title,
        Signer.CLERK: "Người lập danh mục",
        Signer.DOCTOR: "Bác sĩ",
        Signer.TRAINER: "Cán bộ phụ trách",
        Signer.COUNSELLOR: "Cán bộ tư vấn",
        Signer.DUTY_COMMANDER: "Chỉ huy trực",
        Signer.BOTH_SIDES: "Bên trả",
    }
    names = {Signer.HEAD: profile.head_name, Signer.CLERK: signing.prepared_by}
    return {
        **_common(facts, signing, form),
        "signer_title": titles[form.signer],
        "signer_name": names.get(form.signer, ""),
        "kind_label": facts.kind_label,
        "stages": facts.stages,
        "goals": facts.goals,
        "medical": facts.medical,
        "courses": facts.courses,
        "certificates": facts.certificates,
        "labour": facts.labour,
        "labour_days": sum(month.days for month in facts.labour),
        "labour_hours": sum((month.hours for month in facts.labour), start=0),
        "incidents": facts.incidents,
        "escapes": facts.escapes,
        "belongings": facts.belongings,
        "money": facts.money,
    }
