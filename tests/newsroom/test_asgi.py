"""The edge: who waits for whom."""

import asyncio
import threading

import pytest

from newsroom import asgi
from newsroom.threads import Threads


@pytest.fixture
def slow_desk(monkeypatch):
    """One thread each for readers and for the desk; the desk's is busy until the event is set."""
    may_end = threading.Event()

    def wsgi(environ, start_response):
        if environ["PATH_INFO"].startswith("/admin/"):
            may_end.wait(20)
        start_response("200 OK", [])
        return [environ["PATH_INFO"].encode()]

    pools = {"pages": Threads(wsgi, 1), "desk": Threads(wsgi, 1)}
    for name, threads in pools.items():
        monkeypatch.setattr(asgi, name, threads)
    yield may_end
    may_end.set()
    for threads in pools.values():
        threads.close()


async def ask(path):
    """Ask for an address as a server does; return the answer's body."""
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": [],
    }
    sent = []

    async def receive():
        return await asyncio.Future()

    async def send(message):
        sent.append(message.get("body", b""))

    await asgi.application(scope, receive, send)
    return b"".join(sent)


def test_readers_do_not_wait_for_the_desk(slow_desk):
    async def read_meanwhile():
        uploading = asyncio.create_task(ask("/admin/pictures/upload/"))
        page = await asyncio.wait_for(ask("/news/"), 10)
        was_uploading = not uploading.done()
        slow_desk.set()
        return page, was_uploading, await uploading

    assert asyncio.run(read_meanwhile()) == (b"/news/", True, b"/admin/pictures/upload/")
