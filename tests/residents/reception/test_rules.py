"""How each step stands, by the facts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from center.errors import RuleViolation
from center.residents.reception.papers import papers_of
from center.residents.reception.rules import (
    Fact,
    PaperSeen,
    Source,
    check_close,
    check_mark,
    check_papers,
    check_search,
    finished,
    next_step,
    owed,
    states,
)
from center.residents.reception.steps import FINISHED, MarkKind, State, Step

AT = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
MARK, PROOF, GAP, DRAFT = Source.MARK, Source.PROOF, Source.GAP, Source.DRAFT


def fact(source: Source, words: str = "", mark: MarkKind | None = None, minutes: int = 0) -> Fact:
    return Fact(Step.KIT, source, AT + timedelta(minutes=minutes), "Lê Thị Bàn", words, mark, minutes)


CASES = [
    ("nothing known", [], State.OPEN, ""),
    ("a fact elsewhere", [fact(PROOF)], State.DONE, ""),
    ("said to be done", [fact(MARK, "xong", MarkKind.DONE)], State.DONE, "xong"),
    ("typed only", [fact(DRAFT)], State.DRAFTED, ""),
    ("put off", [fact(MARK, "hết áo", MarkKind.PUT_OFF)], State.PUT_OFF, "hết áo"),
    ("put off, then done", [fact(MARK, "hết áo", MarkKind.PUT_OFF), fact(PROOF, minutes=5)], State.DONE, ""),
    ("done, then said not to apply", [fact(PROOF), fact(MARK, "x", MarkKind.NOT_APPLICABLE, 5)], State.DONE, ""),
    ("does not apply", [fact(MARK, "có sẵn", MarkKind.NOT_APPLICABLE)], State.NOT_APPLICABLE, "có sẵn"),
    ("asked", [fact(MARK, "", MarkKind.ASKED)], State.WAITING, ""),
    ("asked, then typed", [fact(MARK, "", MarkKind.ASKED), fact(DRAFT)], State.WAITING, ""),
    ("taken back", [fact(MARK, "", MarkKind.DONE), fact(MARK, "", MarkKind.REOPENED, 1)], State.OPEN, ""),
    ("something is missing", [fact(PROOF), fact(GAP, "thiếu A")], State.OPEN, "thiếu A"),
    ("said done, with a gap", [fact(MARK, "", MarkKind.DONE), fact(GAP, "thiếu A")], State.OPEN, "thiếu A"),
    (
        "missing and put off",
        [fact(GAP, "thiếu A"), fact(MARK, "mai bổ sung", MarkKind.PUT_OFF)],
        State.PUT_OFF,
        "mai bổ sung; thiếu A",
    ),
    (
        "of what was said the newest holds",
        [fact(MARK, "sau", MarkKind.PUT_OFF, 9), fact(MARK, "xong", MarkKind.DONE, 3)],
        State.PUT_OFF,
        "sau",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "state", "words"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_the_facts_say_how_a_step_stands(facts: list[Fact], state: State, words: str) -> None:
    found = next(one for one in states(facts, admitted=True) if one.step is Step.KIT)
    assert (found.state, found.words) == (state, words)


def test_before_admission_four_steps_are_possible() -> None:
    possible = [one.step for one in states([], admitted=False) if one.possible]
    assert possible == [Step.PAPERS, Step.IDENTITY, Step.SEARCH, Step.HEALTH]


def test_what_was_put_off_comes_last_and_what_others_do_not_at_all() -> None:
    facts = [
        Fact(Step.PAPERS, MARK, AT, mark=MarkKind.PUT_OFF, words="thiếu"),
        Fact(Step.IDENTITY, PROOF, AT),
        Fact(Step.SEARCH, MARK, AT, mark=MarkKind.DONE),
        Fact(Step.HEALTH, MARK, AT, mark=MarkKind.ASKED),
    ]
    coming = next_step(states(facts, admitted=False))
    assert coming is not None
    assert coming.step is Step.PAPERS
    coming = next_step(states(facts, admitted=True))
    assert coming is not None
    assert coming.step is Step.BELONGINGS


FACTS = st.lists(
    st.builds(
        Fact,
        step=st.sampled_from(Step),
        source=st.sampled_from(Source),
        at=st.integers(0, 3).map(lambda minutes: AT + timedelta(minutes=minutes)),
        by=st.sampled_from(["Lê Thị Bàn", "Trần Văn Ca"]),
        words=st.sampled_from(["", "thiếu A", "để mai"]),
        mark=st.sampled_from(MarkKind),
        order=st.integers(0, 1000),
    ),
    max_size=20,
    unique_by=lambda one: one.order,
)


@settings(max_examples=150, deadline=None)
@given(facts=FACTS, admitted=st.booleans(), data=st.data())
def test_the_order_of_the_facts_changes_nothing_and_no_open_step_of_a_closed_reception_is_silent(
    facts: list[Fact], admitted: bool, data: st.DataObject
) -> None:
    found = states(facts, admitted=admitted)
    assert found == states(data.draw(st.permutations(facts)), admitted=admitted)
    assert [one.step for one in found] == list(Step)
    left = {one.step for one in owed(found, closed=True)}
    assert left == {one.step for one in found if one.state not in FINISHED}
    assert finished(found) + len(left) == len(Step)
    assert owed(found, closed=False) == ()
    coming = next_step(found)
    assert coming is None or coming.step in left


def seen(**answers: str) -> dict[str, PaperSeen]:
    return {code: PaperSeen(state, AT, "Lê Thị Bàn") for code, state in answers.items()}


COMPULSORY = papers_of("compulsory", "R2026", adult=True)
VOLUNTARY = papers_of("voluntary", "R2026", adult=True)


@pytest.mark.parametrize(
    ("answers", "unanswered", "missing"),
    [
        ({}, "court_decision naming_decision cv identity_paper", ""),
        ({"court_decision": "original"}, "naming_decision cv identity_paper", ""),
        (
            {
                "court_decision": "original",
                "naming_decision": "missing",
                "cv": "copy",
                "identity_paper": "missing",
            },
            "",
            "naming_decision",
        ),
        (
            {
                "court_decision": "original",
                "naming_decision": "copy",
                "cv": "copy",
                "identity_paper": "missing",
            },
            "",
            "",
        ),
    ],
)
def test_papers_are_compared_with_the_list(answers: dict[str, str], unanswered: str, missing: str) -> None:
    check = check_papers(COMPULSORY, seen(**answers))
    assert [rule.code for rule in check.unanswered] == unanswered.split()
    assert [rule.code for rule in check.missing] == missing.split()
    assert check.is_complete == (not unanswered and not missing)


def test_of_two_papers_that_stand_for_each_other_one_is_enough() -> None:
    both = {rule.code: "original" for rule in VOLUNTARY}
    assert check_papers(VOLUNTARY, seen(**{**both, "addiction_result": "missing"})).is_complete
    neither = {**both, "addiction_result": "missing", "substitution_paper": "missing"}
    assert len(check_papers(VOLUNTARY, seen(**neither)).missing) == 2
    without = {code: state for code, state in both.items() if code != "substitution_paper"}
    assert check_papers(VOLUNTARY, seen(**without)).is_complete


@pytest.mark.parametrize(
    ("step", "kind", "note", "admitted", "state", "code"),
    [
        (Step.KIT, MarkKind.DONE, "", True, State.OPEN, "reception.facts_decide"),
        (Step.PAPERS, MarkKind.ASKED, "", True, State.OPEN, "reception.facts_decide"),
        (Step.RECORD, MarkKind.NOT_APPLICABLE, "x", True, State.OPEN, "reception.always_applies"),
        (Step.KIT, MarkKind.NOT_APPLICABLE, " ", True, State.OPEN, "reception.reason"),
        (Step.RECORD, MarkKind.PUT_OFF, "", True, State.OPEN, "reception.reason"),
        (Step.CLASSIFICATION, MarkKind.DONE, "tổ 3", False, State.OPEN, "reception.not_admitted"),
        (Step.HEALTH, MarkKind.ASKED, "", False, State.DONE, "reception.done_before"),
        (Step.SEARCH, MarkKind.REOPENED, "nhầm người", False, State.OPEN, "reception.nothing_said"),
    ],
)
def test_what_cannot_be_said_of_a_step_is_refused(
    step: Step, kind: MarkKind, note: str, admitted: bool, state: State, code: str
) -> None:
    with pytest.raises(RuleViolation) as refused:
        check_mark(step, kind, note=note, admitted=admitted, state=state, said=False)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("witness", "found", "note", "code"),
    [
        (None, False, "", "reception.search_alone"),
        (1, False, "", "reception.search_same"),
        (2, True, " ", "reception.find_undescribed"),
    ],
)
def test_a_search_needs_two_persons_and_says_what_was_found(
    witness: int | None, found: bool, note: str, code: str
) -> None:
    check_search(me=1, witness=2, found=True, note="1 gói")
    with pytest.raises(RuleViolation) as refused:
        check_search(me=1, witness=witness, found=found, note=note)
    assert refused.value.code == code


def test_nobody_leaves_the_desk_without_a_bed() -> None:
    identity = Fact(Step.IDENTITY, PROOF, AT)
    with pytest.raises(RuleViolation, match="close_without_bed"):
        check_close(states([identity], admitted=True))
    with pytest.raises(RuleViolation, match="close_unadmitted"):
        check_close(states([Fact(Step.BED, PROOF, AT)], admitted=True))
    check_close(states([identity, Fact(Step.BED, PROOF, AT)], admitted=True))
