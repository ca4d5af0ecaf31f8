"""What bin/run and bin/test need from a fresh machine; Python's standard library only.

Problems a person can solve are one sentence on standard error, never a traceback.
"""

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / os.environ.get("VENV", ".venv")
PYTHON = VENV / "bin" / "python"
STARTED = time.monotonic()


def say(text):
    """Tell how far we are, with the seconds since the start."""
    print(f"{time.monotonic() - STARTED:5.1f} s  {text}", flush=True)


def give_up(sentence):
    """End with one clear sentence."""
    sys.exit(f"{Path(sys.argv[0]).name}: {sentence}")


def check_python():
    """Refuse a Python that is too old for the project."""
    if sys.version_info < (3, 11):  # noqa: UP036  (whatever python3 is starts us)
        give_up(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]} ({sys.executable}).")


def install(lock):
    """Have everything that the lock names in the virtual environment; does nothing when nothing changed."""
    _make_venv()
    stamp, wanted = VENV / f"{lock}.installed", hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    say(f"Installing what {lock} names")
    pip = [PYTHON, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--require-hashes"]
    if subprocess.run([*pip, "-r", ROOT / lock]).returncode:
        give_up(f"pip could not install {lock} (its reason is above); is a package index within reach?")
    stamp.write_text(wanted)


def _make_venv():
    if _works(PYTHON):
        return
    say(f"Making a virtual environment in {VENV.name}/")
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError:
        give_up("Python's venv module is missing; install it with: apt-get install python3-venv")
    try:
        venv.create(VENV, clear=True, with_pip=True)
    except OSError as error:
        give_up(f"{VENV} cannot be made: {error.strerror}.")


def _works(python):
    """Tell whether the environment's Python still starts: the one it was made from may be gone."""
    return python.exists() and subprocess.run([python, "-c", ""], capture_output=True).returncode == 0
