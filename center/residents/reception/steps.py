"""The steps of a reception and what may be said of one."""

from __future__ import annotations

from enum import StrEnum


class Step(StrEnum):
    """One step, in the order of the conveyor."""

    PAPERS = "papers"
    """The papers that came, against the list of this kind of stay (Decree 163/2026 arts 96, 99, 108)."""
    IDENTITY = "identity"
    """Who it is, the decision, the address: the stay is opened with it."""
    SEARCH = "search"
    """Body search by two persons; by the house rules."""
    HEALTH = "health"
    """Preliminary health check (Decree 163/2026 art. 108.1)."""
    BELONGINGS = "belongings"
    PHOTO = "photo"
    KIT = "kit"
    CLASSIFICATION = "classification"
    BED = "bed"
    BADGE = "badge"
    INFORMATION = "information"
    """Information collected (form 17), rules explained."""
    RECORD = "record"
    """The hand-over record (forms 31, 42)."""


class MarkKind(StrEnum):
    """What somebody said of a step."""

    DONE = "done"
    ASKED = "asked"
    """Handed to somebody else, who does it."""
    PUT_OFF = "put_off"
    NOT_APPLICABLE = "not_applicable"
    REOPENED = "reopened"
    """Takes back what was said before."""


class State(StrEnum):
    """How a step stands."""

    DONE = "done"
    NOT_APPLICABLE = "not_applicable"
    WAITING = "waiting"
    """Somebody else was asked and has not done it yet."""
    DRAFTED = "drafted"
    """Typed, not accepted yet."""
    PUT_OFF = "put_off"
    OPEN = "open"


FINISHED = frozenset({State.DONE, State.NOT_APPLICABLE})

BEFORE_ADMISSION = frozenset({Step.PAPERS, Step.IDENTITY, Step.SEARCH, Step.HEALTH})
"""What can be done before it is known who the person is."""

MARKED_DONE = frozenset({Step.SEARCH, Step.CLASSIFICATION, Step.INFORMATION})
"""Steps that a person says are done; the others show it by facts of their own."""

MAY_NOT_APPLY = frozenset({Step.SEARCH, Step.BELONGINGS, Step.KIT, Step.CLASSIFICATION})
"""Steps that some receptions do not have; the law or the house asks for all the others."""

BEFORE_CLOSING = frozenset({Step.IDENTITY, Step.BED})
"""What nobody leaves the desk without."""
