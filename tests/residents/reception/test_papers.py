"""The list of papers of each kind of stay."""

from __future__ import annotations

import pytest

from center.residents.reception.papers import Need, papers_of
from center.residents.stay.models import StayKind

VOLUNTARY_NOW = """naming_decision voluntary_decision application cv addiction_result substitution_paper
    identity_copy police_proposal"""

LISTS = [
    ("compulsory", "R2022", "court_decision cv identity_paper"),
    ("compulsory", "R2026", "court_decision naming_decision cv identity_paper"),
    ("minor", "R2026", "court_decision naming_decision cv identity_paper"),
    ("voluntary", "R2022", "registration identity_copy contract"),
    (
        "voluntary",
        "R2026",
        VOLUNTARY_NOW,
    ),
    ("custody", "R2022", "custody_decision cv identity_paper"),
    ("custody", "R2026", "custody_decision cv identity_paper"),
]


@pytest.mark.parametrize(("kind", "rule_set", "codes"), LISTS)
def test_each_kind_of_stay_has_the_list_of_its_decree(kind: str, rule_set: str, codes: str) -> None:
    found = papers_of(kind, rule_set, adult=True)
    assert [rule.code for rule in found] == codes.split()
    assert all(rule.source.startswith("Nghị định") for rule in found)


def test_no_list_names_a_paper_twice() -> None:
    for kind in StayKind:
        for rule_set in ("R2013", "R2022", "R2026"):
            codes = [rule.code for rule in papers_of(kind, rule_set, adult=False)]
            assert codes, (kind, rule_set)
            assert len(codes) == len(set(codes)), (kind, rule_set)


def test_the_parents_are_asked_for_a_minor_only() -> None:
    young = {rule.code: rule.need for rule in papers_of("voluntary", "R2026", adult=False)}
    assert young["parents_opinion"] is Need.UNDER_AGE
    assert "parents_opinion" not in {rule.code for rule in papers_of("voluntary", "R2026", adult=True)}


def test_one_of_two_papers_about_the_addiction_is_enough() -> None:
    groups = [
        rule.code for rule in papers_of("voluntary", "R2026", adult=True) if rule.instead == "addiction"
    ]
    assert groups == ["addiction_result", "substitution_paper"]
