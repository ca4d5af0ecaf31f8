"""What the pages of one second share: read once by each process, not once for each page."""

from django.core.cache import cache
from django.db import connection

SECONDS = 1


def shared(name, read):
    """Return what `read` returns, or returned within the last second in this process.

    It is for what may be a second old, and a list must be read together with the cursor that stands on it. Within
    a transaction nothing is shared: what it sees may never come to be.
    """
    return read() if connection.in_atomic_block else cache.get_or_set(name, read, SECONDS)
