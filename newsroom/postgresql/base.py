"""A connection that is looked at before each request, and asked only when there is a reason to."""

import select

from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's connection to PostgreSQL; Django finds it by this name."""

    def is_usable(self):
        """Tell whether the connection still stands.

        Django asks the server, and every page waits for its answer. But a server that ends, or cuts a connection,
        closes the line, and that can be read without asking; while nothing can be read the line stands.
        """
        line = self.connection
        return (line is not None and not line.closed and not _can_be_read(line)) or super().is_usable()


def _can_be_read(line):
    # Not select(): ten thousand readers have file numbers beyond what it can take.
    poll = select.poll()
    poll.register(line.fileno(), select.POLLIN)
    return bool(poll.poll(0))
