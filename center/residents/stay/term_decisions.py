"""Decisions over a term: reduction, exemption of the rest, transfer.

Each act (``term_act.one_act``) writes one event into the ledger with the paper that decides it, and moves the person
where that follows. All of them flush, none commits. They raise RuleViolation when the stay has ended, an instant lies
in the future, the paper is older than the decision of the stay, or the event contradicts what is recorded.
"""

from __future__ import annotations

from datetime import datetime
from typing import Unpack

from center.clock import local_date
from center.errors import RuleViolation
from center.legal.queries import parameter_book
from center.legal.rules import RuleSet
from center.residents.stay.models import EndReason, Stay, StayKind, TermEvent, TermEventKind
from center.residents.stay.rules import age_on
from center.residents.stay.service import ages_on
from center.residents.stay.term_act import Act, Who, ends, last_day_of_term, one_act, write
from center.residents.stay.terms import Paper
from center.residents.term.reductions import check_enabled
from center.residents.term.rests import moves_at_18


@one_act
def reduce_term(
    stay: Stay,
    paper: Paper,
    *,
    months: int,
    with_merit: bool = False,
    happened_at: datetime,
    order: str = "",
    reason: str = "",
    **who: Unpack[Who],
) -> TermEvent:
    """Carry out a court's decision to take ``months`` off the term; ``happened_at`` is when it arrived.

    A new last day that has passed means release at once (``reduction``). Source: Decree 116/2021 art. 58.
    ``order``: number and day of the order of the head of the center, needed for a decision of a day on which
    reductions are off (``term.reductions.check_enabled``); it is kept with the reason.
    """
    last_day_of_term(stay)
    check_enabled(paper.issued_on, RuleSet(stay.rule_set), parameter_book(), order=order)
    if order.strip():
        reason = "; ".join(part for part in (f"Theo lệnh {order.strip()}", reason.strip()) if part)
    act = Act(
        kind=TermEventKind.REDUCTION,
        happened_at=happened_at,
        paper=paper,
        months=months,
        with_merit=with_merit,
        reason=reason,
        **who,
    )
    return write(stay, act)


@one_act
def exempt(
    stay: Stay, paper: Paper, *, happened_at: datetime, reason: str = "", **who: Unpack[Who]
) -> TermEvent:
    """Carry out a decision that waives the rest (miễn): the stay ends, its last day held is that of ``happened_at``.

    Source: Law 120/2025 art. 39.3; Decree 116/2021 art. 58.3.
    """
    last_day_of_term(stay)
    act = Act(kind=TermEventKind.EXEMPTION, happened_at=happened_at, paper=paper, reason=reason, **who)
    return ends(stay, act, EndReason.EXEMPTED)


@one_act
def transfer_at_18(
    stay: Stay,
    paper: Paper,
    *,
    to_center: str = "",
    happened_at: datetime,
    reason: str = "",
    **who: Unpack[Who],
) -> TermEvent:
    """Move a minor who has come of age among adults: here, or in ``to_center``, which ends the stay.

    The term is the same. Refused below 18, and with less than the law's months left (``small-rest``).
    Source: Law 120/2025 art. 36.4.
    """
    last_day = last_day_of_term(stay)
    day = local_date(happened_at)
    if stay.kind is not StayKind.MINOR:
        raise RuleViolation("residents.no_minor", field="happened_at")
    adult = ages_on(day).adult_from
    age = age_on(stay.resident.birth_date, day)
    if age < adult:
        raise RuleViolation("residents.not_18_yet", field="happened_at", age=age, adult=adult)
    if not moves_at_18(
        last_day, day, decided_on=stay.decided_on, rule_set=RuleSet(stay.rule_set), book=parameter_book()
    ):
        raise RuleViolation("residents.rest_too_small_at_18", field="happened_at", last_day=last_day)
    act = Act(
        kind=TermEventKind.TRANSFER_AT_18,
        happened_at=happened_at,
        paper=paper,
        place=to_center,
        reason=reason,
        **who,
    )
    return ends(stay, act, EndReason.TRANSFERRED) if to_center.strip() else write(stay, act)


@one_act
def transfer_out(
    stay: Stay, paper: Paper, *, to_center: str, happened_at: datetime, reason: str = "", **who: Unpack[Who]
) -> TermEvent:
    """Hand the person over to ``to_center``: the stay ends here, the term goes on there unchanged."""
    _needs_place(to_center)
    act = Act(
        kind=TermEventKind.TRANSFER_OUT,
        happened_at=happened_at,
        paper=paper,
        place=to_center,
        reason=reason,
        **who,
    )
    return ends(stay, act, EndReason.TRANSFERRED)


@one_act
def transfer_in(
    stay: Stay, paper: Paper, *, from_center: str, reason: str = "", **who: Unpack[Who]
) -> TermEvent:
    """Record that the person was taken over from ``from_center``, where the term began.

    Afterwards events from before the admission can be recorded too (``record_term_event``): an escape there
    stopped the same term.
    """
    last_day_of_term(stay)
    _needs_place(from_center)
    act = Act(
        kind=TermEventKind.TRANSFER_IN,
        happened_at=stay.admitted_at,
        paper=paper,
        place=from_center,
        reason=reason,
        **who,
    )
    return write(stay, act)


def _needs_place(center: str) -> None:
    if not center.strip():
        raise RuleViolation("residents.center_missing", field="place")
