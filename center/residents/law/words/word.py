"""How a parameter is put into words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """Label and meaning of one parameter; lazy strings."""

    label: str
    meaning: str = ""
    """One sentence for whoever does not know the article; empty where the label says it all."""
