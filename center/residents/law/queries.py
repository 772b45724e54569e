"""The book of parameters as the pages show it. One statement reads all of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from center.errors import NotFound
from center.legal.loading import content_of
from center.legal.models import LegalParameter
from center.legal.queries import counting, open_offers, parameter_book, rows_of
from center.legal.rules import Basis, Parameter, ParameterBook, RuleSet
from center.residents.law.choices import CHOICES, Choice
from center.residents.law.labels import OTHER_TOPIC, TOPICS, Topic, topic_of
from center.residents.law.values import certainty, said, validity
from center.residents.law.words import WORDS, Word, word_of
from center.vietnamese.text import fold

DAY = timedelta(days=1)
COMING_DAYS = 730
RECENT_DAYS = 365
_ORDER = {name: number for number, name in enumerate(WORDS)}
_TOPIC_ORDER = {topic.key: number for number, topic in enumerate((*TOPICS, OTHER_TOPIC))}


@dataclass(frozen=True, slots=True)
class Line:
    """One dated row as a person reads it."""

    row: Parameter
    word: Word
    topic: Topic
    value: str
    validity: str
    certainty: str
    certainty_state: str
    certainty_detail: str
    """Who confirmed it, or why it is doubtful; may be empty."""
    when: str
    """now | coming | past, as of the asked day."""


@dataclass(frozen=True, slots=True)
class LineFilter:
    """What the list is narrowed to; empty fields narrow nothing."""

    text: str = ""
    """Part of the label, the value, the source or the name; without accents too."""
    topic: str = ""
    when: str = "current"
    """current: in force or coming; now, coming, past, all."""
    certainty: str = ""
    """unverified | unconfirmed | confirmed | center."""
    rule_set: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """A day on which one parameter changes."""

    day: date
    before: Parameter | None
    after: Parameter | None
    """None when nothing follows."""

    @property
    def row(self) -> Parameter:
        """The row that begins, or the one that ended."""
        row = self.after or self.before
        if row is None:
            raise ValueError("a turn is between two rows")
        return row

    @property
    def topic(self) -> Topic:
        """Where it belongs."""
        return topic_of(self.row.name)

    @property
    def label(self) -> str:
        """What the parameter is called."""
        return str(word_of(self.row.name).label)

    @property
    def said_before(self) -> str:
        """What held the day before; empty when nothing did."""
        return said(self.before) if self.before else ""

    @property
    def said_after(self) -> str:
        """What holds from the day on; empty when nothing does."""
        return said(self.after) if self.after else ""


@dataclass(frozen=True, slots=True)
class TopicCount:
    """How far a topic is confirmed."""

    topic: Topic
    rows: int
    """In force or coming."""
    unverified: int
    confirmed: int


@dataclass(frozen=True, slots=True)
class Chain:
    """One row with everything it superseded."""

    newest: LegalParameter
    line: Line
    earlier: tuple[LegalParameter, ...]
    """Newest first."""

    @property
    def counts(self) -> bool:
        """False for a row that was taken back."""
        return not self.newest.cancels


@dataclass(frozen=True, slots=True)
class Offer:
    """What a release says instead of the center's own word."""

    offered: Line
    held: Line | None
    """The center's row of the same first day; None where the release brings a new one."""


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """A choice of the center, as it stands."""

    choice: Choice
    held: Line | None


def line_of(row: Parameter, on: date) -> Line:
    """Return a row as it reads on the day ``on``."""
    words, state, detail = certainty(row)
    return Line(
        row,
        word_of(row.name),
        topic_of(row.name),
        said(row),
        validity(row),
        words,
        state,
        detail,
        "coming" if row.valid_from > on else "now" if is_in_use(row, on) else "past",
    )


def is_in_use(row: Parameter, on: date) -> bool:
    """Tell whether ``row`` still decides something from ``on`` on: a term rule does while its stays run."""
    if row.basis is Basis.STAY:
        return row.rule_set is not RuleSet.R2013
    return row.valid_to is None or row.valid_to >= on


def lines(wanted: LineFilter, on: date) -> list[Line]:
    """Return the rows of the list, by topic and in the order of the law."""
    text = fold(wanted.text)
    found = []
    for row in parameter_book():
        if wanted.rule_set and row.rule_set != wanted.rule_set:
            continue
        if not _certainty_fits(row, wanted.certainty):
            continue
        line = line_of(row, on)
        if wanted.topic and line.topic.key != wanted.topic:
            continue
        if not _when_fits(line, wanted.when, on):
            continue
        if text and text not in fold(" ".join((str(line.word.label), line.value, row.source, row.name))):
            continue
        found.append(line)
    found.sort(key=_place)
    return found


def topic_counts(on: date) -> list[TopicCount]:
    """Return for each topic how many rows are in use, and how many of them nobody has compared."""
    rows: defaultdict[str, list[Parameter]] = defaultdict(list)
    for row in parameter_book():
        if is_in_use(row, on):
            rows[topic_of(row.name).key].append(row)
    return [
        TopicCount(
            topic,
            len(rows[topic.key]),
            sum(not row.is_verified for row in rows[topic.key]),
            sum(row.confirmed_on is not None for row in rows[topic.key]),
        )
        for topic in (*TOPICS, OTHER_TOPIC)
        if rows[topic.key]
    ]


def turns(book: ParameterBook, since: date, until: date) -> list[Turn]:
    """Return what changes from ``since`` to ``until``, both included, by day and in the order of the law.

    A term rule passes from one rule set to the next: the day is the first decision the new one binds.
    """
    found = []
    for rows in _timelines(book):
        before: Parameter | None = None
        for row in rows:
            if before is not None and before.valid_to is not None and before.valid_to + DAY < row.valid_from:
                found.append(Turn(before.valid_to + DAY, before, None))
                before = None
            found.append(Turn(row.valid_from, before, row))
            before = row
        if before is not None and before.valid_to is not None:
            found.append(Turn(before.valid_to + DAY, before, None))
    found = [turn for turn in found if since <= turn.day <= until]
    found.sort(key=lambda turn: (turn.day, _TOPIC_ORDER[turn.topic.key], _rank(turn.row)))
    return found


def chains(name: str, on: date) -> list[Chain]:
    """Return every row of a parameter with what it superseded, by rule set and day. Raises NotFound."""
    stored = rows_of(name)
    if not stored:
        raise NotFound(f"no parameter {name!r}")
    by_id = {row.id: row for row in stored}
    superseded = {row.supersedes_id for row in stored}
    found = []
    for row in stored:
        if row.id in superseded or row.offered:
            continue
        earlier = []
        previous = by_id.get(row.supersedes_id or 0)
        while previous is not None:
            earlier.append(previous)
            previous = by_id.get(previous.supersedes_id or 0)
        found.append(Chain(row, line_of(row.as_parameter(), on), tuple(earlier)))
    return sorted(found, key=lambda chain: (chain.newest.rule_set, chain.newest.valid_from))


def offers(stored: Sequence[LegalParameter], on: date) -> dict[str, list[Offer]]:
    """Return what releases say instead of the center's word, by name; not what the center came to say too."""
    live = {(row.name, row.rule_set, row.valid_from): row for row in counting(stored)}
    found: defaultdict[str, list[Offer]] = defaultdict(list)
    for row in open_offers(stored):
        held = live.get((row.name, row.rule_set, row.valid_from))
        content = row.as_parameter()
        if held is not None and content_of(held.as_parameter()) == content_of(content):
            continue
        found[row.name].append(
            Offer(line_of(content, on), line_of(held.as_parameter(), on) if held else None)
        )
    return dict(found)


def choice_lines(on: date) -> list[ChoiceLine]:
    """Return the choices of the center with what holds; a term rule holds as long as stays of its law run."""
    book = parameter_book()
    found = []
    for choice in CHOICES:
        rows = [row for row in book if (row.name, row.rule_set) == (choice.name, choice.rule_set)]
        begun = [row for row in rows if row.valid_from <= on]
        found.append(ChoiceLine(choice, line_of(begun[-1], on) if begun else None))
    return found


def parameter_or_404(row_id: int) -> Parameter:
    """Return the row of that number if it counts. Raises NotFound."""
    for row in parameter_book():
        if row.row_id == row_id:
            return row
    raise NotFound(f"no row {row_id} counts")


def _timelines(book: ParameterBook) -> Iterable[list[Parameter]]:
    by_key: defaultdict[tuple[str, str], list[Parameter]] = defaultdict(list)
    for row in book:
        by_key[row.name, "" if row.basis is Basis.STAY else row.rule_set or ""].append(row)
    return (sorted(rows, key=lambda row: row.valid_from) for rows in by_key.values())


def _rank(row: Parameter) -> tuple[int, str, str, date]:
    return _ORDER.get(row.name, len(_ORDER)), row.name, row.rule_set or "", row.valid_from


def _place(line: Line) -> tuple[int, tuple[int, str, str, date]]:
    return _TOPIC_ORDER[line.topic.key], _rank(line.row)


def _when_fits(line: Line, wanted: str, on: date) -> bool:
    if wanted == "current":
        return is_in_use(line.row, on)
    return wanted not in {"now", "coming", "past"} or line.when == wanted


def _certainty_fits(row: Parameter, wanted: str) -> bool:
    match wanted:
        case "unverified":
            return not row.is_verified
        case "unconfirmed":
            return row.confirmed_on is None
        case "confirmed":
            return row.confirmed_on is not None
        case "center":
            return row.of_center
        case _:
            return True
