"""Reading contacts with their history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from center.db import db
from center.errors import NotFound
from center.residents.stay.models import Contact


@dataclass(frozen=True, slots=True)
class ContactStory:
    """One contact in all its rows."""

    rows: tuple[Contact, ...]
    """Newest first."""

    @property
    def newest(self) -> Contact:
        """What was written last."""
        return self.rows[0]


def stories_of(stay_id: int) -> list[ContactStory]:
    """Return every contact a stay has or had: those that count first, then the newest; one statement."""
    rows: Sequence[Contact] = db.session.scalars(
        select(Contact).where(Contact.stay_id == stay_id).order_by(Contact.id)
    ).all()
    chains: dict[int, list[Contact]] = {}
    for row in rows:
        chain = chains.pop(row.amends_id, []) if row.amends_id is not None else []
        chains[row.id] = [row, *chain]
    found = [ContactStory(tuple(chain)) for chain in chains.values()]
    found.sort(key=lambda story: (story.newest.ended, -story.newest.id))
    return found


def contact_or_404(stay_id: int, contact_id: int) -> Contact:
    """Return a contact of the stay. Raises NotFound."""
    found = db.session.get(Contact, contact_id)
    if found is None or found.stay_id != stay_id:
        raise NotFound(f"no contact {contact_id} of stay {stay_id}")
    return found
