"""The legal bases ("Căn cứ") that the completion papers cite, by form. Pure."""

from __future__ import annotations

from center.agency.rules import Profile
from center.documents.bases import DECREE_116, DECREE_163, LAW_2021, LAW_2025, PENALTY_LAW
from center.documents.paper_form import PaperForm
from center.documents.wording import long_date, slash_date
from center.handover.data import DecisionLine, PacketFacts

DOTS = "." * 20


def bases_of(form: PaperForm, facts: PacketFacts, profile: Profile) -> list[str]:
    """Return the bases of a completion paper in their order; what is unknown is dotted."""
    proposal = f"Theo đề nghị của {profile.advising_unit or DOTS}"
    result = f"Căn cứ kết quả cai nghiện tự nguyện của ông (bà): {facts.person.full_name}"
    decision = facts.decision
    match form.number:
        case "50":
            return [LAW_2025, DECREE_163, _court(decision, "đưa đi cai nghiện bắt buộc"), proposal]
        case "46":
            return [
                PENALTY_LAW,
                LAW_2021,
                DECREE_116,
                _court(decision, "áp dụng biện pháp đưa vào cơ sở cai nghiện bắt buộc"),
                proposal,
            ]
        case "30":
            return [DECREE_163, _voluntary(decision), result]
        case _:
            return [DECREE_116, _voluntary(decision), result]


def _court(decision: DecisionLine, subject: str) -> str:
    return (
        f"Căn cứ Quyết định số: {decision.number or DOTS} ngày {slash_date(decision.issued_on)} của "
        f"{decision.issuer or 'Tòa án nhân dân ' + DOTS} về việc {decision.subject or subject}"
    )


def _voluntary(decision: DecisionLine) -> str:
    # the line of the service contract is left out: public centers conclude none since 2026-07-01
    return (
        f"Căn cứ Quyết định số: {decision.number or DOTS} {long_date(decision.issued_on)} của "
        f"{decision.issuer or DOTS} về việc cai nghiện ma túy tự nguyện"
    )
