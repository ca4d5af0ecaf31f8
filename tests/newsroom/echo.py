"""A small WSGI application in two threads, to see what reaches an application and who waits for whom."""

import hashlib
import threading
from tempfile import TemporaryFile

from newsroom.threads import BodyTooLarge, Threads

PIECE = b"x" * 100_000
MEGABYTE = 1024 * 1024

inside = []  # the paths of requests that have come and are not answered yet
begun = []  # the paths that a thread has begun to work on
gate = threading.Event()


def wsgi(environ, start_response):
    begun.append(environ["PATH_INFO"])
    work = {"/wait/": wait, "/file/": file, "/pieces/": pieces, "/broken/": broken}
    return work.get(environ["PATH_INFO"], echo)(environ, start_response)


def echo(environ, start_response):
    """Say what came in, and the fingerprint of the body."""
    body = hashlib.sha256()
    while chunk := environ["wsgi.input"].read(65536):
        body.update(chunk)
    names = ["REQUEST_METHOD", "PATH_INFO", "QUERY_STRING", "CONTENT_LENGTH", "HTTP_COOKIE", "HTTP_X_REAL_IP"]
    lines = [f"{name} {environ.get(name, '-')}" for name in names] + [f"body {body.hexdigest()}"]
    text = "\n".join(lines).encode("latin-1")
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(text)))])
    return [text]


def wait(environ, start_response):
    gate.wait()
    return echo(environ, start_response)


def file(environ, start_response):
    large = TemporaryFile()  # noqa: SIM115  (the server closes it)
    large.write(b"y" * 20 * MEGABYTE)
    large.seek(0)
    start_response("200 OK", [("Content-Length", str(20 * MEGABYTE))])
    return environ["wsgi.file_wrapper"](large)


def pieces(environ, start_response):
    start_response("200 OK", [])
    return (PIECE for _number in range(200))


def broken(environ, start_response):
    start_response("200 OK", [])
    raise ValueError("broken on purpose")


threads = Threads(wsgi, 2)


async def application(scope, receive, send):
    """The echo, and three paths beside it that need no thread."""
    if scope["type"] != "http":
        raise NotImplementedError(scope["type"])
    beside = {"/open-gate/": open_gate, "/begun/": lambda: "\n".join(begun), "/inside/": lambda: len(inside)}
    if scope["path"] in beside:
        return await say(send, 200, str(beside[scope["path"]]()))
    inside.append(scope["path"])
    try:
        await threads(scope, receive, send, body_limit=45 * MEGABYTE)
    except BodyTooLarge:
        await say(send, 413, "too large")
    finally:
        inside.remove(scope["path"])


def open_gate():
    gate.set()
    return "open"


async def say(send, status, text):
    await send({"type": "http.response.start", "status": status, "headers": [(b"connection", b"close")]})
    await send({"type": "http.response.body", "body": text.encode()})
