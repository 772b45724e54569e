"""What can be done in the background, and what is done by the clock. Features add to both in ``jobs.py``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from apscheduler.triggers.cron import CronTrigger

from center.audit.actor import Actor
from center.clock import LOCAL_ZONE


@dataclass(frozen=True, slots=True)
class JobResult:
    """What a piece of background work made."""

    document_id: int | None = None
    """Issued document; its page opens it."""
    file_id: int | None = None
    """Stored file that is not an issued document; the kind's ``open_file`` reads it."""
    message: str = ""
    """How it ended, in one Vietnamese sentence with the counts."""
    problems: tuple[str, ...] = ()
    """What could not be done and why, one sentence each."""


@dataclass(frozen=True, slots=True)
class JobFile:
    """A file as the browser gets it."""

    content: bytes
    media_type: str
    filename: str


class JobContext(Protocol):
    """What a handler may do while it works."""

    job_id: int
    actor: Actor
    """Who asked, with the roles held now."""

    @property
    def key(self) -> str:
        """A name of this work that is the same at every try: ``job-17``."""
        ...

    def progress(self, done: int, total: int, message: str = "") -> None:
        """Show how far the work is. Not inside a unit of work."""
        ...

    def finish(self, result: JobResult) -> None:
        """Mark the work done in the running unit of work: what it made and that it is done are one commit."""
        ...


Handler = Callable[[Mapping[str, Any], JobContext], JobResult | None]
FileOpener = Callable[[int], JobFile | None]


@dataclass(frozen=True, slots=True)
class BackgroundKind:
    """One kind of background work."""

    kind: str
    title: str
    """Lazy Vietnamese string: what the progress page calls it."""
    handler: Handler
    open_file: FileOpener | None


@dataclass(frozen=True, slots=True)
class Schedule:
    """Work done by the clock, in local time."""

    name: str
    """``snake_case``, unique."""
    title: str
    """Lazy Vietnamese string."""
    function: Callable[[datetime], str]
    """Gets the present instant; returns what was done in one line. Opens its own unit of work; must stand
    being run twice for one slot."""
    cron: Mapping[str, int | str] = field(default_factory=dict)
    """Arguments of APScheduler's CronTrigger: ``{"hour": 2, "minute": 30}``."""

    def trigger(self) -> CronTrigger:
        """Return the trigger, in the center's time zone."""
        return CronTrigger(**self.cron, timezone=LOCAL_ZONE)


_kinds: dict[str, BackgroundKind] = {}
_schedules: dict[str, Schedule] = {}


def background(kind: str, *, title: str, open_file: FileOpener | None = None) -> Callable[[Handler], Handler]:
    """Make a function the handler of ``kind``.

    It gets the payload and a JobContext, works outside a unit of work except for its short writing parts, and
    must stand being started again after a crash. Raises ValueError when the kind is taken.
    """

    def add(handler: Handler) -> Handler:
        if kind in _kinds:
            raise ValueError(f"background kind {kind!r} has two handlers")
        _kinds[kind] = BackgroundKind(kind, title, handler, open_file)
        return handler

    return add


def background_kind(kind: str) -> BackgroundKind | None:
    """Return a kind of background work, or None."""
    return _kinds.get(kind)


def register_schedules(*schedules: Schedule) -> None:
    """Add scheduled work; the same again changes nothing. Raises ValueError when a name is taken."""
    for schedule in schedules:
        if _schedules.setdefault(schedule.name, schedule) is not schedule:
            raise ValueError(f"two schedules are named {schedule.name!r}")


def schedules() -> tuple[Schedule, ...]:
    """Return all scheduled work, by name."""
    return tuple(_schedules[name] for name in sorted(_schedules))


def schedule(name: str) -> Schedule | None:
    """Return one piece of scheduled work, or None."""
    return _schedules.get(name)
