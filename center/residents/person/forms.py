"""The form of a new portrait."""

from __future__ import annotations

from flask_wtf.file import FileField, FileRequired

from center.i18n import lazy_gettext as _l
from center.ui.forms import BaseForm


class PhotoForm(BaseForm):
    """A portrait from the camera or a file."""

    photo = FileField(_l("Ảnh chân dung"), [FileRequired(_l("Chụp hoặc chọn một ảnh."))])
