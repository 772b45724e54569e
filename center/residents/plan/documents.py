"""The plan as a paper: form 18 (from 2026-07-01) and form 20 of Decree 116/2021 (before), with part V."""

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
from center.legal.queries import parameter_book
from center.residents.labels import KIND_LABELS, SEX_LABELS
from center.residents.papers import issue_anew
from center.residents.person.queries import current_identifier
from center.residents.plan.labels import ACTIVITY_LABELS, ASSESSMENT_HINTS, NUMERALS, PART_LABELS
from center.residents.plan.model import ACTIVITIES, PAPER, ActivityFacts, Part, PlanFacts
from center.residents.plan.permissions import PlanPermission
from center.residents.plan.queries import Evaluation, Plan, plan_or_404
from center.residents.plan.service import SCALE
from center.residents.stage.names import STAGE_LABELS
from center.residents.stay.models import Stay
from center.residents.stay.rules import age_on

CSS = ("paper.css", "plan.css")
_TITLE = "Kế hoạch cai nghiện ma túy"

register_forms(
    PaperForm(
        kind=PAPER,
        label=_l("Kế hoạch cai nghiện"),
        title=_TITLE,
        abstract="",
        template="documents/residents/form_20.html",
        signer=Signer.HEAD,
        number="20",
        decree=DECREE_B,
        signed_until=SET_B_UNTIL,
    ),
    PaperForm(
        kind=PAPER,
        label=_l("Kế hoạch cai nghiện"),
        title=_TITLE,
        abstract="",
        template="documents/residents/form_18.html",
        signer=Signer.HEAD,
        number="18",
        decree=DECREE_A,
        signed_from=SET_A_FROM,
        unseen=(Unseen.HEADER, Unseen.SIGNATURE),
        remarks=(
            _l(
                "Người ký chưa thấy trên mẫu mới; đang để người cai nghiện, người tư vấn và cơ sở như mẫu 20 năm "
                "2021."
            ),
        ),
    ),
)
register_reader(PAPER, PlanPermission.MEDICAL)


@dataclass(frozen=True, slots=True)
class PartLines:
    """A part as the paper prints it."""

    numeral: str
    title: str
    hint: str
    assessment: str
    goals: tuple[str, ...]
    activities: tuple[tuple[str, ActivityFacts], ...]
    is_medical: bool


@dataclass(frozen=True, slots=True)
class GradeLine:
    """A goal with its grade; without an evaluation the grade is empty."""

    numeral: str
    goal: str
    grade: str = ""
    note: str = ""


def plan_pdf(
    stay: Stay,
    plan: PlanFacts,
    evaluation: Evaluation | None,
    graded: PlanFacts,
    *,
    signed_on: date,
    profile: Profile,
    mark: Verification | None,
) -> bytes:
    """Return the plan as a PDF, by the form of ``signed_on``; ``graded`` is the version the evaluation speaks of."""
    form = form_on(PAPER, signed_on)
    who, paper = stay.resident, current_identifier(stay.resident_id)
    facts = evaluation.facts if evaluation else None
    given = {(row.part, row.position): row for row in facts.grades} if facts else {}
    data = {
        "profile": profile,
        "form_title": form.title,
        "signed_on": signed_on,
        "plan": plan,
        "person": {
            "full_name": who.full_name,
            "age": age_on(who.birth_date, plan.drawn_on),
            "sex": SEX_LABELS[who.sex],
            "number": paper.number if paper else "",
            "issued_on": paper.issued_on if paper else None,
            "issued_by": paper.issued_by if paper else "",
            "kind": KIND_LABELS[stay.kind],
            "admitted_on": stay.admitted_on,
            "last_day": stay.last_day,
        },
        "parts": [
            PartLines(
                NUMERALS[part],
                str(PART_LABELS[part]).upper(),
                str(ASSESSMENT_HINTS[part]),
                plan.parts[part].assessment,
                plan.parts[part].goals,
                tuple(
                    (f"3.{at}. {ACTIVITY_LABELS[activity]}", line)
                    for at, (activity, line) in enumerate(
                        zip(ACTIVITIES[part], plan.parts[part].activities, strict=True), start=1
                    )
                ),
                part is Part.MEDICAL,
            )
            for part in Part
        ],
        "scale": parameter_book().value_list(SCALE, on=signed_on),
        "grades": [
            GradeLine(
                NUMERALS[part],
                goal,
                *((given[part, at].grade, given[part, at].note) if (part, at) in given else ("", "")),
            )
            for part, at, goal in graded.goals()
        ],
        "evaluation": facts,
        "stage": STAGE_LABELS[facts.stage] if facts else "",
        "head": profile.head_title,
    }
    return paper_pdf(form.template, data, title=form.title, mark=mark, css=CSS)


def issue_plan(
    stay: Stay, plan: Plan, evaluation: Evaluation | None, *, key: str, actor: Actor, now: datetime
) -> int:
    """Issue the paper of ``plan``, part V filled in when there is an evaluation, and return the document's id.

    It is signed on the day of the newer of the two; the rest is as ``papers.issue_anew``.
    """
    day = max(plan.facts.drawn_on, evaluation.facts.evaluated_on) if evaluation else plan.facts.drawn_on
    graded = plan.facts
    if evaluation is not None and evaluation.row.plan_id != plan.row.id:
        graded = plan_or_404(stay.id, evaluation.row.plan_id).facts
    return issue_anew(
        PAPER,
        stay.id,
        key=f"{plan.row.id}-{key}",
        signed_on=day,
        draw=lambda mark: plan_pdf(
            stay, plan.facts, evaluation, graded, signed_on=day, profile=profile_on(day), mark=mark
        ),
        actor=actor,
        now=now,
    )
