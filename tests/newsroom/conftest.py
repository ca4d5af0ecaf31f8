"""Real processes for the tests of serving: started on a free port, stopped with everything they started."""

import contextlib
import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DEADLINE = 60


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(condition):
    """Wait for something another process does; its value, once true."""
    deadline = time.monotonic() + DEADLINE
    while not (value := condition()):
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.02)
    return value


class Server:
    """A serving process and how to ask it."""

    def __init__(self, port):
        self.port = port

    def ask(self, path, method="GET", body=None, headers=(), **options):
        """One request over a connection of its own; the answer with its whole body in `content`."""
        connection = http.client.HTTPConnection("localhost", self.port, timeout=DEADLINE)
        with contextlib.closing(connection):
            connection.request(method, path, body, dict(headers), **options)
            answer = connection.getresponse()
            answer.content = answer.read()
            return answer

    def connect(self, request):
        """A raw connection that has sent these bytes and not read anything."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=DEADLINE)
        connection.sendall(request)
        return connection

    def is_up(self):
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", self.port)).close()
            return True


@contextlib.contextmanager
def gunicorn(*words, **environment):
    """Gunicorn as the site is served by, with our gunicorn.conf.py."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *words],
        cwd=ROOT,
        env=os.environ | {"PORT": str(port), "WEB_CONCURRENCY": "1"} | environment,
        start_new_session=True,
    )
    server = Server(port)
    try:
        until(server.is_up)
        yield server
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


def own_data(prepared, folder, **environment):
    """The environment of a site with data of its own: empty tables, static files collected."""
    data = shutil.copytree(prepared, folder / "data")
    place = {"DATA_DIR": str(data), "DATABASE_URL": f"sqlite:///{data}/newsroom.sqlite3"}
    return place | {"SITE_URL": "http://localhost"} | environment


@pytest.fixture(scope="module")
def site(prepared, tmp_path_factory):
    """The real site, empty, with its static files collected."""
    environment = own_data(prepared, tmp_path_factory.mktemp("site"))
    with gunicorn(**environment) as server:
        server.static = Path(environment["DATA_DIR"]) / "static"
        yield server
