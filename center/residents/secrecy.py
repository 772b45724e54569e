"""Words that must not stand where more than a closed list of persons reads. Pure."""

from __future__ import annotations

import re

_SECRET = re.compile(r"\b(hiv|aids|arv)\b", re.IGNORECASE)


def tells_a_secret(text: str) -> bool:
    """Tell whether ``text`` names HIV or its treatment, a negative result as well as a positive one.

    Source: Law 64/2006 art. 30 as replaced by Law 71/2020: kept apart, for a closed list of persons.
    """
    return _SECRET.search(text) is not None
