"""Readers of the stream, as the server would serve them, in an event loop of their own."""

import asyncio
import json
import re

from asgiref.sync import sync_to_async

from live.catching_up import hang_up
from live.models import Head
from live.stream import Streams

WAIT = 30


class Watcher:
    """One reader at /live/: what was sent to them."""

    def __init__(self, streams, query, headers=(), address="127.0.0.1", takes=None):
        self.scope = {
            "type": "http",
            "method": "GET",
            "path": "/live/",
            "query_string": query.encode(),
            "headers": list(headers),
            "client": (address, 1),
        }
        self.status, self.headers, self.text = None, {}, ""
        self.takes = takes
        self.changed = asyncio.Event()
        self.task = asyncio.create_task(streams(self.scope, self._receive, self._send))

    async def _receive(self):
        await asyncio.Event().wait()

    async def _send(self, message):
        if self.takes and "body" in message:
            await self.takes()
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], dict(message["headers"])
        self.text += message.get("body", b"").decode()
        self.changed.set()

    @property
    def events(self):
        """What came: [(kind, data)]."""
        return [(kind, json.loads(data)) for kind, data in re.findall(r"^event: (.+)\ndata: (.+)$", self.text, re.M)]

    @property
    def keys(self):
        """The keys of the things that came, in order."""
        return [data["key"] for kind, data in self.events if kind == "thing"]

    @property
    def cursor(self):
        """The last cursor that was told, or None."""
        told = re.findall(r"^(?:id|): (\S+-\d+)$", self.text, re.M)
        return told[-1] if told else None

    async def until(self, condition):
        """Wait until the condition holds for what was sent."""
        async with asyncio.timeout(WAIT):
            while not condition(self):
                self.changed.clear()
                await self.changed.wait()

    async def leave(self):
        """Go away without a word, as readers do."""
        self.task.cancel()
        await asyncio.wait({self.task})


def watch(scenario, **limits):
    """Run `scenario(streams)`, a coroutine function, beside streams that follow the log."""

    async def run():
        streams = Streams(["ru", "kk"], lambda scope: scope["client"][0], **{"most": 100, "most_from": 100} | limits)
        streams.start()
        try:
            async with asyncio.timeout(WAIT * 2):
                await streams.begun.wait()
                await scenario(streams)
        finally:
            await streams.stop()
            await aside(hang_up)()

    asyncio.run(run())


async def known(streams):
    """Wait until the streams know everything that has happened."""
    head = await aside(Head.objects.values_list("seq", flat=True).get)(pk=1)
    async with asyncio.timeout(WAIT):
        while streams.ring.head < head:
            await asyncio.sleep(0.005)


def aside(function):
    """Call what uses the database from a scenario, in a thread as a request would."""
    return sync_to_async(function, thread_sensitive=True)
