"""Writing accounts: money in, money out, corrections."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import func, select

from center.audit.actor import Actor
from center.audit.service import record
from center.clock import local_date
from center.db import db, hold, one_at_a_time
from center.errors import RuleViolation
from center.residents.money.audit import MoneyCorrected, MoneyEntered
from center.residents.money.box import box_on
from center.residents.money.labels import KIND_LABELS
from center.residents.money.models import Means, MoneyEntry, MoneyKind
from center.residents.money.permissions import MoneyPermission
from center.residents.money.queries import (
    account_of,
    chain_of,
    closed_until,
    entry_of_form,
    limits_on,
    month_sums,
)
from center.residents.money.rules import (
    AFTER_END,
    BOOK_KINDS,
    OWN_PARTY,
    Account,
    Posting,
    check_box,
    check_day,
    check_limits,
    check_receiver,
    check_return,
    correction,
    posting,
)
from center.residents.stay.models import Stay
from center.residents.timeline.service import note
from center.residents.timeline.topics import Topic
from center.ui.filters import format_number

DESK = "residents.money"
"""The cash desk writes one act at a time: receipts have no gaps, and nothing slips into a day being closed."""


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """Money in or out as the desk knows it."""

    kind: MoneyKind
    amount: int
    """Whole đồng, above zero; the kind tells the direction."""
    booked_on: date
    party: str = ""
    """Who gives or takes it; empty means the resident, where that can be."""
    party_relation: str = ""
    party_paper: str = ""
    reference: str = ""
    note: str = ""
    means: Means | None = None
    """None: the usual one of the kind."""
    client_id: str | None = None


def enter(stay: Stay, facts: EntryFacts, *, actor: Actor, now: datetime) -> MoneyEntry:
    """Write money in or out and return the entry. Flushes.

    The same ``client_id`` again returns the entry it made. Raises RuleViolation when the account does not have it, the
    day is closed, the house rules cap it, or nobody is named on the other side.
    Source: Decree 163/2026 arts 120.3, 123.3; Decree 116/2021 arts 62.4, 69.3.
    """
    one_at_a_time(DESK)
    there = entry_of_form(facts.client_id)
    if there is not None:
        return there
    if facts.kind in (MoneyKind.CORRECTION, MoneyKind.LABOUR_SHARE):
        raise ValueError(f"{facts.kind} has an act of its own")
    hold(stay)
    if not stay.is_open and facts.kind.value not in AFTER_END:
        raise RuleViolation("residents.stay_ended")
    today, account = local_date(now), account_of(stay.id)
    if facts.kind is MoneyKind.RETURNED:
        check_return(today, stay.last_day, ended=not stay.is_open, basis=facts.reference)
        check_receiver(facts.party, facts.party_relation, facts.party_paper, stay.resident.full_name)
    change = posting(facts.kind.value, facts.amount, account)
    check_limits(
        facts.kind.value,
        facts.amount,
        account,
        limits_on(facts.booked_on),
        month_sums(stay.id, facts.booked_on),
    )
    if change.amount < 0 and means_of(facts) is Means.CASH:
        check_box(box_on(facts.booked_on).computed, facts.amount)
    party = facts.party.strip()
    if not party:
        if facts.kind.value not in OWN_PARTY:
            raise RuleViolation("residents.money_party", field="party")
        party = stay.resident.full_name
    entry = book(stay, account, change, facts, party=party, actor=actor, now=now)
    record(
        MoneyEntered(
            entry_id=entry.id,
            receipt=entry.receipt,
            kind=entry.kind.value,
            amount=entry.amount,
            balance=entry.balance_after,
            booked_on=entry.booked_on,
        ),
        actor=actor,
        at=now,
        stay_id=stay.id,
    )
    _tell(entry, f"{KIND_LABELS[entry.kind]}", actor=actor, now=now)
    return entry


def pay_out(stay: Stay, facts: EntryFacts, *, actor: Actor, now: datetime) -> MoneyEntry:
    """Return the whole balance of ``stay`` when it ends; ``facts.amount`` is ignored.

    Raises RuleViolation when the account is empty.
    """
    one_at_a_time(DESK)
    there = entry_of_form(facts.client_id)
    if there is not None:
        return there
    balance = account_of(stay.id).balance
    if not balance:
        raise RuleViolation("residents.money_empty")
    whole = replace(facts, kind=MoneyKind.RETURNED, amount=balance)
    return enter(stay, whole, actor=actor, now=now)


def correct(
    entry: MoneyEntry,
    right: int,
    reason: str,
    *,
    booked_on: date,
    client_id: str | None = None,
    actor: Actor,
    now: datetime,
) -> MoneyEntry:
    """Put ``entry`` right: it should have been ``right`` đồng (zero or more, in its own direction).

    The difference is a new entry of an open day, so that a closed day stays as it was signed. Flushes. Raises
    RuleViolation without a reason, when it was corrected before, or when the account would not bear it.
    """
    one_at_a_time(DESK)
    there = entry_of_form(client_id)
    if there is not None:
        return there
    stay = db.session.get_one(Stay, entry.stay_id)
    hold(stay)
    if not reason.strip():
        raise RuleViolation("residents.money_reason", field="reason")
    if db.session.scalar(select(MoneyEntry.id).where(MoneyEntry.amends_id == entry.id)) is not None:
        raise RuleViolation("residents.money_corrected_before")
    if right < 0:
        raise RuleViolation("residents.money_amount", field="amount")
    chain = chain_of(entry)
    first, wrong = chain[-1], sum(one.amount for one in chain)
    account = account_of(stay.id)
    change = correction(
        wrong,
        right if first.amount > 0 else -right,
        account,
        held_share=first.kind is MoneyKind.LABOUR_SHARE and first.held_part != 0,
        held_returned=max(0, -sum(one.held_part for one in chain)),
    )
    facts = EntryFacts(
        kind=MoneyKind.CORRECTION,
        amount=abs(change.amount),
        booked_on=booked_on,
        party_relation=first.party_relation,
        party_paper=first.party_paper,
        means=first.means,
        client_id=client_id,
    )
    fixed = book(
        stay, account, change, facts, party=first.party, amends=entry, reason=reason, actor=actor, now=now
    )
    record(
        MoneyCorrected(
            entry_id=fixed.id,
            amended=entry.receipt,
            receipt=fixed.receipt,
            amount=fixed.amount,
            balance=fixed.balance_after,
            reason=fixed.reason,
        ),
        actor=actor,
        at=now,
        stay_id=stay.id,
    )
    _tell(fixed, f"Điều chỉnh phiếu {entry.receipt}: {fixed.reason}", actor=actor, now=now)
    return fixed


def book(
    stay: Stay,
    account: Account,
    change: Posting,
    facts: EntryFacts,
    *,
    party: str,
    share_month: date | None = None,
    amends: MoneyEntry | None = None,
    reason: str = "",
    number: int | None = None,
    actor: Actor,
    now: datetime,
) -> MoneyEntry:
    """Append the entry to the account. The caller holds the desk and the stay, and has checked the amount. Flushes."""
    check_day(facts.booked_on, today=local_date(now), closed_until=closed_until(), last_on=account.last_on)
    series = "PT" if change.amount > 0 else "PC"
    entry = MoneyEntry(
        stay_id=stay.id,
        seq=account.seq + 1,
        previous_seq=account.seq or None,
        kind=facts.kind,
        means=means_of(facts),
        booked_on=facts.booked_on,
        amount=change.amount,
        balance_before=account.balance,
        balance_after=account.balance + change.amount,
        held_part=change.held_part,
        held_before=account.held,
        held_after=account.held + change.held_part,
        receipt_series=series,
        receipt_year=facts.booked_on.year,
        receipt_number=number or next_receipt(series, facts.booked_on.year),
        party=party,
        party_relation=facts.party_relation.strip(),
        party_paper=facts.party_paper.strip(),
        reference=facts.reference.strip(),
        note=facts.note.strip(),
        share_month=share_month,
        amends_id=amends.id if amends else None,
        reason=reason.strip(),
        client_id=facts.client_id,
        recorded_at=now,
        recorded_by_id=actor.id,
        recorded_by_name=actor.name,
    )
    db.session.add(entry)
    db.session.flush()  # the next entry names this one
    return entry


def means_of(facts: EntryFacts) -> Means:
    """Return how the money moves: as the desk said, or as is usual for the kind."""
    return facts.means or (Means.BOOK if facts.kind.value in BOOK_KINDS else Means.CASH)


def next_receipt(series: str, year: int) -> int:
    """Return the next number of ``series`` in ``year``; the caller holds the desk."""
    last = db.session.scalar(
        select(func.max(MoneyEntry.receipt_number)).where(
            MoneyEntry.receipt_series == series, MoneyEntry.receipt_year == year
        )
    )
    return (last or 0) + 1


def _tell(entry: MoneyEntry, what: str, *, actor: Actor, now: datetime) -> None:
    sign = "thu" if entry.amount > 0 else "chi"
    note(
        entry.stay_id,
        f"Lưu ký, {sign} {format_number(abs(entry.amount))} đồng ({what[:1].lower()}{what[1:]}), "
        f"còn {format_number(entry.balance_after)} đồng",
        area="residents",
        topic=Topic.MONEY,
        permission=MoneyPermission.VIEW,
        happened_at=now,
        actor=actor,
        now=now,
    )
