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
    LATE_FROM_LEAVE = "late_from_leave"
    """Not back from funeral leave, traced; begins on the last permitted day."""
    SUSPENSION = "suspension"
    """At home for treatment (tạm đình chỉ)."""
    LATE_FROM_SUSPENSION = "late_from_suspension"
    """Not back by one's own fault; begins on the day the written order to return names."""
    PRISON = "prison"
    """From the day a sentence begins to be served to the day the person is held for the rest of the term."""


@dataclass(frozen=True, slots=True)
class Absence:
    """One absence, in local days."""

    kind: AbsenceKind
    left_on: date
    """Day it began; the person was still held on that day."""
    back_on: date | None = None
    """Day the person was held again; None while it lasts."""


@dataclass(frozen=True, slots=True)
class Reduction:
    """Months the court took off the term (giảm thời hạn, R2022)."""

    months: int
    decided_on: date
    """Day of the court's decision."""
    with_merit: bool = False
    """True when merit (lập công) was recognised, which widens the range."""


class MoveKind(StrEnum):
    """How a person came to be held elsewhere; the term is the same before and after."""

    IN = "transfer_in"
    AT_18 = "transfer_at_18"
    OUT = "transfer_out"


@dataclass(frozen=True, slots=True)
class Move:
    """A change of the place where the term is served."""

    kind: MoveKind
    on_day: date
    """First day at the new place; of a move away, the last day here. Both places held the person on it."""
    leaves: bool = False
    """True when the person leaves this center with it."""


class EndCause(StrEnum):
    """Why a stay ended before the term was served, where that decides what becomes of the rest."""

    EXEMPTION = "exemption"
    PRISON = "prison"
    """Waived for the sake of a prison sentence (R2013, R2022)."""
    TRANSFER = "transfer"
    """The rest is served in another center."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TermInput:
    """The facts a term follows from. Absences, reductions and moves may come in any order."""

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
    reductions: tuple[Reduction, ...] = ()
    moves: tuple[Move, ...] = ()
    exempted_on: date | None = None
    """Last day before the rest was waived by a decision (miễn)."""
    ended_on: date | None = None
    """Last day the person was held, when the stay has ended for whatever reason."""
    ended_by: EndCause | None = None
    """What ended it, as the ending says; None when the term was served, at death, or while the stay runs."""


class LineKind(StrEnum):
    """What a line of the proof is about; absences keep the values of ``AbsenceKind``."""

    TERM = "term"
    """The length by decision, in days, from the first day on."""
    REDUCTION = "reduction"
    """Months the court took off, in days: those that would have followed the new end."""
    CUSTODY = "custody"
    """Custody before the first day, deducted."""
    CENTER = "center"
    """Days in the center."""
    OTHER_CENTER = "other_center"
    """Days in the center the person came from."""
    ADULT_CENTER = "adult_center"
    """Days among adults, after the transfer at 18."""
    HOSPITAL = "hospital"
    COURT = "court"
    FUNERAL_LEAVE = "funeral_leave"
    LATE_FROM_LEAVE = "late_from_leave"
    SUSPENSION = "suspension"
    LATE_FROM_SUSPENSION = "late_from_suspension"
    ESCAPE = "escape"
    PRISON = "prison"
    REST = "rest"
    """Days after the asked day, or after the end of the stay."""
    EXEMPTION = "exemption"
    """Days waived by a decision."""
    WAIVED_BY_PRISON = "waived_by_prison"
    """Days waived for the sake of a prison sentence."""
    TRANSFER = "transfer"
    """Days to be served in the center the person went to."""


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
    REDUCED = "reduced"
    """They were taken off the term by the court."""
    MOVED = "moved"
    """They are served in another center."""


HEAD_LINES = frozenset({LineKind.TERM, LineKind.REDUCTION, LineKind.CUSTODY})
"""Lines about the whole term; all others are the calendar, in which each day stands once."""


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
    """The asked day does not count: the person is at large or in prison."""
    COMPLETE = "complete"
    """The last day has passed: nobody may be held on this term any more."""
    ENDED = "ended"
    """The stay ended before the term was served."""
    MOVED = "moved"
    """The term goes on in another center."""


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
    LATE_FROM_SUSPENSION = "late-from-suspension"
    LATE_FROM_LEAVE = "late-from-leave"
    LAST_DAY_HELD = "last-day-held"
    REDUCTION = "reduction"
    REDUCTION_MERIT = "reduction-merit"
    PRISON = "prison"
    TRANSFER = "transfer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A term as it stands on the asked day, ``on``, that day included.

    ``days_total = days_reduced + days_credited + days_counted + days_left + days_lapsed + days_moved``, and
    the days from ``first_day`` to ``on`` are ``days_counted + days_not_counted`` while the term runs.
    """

    on: date
    first_day: date
    last_day: date
    """Last day inside the term; the eve of ``first_day`` when custody covers what is left of it."""
    is_provisional: bool
    """True while an open absence moves ``last_day`` by one day a day; it is right if it ends the day after ``on``."""
    days_total: int
    """The term by decision, before any reduction."""
    days_reduced: int
    """Days the court took off."""
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
    days_moved: int
    """Days served in another center after the person went there."""
    state: TermState
    open_absence: Absence | None
    """The absence that lasts on ``on``; one that stops the term before one that counts."""
    lines: tuple[TermLine, ...]
    """The term, the reductions, the deduction of custody, then the calendar in its order."""
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
