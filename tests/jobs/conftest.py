import sys; sys.path.insert(0,'/tmp/g')
import pytest
@pytest.fixture(scope="session")
def stores(tmp_path_factory):
    from tmpstores import TmpStores
    root = tmp_path_factory.getbasetemp() / "stores"
    root.mkdir(exist_ok=True)
    s = TmpStores(root)
    yield s
    s.cluster.release()
@pytest.fixture
def as_role(app, clock):
    from center.auth.permissions import Role
    from center.auth import sessions, queries
    from center.db import unit_of_work, db
    def sign_in(role):
        visitor=app.test_client()
        with unit_of_work():
            a=queries.account_by_username(Role(role).value)
            s=sessions.start(a, address="127.0.0.1", now=clock.now()); sid=s.id; uq=a.fs_uniquifier
        with visitor.session_transaction() as stored:
            stored["_user_id"]=uq; stored["_fresh"]=True; stored[sessions.SESSION_KEY]=sid
        return visitor
    return sign_in
