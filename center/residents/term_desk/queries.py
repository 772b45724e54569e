"""What the desk of the term reads beside the ledger itself."""

from __future__ import annotations

from collections.abc import Sequence

from center.db import db
from center.documents.models import IssuedDocument
from center.documents.queries import documents_of_stay
from center.errors import NotFound
from center.residents.stay.models import TermEvent, TermEventKind
from center.residents.stay.terms import events_in_force
from center.residents.term.events import ABSENCE_OF, LATE_FROM, RETURN_OF
from center.residents.term_desk.papers import PROPOSAL_KIND, SHEET_KIND


def lasting_of(stay_id: int) -> frozenset[TermEventKind]:
    """Return the absences and the lateness of the stay that have begun and not ended."""
    lasting: set[TermEventKind] = set()
    for event in events_in_force(stay_id):
        if event.kind in RETURN_OF or event.kind in LATE_FROM:
            lasting.add(event.kind)
        elif event.kind in ABSENCE_OF:
            absence = ABSENCE_OF[event.kind]
            lasting = {kind for kind in lasting if kind is not absence and LATE_FROM.get(kind) is not absence}
    return frozenset(lasting)


def correctable(stay_id: int) -> frozenset[int]:
    """Return the events of the stay that can be amended or taken back."""
    return frozenset(
        event.id for event in events_in_force(stay_id) if event.kind is not TermEventKind.RECALCULATION
    )


def event_or_404(stay_id: int, event_id: int) -> TermEvent:
    """Return an event of the stay. Raises NotFound."""
    row = db.session.get(TermEvent, event_id)
    if row is None or row.stay_id != stay_id:
        raise NotFound(f"no term event {event_id} of stay {stay_id}")
    return row


def with_its_return(event: TermEvent) -> list[TermEvent]:
    """Return ``event`` and, of an absence, the lateness and the return that make no sense without it."""
    back = RETURN_OF.get(event.kind)
    if back is None:
        return [event]
    found = [event]
    for other in events_in_force(event.stay_id):
        if other.happened_at < event.happened_at or other.id == event.id:
            continue
        if other.kind is event.kind:
            break  # the next absence of that kind
        belongs = LATE_FROM.get(other.kind) is event.kind
        order = other.kind is TermEventKind.RETURN_ORDER and event.kind is TermEventKind.SUSPENSION
        if belongs or order or other.kind is back:
            found.append(other)
        if other.kind is back:
            break
    return found


def sheets_of(stay_id: int) -> Sequence[IssuedDocument]:
    """Return the proof sheets and proposals issued for the stay, newest first."""
    found = [*documents_of_stay(stay_id, SHEET_KIND), *documents_of_stay(stay_id, PROPOSAL_KIND)]
    return sorted(found, key=lambda one: one.id, reverse=True)
