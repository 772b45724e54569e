"""Everybody who serves a compulsory term under R2022: who may be proposed, and what the others lack."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from center.legal.queries import parameter_book
from center.legal.rules import ParameterBook, RuleSet
from center.residents.assessment.queries import grades_of, scheme_on
from center.residents.conduct.queries import Merit, merits_of
from center.residents.reduction.rules import (
    Limits,
    Missing,
    MonthGrade,
    Situation,
    Verdict,
    first_gradable,
    judge,
)
from center.residents.stay.models import Stay, StayKind
from center.residents.stay.queries import stays_by_id
from center.residents.stay.term_inputs import stay_terms
from center.residents.term.model import Term, TermInput, TermState
from center.residents.term.rules import compute_term
from center.vietnamese import fold

SOON_DAYS = 60
"""How far ahead somebody counts as close."""


@dataclass(frozen=True, slots=True)
class RadarLine:
    """One stay with its verdict."""

    stay: Stay
    term: Term
    verdict: Verdict
    merits: Sequence[Merit]

    @property
    def served_days(self) -> int:
        """Days served, custody included."""
        return self.term.days_credited + self.term.days_counted


@dataclass(frozen=True, slots=True)
class RadarFilter:
    """What the list is narrowed to; empty fields narrow nothing."""

    state: str = ""
    """``eligible``, ``soon`` (within SOON_DAYS), ``waiting`` (only grades are to be decided), ``merit``."""
    text: str = ""


def limits_of(book: ParameterBook, decided_on: date) -> Limits:
    """Return what the law of a stay decided on that day sets. Raises MissingParameter for a law without reductions."""
    law = RuleSet.R2022
    return Limits(
        served_ratio=book.value_decimal("reduction.min_served_ratio", on=decided_on, rule_set=law),
        good_months=book.value_int("reduction.good_months_required", on=decided_on, rule_set=law),
        low=book.value_int("reduction.min_months", on=decided_on, rule_set=law),
        high=book.value_int("reduction.max_months", on=decided_on, rule_set=law),
        merit_low=book.value_int("reduction.merit.min_months", on=decided_on, rule_set=law),
        merit_high=book.value_int("reduction.merit.max_months", on=decided_on, rule_set=law),
        posting_days=book.value_int("reduction.posting_min_working_days", on=decided_on, rule_set=law),
    )


def enabled_on(book: ParameterBook, day: date) -> bool:
    """Tell whether the center proposes reductions on ``day`` (``reduction.enabled``)."""
    row = book.find_or_none("reduction.enabled", day, RuleSet.R2022)
    return row is not None and row.value is True


def radar(on: date, stay_ids: Collection[int] | None = None) -> list[RadarLine]:
    """Return the open compulsory stays under R2022, those who may be proposed first, then by the day they could be.

    Five statements, whatever their number; ``stay_ids`` keeps only those.
    """
    wanted = [
        Stay.ended_on.is_(None),
        Stay.rule_set == RuleSet.R2022.value,
        Stay.kind == StayKind.COMPULSORY,
    ]
    if stay_ids is not None:
        wanted.append(Stay.id.in_(stay_ids))
    facts = {one.stay_id: one.facts for one in stay_terms(*wanted) if one.facts is not None}
    stays = stays_by_id(list(facts))
    grades = grades_of(list(facts), last=on)
    merits = merits_of(list(facts), until=on)
    book, scheme = parameter_book(), scheme_on(on).scheme
    lines = []
    for stay_id, term_facts in facts.items():
        stay = stays[stay_id]
        term = compute_term(term_facts, book, on=on)
        situation = _situation(
            stay,
            term_facts,
            term,
            [
                MonthGrade(one.period_first, one.period_last, one.level_label, one.at_least_fair)
                for one in grades.get(stay_id, ())
            ],
            period_months=scheme.period_months,
            min_days=scheme.min_days,
            merit=bool(merits.get(stay_id)),
        )
        verdict = judge(situation, limits_of(book, stay.decided_on))
        lines.append(RadarLine(stay, term, verdict, merits.get(stay_id, ())))
    lines.sort(key=_order)
    return lines


def narrowed(lines: Sequence[RadarLine], wanted: RadarFilter, on: date) -> list[RadarLine]:
    """Return those of ``lines`` the filter lets through."""
    words = fold(wanted.text).split()
    return [line for line in lines if _fits(line, wanted.state, on) and _named(line, words)]


def _fits(line: RadarLine, state: str, on: date) -> bool:
    verdict = line.verdict
    if state == "eligible":
        return verdict.eligible
    if state == "soon":
        return (
            not verdict.eligible
            and verdict.earliest is not None
            and verdict.earliest <= on + timedelta(days=SOON_DAYS)
        )
    if state == "waiting":
        return verdict.missing == (Missing.UNGRADED,)
    if state == "merit":
        return bool(line.merits)
    return True


def _named(line: RadarLine, words: Sequence[str]) -> bool:
    who = line.stay.resident
    return all(word in who.name_fold or word.upper() == who.code for word in words)


def _order(line: RadarLine) -> tuple[bool, date, str]:
    verdict = line.verdict
    return not verdict.eligible, verdict.earliest or date.max, line.stay.resident.name_sort


def _situation(
    stay: Stay,
    facts: TermInput,
    term: Term,
    grades: Sequence[MonthGrade],
    *,
    period_months: int,
    min_days: int,
    merit: bool,
) -> Situation:
    return Situation(
        on=term.on,
        term_days=term.days_total,
        term_months=facts.months,
        reduced_months=sum(one.months for one in facts.reductions),
        served_days=term.days_credited + term.days_counted,
        last_day=term.last_day,
        at_large=term.state is TermState.STOPPED,
        grades=grades,
        period_months=period_months,
        gradable_from=first_gradable(stay.admitted_on, min_days=min_days, period_months=period_months),
        merit=merit,
    )
