"""The rules of names and addresses: pure text in, decisions out."""

from center.places.rules.decision import (
    AddressMatch,
    Candidate,
    Decision,
    MatchMethod,
    MatchStatus,
    Reading,
    decide,
    read,
)
from center.places.rules.kind_words import without_kind
from center.places.rules.matching import Address, KnownCommune, KnownProvince, Naming, read_address
from center.places.rules.search import SearchText, read_search
from center.places.rules.text import name_key, plain_key, search_text

__all__ = [
    "Address",
    "AddressMatch",
    "Candidate",
    "Decision",
    "KnownCommune",
    "KnownProvince",
    "MatchMethod",
    "MatchStatus",
    "Naming",
    "Reading",
    "SearchText",
    "decide",
    "name_key",
    "plain_key",
    "read",
    "read_address",
    "read_search",
    "search_text",
    "without_kind",
]
