"""The Vietnamese language for programs: text in one form, search and sort keys, names, repair."""

from center.vietnamese.names import (
    NameProblem,
    family_name,
    given_name,
    initials,
    is_plausible_name,
    looks_toneless,
    name_problem,
)
from center.vietnamese.repair import mend_mojibake, telex_damage
from center.vietnamese.sorting import SORT_KEY_LENGTH, sort_key
from center.vietnamese.syllable import is_syllable, normalise_tone_placement
from center.vietnamese.text import drop_marks, fold, nfc

__all__ = [
    "SORT_KEY_LENGTH",
    "NameProblem",
    "drop_marks",
    "family_name",
    "fold",
    "given_name",
    "initials",
    "is_plausible_name",
    "is_syllable",
    "looks_toneless",
    "mend_mojibake",
    "name_problem",
    "nfc",
    "normalise_tone_placement",
    "sort_key",
    "telex_damage",
]
