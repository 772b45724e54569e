"""Broken rules and WTForms' own messages, in words, where they belong."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import FieldList, FormField, StringField
from wtforms.validators import DataRequired, Length

from center.errors import Refusal, RuleViolation
from center.i18n import lazy_gettext as _l
from center.ui import messages
from center.ui.forms import BaseForm, ErrorLine


class Line(BaseForm):
    class Meta(BaseForm.Meta):
        csrf = False

    what = StringField("Đồ vật", [DataRequired()])


class Form(Line):
    bed = StringField("Giường", [Length(max=5)])
    lines = FieldList(FormField(Line), "Tư trang", min_entries=2)
    other = FormField(Line, "Khác")


@pytest.fixture
def words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "_messages", {})
    messages.register_messages(
        {
            "t.taken": Refusal(
                what=_l("Giường {bed} đã có người từ {since}."),
                next_step=_l("Chọn giường khác."),
                rule=_l("Điều {article} Nghị định 116/2021/NĐ-CP, mức {limit}, lúc {at}, số {number}."),
            )
        }
    )


def taken(field: str | None = None) -> RuleViolation:
    return RuleViolation(
        "t.taken",
        field=field,
        bed="B2-03",
        since=date(2026, 11, 2),
        article=41,
        limit=Decimal("1234.5"),
        at=datetime(2026, 11, 1, 18, 0, tzinfo=UTC),
        number=2026,
    )


def test_a_refusal_is_filled_with_its_facts_the_vietnamese_way(inside: Flask, words: None) -> None:
    said = messages.sentence(taken())
    assert said.what == "Giường B2-03 đã có người từ 02/11/2026."
    assert said.next_step == "Chọn giường khác."
    assert said.rule == "Điều 41 Nghị định 116/2021/NĐ-CP, mức 1.234,5, lúc 02/11/2026 01:00, số 2026."


def test_a_rule_without_a_sentence_still_says_something_and_tells_the_log(
    inside: Flask, words: None, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        said = messages.sentence(RuleViolation("t.unknown", name="Nguyễn Văn A"))
    assert "t.unknown" in said.what
    assert "t.unknown" in caplog.text
    assert "Nguyễn" not in caplog.text


def test_a_forgotten_fact_is_found_by_the_first_test_of_its_rule(inside: Flask, words: None) -> None:
    with pytest.raises(KeyError):
        messages.sentence(RuleViolation("t.taken", bed="B2-03"))


def test_messages_may_be_registered_again_but_not_redefined(words: None) -> None:
    refusal = messages._messages["t.taken"]
    messages.register_messages({"t.taken": refusal})
    assert messages.registered_codes() == {"t.taken"}
    with pytest.raises(ValueError, match=r"t\.taken"):
        messages.register_messages({"t.taken": Refusal("khác", "khác")})


def test_a_broken_rule_of_a_field_stands_beside_that_field(inside: Flask, words: None) -> None:
    form = Form(MultiDict({"bed": "B2-03", "what": "áo"}))
    with form.rule_errors():
        raise taken("bed")
    assert form.bed.errors == ["Giường B2-03 đã có người từ 02/11/2026."]
    assert form.errors["bed"] == form.bed.errors
    assert [refusal.next_step for refusal in form.refusals] == ["Chọn giường khác."]
    assert form.error_lines() == []


@pytest.mark.parametrize("field", [None, "no_such_field"])
def test_any_other_broken_rule_stands_on_top_of_the_form(
    inside: Flask, words: None, field: str | None
) -> None:
    form = Form()
    with form.rule_errors():
        raise taken(field)
    assert form.form_errors == ["Giường B2-03 đã có người từ 02/11/2026."]
    assert form.errors
    assert form.error_lines() == []


def test_other_errors_pass_through(inside: Flask) -> None:
    form = Form()
    with pytest.raises(LookupError), form.rule_errors():
        raise LookupError
    assert form.errors == {}


def test_every_error_is_listed_once_also_those_of_forms_inside(inside: Flask) -> None:
    form = Form(MultiDict({"bed": "B2-0333", "what": "áo", "lines-0-what": "quần", "lines-1-what": ""}))
    assert not form.validate()
    form.form_errors.append("Cả biểu mẫu.")
    assert form.error_lines() == [
        ErrorLine("", "", "Cả biểu mẫu."),
        ErrorLine("bed", "Giường", "Nhập nhiều nhất 5 ký tự."),
        ErrorLine("lines-1-what", "Đồ vật", "Phải nhập mục này."),
        ErrorLine("other-what", "Đồ vật", "Phải nhập mục này."),
    ]
