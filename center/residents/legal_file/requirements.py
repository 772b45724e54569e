"""Which papers the legal file of a stay must hold: those that come with the person, and the record of the hand-over.

The list of what comes with the person is ``reception/papers.toml``; there is no other.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from center.documents.forms_catalogue import form_on
from center.i18n import gettext as _
from center.residents.intake.paper_kinds import entry_kind
from center.residents.legal_file.kinds import KIND_LABELS, PaperKind
from center.residents.legal_file.rules import RequiredPaper
from center.residents.reception.papers import Need, PaperRule, papers_of
from center.residents.stay.models import StayKind

OFFICIAL = "V"


def required(
    stay_kind: StayKind, rule_set: str, *, adult: bool, admitted_on: date
) -> tuple[RequiredPaper, ...]:
    """Return the papers the file of such a stay must hold, in the order of the law.

    ``adult``: of age on the day of admission. Papers that are only compared when somebody has one are left out.
    """
    rules = [
        rule for rule in papers_of(stay_kind.value, rule_set, adult=adult) if rule.need is not Need.IF_ANY
    ]
    return (*_merged(rules), *_entry_record(stay_kind, admitted_on))


def _merged(rules: Iterable[PaperRule]) -> Iterable[RequiredPaper]:
    """Yield a line for each rule; those that stand for each other share one."""
    groups: dict[str, list[PaperRule]] = {}
    for rule in rules:
        groups.setdefault(rule.instead or rule.code, []).append(rule)
    for group in groups.values():
        yield RequiredPaper(
            kinds=tuple(PaperKind(rule.code) for rule in group),
            label=_(" hoặc ").join(rule.label for rule in group),
            source="; ".join(dict.fromkeys(rule.source for rule in group)),
            is_verified=all(rule.confidence == OFFICIAL for rule in group),
        )


def _entry_record(stay_kind: StayKind, admitted_on: date) -> Iterable[RequiredPaper]:
    """Yield the record of the hand-over, where an official form exists for it."""
    form = form_on(entry_kind(stay_kind), admitted_on)
    if form.number:
        yield RequiredPaper(
            kinds=(PaperKind.ENTRY_RECORD,),
            label=f"{KIND_LABELS[PaperKind.ENTRY_RECORD]} (mẫu {form.number})",
            source=form.official_name,
            is_verified=True,
            by_center=True,
        )
