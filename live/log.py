"""Writing into the event log, and the cursor of a page.

The number of an event is taken from one counter row, as the last thing before the commit: whoever comes later
waits for that row, so numbers are dense and their order is the order of commits. A cursor that has passed a
number has passed everything before it, which «id greater than the last one seen» cannot promise.
"""

import json
from contextlib import contextmanager
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from live.models import Event, Head, new_epoch

CHANNEL = "live"
KEPT = timedelta(hours=24)


@contextmanager
def recording():
    """A transaction that records something, and keeps others who do so waiting as short as it can.

    From `record` until the commit nobody else gets a number, so PostgreSQL is not waited for in between: statements
    whose answers nobody reads travel together, and with the commit (libpq's pipeline mode). So `rowcount` is not to be
    asked inside, nor by what runs on commit.
    """
    if connection.vendor != "postgresql":
        with transaction.atomic():
            yield
        return
    connection.ensure_connection()
    with connection.wrap_database_errors, connection.connection.pipeline(), transaction.atomic():
        yield


def record(kind, key, topics):
    """Append an event; call it last in the transaction of the change that it tells of.

    `topics` are the names that readers follow ("article:812", "site"), the same ones for every event about one thing:
    of several only the newest is sent. Raises TransactionManagementError outside a
    transaction: an event of its own could be seen before its change, or without it.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("An event is recorded in the transaction of its change.")
    at = connection.ops.adapt_datetimefield_value(timezone.now())
    event = {"kind": kind, "key": str(key), "topics": json.dumps(sorted(topics)), "at": at, "channel": CHANNEL}
    with connection.cursor() as cursor:
        for statement in _APPEND[connection.vendor]:
            cursor.execute(statement, event)


def cursor():
    """Return where the log stands, "epoch-seq", for a page to resume after; read it before the page's queries."""
    return str(Head.current())


def newest():
    """Return the number of the newest event; in the transaction that has just recorded one, that one's."""
    return Head.objects.values_list("seq", flat=True).get(pk=1)


def renew_epoch():
    """Begin the log anew under another name, because it is not the one that readers have seen: a restored backup.

    Returns the head. Every reader is told to fetch again what they look at.
    """
    Head.objects.filter(pk=1).update(epoch=new_epoch())
    return Head.current()


def forget_old():
    """Drop what no reader resumes after any more."""
    Event.objects.filter(at__lt=timezone.now() - KEPT).delete()


# An emptied database has no head yet. On PostgreSQL it is one statement, because everybody who appends waits while the
# head is locked; its notice is only a wake-up, heard by all at the commit: the table is the truth.
_APPEND = {
    "sqlite": [
        """
        INSERT INTO live_head (id, epoch, seq) VALUES (1, lower(hex(randomblob(4))), 1)
        ON CONFLICT (id) DO UPDATE SET seq = live_head.seq + 1
        """,
        """
        INSERT INTO live_event (seq, kind, key, topics, at)
        SELECT seq, %(kind)s, %(key)s, %(topics)s, %(at)s FROM live_head
        """,
    ],
    "postgresql": [
        """
        WITH head AS (
            INSERT INTO live_head (id, epoch, seq) VALUES (1, substr(md5(random()::text), 1, 8), 1)
            ON CONFLICT (id) DO UPDATE SET seq = live_head.seq + 1 RETURNING seq
        ), event AS (
            INSERT INTO live_event (seq, kind, key, topics, at)
            SELECT seq, %(kind)s, %(key)s, %(topics)s::jsonb, %(at)s FROM head RETURNING seq
        )
        SELECT pg_notify(%(channel)s, seq::text) FROM event
        """
    ],
}
