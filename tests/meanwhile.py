"""What another process does between two statements of this one."""

from contextlib import contextmanager

from django.db import connection


@contextmanager
def just_before(verb, model, act):
    """Let `act` happen just before the next "SELECT", "INSERT", "UPDATE" or "DELETE" of this model's rows, once.

    Before a transaction within that of the test begins: "SAVEPOINT", of no model.
    """
    waiting = [act]
    table = model._meta.db_table if model else ""

    def executing(execute, sql, params, many, context):
        if waiting and sql.lstrip().startswith(verb) and table in sql:
            waiting.pop()()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(executing):
        yield
    assert not waiting
