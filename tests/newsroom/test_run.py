"""bin/run, as a person starts it."""

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

import pytest

from .conftest import ROOT, Server, free_port, until

pytestmark = pytest.mark.serving

SECONDS_TO_STOP = 5
OF_THE_TESTS = {"DATABASE_URL", "SECRET_KEY", "SITE_URL"}


class Run:
    """One bin/run with a data folder and a port of its own, in the environment that the tests run in."""

    def __init__(self, data, *options, **environment):
        self.data, self.port = data, free_port()
        settings = {"DATA_DIR": str(data), "PORT": str(self.port), "VENV": sys.prefix}
        inherited = {name: value for name, value in os.environ.items() if name not in OF_THE_TESTS}
        self.errors = data.parent / f"errors-{self.port}"
        with self.errors.open("w") as errors:
            self.process = subprocess.Popen(
                [sys.executable, ROOT / "bin" / "run", *options],
                env=inherited | settings | environment,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
            )

    def read_until_ready(self):
        """What it prints until the site can be visited."""
        lines = []
        while "Ctrl+C stops it" not in (line := self.process.stdout.readline()):
            lines.append(line)
            assert line, self.rest()
        return "".join(lines)

    def rest(self):
        """What it still prints until it ends, and everything that it complained of."""
        return self.process.communicate()[0] + self.errors.read_text()

    def stop(self, number=signal.SIGINT):
        """Everything that it still had to say, how it ended, and the seconds that took."""
        started = time.monotonic()
        self.process.send_signal(number)
        said = self.rest()
        return said, self.process.returncode, time.monotonic() - started

    def processes(self):
        """Every process on this machine that was started for this data folder."""
        mark = f"DATA_DIR={self.data}\0".encode()
        return [int(path.parent.name) for path in Path("/proc").glob("[0-9]*/environ") if mark in content(path)]


def content(path):
    with contextlib.suppress(OSError):
        return path.read_bytes()
    return b""


@pytest.fixture
def start(tmp_path):
    """`start(options…)` runs bin/run; nothing that it started outlives the test."""
    runs = []

    def start(*options, **environment):
        runs.append(Run(tmp_path / "data", *options, **environment))
        return runs[-1]

    yield start
    for run in runs:
        if run.process.poll() is None:
            run.stop()


@pytest.fixture
def prepared_data(prepared, tmp_path):
    """The data folder of `start` as an earlier start left it, so that the next need not collect static files."""
    shutil.copytree(prepared, tmp_path / "data")


@pytest.mark.usefixtures("prepared_data")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl+C", "kill"])
def test_it_stops_everything_that_it_started(start, number):
    run = start("--empty")
    run.read_until_ready()
    reader = Server(run.port).connect(b"GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n")

    said, code, seconds = run.stop(number)
    reader.close()

    assert run.processes() == []
    assert seconds < SECONDS_TO_STOP
    assert (code, "Traceback" in said) == (0, False)


def test_it_can_be_stopped_while_it_prepares(start):
    run = start("--empty")
    run.process.stdout.readline()

    said, code, _seconds = run.stop()

    assert run.processes() == []
    assert (code, "Traceback" in said) == (0, False)


@pytest.mark.usefixtures("prepared_data")
def test_it_says_who_died_and_stops_the_rest(start):
    run = start("--empty")
    run.read_until_ready()
    [server] = [pid for pid in run.processes() if is_master(pid)]

    os.kill(server, signal.SIGKILL)
    said = run.rest()

    assert "the server ended by itself with code -9" in said
    assert run.process.returncode == 1
    until(lambda: run.processes() == [])


def is_master(pid):
    """Tell whether this is the gunicorn that supervises: it leads its own session."""
    return b"gunicorn" in Path(f"/proc/{pid}/cmdline").read_bytes() and os.getsid(pid) == pid


def test_a_later_start_keeps_the_data(start):
    first = start("--empty")
    first.read_until_ready()
    first.stop()
    key = (first.data / "secret_key").read_text()

    second = start("--empty")
    printed = second.read_until_ready()

    assert (second.data / "secret_key").read_text() == key
    assert "tables" not in printed
    assert "static files" not in printed


@pytest.mark.usefixtures("prepared_data")
def test_dev_serves_debug_pages(start):
    run = start("--dev", "--empty")
    run.read_until_ready()

    answer = Server(run.port).ask("/no-such-page/")

    assert (answer.status, b"DEBUG = True" in answer.content) == (404, True)


def refusal(run):
    """The one thing that a bin/run says which cannot start."""
    said = run.rest()
    assert run.process.returncode == 1
    return said


def test_a_port_that_is_no_number_is_one_sentence(start):
    errors = refusal(start("--empty", PORT="http"))

    assert errors == "run: PORT must be a number from 1 to 65535, not 'http'.\n"


def test_a_folder_that_cannot_be_written_is_one_sentence(start, tmp_path):
    (tmp_path / "file").touch()

    errors = refusal(start("--empty", DATA_DIR=str(tmp_path / "file")))

    assert errors == f"run: DATA_DIR {tmp_path / 'file'} cannot be written to: File exists.\n"


@pytest.fixture(scope="module")
def running(prepared, tmp_path_factory):
    """The site with its demonstration paper, and what bin/run printed.

    Its tests come last: as long as it runs, it makes renditions of all the demonstration's pictures.
    """
    run = Run(shutil.copytree(prepared, tmp_path_factory.mktemp("run") / "data"))
    run.printed = run.read_until_ready()
    yield run
    run.stop()


def test_it_tells_where_the_site_is(running):
    assert f"The site    http://localhost:{running.port}/\n" in running.printed
    assert f"In Kazakh   http://localhost:{running.port}/kk/\n" in running.printed
    assert f"The desk    http://localhost:{running.port}/admin/\n" in running.printed


@pytest.mark.parametrize("path", ["/", "/kk/", "/news/", "/admin/login/", "/rss.xml", "/readyz"])
def test_the_pages_answer(running, path):
    assert Server(running.port).ask(path).status == 200


def test_the_login_that_it_printed_opens_the_desk(running):
    name, password = re.search(r"Log in as   (\S+)   password   (\S+)", running.printed).groups()
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    desk = f"http://localhost:{running.port}/admin/"
    form = browser.open(f"{desk}login/?next=/admin/").read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', form)[1]
    fields = {"csrfmiddlewaretoken": token, "username": name, "password": password, "next": "/admin/"}

    with browser.open(f"{desk}login/?next=/admin/", urlencode(fields).encode()) as answer:
        assert (answer.status, answer.url) == (200, desk)


def test_only_the_owner_may_read_the_secrets(running):
    modes = [(running.data / name).stat().st_mode & 0o777 for name in ("secret_key", "demo_login")]

    assert modes == [0o600, 0o600]


def test_a_taken_port_is_one_sentence(start, running):
    errors = refusal(start("--empty", PORT=str(running.port)))

    assert errors.startswith(f"run: port {running.port} cannot be used: Address already in use.")
    assert errors.count("\n") == 1
