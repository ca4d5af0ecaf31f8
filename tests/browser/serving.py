"""The real site for a real browser: gunicorn with its streams, on the database of the test."""

import os
import signal
import subprocess
import sys

from django.db import connection

from tests.newsroom.conftest import ROOT, Server, free_port, until


class LiveSite:
    """One gunicorn on a port of its own, which may be stopped and started again meanwhile."""

    def __init__(self, data, **environment):
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"
        self.environment = os.environ | {
            "DATA_DIR": str(data),
            "DATABASE_URL": _address_of_test_database(),
            "SITE_URL": self.url,
            "PORT": str(self.port),
            "WEB_CONCURRENCY": "1",
            "THREADS": "2",
            **environment,
        }
        self.process = None

    def start(self, **environment):
        """Start it, and wait until it answers."""
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


def _address_of_test_database():
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{settings['NAME']}"
    host, port = settings["HOST"].replace("/", "%2F"), settings["PORT"]
    return f"postgres://{settings['USER']}:{settings['PASSWORD']}@{host}:{port}/{settings['NAME']}"
