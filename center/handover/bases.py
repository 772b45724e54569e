"""The legal bases ("Căn cứ") that the completion papers cite, by form. Pure."""

from __future__ import annotations

from center.agency.rules import Profile
from center.documents.paper_form import PaperForm
from center.documents.wording import long_date, slash_date
from center.handover.data import DecisionLine, PacketFacts

DECREE_163 = (
    "Căn cứ Nghị định số 163/2026/NĐ-CP ngày 15 tháng 5 năm 2026 của Chính phủ quy định chi tiết và hướng dẫn "
    "thi hành một số điều của Luật Phòng, chống ma túy"
)
DECREE_116 = (
    "Căn cứ Nghị định số 116/2021/NĐ-CP ngày 21 tháng 12 năm 2021 của Chính phủ quy định chi tiết một số điều của "
    "Luật Phòng, chống ma túy, Luật Xử lý vi phạm hành chính về cai nghiện ma túy và quản lý sau cai nghiện ma túy"
)
LAW_2025 = "Căn cứ Luật Phòng, chống ma túy ngày 10 tháng 12 năm 2025"
"""Form 50 leaves day and month open; the law was passed that day."""
LAW_2021 = "Căn cứ Luật Phòng, chống ma túy ngày 30 tháng 3 năm 2021"
PENALTY_LAW = (
    "Căn cứ Luật Xử lý vi phạm hành chính ngày 20 tháng 6 năm 2012; Luật sửa đổi, bổ sung một số điều của Luật Xử "
    "lý vi phạm hành chính ngày 13 tháng 11 năm 2020"
)
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
