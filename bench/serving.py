"""How many answers a second one serving process gives on one core, by gunicorn worker class.

    python -m bench.serving [worker class …]

Three kinds of answers: ready bytes from bare ASGI (what a stored page will be), a trivial Django view in
the pool of threads, and a static file from whitenoise. The server has one core, the client the other; the
classes take turns, and the best of the rounds counts, since whatever else runs only ever slows one down.
"""

import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

WORKERS = ["asgi", "uvicorn_worker.UvicornWorker"]
KINDS = {"ready bytes": "/ready/", "Django view": "/view/", "static file": "/static/file.css"}
CONNECTIONS = 8
SECONDS = 3
ROUNDS = 3


def main(workers):
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "file.css").write_text("a { color: #123456 }\n" * 1000)
        best = {}
        for _round in range(ROUNDS):
            for worker in workers:
                for kind, rate in measure(worker, folder).items():
                    best[worker, kind] = max(rate, best.get((worker, kind), 0))
    for worker in workers:
        print(f"{worker:30}", *(f"{kind} {best[worker, kind]:6.0f}/s  " for kind in KINDS))


def measure(worker, folder):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # An empty configuration: the site's own would load the whole site beside the little one of this bench.
    apart = ["-c", "python:bench", "--no-control-socket", "--log-level", "warning"]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "bench.serving:application", "-k", worker, *apart],
        env=os.environ | {"BENCH_STATIC": folder, "PORT": str(port), "WEB_CONCURRENCY": "1"},
        preexec_fn=lambda: os.sched_setaffinity(0, {0}),
    )
    try:
        os.sched_setaffinity(0, {1})
        wait_for(port, server)
        return {kind: rate_of(port, path) for kind, path in KINDS.items()}
    finally:
        server.terminate()
        server.wait()


def wait_for(port, server):
    while server.poll() is None:
        try:
            return ask(socket.create_connection(("127.0.0.1", port)), b"GET /view/ HTTP/1.1\r\nHost: x\r\n\r\n")
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"The server has ended by itself: {server.returncode}")


def rate_of(port, path):
    """Ask over kept connections for a few seconds; the answers a second."""
    request = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: br\r\n\r\n".encode()
    end = time.monotonic() + SECONDS
    counts = []

    def client():
        count = 0
        with socket.create_connection(("127.0.0.1", port)) as connection:
            while time.monotonic() < end:
                ask(connection, request)
                count += 1
        counts.append(count)

    threads = [threading.Thread(target=client) for _number in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / SECONDS


def ask(connection, request):
    connection.sendall(request)
    answer = connection.recv(65536)
    while b"\r\n\r\n" not in answer:
        answer += connection.recv(65536)
    head, _, body = answer.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 200"):
        raise SystemExit(head.decode())
    length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n")[0])
    received = len(body)
    while received < length:
        received += len(connection.recv(65536))


if "BENCH_STATIC" in os.environ:
    import django
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application
    from django.http import HttpResponse
    from django.urls import path

    from newsroom.threads import Threads

    settings.configure(
        ALLOWED_HOSTS=["*"],
        ROOT_URLCONF=__name__,
        SECRET_KEY="bench",  # noqa: S106
        MIDDLEWARE=["whitenoise.middleware.WhiteNoiseMiddleware", "django.middleware.common.CommonMiddleware"],
        STATIC_ROOT=os.environ["BENCH_STATIC"],
        STATIC_URL="/static/",
    )
    django.setup()
    urlpatterns = [path("view/", lambda request: HttpResponse("x" * 12_000))]
    sys.setswitchinterval(0.0005)
    pages = Threads(get_wsgi_application(), 8)
    READY = b"x" * 12_000
    HEADERS = [(b"content-type", b"text/html"), (b"content-length", str(len(READY)).encode())]

    async def application(scope, receive, send):
        if scope["type"] == "http" and scope["path"] == "/ready/":
            await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
            await send({"type": "http.response.body", "body": READY})
        elif scope["type"] == "http":
            await pages(scope, receive, send, body_limit=0)
        else:
            raise NotImplementedError(scope["type"])


if __name__ == "__main__":
    main(sys.argv[1:] or WORKERS)
