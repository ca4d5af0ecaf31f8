"""Following the log: one thread in each process reads what is new, renders it and hands it to the streams.

Somebody's notice (PostgreSQL's NOTIFY, SQLite's data_version) only wakes it; what it reads is the table.
"""

import json
import logging
import threading
import time

from django.db import Error as DatabaseError
from django.db import connection

from live.log import CHANNEL, renew_epoch
from live.models import Head
from live.rendering import render
from live.ring import SIZE, Entry, Ring

log = logging.getLogger(__name__)
# By hand, because every process asks it for each few comments, and composing it would be most of its cost.
_EVENTS = "SELECT seq, kind, key, topics FROM live_event WHERE seq > %s AND seq <= %s ORDER BY seq"
BETWEEN_LOOKS = 0.02
LONGEST_REST = 1
AFTER_TROUBLE = 0.5


class Follower(threading.Thread):
    """Reads the log until it is stopped, whatever happens to the database meanwhile.

    `followings()` says what is worth rendering; `begin(ring)` hears of a log seen for the first time or begun anew,
    `extend(entries)` of what came after. All three are called in this thread.
    """

    def __init__(self, followings, begin, extend):
        super().__init__(name="live", daemon=True)
        self.followings, self.begin, self.extend = followings, begin, extend
        self.epoch, self.head = None, 0
        self.stopping = threading.Event()

    def run(self):
        """Follow; after trouble with the database, begin again where we were."""
        while not self.stopping.is_set():
            try:
                self._follow()
            except DatabaseError as error:
                log.warning("The log cannot be read just now: %s", error)
                self.stopping.wait(AFTER_TROUBLE)
            finally:
                connection.close()

    def stop(self):
        """Ask it to end soon."""
        self.stopping.set()

    def _follow(self):
        # Listening begins before reading: what is recorded in between is heard.
        wait = _waiting()
        while not self.stopping.is_set():
            self._read()
            # Of many comments a second, several are read at once.
            self.stopping.wait(BETWEEN_LOOKS)
            wait(LONGEST_REST, self.stopping)

    def _read(self):
        """Hand over what is new; where the log is not the one we knew (a restored backup), begin with it anew."""
        head = Head.current()
        if head.epoch == self.epoch and head.seq < self.head:
            head = renew_epoch()
        if head.epoch != self.epoch:
            return self._begin(head)
        if head.seq == self.head:
            return None
        entries = _entries(self.head, head.seq)
        if len(entries) < head.seq - self.head:
            return self._begin(head)
        for language, topics in self._wanted().items():
            render([entry for entry in entries if not topics.isdisjoint(entry.topics)], language)
        self.head = head.seq
        self.extend(entries)

    def _begin(self, head):
        entries = _unbroken(_entries(head.seq - SIZE, head.seq), head.seq)
        self.begin(Ring(head.epoch, head.seq, entries))
        self.epoch, self.head = head.epoch, head.seq

    def _wanted(self):
        wanted = {}
        for following in self.followings():
            wanted.setdefault(following.language, set()).update(following.topics)
        return wanted


def missed(seq, head, following, limit):
    """Return (entries after `seq` up to `head` that concern the reader, rendered), straight from the table.

    Returns None where they are more than `limit`, or older than what the table still has.
    """
    if head - seq > limit or len(rows := _entries(seq, head)) < head - seq:
        return None
    newest = {entry.thing: entry for entry in rows if not following.topics.isdisjoint(entry.topics)}
    entries = sorted(newest.values(), key=lambda entry: entry.seq)
    render(entries, following.language)
    return entries


def _entries(after, upto):
    with connection.cursor() as cursor:
        cursor.execute(_EVENTS, [after, upto])
        return [Entry(seq, kind, key, frozenset(json.loads(topics))) for seq, kind, key, topics in cursor]


def _unbroken(entries, head):
    """Keep the last of the entries that follow on each other up to the head."""
    kept = []
    for entry in reversed(entries):
        if entry.seq != head - len(kept):
            break
        kept.append(entry)
    return kept[::-1]


def _waiting():
    """Return a function that waits until something was committed, at most so many seconds."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LISTEN {CHANNEL}")
        return _wait_for_notice
    return _DataVersion()


def _wait_for_notice(seconds, _stopping):
    with connection.wrap_database_errors:
        list(connection.connection.notifies(timeout=seconds, stop_after=1))


class _DataVersion:
    """SQLite's data_version, which changes with every commit of another connection (sqlite.org/pragma.html)."""

    def __init__(self):
        self.version = self._now()

    def __call__(self, seconds, stopping):
        deadline = time.monotonic() + seconds
        while self.version == (version := self._now()) and time.monotonic() < deadline:
            if stopping.wait(BETWEEN_LOOKS):
                return
        self.version = version

    def _now(self):
        with connection.cursor() as cursor:
            return cursor.execute("PRAGMA data_version").fetchone()[0]
