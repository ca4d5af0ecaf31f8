"""What every test may count on: no network, quick passwords, plain static names, its own media folder."""

import fcntl
import gc
import os
import socket
import subprocess
import sys
from ipaddress import ip_address

import pytest
from django.conf import settings
from django.db import connection
from django.db.models.sql.compiler import SQLCompiler
from django.db.transaction import TransactionManagementError

from tests.environment import folder

connect = socket.socket.connect


def pytest_configure():
    """Change, once, the few settings that make tests slow or need files collected first."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }
    if connection.vendor == "sqlite":
        # In a file, as in production: SQLite in shared memory answers "table is locked" at once instead of waiting.
        settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = str(folder / "test.sqlite3")
        # What is lost in a power cut does not matter to a test; bin/postgresql.py thinks so too.
        settings.DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
    socket.socket.connect = connect_on_this_machine


def pytest_unconfigure():
    """Give the socket back as it was."""
    socket.socket.connect = connect


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Mark what touches the database, so that the rest need not run on each."""
    for item in items:
        if item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(item.fixturenames):
            item.add_marker("database")


def pytest_collection_finish():
    """Look for garbage among what tests make alone: to look through all that was imported was a fifth of the run."""
    gc.collect()
    gc.set_threshold(10_000)
    gc.freeze()


def connect_on_this_machine(self, address):
    """Connect, unless the address is outside this machine."""
    if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_here(address[0]):
        raise RuntimeError(f"A test wants to reach {address[0]}: tests use no network.")
    return connect(self, address)


def _is_here(host):
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@pytest.fixture(autouse=True)
def locks_of_its_own(monkeypatch):
    """Refuse a lock outside a transaction, as PostgreSQL does: most tests run within one that nobody else has."""
    ask = SQLCompiler.execute_sql

    def execute_sql(self, *args, **kwargs):
        blocks = connection.atomic_blocks
        if self.query.select_for_update and not any(not block._from_testcase for block in blocks):
            raise TransactionManagementError("A lock outside a transaction ends at once.")
        return ask(self, *args, **kwargs)

    monkeypatch.setattr(SQLCompiler, "execute_sql", execute_sql)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    """A media folder that lives as long as the test."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MEDIA_ROOT.mkdir()
    return settings.MEDIA_ROOT


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """A data folder as `manage.py prepare` leaves it, made once for both workers: copied, never served from."""
    shared = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        shared = shared.parent
    data, unfinished = shared / "prepared", shared / "unfinished"
    with (shared / "prepared.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not data.exists():
            place = {"DATA_DIR": str(unfinished), "DATABASE_URL": f"sqlite:///{unfinished}/newsroom.sqlite3"}
            unfinished.mkdir()
            subprocess.run(
                [sys.executable, "manage.py", "prepare"], cwd=settings.BASE_DIR, env=os.environ | place, check=True
            )
            unfinished.rename(data)
    return data


@pytest.fixture
def work(db, monkeypatch):
    """`work()` lets happen what would follow the commit: its callbacks, then every task they queued."""
    # The worker would close the connection that holds the test's own transaction.
    monkeypatch.setattr("django_tasks_db.management.commands.db_worker.close_old_connections", lambda: None)
    return _commit_and_run_tasks


def _commit_and_run_tasks():
    from django_tasks_db.management.commands.db_worker import Worker
    from django_tasks_db.models import DBTaskResult

    callbacks, connection.run_on_commit = connection.run_on_commit, []
    for _savepoints, callback, _robust in callbacks:
        callback()
    Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="test",
    ).run()
    failed = DBTaskResult.objects.failed().first()
    assert failed is None, failed.traceback
