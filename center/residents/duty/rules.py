"""What the facts make of the duties that are known: opened, moved, closed, opened again. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import IntEnum

from center.errors import RuleViolation
from center.legal.rules import Lookup, Parameter, ParameterBook, RuleSet
from center.legal.workdays.rules import WorkCalendar
from center.residents.term.calendar import add_months
from center.residents.term.events import ABSENCE_OF, LATE_FROM, TermEventKind

OPEN, DONE, NOT_APPLICABLE = "open", "done", "not_applicable"

GONE = "Sự kiện phát sinh việc này không còn."
"""Why a duty does not apply whose cause is no longer in the facts."""


@dataclass(frozen=True, slots=True)
class Proof:
    """That the facts show a duty done."""

    at: datetime
    text: str
    link: str = ""
    """Path of the page that shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A duty that follows from the facts as they are."""

    kind: str
    subject: str
    """What it is about: ``stay-12``, ``escape-3``, ``2026-Q4``."""
    cause: str = ""
    """What tells it from another duty of the same kind on the same subject."""
    stay_id: int | None = None
    subject_id: int | None = None
    detail: str = ""
    cause_at: datetime
    due_at: datetime
    rule: Parameter
    done: Proof | None = None
    lapsed: str = ""
    """Why it does not apply just now, by the facts; empty while it does."""
    ahead: bool = False
    """Counted back from a day to come: opened only when its time is near."""
    owed_anew: bool = False
    """A proof given by hand is good for one due time only; when that moves, it is owed again."""

    @property
    def key(self) -> str:
        """The name no second duty may have."""
        return f"{self.kind}:{self.subject}:{self.cause}"


@dataclass(frozen=True, slots=True)
class Known:
    """A duty as stored."""

    id: int
    key: str
    kind: str
    stay_id: int | None
    state: str
    by_facts: bool
    due_at: datetime
    closed_at: datetime | None
    level: int
    version: int


@dataclass(frozen=True, slots=True)
class Change:
    """What is to be written about one duty: its new state, and the steps that led there."""

    known: Known | None
    """None: it is new."""
    wanted: Wanted | None
    state: str
    due_at: datetime
    steps: tuple[tuple[str, str], ...]
    """(action, text) in their order; actions are values of ``DutyAction``."""
    proof: Proof | None = None
    """What closed it; None while it is open."""


def changes(
    known: Iterable[Known], wanted: Iterable[Wanted], *, now: datetime, horizon: timedelta
) -> list[Change]:
    """Return what must be written so that the known duties say what the facts say; nothing when they do.

    What a person closed stays closed, except a proof for a due time that has moved (``owed_anew``). What the
    facts closed, they may open again. A duty that lapsed before anybody saw it is not made at all. A duty of
    the whole center outlives the period that sources look back on.
    """
    there = {one.key: one for one in known}
    found: list[Change] = []
    for want in wanted:
        one = there.pop(want.key, None)
        change = _new(want, now, horizon) if one is None else _known(one, want, now)
        if change is not None:
            found.append(change)
    for one in there.values():
        if one.state == OPEN and one.stay_id is not None:
            proof = Proof(now, GONE)
            steps = ((NOT_APPLICABLE, GONE),)
            found.append(Change(one, None, NOT_APPLICABLE, one.due_at, steps, proof))
    return found


def _new(want: Wanted, now: datetime, horizon: timedelta) -> Change | None:
    if want.lapsed or (want.ahead and want.due_at - horizon > now):
        return None
    if want.done is not None:
        steps = (("opened", ""), (DONE, want.done.text))
        return Change(None, want, DONE, want.due_at, steps, want.done)
    return Change(None, want, OPEN, want.due_at, (("opened", ""),))


def _known(one: Known, want: Wanted, now: datetime) -> Change | None:
    state, proof = _by_facts(want, now)
    moved = want.due_at != one.due_at
    steps: list[tuple[str, str]] = []
    if one.state != OPEN:
        owed = not one.by_facts and want.owed_anew and moved and one.state == DONE and state == OPEN
        if not (owed or (one.by_facts and state != one.state)):
            return None
        steps.append(("reopened", "Ngày phải làm đã đổi." if owed else "Căn cứ khép việc này không còn."))
    if moved:
        steps.append(("moved", ""))
    if state != OPEN:
        steps.append((state, proof.text if proof else ""))
    if not steps:
        return None
    return Change(one, want, state, want.due_at, tuple(steps), proof)


def _by_facts(want: Wanted, now: datetime) -> tuple[str, Proof | None]:
    if want.done is not None:
        return DONE, want.done
    if want.lapsed:
        return NOT_APPLICABLE, Proof(now, want.lapsed)
    return OPEN, None


class Level(IntEnum):
    """How far a duty was escalated."""

    NONE = 0
    SOON = 1
    """Its time is nearly over: the owner is reminded."""
    LATE = 2
    """Its time is over: whoever watches that kind sees it among their own."""
    LONG_LATE = 3
    """Nobody did it still: it stands on the director's day."""


@dataclass(frozen=True, slots=True)
class Steps:
    """When a duty is escalated; set by the center (``duty.*`` parameters)."""

    soon_hours: int
    """Before the due time, for what is counted in hours."""
    soon_days: int
    """Before the due time, for what is counted in days or longer."""
    director_hours: int
    """After the due time."""


SHORT = timedelta(hours=72)
"""A duty whose whole time is no longer is one counted in hours."""


def soon_from(cause_at: datetime, due_at: datetime, steps: Steps) -> datetime:
    """Return from when a duty counts as nearly due."""
    short = due_at - cause_at <= SHORT
    return due_at - (timedelta(hours=steps.soon_hours) if short else timedelta(days=steps.soon_days))


def level_at(cause_at: datetime, due_at: datetime, steps: Steps, now: datetime) -> Level:
    """Return how far an open duty is to be escalated at ``now``."""
    if now > due_at + timedelta(hours=steps.director_hours):
        return Level.LONG_LATE
    if now > due_at:
        return Level.LATE
    return Level.SOON if now >= soon_from(cause_at, due_at, steps) else Level.NONE


# --- due times -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Stayer:
    """The facts about a stay that duties follow from."""

    id: int
    kind: str
    rule_set: RuleSet
    decided_on: date
    admitted_at: datetime
    first_day: date
    last_day: date | None
    stage: str
    ended_on: date | None
    birth_date: date

    @property
    def subject(self) -> str:
        """How keys name it."""
        return f"stay-{self.id}"


def ended(stay: Stayer) -> str:
    """Return why nothing more is owed on a stay that is over; empty while it runs."""
    return f"Đợt cai nghiện đã kết thúc ngày {stay.ended_on:%d/%m/%Y}." if stay.ended_on else ""


@dataclass(frozen=True, slots=True)
class TermStep:
    """One event in force of a stay's term."""

    id: int
    kind: TermEventKind
    happened_at: datetime
    due_on: date | None
    """Day that an order to return names."""


def stopped_by(events: Sequence[TermStep]) -> TermEventKind | None:
    """Return what lets the term stand still after ``events``: an escape, prison, a lateness; None while it runs."""
    stopped: TermEventKind | None = None
    for event in events:
        if event.kind in STOPS:
            stopped = event.kind
        elif stopped is not None and ABSENCE_OF.get(event.kind) in {stopped, LATE_FROM.get(stopped)}:
            stopped = None
    return stopped


STOPS = frozenset({TermEventKind.ESCAPE, TermEventKind.PRISON, *LATE_FROM})
"""Events after which the days do not count, until the return that ends them."""


@dataclass(frozen=True, slots=True)
class ByHand:
    """A duty that a person closed with a proof."""

    id: int
    kind: str
    stay_id: int | None
    done_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a source of duties is asked about."""

    stays: Mapping[int, Stayer]
    now: datetime
    today: date
    book: ParameterBook
    calendar: WorkCalendar
    events: Mapping[int, Sequence[TermStep]] = field(default_factory=dict)
    """What stands in the ledger of each stay, as it happened; missing where nothing does."""
    by_hand: Sequence[ByHand] = field(default=())


def number(book: ParameterBook, name: str, on: date, rule_set: RuleSet | None = None) -> Lookup[int] | None:
    """Return the whole number ``name`` holds on ``on`` with its row; None: the law of that day asks nothing."""
    if book.find_or_none(name, on, rule_set) is None:
        return None
    return book.lookup(name, int, on=on, rule_set=rule_set)


def interval_due(book: ParameterBook, name: str, start: date) -> tuple[date, Parameter] | None:
    """Return the day a check repeated every so many months is due again after ``start``, with its rule.

    The rule in force on the due day itself decides: a check of March 2026 was due in September under six
    months, but from July the law asks once a year, so it is due in March 2027. Of several, the earliest day.
    None where no rule reaches.
    """
    found = [
        (due, row)
        for row in book
        if row.name == name
        and isinstance(row.value, int)
        and row.in_force(due := add_months(start, row.value))
    ]
    if found:
        return min(found, key=lambda one: one[0])
    later = [row for row in book if row.name == name and row.valid_from > start]
    return (later[0].valid_from, later[0]) if later else None


def quarters(today: date, months: int, back: int = 1) -> list[tuple[date, date]]:
    """Return the period of ``months`` that holds ``today`` and the ``back`` before it, as first and last days.

    Periods are laid from January on, so that three months are the quarters of the year.
    """
    first = date(today.year, 1, 1)
    while add_months(first, months) <= today:
        first = add_months(first, months)
    found = []
    for number in range(back, -1, -1):
        begin = add_months(first, -months * number)
        found.append((begin, add_months(begin, months) - timedelta(days=1)))
    return found


def yearly(month_day: str, today: date, horizon: timedelta) -> list[date]:
    """Return the next day ``month_day`` ("01-15") from ``today`` on, before it the last one unless it is older.

    ``horizon`` is how old that may be.
    """
    month, day = (int(part) for part in month_day.split("-"))
    days = [date(year, month, day) for year in (today.year - 1, today.year, today.year + 1)]
    coming = next(one for one in days if one >= today)
    return [one for one in days if one == coming or timedelta(0) < today - one <= horizon]


def birthday(born: date, years: int) -> date:
    """Return the day somebody comes of ``years``; born on 29 February, on 1 March of a common year.

    Convention ``birthday-29-february`` of docs/decisions/term-conventions.md.
    """
    try:
        return date(born.year + years, born.month, born.day)
    except ValueError:
        return date(born.year + years, 3, 1)


# --- closing by hand -------------------------------------------------------------------------------


def check_close(state: str, owner: str, roles: Collection[str]) -> None:
    """Refuse to close a duty that is closed, or another role's; the director may close any."""
    if owner not in roles and "director" not in roles:
        raise RuleViolation("duties.not_yours")
    if state != OPEN:
        raise RuleViolation("duties.closed_before")


def check_proof(roles: Collection[str], *, by_paper: bool) -> None:
    """Refuse a typed proof for what only a paper closes, except the director's for one made outside the program."""
    if by_paper and "director" not in roles:
        raise RuleViolation("duties.only_by_paper")


def check_reopen(state: str, owner: str, roles: Collection[str], *, by_facts: bool) -> None:
    """Refuse to open what is open, what the facts closed, or another role's duty."""
    if owner not in roles and "director" not in roles:
        raise RuleViolation("duties.not_yours")
    if state == OPEN:
        raise RuleViolation("duties.still_open")
    if by_facts:
        raise RuleViolation("duties.closed_by_facts")


def check_done_at(done_at: datetime, cause_at: datetime, now: datetime) -> None:
    """Refuse an instant in the future or before the duty began."""
    if done_at > now:
        raise RuleViolation("duties.done_in_future", field="done_at")
    if done_at < cause_at:
        raise RuleViolation("duties.done_before_cause", field="done_at", cause_at=cause_at)
