"""Five thousand made-up card texts, sound and damaged: each is read or refused with the right sentence."""

from __future__ import annotations

import random
import unicodedata
from collections import Counter
from collections.abc import Callable

from center.residents.identity.card import parse_card
from center.residents.identity.messages import MESSAGES
from center.residents.identity.model import CardReading, CardRefusal
from center.vietnamese import nfc
from tests.residents.identity.cards import (
    TODAY,
    Card,
    changed,
    misread,
    random_card,
    telex_keys,
    toneless,
    vni_keys,
    without_marks,
)

Found = CardReading | CardRefusal
Case = tuple[str, Callable[[Found], bool]]


def reads_as(card: Card) -> Callable[[Found], bool]:
    def check(found: Found) -> bool:
        return (
            isinstance(found, CardReading)
            and found.number == card.number
            and found.full_name == nfc(card.full_name)
            and found.birth_date == card.birth_date
            and found.address == nfc(card.address)
            and found.issued_on == card.issued_on
        )

    return check


def offers_name(card: Card) -> Callable[[Found], bool]:
    def check(found: Found) -> bool:
        if not isinstance(found, CardReading):
            return False
        mended = {offer.field: offer.mended for offer in found.offers}
        return found.full_name != card.full_name and mended.get("full_name") == nfc(card.full_name)

    return check


def warns(code: str) -> Callable[[Found], bool]:
    return lambda found: (
        isinstance(found, CardReading) and f"identity.{code}" in {warning.code for warning in found.warnings}
    )


def refuses(*codes: str) -> Callable[[Found], bool]:
    return lambda found: isinstance(found, CardRefusal) and found.code in {f"identity.{c}" for c in codes}


def sound(card: Card, rng: random.Random) -> Case:
    return card.text() + rng.choice(["", "\r\n", "|", "|||"]), reads_as(card)


def decomposed(card: Card, rng: random.Random) -> Case:
    return unicodedata.normalize("NFD", card.text()), reads_as(card)


def six_to_twelve_fields(card: Card, rng: random.Random) -> Case:
    fields = card.fields() + [rng.choice(["", "070095000999", "Lê Văn Cha"]) for _ in range(rng.randrange(6))]
    if rng.random() < 0.3:
        fields.pop(1)
    return "|".join(fields), reads_as(card)


def in_hex(card: Card, rng: random.Random) -> Case:
    if rng.random() < 0.5:
        return card.text().encode().hex(), reads_as(card)
    fields = card.fields()
    fields[2], fields[5] = fields[2].encode().hex(), fields[5].encode().hex()
    return "|".join(fields), reads_as(card)


def mojibake(card: Card, rng: random.Random) -> Case:
    text = misread(card.text(), rng.choice(["cp1252", "latin-1", "cp1258"]))
    return text, reads_as(card) if card.full_name.isascii() else offers_name(card)


def telex(card: Card, rng: random.Random) -> Case:
    # Marks that Telex writes only in words that are Vietnamese syllables can be read back.
    card = changed(card, full_name=rng.choice(["Nguyễn Văn Thử", "Đặng Thị Hồng", "LÊ ĐỨC ƯỚC", "Lý Hạnh"]))
    return changed(card, full_name=telex_keys(card.full_name)).text(), offers_name(card)


def vni(card: Card, rng: random.Random) -> Case:
    card = changed(card, full_name=rng.choice(["Nguyễn Văn Thử", "Đặng Thị Hồng", "Lê Đức Ước", "Lý Hạnh"]))
    return changed(card, full_name=vni_keys(card.full_name)).text(), offers_name(card)


def address_as_keys(card: Card, rng: random.Random) -> Case:
    address = "Thôn Đoài, Xã Phú Riềng, Huyện Phú Riềng, Bình Phước"
    typed = rng.choice([telex_keys, vni_keys])(address)

    def check(found: Found) -> bool:
        mended = (
            {offer.field: offer.mended for offer in found.offers} if isinstance(found, CardReading) else {}
        )
        return isinstance(found, CardReading) and found.address == typed and mended.get("address") == address

    return changed(card, address=typed).text(), check


def two_at_once(card: Card, rng: random.Random) -> Case:
    """More fields, decomposed letters, another mark, a frame around: each harmless, and together too."""
    mark = rng.choice("|~§;\t")
    extras = [rng.choice(["", "070095000999"]) for _ in range(rng.randrange(1, 5))]
    text = mark.join([*card.fields(), *extras])
    return rng.choice(["]Q1", "\x02", ""]) + unicodedata.normalize("NFD", text) + "\r\n", reads_as(card)


def marks_dropped(card: Card, rng: random.Random) -> Case:
    name = rng.choice([toneless, without_marks])(card.full_name)
    wanted = "name_toneless" if name.isascii() else "name_unusual"
    return changed(card, full_name=name).text(), warns(wanted)


def question_marks(card: Card, rng: random.Random) -> Case:
    name = "".join(c if ord(c) < 128 else "?" for c in card.full_name)
    return changed(card, full_name=name).text(), warns("name_unusual" if "?" in name else "name_toneless")


def another_mark(card: Card, rng: random.Random) -> Case:
    return card.text(rng.choice("~§µ;,\t}¦'")), reads_as(card)


def zeros_lost(card: Card, rng: random.Random) -> Case:
    return changed(card, number=card.number.lstrip("0")).text(), warns("number_zeros_lost")


def wrong_number(card: Card, rng: random.Random) -> Case:
    number = rng.choice([card.number[:-4], card.number + "1", card.number[:5], "O" + card.number[1:]])
    return changed(card, number=number).text(), refuses("number_length", "number_not_digits")


def born_in_the_future(card: Card, rng: random.Random) -> Case:
    number = card.number[:3] + rng.choice("456789") + card.number[4:]
    return changed(card, number=number).text(), refuses("number_future_birth")


def no_such_day(card: Card, rng: random.Random) -> Case:
    fields = card.fields()
    fields[3] = rng.choice(["31021990", "00131990", "99999999", "29021999", "01012099"])
    return "|".join(fields), refuses("birth_date_impossible", "birth_date_future")


def cut_short(card: Card, rng: random.Random) -> Case:
    fields = card.fields()[: rng.randrange(2, 6)]
    return "|".join(fields), refuses("card_too_few_fields")


def noise(card: Card, rng: random.Random) -> Case:
    """Signs dropped, doubled, swapped or replaced anywhere; whatever comes, no exception and no changed name."""
    text = list(card.text())
    for _ in range(rng.randrange(1, 8)):
        at = rng.randrange(len(text))
        text[at : at + 1] = rng.choice(
            [[], [text[at]] * 2, [rng.choice("|?<\x85\xa0aÃ»9�\n")], [text[at - 1]]]
        )
    damaged = "".join(text)

    def name_is_in_the_text(found: Found) -> bool:
        return isinstance(found, CardRefusal) or nfc(found.full_name) in nfc(damaged)

    return damaged, name_is_in_the_text


DAMAGES = [
    sound,
    decomposed,
    six_to_twelve_fields,
    in_hex,
    mojibake,
    telex,
    vni,
    address_as_keys,
    two_at_once,
    marks_dropped,
    question_marks,
    another_mark,
    zeros_lost,
    wrong_number,
    born_in_the_future,
    no_such_day,
    cut_short,
    noise,
    noise,
]


def test_five_thousand_texts_are_read_or_refused_with_the_right_sentence() -> None:
    rng = random.Random(2026)
    seen: Counter[str] = Counter()
    for i in range(5000):
        damage = DAMAGES[i % len(DAMAGES)]
        text, is_right = damage(random_card(rng), rng)
        found = parse_card(text, TODAY)
        assert is_right(found), (damage.__name__, text, found)
        said = [found] if isinstance(found, CardRefusal) else found.warnings
        for item in said:
            refusal = MESSAGES[item.code]
            assert "{" not in refusal.what.format(**item.facts) or "{" in text
            seen[item.code] += 1
        if isinstance(found, CardReading):
            for offer in found.offers:
                assert offer.scanned == getattr(found, offer.field), "the reading keeps what was scanned"
    assert len(seen) >= 20, "the damages should reach most sentences"
