"""A connection that is looked at before each request, and asked only when there is a reason to."""

import select

from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's connection to PostgreSQL; Django finds it by this name."""

    def is_usable(self):
        """Tell whether the connection still stands.

        Django asks the server, and every page waits for its answer. But a server that ends, or cuts a connection,
        closes the line, and that can be read without asking; while nothing can be read the line stands. Within a
        transaction, which may have failed, it is asked.
        """
        return (self.connection is not None and _is_idle(self.connection)) or super().is_usable()


def _is_idle(line):
    if line.pgconn.transaction_status != TransactionStatus.IDLE:
        return False
    # Not select(): ten thousand readers have file numbers beyond what it can take.
    poll = select.poll()
    poll.register(line.fileno(), select.POLLIN)
    return not poll.poll(0)
