"""The edge: every request of the site comes in here.

What happens live is a bare ASGI function, so that a waiting reader holds no thread. Django runs as plain WSGI in a
fixed pool of threads, each with a database connection that stays open, so that every view is ordinary synchronous
Django. The desk has a pool of its own: thirty photographs that come in at once never keep a reader waiting.
"""

import sys

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_noop

# It sets Django up, which the rooms below need.
from newsroom.wsgi import application as django

# isort: split
from live.stream import Streams
from newsroom.threads import BodyTooLarge, Threads
from people.addresses import address_of_scope

# A thread that renders gives the event loop its turn after half a millisecond, not five: what needs no
# rendering is answered in half the time while others render (p99, measured).
sys.setswitchinterval(0.0005)

TOO_LARGE = gettext_noop("The files are too large to be sent at once: at most %(limit)d MB.")
MEGABYTE = 1024 * 1024

pages = Threads(django, settings.THREADS)
desk = Threads(django, settings.DESK_THREADS)
streams = Streams(
    languages=[language for language, _name in settings.LANGUAGES],
    address_of=address_of_scope,
    most=settings.STREAMS,
    most_from=settings.STREAMS_FROM_ADDRESS,
)
streams.is_rendering = pages.is_working


async def application(scope, receive, send):
    """Answer a request, or follow the server's life."""
    if scope["type"] == "http" and scope["path"] == "/live/":
        await streams(scope, receive, send)
    elif scope["type"] == "http":
        await _page(scope, receive, send)
    elif scope["type"] == "lifespan":
        await _lifespan(receive, send)
    else:
        await send({"type": "websocket.close", "code": 1000})


async def _page(scope, receive, send):
    # Thirty photographs at the desk, a few from a reader.
    threads, limit = (desk, settings.DESK_BODY_LIMIT) if _is_desk(scope) else (pages, settings.BODY_LIMIT)
    try:
        await threads(scope, receive, send, body_limit=limit * MEGABYTE)
    except BodyTooLarge:
        await _refuse_body(send, limit)


def _is_desk(scope):
    return scope["path"].startswith("/admin/")


async def _refuse_body(send, limit):
    """Say so in both languages, and close the connection: it still carries the body."""
    body = "\n".join(_in(language, TOO_LARGE) % {"limit": limit} for language, _name in settings.LANGUAGES)
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": body.encode()})


def _in(language, message):
    with translation.override(language):
        return translation.gettext(message)


async def _lifespan(receive, send):
    await receive()
    streams.start()
    await send({"type": "lifespan.startup.complete"})
    await receive()
    await streams.stop()
    pages.close()
    desk.close()
    await send({"type": "lifespan.shutdown.complete"})
