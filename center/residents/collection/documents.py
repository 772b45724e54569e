"""The information sheet as a paper: form 17 (from 2026-07-01) and form 19 of Decree 116/2021 (before)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from center.agency.queries import profile_on
from center.agency.rules import Profile
from center.audit.actor import Actor
from center.documents.forms_catalogue import SET_A_FROM, SET_B_UNTIL, form_on, register_forms
from center.documents.paper_form import DECREE_A, DECREE_B, PaperForm, Signer, Unseen
from center.documents.papers import Verification, paper_pdf
from center.documents.readers import register_reader
from center.i18n import lazy_gettext as _l
from center.residents.collection.labels import METHOD_LABELS, PLACE_LABELS, ROUTE_LABELS
from center.residents.collection.model import (
    PAPER,
    Employment,
    Frequency,
    Kin,
    Marital,
    SheetFacts,
    UsedSubstance,
    code_of,
)
from center.residents.collection.permissions import CollectionPermission
from center.residents.collection.queries import Sheet
from center.residents.labels import SEX_LABELS
from center.residents.papers import issue_anew
from center.residents.person.queries import current_identifier
from center.residents.stay.models import Stay

KIND = PAPER
CSS = ("paper.css", "plan.css")
SHOWN_REHABS = 5
"""Rows of the history on the form of 2021; more where there are more."""

register_forms(
    PaperForm(
        kind=KIND,
        label=_l("Phiếu thu thập thông tin"),
        title="Phiếu thu thập thông tin người cai nghiện ma túy",
        abstract="",
        template="documents/residents/form_19_sheet.html",
        signer=Signer.BOTH_SIDES,
        number="19",
        decree=DECREE_B,
        signed_until=SET_B_UNTIL,
        remarks=(_l("HIV và bệnh tâm thần không in ở phiếu: giấy ghi “xem hồ sơ y tế”."),),
    ),
    PaperForm(
        kind=KIND,
        label=_l("Phiếu thu thập thông tin"),
        title="Phiếu thu thập thông tin người cai nghiện ma túy",
        abstract="",
        template="documents/residents/form_17.html",
        signer=Signer.BOTH_SIDES,
        number="17",
        decree=DECREE_A,
        signed_from=SET_A_FROM,
        unseen=(Unseen.HEADER, Unseen.GRID, Unseen.SIGNATURE),
        remarks=(
            _l("HIV và bệnh tâm thần không in ở phiếu: giấy ghi “xem hồ sơ y tế”."),
            _l(
                "Người ký chưa thấy trên mẫu mới; đang để nhân viên y tế và nhân viên xã hội như mẫu 19 năm 2021."
            ),
        ),
    ),
)
register_reader(KIND, CollectionPermission.HEALTH)


@dataclass(frozen=True, slots=True)
class Person:
    """The resident, as part I of the sheet asks."""

    full_name: str
    sex: str
    birth_date: date
    number: str
    issued_on: date | None
    issued_by: str
    address: str
    nationality: str
    ethnicity: str


@dataclass(frozen=True, slots=True)
class GridRow:
    """One row of a grid, as texts in the order of its columns."""

    label: str
    cells: tuple[str, ...]


def sheet_pdf(stay: Stay, facts: SheetFacts, profile: Profile, mark: Verification | None) -> bytes:
    """Return the sheet as a PDF, by the form of its day."""
    form = form_on(KIND, facts.collected_on)
    data = {
        "sheet": facts,
        "person": person_of(stay),
        "profile": profile,
        "form_title": form.title,
        "family": _family(facts),
        "substances": _substances(facts),
        "rehabs": _rehabs(facts),
        "employment": Employment,
        "marital": Marital,
        "frequency": Frequency,
        "routes": [(code_of(route), label) for route, label in ROUTE_LABELS.items()],
        "places": [(code_of(place), label) for place, label in PLACE_LABELS.items()],
        "methods": [(code_of(method), label) for method, label in METHOD_LABELS.items()],
    }
    return paper_pdf(form.template, data, title=form.title, mark=mark, css=CSS)


def issue_sheet(stay: Stay, sheet: Sheet, *, key: str, actor: Actor, now: datetime) -> int:
    """Issue the paper of ``sheet`` and return the document's id, as ``papers.issue_anew``."""
    day = sheet.facts.collected_on
    return issue_anew(
        KIND,
        stay.id,
        key=f"{sheet.row.id}-{key}",
        signed_on=day,
        draw=lambda mark: sheet_pdf(stay, sheet.facts, profile_on(day), mark),
        actor=actor,
        now=now,
    )


def person_of(stay: Stay) -> Person:
    """Return the resident as the file holds them now."""
    who, paper = stay.resident, current_identifier(stay.resident_id)
    return Person(
        full_name=who.full_name,
        sex=SEX_LABELS[who.sex],
        birth_date=who.birth_date,
        number=paper.number if paper else "",
        issued_on=paper.issued_on if paper else None,
        issued_by=paper.issued_by if paper else "",
        address=stay.address_text,
        nationality=who.nationality,
        ethnicity=who.ethnicity,
    )


def _family(facts: SheetFacts) -> list[tuple[str, str, int | None, str]]:
    """Return label, name, age and address of each line of part II: two children at least, more as there are."""
    found = []
    for kin, label in ((Kin.FATHER, "bố"), (Kin.MOTHER, "mẹ"), (Kin.SPOUSE, "vợ/chồng")):
        row = next((one for one in facts.relatives if one.kin is kin), None)
        found.append((label, row.full_name, row.age, row.address) if row else (label, "", None, ""))
    children = [one for one in facts.relatives if one.kin is Kin.CHILD]
    counted = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám")
    for place in range(max(2, len(children))):
        label = f"con thứ {counted[place] if place < len(counted) else place + 1}"
        if place < len(children):
            child = children[place]
            found.append((label, child.full_name, child.age, child.address))
        else:
            found.append((label, "", None, ""))
    return found


_ROWS = {
    UsedSubstance.OPIOID: "CDTP**",
    UsedSubstance.ATS: "ATS***",
    UsedSubstance.ECSTASY: "Ecxtasy",
    UsedSubstance.CANNABIS: "Cần sa",
    UsedSubstance.BENZODIAZEPINE: "Benzodiazepine",
    UsedSubstance.PHENOBARBITAL: "Phenobarbital",
    UsedSubstance.ALCOHOL: "Rượu",
    UsedSubstance.TOBACCO: "Thuốc lá",
    UsedSubstance.OTHER: "Chất khác",
}
"""As the grid of 2021 writes its rows, slips included."""


def _substances(facts: SheetFacts) -> list[GridRow]:
    by = {row.substance: row for row in facts.substances}
    found = []
    for substance, label in _ROWS.items():
        row = by.get(substance)
        if row is None:
            found.append(GridRow(label, ("",) * 7))
            continue
        found.append(
            GridRow(
                f"{label}: {row.detail}" if row.detail else label,
                (
                    _number(row.first_age),
                    _number(row.first_injection_age),
                    row.total_time,
                    _number(row.days_last_month),
                    _number(row.times_last_month),
                    str(code_of(row.route)) if row.route else "",
                    f"{row.money_per_day:,}".replace(",", ".") if row.money_per_day is not None else "",
                ),
            )
        )
    return found


def _rehabs(facts: SheetFacts) -> list[GridRow]:
    found = [
        GridRow(
            str(at),
            (
                _number(row.year),
                str(code_of(row.place)) if row.place else "",
                row.duration,
                str(code_of(row.method)) if row.method else "",
                row.relapse_reason,
            ),
        )
        for at, row in enumerate(facts.rehabs, start=1)
    ]
    return found + [GridRow(str(at), ("",) * 5) for at in range(len(found) + 1, SHOWN_REHABS + 1)]


def _number(value: int | None) -> str:
    return "" if value is None else str(value)
