"""Dated parameters: what a law says on a day, for a rule set, and from which row it was taken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from typing import Generic, TypeVar

from center.errors import CenterError, MissingParameter

Value = int | Decimal | bool | str | tuple[str, ...]
"""What a parameter can hold; a tuple is a list of words or codes in the order of its source."""

T = TypeVar("T", int, Decimal, bool, str, "tuple[str, ...]")


class RuleSet(StrEnum):
    """The rules that bind the term of a stay from its decision to its end."""

    R2013 = "R2013"
    """Law on Handling of Administrative Violations 2012 with Decree 221/2013; history only."""
    R2022 = "R2022"
    """Law 73/2021 with Decree 116/2021."""
    R2026 = "R2026"
    """Law 120/2025 with Decree 163/2026."""


R2022_FIRST_DECISION = date(2022, 1, 1)
"""Law 73/2021 and Decree 116/2021 took effect (Decree 116/2021 art. 86)."""
R2026_FIRST_DECISION = date(2026, 7, 1)
"""Law 120/2025 and Decree 163/2026 took effect (Law 120/2025 art. 55, 56; Decree 163/2026 art. 150)."""


FIRST_DECISION = {
    RuleSet.R2013: date(2014, 1, 1),
    RuleSet.R2022: R2022_FIRST_DECISION,
    RuleSet.R2026: R2026_FIRST_DECISION,
}
"""First day on which a decision falls under a rule set (R2013: Law 15/2012 art. 141.1)."""
LAST_DECISION = {
    RuleSet.R2013: date(2021, 12, 31),
    RuleSet.R2022: date(2026, 6, 30),
}
"""Last such day of the rule sets that a later law has replaced."""


def rule_set_for(decided_on: date) -> RuleSet:
    """Return the rule set that binds a stay decided on ``decided_on``.

    The day of the decision alone settles it, never the day of entry: art. 56.1 of Law 120/2025 keeps
    the old law for whoever was already bound by a decision, art. 56.2 gives the new law to a file
    that was decided only later (docs/decisions/term-conventions.md, ``decision-day``).
    """
    if decided_on < R2022_FIRST_DECISION:
        return RuleSet.R2013
    if decided_on < R2026_FIRST_DECISION:
        return RuleSet.R2022
    return RuleSet.R2026


class Confidence(StrEnum):
    """How sure the product is of a row."""

    READ = "V"
    """The instrument's own text was read."""
    SECONDARY = "V2"
    """Seen on a secondary page: news, summary, note."""
    MEMORY = "M"
    """From memory."""
    INFERRED = "I"
    """Inferred from a text that was read."""
    PROPOSED = "P"
    """The product's own proposal; the center approves it."""


class Basis(StrEnum):
    """Which day a row is looked up on."""

    STAY = "stay"
    """The day of the stay's decision, with the stay's rule set: term rules."""
    CALENDAR = "calendar"
    """The day in question: daily regime, norms, deadlines."""


class OverlappingParameters(CenterError):
    """Two rows claim the same name, rule set and day: a fault of the set-up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One dated row."""

    name: str
    value: Value
    unit: str
    """What the value counts (``"month"``); empty for yes/no and words."""
    rule_set: RuleSet | None
    """None: the same for every stay."""
    basis: Basis
    valid_from: date
    valid_to: date | None
    """Last day of validity; None while in force."""
    source: str
    """Document and article, as printed."""
    confidence: Confidence
    note: str = ""
    revision: int = 1
    confirmed_by: str = ""
    """Who compared the row with the official text at this center."""
    confirmed_on: date | None = None
    confirmed_where: str = ""
    """Where that person read it."""
    of_center: bool = False
    """The center's own row: typed, corrected or confirmed here, not as the product shipped it."""
    row_id: int | None = None
    """Key of the stored row; None for a row that was not read from the database."""

    def __post_init__(self) -> None:
        """Refuse a row that ends before it begins, or a term rule without a rule set."""
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise ValueError(f"{self.name}: ends on {self.valid_to}, before it begins on {self.valid_from}")
        if self.basis is Basis.STAY and self.rule_set is None:
            raise ValueError(f"{self.name}: a term rule names its rule set")

    @property
    def is_verified(self) -> bool:
        """True when the official text was read, or somebody at the center confirmed the row."""
        return self.confidence is Confidence.READ or self.confirmed_on is not None

    def in_force(self, on: date) -> bool:
        """Return whether ``on`` lies inside the validity, both ends included."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Lookup(Generic[T]):
    """A value together with the row it came from."""

    value: T
    parameter: Parameter


class ParameterBook:
    """Every row in one immutable, searchable whole."""

    __slots__ = ("_by_key", "_rows")

    def __init__(self, parameters: Iterable[Parameter]) -> None:
        """Raise OverlappingParameters when two rows could answer the same question."""
        self._rows = tuple(sorted(parameters, key=lambda row: (row.name, row.rule_set or "", row.valid_from)))
        by_key: defaultdict[tuple[str, RuleSet | None], list[Parameter]] = defaultdict(list)
        for row in self._rows:
            by_key[row.name, row.rule_set].append(row)
        self._by_key = {key: tuple(rows) for key, rows in by_key.items()}
        for (name, rule_set), rows in self._by_key.items():
            if rule_set is not None and (name, None) in self._by_key:
                raise OverlappingParameters(f"{name}: some rows name a rule set and some do not")
            for earlier, later in pairwise(rows):
                if earlier.in_force(later.valid_from):
                    raise OverlappingParameters(
                        f"{name} [{rule_set or 'any'}]: the row from {earlier.valid_from} is still in force "
                        f"on {later.valid_from}, when the next one begins"
                    )

    def __iter__(self) -> Iterator[Parameter]:
        """Yield every row by name, rule set and first day."""
        return iter(self._rows)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self._rows)

    def find(self, name: str, on: date, rule_set: RuleSet | None = None) -> Parameter:
        """Return the row of ``name`` in force on ``on``.

        A name whose rows carry rule sets needs ``rule_set``; for any other name it is ignored.
        ``on`` is the day of the decision for ``Basis.STAY`` and the day in question for ``Basis.CALENDAR``.
        Raises MissingParameter.
        """
        found = self.find_or_none(name, on, rule_set)
        if found is None:
            raise MissingParameter(name, on, rule_set)
        return found

    def find_or_none(self, name: str, on: date, rule_set: RuleSet | None = None) -> Parameter | None:
        """Return the row of ``name`` in force on ``on``, or None when that day has no such rule."""
        rows = self._by_key.get((name, None)) or self._by_key.get((name, rule_set), ())
        for row in rows:
            if row.in_force(on):
                return row
        return None

    def lookup(self, name: str, kind: type[T], *, on: date, rule_set: RuleSet | None = None) -> Lookup[T]:
        """Return the value with its row. Raises MissingParameter, or TypeError when it is not a ``kind``."""
        parameter = self.find(name, on, rule_set)
        # exact: a yes/no is an int for Python, but never a number of days
        if type(parameter.value) is not kind:
            raise TypeError(f"{name} holds {type(parameter.value).__name__}, not {kind.__name__}")
        return Lookup(parameter.value, parameter)

    def value_int(self, name: str, *, on: date, rule_set: RuleSet | None = None) -> int:
        """Return a whole number; see ``lookup``."""
        return self.lookup(name, int, on=on, rule_set=rule_set).value

    def value_decimal(self, name: str, *, on: date, rule_set: RuleSet | None = None) -> Decimal:
        """Return a decimal number; see ``lookup``."""
        return self.lookup(name, Decimal, on=on, rule_set=rule_set).value

    def value_bool(self, name: str, *, on: date, rule_set: RuleSet | None = None) -> bool:
        """Return a yes or no; see ``lookup``."""
        return self.lookup(name, bool, on=on, rule_set=rule_set).value

    def value_text(self, name: str, *, on: date, rule_set: RuleSet | None = None) -> str:
        """Return a word or a text; see ``lookup``."""
        return self.lookup(name, str, on=on, rule_set=rule_set).value

    def value_list(self, name: str, *, on: date, rule_set: RuleSet | None = None) -> tuple[str, ...]:
        """Return a list of words or codes in the order of the source; see ``lookup``."""
        return self.lookup(name, tuple, on=on, rule_set=rule_set).value
