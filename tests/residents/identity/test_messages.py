"""Every code has a sentence that says what and what now, and no sentence is left over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from center.residents.identity import messages
from center.residents.identity.messages import MESSAGES

SOURCES = Path(messages.__file__).parent
CODE = re.compile(r'"(identity\.[a-z_]+)"')


def test_codes_and_sentences_match() -> None:
    used = set()
    for source in SOURCES.glob("*.py"):
        if source.name != "messages.py":
            used |= set(CODE.findall(source.read_text(encoding="utf-8")))
    built = {f"identity.number_says_{sex}" for sex in ("male", "female")}
    built |= {f"identity.mrz_differs_{field}" for field in ("number", "full_name", "birth_date", "sex")}
    assert used | built == set(MESSAGES)


@pytest.mark.parametrize("code", MESSAGES)
def test_a_sentence_says_what_is_wrong_and_what_to_do(code: str) -> None:
    refusal = MESSAGES[code]
    assert str(refusal.what).endswith((".", ").", "”."))
    assert str(refusal.next_step).endswith(".")
    assert "{" not in str(refusal.next_step)
