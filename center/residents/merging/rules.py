"""When two files may become one, and which file speaks for the person. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from center.errors import RuleViolation


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What the decision looks at of one file."""

    id: int
    code: str
    merged_into: str = ""
    """Code of the kept file, when this one was merged before."""
    is_inside: bool = False
    """A stay of it runs."""


def check_merge(kept: FileFacts, merged: FileFacts) -> None:
    """Refuse to merge a file with itself, with one that was merged, or against the stay that runs.

    Two people who are inside at once are two people. Where one is, that file is kept: badge, bed and lists name it.
    """
    if kept.id == merged.id:
        raise RuleViolation("residents.merge_same", field="other")
    for file in (kept, merged):
        if file.merged_into:
            raise RuleViolation(
                "residents.merge_merged", field="other", file=file.code, kept=file.merged_into
            )
    if kept.is_inside and merged.is_inside:
        raise RuleViolation("residents.merge_both_inside", field="other", file=kept.code, other=merged.code)
    if merged.is_inside:
        raise RuleViolation("residents.merge_wrong_way", field="other", file=merged.code)


def kept_files(merges: Mapping[int, int]) -> dict[int, int]:
    """Return for each merged file the one that speaks for it; ``merges`` says which file went into which.

    A file into which others went may be merged itself: all of them then point to the last one.
    """
    found = {}
    for file in merges:
        last = merges[file]
        while last in merges:
            last = merges[last]
        found[file] = last
    return found
