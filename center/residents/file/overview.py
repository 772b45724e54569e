"""What the first page of a stay shows, read once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from center.audit.actor import Actor
from center.documents.models import IssuedDocument
from center.documents.queries import documents_of_stay
from center.legal.queries import parameter_book
from center.legal.rules import RuleSet
from center.residents.badge.models import Badge
from center.residents.badge.queries import badges_of
from center.residents.intake.paper_kinds import entry_kind
from center.residents.law.notice import UnverifiedNotice, notices
from center.residents.person.models import Identifier
from center.residents.person.queries import current_identifier
from center.residents.property.queries import Held, belongings_of
from center.residents.restriction.models import Restriction
from center.residents.restriction.queries import restrictions_of
from center.residents.restriction.rules import areas_of
from center.residents.stage.model import Lanes
from center.residents.stage.queries import lanes_of_stay
from center.residents.stay.models import Contact, Decision, Stay
from center.residents.stay.queries import contacts_of, decisions_of, header_of, stays_of
from center.residents.stay.terms import term_of
from center.residents.term.lengths import months_warning
from center.residents.term.messages import LENGTH_WARNINGS
from center.residents.term.model import Term
from center.residents.term_desk.drawing import drawn
from center.ui.panels import ResidentHeader
from center.ui.term_line import TermLine


@dataclass(frozen=True, slots=True)
class RestrictionLine:
    """A restriction as the reader may see it."""

    restriction: Restriction
    in_force: bool
    is_own: bool
    """The reader's area put it: the private reason is shown, and it may be lifted."""


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on the first page of a stay."""

    stay: Stay
    header: ResidentHeader
    identifier: Identifier | None
    decisions: Sequence[Decision]
    contacts: Sequence[Contact]
    belongings: Sequence[Held]
    lanes: Lanes
    term: Term | None
    line: TermLine | None
    length_doubt: str
    """What to check about the length, or empty."""
    unverified: tuple[UnverifiedNotice, ...]
    """Rules behind the term that nobody has compared with the official text."""
    badges: Sequence[Badge]
    restrictions: tuple[RestrictionLine, ...]
    records: Sequence[IssuedDocument]
    """Entry records that were printed."""
    other_stays: Sequence[Stay]

    @property
    def badge(self) -> Badge | None:
        """The badge in force."""
        return next((badge for badge in self.badges if badge.revoked_at is None), None)

    @property
    def held(self) -> bool:
        """True while something is in custody."""
        return any(item.left for item in self.belongings)


def overview(stay: Stay, reader: Actor, *, at: datetime, on: date) -> Overview:
    """Return the first page of ``stay`` as ``reader`` may see it."""
    term = term_of(stay, on)
    own = areas_of(reader.roles)
    return Overview(
        stay=stay,
        header=header_of(stay, at=at, on=on),
        identifier=current_identifier(stay.resident_id),
        decisions=decisions_of(stay.id),
        contacts=contacts_of(stay.id),
        belongings=belongings_of(stay.id),
        lanes=lanes_of_stay(stay.id),
        term=term,
        line=drawn(term) if term else None,
        length_doubt=_length_doubt(stay),
        unverified=notices(term.unverified) if term else (),
        badges=badges_of(stay.id),
        restrictions=tuple(
            RestrictionLine(row, _in_force(row, on), row.area in own) for row in restrictions_of(stay.id)
        ),
        records=documents_of_stay(stay.id, entry_kind(stay.kind)),
        other_stays=[other for other in stays_of(stay.resident_id) if other.id != stay.id],
    )


def _length_doubt(stay: Stay) -> str:
    if stay.term_months is None:
        return ""
    code = months_warning(
        RuleSet(stay.rule_set),
        decided_on=stay.decided_on,
        earlier_rehabs=stay.earlier_rehabs,
        months=stay.term_months,
        book=parameter_book(),
    )
    return str(LENGTH_WARNINGS[code]) if code else ""


def _in_force(row: Restriction, on: date) -> bool:
    return row.lifted_at is None and row.starts_on <= on and (row.ends_on is None or on <= row.ends_on)
