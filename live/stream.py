"""/live/: what happens on the site, as it happens, to readers who may be ten thousand.

A bare ASGI function: a reader is a coroutine and a cursor into the ring, not a thread and not a queue, so a slow one
costs nothing and many of them a few kilobytes each. What is new is sent to all who rest in one round, past their
coroutines: waking ten thousand of them takes as long as sending. Only who does not take it at once, has to catch up or
comes to an end goes on in a coroutine of their own. The same address with `poll=1` answers at once, for readers whom
streams do not reach.
"""

import asyncio
import json
import random
import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import lru_cache
from time import monotonic
from types import coroutine
from urllib.parse import parse_qs

from live.catching_up import catch_up, hang_up
from live.chores import Chores
from live.follower import Follower
from live.ring import Following, as_event

TOPIC = re.compile(r"[a-z]{1,20}(:[0-9]{1,18})?")
CURSOR = re.compile(r"([A-Za-z0-9]{8})-([0-9]{1,18})")
TOPICS = 8
USAGE = "GET /live/?topics=site,article:1&language=ru&after=CURSOR"

HEARTBEAT = 15
LIFE = (600, 1800)
PATIENCE = 20
BEHIND_AT_MOST = 2
SLICE = 0.0005
REST = 0.001
RETRY_AFTER = (20, 60)
RETRY_AFTER_RESTART = (1, 3)
RECONNECT = (1000, 5000)

STREAM_HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
    (b"x-content-type-options", b"nosniff"),
]
# A second in a shared cache turns a thousand polling readers into one.
POLL_HEADERS = [
    (b"content-type", b"application/json"),
    (b"cache-control", b"public, max-age=1"),
    (b"x-content-type-options", b"nosniff"),
]


class BadRequest(Exception):
    """The address asks for something that cannot be followed."""


class Reader:
    """One open stream: where it has got to, and what it waits for."""

    __slots__ = ("ends_at", "following", "ring", "send", "sent_at", "seq", "task", "waiting", "writing_since")

    def __init__(self, following, send, now):
        self.following = following
        self.send = send
        self.ring = None
        self.seq = 0
        self.sent_at = now
        self.ends_at = now + random.uniform(*LIFE)  # noqa: S311  (spreads the load, hides nothing)
        self.task = asyncio.current_task()
        self.waiting = None
        self.writing_since = None

    @property
    def is_resting(self):
        """Tell whether its task waits for somebody to wake it, and nobody has."""
        return self.waiting is not None and not self.waiting.done()

    async def rest(self):
        """Wait until somebody wakes it, and finish the writing that somebody may have begun."""
        self.waiting = asyncio.get_running_loop().create_future()
        begun = await self.waiting
        self.waiting = None
        if begun:
            await begun
            self.writing_since = None

    async def write(self, chunk):
        """Send bytes, in its own task, for as long as it takes."""
        self.sent_at = self.writing_since = asyncio.get_running_loop().time()
        await self.send({"type": "http.response.body", "body": chunk, "more_body": True})
        self.writing_since = None

    def tell(self, chunk, now):
        """Send bytes to a resting reader without waking it; where they are not taken at once, its task goes on."""
        self.sent_at = now
        writing = self.send({"type": "http.response.body", "body": chunk, "more_body": True})
        try:
            awaited = writing.send(None)
        except StopIteration:
            return
        except Exception as error:
            self.waiting.set_exception(error)
        else:
            self.writing_since = now
            self.waiting.set_result(_go_on(writing, awaited))


@coroutine
def _go_on(begun, awaited):
    """Finish, in a task, a coroutine that was begun outside of it and came to await something."""
    yield awaited
    yield from begun


class Streams:
    """The ASGI application at /live/, one for each process: at most `most` streams, `most_from` from one address.

    `address_of(scope)` tells a reader's address; whoever serves may set `is_stopping`, which tells whether to end, and
    `is_rendering`, which tells whether pages need the processor meanwhile.
    """

    def __init__(self, languages, address_of, most, most_from):
        self.languages, self.address_of = languages, address_of
        self.most, self.most_from = most, most_from
        self.is_stopping = lambda: False
        self.is_rendering = lambda: False
        self.ring = None
        self.readers = set()
        self.followings = {}
        self.addresses = Counter()
        self.threads = ThreadPoolExecutor(1, thread_name_prefix="live-missed")
        self.news = asyncio.Event()
        self.begun = asyncio.Event()

    # the life of the process

    def start(self):
        """Begin to follow the log, and to do what falls due; call it in the running event loop."""
        loop = asyncio.get_running_loop()

        def in_loop(function):
            return lambda *args: loop.call_soon_threadsafe(function, *args)

        self.follower = Follower(self._followings_now, in_loop(self._begin), in_loop(self._extend))
        self.follower.start()
        self.chores = Chores()
        self.chores.start()
        self.minders = [loop.create_task(self._fan_out()), loop.create_task(self._mind())]

    async def stop(self):
        """End every stream, and the following of the log."""
        for minder in self.minders:
            minder.cancel()
        self.follower.stop()
        self.chores.stop()
        self.threads.submit(hang_up)
        self.threads.shutdown(wait=False)
        await asyncio.to_thread(self.follower.join, 2)
        await asyncio.to_thread(self.chores.join, 2)

    def _followings_now(self):
        return list(self.followings)

    def _begin(self, ring):
        self.ring = ring
        self.begun.set()
        self.news.set()

    def _extend(self, entries):
        self.ring.extend(entries)
        self.news.set()

    async def _fan_out(self):
        """Tell all readers when there is news."""
        while True:
            await self.news.wait()
            self.news.clear()
            await self._go_round(list(self.readers))

    async def _mind(self):
        """Each second: give up those who do not read, end those whose time has come, send heartbeats."""
        loop = asyncio.get_running_loop()
        while True:
            await asyncio.sleep(1)
            now = loop.time()
            for reader in [r for r in self.readers if r.writing_since and now - r.writing_since > PATIENCE]:
                reader.task.cancel()
            stopping = self.is_stopping()
            for reader in [r for r in self.readers if stopping or now >= r.ends_at]:
                await self._wake(reader)
            await self._go_round([r for r in self.readers if self._is_due(r, now)])

    async def _go_round(self, readers):
        """Tell all of them who rest what is new, in slices: pages are answered meanwhile."""
        loop = asyncio.get_running_loop()
        began = monotonic()
        for reader in readers:
            if reader.is_resting and not self._tell(reader, loop.time()):
                await self._wake(reader)
            if monotonic() - began >= SLICE:
                await self._make_way()
                began = monotonic()

    def _tell(self, reader, now):
        """Send a resting reader what is at hand; returns False where their own task has to see to it."""
        try:
            chunk = self._at_hand(reader, now)
        except Exception:
            # It meets the same error, and ends alone.
            return False
        if chunk:
            reader.tell(chunk, now)
        return chunk is not None

    @staticmethod
    async def _wake(reader):
        """Let a reader who rests see to it in their own task, at once: it costs far more than telling."""
        if reader.is_resting:
            reader.waiting.set_result(None)
            await asyncio.sleep(0)

    async def _make_way(self):
        """Let everything else have its turn; a thread that renders a page, some time without this one."""
        # The loop's clock stands still for the length of a turn: a rest begun in this one would be over already.
        await asyncio.sleep(0)
        if self.is_rendering():
            await asyncio.sleep(REST)

    def _is_over(self, reader, now):
        return now >= reader.ends_at or self.is_stopping()

    @staticmethod
    def _is_due(reader, now):
        return now - reader.sent_at >= HEARTBEAT

    # one request

    async def __call__(self, scope, receive, send):
        """Answer one reader: with a stream, or at once when they poll."""
        try:
            following, cursor, polls = self._asked(scope)
        except BadRequest as error:
            return await _answer(send, 400, str(error))
        if not await self._has_begun():
            return await _turn_away(send, RETRY_AFTER_RESTART)
        if polls:
            return await self._poll(send, following, cursor)
        if self.is_stopping():
            return await _turn_away(send, RETRY_AFTER_RESTART)
        address = self.address_of(scope)
        if len(self.readers) >= self.most or self.addresses[address] >= self.most_from:
            return await _turn_away(send, RETRY_AFTER)
        with self._joined(following, address, send) as reader:
            await self._stream(reader, cursor)

    async def _has_begun(self):
        """Tell whether the log is known; right after the start it takes a moment, without a database longer."""
        if not self.begun.is_set():
            await asyncio.wait({asyncio.ensure_future(self.begun.wait())}, timeout=PATIENCE)
        return self.begun.is_set()

    def _asked(self, scope):
        """Return (Following, (epoch, seq) or None, whether it polls). Raises BadRequest."""
        if scope["method"] != "GET":
            raise BadRequest(USAGE)
        following, cursor, polls = _read(scope["query_string"])
        if following.language not in self.languages:
            following = following._replace(language=self.languages[0])
        resumed = dict(scope["headers"]).get(b"last-event-id", b"").decode("latin-1")
        return following, _later(cursor, _cursor(resumed)), polls

    @contextmanager
    def _joined(self, following, address, send):
        """One more reader; what it follows is rendered from now on."""
        following, readers = self.followings.setdefault(following, (following, set()))
        reader = Reader(following, send, asyncio.get_running_loop().time())
        readers.add(reader)
        self.readers.add(reader)
        self.addresses[address] += 1
        try:
            yield reader
        finally:
            self.readers.discard(reader)
            readers.discard(reader)
            if not readers:
                self.followings.pop(following, None)
            self.addresses[address] -= 1
            if not self.addresses[address]:
                del self.addresses[address]

    async def _stream(self, reader, cursor):
        loop = asyncio.get_running_loop()
        await reader.send({"type": "http.response.start", "status": 200, "headers": STREAM_HEADERS})
        greeting = f"retry: {random.randint(*RECONNECT)}\n\n".encode()  # noqa: S311  (as above)
        await reader.write(greeting + await self._resume(reader, cursor))
        while not self._is_over(reader, loop.time()):
            chunk = self._at_hand(reader, loop.time())
            if chunk is None:
                chunk = await self._resume(reader, (reader.ring.epoch, reader.seq))
            if chunk:
                await reader.write(chunk)
            if self.ring is reader.ring and reader.seq == reader.ring.head:
                await reader.rest()
        await reader.send({"type": "http.response.body", "body": b"event: bye\ndata: {}\n\n"})

    def _at_hand(self, reader, now):
        """Return the bytes from where the reader has got to up to the head, perhaps none, and take the reader there.

        Returns None where they have to be fetched or rendered first.
        """
        if self.ring is not reader.ring:
            return None
        chunk = reader.ring.chunk(reader.seq, reader.following)
        if chunk is None:
            return None
        reader.seq = reader.ring.head
        if not chunk and self._is_due(reader, now):
            return f": {reader.ring.cursor()}\n\n".encode()
        return chunk

    async def _resume(self, reader, cursor):
        """Return the bytes that bring the reader from a cursor, perhaps of another log, to the head."""
        ring, caught_up = await self._catch_up(reader.following, cursor)
        reader.ring, reader.seq = ring, caught_up.seq
        if caught_up.is_lost:
            data = json.dumps({"cursor": ring.cursor(reader.seq)})
            return f"id: {ring.cursor(reader.seq)}\nevent: reset\ndata: {data}\n\n".encode()
        return caught_up.as_stream(ring, reader.following)

    async def _catch_up(self, following, cursor):
        """Return (ring, CaughtUp); a page made by another process may know of what this one is just about to read."""
        deadline = asyncio.get_running_loop().time() + BEHIND_AT_MOST
        while self._is_ahead(cursor) and asyncio.get_running_loop().time() < deadline:
            await asyncio.sleep(0.01)
        ring = self.ring
        return ring, await catch_up(ring, following, cursor, self.threads)

    def _is_ahead(self, cursor):
        return cursor is not None and cursor[0] == self.ring.epoch and cursor[1] > self.ring.head

    async def _poll(self, send, following, cursor):
        ring, caught_up = await self._catch_up(following, cursor)
        events = [
            {"id": event["id"], "kind": entry.kind, **event["data"]}
            for entry in caught_up.entries
            if (event := as_event(ring, entry, following))
        ]
        answer = {"cursor": ring.cursor(caught_up.seq), "reset": caught_up.is_lost, "events": events}
        await _answer(send, 200, json.dumps(answer, ensure_ascii=False), POLL_HEADERS)


@lru_cache(200)
def _read(query_string):
    """Return what a query asks for, as `_asked` does; of thousands who come back at once, most ask for the same."""
    asked = {name: values[-1] for name, values in parse_qs(query_string.decode("latin-1")).items()}
    topics = frozenset(asked.get("topics", "").split(","))
    if len(topics) > TOPICS or not all(map(TOPIC.fullmatch, topics)):
        raise BadRequest(USAGE)
    return Following(asked.get("language"), topics), _cursor(asked.get("after", "")), asked.get("poll") == "1"


def _cursor(text):
    found = CURSOR.fullmatch(text)
    return (found[1], int(found[2])) if found else None


def _later(one, other):
    """Return the cursor that is further on; the browser's own word counts where the two are not of one log."""
    if not (one and other):
        return one or other
    return one if one[0] == other[0] and one[1] > other[1] else other


async def _turn_away(send, seconds):
    """Ask to come back in some of so many seconds (from, to); the page polls meanwhile."""
    wait = random.randint(*seconds)  # noqa: S311  (as above)
    headers = [(b"content-type", b"text/plain"), (b"cache-control", b"no-store"), (b"retry-after", b"%d" % wait)]
    await _answer(send, 503, "", headers)


async def _answer(send, status, text, headers=((b"content-type", b"text/plain"), (b"cache-control", b"no-store"))):
    body = text.encode()
    headers = [*headers, (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
