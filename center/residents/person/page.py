"""What the page of the person shows, read once; what it costs does not grow with the number of people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from center.clock import today
from center.residents.duplicates.queries import Alike, alike, facts_of
from center.residents.identity.number import PersonalNumber, disagreements, read_number
from center.residents.merging.queries import Merge, merges_of
from center.residents.person.models import IdentifierKind, PersonAmendment, Photo, Resident, Standing
from center.residents.person.queries import PaperLine, amendments_of, files, papers_of, photos_of
from center.residents.residence.models import Residence
from center.residents.residence.queries import residences_of
from center.residents.stay.models import Contact, Stay
from center.residents.stay.queries import contacts_of_stays, header_of, stays_of
from center.ui.messages import sentence
from center.ui.panels import ResidentHeader


@dataclass(frozen=True, slots=True)
class PersonPage:
    """Everything known of the person, over all files that are one."""

    stay: Stay
    header: ResidentHeader
    kept: Resident
    """The file that speaks for the person."""
    merged: tuple[Resident, ...]
    """Files that were merged into it."""
    papers: Sequence[PaperLine]
    doubts: tuple[str, ...]
    """What a number in force says otherwise than the file."""
    amendments: Sequence[PersonAmendment]
    photos: Sequence[Photo]
    stays: Sequence[Stay]
    residences: Mapping[int, Sequence[Residence]]
    contacts: Mapping[int, Sequence[Contact]]
    merges: Sequence[Merge]
    alike: Sequence[Alike]
    """People who may be the same, for who may propose to merge."""

    @property
    def codes(self) -> dict[int, str]:
        """Codes of the files by their id."""
        return {file.id: file.code for file in (self.kept, *self.merged)}


def person_page(stay: Stay, *, at: datetime, on: date, compare: bool) -> PersonPage:
    """Return the page of the person of ``stay``; ``compare`` also looks for other files of the same person."""
    kept, *merged = files(stay.resident_id)
    papers, stays = papers_of(kept.id), stays_of(kept.id)
    ids = [one.id for one in stays]
    found: Sequence[Alike] = ()
    if compare:
        found = alike(facts_of([kept.id])[kept.id], apart_from=[kept.id], limit=5)
    return PersonPage(
        stay=stay,
        header=header_of(stay, at=at, on=on),
        kept=kept,
        merged=tuple(merged),
        papers=papers,
        doubts=_doubts(kept, papers),
        amendments=amendments_of(kept.id),
        photos=photos_of(kept.id),
        stays=stays,
        residences=residences_of(ids),
        contacts=contacts_of_stays(ids),
        merges=merges_of(kept.id),
        alike=found,
    )


def _doubts(person: Resident, papers: Sequence[PaperLine]) -> tuple[str, ...]:
    found = []
    for line in papers:
        if line.row.standing is not Standing.VALID or line.row.kind is IdentifierKind.PASSPORT:
            continue
        number = read_number(line.row.number, today())
        if isinstance(number, PersonalNumber):
            differing = disagreements(number, birth_year=person.birth_date.year, sex=person.sex)
            found += [f"{line.row.number}: {sentence(warning.violation()).what}" for warning in differing]
    return tuple(dict.fromkeys(found))
