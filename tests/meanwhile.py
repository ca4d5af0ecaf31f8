"""What another process does between two statements of this one."""

from contextlib import contextmanager

from django.db import connection


@contextmanager
def just_before(verb, model, act):
    """Let `act` happen just before the next "SELECT", "INSERT", "UPDATE" or "DELETE" of this model's rows."""
    waiting = [act]

    def executing(execute, sql, params, many, context):
        if waiting and sql.lstrip().startswith(verb) and model._meta.db_table in sql:
            waiting.pop()()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(executing):
        yield
    assert not waiting
