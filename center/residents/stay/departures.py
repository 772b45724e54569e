"""What upper floors close when a person leaves for something this floor decides: an outing still on the books."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from center.audit.actor import Actor
from center.residents.stay.models import Stay


class Closer(Protocol):
    """Ends what a feature holds open about a stay's being out; nothing open is no fault."""

    def __call__(
        self, stay: Stay, *, returned_at: datetime, note_text: str, actor: Actor, now: datetime
    ) -> None:
        """End it at ``returned_at``; ``note_text`` says what took its place."""


_closers: list[Closer] = []


def closes_on_departure(closer: Closer) -> Closer:
    """Register ``closer``; a decorator, so that the feature's own module says so."""
    if closer not in _closers:
        _closers.append(closer)
    return closer


def close_what_is_open(stay: Stay, *, at: datetime, why: str, actor: Actor, now: datetime) -> None:
    """Let every feature end what it holds open about ``stay``, before the person is out for ``why``."""
    for closer in _closers:
        closer(stay, returned_at=at, note_text=why, actor=actor, now=now)
