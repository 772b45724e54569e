"""Which files may become one, and which speaks for the person."""

from __future__ import annotations

from dataclasses import replace

import pytest

from center.errors import RuleViolation
from center.residents.merging.messages import MESSAGES
from center.residents.merging.rules import FileFacts, check_merge, kept_files

ONE, TWO = FileFacts(1, "HV000001"), FileFacts(2, "HV000002")


@pytest.mark.parametrize(
    ("kept", "merged", "code"),
    [
        (ONE, TWO, ""),
        (replace(ONE, is_inside=True), TWO, ""),
        (ONE, ONE, "merge_same"),
        (replace(ONE, merged_into="HV000009"), TWO, "merge_merged"),
        (ONE, replace(TWO, merged_into="HV000001"), "merge_merged"),
        (replace(ONE, is_inside=True), replace(TWO, is_inside=True), "merge_both_inside"),
        (ONE, replace(TWO, is_inside=True), "merge_wrong_way"),
    ],
)
def test_what_may_be_merged(kept: FileFacts, merged: FileFacts, code: str) -> None:
    if not code:
        check_merge(kept, merged)
        return
    with pytest.raises(RuleViolation) as refused:
        check_merge(kept, merged)
    assert refused.value.code == f"residents.{code}"
    words = MESSAGES[refused.value.code]
    assert "{" not in str(words.what).format(**refused.value.facts)
    assert "{" not in str(words.next_step).format(**refused.value.facts)


@pytest.mark.parametrize(
    ("merges", "expected"),
    [
        ({}, {}),
        ({2: 1}, {2: 1}),
        ({2: 1, 3: 1}, {2: 1, 3: 1}),
        ({2: 1, 3: 2}, {2: 1, 3: 1}),
        ({4: 3, 3: 2, 2: 1, 9: 8}, {4: 1, 3: 1, 2: 1, 9: 8}),
    ],
)
def test_every_merged_file_points_to_the_last_one(merges: dict[int, int], expected: dict[int, int]) -> None:
    assert kept_files(merges) == expected
