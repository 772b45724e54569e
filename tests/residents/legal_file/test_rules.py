"""The numbers of sheets, and what the law asks to be there."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from center.errors import RuleViolation
from center.residents.legal_file.kinds import KIND_LABELS, PaperKind
from center.residents.legal_file.requirements import required
from center.residents.legal_file.rules import (
    LETTERS,
    HeldPaper,
    Presence,
    SheetNumber,
    Span,
    appended,
    check_day,
    check_scan,
    check_scannable,
    checklist,
    inserted,
    page_marks,
    sheets_of,
)
from center.residents.reception.papers import papers_of
from center.residents.stay.models import StayKind

A, B, C = Span(1, "", 3), Span(4, "", 1), Span(5, "", 2)
FILE = [A, B, C]


@pytest.mark.parametrize(
    ("taken", "sheets", "text"),
    [([], 1, "1"), ([], 4, "1–4"), (FILE, 2, "7–8"), ([A, Span(3, "a", 2)], 1, "4")],
)
def test_a_paper_is_put_at_the_end(taken: list[Span], sheets: int, text: str) -> None:
    assert str(appended(taken, sheets)) == text


@pytest.mark.parametrize(
    ("taken", "behind", "sheets", "text"),
    [
        (FILE, A, 1, "3a"),
        (FILE, A, 3, "3a–3c"),
        (FILE, B, 2, "4a–4b"),
        (FILE, C, 2, "7–8"),
        ([*FILE, Span(3, "a", 2)], A, 2, "3c–3d"),
        ([*FILE, Span(3, "a", 2)], Span(3, "a", 2), 1, "3c"),
        ([*FILE, Span(3, "a", 4)], A, 3, "3e–3h"),
    ],
)
def test_a_forgotten_paper_takes_letters_behind_the_sheet_before(
    taken: list[Span], behind: Span, sheets: int, text: str
) -> None:
    assert str(inserted(taken, behind, sheets)) == text


@pytest.mark.parametrize(
    ("behind", "sheets", "code"),
    [
        (Span(9, "", 1), 1, "no_such_paper"),
        (A, 0, "no_sheets"),
        (A, 501, "many_sheets"),
        (A, len(LETTERS) + 1, "letters_spent"),
    ],
)
def test_what_cannot_be_inserted(behind: Span, sheets: int, code: str) -> None:
    with pytest.raises(RuleViolation, match=f"residents.legal_{code}"):
        inserted(FILE, behind, sheets)


Acts = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 5)), max_size=25)


@given(Acts)
def test_no_number_is_given_twice_and_none_ever_moves(acts: list[tuple[int, int]]) -> None:
    taken: list[Span] = []
    for at, sheets in acts:
        before = list(taken)
        if at < len(taken):
            try:
                taken.append(inserted(taken, taken[at], sheets))
            except RuleViolation:
                continue
        else:
            taken.append(appended(taken, sheets))
        assert taken[:-1] == before
        given_before = {span.sheet(one) for span in before for one in range(span.sheets)}
        new = [taken[-1].sheet(one) for one in range(sheets)]
        assert not given_before & set(new)
    every = sorted(span.sheet(at) for span in taken for at in range(span.sheets))
    assert all(one < two for one, two in pairwise(every))
    whole = [one.number for one in every if not one.letter]
    assert whole == list(range(1, len(whole) + 1)), "no gap"


@given(Acts)
def test_the_order_of_papers_is_the_order_of_their_sheets(acts: list[tuple[int, int]]) -> None:
    taken: list[Span] = []
    for _at, sheets in acts:
        taken.append(appended(taken, sheets))
    assert taken == sorted(taken)
    assert [span.first for span in taken] == sorted(span.first for span in taken)


@pytest.mark.parametrize(
    ("pages", "two_sided", "sheets", "marks"),
    [
        (3, False, 3, ["4", "5", "6"]),
        (4, True, 2, ["4", "4 (sau)", "5", "5 (sau)"]),
        (3, True, 2, ["4", "4 (sau)", "5"]),
        (1, True, 1, ["4"]),
    ],
)
def test_both_sides_of_a_sheet_have_one_number(
    pages: int, two_sided: bool, sheets: int, marks: list[str]
) -> None:
    assert sheets_of(pages, two_sided=two_sided) == sheets
    span = Span(4, "", sheets)
    assert page_marks(span, pages, two_sided=two_sided) == marks
    check_scan(span, pages, two_sided=two_sided)
    with pytest.raises(RuleViolation, match="other_sheets"):
        check_scan(Span(4, "", sheets + 1), pages, two_sided=two_sided)


def test_sheets_sort_as_they_lie_in_the_folder() -> None:
    wanted = [SheetNumber(9), SheetNumber(12), SheetNumber(12, "a"), SheetNumber(12, "b"), SheetNumber(13)]
    assert sorted(wanted) == wanted
    assert [str(one) for one in wanted] == ["9", "12", "12a", "12b", "13"]


def test_an_identity_card_is_never_scanned_and_no_paper_is_of_tomorrow() -> None:
    check_scannable(PaperKind.COURT_DECISION)
    check_day(date(2026, 11, 22), date(2026, 11, 22))
    check_day(None, date(2026, 11, 22))
    with pytest.raises(RuleViolation, match="id_paper_only"):
        check_scannable(PaperKind.ID_COPY)
    with pytest.raises(RuleViolation, match="future"):
        check_day(date(2026, 11, 23), date(2026, 11, 22))


ON = date(2026, 8, 1)
LISTS = [
    (StayKind.COMPULSORY, "R2026", True, "court_decision naming_decision cv entry_record"),
    (StayKind.MINOR, "R2026", False, "court_decision naming_decision cv entry_record"),
    (
        StayKind.VOLUNTARY,
        "R2026",
        True,
        (
            "naming_decision voluntary_decision application cv addiction_result+substitution_paper identity_copy "
            "police_proposal entry_record"
        ),
    ),
    (
        StayKind.VOLUNTARY,
        "R2026",
        False,
        (
            "naming_decision voluntary_decision application parents_opinion cv addiction_result+substitution_paper "
            "identity_copy police_proposal entry_record"
        ),
    ),
    (StayKind.CUSTODY, "R2026", True, "custody_decision cv entry_record"),
]


@pytest.mark.parametrize(("kind", "rule_set", "adult", "codes"), LISTS)
def test_each_kind_of_stay_asks_for_its_papers(
    kind: StayKind, rule_set: str, adult: bool, codes: str
) -> None:
    found = required(kind, rule_set, adult=adult, admitted_on=ON)
    assert ["+".join(paper.kinds) for paper in found] == codes.split()
    assert all(paper.source for paper in found)
    assert [paper.by_center for paper in found] == [False] * (len(found) - 1) + [True]


def test_every_paper_of_the_reception_has_a_kind_in_the_file() -> None:
    kinds = set(PaperKind)
    assert set(KIND_LABELS) == kinds
    for stay_kind in StayKind:
        for rule_set in ("R2013", "R2022", "R2026"):
            for on in (date(2024, 5, 1), ON):
                found = required(stay_kind, rule_set, adult=False, admitted_on=on)
                assert found, (stay_kind, rule_set)
                assert all(set(paper.kinds) <= kinds for paper in found)
            demanded = [rule.code for rule in papers_of(stay_kind.value, rule_set, adult=False)]
            assert set(demanded) <= kinds | {"identity_paper"}


def test_the_checklist_tells_scan_paper_issued_brought_and_missing_apart() -> None:
    papers = required(StayKind.VOLUNTARY, "R2026", adult=True, admitted_on=ON)
    held = [
        HeldPaper(1, PaperKind.VOLUNTARY_DECISION, True, Span(1, "", 2)),
        HeldPaper(2, PaperKind.ID_COPY, False, Span(3, "", 1)),
        HeldPaper(3, PaperKind.SUBSTITUTION_PAPER, False, Span(4, "", 1)),
        HeldPaper(5, PaperKind.APPLICATION, False, Span(9, "", 1)),
        HeldPaper(4, PaperKind.APPLICATION, True, Span(5, "", 1)),
        HeldPaper(6, PaperKind.OTHER, True, Span(10, "", 1)),
    ]
    lines = checklist(papers, held, [PaperKind.ENTRY_RECORD], [PaperKind.LIFE_SUMMARY, PaperKind.APPLICATION])
    found = {line.paper.kinds[0]: line for line in lines}
    assert {kind: line.presence for kind, line in found.items()} == {
        PaperKind.NAMING_DECISION: Presence.MISSING,
        PaperKind.VOLUNTARY_DECISION: Presence.FILED,
        PaperKind.APPLICATION: Presence.FILED,
        PaperKind.LIFE_SUMMARY: Presence.BROUGHT,
        PaperKind.ADDICTION_RESULT: Presence.ON_PAPER,
        PaperKind.ID_COPY: Presence.ON_PAPER,
        PaperKind.POLICE_PROPOSAL: Presence.MISSING,
        PaperKind.ENTRY_RECORD: Presence.ISSUED,
    }
    assert [one.id for one in found[PaperKind.APPLICATION].held] == [4, 5]
    assert sum(line.is_open for line in lines) == 4


@given(st.sets(st.sampled_from(list(PaperKind))))
def test_more_papers_never_make_more_missing(kinds: set[PaperKind]) -> None:
    papers = required(StayKind.VOLUNTARY, "R2026", adult=False, admitted_on=ON)
    held = [HeldPaper(at, kind, True, Span(at, "", 1)) for at, kind in enumerate(sorted(kinds), start=1)]
    open_before = len(papers)
    for count in range(len(held) + 1):
        still = sum(line.is_open for line in checklist(papers, held[:count]))
        assert still <= open_before
        open_before = still
    assert open_before == sum(not set(paper.kinds) & kinds for paper in papers)
