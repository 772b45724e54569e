"""The limits shipped with the product, as the parameters hold them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from flask import Flask

from center.errors import MissingParameter, RuleViolation
from center.medical import cows, messages, news2
from center.medical.detox.criteria import ATTESTED
from center.medical.detox.queries import detox_limits
from center.medical.labels import CRITERIA, FOUND
from center.medical.limits import UNITS, unverified, vital_limits, warnings
from center.medical.observation.rhythm import rhythm_on
from center.medical.rules import SIGNS
from center.ui.messages import registered_codes, sentence

DAY = date(2026, 11, 22)


def test_hard_ranges(app: Flask) -> None:
    limits = vital_limits(DAY)
    assert set(limits) == {*SIGNS, "height_cm"} == set(UNITS)
    assert (limits["pulse"].least, limits["pulse"].most) == (20, 250)
    assert (limits["temperature"].least, limits["temperature"].most) == (Decimal("30.0"), Decimal("43.0"))
    assert (limits["diastolic"].warn_at_most, limits["diastolic"].red_at_least) == (50, 120)
    assert limits["height_cm"].red_at_most is None


def test_the_red_limits_of_the_parameters_are_those_of_news2(app: Flask) -> None:
    for sign, limits in vital_limits(DAY).items():
        if sign not in news2.SIGNS:
            continue
        for edge, step in ((limits.red_at_most, 1), (limits.red_at_least, -1)):
            if edge is None:
                continue
            fine = Decimal("0.1") if sign == "temperature" else Decimal(1)
            points = [
                news2.score({sign: value}, consciousness=None, on_oxygen=False).points[sign]
                for value in (edge, edge + step * fine)
            ]
            assert points[0] == news2.RED, sign
            assert points[1] < news2.RED, sign


def test_the_bands_of_cows_are_those_of_the_parameters(app: Flask) -> None:
    rhythm = rhythm_on(DAY)
    assert cows.band_of(rhythm.mild_from) == "mild"
    assert cows.band_of(rhythm.mild_from - 1) == "none"
    assert cows.band_of(rhythm.moderate_from) == "moderate"
    assert warnings(DAY).cows_alarm == 25
    assert warnings(DAY).red_consciousness == {"C", "V", "P", "U"}


def test_proposals_are_known_as_such(app: Flask) -> None:
    assert unverified("clinical.detox_complete.", DAY)
    assert not unverified("clinical.cows.items", DAY)


def test_a_day_without_limits_is_a_fault_of_the_set_up(app: Flask) -> None:
    with pytest.raises(MissingParameter):
        vital_limits(date(2019, 1, 1))


def test_every_criterion_has_its_sentence(app: Flask) -> None:
    limits = detox_limits(DAY)
    values = {name: getattr(limits, name) for name in limits.__dataclass_fields__}
    assert {"exam", "last_use", "cows", "vitals", "vitals_minor", *ATTESTED} == set(CRITERIA)
    assert set(FOUND) < set(CRITERIA)
    for words in CRITERIA.values():
        assert "{" not in str(words).format(**values)


def test_every_refusal_names_what_and_what_to_do(app: Flask) -> None:
    assert set(messages.MESSAGES) <= registered_codes()
    for refusal in messages.MESSAGES.values():
        assert str(refusal.what)
        assert str(refusal.next_step)


def test_a_refused_level_names_item_and_levels(app: Flask) -> None:
    with pytest.raises(RuleViolation) as refused:
        cows.score({item.code: 0 for item in cows.ITEMS} | {"goose": 1}, {})
    words = sentence(refused.value)
    assert words.what == "Mục «Nổi da gà» không có mức 1 điểm."
    assert words.next_step == "Chỉ chọn một trong các mức: 0, 3, 5."
