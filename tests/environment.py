"""The environment of every test run; pyproject.toml loads it by `-p`, before Django reads its settings."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

folder = Path(tempfile.mkdtemp(prefix="newsroom-tests-"))
atexit.register(shutil.rmtree, folder, ignore_errors=True)
(folder / "static").mkdir()

os.environ |= {
    "DATA_DIR": str(folder),
    # A developer's own DATABASE_URL is never touched by a test.
    "DATABASE_URL": os.environ.get("TEST_DATABASE_URL") or f"sqlite:///{folder / 'newsroom.sqlite3'}",
    "SECRET_KEY": "only-for-tests",
    "SITE_URL": "http://testserver",
}
for name in ("ALLOWED_HOSTS", "DEBUG", "PORT", "TRUSTED_PROXIES"):
    os.environ.pop(name, None)
