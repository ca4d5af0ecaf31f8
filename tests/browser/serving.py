"""The real site for a real browser: gunicorn with its streams, on the database of the test."""

import os
import signal
import subprocess
import sys
from pathlib import Path

from django.db import connection

from tests.newsroom.conftest import ROOT, Server, free_port, until


class LiveSite:
    """One gunicorn on a port of its own, which may be stopped and started again meanwhile.

    To begin with it reads the whole application, which takes seconds; so between tests it only sleeps.
    """

    def __init__(self, data):
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.environment = os.environ | {
            "DATA_DIR": str(data),
            "DATABASE_URL": _address_of_test_database(),
            "SITE_URL": self.url,
            "PORT": str(self.port),
            "WEB_CONCURRENCY": "1",
            "THREADS": "2",
        }
        self.process = None
        self.has_own_settings = False

    def start(self, **environment):
        """Start it, and wait until it answers."""
        self.has_own_settings = bool(environment)
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn"], cwd=ROOT, env=self.environment | environment, start_new_session=True
        )
        until(Server(self.port).is_up)

    def stop(self, number=signal.SIGTERM):
        """Stop it, as a deploy does, or by a signal of one's own."""
        if self.process is not None:
            self.process.send_signal(number)
            self.process.wait()
        self.process = None

    def wake(self):
        """Let it serve with processes that remember nothing of the test before."""
        if self.process is None:
            self.start()
        else:
            self.process.send_signal(signal.SIGCONT)

    def sleep(self):
        """Leave nobody at work on the database: who serves ends at once, and nobody comes in their place."""
        if self.has_own_settings:
            self.stop(signal.SIGQUIT)
        if self.process is None:
            return
        self.process.send_signal(signal.SIGSTOP)
        until(lambda: self._told("stat").rpartition(")")[2].split()[0] == "T")
        for worker in self._told(f"task/{self.process.pid}/children").split():
            os.kill(int(worker), signal.SIGKILL)

    def _told(self, name):
        """What the kernel tells of it (proc(5))."""
        return Path(f"/proc/{self.process.pid}/{name}").read_text()


def _address_of_test_database():
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    host, port = settings["HOST"].replace("/", "%2F"), settings["PORT"]
    return f"postgres://{settings['USER']}:{settings['PASSWORD']}@{host}:{port}/{settings['NAME']}"
