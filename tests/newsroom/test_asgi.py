"""The edge: who waits for whom, and whether pages are being rendered, so that the telling of readers makes way."""

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


async def ask(application, path="/", receive=None, **options):
    """Ask an application for an address as a server does; return the answer's body."""
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

    async def send(message):
        sent.append(message.get("body", b""))

    await application(scope, receive or asyncio.Event().wait, send, **options)
    return b"".join(sent)


def test_readers_do_not_wait_for_the_desk(slow_desk):
    async def read_meanwhile():
        uploading = asyncio.create_task(ask(asgi.application, "/admin/pictures/upload/"))
        page = await asyncio.wait_for(ask(asgi.application, "/news/"), 10)
        was_uploading = not uploading.done()
        slow_desk.set()
        return page, was_uploading, await uploading

    assert asyncio.run(read_meanwhile()) == (b"/news/", True, b"/admin/pictures/upload/")


def test_the_pool_is_at_work_from_the_request_until_the_answer():
    finish = threading.Event()

    def render_long(_environ, start_response):
        finish.wait(30)
        start_response("200 OK", [])
        return [b"page"]

    async def scenario():
        pages = Threads(render_long, 1)
        before = pages.is_working()
        asking = asyncio.create_task(ask(pages, body_limit=0))
        async with asyncio.timeout(30):
            while not pages.is_working():
                await asyncio.sleep(0)
            finish.set()
            await asking
        pages.close()
        return before, pages.is_working()

    assert asyncio.run(scenario()) == (False, False)


def test_who_leaves_is_not_waited_for():
    async def scenario():
        pages = Threads(lambda environ, start_response: None, 1)
        busy = threading.Event()
        pages.pool.submit(busy.wait, 30)

        async def leave():
            return {"type": "http.disconnect"}

        await ask(pages, receive=leave, body_limit=0)
        busy.set()
        pages.close()
        return pages.is_working()

    assert asyncio.run(scenario()) is False
