"""What another process does while ours is between two statements."""

from contextlib import contextmanager

from django.db import connection


@contextmanager
def just_before(statement, act):
    """Let `act` happen before the next statement that begins so, once."""
    waiting = [act]

    def executing(execute, sql, params, many, context):
        if waiting and sql.startswith(statement):
            waiting.pop()()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(executing):
        yield
    assert not waiting
