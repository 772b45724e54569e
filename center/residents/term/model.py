"""What goes into the computation of a term, and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from center.legal.rules import Confidence, Parameter, RuleSet


class TermKind(StrEnum):
    """Legal kinds of stay that have a term; the values are those of ``StayKind``."""

    COMPULSORY = "compulsory"
    MINOR = "minor"
    VOLUNTARY = "voluntary"


class AbsenceKind(StrEnum):
    """Why a person is away from the center; whether it counts is looked up by rule set."""

    ESCAPE = "escape"
    HOSPITAL = "hospital"
    COURT = "court"
    """Taken out for criminal procedure (form 45 of 2021, form 47 of 2026)."""
    FUNERAL_LEAVE = "funeral_leave"


@dataclass(frozen=True, slots=True)
class Absence:
    """One absence, in local days."""

    kind: AbsenceKind
    left_on: date
    """Day it began; the person was still held on that day."""
    back_on: date | None = None
    """Day the person was held again; None while it lasts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermInput:
    """The facts a term follows from. Absences may come in any order."""

    rule_set: RuleSet
    kind: TermKind
    decided_on: date
    """Day of the decision (voluntary under R2022: of the contract); term rules are looked up on it."""
    months: int
    """Length by decision, see ``lengths.term_months``."""
    first_day: date
    """First day of the term, itself counted."""
    custody_days: int = 0
    """Days held at the center before ``first_day`` while the file was made; deducted from the term."""
    custody_from: date | None = None
    """First of those days, for the proof; None when only their number is known."""
    absences: tuple[Absence, ...] = ()
    ended_on: date | None = None
    """Last day the person was held, when the stay has ended for whatever reason."""


class LineKind(StrEnum):
    """What a line of the proof is about; absences keep the values of ``AbsenceKind``."""

    TERM = "term"
    """The length by decision, in days, from the first day on."""
    CUSTODY = "custody"
    """Custody before the first day, deducted."""
    CENTER = "center"
    """Days in the center."""
    HOSPITAL = "hospital"
    COURT = "court"
    FUNERAL_LEAVE = "funeral_leave"
    ESCAPE = "escape"
    REST = "rest"
    """Days after the asked day, or after the end of the stay."""


class Effect(StrEnum):
    """What the days of a line do to the term."""

    BASIS = "basis"
    """They are the term itself."""
    COUNTED = "counted"
    """They are served, or count as served."""
    NOT_COUNTED = "not_counted"
    """They are not served: each moves the last day by one."""
    AHEAD = "ahead"
    """They are still to be served."""
    LAPSED = "lapsed"
    """They will never be served: the stay ended before the term."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermLine:
    """One line of the proof. The calendar lines touch each other and never overlap."""

    kind: LineKind
    effect: Effect
    days: int
    from_day: date | None
    to_day: date | None
    """Both ends included; None where only a number of days is known."""
    parameter: Parameter
    """The dated rule behind the line."""

    @property
    def counted(self) -> bool:
        """True when the days are served or count as served."""
        return self.effect is Effect.COUNTED

    @property
    def rule(self) -> str:
        """Name of the rule, such as ``term.at_large_counts``."""
        return self.parameter.name

    @property
    def article(self) -> str:
        """Document and article, as printed."""
        return self.parameter.source

    @property
    def confidence(self) -> Confidence:
        """How sure the product is of the rule."""
        return self.parameter.confidence


class TermState(StrEnum):
    """Where the term stands on the asked day."""

    NOT_BEGUN = "not_begun"
    RUNNING = "running"
    STOPPED = "stopped"
    """The asked day does not count: the person is at large."""
    COMPLETE = "complete"
    """The last day has passed: nobody may be held on this term any more."""
    ENDED = "ended"
    """The stay ended before the term was served."""


class Convention(StrEnum):
    """Choices the texts leave open that bore on a result; the rows of docs/decisions/term-conventions.md."""

    LAST_DAY_INSIDE = "last-day-inside"
    MONTH_END = "month-end"
    DECISION_DAY = "decision-day"
    OTHER_LENGTH = "other-length"
    CREDIT_OFF_THE_END = "credit-off-the-end"
    CREDIT_COVERS_TERM = "credit-covers-term"
    BORDER_DAYS = "border-days"
    OPEN_ABSENCE = "open-absence"
    ESCAPE_FROM_ABSENCE = "escape-from-absence"
    OVERLAP = "overlap"
    AFTER_LAST_DAY = "after-last-day"
    VOLUNTARY_ESCAPE = "voluntary-escape"
    LAST_DAY_HELD = "last-day-held"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term as it stands on the asked day, ``on``, that day included.

    ``days_total = days_credited + days_counted + days_left + days_lapsed``, and the days from
    ``first_day`` to ``on`` are ``days_counted + days_not_counted`` while the term runs.
    """

    on: date
    first_day: date
    last_day: date
    """Last day inside the term; the eve of ``first_day`` when custody covers the whole term."""
    is_provisional: bool
    """True while an open absence moves ``last_day`` by one day a day; it is right if it ends the day after ``on``."""
    days_total: int
    days_credited: int
    """Custody days deducted."""
    days_counted: int
    """Days from ``first_day`` to ``on`` that count."""
    days_not_counted: int
    """Days from ``first_day`` to ``on`` that do not."""
    days_left: int
    """Days to serve after ``on``."""
    days_lapsed: int
    """Days that will never be served."""
    state: TermState
    open_absence: Absence | None
    """The absence that lasts on ``on``; one that stops the term before one that counts."""
    lines: tuple[TermLine, ...]
    """The term, the deduction, then the calendar in its order."""
    conventions: tuple[Convention, ...]

    @property
    def is_running(self) -> bool:
        """True when the asked day counts toward the term."""
        return self.state is TermState.RUNNING

    @property
    def parameters(self) -> tuple[Parameter, ...]:
        """Every dated row the result depends on, each once, in the order of its first use."""
        return tuple(
            {(row.name, row.valid_from): row for row in (line.parameter for line in self.lines)}.values()
        )

    @property
    def unverified(self) -> tuple[Parameter, ...]:
        """Those of ``parameters`` whose official text nobody has compared yet."""
        return tuple(row for row in self.parameters if not row.is_verified)
