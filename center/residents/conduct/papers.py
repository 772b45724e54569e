"""The decision on a reward or a discipline as a paper: the center's own form, which no decree prescribes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from center.agency.queries import profile_on
from center.agency.rules import Profile
from center.audit.actor import Actor
from center.clock import local_date
from center.db import db, unit_of_work
from center.documents.bases import DECREE_116, DECREE_163
from center.documents.forms_catalogue import SET_A_FROM, form_on, register_forms
from center.documents.models import IssuedDocument, PaperSlip
from center.documents.paper_form import PaperForm, Signer
from center.documents.papers import Verification, paper_pdf, verification
from center.documents.readers import register_reader
from center.documents.service import issue
from center.documents.wording import authority_line
from center.errors import RuleViolation
from center.i18n import lazy_gettext as _l
from center.residents.conduct.labels import CONDUCT_LABELS
from center.residents.conduct.models import ConductDecision, ConductKind, ConductProposal
from center.residents.conduct.permissions import ConductPermission
from center.residents.conduct.queries import decision_of
from center.residents.conduct.rows import DISCIPLINE_PAPER, REWARD_PAPER

OWN_FORM = _l(
    "Không nghị định nào có mẫu quyết định này; đây là mẫu của cơ sở, dựng theo Nghị định 30/2020/NĐ-CP."
)

register_forms(
    *(
        PaperForm(
            kind=kind,
            label=label,
            title="Quyết định",
            abstract=abstract,
            template="documents/residents/conduct_decision.html",
            signer=Signer.HEAD,
            series="decision",
            symbol="QĐ-{agency}",
            remarks=(OWN_FORM,),
        )
        for kind, label, abstract in (
            (REWARD_PAPER, _l("Quyết định khen thưởng"), "Về việc khen thưởng người cai nghiện ma túy"),
            (DISCIPLINE_PAPER, _l("Quyết định kỷ luật"), "Về việc kỷ luật người cai nghiện ma túy"),
        )
    )
)
register_reader(REWARD_PAPER, ConductPermission.VIEW)
register_reader(DISCIPLINE_PAPER, ConductPermission.VIEW)


@dataclass(frozen=True, slots=True)
class DecisionPaper:
    """Everything on the paper, as plain values."""

    title: str
    abstract: str
    profile: Profile
    issuer: str
    """Head and center, as the line above the decision names them."""
    signed_on: date
    number: int | None
    symbol: str
    bases: tuple[str, ...]
    is_reward: bool
    what: str
    """The kind, as the first article names it."""
    name: str
    code: str
    born: date
    deed: str
    form: str
    merit: bool
    starts_on: date | None
    ends_on: date | None
    review_on: date | None
    effects: str
    replaces: str
    """Number of the decision it takes the place of; empty for a first one."""


def print_decision(proposal: ConductProposal, *, actor: Actor, now: datetime) -> IssuedDocument:
    """Draw and archive the decision in force on a proposal; asked again, the same paper comes back.

    Opens its own unit of work. Raises RuleViolation when there is no decision to print.
    """
    decision = decision_of(proposal.id)
    if decision is None or decision.slip_id is None:
        raise RuleViolation("conduct.paper_of_nothing")
    slip = db.session.get_one(PaperSlip, decision.slip_id)
    there = db.session.scalar(select(IssuedDocument).where(IssuedDocument.slip_id == slip.id))
    if there is not None:
        return there
    data = _data(proposal, decision, slip)
    content = _pdf(data, verification(slip.token), slip.kind)
    with unit_of_work():
        return issue(
            slip,
            content,
            title=f"{data.title} {data.abstract[:1].lower()}{data.abstract[1:]}",
            actor=actor,
            now=now,
            stay_id=proposal.stay_id,
        )


def _pdf(data: DecisionPaper, mark: Verification, kind: str) -> bytes:
    form = form_on(kind, data.signed_on)
    return paper_pdf(form.template, {"decision": data}, title=str(form.label), mark=mark)


def _data(proposal: ConductProposal, decision: ConductDecision, slip: PaperSlip) -> DecisionPaper:
    form = form_on(slip.kind, slip.signed_on)
    who = proposal.stay.resident
    profile = profile_on(slip.signed_on)
    article = "125" if slip.signed_on >= SET_A_FROM else "71"
    decree = DECREE_163 if slip.signed_on >= SET_A_FROM else DECREE_116
    former = db.session.get(ConductDecision, decision.amends_id) if decision.amends_id else None
    return DecisionPaper(
        title=form.title,
        abstract=form.abstract,
        profile=profile,
        issuer=authority_line(profile.head_title, profile.name),
        signed_on=slip.signed_on,
        number=slip.number,
        symbol=slip.symbol,
        bases=(
            f"{decree} (Điều {article})",
            f"Xét đề nghị của {proposal.recorded_by_name} ngày {_day(proposal.recorded_at)}",
        ),
        is_reward=decision.kind.is_reward,
        what=_what(decision.kind),
        name=who.full_name,
        code=who.code,
        born=who.birth_date,
        deed=proposal.deed,
        form=decision.form,
        merit=decision.merit,
        starts_on=decision.starts_on,
        ends_on=decision.ends_on,
        review_on=decision.review_on,
        effects=decision.effects,
        replaces=former.number if former else "",
    )


def _what(kind: ConductKind) -> str:
    return str(CONDUCT_LABELS[kind])


def _day(instant: datetime) -> str:
    return f"{local_date(instant):%d/%m/%Y}"
