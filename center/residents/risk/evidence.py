"""What a flag may rest on: each feature says what it knows about a stay, and where to look it up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from center.errors import RuleViolation
from center.ui.navigation import allowed


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact that can be pointed at."""

    number: int
    """Of its row."""
    text: str
    """In words, without what a reader of flags may not know."""


@dataclass(frozen=True, slots=True)
class EvidenceSource:
    """A feature whose facts a flag may rest on."""

    name: str
    permission: str
    """Opens the pages of its facts."""
    offered: Callable[[int], Sequence[Evidence]]
    """What it knows about a stay, the newest first, in a fixed number of statements."""
    url: Callable[[int], str]
    """Page of the fact with that number."""


_sources: dict[str, EvidenceSource] = {}


def register_evidence(source: EvidenceSource) -> None:
    """Add a source; the same one again changes nothing. Raises ValueError when its name is taken."""
    known = _sources.setdefault(source.name, source)
    if known is not source:
        raise ValueError(f"two sources of evidence are named {source.name!r}")


def offered_evidence(stay_id: int) -> list[tuple[str, str]]:
    """Return (reference, words) of everything about the stay that the present person may see."""
    return [
        (f"{source.name}:{one.number}", one.text)
        for source in _sources.values()
        if allowed(source.permission)
        for one in source.offered(stay_id)
    ]


def evidence_words(stay_id: int, reference: str) -> str:
    """Return the words of ``reference``; "" for none. Raises RuleViolation when the stay has no such fact."""
    if not reference:
        return ""
    name, _sep, number = reference.partition(":")
    source = _sources.get(name)
    for one in source.offered(stay_id) if source else ():
        if str(one.number) == number:
            return one.text[:200]
    raise RuleViolation("risk.evidence_gone", field="evidence")


def evidence_url(reference: str) -> str:
    """Return the page of ``reference`` for the present person; empty when there is none to open."""
    name, _sep, number = reference.partition(":")
    source = _sources.get(name)
    return source.url(int(number)) if source and number.isdigit() and allowed(source.permission) else ""
