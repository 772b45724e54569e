"""The Vietnamese written syllable: its parts, its tone, and where the tone mark sits."""

from __future__ import annotations

import re
import unicodedata

_TONE_MARKS = "\u0300\u0309\u0303\u0301\u0323"
_WORD = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f])+")
_ONSET = re.compile(r"ngh|ng|nh|ch|gh|kh|ph|th|tr|qu|gi(?=[aăâeêioôơuưy])|[bcdđghklmnpqrstvx]")
_RIME_LIST = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oc oi om on ong op ot oong ooc oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt
    oe oen oeo oet ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uc ui um un ung up ut uân uâng uât uây uê uên uêch uênh uôc uôi uôm uôn uông uôt uơ
    uy uya uych uyn uynh uyt uyu uyên uyêt
    ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    y ych yn ynh yt yu yêm yên yêng yêt yêu
"""
_RIMES = frozenset(_RIME_LIST.split())
_STOP = re.compile(r"(?:c|ch|p|t)$")
_STOP_TONES = frozenset("\u0301\u0323")


def split_tone(word: str) -> tuple[str, str]:
    """Return ``word`` in NFC without its tone marks, and the marks taken out, in their order."""
    decomposed = unicodedata.normalize("NFD", word)
    tones = "".join(c for c in decomposed if c in _TONE_MARKS)
    bare = "".join(c for c in decomposed if c not in _TONE_MARKS)
    return unicodedata.normalize("NFC", bare), tones


def _rime_start(bare: str) -> int | None:
    """Return where the rime begins in ``bare`` (NFC, no tone), or None when it is no Vietnamese syllable."""
    lower = bare.lower()
    onset = _ONSET.match(lower)
    start = onset.end() if onset else 0
    return start if lower[start:] in _RIMES else None


def is_syllable(word: str) -> bool:
    """Tell whether ``word`` is spelled like one Vietnamese syllable, with a tone that its end allows."""
    bare, tones = split_tone(word)
    if len(tones) > 1 or _rime_start(bare) is None:
        return False
    return not (tones and _STOP.search(bare.lower())) or tones in _STOP_TONES


def place_tone(bare: str, tone: str) -> str:
    """Return the toneless syllable ``bare`` (NFC) with the mark ``tone`` where the older style puts it.

    Words that are no Vietnamese syllable get no tone and come back as they are.
    """
    start = _rime_start(bare)
    if start is None:
        return bare
    vowels = [i for i in range(start, len(bare)) if bare[i].lower() in "aăâeêioôơuưy"]
    shaped = [i for i in vowels if bare[i].lower() in "ăâêôơư"]
    if shaped:
        at = shaped[-1]
    elif vowels[-1] < len(bare) - 1:
        at = vowels[-1]
    else:
        at = vowels[len(vowels) // 2] if len(vowels) != 2 else vowels[0]
    return unicodedata.normalize("NFC", bare[: at + 1] + tone + bare[at + 1 :])


def normalise_tone_placement(text: str) -> str:
    """Return ``text`` (NFC) with every tone mark where the older style puts it: ``hoà`` becomes ``hòa``.

    Both styles are right and official papers mix them; this is for comparing with marks, not for what is
    stored. Words that are no Vietnamese syllable stay as they are.
    """
    return _WORD.sub(_replace_word, unicodedata.normalize("NFC", text))


def _replace_word(found: re.Match[str]) -> str:
    word = found.group()
    bare, tones = split_tone(word)
    if len(tones) != 1 or _rime_start(bare) is None:
        return word
    return place_tone(bare, tones)
