"""A WSGI application in a fixed pool of threads, behind ASGI.

A thread is held only while the application computes. The request's body is on hand before (in memory when
small, else in a temporary file) and the answer is sent after, so neither a slow upload nor a slow reader
costs a thread, and memory stays bounded whatever is sent or asked.
"""

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import BinaryIO
from urllib.parse import unquote_to_bytes
from wsgiref.util import FileWrapper

IN_MEMORY = 512 * 1024
AT_ONCE = 256 * 1024
UNPREFIXED = {"CONTENT_TYPE", "CONTENT_LENGTH"}


class ClientGone(Exception):
    """The client left before its request was whole."""


class BodyTooLarge(Exception):
    """The request's body is larger than this application takes."""


@dataclass(slots=True)
class Answer:
    """What the application answered: the beginning of the body is here, `rest` is still to be read."""

    status: int
    headers: list[tuple[bytes, bytes]]
    beginning: bytes
    rest: BinaryIO | None


class Threads:
    """The ASGI face of a WSGI application that runs in `count` threads."""

    def __init__(self, wsgi, count):
        self.wsgi = wsgi
        self.pool = ThreadPoolExecutor(count, thread_name_prefix="wsgi")
        self.asked = 0

    async def __call__(self, scope, receive, send, body_limit):
        """Answer one request; BodyTooLarge is raised before any thread has worked."""
        try:
            body = await _whole_body(scope, receive, body_limit)
        except ClientGone:
            return
        with body:
            answer = await self._answer_unless_gone(_environ(scope, body), receive)
        if answer:
            await _send(answer, send)

    def is_working(self):
        """Tell whether some request is being computed, or waits to be."""
        return self.asked > 0

    def close(self):
        """Begin nothing new."""
        self.pool.shutdown(wait=False, cancel_futures=True)

    async def _answer_unless_gone(self, environ, receive):
        """Run the application, or nothing at all when the client leaves while every thread is busy."""
        self.asked += 1
        work = self.pool.submit(self._answer, environ)
        answering = asyncio.wrap_future(work)
        leaving = asyncio.ensure_future(_client_left(receive))
        try:
            await asyncio.wait({answering, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if work.cancel():
                return None
            return await answering
        finally:
            self.asked -= 1
            leaving.cancel()

    def _answer(self, environ):
        """In a thread: run the application to the end of its answer."""
        head = []
        chunks = self.wsgi(environ, lambda status, headers, exc_info=None: head.append((status, headers)))
        body = chunks.filelike if isinstance(chunks, FileWrapper) else _gather(chunks)
        [(status, headers)] = head
        beginning = b"" if environ["REQUEST_METHOD"] == "HEAD" else body.read(AT_ONCE)
        if len(beginning) < AT_ONCE:
            body.close()
            body = None
        return Answer(int(status[:3]), [_header(*pair) for pair in headers], beginning, body)


async def _whole_body(scope, receive, limit):
    """Take the request's body in; a large one goes to disk as it comes."""
    headers = dict(scope["headers"])
    declared = headers.get(b"content-length", b"0")
    if int(declared) > limit:
        raise BodyTooLarge
    if declared == b"0" and b"transfer-encoding" not in headers:
        return BytesIO()
    body = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  (its reader closes it)
    try:
        async for chunk in _chunks(receive):
            if body.tell() + len(chunk) > limit:
                raise BodyTooLarge
            if body.tell() + len(chunk) > IN_MEMORY:
                await asyncio.to_thread(body.write, chunk)
            else:
                body.write(chunk)
    except BaseException:
        body.close()
        raise
    return body


async def _chunks(receive):
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGone
        yield message.get("body", b"")
        more = message.get("more_body", False)


async def _client_left(receive):
    while (await receive())["type"] != "http.disconnect":
        pass


def _environ(scope, body):
    """The request as PEP 3333 wants it: text is bytes read as Latin-1, a path has no percent signs left."""
    server, port = scope.get("server") or ("localhost", 80)
    client, _port = scope.get("client") or ("", 0)
    environ = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": server,
        "SERVER_PORT": str(port or 0),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "REMOTE_ADDR": client,
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        "wsgi.input": body,
        "wsgi.file_wrapper": FileWrapper,
    }
    for name, value in scope["headers"]:
        _add_header(environ, name, value)
    # A chunked body has no length of its own, and an application reads as much as this says.
    environ["CONTENT_LENGTH"] = str(body.tell())
    body.seek(0)
    return environ


def _add_header(environ, name, value):
    """Add one header, unless its underscore would let it pass for another that a proxy has checked."""
    if b"_" in name:
        return
    key = name.decode("latin-1").upper().replace("-", "_")
    key = key if key in UNPREFIXED else f"HTTP_{key}"
    value = value.decode("latin-1")
    if key in environ:
        value = environ[key] + ("; " if key == "HTTP_COOKIE" else ",") + value
    environ[key] = value


def _gather(chunks):
    """All of an answer, so that its thread is free before the first byte leaves."""
    body = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115  (its reader closes it)
    try:
        for chunk in chunks:
            body.write(chunk)
    except BaseException:
        body.close()
        raise
    finally:
        getattr(chunks, "close", lambda: None)()
    body.seek(0)
    return body


def _header(name, value):
    return name.lower().encode("latin-1"), value.encode("latin-1")


async def _send(answer, send):
    """Send the answer as fast as the reader takes it, holding one piece in memory at a time."""
    await send({"type": "http.response.start", "status": answer.status, "headers": answer.headers})
    if answer.rest is None:
        return await send({"type": "http.response.body", "body": answer.beginning})
    try:
        chunk = answer.beginning
        while chunk:
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
            chunk = await asyncio.to_thread(answer.rest.read, AT_ONCE)
        await send({"type": "http.response.body", "body": b""})
    finally:
        answer.rest.close()
