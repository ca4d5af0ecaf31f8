"""A Chromium for the browser tests: yours, the system's, or installed now where that may be."""

import os
import shutil
import subprocess

from machine import say

# The shell is the same browser without windows and menus of its own, which each test would have drawn for nobody.
SHELL = "chromium-headless-shell"
NAMES = [SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]


def find_chromium():
    """The path of a Chromium, or None and the reason why there is none."""
    found = _found()
    if not found:
        reason = _install()
        found = _found()
    return (found, None) if found else (None, reason)


def _found():
    return os.environ.get("CHROME_PATH") or next(filter(None, map(shutil.which, NAMES)), None)


def _install():
    """Install Debian's package, or Chromium whole where there is no such package; return why not."""
    if not shutil.which("apt-get"):
        return "no Chromium here and no apt-get to install it with; set CHROME_PATH"
    become = [] if os.geteuid() == 0 else ["sudo", "-n"]
    if become and (not shutil.which("sudo") or subprocess.run([*become, "true"], capture_output=True).returncode):
        return "no Chromium here and only root may install it: apt-get install chromium"
    say("Installing Chromium")
    apt = [*become, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet=2"]
    subprocess.run([*apt, "update"], stdout=subprocess.DEVNULL)
    install = [*apt, "install", "--no-install-recommends"]
    for package in (SHELL, "chromium"):
        if subprocess.run([*install, package], stdout=subprocess.DEVNULL).returncode == 0:
            break
    return "apt-get could not install chromium (its reason is above)"
