"""What falls due without anybody asking: looked for each second by every process, beside the reading of the log."""

import logging
import threading
import time

from django.db import Error as DatabaseError
from django.db import connection

from live.log import forget_old

log = logging.getLogger(__name__)
BETWEEN_CHORES = 1
BETWEEN_CLEANINGS = 3600
chores = []


def each_second(function):
    """Have the decorated function called each second or so by every process, to record what has fallen due.

    It must be cheap when nothing has, and harmless when several processes call it at once.
    """
    chores.append(function)
    return function


class Chores(threading.Thread):
    """Does them until it is stopped. A thread of its own, so that a slow one keeps no news waiting."""

    def __init__(self):
        super().__init__(name="live-chores", daemon=True)
        self.stopping = threading.Event()

    def run(self):
        """Do what is due; after trouble with the database, try again a second later."""
        cleaning_at = 0
        while not self.stopping.is_set():
            try:
                _do_all()
                if time.monotonic() >= cleaning_at:
                    forget_old()
                    cleaning_at = time.monotonic() + BETWEEN_CLEANINGS
            except DatabaseError as error:
                log.warning("Nothing that falls due can be done just now: %s", error)
                connection.close()
            self.stopping.wait(BETWEEN_CHORES)
        connection.close()

    def stop(self):
        """Ask it to end soon."""
        self.stopping.set()


def _do_all():
    """Call what wants to be called; one that fails must not stop the others."""
    for chore in chores:
        try:
            chore()
        except DatabaseError:
            raise
        except Exception:
            log.exception("%s failed", chore.__qualname__)
