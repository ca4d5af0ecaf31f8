"""How often somebody may do something, counted in the database: the same for every process, and after a restart."""

import time
from math import ceil

from django.db import connection, models
from django.db.models import F

LONGEST = 24 * 60 * 60
"""Seconds: no limit looks further back than a day."""

# One statement, so that of many at once exactly as many pass as may: the row is locked while it decides. A stretch
# that ended just before this one counts for the part of it that still lies less than a stretch ago. Clocks of several
# machines differ a little, so the stretch of a row never goes back. A refused try is not counted.
_COUNT = """
    INSERT INTO people_tally AS tally (key, stretch, count, before) VALUES (%(key)s, %(stretch)s, 1, 0)
    ON CONFLICT (key) DO UPDATE SET
        before = CASE WHEN tally.stretch >= %(stretch)s THEN tally.before
                      WHEN tally.stretch = %(former)s THEN tally.count ELSE 0 END,
        count = CASE WHEN tally.stretch >= %(stretch)s THEN tally.count + 1 ELSE 1 END,
        stretch = CASE WHEN tally.stretch >= %(stretch)s THEN tally.stretch ELSE %(stretch)s END
    WHERE CASE WHEN tally.stretch >= %(stretch)s THEN tally.before * %(rest)s + tally.count
               WHEN tally.stretch = %(former)s THEN tally.count * %(rest)s ELSE 0 END <= %(most)s
    RETURNING count
"""


class Tally(models.Model):
    """How often something was done under one key in the running stretch of time, and in the one before.

    A stretch is named by the second of Unix time at which it began.
    """

    key = models.CharField(max_length=120, primary_key=True)
    stretch = models.BigIntegerField()
    count = models.PositiveIntegerField()
    before = models.PositiveIntegerField(default=0)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return f"{self.key}: {self.count}"


def wait(key, limit, seconds):
    """Count one more under the key and return 0; or, past the limit in so many seconds, count nothing and return how
    many seconds to wait, at least 1.

    `limit` is at least 1, `seconds` at most a day, and a key is at most 120 characters and always counted over the
    same time. Asked inside a transaction, others with the same key queue until it ends, and what is rolled back is
    not counted.
    """
    now = time.time()
    stretch = int(now // seconds) * seconds
    elapsed = now - stretch
    values = {
        "key": key,
        "stretch": stretch,
        "former": stretch - seconds,
        "rest": 1 - elapsed / seconds,
        # A hair more: what has faded to a whole number may be stored a rounding above it.
        "most": limit - 1 + 1e-9,
    }
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, values)
        if cursor.fetchone():
            return 0
    return _seconds_left(key, limit, seconds, now)


def give_back(key):
    """Count one less under a key where `wait` has counted one for something that has not come about after all."""
    Tally.objects.filter(key=key, count__gt=0).update(count=F("count") - 1)


def forget_tallies():
    """Delete the rows that no limit looks at any more; return how many."""
    return Tally.objects.filter(stretch__lt=time.time() - 2 * LONGEST).delete()[0]


def _seconds_left(key, limit, seconds, now):
    row = Tally.objects.filter(key=key).first()
    if row is None:
        return 1
    before, count, start = row.before, row.count, row.stretch
    if start <= now - seconds:
        before, count, start = count, 0, start + seconds
    if count >= limit:
        # Only when the next stretch has begun do these count for less.
        before, count, start = count, 0, start + seconds
    faded = seconds * (1 - (limit - 1 - count) / before) if before else 0
    return max(1, ceil(start + faded - now))
