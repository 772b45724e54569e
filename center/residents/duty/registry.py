"""Which duties there are and what makes them: each feature registers its kinds with the source of their facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from center.auth.permissions import Role
from center.legal.rules import Parameter
from center.residents.duty.rules import Proof, Scope, Stayer, Wanted

Derive = Callable[[Scope], Iterable[Wanted]]
"""Reads the facts in a fixed number of statements and returns what follows from them; writes nothing."""


@dataclass(frozen=True, slots=True)
class DutyKind:
    """One kind of duty."""

    code: str
    label: str
    """Lazy Vietnamese: what is to be done, as an order."""
    owner: Role
    act: str = ""
    """Lazy Vietnamese: the words on the link to where it is done; empty without such a page."""
    endpoint: str = ""
    """Page where it is done, or seen from."""
    permission: str = ""
    """What opens that page."""
    argument: str = "stay_id"
    """Name of the endpoint's argument; ``stay_id`` gets the stay, any other the row of the fact, "" nothing."""
    anchor: str = ""
    """Part of that page, ``step-{cause}``; ``{cause}`` is what tells the duty from others of its kind."""
    watch: Role = Role.DUTY_COMMANDER
    """Who sees it among their own once it is late."""
    by_paper: bool = False
    """Closed by the paper itself; only the director may prove by hand that one was made outside the program."""
    information: bool = False
    """Somebody else's duty the center wants to know of: it closes by itself."""


def owed(
    kind: DutyKind,
    stay: Stayer,
    *,
    cause_at: datetime,
    due_at: datetime,
    rule: Parameter,
    cause: str = "",
    done: Proof | None = None,
    lapsed: str = "",
    ahead: bool = False,
    owed_anew: bool = False,
) -> Wanted:
    """Return a duty of ``kind`` on the stay itself; the other arguments as in ``Wanted``."""
    return Wanted(
        kind=kind.code,
        subject=stay.subject,
        cause=cause,
        stay_id=stay.id,
        cause_at=cause_at,
        due_at=due_at,
        rule=rule,
        done=done,
        lapsed=lapsed,
        ahead=ahead,
        owed_anew=owed_anew,
    )


@dataclass(frozen=True, slots=True)
class DutySource:
    """Where kinds of duties come from."""

    name: str
    kinds: tuple[DutyKind, ...]
    derive: Derive
    for_center: bool = False
    """True: its duties are the whole center's and are not asked for with single stays."""


_sources: dict[str, DutySource] = {}
_kinds: dict[str, DutyKind] = {}


def register_source(source: DutySource) -> None:
    """Add a source; the same one again changes nothing. Raises ValueError when its name or a kind is taken."""
    known = _sources.setdefault(source.name, source)
    if known is not source:
        raise ValueError(f"two sources of duties are named {source.name!r}")
    for kind in source.kinds:
        if _kinds.setdefault(kind.code, kind) is not kind:
            raise ValueError(f"two kinds of duties are named {kind.code!r}")


def sources(*, for_center: bool) -> list[DutySource]:
    """Return the sources of stays, or those of the whole center, by name."""
    found = [source for source in _sources.values() if source.for_center is for_center]
    return sorted(found, key=lambda source: source.name)


def kinds() -> dict[str, DutyKind]:
    """Return every kind by its code, in the order of registration."""
    return dict(_kinds)


def kind_of(code: str) -> DutyKind:
    """Return the kind called ``code``; one that no feature registers any more keeps its code as its label."""
    return _kinds.get(code) or DutyKind(code, code, Role.DIRECTOR)
