"""What the pages of one second share: read once by each process, not once for each page."""

import time

from django.db import connection

SECONDS = 1
MOST = 500
"""So many things are kept at a time; when there are more, all are forgotten."""
_kept = {}


def shared(name, read):
    """Return what `read` returns, or returned within the last second in this process.

    It is for what may be a second old, and a list must be read together with the cursor that stands on it. Within
    a transaction nothing is shared: what it sees may never come to be. All threads get the same object, to be read
    and never changed: a copy for each would cost more than it saves.
    """
    if connection.in_atomic_block:
        return read()
    until, value = _kept.get(name, (0, None))
    if time.monotonic() >= until:
        value = read()
        if len(_kept) >= MOST:
            forget()
        _kept[name] = time.monotonic() + SECONDS, value
    return value


def forget():
    """Let everything be read anew."""
    _kept.clear()
