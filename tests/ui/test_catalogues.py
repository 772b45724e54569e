"""The messages of libraries are Vietnamese, and the compiled catalogues are those of their sources."""

from __future__ import annotations

import io
import re
from importlib import resources
from pathlib import Path
from typing import Any

import flask_security
import pytest
import wtforms
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import validators

from center.i18n import TRANSLATIONS, init_i18n, wtforms_translations
from center.ui.fields import choices
from center.ui.forms import BaseForm

FOLDER = TRANSLATIONS / "vi" / "LC_MESSAGES"
CATALOGUES = sorted(FOLDER.glob("*.po"))
PLACEHOLDER = re.compile(r"%(?:\(\w+\))?[sd]")

AT_SIGN_IN = (
    "Authentication failed - identity or password/passcode invalid",
    "Account is disabled.",
    "Password not provided",
    "Password must be at least %(length)s characters",
    "Passwords do not match",
    "Your new password must be different than your previous password.",
    "Please log in to access this page.",
    "Please reauthenticate to access this page.",
    "You successfully changed your password.",
)


def catalogue(path: Path) -> Any:
    with path.open("rb") as file:
        return read_po(file)


def originals(package: Any, path: str) -> set[str]:
    with resources.files(package).joinpath(path).open("rb") as file:
        return {one(message.id) for message in read_po(file) if message.id}


def one(text: Any) -> str:
    return str(text[0] if isinstance(text, tuple | list) else text)


def test_both_catalogues_are_there() -> None:
    assert [path.stem for path in CATALOGUES] == ["flask_security", "wtforms"]


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_compiled_catalogue_is_fresh(path: Path) -> None:
    fresh = io.BytesIO()
    write_mo(fresh, catalogue(path))
    assert path.with_suffix(".mo").read_bytes() == fresh.getvalue(), (
        "run pybabel compile -d center/translations"
    )


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.stem)
def test_a_translation_is_complete_and_keeps_its_placeholders(path: Path) -> None:
    for message in catalogue(path):
        if message.id:
            assert one(message.string), message.id
            assert not message.fuzzy
            found, expected = (
                sorted(PLACEHOLDER.findall(one(text))) for text in (message.string, message.id)
            )
            assert found == expected, message.id


def test_every_message_of_wtforms_is_translated() -> None:
    ours = {one(message.id) for message in catalogue(FOLDER / "wtforms.po") if message.id}
    assert ours == originals(wtforms, "locale/wtforms.pot")


def test_what_flask_security_says_at_sign_in_is_translated() -> None:
    ours = {one(message.id) for message in catalogue(FOLDER / "flask_security.po") if message.id}
    theirs = originals(flask_security, "translations/flask_security.pot")
    assert ours <= theirs, ours - theirs
    assert set(AT_SIGN_IN) <= ours


def test_flask_security_looks_into_our_folder_after_its_own() -> None:
    app = Flask(__name__)
    init_i18n(app)
    assert app.config["SECURITY_I18N_DIRNAME"] == ["builtin", str(TRANSLATIONS)]


def test_the_validators_of_wtforms_speak_vietnamese(inside: Flask) -> None:
    class Form(BaseForm):
        class Meta(BaseForm.Meta):
            csrf = False

        required = wtforms.StringField(validators=[validators.DataRequired()])
        length = wtforms.StringField(validators=[validators.Length(min=3, max=5)])
        least = wtforms.StringField(validators=[validators.Length(min=3)])
        number = wtforms.IntegerField()
        choice = wtforms.SelectField(choices=choices([("a", "A")]))
        several = wtforms.SelectMultipleField(choices=choices([("a", "A")]))
        same = wtforms.StringField(validators=[validators.EqualTo("required")])

    typed = MultiDict(
        {"length": "ab", "least": "ab", "number": "x", "choice": "b", "several": "b", "same": "x"}
    )
    form = Form(typed)
    assert not form.validate()
    assert {name: str(errors[0]) for name, errors in form.errors.items()} == {
        "required": "Phải nhập mục này.",
        "length": "Nhập từ 3 đến 5 ký tự.",
        "least": "Nhập ít nhất 3 ký tự.",
        "number": "Nhập số nguyên.",
        "choice": "Chọn một mục trong danh sách.",
        "several": "“b” không có trong danh sách.",
        "same": "Phải giống mục required.",
    }


def test_a_message_of_another_library_stays_as_it_is(inside: Flask) -> None:
    assert wtforms_translations.gettext("no such message") == "no such message"
    assert wtforms_translations.ngettext("one thing", "%(n)d things", 2) == "%(n)d things"
