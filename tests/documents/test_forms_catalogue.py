"""Which form a paper follows on the day it is signed."""

from __future__ import annotations

import re
from datetime import date

import pytest

from center.documents.forms_catalogue import form_on, forms_of, kinds, register_forms
from center.documents.paper_form import PaperForm, Signer
from center.resources import resource_dir

LAST_OF_B, FIRST_OF_A = date(2026, 6, 30), date(2026, 7, 1)


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        ("entry-compulsory", "116/2021/NĐ-CP:40", "163/2026/NĐ-CP:42"),
        ("entry-custody", "116/2021/NĐ-CP:37", "163/2026/NĐ-CP:31"),
        ("entry-voluntary", "", "163/2026/NĐ-CP:31"),
        ("completion-compulsory", "116/2021/NĐ-CP:46", "163/2026/NĐ-CP:50"),
        ("completion-voluntary", "116/2021/NĐ-CP:26b", "163/2026/NĐ-CP:30"),
        ("completion-notice", "", "163/2026/NĐ-CP:51"),
        ("collection-sheet", "116/2021/NĐ-CP:19", "163/2026/NĐ-CP:17"),
        ("term-proposal", "116/2021/NĐ-CP:43", "163/2026/NĐ-CP:46"),
        ("packet", "", ""),
        ("medical-summary", "", ""),
    ],
)
def test_the_day_of_signing_decides_the_form(kind: str, before: str, after: str) -> None:
    assert form_on(kind, LAST_OF_B).code == before
    assert form_on(kind, FIRST_OF_A).code == after


def test_every_kind_has_a_form_on_every_day_and_a_template_of_its_own() -> None:
    for kind in kinds():
        for day in (date(2022, 1, 1), LAST_OF_B, FIRST_OF_A, date(2030, 12, 31)):
            form = form_on(kind, day)
            assert form.kind == kind
            assert re.fullmatch(r"documents/[a-z]+/[a-z0-9_]+\.html", form.template)
            assert (resource_dir("templates") / form.template).is_file(), form.template
            assert bool(form.series) == bool(form.symbol)


def test_the_name_of_the_compulsory_completion_paper_changed_with_the_law() -> None:
    old, new = form_on("completion-compulsory", LAST_OF_B), form_on("completion-compulsory", FIRST_OF_A)
    assert (old.title, new.title) == ("Giấy chứng nhận", "Giấy xác nhận")
    assert new.official_name == "Mẫu số 50, Phụ lục V, Nghị định 163/2026/NĐ-CP"
    assert old.series == new.series, "the running number of a year goes on over the change"


def test_what_was_not_seen_of_a_form_is_told_to_who_configures_it() -> None:
    notes = [str(note) for note in form_on("completion-compulsory", FIRST_OF_A).template_notes]
    assert any("Phần đầu" in note for note in notes)
    assert any("chữ ký" in note for note in notes)
    assert form_on("completion-compulsory", LAST_OF_B).template_notes == ()
    for kind in kinds():
        for form in forms_of(kind):
            if form.decree == "163/2026/NĐ-CP":
                assert form.unseen, f"nothing of form {form.number} was seen whole"


def test_two_forms_of_one_kind_cannot_share_a_day() -> None:
    again = PaperForm("packet", "Công văn", "", "documents/x/y.html", Signer.HEAD)
    with pytest.raises(ValueError, match="two forms of 'packet'"):
        register_forms(again)


def test_an_unknown_kind_is_an_error_of_the_program() -> None:
    with pytest.raises(LookupError):
        form_on("poem", FIRST_OF_A)
