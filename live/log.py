"""Writing into the event log, and the cursor of a page.

The number of an event is taken from one counter row, as the last thing before the commit: whoever comes later
waits for that row, so numbers are dense and their order is the order of commits. A cursor that has passed a
number has passed everything before it, which «id greater than the last one seen» cannot promise.
"""

import json
from datetime import timedelta

from django.db import connection, transaction
from django.utils import timezone

from live.models import Event, Head, new_epoch

CHANNEL = "live"
KEPT = timedelta(hours=24)


def record(kind, key, topics):
    """Append an event and return its number; call it last in the transaction of the change that it tells of.

    `topics` are the names that readers follow ("article:812", "site"), the same ones for every event about one thing:
    of several only the newest is sent. Raises TransactionManagementError outside a
    transaction: an event of its own could be seen before its change, or without it.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("An event is recorded in the transaction of its change.")
    append = _append_and_notify if connection.vendor == "postgresql" else _append
    event = {"kind": kind, "key": str(key), "topics": sorted(topics), "at": timezone.now()}
    if seq := append(event):
        return seq
    # An emptied database has no head yet.
    Head.current()
    return append(event)


def cursor():
    """Return where the log stands, "epoch-seq", for a page to resume after; read it before the page's queries."""
    return str(Head.current())


def renew_epoch():
    """Begin the log anew under another name, because it is not the one that readers have seen: a restored backup.

    Returns the head. Every reader is told to fetch again what they look at.
    """
    Head.objects.filter(pk=1).update(epoch=new_epoch())
    return Head.current()


def forget_old():
    """Drop what no reader resumes after any more."""
    Event.objects.filter(at__lt=timezone.now() - KEPT).delete()


def _append(event):
    with connection.cursor() as cursor:
        [seq] = cursor.execute("UPDATE live_head SET seq = seq + 1 WHERE id = 1 RETURNING seq").fetchone() or [None]
    return seq and Event.objects.create(seq=seq, **event).seq


# One statement, because everybody who appends waits while its row is locked. The notice is only a wake-up, heard by
# all at the commit: the table is the truth.
_APPEND_AND_NOTIFY = """
    WITH head AS (UPDATE live_head SET seq = seq + 1 WHERE id = 1 RETURNING seq),
    event AS (
        INSERT INTO live_event (seq, kind, key, topics, at)
        SELECT seq, %(kind)s, %(key)s, %(topics)s::jsonb, %(at)s FROM head RETURNING seq
    )
    SELECT seq, pg_notify(%(channel)s, seq::text) FROM event
"""


def _append_and_notify(event):
    with connection.cursor() as cursor:
        cursor.execute(_APPEND_AND_NOTIFY, event | {"topics": json.dumps(event["topics"]), "channel": CHANNEL})
        return (cursor.fetchone() or [None])[0]
