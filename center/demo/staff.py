"""The demo center's staff as actors."""

from __future__ import annotations

from dataclasses import dataclass

from center.audit.actor import Actor


@dataclass(frozen=True, slots=True)
class Staff:
    """The staff as actors, by user name."""

    actors: dict[str, Actor]

    def __getitem__(self, username: str) -> Actor:
        """Return the actor of ``username``."""
        return self.actors[username]
