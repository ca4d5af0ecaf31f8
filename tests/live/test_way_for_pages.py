"""The pool of threads tells whether pages are being rendered, so that the telling of readers can make way for them."""

import asyncio
import threading

from newsroom.threads import Threads

PAGE = {
    "method": "GET",
    "raw_path": b"/",
    "query_string": b"",
    "http_version": "1.1",
    "scheme": "http",
    "headers": [],
}


def test_the_pool_is_at_work_from_the_request_until_the_answer():
    finish = threading.Event()

    def render_long(_environ, start_response):
        finish.wait(30)
        start_response("200 OK", [])
        return [b"page"]

    async def scenario():
        pages = Threads(render_long, 1)
        before = pages.is_working()
        asking = asyncio.create_task(pages(PAGE, asyncio.Event().wait, ignore, body_limit=0))
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

        await pages(PAGE, leave, ignore, body_limit=0)
        busy.set()
        pages.close()
        return pages.is_working()

    assert asyncio.run(scenario()) is False


async def ignore(_message):
    """Send nothing to nobody."""
