"""Languages: Vietnamese is the language of the source strings, every other one is a translation.

The built-in messages of WTForms and Flask-Security are English in their sources; our catalogues
``translations/vi/LC_MESSAGES/{wtforms,flask_security}.po`` turn them into Vietnamese.
"""

from __future__ import annotations

from pathlib import Path
from typing import cast

import flask_babel
from flask import Flask
from flask_babel import Babel, Domain

__all__ = [
    "DEFAULT_LOCALE",
    "TRANSLATIONS",
    "gettext",
    "init_i18n",
    "lazy_gettext",
    "ngettext",
    "pgettext",
    "wtforms_translations",
]

DEFAULT_LOCALE = "vi"
TRANSLATIONS = Path(__file__).resolve().parent / "translations"


class WTFormsTranslations:
    """Answers WTForms' own messages in the language of the request, placeholders untouched.

    Not flask_babel's Domain itself: its ``ngettext`` fills placeholders at once, with ``num`` only, and
    fails on the ``%(max)d`` that WTForms fills afterwards.
    """

    def __init__(self) -> None:
        self._domain = Domain(translation_directories=[str(TRANSLATIONS)], domain="wtforms")

    def gettext(self, message: str) -> str:
        """Return ``message`` translated."""
        return str(self._domain.get_translations().ugettext(message))

    def ngettext(self, singular: str, plural: str, num: int) -> str:
        """Return the message for ``num`` translated."""
        return str(self._domain.get_translations().ungettext(singular, plural, num))


wtforms_translations = WTFormsTranslations()


def gettext(message: str, **facts: object) -> str:
    """Return ``message`` in the language of the request, its ``%(fact)s`` filled in."""
    return str(flask_babel.gettext(message, **facts))


def ngettext(singular: str, plural: str, num: int, **facts: object) -> str:
    """Return the form of the message for ``num``; Vietnamese has one form for all."""
    return str(flask_babel.ngettext(singular, plural, num, **facts))


def pgettext(context: str, message: str, **facts: object) -> str:
    """Return ``message`` as it is said in ``context``, for words of two meanings."""
    return str(flask_babel.pgettext(context, message, **facts))


def lazy_gettext(message: str, **facts: object) -> str:
    """Return a string that is translated when it is shown; for labels made at import time.

    Typed ``str`` because it stands wherever one does; ``str()`` it before string methods are needed
    or it is compared, stored or joined.
    """
    return cast(str, flask_babel.lazy_gettext(message, **facts))


def init_i18n(app: Flask) -> None:
    """Set up Flask-Babel on ``app``; call it before Flask-Security, which reads the folders set here."""
    # "builtin" stays first: a message we have not translated falls back to the library's own catalogue
    app.config.setdefault("SECURITY_I18N_DIRNAME", ["builtin", str(TRANSLATIONS)])
    Babel(
        app,
        default_locale=DEFAULT_LOCALE,
        default_translation_directories=str(TRANSLATIONS),
        default_timezone="Asia/Ho_Chi_Minh",
    )
