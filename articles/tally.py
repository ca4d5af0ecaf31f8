"""The tally: readings that this process was told of, written together every few seconds.

A busy story costs the database no more than a quiet one; a crash loses the readings of those few seconds.
"""

import atexit
import logging
import os
from collections import Counter
from threading import Event, Lock, Thread

from django.db import Error, connections
from django.utils import timezone

from articles.readership import Readership

SECONDS = 5
# One address is somebody who reloads, but also a school, or half a town behind a mobile operator's gateway.
MOST_FROM_ONE_ADDRESS = 30
MOST_REMEMBERED = 100_000

logger = logging.getLogger(__name__)


class Tally:
    """Counts readings from any thread; a thread of its own, begun with the first reading, writes them."""

    def __init__(self, seconds=SECONDS):
        self._seconds = seconds
        self._lock, self._over, self._writer = Lock(), Event(), None
        self._waiting, self._shares, self._hour = Counter(), Counter(), None

    def note(self, article_id, address):
        """Count a reading, unless this address has had its share of the article within the hour."""
        hour = timezone.now().replace(minute=0, second=0, microsecond=0)
        with self._lock:
            if hour != self._hour or len(self._shares) >= MOST_REMEMBERED:
                self._hour, self._shares = hour, Counter()
            self._shares[article_id, address] += 1
            if self._shares[article_id, address] > MOST_FROM_ONE_ADDRESS:
                return
            self._waiting[article_id, hour] += 1
            if not self._writer:
                self._writer = Thread(target=self._keep_writing, name="tally", daemon=True)
                self._writer.start()

    def write(self):
        """Write what waits; what the database does not take now waits for the next time."""
        with self._lock:
            taken, self._waiting = self._waiting, Counter()
        try:
            Readership.objects.add(taken)
        except Error as error:
            logger.warning("Readings could not be written: %s", error)
            with self._lock:
                self._waiting += taken

    def finish(self):
        """Write what waits, for the last time."""
        self._over.set()
        if self._writer:
            self._writer.join()

    def _keep_writing(self):
        is_over = False
        while not is_over:
            is_over = self._over.wait(self._seconds)
            if self._waiting:
                self.write()
                connections.close_all()


tally = Tally()
atexit.register(tally.finish)
# A process inherits the counts of the one that it was split from, but not the thread that writes them.
os.register_at_fork(after_in_child=tally.__init__)
