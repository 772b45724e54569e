from tests.conftest import NOW
from tests.medical.support import *
from center.db import unit_of_work
def test_x(app, doctor, as_role, clock):
    with unit_of_work():
        stay = in_detox(doctor, NOW - timedelta(hours=5))
        sid = stay.id
        measured(stay, doctor, NOW - timedelta(minutes=30), pulse=135)
        scored(stay, doctor, NOW - timedelta(minutes=30), 2,2,3,2,2,2,3,2,1,2,3)
    v = as_role("doctor")
    for u in ["", "/cows/new", "/vitals/new", "/exam", "/exam/new", "/detox", "/secret", "/secret/new", "/sheet", "/cows/1"]:
        print(u); v.page(f"/medical/stays/{sid}{u}")
    v.page("/medical"); v.page("/")
