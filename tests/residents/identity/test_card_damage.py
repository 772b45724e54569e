"""Card texts damaged by scanners and keyboards: mended by offer, never silently (INTEROP 1.3 and 10, point 2)."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from center.residents.identity.model import CardKind, Sex
from tests.residents.identity.cards import (
    EXAMPLE,
    SECOND,
    Card,
    changed,
    misread,
    toneless,
    without_marks,
)
from tests.residents.identity.desk import codes, read


class TestDamagedText:
    def test_nfd_is_stored_as_nfc(self) -> None:
        assert read(unicodedata.normalize("NFD", EXAMPLE.text())) == read(EXAMPLE.text())

    @pytest.mark.parametrize("charset", ["cp1252", "latin-1", "cp1258"])
    @pytest.mark.parametrize("card", [EXAMPLE, SECOND, changed(SECOND, full_name="NGUYỄN THỊ HÀ")])
    def test_a_wrong_charset_is_offered_mended_and_changed_only_by_acceptance(
        self, card: Card, charset: str
    ) -> None:
        reading = read(misread(card.text(), charset))
        assert reading.full_name != card.full_name
        assert codes(reading) == {"name_charset", "address_charset"}
        assert {offer.field: offer.mended for offer in reading.offers} == {
            "full_name": card.full_name,
            "address": card.address,
        }
        assert reading.accepting(*reading.offers) == read(card.text())

    def test_accepting_one_offer_leaves_the_other(self) -> None:
        reading = read(misread(EXAMPLE.text(), "cp1252"))
        name, address = reading.offers
        accepted = reading.accepting(name)
        assert accepted.full_name == EXAMPLE.full_name
        assert accepted.offers == (address,)
        assert codes(accepted) == {"address_charset"}

    def test_typed_keys_are_offered_as_the_name_they_write(self) -> None:
        reading = read(changed(EXAMPLE, full_name="Lee Vawn Thuwr").text())
        assert reading.full_name == "Lee Vawn Thuwr"
        assert [offer.mended for offer in reading.offers] == ["Lê Văn Thử"]
        assert codes(reading) == {"name_typed_keys"}

    @pytest.mark.parametrize("strip", [toneless, without_marks])
    def test_a_name_without_marks_asks_for_a_look(self, strip: object) -> None:
        assert callable(strip)
        reading = read(strip(EXAMPLE.text()))
        assert codes(reading) == {"name_toneless", "address_toneless"}
        assert reading.sex is Sex.MALE

    def test_a_letter_lost_from_the_sex_is_not_guessed(self) -> None:
        reading = read(without_marks(SECOND.text()))
        assert reading.sex is None
        assert "sex_unreadable" in codes(reading)

    @pytest.mark.parametrize("name", ["Nguy?n Văn A", "Nguy\ufffdn", "Lê Văn 2", "Лê", "Lê Văn Thử;"])
    def test_signs_that_no_name_has_are_pointed_out(self, name: str) -> None:
        reading = read(changed(EXAMPLE, full_name=name).text())
        assert reading.full_name == name
        assert codes(reading) == {"name_unusual"}

    def test_a_missing_or_endless_name_is_pointed_out(self) -> None:
        fields = EXAMPLE.fields()
        fields[2] = ""
        assert codes(read("|".join(fields))) == {"name_missing"}
        assert codes(read(changed(EXAMPLE, full_name="Lê " * 60).text())) == {"name_too_long"}

    @pytest.mark.parametrize(
        "mark", ["~", "'", "§", "µ", "Ç", ";", ",", "¦", "\t", "°", "}", "\\", "*", "｜"]
    )
    def test_another_mark_typed_by_a_wrong_keyboard_layout_is_recognised(self, mark: str) -> None:
        for card in (EXAMPLE, SECOND, changed(SECOND, full_name="H'Hen Niê", address="Số 5, Xã A, B")):
            reading = read(card.text(mark))
            assert codes(reading) == {"card_mark_replaced"}
            assert (reading.full_name, reading.address) == (card.full_name, card.address)
            assert reading.accepting() == reading

    def test_extra_fields_survive_another_mark(self) -> None:
        assert read(EXAMPLE.text("~") + "~~070095000999~").extra == ("", "070095000999", "")

    @pytest.mark.parametrize("card", [EXAMPLE, SECOND])
    def test_fields_without_any_mark_are_told_apart_by_their_shape(self, card: Card) -> None:
        reading = read(card.text(""))
        assert codes(reading) == {"card_marks_lost"}
        assert (reading.full_name, reading.old_number, reading.address) == (
            card.full_name,
            card.old_number,
            card.address,
        )

    def test_a_scanner_in_hex_mode(self) -> None:
        dump = EXAMPLE.text().encode().hex()
        assert read(dump) == read(dump.upper()) == read(EXAMPLE.text())
        assert read(" ".join(dump[i : i + 2] for i in range(0, len(dump), 2))) == read(EXAMPLE.text())

    def test_name_and_address_in_hex(self) -> None:
        fields = EXAMPLE.fields()
        for i in (2, 5):
            fields[i] = fields[i].encode().hex()
        assert read("|".join(fields)) == read(EXAMPLE.text())
        short = changed(EXAMPLE, full_name="Ty")
        fields[2] = "5479"
        assert read("|".join(fields)).full_name == short.full_name

    def test_the_health_insurance_card_gives_what_it_has(self) -> None:
        name, address = (text.encode().hex() for text in (EXAMPLE.full_name, EXAMPLE.address))
        text = f"DN4707912345678|{name}|09/03/1995|1|{address}|70 - 001|01/01/2020|-|02/01/2020|7912345"
        reading = read(text)
        assert (reading.kind, reading.number, reading.issued_on) == (CardKind.BHYT, None, None)
        assert (reading.full_name, reading.address) == (EXAMPLE.full_name, EXAMPLE.address)
        assert (reading.birth_date, reading.sex) == (date(1995, 3, 9), Sex.MALE)
        assert reading.extra[0] == "DN4707912345678"
        assert codes(reading) == {"card_health_insurance"}
        with_number = read(text.replace("DN4707912345678", EXAMPLE.number))
        assert (with_number.kind, with_number.number) == (CardKind.BHYT, EXAMPLE.number)
        assert not with_number.warnings
