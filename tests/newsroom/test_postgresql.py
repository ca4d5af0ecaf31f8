"""A connection to PostgreSQL that was cut is found out without asking the server each time."""

import pytest
from django.db import DataError, close_old_connections, connection, transaction
from django.db.backends.postgresql import base

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no connections to cut"),
]


def backend():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


@pytest.fixture
def asked(monkeypatch):
    """How often the server was asked whether it is there."""
    asked, ask = [], base.DatabaseWrapper.is_usable
    monkeypatch.setattr(base.DatabaseWrapper, "is_usable", lambda self: asked.append(ask(self)) or asked[-1])
    return asked


def test_while_nothing_happens_nothing_is_asked(asked):
    before = backend()
    close_old_connections()

    assert backend() == before
    assert asked == []


def test_a_connection_that_was_cut_is_made_anew(asked):
    before, other = backend(), connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [before])
    other.close()
    close_old_connections()

    assert backend() != before
    assert asked == [False]


def test_a_failed_transaction_is_of_no_use(asked):
    with transaction.atomic():
        with pytest.raises(DataError), connection.cursor() as cursor:
            cursor.execute("SELECT 1 / 0")

        assert not connection.is_usable()
        transaction.set_rollback(True)

    assert connection.is_usable()
    assert asked == [False]


def test_what_the_server_says_of_itself_cuts_nothing(asked):
    before = backend()
    with connection.cursor() as cursor:
        cursor.execute("LISTEN newsroom_test")
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("NOTIFY newsroom_test")
    other.close()
    close_old_connections()

    assert backend() == before
    assert set(asked) <= {True}
    with connection.cursor() as cursor:
        cursor.execute("UNLISTEN newsroom_test")
