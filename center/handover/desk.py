"""Acts that print: they set numbers aside, print outside the write lock, and archive. They open units of work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from center.agency.queries import profile_on
from center.audit.actor import Actor
from center.db import unit_of_work
from center.documents.forms_catalogue import form_on
from center.documents.papers import verification
from center.handover.data import Signing
from center.handover.documents import completion_pdf, notice_pdf
from center.handover.end_papers import (
    check_completion,
    keep_completion,
    keep_notice,
    reserve_completion,
    reserve_notices,
)
from center.handover.facts import packet_facts
from center.handover.models import Addressee, Packet
from center.handover.packet import Progress, draw_packet, keep_packet, reserve_packet
from center.residents.stay.models import Stay
from center.residents.stay.queries import stay_or_404


def print_notices(
    stay: Stay, to: Sequence[tuple[Addressee, str]], *, key: str, actor: Actor, now: datetime
) -> list[int]:
    """Issue the notice of the coming end to each addressee; return the documents' ids. Raises RuleViolation."""
    with unit_of_work():
        slips = reserve_notices(stay, to, key=key, now=now)
    prints = []
    for due in slips:
        slip = due.slip
        facts = packet_facts(stay, on=slip.signed_on)
        signing = Signing(profile_on(slip.signed_on), slip.signed_on, slip.number, slip.symbol)
        form = form_on(slip.kind, slip.signed_on)
        prints.append(notice_pdf(facts, signing, verification(slip.token), form=form, addressee=due.name))
    with unit_of_work():
        return [
            keep_notice(stay, due, content, actor=actor, now=now).id
            for due, content in zip(slips, prints, strict=True)
        ]


def print_completion(stay: Stay, *, actor: Actor, now: datetime) -> int | None:
    """Issue the completion paper and return its document's id; None when one is in force. Raises RuleViolation."""
    with unit_of_work():
        check_completion(stay, now=now)
        due = reserve_completion(stay, now=now)
    if due is None:
        return None
    slip = due.slip
    content = completion_pdf(
        packet_facts(stay, on=slip.signed_on),
        Signing(profile_on(slip.signed_on), slip.signed_on, slip.number, slip.symbol),
        verification(slip.token),
        form=form_on(slip.kind, slip.signed_on),
    )
    with unit_of_work():
        return keep_completion(stay, due, content, actor=actor, now=now).id


def make_packet(
    stay_id: int,
    *,
    key: str,
    actor: Actor,
    now: datetime,
    progress: Progress | None = None,
    kept: Callable[[Packet], None] | None = None,
) -> Packet:
    """Build the packet of a stay; ``kept`` runs in the unit of work that archives it.

    The same ``key`` again makes no second packet. Raises RuleViolation, NotFound.
    """
    with unit_of_work():
        stay = stay_or_404(stay_id)
        reserved = reserve_packet(stay, key=key, now=now)
    drawn = draw_packet(stay, reserved, prepared_by=actor.name if actor.id else "", progress=progress)
    with unit_of_work():
        packet = keep_packet(stay_or_404(stay_id), drawn, actor=actor, now=now)
        if kept is not None:
            kept(packet)
    return packet
