"""The book of parameters as the pages show it. One statement reads all of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from center.errors import NotFound
from center.legal.queries import parameter_book
from center.legal.rules import Basis, Parameter, RuleSet
from center.residents.law.choices import CHOICES, Choice
from center.residents.law.labels import OTHER_TOPIC, TOPICS, Topic, topic_of
from center.residents.law.values import certainty, said, validity, value_in_words
from center.residents.law.words import WORDS, Word, word_of
from center.vietnamese.text import fold

_ORDER = {name: number for number, name in enumerate(WORDS)}
TOPIC_ORDER = {topic.key: number for number, topic in enumerate((*TOPICS, OTHER_TOPIC))}


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
class TopicCount:
    """How far a topic is confirmed."""

    topic: Topic
    rows: int
    """In force or coming."""
    unverified: int
    confirmed: int


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """A choice of the center, as it stands."""

    choice: Choice
    held: Line | None
    ways: tuple[str, ...]
    """Every answer in words, what is shipped first."""


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


def choice_lines(on: date) -> list[ChoiceLine]:
    """Return the choices of the center with what holds; a term rule holds as long as stays of its law run."""
    book = parameter_book()
    found = []
    for choice in CHOICES:
        rows = [row for row in book if (row.name, row.rule_set) == (choice.name, choice.rule_set)]
        begun = [row for row in rows if row.valid_from <= on]
        ways = tuple(value_in_words(choice.name, value, "") for value in choice.alternatives)
        found.append(ChoiceLine(choice, line_of(begun[-1], on) if begun else None, ways))
    return found


def parameter_or_404(row_id: int) -> Parameter:
    """Return the row of that number if it counts. Raises NotFound."""
    for row in parameter_book():
        if row.row_id == row_id:
            return row
    raise NotFound(f"no row {row_id} counts")


def rank(row: Parameter) -> tuple[int, str, str, date]:
    """Return the place of ``row`` in the order of the law, within its topic."""
    return _ORDER.get(row.name, len(_ORDER)), row.name, row.rule_set or "", row.valid_from


def _place(line: Line) -> tuple[int, tuple[int, str, str, date]]:
    return TOPIC_ORDER[line.topic.key], rank(line.row)


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
