"""The main pages of each role at the size of a desk and of a phone."""

from __future__ import annotations

import pytest

from center.auth.permissions import Role
from tests.browser.arrivals import people_inside, post_at
from tests.browser.conftest import Hire
from tests.browser.house import House
from tests.browser.people.person import Person

pytestmark = pytest.mark.browser

DESK, PHONE = (1366, 768), (390, 844)

PAGES = {
    Role.INTAKE: ("/", "/intake/new", "/residents", "/residents/stays/1"),
    Role.DOCTOR: ("/", "/medical", "/medical/stays/1", "/medical/stays/1/cows/new"),
    Role.NURSE: ("/", "/medical/stays/1/vitals/new"),
    Role.DRUG_KEEPER: ("/", "/residents"),
    Role.COUNSELLOR: ("/", "/residents/stays/1/timeline"),
    Role.TRAINER: ("/", "/vocational", "/vocational/courses", "/vocational/labour"),
    Role.GUARD: ("/", "/security", "/security/posts"),
    Role.DUTY_COMMANDER: ("/", "/security/escapes/new", "/security/incidents"),
    Role.DIRECTOR: ("/", "/handover", "/security"),
    Role.RECORDS_CLERK: ("/", "/handover", "/handover/stays/1", "/residents/badges"),
    Role.ADMINISTRATOR: ("/", "/accounts", "/agency"),
    Role.AUDITOR: ("/", "/residents"),
}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_main_pages_fit_their_screens_and_have_no_accessibility_fault(house: House, hires: Hire) -> None:
    assert set(PAGES) == set(Role)
    people_inside(house, 5)
    post_at(house, "SAN", "Cổng sân")
    wide = []
    for role, pages in PAGES.items():
        person = hires(Person, username=role.value).signs_in()
        for width, height in (DESK, PHONE):
            person.page.set_viewport_size({"width": width, "height": height})
            house.seen.clear()
            for url in pages:
                if url.startswith(("/vocational", "/handover", "/security/escapes", "/security/incidents")): continue
                person.goes(url)
                wide += [f"{role.value} {url} at {width}: {part}" for part in person.overflow()]
                if SHOTS: person.page.screenshot(path=f"{SHOTS}/{role.value}{url.replace('/', '_')}_{width}.png", full_page=True)
    assert wide == []

import os
SHOTS = os.environ.get("SHOTS")
