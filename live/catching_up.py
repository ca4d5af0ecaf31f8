"""Bringing a reader from their cursor to the head of the ring."""

import asyncio
from dataclasses import dataclass, field
from functools import partial

from django.db import Error as DatabaseError
from django.db import close_old_connections, connection

from live.follower import missed
from live.rendering import render
from live.ring import as_stream, is_rendered

# More than a page wants to mend piece by piece: it fetches its lists again instead.
MOST = 5000


@dataclass
class CaughtUp:
    """The entries a reader missed, all rendered, and the number they have got to; or that they are lost."""

    begun: int
    seq: int
    entries: list = field(default_factory=list)
    is_lost: bool = False

    def as_stream(self, ring, following):
        """Return the entries as server-sent events."""
        return as_stream(ring, self.begun, self.entries, following)


async def catch_up(ring, following, cursor, threads):
    """Return a CaughtUp for a reader with this cursor, (epoch, seq); with none, they begin at the head.

    What the ring has rendered costs nothing; the rest is rendered in `threads`.
    """
    head = ring.head
    if cursor is None:
        return CaughtUp(head, head)
    epoch, seq = cursor
    lost = CaughtUp(head, head, is_lost=True)
    if epoch != ring.epoch or seq > head:
        return lost
    work = partial(missed, seq, head, following, MOST)
    if ring.reaches(seq):
        entries = ring.since(seq, following)
        if is_rendered(entries, following.language):
            return CaughtUp(seq, head, entries)
        work = partial(_rendered, entries, following.language)
    try:
        found = await asyncio.get_running_loop().run_in_executor(threads, _in_thread, work)
    except DatabaseError:
        return lost
    return lost if found is None else CaughtUp(seq, head, found)


def hang_up():
    """Close this thread's connection to the database."""
    connection.close()


def _in_thread(work):
    close_old_connections()
    try:
        return work()
    finally:
        close_old_connections()


def _rendered(entries, language):
    render(entries, language)
    return entries
