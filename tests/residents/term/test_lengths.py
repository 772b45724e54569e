from __future__ import annotations

import pytest

from center.errors import RuleViolation
from center.legal.rules import RuleSet, rule_set_for
from center.residents.term.lengths import months_warning, term_months
from center.residents.term.model import TermKind
from tests.residents.term.support import day, shipped_book

ADULT, MINOR, VOLUNTARY = TermKind.COMPULSORY, TermKind.MINOR, TermKind.VOLUNTARY
OLD, NEW = "2024-05-06", "2026-08-01"


def months(kind: TermKind, decided_on: str, earlier: int, in_decision: int | None) -> int:
    return term_months(
        kind,
        rule_set_for(day(decided_on)),
        decided_on=day(decided_on),
        earlier_rehabs=earlier,
        decision_months=in_decision,
        book=shipped_book(),
    )


@pytest.mark.parametrize(
    ("kind", "decided_on", "earlier", "in_decision", "expected"),
    [
        # Law 120/2025 art. 29.1: the same for every kind
        (ADULT, NEW, 0, None, 24),
        (MINOR, NEW, 0, None, 24),
        (VOLUNTARY, NEW, 0, None, 24),
        (ADULT, NEW, 1, None, 36),
        (VOLUNTARY, NEW, 4, None, 36),
        (ADULT, NEW, 0, 24, 24),
        # the decider's count is believed
        (ADULT, NEW, 0, 36, 36),
        (ADULT, NEW, 2, 24, 24),
        # a shorter number is carried out as written
        (ADULT, NEW, 0, 18, 18),
        (ADULT, NEW, 1, 30, 30),
        # Law on Handling of Administrative Violations art. 95.2; Law 73/2021 art. 31.1, 33.3
        (ADULT, OLD, 0, 12, 12),
        (ADULT, OLD, 3, 24, 24),
        (MINOR, OLD, 0, 6, 6),
        (VOLUNTARY, OLD, 0, 12, 12),
        # the first and the last decision of each law
        (ADULT, "2026-06-30", 0, 15, 15),
        (ADULT, "2026-07-01", 0, None, 24),
        (ADULT, "2021-12-31", 0, 24, 24),
    ],
)
def test_months_of_a_lawful_decision(
    kind: TermKind, decided_on: str, earlier: int, in_decision: int | None, expected: int
) -> None:
    assert months(kind, decided_on, earlier, in_decision) == expected


@pytest.mark.parametrize(
    ("kind", "decided_on", "earlier", "in_decision", "low", "high"),
    [
        (ADULT, NEW, 0, 30, 1, 24),
        (ADULT, NEW, 0, 48, 1, 24),
        (ADULT, NEW, 1, 48, 1, 36),
        (ADULT, NEW, 0, 0, 1, 24),
        (ADULT, OLD, 0, 11, 12, 24),
        (ADULT, OLD, 0, 25, 12, 24),
        (MINOR, OLD, 0, 24, 6, 12),
        (VOLUNTARY, OLD, 0, 5, 6, 12),
    ],
)
def test_a_length_the_law_does_not_know_is_refused(
    kind: TermKind, decided_on: str, earlier: int, in_decision: int, low: int, high: int
) -> None:
    with pytest.raises(RuleViolation) as refusal:
        months(kind, decided_on, earlier, in_decision)

    assert refusal.value.code == "term.months_out_of_range"
    assert refusal.value.field == "months"
    facts = refusal.value.facts
    assert (facts["months"], facts["low"], facts["high"]) == (in_decision, low, high)
    assert "điều" in str(facts["source"])


def test_an_old_decision_must_name_its_months() -> None:
    with pytest.raises(RuleViolation) as refusal:
        months(ADULT, OLD, 0, None)

    assert refusal.value.code == "term.months_missing"
    assert (refusal.value.facts["low"], refusal.value.facts["high"]) == (12, 24)


@pytest.mark.parametrize(("kind", "day"), [(MINOR, "2021-12-31"), (ADULT, "2013-12-31")])
def test_a_decision_older_than_the_law_on_terms_of_its_kind_is_refused(kind: TermKind, day: str) -> None:
    with pytest.raises(RuleViolation) as refusal:
        months(kind, day, 0, 12)
    assert refusal.value.code == "term.decision_before_law"


@pytest.mark.parametrize(
    ("rule_set", "decided_on", "earlier", "accepted", "expected"),
    [
        (RuleSet.R2026, NEW, 0, 24, None),
        (RuleSet.R2026, NEW, 1, 36, None),
        (RuleSet.R2026, NEW, 0, 36, "term.repeat_length_for_first"),
        (RuleSet.R2026, NEW, 1, 24, "term.first_length_for_repeat"),
        (RuleSet.R2026, NEW, 0, 18, "term.shorter_than_law"),
        (RuleSet.R2026, NEW, 1, 30, "term.shorter_than_law"),
        (RuleSet.R2022, OLD, 0, 18, None),
    ],
)
def test_what_a_person_should_check_about_an_accepted_length(
    rule_set: RuleSet, decided_on: str, earlier: int, accepted: int, expected: str | None
) -> None:
    warning = months_warning(
        rule_set, decided_on=day(decided_on), earlier_rehabs=earlier, months=accepted, book=shipped_book()
    )

    assert warning == expected
