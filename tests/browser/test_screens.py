"""The main pages of each role at the size of a desk and of a phone; the pictures stay in pytest's folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from center.auth.permissions import Role
from tests.browser.arrivals import past_detox, people_inside, post_at
from tests.browser.conftest import START, Hire
from tests.browser.house import House
from tests.browser.people.person import Person
from tests.support.stores import Stores

pytestmark = pytest.mark.browser

DESK, PHONE = (1366, 768), (390, 844)

PAGES = {
    Role.INTAKE: (
        "/",
        "/intake/new",
        "/residents",
        "/residents/stays/1",
        "/residents/receptions",
        "/residents/expected",
        "/residents/expected/new",
    ),
    Role.DOCTOR: (
        "/",
        "/medical",
        "/medical/stays/1",
        "/medical/stays/1/exam/new",
        "/medical/stays/1/cows/new",
    ),
    Role.NURSE: ("/", "/medical/stays/1/vitals/new"),
    Role.DRUG_KEEPER: ("/", "/residents"),
    Role.COUNSELLOR: ("/", "/residents/stays/1/timeline", "/vocational/stays/6"),
    Role.TRAINER: ("/", "/vocational", "/vocational/courses", "/vocational/labour/new", "/vocational/labour"),
    Role.GUARD: ("/", "/security", "/security/posts", "/security/incidents/new"),
    Role.DUTY_COMMANDER: ("/", "/security/escapes", "/security/escapes/new", "/security/outings/new"),
    Role.DIRECTOR: ("/", "/handover", "/security/incidents"),
    Role.RECORDS_CLERK: ("/", "/handover/stays/1", "/handover/stays/1/plan", "/residents/badges"),
    Role.ADMINISTRATOR: ("/", "/accounts", "/agency"),
    Role.AUDITOR: ("/", "/residents", "/security/present"),
}


@pytest.fixture(scope="module")
def house(stores: Stores, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One center for everybody: they only look at it."""
    with stores.database("sqlite") as url:
        house = House(url, tmp_path_factory.mktemp("data"), START, set())
        people_inside(house, 5)
        past_detox(house)
        post_at(house, "SAN", "Cổng sân")
        house.open()
        yield house
        house.leave()
    assert not house.broken, "\n".join(house.broken)


@pytest.mark.parametrize("role", PAGES)
def test_main_pages_fit_their_screens_and_are_accessible(
    role: Role, house: House, hires: Hire, tmp_path: Path
) -> None:
    person = hires(Person, username=role.value).signs_in()
    wide = []
    for width, height in (DESK, PHONE):
        person.page.set_viewport_size({"width": width, "height": height})
        house.seen.clear()
        for number, url in enumerate(PAGES[role], 1):
            person.goes(url)
            wide += [f"{url} at {width}: {part}" for part in person.overflow()]
            person.page.screenshot(path=tmp_path / f"{role.value}-{number}-{width}.png", full_page=True)
    assert wide == []


def test_every_role_has_its_pages() -> None:
    assert set(PAGES) == set(Role)
